//! The configuration: one TOML file, overridden by the environment. `docs/configuration.md` lists every key.

mod programs;
mod reader;
mod values;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use app::Settings;
use app::settings::OfficeNames;
use channels::clamd::Clamd;
use channels::whatsapp::CloudOptions;
use domain::body::Level;
use files::FilesUrl;
use files::examine::Bounds;
use i18n::Lang;
use secrecy::SecretString;
use sql::Url;

use programs::{CONVERSION, conversion, has_ffmpeg, inspection};
pub(crate) use reader::ConfigError;
use reader::Reader;

/// The file that is read when none is named and it is there.
pub(crate) const DEFAULT_FILE: &str = "terbuka.toml";

/// Everything that the operator decides.
#[derive(Debug)]
pub(crate) struct Config {
    /// Where the service listens.
    pub(crate) listen: SocketAddr,
    /// Where the database is.
    pub(crate) database: Url,
    /// Connections to the database, at most.
    pub(crate) connections: u32,
    /// Where the files are.
    pub(crate) files: FilesUrl,
    /// What one look inside a file may use.
    pub(crate) inspection: Bounds,
    /// What the conversion of one film may use; `None` when films are not converted.
    pub(crate) conversion: Option<Bounds>,
    /// Folder with the operator's own templates of printed sheets; `None` for the built-in ones.
    pub(crate) templates: Option<PathBuf>,
    /// The virus scanner; `None` when it is not connected.
    pub(crate) clamd: Option<Clamd>,
    /// How e-mail goes out; `None` when it is not connected.
    pub(crate) mail: Option<Mail>,
    /// How codes go out over WhatsApp; `None` when it is not connected.
    pub(crate) whatsapp: Option<CloudOptions>,
    /// How links are looked at; `None` when they are not.
    pub(crate) links: Option<channels::guarded::Options>,
    /// What use cases need to know.
    pub(crate) settings: Settings,
    /// What the web server needs to know.
    pub(crate) server: web::server::Options,
    /// What is logged and how.
    pub(crate) log: Log,
}

/// How e-mail goes out.
#[derive(Debug)]
pub(crate) struct Mail {
    /// Address of the mail server, with its password.
    pub(crate) smtp_url: SecretString,
    /// The sender.
    pub(crate) from: String,
}

/// What is logged and how.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    /// The form of a line.
    pub(crate) format: LogFormat,
    /// Which lines: directives of `tracing_subscriber::EnvFilter`.
    pub(crate) filter: String,
}

/// The form of a line in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object in a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(()),
        }
    }
}

impl Config {
    /// Reads `file` (or `terbuka.toml` of the present folder, if it is there) and the environment.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let default = Path::new(DEFAULT_FILE);
        let file = file.or_else(|| default.exists().then_some(default));
        // A variable whose name or value is not Unicode is not one of ours.
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let mut reader = Reader::new(file, environment)?;
        let config = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(config)
    }

    fn read(from: &mut Reader) -> Result<Self, ConfigError> {
        let mut config = Self::read_all(from)?;
        config.settings.video_convert = config.conversion.is_some();
        if let Some(links) = &mut config.links {
            links.user_agent = user_agent(&config.settings);
        }
        Ok(config)
    }

    fn read_all(from: &mut Reader) -> Result<Self, ConfigError> {
        let listen = from.read(
            "server.listen",
            "an address and a port, such as 127.0.0.1:8080",
            |text| text.parse().ok(),
            SocketAddr::from(([127, 0, 0, 1], 8080)),
        )?;
        Ok(Self {
            listen,
            database: from
                .secret(
                    "database.url",
                    "sqlite:///folder/file.db or postgres://user:password@host/database",
                    |text| Url::parse(text).ok(),
                )?
                .unwrap_or_else(|| Url::sqlite("data/terbuka.db")),
            connections: from.read(
                "database.connections",
                "a number from 1 to 1000",
                values::from_to(1, 1000),
                sql::Options::default().connections,
            )?,
            files: from.read(
                "files.url",
                "file:///folder (an absolute path)",
                values::files,
                FilesUrl::Folder(absolute(Path::new("data/files"))),
            )?,
            inspection: inspection(from)?,
            conversion: conversion(from)?,
            templates: from.optional("print.templates", "a folder", |text| Some(PathBuf::from(text)))?,
            clamd: from.optional(
                "antivirus.clamd",
                "tcp://host:port or unix:///path, such as unix:///run/clamav/clamd.ctl",
                |text| text.parse().ok(),
            )?,
            mail: mail(from)?,
            whatsapp: whatsapp(from)?,
            links: links(from)?,
            settings: settings(from, listen)?,
            server: server(from)?,
            log: Log {
                format: from.read("log.format", "text or json", |text| text.parse().ok(), LogFormat::Text)?,
                filter: from.read(
                    "log.filter",
                    "levels, such as info or warn,web=debug",
                    values::log_filter,
                    "info".to_owned(),
                )?,
            },
        })
    }

    /// The configuration of the demo: everything in one folder, reached from this machine alone.
    pub(crate) fn demo(folder: &Path, listen: SocketAddr) -> Self {
        let conversion = has_ffmpeg().then_some(CONVERSION);
        let settings = Settings {
            base_url: format!("http://{listen}"),
            video_convert: conversion.is_some(),
            ..Settings::default()
        };
        let user_agent = user_agent(&settings);
        Self {
            listen,
            database: Url::sqlite(folder.join("terbuka.db")),
            connections: sql::Options::default().connections,
            files: FilesUrl::Folder(absolute(&folder.join("files"))),
            inspection: Bounds::default(),
            conversion,
            templates: None,
            clamd: None,
            mail: None,
            whatsapp: None,
            links: Some(channels::guarded::Options { user_agent, ..Default::default() }),
            settings,
            server: web::server::Options::default(),
            log: Log { format: LogFormat::Text, filter: "warn".to_owned() },
        }
    }
}

