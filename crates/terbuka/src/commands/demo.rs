//! `terbuka demo`: the service with made-up data in one folder.

use std::io::{Write as _, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use app::password::Cost;
use clap::Args;

use super::serve;
use crate::config::Config;
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
    let mut config = Config::demo(&folder, SocketAddr::from(([127, 0, 0, 1], args.port)));
    if let Some(database) = args.database {
        config.database = database;
    }
    log::start(&config.log);
    let app = start::open_with(&config, Cost::QUICK).await?;
    demo::seed(&app).await.context("the demo's data cannot be made")?;
    serve::serve(app, &config, |address| {
        let mut out = stdout().lock();
        writeln!(out, "Terbuka demo: http://{address}/")?;
        writeln!(out, "Folder: {}", folder.display())?;
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
