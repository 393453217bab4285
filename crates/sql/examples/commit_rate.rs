//! How many durable commits a second: 64 tasks through [`sql::Db`], against one transaction after another on plain
//! sqlx with the same settings. `cargo run -p sql --example commit_rate [FOLDER]`; the folder decides which disk.

use std::path::Path;
use std::time::{Duration, Instant};

use sql::{Db, Migration, Options, Url, args, sql};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

const FOR: Duration = Duration::from_secs(5);
const TASKS: usize = 64;
const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "done",
    sqlite: "CREATE TABLE done (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;",
    postgres: "CREATE TABLE done (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL);",
}];

type AnyError = Box<dyn std::error::Error + Send + Sync>;

async fn shared(file: &Path, tasks: usize) -> Result<(u64, f64), AnyError> {
    let db = Db::open(&Url::sqlite(file), &Options::default()).await?;
    db.migrate(SCHEMA).await?;
    let start = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut count = 0_u64;
                while start.elapsed() < FOR {
                    let mut tx = db.write().await?;
                    tx.run(sql!("INSERT INTO done (text) VALUES ($1)"), args!["an answer of usual length"])
                        .await?;
                    tx.commit().await?;
                    count += 1;
                }
                Ok::<u64, sql::SqlError>(count)
            })
        })
        .collect();
    let mut total = 0;
    for task in running {
        total += task.await??;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("  {total} transactions in {} commits", db.gauges().commits);
    db.close().await;
    Ok((total, seconds))
}

async fn plain(file: &Path) -> Result<(u64, f64), AnyError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut conn = options.connect().await?;
    sqlx::raw_sql(SCHEMA[0].sqlite).execute(&mut conn).await?;
    let start = Instant::now();
    let mut total = 0;
    while start.elapsed() < FOR {
        let mut tx = conn.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("INSERT INTO done (text) VALUES ($1)")
            .bind("an answer of usual length")
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        total += 1;
    }
    Ok((total, start.elapsed().as_secs_f64()))
}

fn say(what: &str, (total, seconds): (u64, f64)) {
    let total = f64::from(u32::try_from(total).unwrap_or(u32::MAX));
    println!("{what}: {:.0} durable commits/s", total / seconds);
}

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let place = std::env::args_os().nth(1).unwrap_or_else(|| std::env::temp_dir().into());
    let folder = tempfile::tempdir_in(place)?;
    say("one after another on plain sqlx", plain(&folder.path().join("plain.db")).await?);
    say("one task through Db", shared(&folder.path().join("one.db"), 1).await?);
    say("64 tasks through Db", shared(&folder.path().join("many.db"), TASKS).await?);
    Ok(())
}