fn mail(from: &mut Reader) -> Result<Option<Mail>, ConfigError> {
    let url =
        from.secret("mail.smtp_url", "smtps://user:password@host or smtp://host?tls=required", |text| {
            channels::Mailer::smtp(text, "a@example.id").is_ok().then(|| SecretString::from(text))
        })?;
    let sender = from.read(
        "mail.from",
        "a name and an address, such as Terbuka <terbuka@example.go.id>",
        |text| channels::Mailer::captured(text).is_ok().then(|| text.to_owned()),
        "Terbuka <terbuka@localhost>".to_owned(),
    )?;
    Ok(url.map(|smtp_url| Mail { smtp_url, from: sender }))
}

/// WhatsApp is connected when there are both a sender and a token.
fn whatsapp(from: &mut Reader) -> Result<Option<CloudOptions>, ConfigError> {
    let name = |text: &str| {
        let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        ((1..=100).contains(&text.len()) && is_name).then(|| text.to_owned())
    };
    let digits = |text: &str| {
        let is_id = (5..=30).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_id.then(|| text.to_owned())
    };
    let sender = from.optional("whatsapp.phone_number_id", "the id of the sending number, digits", digits)?;
    let token = from.secret("whatsapp.token", "the token of the application", |text| {
        let is_token = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_token.then(|| text.to_owned())
    })?;
    let api = from.optional(
        "whatsapp.api",
        "the address of the API with its version, such as https://graph.facebook.com/v23.0",
        channels::whatsapp::api_address,
    )?;
    let api = api.or_else(|| channels::whatsapp::api_address(channels::whatsapp::API));
    let template = from.read(
        "whatsapp.template",
        "the name of an approved authentication template",
        name,
        "kode_verifikasi".to_owned(),
    )?;
    let language =
        from.read("whatsapp.language", "the language of the template, such as id", name, "id".to_owned())?;
    let connected = sender.zip(token).zip(api);
    Ok(connected.map(|((sender, token), api)| CloudOptions { api, sender, token, template, language }))
}

fn links(from: &mut Reader) -> Result<Option<channels::guarded::Options>, ConfigError> {
    let usual = channels::guarded::Options::default();
    let probe = from.read("links.probe", "true or false", |text| text.parse().ok(), true)?;
    let options = channels::guarded::Options {
        private_networks: from.list(
            "links.private_networks",
            "networks, such as [\"10.20.0.0/16\"]",
            usual.private_networks,
        )?,
        ports: from.list("links.ports", "ports, such as [80, 443]", usual.ports)?,
        ..usual
    };
    Ok(probe.then_some(options))
}

/// What the service calls itself where it looks at links: the program, and whom to ask.
fn user_agent(settings: &Settings) -> String {
    format!("Terbuka/{} (+{})", env!("CARGO_PKG_VERSION"), settings.base_url)
}

