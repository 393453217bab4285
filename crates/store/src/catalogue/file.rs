//! Files of items.

use std::collections::BTreeMap;

use domain::ids::{ItemFileId, ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use crate::convert::instant;
use crate::evidence::Blob;

/// A file of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFile {
    /// Which.
    pub id: ItemFileId,
    /// The bytes.
    pub blob: Blob,
    /// Its name as shown to people.
    pub name: String,
    /// What it holds.
    pub caption: String,
    /// A part of it is blacked out.
    pub redacted: bool,
    /// The first edition that has it.
    pub added_in: i64,
    /// The first edition that has it no longer.
    pub removed_in: Option<i64>,
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
}

fn from_row(row: &Row) -> Result<ItemFile, SqlError> {
    Ok(ItemFile {
        id: ItemFileId(row.get("id")?),
        blob: Blob {
            address: row.get("address")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media: row.get("media")?,
        },
        name: row.get("name")?,
        caption: row.get("caption")?,
        redacted: row.get("redacted")?,
        added_in: row.get("added_in")?,
        removed_in: row.get("removed_in")?,
        added_by: PersonId(row.get("added_by")?),
        added_at: instant(row, "added_at")?,
    })
}

/// Adds a file.
pub async fn insert_file(conn: &mut Conn, item: ItemId, file: &ItemFile) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO item_file (id, item, blob, name, caption, redacted, added_in, added_by, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            file.id.0,
            item.0,
            &file.blob.address,
            &file.name,
            &file.caption,
            file.redacted,
            file.added_in,
            file.added_by.0,
            Micros::from(file.added_at)
        ],
    )
    .await?;
    Ok(())
}

/// The files of one edition, in the order in which they were added.
pub async fn files(conn: &mut Conn, item: ItemId, edition: i64) -> Result<Vec<ItemFile>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, b.address, b.sha256, b.size, b.media FROM item_file f JOIN blob b ON b.address = f.blob
                  WHERE f.item = $1 AND f.added_in <= $2 AND (f.removed_in IS NULL OR f.removed_in > $2)
                  ORDER BY f.added_at, f.id"
            ),
            args![item.0, edition],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The files of these items in the editions that the public sees at `now`, by item.
pub async fn public_files(
    conn: &mut Conn,
    items: &[ItemId],
    now: Timestamp,
) -> Result<BTreeMap<ItemId, Vec<ItemFile>>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, b.address, b.sha256, b.size, b.media
                   FROM item i JOIN item_edition e ON e.item = i.id
                   JOIN item_file f ON f.item = i.id AND f.added_in <= e.number
                                   AND (f.removed_in IS NULL OR f.removed_in > e.number)
                   JOIN blob b ON b.address = f.blob
                  WHERE i.id IN (@id_list($1)) AND i.state IN ('published', 'revised', 'rechecked')
                    AND e.number = (SELECT MAX(v.number) FROM item_edition v WHERE v.item = i.id AND v.visible_from <= $2)
                  ORDER BY f.added_at, f.id"
            ),
            args![list(items), Micros::from(now)],
        )
        .await?;
    let mut found: BTreeMap<ItemId, Vec<ItemFile>> = BTreeMap::new();
    for row in &rows {
        found.entry(ItemId(row.get("item")?)).or_default().push(from_row(row)?);
    }
    Ok(found)
}

/// One file, whichever edition has it.
pub async fn file(conn: &mut Conn, id: ItemFileId) -> Result<Option<ItemFile>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT f.*, b.address, b.sha256, b.size, b.media FROM item_file f JOIN blob b ON b.address = f.blob
                  WHERE f.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The items that have, or had, a file of these bytes.
pub async fn items_with(conn: &mut Conn, blob: &str) -> Result<Vec<ItemId>, SqlError> {
    let rows = conn
        .all(sql!("SELECT DISTINCT item FROM item_file WHERE blob = $1 ORDER BY item"), args![blob])
        .await?;
    rows.iter().map(|row| Ok(ItemId(row.get("item")?))).collect()
}

/// Changes what is said of a file.
pub async fn set_file(conn: &mut Conn, id: ItemFileId, caption: &str) -> Result<(), SqlError> {
    let changed =
        conn.run(sql!("UPDATE item_file SET caption = $2 WHERE id = $1"), args![id.0, caption]).await?;
    sql::ensure_one(changed)
}

/// Takes a file away from this edition on. Its row and its bytes stay.
pub async fn remove_file(conn: &mut Conn, id: ItemFileId, edition: i64) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE item_file SET removed_in = $2 WHERE id = $1 AND removed_in IS NULL"),
            args![id.0, edition],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Undoes what an edition that is given up did to the files: its own are away, those that it had no longer are back.
pub async fn forget_files_of(conn: &mut Conn, item: ItemId, edition: i64) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE item_file SET removed_in = NULL WHERE item = $1 AND removed_in = $2 AND added_in < $2"),
        args![item.0, edition],
    )
    .await?;
    conn.run(
        sql!("UPDATE item_file SET removed_in = $2 WHERE item = $1 AND added_in = $2"),
        args![item.0, edition],
    )
    .await?;
    Ok(())
}
