//! Offices in whose place others stand from a day on.

use std::collections::BTreeMap;

use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::succession::{Succession, Successions};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::parsed;

/// All successions of the database.
pub async fn all(conn: &mut Conn) -> Result<Successions, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT s.body, s.since, s.ground, n.successor
                   FROM succession s JOIN successor n ON n.body = s.body
                  ORDER BY s.body, n.successor"
            ),
            args![],
        )
        .await?;
    let mut found: BTreeMap<BodyCode, Succession> = BTreeMap::new();
    for row in &rows {
        let read = from_row(row)?;
        match found.get_mut(&read.body) {
            Some(known) => known.successors.extend(read.successors),
            None => _ = found.insert(read.body.clone(), read),
        }
    }
    Ok(found.into_values().collect())
}

/// One row: an office with one of its successors.
fn from_row(row: &Row) -> Result<Succession, SqlError> {
    Ok(Succession {
        body: parsed(row, "body")?,
        successors: [parsed(row, "successor")?].into(),
        since: parsed(row, "since")?,
        ground: row.get("ground")?,
    })
}

/// How often the succession of a body was written; 0 where it never had one.
pub async fn version(conn: &mut Conn, body: &str) -> Result<i64, SqlError> {
    let row = conn.one(sql!("SELECT version FROM succession WHERE body = $1"), args![body]).await?;
    row.map_or(Ok(0), |row| row.get("version"))
}

/// Writes a succession in the place of the one that its body has; without successors it is taken back. The caller holds a
/// lock under which no other succession of the tree is written.
pub async fn put(
    conn: &mut Conn,
    new: &Succession,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<(), SqlError> {
    let body = new.body.as_str();
    conn.run(
        sql!(
            "INSERT INTO succession (body, version, since, ground, recorded_by, recorded_at)
             VALUES ($1, 1, $2, $3, $4, $5)
             ON CONFLICT (body) DO UPDATE SET
                 version = succession.version + 1, since = excluded.since, ground = excluded.ground,
                 recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at"
        ),
        args![body, new.since.to_string(), &new.ground, by.map(|person| person.0), Micros::from(at)],
    )
    .await?;
    conn.run(sql!("DELETE FROM successor WHERE body = $1"), args![body]).await?;
    for successor in &new.successors {
        conn.run(
            sql!("INSERT INTO successor (body, successor) VALUES ($1, $2)"),
            args![body, successor.as_str()],
        )
        .await?;
    }
    Ok(())
}
