//! What anonymous visitors found at links. Never overwritten: each look is a row.

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{ProbeId, RoundId};
use domain::link::Occasion;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, parsed};

/// One look at a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Which.
    pub id: ProbeId,
    /// Which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// Which question.
    pub question: QuestionCode,
    /// The link as the office gave it.
    pub url: String,
    /// Why.
    pub occasion: Occasion,
    /// When.
    pub at: Timestamp,
    /// What came of it, JSON.
    pub outcome: String,
    /// Whether an anonymous visitor got what was linked.
    pub reachable: bool,
    /// Address of the kept text in the file store.
    pub snapshot: Option<String>,
    /// SHA-256 of what was there, hexadecimal.
    pub sha256: Option<String>,
}

fn from_row(row: &Row) -> Result<Probe, SqlError> {
    Ok(Probe {
        id: ProbeId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        url: row.get("url")?,
        occasion: parsed(row, "occasion")?,
        at: instant(row, "at")?,
        outcome: row.get("outcome")?,
        reachable: row.get::<i64>("reachable")? != 0,
        snapshot: row.get("snapshot")?,
        sha256: row.get("sha256")?,
    })
}

/// Notes a look.
pub async fn insert(conn: &mut Conn, probe: &Probe) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO probe (id, round, body, question, url, occasion, at, outcome, reachable, snapshot, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            probe.id.0,
            probe.round.0,
            probe.body.as_str(),
            probe.question.as_str(),
            &probe.url,
            probe.occasion.code(),
            Micros::from(probe.at),
            &probe.outcome,
            i64::from(probe.reachable),
            probe.snapshot.as_deref(),
            probe.sha256.as_deref()
        ],
    )
    .await?;
    Ok(())
}

/// One look.
pub async fn by_id(conn: &mut Conn, id: ProbeId) -> Result<Option<Probe>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM probe WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// All looks at the links of a body in a round, by question, oldest first.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Probe>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM probe WHERE round = $1 AND body = $2 ORDER BY question, at, id"),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// All looks at the links of one question, oldest first.
pub async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Vec<Probe>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM probe WHERE round = $1 AND body = $2 AND question = $3 ORDER BY at, id"),
            args![round.0, body, question],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
