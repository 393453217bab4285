//! Work that is due: rows that any replica takes with a lease. One of the three places with a text per engine.

use domain::ids::JobId;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, list, sql};

use crate::convert::instant;

/// Work to be done later.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which.
    pub id: JobId,
    /// What kind of work.
    pub kind: &'static str,
    /// At most one unfinished job of a kind has a key; empty where that does not matter.
    pub unique_key: String,
    /// What the work needs to know, JSON.
    pub payload: String,
    /// Not before.
    pub run_at: Timestamp,
}

/// Work that has been taken.
#[derive(Debug, Clone)]
pub struct Job {
    /// Which.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What the work needs to know, JSON.
    pub payload: String,
    /// When it was due.
    pub run_at: Timestamp,
    /// How often it has been tried, this time included.
    pub attempts: i64,
}

/// Adds a job. Where an unfinished job of its kind has its key, that one is moved to the new time and payload.
pub async fn enqueue(conn: &mut Conn, job: &NewJob, now: Timestamp) -> Result<(), SqlError> {
    if !job.unique_key.is_empty() {
        let moved = conn
            .run(
                sql!(
                    "UPDATE job SET run_at = $3, payload = $4, lease_until = NULL
                      WHERE kind = $1 AND unique_key = $2 AND finished_at IS NULL AND failed_at IS NULL"
                ),
                args![job.kind, &job.unique_key, Micros::from(job.run_at), &job.payload],
            )
            .await?;
        if moved > 0 {
            return Ok(());
        }
    }
    conn.run(
        sql!(
            "INSERT INTO job (id, kind, unique_key, payload, run_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![job.id.0, job.kind, &job.unique_key, &job.payload, Micros::from(job.run_at), Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// Removes an unfinished job that is not needed any more.
pub async fn cancel(conn: &mut Conn, kind: &str, unique_key: &str) -> Result<u64, SqlError> {
    conn.run(
        sql!(
            "DELETE FROM job WHERE kind = $1 AND unique_key = $2 AND finished_at IS NULL AND failed_at IS NULL"
        ),
        args![kind, unique_key],
    )
    .await
}

/// Which kinds of jobs somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinds<'a> {
    /// These alone.
    Only(&'a [&'a str]),
    /// All but these.
    Except(&'a [&'a str]),
}

impl Kinds<'_> {
    /// The list, and what `kind IN (list)` must come to, as a number.
    fn bound(&self) -> (String, i64) {
        match self {
            Self::Only(kinds) => (list(*kinds), 1),
            Self::Except(kinds) => (list(*kinds), 0),
        }
    }
}

/// Takes the job of these kinds that has been due longest, until `lease_until`. A job whose lease has run out is due again.
pub async fn reserve(
    conn: &mut Conn,
    kinds: Kinds<'_>,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<Option<Job>, SqlError> {
    let (list, is_in) = kinds.bound();
    let row = conn
        .one(
            sql!(
                "UPDATE job SET lease_until = $2, attempts = attempts + 1
                  WHERE id = (SELECT id FROM job
                               WHERE finished_at IS NULL AND failed_at IS NULL AND run_at <= $1
                                 AND (lease_until IS NULL OR lease_until <= $1)
                                 AND CASE WHEN kind IN (@list($3)) THEN 1 ELSE 0 END = $4
                               ORDER BY run_at, id LIMIT 1 @for_update_skip_locked)
                 RETURNING id, kind, payload, run_at, attempts"
            ),
            args![Micros::from(now), Micros::from(lease_until), list, is_in],
        )
        .await?;
    row.as_ref()
        .map(|row| {
            Ok(Job {
                id: JobId(row.get("id")?),
                kind: row.get("kind")?,
                payload: row.get("payload")?,
                run_at: instant(row, "run_at")?,
                attempts: row.get("attempts")?,
            })
        })
        .transpose()
}

/// Marks a job as done. Returns `false`, and changes nothing, when it was moved or taken by another since `job` was
/// reserved.
pub async fn finish(conn: &mut Conn, job: &Job, now: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE job SET finished_at = $3, lease_until = NULL
                  WHERE id = $1 AND attempts = $2 AND lease_until IS NOT NULL"
            ),
            args![job.id.0, job.attempts, Micros::from(now)],
        )
        .await?;
    Ok(changed == 1)
}

/// Keeps a job that is in hand for longer: its work goes on.
pub async fn prolong(
    conn: &mut Conn,
    kind: &str,
    unique_key: &str,
    lease_until: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "UPDATE job SET lease_until = $3
              WHERE kind = $1 AND unique_key = $2 AND lease_until IS NOT NULL
                AND finished_at IS NULL AND failed_at IS NULL"
        ),
        args![kind, unique_key, Micros::from(lease_until)],
    )
    .await?;
    Ok(())
}

/// Forgets what a finished job needed to know, where that was a secret.
pub async fn forget(conn: &mut Conn, id: JobId) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "UPDATE job SET payload = '' WHERE id = $1 AND (finished_at IS NOT NULL OR failed_at IS NOT NULL)"
        ),
        args![id.0],
    )
    .await?;
    Ok(())
}

/// Puts a job back for `run_at` after an error.
pub async fn retry(conn: &mut Conn, id: JobId, run_at: Timestamp, error: &str) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE job SET run_at = $2, lease_until = NULL, last_error = $3 WHERE id = $1"),
        args![id.0, Micros::from(run_at), error],
    )
    .await?;
    Ok(())
}

/// Gives a job up after too many tries; it stays for people to look at.
pub async fn fail(conn: &mut Conn, id: JobId, now: Timestamp, error: &str) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE job SET failed_at = $2, lease_until = NULL, last_error = $3 WHERE id = $1"),
        args![id.0, Micros::from(now), error],
    )
    .await?;
    Ok(())
}

/// When the next job of these kinds is due; a job under lease counts from the end of its lease.
pub async fn next_due(conn: &mut Conn, kinds: Kinds<'_>) -> Result<Option<Timestamp>, SqlError> {
    let (list, is_in) = kinds.bound();
    let row = conn
        .exactly_one(
            sql!(
                "SELECT MIN(CASE WHEN lease_until IS NULL OR lease_until < run_at THEN run_at ELSE lease_until END)
                        AS due
                   FROM job
                  WHERE finished_at IS NULL AND failed_at IS NULL
                    AND CASE WHEN kind IN (@list($1)) THEN 1 ELSE 0 END = $2"
            ),
            args![list, is_in],
        )
        .await?;
    crate::convert::instant_or_none(&row, "due")
}

/// How many jobs wait, and how many were given up; for the gauges.
pub async fn counts(conn: &mut Conn) -> Result<(i64, i64), SqlError> {
    let row = conn
        .exactly_one(
            sql!(
                "SELECT COALESCE(SUM(CASE WHEN failed_at IS NULL THEN 1 ELSE 0 END), 0) AS waiting,
                        COALESCE(SUM(CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END), 0) AS failed
                   FROM job WHERE finished_at IS NULL"
            ),
            args![],
        )
        .await?;
    Ok((row.get("waiting")?, row.get("failed")?))
}
