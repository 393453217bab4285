//! What the public says of the claims of offices.

use domain::codes::{BodyCode, QuestionCode};
use domain::comment::CommentState;
use domain::ids::{CommentId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use crate::convert::{instant, instant_or_none, parsed};
use crate::evidence::Blob;

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Which.
    pub id: CommentId,
    /// In which round.
    pub round: RoundId,
    /// About which office.
    pub body: BodyCode,
    /// About its claim to which question.
    pub question: QuestionCode,
    /// What the sender holds in hand.
    pub receipt: String,
    /// Who sends it, if that is said. For those who handle it alone.
    pub name: String,
    /// How to reach the sender. For those who handle it alone.
    pub contact: String,
    /// What is said.
    pub text: String,
    /// What became of it.
    pub state: CommentState,
    /// Counts the decisions, for two that meet.
    pub version: i64,
    /// When it came.
    pub sent_at: Timestamp,
    /// Name of who handled it.
    pub handled_by_name: Option<String>,
    /// When it was handled.
    pub handled_at: Option<Timestamp>,
    /// Why that became of it.
    pub reason: String,
}

fn from_row(row: &Row) -> Result<Comment, SqlError> {
    Ok(Comment {
        id: CommentId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        receipt: row.get("receipt")?,
        name: row.get("name")?,
        contact: row.get("contact")?,
        text: row.get("text")?,
        state: parsed(row, "state")?,
        version: row.get("version")?,
        sent_at: instant(row, "sent_at")?,
        handled_by_name: row.get("handled_by_name")?,
        handled_at: instant_or_none(row, "handled_at")?,
        reason: row.get("reason")?,
    })
}

/// A file that came with a comment.
#[derive(Debug, Clone)]
pub struct CommentFile {
    /// From 1.
    pub position: i64,
    /// What it is.
    pub blob: Blob,
    /// Its name as shown to people.
    pub name: String,
}

/// Adds a comment that is new.
pub async fn insert(conn: &mut Conn, comment: &Comment) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO comment (id, round, body, question, receipt, name, contact, text, state, version, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            comment.id.0,
            comment.round.0,
            comment.body.as_str(),
            comment.question.as_str(),
            &comment.receipt,
            &comment.name,
            &comment.contact,
            &comment.text,
            comment.state.code(),
            comment.version,
            Micros::from(comment.sent_at)
        ],
    )
    .await?;
    Ok(())
}

/// Adds a file to a comment.
pub async fn insert_file(conn: &mut Conn, comment: CommentId, file: &CommentFile) -> Result<(), SqlError> {
    conn.run(
        sql!("INSERT INTO comment_file (comment, position, blob, file_name) VALUES ($1, $2, $3, $4)"),
        args![comment.0, file.position, &file.blob.address, &file.name],
    )
    .await?;
    Ok(())
}

/// Whether no comment has this receipt yet.
pub async fn is_free(conn: &mut Conn, receipt: &str) -> Result<bool, SqlError> {
    let row = conn.one(sql!("SELECT id FROM comment WHERE receipt = $1"), args![receipt]).await?;
    Ok(row.is_none())
}

/// The comments on these offices, those that nobody has handled first, then the latest.
pub async fn of_bodies(
    conn: &mut Conn,
    round: RoundId,
    bodies: impl IntoIterator<Item = &BodyCode>,
) -> Result<Vec<Comment>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT c.*, p.name AS handled_by_name FROM comment c LEFT JOIN person p ON p.id = c.handled_by
                  WHERE c.round = $1 AND c.body IN (@list($2))
                  ORDER BY CASE WHEN c.state = 'new' THEN 0 ELSE 1 END, c.sent_at DESC, c.id"
            ),
            args![round.0, list(bodies)],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The comments on one claim, the earliest first.
pub async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Vec<Comment>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT c.*, p.name AS handled_by_name FROM comment c LEFT JOIN person p ON p.id = c.handled_by
                  WHERE c.round = $1 AND c.body = $2 AND c.question = $3 ORDER BY c.sent_at, c.id"
            ),
            args![round.0, body, question],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// One comment.
pub async fn by_id(conn: &mut Conn, id: CommentId) -> Result<Option<Comment>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT c.*, p.name AS handled_by_name FROM comment c LEFT JOIN person p ON p.id = c.handled_by
                  WHERE c.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The files of a comment.
pub async fn files(conn: &mut Conn, id: CommentId) -> Result<Vec<CommentFile>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.position, f.file_name, b.address, b.sha256, b.size, b.media
                   FROM comment_file f JOIN blob b ON b.address = f.blob WHERE f.comment = $1 ORDER BY f.position"
            ),
            args![id.0],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let blob = Blob {
                address: row.get("address")?,
                sha256: row.get("sha256")?,
                size: row.get("size")?,
                media: row.get("media")?,
            };
            Ok(CommentFile { position: row.get("position")?, blob, name: row.get("file_name")? })
        })
        .collect()
}

/// Writes what became of a comment, if its version is still `base`. Returns whether it was.
pub async fn handle(
    conn: &mut Conn,
    id: CommentId,
    base: i64,
    (state, reason): (CommentState, &str),
    by: PersonId,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE comment SET state = $3, reason = $4, handled_by = $5, handled_at = $6, version = version + 1
                  WHERE id = $1 AND version = $2"
            ),
            args![id.0, base, state.code(), reason, by.0, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}
