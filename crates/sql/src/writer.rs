//! The one writer of a SQLite file, and the commits that its transactions share.
//!
//! A task of its own owns the connection and lends it to one transaction at a time, each inside a savepoint of one
//! `BEGIN IMMEDIATE`. When a transaction ends well and others wait, the savepoint is released, the connection goes on
//! to the next, and the finished one waits for the common `COMMIT`. Nobody is told "committed" before it returned.
//! Only this task opens and closes transactions, and nobody can cancel it, so whatever happens to a borrower (dropped,
//! panicked, aborted in the middle of a statement), its savepoint is rolled back and the next one gets its turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use crate::SqlError;
use crate::error::from_sqlx;

type Done = Result<(), SqlError>;

/// Asks the writer's task for things.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    requests: mpsc::UnboundedSender<Request>,
    patience: Duration,
    counts: Arc<Counts>,
}

/// For the gauges.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) waiting: AtomicUsize,
    pub(crate) transactions: AtomicU64,
    pub(crate) commits: AtomicU64,
}

/// What [`Writer::start`] needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) connect: SqliteConnectOptions,
    pub(crate) patience: Duration,
    pub(crate) share_max: usize,
    pub(crate) share_window: Duration,
}

#[derive(Debug)]
enum Request {
    Lend { alone: bool, reply: oneshot::Sender<Result<Lease, SqlError>> },
    Close { reply: oneshot::Sender<()> },
}

/// The connection, lent. Giving it back is the only thing that can happen to it, also on drop.
#[derive(Debug)]
pub(crate) struct Lease {
    connection: Option<SqliteConnection>,
    end: Option<oneshot::Sender<End>>,
}

#[derive(Debug)]
enum End {
    Keep { connection: SqliteConnection, reply: oneshot::Sender<Done> },
    Undo { connection: SqliteConnection, reply: Option<oneshot::Sender<Done>> },
}

impl Lease {
    /// The connection; `None` only when it was given back already.
    pub(crate) fn connection(&mut self) -> Option<&mut SqliteConnection> {
        self.connection.as_mut()
    }

