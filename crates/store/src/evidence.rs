//! Files and links that support answers. Never overwritten: what is removed keeps its row.

use domain::capture::Capture;
use domain::codes::{BodyCode, QuestionCode, SlotCode};
use domain::ids::{EvidenceId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, parsed, to_json};

/// What a blob is: the bytes themselves are in the file store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// BLAKE3 of the bytes, hexadecimal: the address in the file store.
    pub address: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Code of what it really is.
    pub media: String,
}

/// Notes that the file store holds these bytes: they have just been put there, which mends what was damaged.
pub async fn put_blob(conn: &mut Conn, blob: &Blob, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO blob (address, sha256, size, media, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (address) DO UPDATE SET damage = NULL WHERE blob.damage IS NOT NULL"
        ),
        args![&blob.address, &blob.sha256, blob.size, &blob.media, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// What is known of a blob.
pub async fn blob(conn: &mut Conn, address: &str) -> Result<Option<Blob>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM blob WHERE address = $1"), args![address]).await?;
    row.as_ref().map(blob_from).transpose()
}

fn blob_from(row: &Row) -> Result<Blob, SqlError> {
    Ok(Blob {
        address: row.get("address")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        media: row.get("media")?,
    })
}

/// What an answer is supported by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A file.
    File {
        /// What it is.
        blob: Blob,
        /// Its name as shown to people.
        name: String,
    },
    /// A link.
    Link(String),
}

/// One file or link in a slot.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Which.
    pub id: EvidenceId,
    /// Which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// Which question.
    pub question: QuestionCode,
    /// Which slot of it.
    pub slot: SlotCode,
    /// File or link.
    pub content: Content,
    /// What the office says that it shows.
    pub caption: String,
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
    /// Whether it arrived after the answers were signed.
    pub late: bool,
    /// Number of the receipt; links have none, and files of before there were receipts.
    pub receipt: Option<String>,
    /// What the camera of our page recorded.
    pub capture: Option<Capture>,
    /// The older version that it took the place of.
    pub replaces: Option<EvidenceId>,
    /// Whether it came with an appeal.
    pub appeal: bool,
    /// The stored bytes are gone or changed, as far as is known. Not written by [`insert`].
    pub damaged: bool,
}

/// A capture as it is stored.
pub(crate) fn capture_from(row: &Row) -> Result<Option<Capture>, SqlError> {
    let stored: Option<String> = row.get("capture")?;
    stored.map(|json| serde_json::from_str(&json)).transpose().map_err(|error| inconsistent("capture", error))
}

fn from_row(row: &Row) -> Result<Evidence, SqlError> {
    let content = match row.get::<Option<String>>("url")? {
        Some(url) => Content::Link(url),
        None => Content::File { blob: blob_from(row)?, name: row.get("file_name")? },
    };
    Ok(Evidence {
        id: EvidenceId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        slot: parsed(row, "slot")?,
        content,
        caption: row.get("caption")?,
        added_by: PersonId(row.get("added_by")?),
        added_at: instant(row, "added_at")?,
        late: row.get::<i64>("late")? != 0,
        receipt: row.get("receipt")?,
        capture: capture_from(row)?,
        replaces: row.get::<Option<_>>("replaces")?.map(EvidenceId),
        appeal: row.get::<i64>("appeal")? != 0,
        damaged: row.get::<Option<String>>("damage")?.is_some(),
    })
}

/// Adds evidence.
pub async fn insert(conn: &mut Conn, evidence: &Evidence) -> Result<(), SqlError> {
    let (blob, name, url) = match &evidence.content {
        Content::File { blob, name } => (Some(blob.address.as_str()), name.as_str(), None),
        Content::Link(url) => (None, "", Some(url.as_str())),
    };
    let capture = evidence.capture.as_ref().map(to_json).transpose()?;
    conn.run(
        sql!(
            "INSERT INTO evidence (id, round, body, question, slot, blob, file_name, url, caption, added_by, added_at,
                                   late, receipt, capture, replaces, appeal)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
        ),
        args![
            evidence.id.0,
            evidence.round.0,
            evidence.body.as_str(),
            evidence.question.as_str(),
            evidence.slot.as_str(),
            blob,
            name,
            url,
            &evidence.caption,
            evidence.added_by.0,
            Micros::from(evidence.added_at),
            i64::from(evidence.late),
            evidence.receipt.as_deref(),
            capture,
            evidence.replaces.map(|id| id.0),
            i64::from(evidence.appeal)
        ],
    )
    .await?;
    Ok(())
}

