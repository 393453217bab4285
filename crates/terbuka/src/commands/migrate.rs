//! `terbuka migrate`: the tables of the database, brought up to date without serving.

use std::io::{Write as _, stdout};

use anyhow::Context as _;
use sql::Durability;

use crate::config::Config;
use crate::{log, start};

/// Brings the tables up to date and says how many steps that took.
pub(crate) async fn run(config: Config) -> anyhow::Result<()> {
    log::start(&config.log);
    let db = start::open_database(&config, Durability::OnCommit).await?;
    let steps =
        db.migrate(store::MIGRATIONS).await.context("the database's tables cannot be brought up to date")?;
    db.close().await;
    writeln!(stdout(), "{}: {steps} steps were run, the tables are up to date", config.database)?;
    Ok(())
}
