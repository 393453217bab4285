//! That the documents name every key, and that the example can be used.

use super::reader::Reader;
use super::*;

const DOCUMENT: &str = include_str!("../../../../docs/configuration.md");
const EXAMPLE: &str = include_str!("../../../../terbuka.example.toml");

/// Every key that is asked for.
fn keys() -> Vec<&'static str> {
    let mut reader = Reader::new(None, []).unwrap();
    Config::read(&mut reader).unwrap();
    reader.finish().unwrap()
}

fn read(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terbuka.toml");
    std::fs::write(&file, text).unwrap();
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut reader = Reader::new(Some(&file), environment)?;
    let config = Config::read(&mut reader)?;
    reader.finish()?;
    Ok(config)
}

#[test]
fn the_documents_name_every_key_and_no_other() {
    let mut documented: Vec<&str> = DOCUMENT
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|key| !key.starts_with('/'))
        .collect();
    let mut keys = keys();
    documented.sort_unstable();
    keys.sort_unstable();
    assert_eq!(documented, keys);
    for key in keys {
        let name = key.rsplit('.').next().unwrap();
        assert!(EXAMPLE.contains(name), "terbuka.example.toml does not name {key}");
    }
}

#[test]
fn the_example_says_the_defaults() {
    let (example, usual) = (read(EXAMPLE, &[]).unwrap(), read("", &[]).unwrap());
    // Without a trace of where the folders are, which the example must name.
    let shown = |config: &Config| {
        format!(
            "{:?} {:?} {:?} {:?} {:?}",
            config.listen, config.settings, config.server, config.log, config.links
        )
    };
    assert_eq!(shown(&example), shown(&usual));
    assert_eq!((example.connections, example.inspection), (usual.connections, usual.inspection));
    assert_eq!(example.conversion, None);
    let converting = read(&EXAMPLE.replace("convert = false", "convert = true"), &[]).unwrap();
    let usual = read("[video]\nconvert = true", &[]).unwrap();
    assert_eq!(converting.conversion, usual.conversion);
    assert!(converting.settings.video_convert && converting.conversion.is_some());
    // And what it only mentions can be used too.
    let all: String =
        EXAMPLE.lines().map(|line| format!("{}\n", line.strip_prefix("#: ").unwrap_or(line))).collect();
    let all = read(&all, &[]).unwrap();
    assert!(all.mail.is_some() && all.clamd.is_some());
}

#[test]
fn the_environment_overrides_the_file() {
    let file = "[server]\nlisten = \"127.0.0.1:1\"\n[site]\nname = \"Berkas\"\n";
    let environment = [
        ("TERBUKA_SERVER__LISTEN", "127.0.0.1:2"),
        ("TERBUKA_SERVER__TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1"),
        ("TERBUKA_SITE__OFFICE_NAMES__PROVINCE", "Kantor {name}"),
        ("TERBUKA_TEST_POSTGRES", "not ours"),
        ("PATH", "/bin"),
    ];
    let config = read(file, &environment).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.settings.site_name, "Berkas");
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert_eq!(config.settings.office_names.of(&Level::Province, "X"), "Kantor X");
    assert_eq!(config.settings.office_names.of(&Level::Regency, "X"), "Bawaslu X");
}

#[test]
fn s19_wrong_values_say_key_place_and_what_was_expected() {
    for (text, says) in [
        ("[server]\nlisten = \"here\"", "server.listen: \"here\" is wrong; expected an address and a port"),
        ("[server]\nlisten = [\"127.0.0.1:1\"]", "server.listen"),
        (
            "[server]\nlisen = \"127.0.0.1:1\"",
            "server.lisen: there is no such key; did you mean server.listen?",
        ),
        (
            "[serve]\nlisten = \"127.0.0.1:1\"",
            "serve.listen: there is no such key; did you mean server.listen?",
        ),
        ("warna = 1", "warna: there is no such key"),
        ("[server]\nbase_url = \"ppid.example.id\"", "server.base_url"),
        ("[server]\nbase_url = \"https://a.example.id/x\"", "server.base_url"),
        ("[server]\ntrusted_proxies = [\"10.0.0.0/99\"]", "server.trusted_proxies: \"10.0.0.0/99\" is wrong"),
        (
            "[database]\nconnections = 0",
            "database.connections: \"0\" is wrong; expected a number from 1 to 1000",
        ),
        ("[files]\nurl = \"file://relative\"", "files.url"),
        ("[site]\nlanguage = \"nl\"", "site.language: \"nl\" is wrong; expected id or en"),
        ("[site.office_names]\nprovince = \"Bawaslu\"", "site.office_names.province"),
        (
            "[security]\nsession_idle = \"long\"",
            "security.session_idle: \"long\" is wrong; expected a duration",
        ),
        (
            "[antivirus]\nclamd = \"127.0.0.1:3310\"",
            "antivirus.clamd: \"127.0.0.1:3310\" is wrong; expected tcp://",
        ),
        ("[inspection]\ntime = \"0s\"", "inspection.time"),
        ("[inspection]\nmemory = \"1 MiB\"", "inspection.memory"),
        ("[limits]\nfile_size = \"20 MB\"", "limits.file_size"),
        ("[limits]\nvideo_size = \"2 GiB\"", "limits.video_size"),
        ("[limits]\nvideo_length = \"0s\"", "limits.video_length"),
        ("[video]\nconvert = \"ffmpeg\"", "video.convert: \"ffmpeg\" is wrong; expected true or false"),
        ("[video]\ntime = \"5s\"", "video.time"),
        ("[video]\nmemory = \"64 MiB\"", "video.memory"),
        ("[log]\nformat = \"xml\"", "log.format: \"xml\" is wrong; expected text or json"),
        ("[server\nlisten", "not TOML"),
    ] {
        let error = read(text, &[]).unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("terbuka.toml: "), "{error}");
        assert!(!error.contains('\n'), "one line: {error}");
    }
    let error = read("", &[("TERBUKA_LOG__FORMAT", "xml")]).unwrap_err().to_string();
    assert!(error.starts_with("environment variable TERBUKA_LOG__FORMAT: log.format"), "{error}");
}

#[test]
fn s19_no_message_tells_a_secret() {
    for text in ["[database]\nurl = \"mysql://u:rahasia@h/d\"", "[mail]\nsmtp_url = \"http://u:rahasia@h\""] {
        let error = read(text, &[]).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("rahasia"), "{error}");
    }
    let config = read("[mail]\nsmtp_url = \"smtps://u:rahasia@h\"", &[]).unwrap();
    assert!(!format!("{config:?}").contains("rahasia"));
}
