use std::time::Duration;

/// From when on a power cut takes nothing of a transaction any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// When its commit has returned.
    #[default]
    OnCommit,
    /// When the database has been closed; before, the latest transactions can be lost, and those before them stay whole.
    /// For data that is made at once and that nobody is told of until it is complete.
    OnClose,
}

/// How a database is opened. The defaults suit one server with a few thousand users.
#[derive(Debug, Clone)]
pub struct Options {
    /// SQLite: connections that read, at most. PostgreSQL: connections in all, at most.
    pub connections: u32,
    /// How long a caller waits for a connection or for its turn to write before [`crate::SqlError::Busy`] or
    /// [`crate::SqlError::Unavailable`].
    pub acquire_timeout: Duration,
    /// PostgreSQL: a statement that runs longer is cancelled.
    pub statement_timeout: Duration,
    /// PostgreSQL: a statement that waits longer for a lock is cancelled. SQLite: a reader that meets a lock.
    pub lock_timeout: Duration,
    /// From when on what was written survives a power cut.
    pub durability: Durability,
    /// SQLite: at most so many write transactions share one commit (at least 1; 1 gives each its own).
    pub shared_commit_max: usize,
    /// SQLite: when the first transaction of a shared commit began so long ago, no further one joins.
    pub shared_commit_window: Duration,
    /// SQLite: page cache of each connection, in mebibytes.
    pub cache_mib: u32,
    /// Prepared statements kept by each connection.
    pub statement_cache: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 16,
            acquire_timeout: Duration::from_secs(10),
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(5),
            durability: Durability::OnCommit,
            shared_commit_max: 128,
            shared_commit_window: Duration::from_millis(10),
            cache_mib: 16,
            statement_cache: 512,
        }
    }
}
