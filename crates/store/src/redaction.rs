//! Files of items that are blacked out in places.

use domain::ids::{ItemFileId, ItemId, PersonId, RedactionId};
use domain::redaction::{Area, Progress};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, json, parsed, to_json};

/// A wish to black out parts of a file, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Which.
    pub id: RedactionId,
    /// Of which item.
    pub item: ItemId,
    /// Which file.
    pub file: ItemFileId,
    /// Where.
    pub areas: Vec<Area>,
    /// What became of it.
    pub progress: Progress,
    /// The file that took the place of the other one.
    pub made: Option<ItemFileId>,
    /// Who wishes it.
    pub asked_by: PersonId,
    /// Since when.
    pub asked_at: Timestamp,
}

fn from_row(row: &Row) -> Result<Redaction, SqlError> {
    let made: Option<_> = row.get("made")?;
    Ok(Redaction {
        id: RedactionId(row.get("id")?),
        item: ItemId(row.get("item")?),
        file: ItemFileId(row.get("file")?),
        areas: json(row, "areas")?,
        progress: parsed(row, "state")?,
        made: made.map(ItemFileId),
        asked_by: PersonId(row.get("asked_by")?),
        asked_at: instant(row, "asked_at")?,
    })
}

/// Writes a new wish down.
pub async fn insert(conn: &mut Conn, redaction: &Redaction) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO redaction (id, item, file, areas, state, asked_by, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            redaction.id.0,
            redaction.item.0,
            redaction.file.0,
            to_json(&redaction.areas)?,
            redaction.progress.code(),
            redaction.asked_by.0,
            Micros::from(redaction.asked_at)
        ],
    )
    .await?;
    Ok(())
}

/// One wish.
pub async fn by_id(conn: &mut Conn, id: RedactionId) -> Result<Option<Redaction>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM redaction WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The wishes of an item, the first one first.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> Result<Vec<Redaction>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM redaction WHERE item = $1 ORDER BY asked_at, id"), args![item.0])
        .await?;
    rows.iter().map(from_row).collect()
}

/// Ends a wish that waits, with the file that was made or without one.
pub async fn end(
    conn: &mut Conn,
    id: RedactionId,
    made: Option<ItemFileId>,
    now: Timestamp,
) -> Result<(), SqlError> {
    let progress = if made.is_some() { Progress::Done } else { Progress::Failed };
    let changed = conn
        .run(
            sql!("UPDATE redaction SET state = $2, made = $3, ended_at = $4 WHERE id = $1 AND state = 'waiting'"),
            args![id.0, progress.code(), made.map(|made| made.0), Micros::from(now)],
        )
        .await?;
    sql::ensure_one(changed)
}