fn settings(from: &mut Reader, listen: SocketAddr) -> Result<Settings, ConfigError> {
    let usual = Settings::default();
    const DURATION: &str = "a duration, such as 30m, 4h or 14d";
    Ok(Settings {
        base_url: from.read(
            "server.base_url",
            "scheme and host as people see them, without path, such as https://ppid.example.go.id",
            values::base_url,
            format!("http://{listen}"),
        )?,
        site_name: from.read("site.name", "1 to 60 characters", values::name, usual.site_name)?,
        language: from.read("site.language", "id or en", Lang::from_code, usual.language)?,
        office_names: office_names(from, usual.office_names)?,
        session_idle: from.read("security.session_idle", DURATION, values::duration, usual.session_idle)?,
        session_max: from.read("security.session_max", DURATION, values::duration, usual.session_max)?,
        invitation_life: from.read(
            "security.invitation_life",
            DURATION,
            values::duration,
            usual.invitation_life,
        )?,
        reset_life: from.read("security.reset_life", DURATION, values::duration, usual.reset_life)?,
        sign_in_tries: from.read(
            "security.sign_in_tries",
            "a number from 1 to 1000",
            values::from_to(1, 1000),
            usual.sign_in_tries,
        )?,
        max_file_bytes: from.read(
            "limits.file_size",
            "a size from 1 KiB to 1 GiB, such as 20 MiB",
            |text| values::bytes(text).filter(|bytes| (1024..=1 << 30).contains(bytes)),
            usual.max_file_bytes,
        )?,
        max_office_bytes: from.read(
            "limits.office_size",
            "a size from 1 MiB to 1024 GiB, such as 4 GiB",
            |text| values::bytes(text).filter(|bytes| (1 << 20..=1 << 40).contains(bytes)),
            usual.max_office_bytes,
        )?,
        max_desk_bytes: from.read(
            "limits.desk_size",
            "a size from 1 MiB to 1024 GiB, such as 20 GiB",
            |text| values::bytes(text).filter(|bytes| (1 << 20..=1 << 40).contains(bytes)),
            usual.max_desk_bytes,
        )?,
        video_max_bytes: from.read(
            "limits.video_size",
            "a size from 1 MiB to 1 GiB, such as 300 MiB",
            |text| values::bytes(text).filter(|bytes| (1 << 20..=1 << 30).contains(bytes)),
            usual.video_max_bytes,
        )?,
        video_max_length: from.read(
            "limits.video_length",
            "a duration from 1 s to 24 h, such as 10m",
            |text| values::duration(text).filter(|time| (1..=86_400).contains(&time.as_secs())),
            usual.video_max_length,
        )?,
        video_convert: usual.video_convert,
        upload_life: from.read("limits.upload_life", DURATION, values::duration, usual.upload_life)?,
        upload_grace: from.read("limits.upload_grace", DURATION, values::duration, usual.upload_grace)?,
        api_calls_at_once: from.read(
            "limits.api_calls_at_once",
            "a number from 1 to 1000000",
            values::from_to(1, 1_000_000),
            usual.api_calls_at_once,
        )?,
        api_calls_a_second: from.read(
            "limits.api_calls_a_second",
            "a number from 1 to 1000000",
            values::from_to(1, 1_000_000),
            usual.api_calls_a_second,
        )?,
    })
}

/// Patterns by level; a level that is not named keeps its usual pattern.
fn office_names(from: &mut Reader, usual: OfficeNames) -> Result<OfficeNames, ConfigError> {
    let expected = "a level and a text with {name} in it, such as province = \"Bawaslu Provinsi {name}\"";
    let named = from.table("site.office_names", expected, |level, pattern| {
        let level: Level = level.parse().ok()?;
        pattern.contains("{name}").then(|| (level, pattern.to_owned()))
    })?;
    let mut patterns = named;
    for (level, pattern) in usual.0 {
        if !patterns.iter().any(|(known, _)| *known == level) {
            patterns.push((level, pattern));
        }
    }
    Ok(OfficeNames(patterns))
}

fn server(from: &mut Reader) -> Result<web::server::Options, ConfigError> {
    let usual = web::server::Options::default();
    const NETWORKS: &str = "addresses or networks, such as [\"127.0.0.1\", \"10.0.0.0/8\"]";
    let seconds = |text: &str| values::seconds(text, 1..=3600);
    const TIME: &str = "a duration from 1s to 1h, such as 30s";
    Ok(web::server::Options {
        trusted_proxies: from.list("server.trusted_proxies", NETWORKS, usual.trusted_proxies)?,
        metrics_from: from.list("server.metrics_from", NETWORKS, usual.metrics_from)?,
        connections: from.read(
            "limits.connections",
            "a number from 1 to 1000000",
            values::from_to(1, 1_000_000),
            usual.connections,
        )?,
        requests_at_once: from.read(
            "limits.requests_at_once",
            "a number from 1 to 100000",
            values::from_to(1, 100_000),
            usual.requests_at_once,
        )?,
        header_timeout: from.read("limits.header_timeout", TIME, seconds, usual.header_timeout)?,
        idle_timeout: from.read("limits.idle_timeout", TIME, seconds, usual.idle_timeout)?,
        body_timeout: from.read("limits.body_timeout", TIME, seconds, usual.body_timeout)?,
        request_timeout: from.read("limits.request_timeout", TIME, seconds, usual.request_timeout)?,
        stop_timeout: from.read("limits.stop_timeout", TIME, seconds, usual.stop_timeout)?,
    })
}

/// A path that stays the same when the program changes its folder.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
