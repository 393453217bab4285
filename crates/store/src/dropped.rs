//! Files that were dropped at a desk and wait to become items.

use domain::codes::BodyCode;
use domain::ids::{DroppedFileId, ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use crate::convert::{instant, parsed};
use crate::evidence::Blob;

/// A file that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedFile {
    /// Which.
    pub id: DroppedFileId,
    /// At whose desk.
    pub body: BodyCode,
    /// Who dropped it.
    pub person: PersonId,
    /// The bytes.
    pub blob: Blob,
    /// Its name as shown to people.
    pub name: String,
    /// When.
    pub added_at: Timestamp,
    /// When it is forgotten unless somebody confirms it.
    pub expires_at: Timestamp,
}

fn from_row(row: &Row) -> Result<DroppedFile, SqlError> {
    Ok(DroppedFile {
        id: DroppedFileId(row.get("id")?),
        body: parsed(row, "body")?,
        person: PersonId(row.get("person")?),
        blob: Blob {
            address: row.get("address")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media: row.get("media")?,
        },
        name: row.get("name")?,
        added_at: instant(row, "added_at")?,
        expires_at: instant(row, "expires_at")?,
    })
}

/// Notes a file. `false` where the same bytes wait at this desk already.
pub async fn insert(conn: &mut Conn, file: &DroppedFile) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO dropped_file (id, body, person, blob, name, added_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (body, blob) WHERE closed_at IS NULL DO NOTHING"
            ),
            args![
                file.id.0,
                file.body.as_str(),
                file.person.0,
                &file.blob.address,
                &file.name,
                Micros::from(file.added_at),
                Micros::from(file.expires_at)
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// The files that wait at a desk, in the order in which they came, those that came together by name.
pub async fn waiting(conn: &mut Conn, body: &str) -> Result<Vec<DroppedFile>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT d.*, b.address, b.sha256, b.size, b.media FROM dropped_file d JOIN blob b ON b.address = d.blob
                  WHERE d.body = $1 AND d.closed_at IS NULL ORDER BY d.added_at, d.name, d.id"
            ),
            args![body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Closes a file that waits: it became this item, or none. `false` where it does not wait any more.
pub async fn close(
    conn: &mut Conn,
    id: DroppedFileId,
    item: Option<ItemId>,
    now: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE dropped_file SET closed_at = $2, item = $3 WHERE id = $1 AND closed_at IS NULL"),
            args![id.0, Micros::from(now), item.map(|item| item.0)],
        )
        .await?;
    Ok(changed > 0)
}

/// Files of all desks whose time is over, at most `most`.
pub async fn expired(conn: &mut Conn, now: Timestamp, most: i64) -> Result<Vec<DroppedFile>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT d.*, b.address, b.sha256, b.size, b.media FROM dropped_file d JOIN blob b ON b.address = d.blob
                  WHERE d.closed_at IS NULL AND d.expires_at <= $1 ORDER BY d.expires_at, d.id LIMIT $2"
            ),
            args![Micros::from(now), most],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// An item of an office that has a file of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The bytes.
    pub blob: String,
    /// Reference of the item.
    pub reference: String,
    /// Its title.
    pub title: String,
}

/// The items of an office, those that were withdrawn left out, whose newest edition has a file of any of these bytes.
pub async fn doubles(conn: &mut Conn, body: &str, blobs: &[String]) -> Result<Vec<Double>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.blob, i.reference, e.content
                   FROM item_file f JOIN item i ON i.id = f.item
                   JOIN item_edition e ON e.item = i.id AND e.number = i.edition
                  WHERE f.blob IN (@list($2)) AND i.body = $1 AND i.state <> 'withdrawn'
                    AND f.added_in <= i.edition AND (f.removed_in IS NULL OR f.removed_in > i.edition)
                  ORDER BY i.created_at, i.id"
            ),
            args![body, list(blobs)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let content: domain::catalogue::Content = crate::convert::json(row, "content")?;
            Ok(Double { blob: row.get("blob")?, reference: row.get("reference")?, title: content.title })
        })
        .collect()
}
