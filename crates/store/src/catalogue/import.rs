//! Tables of items that were sent.

use domain::catalogue::InformationClass;
use domain::codes::BodyCode;
use domain::ids::{ItemImportId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, parsed};
use crate::evidence::Blob;

/// A table that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemImport {
    /// Which.
    pub id: ItemImportId,
    /// Whose.
    pub body: BodyCode,
    /// Who sent it.
    pub person: PersonId,
    /// The bytes.
    pub blob: Blob,
    /// Its name as shown to people.
    pub name: String,
    /// The class of rows that tell none.
    pub class: Option<InformationClass>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When its good rows became drafts.
    pub done_at: Option<Timestamp>,
    /// How many.
    pub made: i64,
}

/// Notes a table that was sent.
pub async fn insert_import(conn: &mut Conn, import: &ItemImport) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO item_import (id, body, person, blob, name, class, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            import.id.0,
            import.body.as_str(),
            import.person.0,
            &import.blob.address,
            &import.name,
            import.class.map_or("", InformationClass::code),
            Micros::from(import.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// A table that was sent.
pub async fn import(conn: &mut Conn, id: ItemImportId) -> Result<Option<ItemImport>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT i.*, b.address, b.sha256, b.size, b.media FROM item_import i JOIN blob b ON b.address = i.blob
                  WHERE i.id = $1"
            ),
            args![id.0],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let class: String = row.get("class")?;
    let class = if class.is_empty() { None } else { Some(class.parse()) };
    Ok(Some(ItemImport {
        id,
        body: parsed(&row, "body")?,
        person: PersonId(row.get("person")?),
        blob: Blob {
            address: row.get("address")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media: row.get("media")?,
        },
        name: row.get("name")?,
        class: class.transpose().map_err(|error| inconsistent("class", error))?,
        created_at: instant(&row, "created_at")?,
        done_at: instant_or_none(&row, "done_at")?,
        made: row.get("made")?,
    }))
}

/// Notes that its good rows became drafts. `false` when they had already.
pub async fn close_import(
    conn: &mut Conn,
    id: ItemImportId,
    made: i64,
    now: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE item_import SET done_at = $2, made = $3 WHERE id = $1 AND done_at IS NULL"),
            args![id.0, Micros::from(now), made],
        )
        .await?;
    Ok(changed > 0)
}

/// Titles of the newest editions of an office's items that are not withdrawn, in lower case, each with the day on which it was
/// made: to tell what is there already. Those alone that changed at `since` or later.
pub async fn known_items(
    conn: &mut Conn,
    body: &str,
    since: Timestamp,
) -> Result<Vec<(String, Option<Date>)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.content FROM item i JOIN item_edition e ON e.item = i.id AND e.number = i.edition
                  WHERE i.body = $1 AND i.changed_at >= $2 AND i.state <> 'withdrawn'"
            ),
            args![body, Micros::from(since)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let content: domain::catalogue::Content = crate::convert::json(row, "content")?;
            Ok((content.title.to_lowercase(), content.made_on))
        })
        .collect()
}