/// The evidence of a body that has not been removed, by question, slot and age; what came with appeals is not among it.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Evidence>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.round = $1 AND e.body = $2 AND e.removed_at IS NULL AND e.appeal = 0
                  ORDER BY e.question, e.slot, e.added_at, e.id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The evidence of one question that has not been removed, by slot and age; what came with an appeal is not among it.
pub async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Vec<Evidence>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.round = $1 AND e.body = $2 AND e.question = $3 AND e.removed_at IS NULL AND e.appeal = 0
                  ORDER BY e.slot, e.added_at, e.id"
            ),
            args![round.0, body, question],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The evidence of one question as it was at a moment, whatever came and went since; what came with an appeal is not among it.
pub async fn of_question_at(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
    at: Timestamp,
) -> Result<Vec<Evidence>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.round = $1 AND e.body = $2 AND e.question = $3 AND e.appeal = 0
                    AND e.added_at <= $4 AND (e.removed_at IS NULL OR e.removed_at > $4)
                  ORDER BY e.slot, e.added_at, e.id"
            ),
            args![round.0, body, question, Micros::from(at)],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// What came with the appeal against the judgement of one question and has not been removed, by age.
pub async fn of_appeal(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Vec<Evidence>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.round = $1 AND e.body = $2 AND e.question = $3 AND e.removed_at IS NULL AND e.appeal = 1
                  ORDER BY e.added_at, e.id"
            ),
            args![round.0, body, question],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// One piece of evidence that has not been removed.
pub async fn by_id(conn: &mut Conn, id: EvidenceId) -> Result<Option<Evidence>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.id = $1 AND e.removed_at IS NULL"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// One piece of evidence whose place a newer version has taken.
pub async fn replaced(conn: &mut Conn, id: EvidenceId) -> Result<Option<Evidence>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT e.*, b.address, b.sha256, b.size, b.media, b.damage
                   FROM evidence e LEFT JOIN blob b ON b.address = e.blob
                  WHERE e.id = $1 AND e.removed_at IS NOT NULL
                    AND EXISTS (SELECT 1 FROM evidence n WHERE n.replaces = e.id)"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Whether no file has this receipt yet.
pub async fn is_free(conn: &mut Conn, receipt: &str) -> Result<bool, SqlError> {
    let row = conn.one(sql!("SELECT id FROM evidence WHERE receipt = $1"), args![receipt]).await?;
    Ok(row.is_none())
}

/// Changes the caption.
pub async fn set_caption(conn: &mut Conn, id: EvidenceId, caption: &str) -> Result<(), SqlError> {
    let changed =
        conn.run(sql!("UPDATE evidence SET caption = $2 WHERE id = $1"), args![id.0, caption]).await?;
    sql::ensure_one(changed)
}

/// Takes evidence away; its row and its bytes stay.
pub async fn remove(conn: &mut Conn, id: EvidenceId, by: PersonId, at: Timestamp) -> Result<u64, SqlError> {
    conn.run(
        sql!("UPDATE evidence SET removed_by = $2, removed_at = $3 WHERE id = $1 AND removed_at IS NULL"),
        args![id.0, by.0, Micros::from(at)],
    )
    .await
}

/// Whether a piece of evidence of this question was taken away.
pub async fn was_removed(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
    id: EvidenceId,
) -> Result<bool, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT id FROM evidence
                  WHERE id = $1 AND round = $2 AND body = $3 AND question = $4 AND removed_at IS NOT NULL"
            ),
            args![id.0, round.0, body, question],
        )
        .await?;
    Ok(row.is_some())
}
