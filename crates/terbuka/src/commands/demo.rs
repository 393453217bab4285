//! `terbuka demo`: the service with made-up data in one folder.

use std::io::{Write as _, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use app::password::Cost;
use clap::Args;
use domain::clock::Clock;
use i18n::{Lang, Texts, Zone};
use jiff::Timestamp;
use sql::Durability;

use super::serve;
use crate::config::Config;
use crate::system::{OffsetClock, SystemClock};
use crate::{log, start};

/// What `terbuka demo` is told.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Where the demo keeps its data; a second start goes on with what is there. Without it: a folder for this start
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Keep the data of the database elsewhere, such as `postgres://user:password@host/database`
    #[arg(long, value_name = "URL")]
    database: Option<sql::Url>,
    /// The port on this machine; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Set the demo's clock to this instant, such as 2024-06-25T09:00+07:00; it runs on from there
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
}

/// Serves the demo until it is told to stop.
pub(crate) async fn run(args: DemoArgs) -> anyhow::Result<()> {
    // Kept until the end: a folder of this start alone goes when it is dropped.
    let temporary = match args.folder {
        Some(_) => None,
        None => {
            Some(tempfile::Builder::new().prefix("terbuka-demo-").tempdir().context("no temporary folder")?)
        }
    };
    let folder = args.folder.or_else(|| temporary.as_ref().map(|folder| folder.path().to_owned()));
    let folder = folder.context("no folder")?;
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("--folder: {} cannot be made", folder.display()))?;
    // Links in messages name the port, which port 0 tells only once it is taken.
    let listener = serve::listen(SocketAddr::from(([127, 0, 0, 1], args.port))).await?;
    let mut config = Config::demo(&folder, listener.local_addr()?);
    if let Some(database) = args.database {
        config.database = database;
    }
    log::start(&config.log);
    let clock: Arc<dyn Clock> = match args.at {
        Some(at) => Arc::new(OffsetClock::starting_at(at)),
        None => Arc::new(SystemClock),
    };
    make_data(&config, &clock).await?;
    let app = start::open_with(&config, Cost::QUICK, clock, Durability::OnCommit).await?;
    serve::serve(app, listener, &config, |address| {
        let mut out = stdout().lock();
        writeln!(out, "Terbuka demo: http://{address}/")?;
        writeln!(out, "Folder: {}", folder.display())?;
        if let Some(at) = args.at {
            let words = Texts::new(Lang::En).date_time(at, Zone::Wib);
            writeln!(out, "Time: {words}; the demo's clock runs on from there")?;
        }
        writeln!(out, "\nSign in at http://{address}/masuk with the password: {}", demo::PASSWORD)?;
        for person in demo::people::PEOPLE {
            writeln!(out, "  {:<24} {}", person.login, person.what)?;
        }
        writeln!(out, "\nStop with Ctrl-C.")?;
        out.flush()?;
        Ok(())
    })
    .await
}

/// Makes the demo's data where there is none. The many small steps of it need not wait for the disk: a start that is cut
/// short is told from a complete one.
async fn make_data(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<()> {
    let app = start::open_with(config, Cost::QUICK, Arc::clone(clock), Durability::OnClose).await?;
    let made = demo::seed(&app).await;
    app.db().close().await;
    made.context("the demo's data cannot be made")
}
