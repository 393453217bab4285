use std::str::FromStr as _;
use std::sync::atomic::Ordering;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, PgPool, SqlitePool};
use tracing::log::LevelFilter;

use crate::conn::Link;
use crate::error::from_sqlx;
use crate::url::Target;
use crate::writer::{Rules, Writer};
use crate::{Conn, Durability, Engine, Options, SqlError, Tx, Url};

/// How long one attempt of SQLite to begin writing waits for another process; it is repeated.
const ATTEMPT: Duration = Duration::from_millis(25);

/// An open database. Cheap to clone; all clones share the connections.
#[derive(Debug, Clone)]
pub struct Db(Backend);

#[derive(Debug, Clone)]
enum Backend {
    Sqlite { readers: SqlitePool, writer: Writer },
    Postgres(PgPool),
}

/// Numbers for the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauges {
    /// Connections of the pool that are open (SQLite: the readers).
    pub open: u32,
    /// Of these, those that nobody uses.
    pub idle: u32,
    /// The most there may be.
    pub most: u32,
    /// SQLite: callers that wait for their turn to write or wait to be lent the connection.
    pub waiting_to_write: u32,
    /// SQLite: transactions committed since the start.
    pub transactions: u64,
    /// SQLite: commits since the start; fewer than transactions when they were shared.
    pub commits: u64,
}

impl Db {
    /// Opens a database. SQLite makes the file when it is not there (the folder must be); PostgreSQL is reached once,
    /// so that a wrong address is told at once.
    pub async fn open(url: &Url, options: &Options) -> Result<Self, SqlError> {
        Ok(Self(match &url.0 {
            Target::Sqlite(path) => {
                let base = sqlite_options(path, options);
                // The writer first: it makes the file and puts it in WAL mode.
                let writer = Writer::start(Rules {
                    connect: base
                        .clone()
                        .create_if_missing(true)
                        .journal_mode(SqliteJournalMode::Wal)
                        .busy_timeout(ATTEMPT),
                    patience: options.acquire_timeout,
                    share_max: options.shared_commit_max.max(1),
                    share_window: options.shared_commit_window,
                })
                .await?;
                let readers = SqlitePoolOptions::new()
                    .max_connections(options.connections.max(1))
                    .acquire_timeout(options.acquire_timeout)
                    .connect_lazy_with(base.read_only(true).pragma("query_only", "ON"));
                Backend::Sqlite { readers, writer }
            }
            Target::Postgres(text) => Backend::Postgres(
                PgPoolOptions::new()
                    .max_connections(options.connections.max(1))
                    .acquire_timeout(options.acquire_timeout)
                    .connect_with(postgres_options(text, options)?)
                    .await
                    .map_err(|error| from_sqlx(error, true))?,
            ),
        }))
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Backend::Sqlite { .. } => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection to read with. Each statement sees what was committed when it began. Give it back (drop it) before
    /// asking for another.
    pub async fn read(&self) -> Result<Conn, SqlError> {
        Ok(Conn::free(match &self.0 {
            Backend::Sqlite { readers, .. } => {
                Link::Reader(readers.acquire().await.map_err(|error| from_sqlx(error, true))?)
            }
            Backend::Postgres(pool) => {
                Link::Postgres(pool.acquire().await.map_err(|error| from_sqlx(error, true))?)
            }
        }))
    }

    /// A transaction that writes.
    ///
    /// On SQLite there is one at a time; those that wait for each other share one commit: each runs in a savepoint,
    /// and all of them learn the outcome when the common `COMMIT` has reached the disk. So do nothing slow inside.
    /// What a transaction reads of an earlier one in the same commit is not yet on disk, therefore tell nobody
    /// outside what it read before it is committed.
    ///
    /// On PostgreSQL it is a transaction of its own in `READ COMMITTED`: lock what you decide on with `@for_update`.
    pub async fn write(&self) -> Result<Tx, SqlError> {
        self.begin(false).await
    }

    pub(crate) async fn begin(&self, alone: bool) -> Result<Tx, SqlError> {
        Ok(Tx(Conn::transaction(match &self.0 {
            Backend::Sqlite { writer, .. } => Link::Writer(writer.lend(alone).await?),
            Backend::Postgres(pool) => Link::PostgresTx(
                pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
                    .await
                    .map_err(|error| from_sqlx(error, true))?,
            ),
        })))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), SqlError> {
        self.read().await?.script("SELECT 1").await
    }

    /// Waits for what runs, commits what waits and closes all connections.
    pub async fn close(&self) {
        match &self.0 {
            Backend::Sqlite { readers, writer } => {
                readers.close().await;
                // Last, so that it folds the write-ahead log into the file.
                writer.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }

    /// The numbers of now.
    pub fn gauges(&self) -> Gauges {
        let idle = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match &self.0 {
            Backend::Sqlite { readers, writer } => Gauges {
                open: readers.size(),
                idle: idle(readers.num_idle()),
                most: readers.options().get_max_connections(),
                waiting_to_write: idle(writer.counts().waiting.load(Ordering::Relaxed)),
                transactions: writer.counts().transactions.load(Ordering::Relaxed),
                commits: writer.counts().commits.load(Ordering::Relaxed),
            },
            Backend::Postgres(pool) => Gauges {
                open: pool.size(),
                idle: idle(pool.num_idle()),
                most: pool.options().get_max_connections(),
                waiting_to_write: 0,
                transactions: 0,
                commits: 0,
            },
        }
    }
}

fn sqlite_options(path: &std::path::Path, options: &Options) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .synchronous(match options.durability {
            Durability::OnCommit => SqliteSynchronous::Full,
            // Flushed when the log is folded into the file, which closing does last.
            Durability::OnClose => SqliteSynchronous::Normal,
        })
        .busy_timeout(options.lock_timeout)
        .statement_cache_capacity(options.statement_cache)
        // Negative: in KiB.
        .pragma("cache_size", format!("-{}", u64::from(options.cache_mib) * 1024))
        // A mapping is thrown away by each reader after each commit: under writes that costs more than it saves.
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, Duration::from_secs(1))
}

/// Connections read by default; a transaction says `READ WRITE`. So a statement that writes fails on a connection for
/// reading here as it does on SQLite.
pub(crate) fn postgres_options(text: &str, options: &Options) -> Result<PgConnectOptions, SqlError> {
    // The parser's message may quote the address, and with it the password.
    let parsed = PgConnectOptions::from_str(text)
        .map_err(|_| SqlError::Other("the postgres:// address cannot be read".into()))?;
    let synchronous_commit = match options.durability {
        Durability::OnCommit => "on",
        // The server flushes by itself within a second.
        Durability::OnClose => "off",
    };
    Ok(parsed
        .application_name("terbuka")
        .statement_cache_capacity(options.statement_cache)
        .options([
            ("statement_timeout", options.statement_timeout.as_millis().to_string()),
            ("lock_timeout", options.lock_timeout.as_millis().to_string()),
            ("idle_in_transaction_session_timeout", "60000".to_owned()),
            ("default_transaction_read_only", "on".to_owned()),
            ("synchronous_commit", synchronous_commit.to_owned()),
        ])
        .log_statements(LevelFilter::Off)
        .log_slow_statements(LevelFilter::Warn, Duration::from_secs(1)))
}
