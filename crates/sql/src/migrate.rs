use std::collections::BTreeMap;

use crate::{Conn, Db, Engine, SqlError, Statement, args};

/// One step of the schema, in both dialects. Once released it is never changed: a further step mends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Its place in the order, from 1, rising.
    pub version: i64,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Statements for SQLite.
    pub sqlite: &'static str,
    /// Statements for PostgreSQL.
    pub postgres: &'static str,
}

impl Migration {
    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }

    /// Line ends do not count: a checkout on another system may change them.
    fn checksum(&self, engine: Engine) -> String {
        blake3::hash(self.text(engine).replace("\r\n", "\n").as_bytes()).to_hex().to_string()
    }
}

/// A short name for a list of migrations: other texts, other name.
pub fn fingerprint(migrations: &[Migration]) -> String {
    let mut hasher = blake3::Hasher::new();
    for migration in migrations {
        for part in [&migration.version.to_string(), migration.name, migration.sqlite, migration.postgres] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// Why the schema was not brought up to date. What earlier steps did is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MigrateError {
    /// The text of a step differs from what was run on this database.
    #[error(
        "migration {version} ({name}) was changed after it had been run on this database; restore its text and \
             write a further migration instead"
    )]
    Changed {
        /// Its version.
        version: i64,
        /// Its name now.
        name: String,
    },
    /// The database was used by a newer program.
    #[error(
        "the database has migration {version} ({name}), which this program does not know; start the newer \
             program, or restore the backup from before it"
    )]
    Newer {
        /// Its version.
        version: i64,
        /// Its name in the database.
        name: String,
    },
    /// A step was put before one that has been run.
    #[error("migration {version} ({name}) comes before one that was already run; give it a higher version")]
    OutOfOrder {
        /// Its version.
        version: i64,
        /// Its name.
        name: String,
    },
    /// The list is not in rising order of versions from 1.
    #[error("the list of migrations is not in rising order at version {version}")]
    Unordered {
        /// The first that is wrong.
        version: i64,
    },
    /// A constraint that is checked only at the end: on SQLite its violation would fail the commit of others too.
    #[error("migration {version} ({name}) uses DEFERRABLE constraints, which shared commits cannot have")]
    Deferrable {
        /// Its version.
        version: i64,
        /// Its name.
        name: String,
    },
    /// The database refused a step; nothing of this step was kept.
    #[error("migration {version} ({name}) failed: {source}")]
    Failed {
        /// Its version.
        version: i64,
        /// Its name.
        name: String,
        /// What the database said.
        source: SqlError,
    },
    /// The database could not be asked.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Any number that nothing else on the server is likely to lock.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7230416559028119041)";

// The crate that declares the registry cannot register statements itself.
static APPLIED: Statement =
    Statement::shared("SELECT version, name, checksum FROM schema_migration", file!(), line!());
static RECORD: Statement = Statement::shared(
    "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)",
    file!(),
    line!(),
);

impl Db {
    /// Whether the schema is the one of these migrations: all have run, unchanged, and none that they do not know.
    pub async fn is_migrated(&self, migrations: &[Migration]) -> Result<bool, MigrateError> {
        let done = applied(&mut self.read().await?).await?;
        Ok(missing(migrations, &done, self.engine())?.is_none())
    }

    /// Brings the schema up to date, each step in a transaction of its own; gives how many were run. Several programs
    /// may do this at the same time: one works, the others wait and find nothing left to do.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize, MigrateError> {
        check_list(migrations)?;
        let mut run = 0;
        while self.migrate_one(migrations).await? {
            run += 1;
        }
        Ok(run)
    }

    /// Runs the first step that is missing; whether there was one.
    async fn migrate_one(&self, migrations: &[Migration]) -> Result<bool, MigrateError> {
        let engine = self.engine();
        let mut tx = self.begin(true).await?;
        if engine == Engine::Postgres {
            // Another replica may take its time with a big table.
            tx.script("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0").await?;
            tx.script(LOCK).await?;
            tx.script("SET LOCAL lock_timeout = 60000").await?;
        }
        tx.script(match engine {
            Engine::Sqlite => {
                "CREATE TABLE IF NOT EXISTS schema_migration \
                 (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT"
            }
            Engine::Postgres => {
                "CREATE TABLE IF NOT EXISTS schema_migration \
                 (version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"
            }
        })
        .await?;
        let done = applied(&mut tx).await?;
        let Some(next) = missing(migrations, &done, engine)? else {
            tx.commit().await?;
            return Ok(false);
        };
        tracing::info!(version = next.version, name = next.name, "running migration");
        tx.script(next.text(engine)).await.map_err(|source| MigrateError::Failed {
            version: next.version,
            name: next.name.into(),
            source,
        })?;
        tx.run(&RECORD, args![next.version, next.name, next.checksum(engine)]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn applied(tx: &mut Conn) -> Result<BTreeMap<i64, (String, String)>, SqlError> {
    let rows = tx.all(&APPLIED, args![]).await?;
    rows.iter().map(|row| Ok((row.get("version")?, (row.get("name")?, row.get("checksum")?)))).collect()
}

fn check_list(migrations: &[Migration]) -> Result<(), MigrateError> {
    let mut before = 0;
    for migration in migrations {
        if migration.version <= before {
            return Err(MigrateError::Unordered { version: migration.version });
        }
        before = migration.version;
        let deferrable = |text: &str| text.to_ascii_uppercase().contains("DEFERRABLE");
        if deferrable(migration.sqlite) || deferrable(migration.postgres) {
            return Err(MigrateError::Deferrable { version: migration.version, name: migration.name.into() });
        }
    }
    Ok(())
}

/// The first step that was not run, once what was run has been found to be as it is now.
fn missing<'m>(
    migrations: &'m [Migration],
    done: &BTreeMap<i64, (String, String)>,
    engine: Engine,
) -> Result<Option<&'m Migration>, MigrateError> {
    for (version, (name, checksum)) in done {
        match migrations.iter().find(|migration| migration.version == *version) {
            None => return Err(MigrateError::Newer { version: *version, name: name.clone() }),
            Some(known) if known.checksum(engine) != *checksum => {
                return Err(MigrateError::Changed { version: *version, name: known.name.into() });
            }
            Some(_) => {}
        }
    }
    let next = migrations.iter().find(|migration| !done.contains_key(&migration.version));
    match (next, done.keys().last()) {
        (Some(next), Some(last)) if next.version < *last => {
            Err(MigrateError::OutOfOrder { version: next.version, name: next.name.into() })
        }
        _ => Ok(next),
    }
}
