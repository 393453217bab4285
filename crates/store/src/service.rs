//! The service standards of offices.

use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::service::Standard;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{instant, json, to_json};

/// A standard as it was saved last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Counts the changes.
    pub version: i64,
    /// What it says.
    pub standard: Standard,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// The standard of an office, if it has one.
pub async fn of_body(conn: &mut Conn, body: &BodyCode) -> Result<Option<Saved>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT version, content, saved_at FROM service_standard WHERE body = $1"),
            args![body.as_str()],
        )
        .await?;
    row.map(|row| {
        Ok(Saved {
            version: row.get("version")?,
            standard: json(&row, "content")?,
            saved_at: instant(&row, "saved_at")?,
        })
    })
    .transpose()
}

/// Saves a standard over the version `base` (0 for none). `None` where another version is there.
pub async fn save(
    conn: &mut Conn,
    body: &BodyCode,
    base: i64,
    standard: &Standard,
    by: PersonId,
    at: Timestamp,
) -> Result<Option<i64>, SqlError> {
    let (version, content) = (base + 1, to_json(standard)?);
    let at = Micros::from(at);
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO service_standard (body, version, content, saved_by, saved_at)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (body) DO NOTHING"
            ),
            args![body.as_str(), version, &content, by.0, at],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE service_standard SET version = $2, content = $3, saved_by = $4, saved_at = $5
                  WHERE body = $1 AND version = $6"
            ),
            args![body.as_str(), version, &content, by.0, at, base],
        )
        .await?
    };
    Ok((changed == 1).then_some(version))
}
