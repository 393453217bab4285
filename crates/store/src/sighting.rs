//! Where else the bytes of a file are evidence: other questions, offices and rounds.

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{EvidenceId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Row, SqlError, args, list, sql};

use crate::convert::{instant, parsed};

/// One place where a file is evidence.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// Which evidence.
    pub evidence: EvidenceId,
    /// BLAKE3 of its bytes, hexadecimal.
    pub blob: String,
    /// Its name as shown to people.
    pub file_name: String,
    /// In which round.
    pub round: RoundId,
    /// What people call that round.
    pub round_title: String,
    /// The year that it assesses.
    pub year: i64,
    /// Of which office.
    pub body: BodyCode,
    /// For which question.
    pub question: QuestionCode,
    /// Who added it.
    pub added_by: PersonId,
    /// When it was added.
    pub added_at: Timestamp,
}

fn from_row(row: &Row) -> Result<Sighting, SqlError> {
    Ok(Sighting {
        evidence: EvidenceId(row.get("id")?),
        blob: row.get("blob")?,
        file_name: row.get("file_name")?,
        round: RoundId(row.get("round")?),
        round_title: row.get("round_title")?,
        year: row.get("year")?,
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        added_by: PersonId(row.get("added_by")?),
        added_at: instant(row, "added_at")?,
    })
}

/// Where these blobs are evidence that was not taken away: of this office whatever its state, of others once they have
/// submitted. The oldest first, at most `limit`.
pub async fn of_blobs(
    conn: &mut Conn,
    blobs: &[&str],
    own: &BodyCode,
    limit: i64,
) -> Result<Vec<Sighting>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.id, e.blob, e.file_name, e.round, r.title AS round_title, r.year, e.body, e.question,
                        e.added_by, e.added_at
                   FROM evidence e
                   JOIN round r ON r.id = e.round
                   JOIN assessment a ON a.round = e.round AND a.body = e.body
                  WHERE e.blob IN (@list($1)) AND e.removed_at IS NULL
                    AND (e.body = $2 OR a.submitted_at IS NOT NULL)
                  ORDER BY e.added_at, e.id LIMIT $3"
            ),
            args![list(blobs), own.as_str(), limit],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Every place where a blob is evidence that was not taken away, the oldest first.
pub async fn everywhere(conn: &mut Conn, blob: &str) -> Result<Vec<Sighting>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.id, e.blob, e.file_name, e.round, r.title AS round_title, r.year, e.body, e.question,
                        e.added_by, e.added_at
                   FROM evidence e JOIN round r ON r.id = e.round
                  WHERE e.blob = $1 AND e.removed_at IS NULL ORDER BY e.added_at, e.id"
            ),
            args![blob],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The name under which a blob was evidence first, as shown to people.
pub async fn name_of_blob(conn: &mut Conn, blob: &str) -> Result<Option<String>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT file_name FROM evidence WHERE blob = $1 ORDER BY added_at, id LIMIT 1"),
            args![blob],
        )
        .await?;
    row.map(|row| row.get("file_name")).transpose()
}
