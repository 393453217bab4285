//! Instruments and schemes as they were uploaded, version by version.

use domain::ids::{InstrumentId, PersonId, SchemeId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::instant;

/// One version of an instrument or of a scheme: the bytes of its file and what lists need of it.
#[derive(Debug, Clone)]
pub struct Document<Id> {
    /// Which.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its edition; empty for a scheme.
    pub edition: String,
    /// 1, 2, … within code and edition.
    pub version: i64,
    /// Its title in Indonesian.
    pub title: String,
    /// The file, UTF-8.
    pub source: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Why this version, from the second on.
    pub reason: String,
    /// Who uploaded it; `None` for the command line.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Timestamp,
}

fn from_row<Id>(row: &Row, id: Id, edition: String) -> Result<Document<Id>, SqlError> {
    Ok(Document {
        id,
        code: row.get("code")?,
        edition,
        version: row.get("version")?,
        title: row.get("title")?,
        source: row.get("source")?,
        sha256: row.get("sha256")?,
        reason: row.get("reason")?,
        created_by: row.get::<Option<_>>("created_by")?.map(PersonId),
        created_at: instant(row, "created_at")?,
    })
}

fn instrument(row: &Row) -> Result<Document<InstrumentId>, SqlError> {
    from_row(row, InstrumentId(row.get("id")?), row.get("edition")?)
}

fn scheme(row: &Row) -> Result<Document<SchemeId>, SqlError> {
    from_row(row, SchemeId(row.get("id")?), String::new())
}

/// The number of the next version of an instrument.
pub async fn next_instrument_version(conn: &mut Conn, code: &str, edition: &str) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COALESCE(MAX(version), 0) + 1 AS next FROM instrument WHERE code = $1 AND edition = $2"),
            args![code, edition],
        )
        .await?;
    row.get("next")
}

/// The number of the next version of a scheme.
pub async fn next_scheme_version(conn: &mut Conn, code: &str) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COALESCE(MAX(version), 0) + 1 AS next FROM scheme WHERE code = $1"),
            args![code],
        )
        .await?;
    row.get("next")
}

/// Adds a version of an instrument.
pub async fn insert_instrument(conn: &mut Conn, document: &Document<InstrumentId>) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO instrument (id, code, edition, version, title, source, sha256, reason, created_by,
                                     created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            document.id.0,
            &document.code,
            &document.edition,
            document.version,
            &document.title,
            &document.source,
            &document.sha256,
            &document.reason,
            document.created_by.map(|id| id.0),
            Micros::from(document.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// Adds a version of a scheme.
pub async fn insert_scheme(conn: &mut Conn, document: &Document<SchemeId>) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO scheme (id, code, version, title, source, sha256, reason, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            document.id.0,
            &document.code,
            document.version,
            &document.title,
            &document.source,
            &document.sha256,
            &document.reason,
            document.created_by.map(|id| id.0),
            Micros::from(document.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// The instrument with this id.
pub async fn instrument_by_id(
    conn: &mut Conn,
    id: InstrumentId,
) -> Result<Option<Document<InstrumentId>>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM instrument WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(instrument).transpose()
}

/// The scheme with this id.
pub async fn scheme_by_id(conn: &mut Conn, id: SchemeId) -> Result<Option<Document<SchemeId>>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM scheme WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(scheme).transpose()
}

/// All instruments, by code and edition, latest version first. Their sources are left out (empty): lists do not need
/// them, and each can have a mebibyte.
pub async fn instruments(conn: &mut Conn) -> Result<Vec<Document<InstrumentId>>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT id, code, edition, version, title, '' AS source, sha256, reason, created_by, created_at
                   FROM instrument ORDER BY code, edition, version DESC"
            ),
            args![],
        )
        .await?;
    rows.iter().map(instrument).collect()
}

/// All schemes, by code, latest version first. Their sources are left out (empty).
pub async fn schemes(conn: &mut Conn) -> Result<Vec<Document<SchemeId>>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT id, code, version, title, '' AS source, sha256, reason, created_by, created_at
                   FROM scheme ORDER BY code, version DESC"
            ),
            args![],
        )
        .await?;
    rows.iter().map(scheme).collect()
}
