//! Certificates of announced results: which are valid, what took the place of the others, where their printed sheets are.

use domain::codes::{BodyCode, CategoryCode};
use domain::ids::{AnnouncementId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// What is printed on it.
    pub reference: String,
    /// In which round.
    pub round: RoundId,
    /// Of which office.
    pub body: BodyCode,
    /// Whose numbers it has.
    pub announcement: AnnouncementId,
    /// The edition of those results.
    pub edition: i64,
    /// The category.
    pub category: CategoryCode,
    /// The total as people read it.
    pub total_display: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The one that took its place.
    pub replaced_by: Option<String>,
    /// Since when it is not valid any more.
    pub revoked_at: Option<Timestamp>,
    /// Address of its sheet in the file store, once printed.
    pub pdf: Option<String>,
    /// Address of the letter to the office, once printed.
    pub letter: Option<String>,
}

fn from_row(row: &Row) -> Result<Certificate, SqlError> {
    Ok(Certificate {
        reference: row.get("reference")?,
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        announcement: AnnouncementId(row.get("announcement")?),
        edition: row.get("edition")?,
        category: parsed(row, "category")?,
        total_display: row.get("total_display")?,
        issued_at: instant(row, "issued_at")?,
        replaced_by: row.get("replaced_by")?,
        revoked_at: instant_or_none(row, "revoked_at")?,
        pdf: row.get("pdf")?,
        letter: row.get("letter")?,
    })
}

/// Adds a certificate. A second valid one of an office and round is [`SqlError::Unique`] with `certificate_valid_key`.
pub async fn insert(conn: &mut Conn, certificate: &Certificate) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO certificate (reference, round, body, announcement, edition, category, total_display, issued_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            &certificate.reference,
            certificate.round.0,
            certificate.body.as_str(),
            certificate.announcement.0,
            certificate.edition,
            certificate.category.as_str(),
            &certificate.total_display,
            Micros::from(certificate.issued_at)
        ],
    )
    .await?;
    Ok(())
}

/// Ends the validity of a certificate.
pub async fn revoke(conn: &mut Conn, reference: &str, at: Timestamp) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE certificate SET revoked_at = $2 WHERE reference = $1 AND revoked_at IS NULL"),
            args![reference, Micros::from(at)],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Notes which one took the place of a revoked one.
pub async fn replace(conn: &mut Conn, reference: &str, by: &str) -> Result<(), SqlError> {
    let changed = conn
        .run(sql!("UPDATE certificate SET replaced_by = $2 WHERE reference = $1"), args![reference, by])
        .await?;
    sql::ensure_one(changed)
}

/// Notes where its printed sheets are.
pub async fn printed(conn: &mut Conn, reference: &str, pdf: &str, letter: &str) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE certificate SET pdf = $2, letter = $3 WHERE reference = $1"),
            args![reference, pdf, letter],
        )
        .await?;
    sql::ensure_one(changed)
}

/// The certificate with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<Certificate>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM certificate WHERE reference = $1"), args![reference]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The valid certificates of a round, by body.
pub async fn valid(conn: &mut Conn, round: RoundId) -> Result<Vec<Certificate>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM certificate WHERE round = $1 AND revoked_at IS NULL ORDER BY body"),
            args![round.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// All certificates of an office in a round, the latest first.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Certificate>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM certificate WHERE round = $1 AND body = $2 ORDER BY edition DESC, reference"),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
