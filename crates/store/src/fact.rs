//! Facts of the records that offices took as evidence. A snapshot never changes; what is taken again or given back keeps its row.

use domain::codes::{BodyCode, QuestionCode};
use domain::fact::Fact;
use domain::ids::{FactSnapshotId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::answer::Place;
use crate::convert::{instant, parsed};

/// A fact that an office took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFact {
    /// Which.
    pub id: FactSnapshotId,
    /// In which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// For which question.
    pub question: QuestionCode,
    /// Which fact.
    pub fact: Fact,
    /// Canonical JSON of what it came to.
    pub document: String,
    /// SHA-256 of it, hexadecimal.
    pub sha256: String,
    /// Who took it.
    pub taken_by: PersonId,
    /// Name of who took it. Not written by [`insert`].
    pub taken_by_name: String,
    /// When.
    pub taken_at: Timestamp,
    /// Whether it counts no longer: it was taken again or given back. Not written by [`insert`].
    pub is_removed: bool,
}

fn from_row(row: &Row) -> Result<TakenFact, SqlError> {
    Ok(TakenFact {
        id: FactSnapshotId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        fact: parsed(row, "fact")?,
        document: row.get("document")?,
        sha256: row.get("sha256")?,
        taken_by: PersonId(row.get("taken_by")?),
        taken_by_name: row.get("name")?,
        taken_at: instant(row, "taken_at")?,
        is_removed: row.get::<i64>("is_removed")? != 0,
    })
}

/// Notes a fact that was taken.
pub async fn insert(conn: &mut Conn, taken: &TakenFact) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO fact_snapshot (id, round, body, question, fact, document, sha256, taken_by, taken_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            taken.id.0,
            taken.round.0,
            taken.body.as_str(),
            taken.question.as_str(),
            taken.fact.code(),
            &taken.document,
            &taken.sha256,
            taken.taken_by.0,
            Micros::from(taken.taken_at)
        ],
    )
    .await?;
    Ok(())
}

/// Makes a snapshot count no longer. `false` where it did not.
pub async fn remove(
    conn: &mut Conn,
    id: FactSnapshotId,
    by: PersonId,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE fact_snapshot SET removed_by = $2, removed_at = $3 WHERE id = $1 AND removed_at IS NULL"),
            args![id.0, by.0, Micros::from(at)],
        )
        .await?;
    Ok(changed > 0)
}

/// A snapshot, whether or not it counts still.
pub async fn by_id(conn: &mut Conn, id: FactSnapshotId) -> Result<Option<TakenFact>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT f.*, p.name, CASE WHEN f.removed_at IS NULL THEN 0 ELSE 1 END AS is_removed
                   FROM fact_snapshot f JOIN person p ON p.id = f.taken_by WHERE f.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The snapshots of one question that count, by age.
pub async fn of_question(conn: &mut Conn, place: Place<'_>) -> Result<Vec<TakenFact>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, p.name, CASE WHEN f.removed_at IS NULL THEN 0 ELSE 1 END AS is_removed
                   FROM fact_snapshot f JOIN person p ON p.id = f.taken_by
                  WHERE f.round = $1 AND f.body = $2 AND f.question = $3 AND f.removed_at IS NULL
                  ORDER BY f.taken_at, f.id"
            ),
            args![place.round.0, place.body.as_str(), place.question.as_str()],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The snapshots of one question that counted at a moment, whatever came and went since.
pub async fn of_question_at(
    conn: &mut Conn,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Vec<TakenFact>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, p.name, CASE WHEN f.removed_at IS NULL THEN 0 ELSE 1 END AS is_removed
                   FROM fact_snapshot f JOIN person p ON p.id = f.taken_by
                  WHERE f.round = $1 AND f.body = $2 AND f.question = $3
                    AND f.taken_at <= $4 AND (f.removed_at IS NULL OR f.removed_at > $4)
                  ORDER BY f.taken_at, f.id"
            ),
            args![place.round.0, place.body.as_str(), place.question.as_str(), Micros::from(at)],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The snapshots of an office that count, by question and age.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<TakenFact>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, p.name, CASE WHEN f.removed_at IS NULL THEN 0 ELSE 1 END AS is_removed
                   FROM fact_snapshot f JOIN person p ON p.id = f.taken_by
                  WHERE f.round = $1 AND f.body = $2 AND f.removed_at IS NULL
                  ORDER BY f.question, f.taken_at, f.id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