    /// Returns when the changes are on disk.
    pub(crate) async fn keep(mut self) -> Done {
        let (reply, answer) = oneshot::channel();
        self.give_back(|connection| End::Keep { connection, reply });
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Returns when the changes are gone.
    pub(crate) async fn undo(mut self) -> Done {
        let (reply, answer) = oneshot::channel();
        self.give_back(|connection| End::Undo { connection, reply: Some(reply) });
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    fn give_back(&mut self, end: impl FnOnce(SqliteConnection) -> End) {
        if let (Some(connection), Some(sender)) = (self.connection.take(), self.end.take()) {
            // If the task is gone (the runtime shuts down), the connection closes here, which rolls back.
            drop(sender.send(end(connection)));
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_back(|connection| End::Undo { connection, reply: None });
    }
}

fn ended() -> SqlError {
    SqlError::Unavailable("it is closed".into())
}

/// For those whose work is gone through no fault of theirs: doing it again may succeed.
fn undone() -> SqlError {
    SqlError::Busy("the transaction was undone together with those it shared a commit with".into())
}

/// Opening sets WAL mode, for which another process may hold a lock at this moment.
async fn connect(rules: &Rules) -> Result<SqliteConnection, SqlError> {
    let asked = Instant::now();
    loop {
        match rules.connect.connect().await.map_err(|error| from_sqlx(error, true)) {
            Err(error) if error.may_retry() && asked.elapsed() < rules.patience => {
                tokio::task::yield_now().await;
            }
            result => return result,
        }
    }
}

/// Counts a caller as waiting for as long as it lives.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writer {
    /// Opens the file (making it when it is not there) and starts the task.
    pub(crate) async fn start(rules: Rules) -> Result<Self, SqlError> {
        let connection = connect(&rules).await?;
        let (requests, inbox) = mpsc::unbounded_channel();
        let counts = Arc::<Counts>::default();
        let patience = rules.patience;
        let keeper = Keeper { rules, connection: Some(connection), group: None, counts: Arc::clone(&counts) };
        tokio::spawn(keeper.run(inbox));
        Ok(Self { requests, patience, counts })
    }

    /// Waits for a turn. `alone`: the transaction shares its commit with no other.
    pub(crate) async fn lend(&self, alone: bool) -> Result<Lease, SqlError> {
        let _waiting = Waiting::new(&self.counts.waiting);
        let (reply, answer) = oneshot::channel();
        self.requests.send(Request::Lend { alone, reply }).map_err(|_| ended())?;
        match tokio::time::timeout(self.patience, answer).await {
            Ok(Ok(lease)) => lease,
            Ok(Err(_)) => Err(ended()),
            Err(_) => Err(SqlError::Busy("no turn to write came in time".into())),
        }
    }

    /// Commits what waits and closes the connection.
    pub(crate) async fn close(&self) {
        let (reply, answer) = oneshot::channel();
        if self.requests.send(Request::Close { reply }).is_ok() {
            // An error means that the task has ended already.
            answer.await.unwrap_or_default();
        }
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// The open transaction of the file and who waits for its commit.
struct Group {
    since: Instant,
    served: usize,
    waiting: Vec<oneshot::Sender<Done>>,
}

struct Keeper {
    rules: Rules,
    connection: Option<SqliteConnection>,
    group: Option<Group>,
    counts: Arc<Counts>,
}

impl Keeper {
    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Request>) {
        loop {
            let request = match inbox.try_recv() {
                Ok(request) => request,
                Err(_) if self.group.is_some() => {
                    self.commit().await;
                    continue;
                }
                Err(_) => match inbox.recv().await {
                    Some(request) => request,
                    None => break,
                },
            };
            match request {
                Request::Lend { alone, reply } => self.serve(alone, reply).await,
                Request::Close { reply } => {
                    inbox.close();
                    self.commit().await;
                    self.shut().await;
                    let _: Result<(), ()> = reply.send(());
                    // Who asked after the closing gets an error because its reply is dropped with the inbox.
                    return;
                }
            }
        }
        self.shut().await;
    }

    async fn shut(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the writing connection did not close cleanly");
        }
    }

    /// Lends the connection once and takes it back.
    async fn serve(&mut self, alone: bool, reply: oneshot::Sender<Result<Lease, SqlError>>) {
        if reply.is_closed() {
            return;
        }
        if alone {
            self.commit().await;
        }
        let connection = match self.open(&reply).await {
            Ok(connection) => connection,
            Err(error) => return drop(reply.send(Err(error))),
        };
        let (sender, ending) = oneshot::channel();
        // A borrower that has gone drops the lease, which gives it back.
        drop(reply.send(Ok(Lease { connection: Some(connection), end: Some(sender) })));
        match ending.await {
            Ok(End::Keep { connection, reply }) => {
                self.connection = Some(connection);
                match self.run_sql("RELEASE borrower").await {
                    Ok(()) => self.joined(reply),
                    Err(error) => {
                        drop(reply.send(Err(undone())));
                        self.lose(&error).await;
                    }
                }
            }
            Ok(End::Undo { connection, reply }) => {
                self.connection = Some(connection);
                let undone = self.run_sql("ROLLBACK TO borrower; RELEASE borrower").await;
                if let Err(error) = &undone {
                    self.lose(error).await;
                }
                if let Some(reply) = reply {
                    drop(reply.send(undone));
                }
            }
            Err(_) => self.lose(&SqlError::Unavailable("the writing connection was lost".into())).await,
        }
        let full = |group: &Group| {
            group.served >= self.rules.share_max || group.since.elapsed() >= self.rules.share_window
        };
        if alone || self.group.as_ref().is_some_and(full) {
            self.commit().await;
        }
    }

    fn joined(&mut self, reply: oneshot::Sender<Done>) {
        self.counts.transactions.fetch_add(1, Ordering::Relaxed);
        if let Some(group) = &mut self.group {
            group.waiting.push(reply);
        }
    }

    /// Opens the common transaction if there is none, and a savepoint for the borrower.
    async fn open(
        &mut self,
        reply: &oneshot::Sender<Result<Lease, SqlError>>,
    ) -> Result<SqliteConnection, SqlError> {
        if let Some(group) = &mut self.group {
            group.served += 1;
            if let Err(error) = self.run_sql("SAVEPOINT borrower").await {
                self.lose(&error).await;
                return Err(error);
            }
        } else {
            self.begin(reply).await?;
            self.group = Some(Group { since: Instant::now(), served: 1, waiting: Vec::new() });
        }
        self.connection.take().ok_or_else(ended)
    }

    /// Another process may hold the file: asks again and again for as long as the borrower would wait. Each time
    /// anew, because SQLite's own waiting grows to pauses in which a busy other process would never let go.
    async fn begin(&mut self, reply: &oneshot::Sender<Result<Lease, SqlError>>) -> Result<(), SqlError> {
        let asked = Instant::now();
        loop {
            if self.connection.is_none() {
                self.connection = Some(connect(&self.rules).await?);
            }
            let error = match self.run_sql("BEGIN IMMEDIATE; SAVEPOINT borrower").await {
                Ok(()) => return Ok(()),
                Err(error) => error,
            };
            if error.may_retry() {
                if asked.elapsed() >= self.rules.patience || reply.is_closed() {
                    return Err(error);
                }
                tokio::task::yield_now().await;
            } else {
                // Whatever state it is in, a new connection is in none.
                self.shut().await;
                return Err(error);
            }
        }
    }

    /// Ends the common transaction and tells everybody who took part.
    async fn commit(&mut self) {
        let Some(group) = self.group.take() else { return };
        if group.waiting.is_empty() {
            if self.run_sql("ROLLBACK").await.is_err() {
                self.shut().await;
            }
            return;
        }
        let done = self.run_sql("COMMIT").await;
        if let Err(error) = &done {
            tracing::error!(%error, transactions = group.waiting.len(), "a shared commit failed");
            // Closing rolls back what may still be open.
            self.shut().await;
        } else {
            self.counts.commits.fetch_add(1, Ordering::Relaxed);
        }
        for reply in group.waiting {
            drop(reply.send(done.clone()));
        }
    }

    /// The common transaction is gone (SQLite rolled it back, as on a full disk): nobody in it is committed.
    async fn lose(&mut self, error: &SqlError) {
        let Some(group) = self.group.take() else { return };
        tracing::error!(%error, transactions = group.waiting.len(), "a shared transaction was lost");
        self.shut().await;
        for reply in group.waiting {
            drop(reply.send(Err(undone())));
        }
    }

    async fn run_sql(&mut self, text: &'static str) -> Done {
        let connection = self.connection.as_mut().ok_or_else(ended)?;
        sqlx::raw_sql(text).execute(connection).await.map(drop).map_err(|error| from_sqlx(error, true))
    }
}

#[cfg(test)]
mod tests;
