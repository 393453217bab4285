//! What an office does to be ready: its daily check, and the test that it tries on itself.

use domain::access_test::Channel;
use domain::access_test::readiness::Checks;
use domain::access_test::record::Record;
use domain::codes::BodyCode;
use domain::ids::{AccessCaseId, PersonId, ReadinessId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, to_json};

/// A test that an office tries on itself. It can never count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// Which.
    pub id: AccessCaseId,
    /// In which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// Over what.
    pub channel: Channel,
    /// What is asked.
    pub question: String,
    /// Counts the changes.
    pub version: i64,
    /// When the stopwatch was started.
    pub sent_at: Timestamp,
    /// What was recorded.
    pub record: Record,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// Who began it.
    pub started_by: PersonId,
    /// That person's name.
    pub started_by_name: String,
}

fn practice(row: &Row) -> Result<Practice, SqlError> {
    Ok(Practice {
        id: AccessCaseId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        channel: parsed(row, "channel")?,
        question: row.get("question")?,
        version: row.get("version")?,
        sent_at: instant(row, "sent_at")?,
        record: json(row, "record")?,
        ended_at: instant_or_none(row, "ended_at")?,
        started_by: PersonId(row.get("started_by")?),
        started_by_name: row.get("started_by_name")?,
    })
}

/// Begins one.
pub async fn insert(conn: &mut Conn, new: &Practice) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_practice (id, round, body, channel, question, version, sent_at, record, started_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            new.id.0,
            new.round.0,
            new.body.as_str(),
            new.channel.code(),
            &new.question,
            new.version,
            Micros::from(new.sent_at),
            to_json(&new.record)?,
            new.started_by.0
        ],
    )
    .await?;
    Ok(())
}

/// Writes what can change if the version is still `new.version`, and counts the change. Returns whether it was.
pub async fn update(conn: &mut Conn, new: &Practice) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE access_practice SET record = $3, ended_at = $4, version = version + 1
                  WHERE id = $1 AND version = $2"
            ),
            args![new.id.0, new.version, to_json(&new.record)?, new.ended_at.map(Micros::from)],
        )
        .await?;
    Ok(changed == 1)
}

/// One of an office.
pub async fn by_id(conn: &mut Conn, id: AccessCaseId) -> Result<Option<Practice>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT x.*, p.name AS started_by_name
                   FROM access_practice x JOIN person p ON p.id = x.started_by WHERE x.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(practice).transpose()
}

/// Those of an office in a round, latest first, at most `most`.
pub async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    most: i64,
) -> Result<Vec<Practice>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT x.*, p.name AS started_by_name
                   FROM access_practice x JOIN person p ON p.id = x.started_by
                  WHERE x.round = $1 AND x.body = $2 ORDER BY x.sent_at DESC, x.id DESC LIMIT $3"
            ),
            args![round.0, body, most],
        )
        .await?;
    rows.iter().map(practice).collect()
}

/// One entry of the log of readiness. Entries are added and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: ReadinessId,
    /// When.
    pub at: Timestamp,
    /// What was checked.
    pub checks: Checks,
    /// Who wrote it.
    pub by: PersonId,
    /// That person's name.
    pub by_name: String,
}

/// Adds an entry.
pub async fn insert_entry(
    conn: &mut Conn,
    round: RoundId,
    body: &BodyCode,
    entry: &Entry,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_readiness (id, round, body, at, checks, written_by) VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![
            entry.id.0,
            round.0,
            body.as_str(),
            Micros::from(entry.at),
            to_json(&entry.checks)?,
            entry.by.0
        ],
    )
    .await?;
    Ok(())
}

/// The log of an office in a round, latest first, at most `most` entries.
pub async fn entries(conn: &mut Conn, round: RoundId, body: &str, most: i64) -> Result<Vec<Entry>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT x.*, p.name AS by_name
                   FROM access_readiness x JOIN person p ON p.id = x.written_by
                  WHERE x.round = $1 AND x.body = $2 ORDER BY x.at DESC, x.id DESC LIMIT $3"
            ),
            args![round.0, body, most],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Entry {
                id: ReadinessId(row.get("id")?),
                at: instant(row, "at")?,
                checks: json(row, "checks")?,
                by: PersonId(row.get("written_by")?),
                by_name: row.get("by_name")?,
            })
        })
        .collect()
}
