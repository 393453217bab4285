//! From a configuration to a running application.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;

use anyhow::Context as _;
use app::password::{Cost, Passwords};
use app::{App, Parts};
use channels::Mailer;
use channels::guarded::Guarded;
use channels::probe::Prober;
use channels::whatsapp::{Cloud, CodeSender};
use domain::clock::{Clock, SteadyClock};
use files::Files;
use files::examiner::Examiner;
use print::press::Press;
use secrecy::ExposeSecret as _;
use sql::{Db, Durability};

use crate::INSPECT_FILE;
use crate::config::Config;
use crate::system::{OsRandom, SystemClock};

/// Opens everything that use cases need, with the schema brought up to date.
pub(crate) async fn open(config: &Config) -> anyhow::Result<App> {
    // The demo's clock is set by hand and goes where it is told; the service's never goes back.
    let clock = Arc::new(SteadyClock::new(Arc::new(SystemClock)));
    open_with(config, Cost::SERVICE, clock, Durability::OnCommit).await
}

/// As [`open`], with a cost of passwords that suits those who sign in, another clock, and another durability.
pub(crate) async fn open_with(
    config: &Config,
    cost: Cost,
    clock: Arc<dyn Clock>,
    durability: Durability,
) -> anyhow::Result<App> {
    let db = open_database(config, durability).await?;
    let steps =
        db.migrate(store::MIGRATIONS).await.context("the database's tables cannot be brought up to date")?;
    if steps > 0 {
        tracing::info!(steps, "the database's tables are up to date");
    }
    let random = OsRandom;
    let at_once = available_parallelism().map_or(1, usize::from);
    Ok(App::new(Parts {
        db,
        files: Files::open(&config.files).await.context("files.url: the files cannot be opened")?,
        examiner: examiner(config)?,
        clamd: config.clamd.clone(),
        mailer: mailer(config)?,
        whatsapp: whatsapp(config)?,
        prober: prober(config)?,
        press: press(config)?,
        clock,
        passwords: Passwords::new(cost, at_once, &random).context("passwords cannot be hashed")?,
        random: Arc::new(random),
        settings: config.settings.clone(),
    }))
}

/// What prints, with the operator's templates where there are some.
#[cfg(feature = "pdf")]
fn press(config: &Config) -> anyhow::Result<Arc<dyn Press>> {
    let press = pdf::TypstPress::new(config.templates.as_deref()).context("print.templates")?;
    Ok(Arc::new(press))
}

/// This program was built without a press: what is to be printed waits until one that has it runs.
#[cfg(not(feature = "pdf"))]
fn press(_: &Config) -> anyhow::Result<Arc<dyn Press>> {
    Ok(Arc::new(print::press::NoPress))
}

/// Opens the database alone; a folder for a SQLite file is made.
pub(crate) async fn open_database(config: &Config, durability: Durability) -> anyhow::Result<Db> {
    let url = &config.database;
    if let Some(folder) =
        url.path().and_then(|path| path.parent()).filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)
            .with_context(|| format!("database.url: the folder {} cannot be made", folder.display()))?;
    }
    let options = sql::Options { connections: config.connections, durability, ..sql::Options::default() };
    Db::open(url, &options).await.with_context(|| format!("database.url: {url} cannot be opened"))
}

/// Files are looked at by this very program, called again.
fn examiner(config: &Config) -> anyhow::Result<Examiner> {
    // The link names the program that runs, also after another one was put in its place.
    let running = PathBuf::from("/proc/self/exe");
    let program = if running.exists() {
        running
    } else {
        std::env::current_exe().context("the program does not know where it is")?
    };
    let examiner = Examiner::process(program, vec![INSPECT_FILE.into()], config.inspection);
    Ok(match config.conversion {
        Some(conversion) => examiner.with_conversion(conversion),
        None => examiner,
    })
}

fn prober(config: &Config) -> anyhow::Result<Prober> {
    let Some(options) = &config.links else { return Ok(Prober::off()) };
    Ok(Prober::new(Guarded::new(options).context("links: they cannot be looked at")?))
}

/// What sends codes over WhatsApp. The gateway is the operator's choice, so its port may be any; its network is guarded as that
/// of links is.
fn whatsapp(config: &Config) -> anyhow::Result<Option<Arc<dyn CodeSender>>> {
    let Some(options) = &config.whatsapp else { return Ok(None) };
    let guard = channels::guarded::Options {
        ports: options.api.port_or_known_default().into_iter().collect(),
        private_networks: config
            .links
            .as_ref()
            .map(|links| links.private_networks.clone())
            .unwrap_or_default(),
        ..channels::guarded::Options::default()
    };
    let client = Guarded::new(&guard).context("whatsapp: the gateway cannot be reached")?;
    Ok(Some(Arc::new(Cloud::new(client, options.clone()))))
}

fn mailer(config: &Config) -> anyhow::Result<Mailer> {
    config.mail.as_ref().map_or(Ok(Mailer::not_connected()), |mail| {
        Mailer::smtp(mail.smtp_url.expose_secret(), &mail.from).context("mail: e-mail cannot be connected")
    })
}
