//! Commits rows from many tasks and says the number of each (`17.`) when its commit has returned; goes on until it is
//! killed. The durability test kills it and looks whether what it said is there.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sql::{Db, Migration, Options, Url, args, sql};

const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "done",
    sqlite: "CREATE TABLE done (id INTEGER PRIMARY KEY) STRICT;",
    postgres: "CREATE TABLE done (id BIGINT PRIMARY KEY);",
}];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args_os().nth(1).ok_or("usage: acknowledge FILE")?;
    let db = Db::open(&Url::sqlite(std::path::Path::new(&file)), &Options::default()).await?;
    db.migrate(SCHEMA).await?;
    let next = Arc::new(AtomicI64::new(1));
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (db, next) = (db.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let id = next.fetch_add(1, Ordering::Relaxed);
                    let mut tx = db.write().await?;
                    tx.run(sql!("INSERT INTO done (id) VALUES ($1)"), args![id]).await?;
                    tx.commit().await?;
                    let mut out = std::io::stdout().lock();
                    // The reader has gone: so may this.
                    if writeln!(out, "{id}.").and_then(|()| out.flush()).is_err() {
                        return Ok::<(), sql::SqlError>(());
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}
