//! What is written about an item, edition by edition.

use domain::catalogue::Content;
use domain::ids::{ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant_or_none, json, to_json};

/// One edition of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// From 1.
    pub number: i64,
    /// What is written.
    pub content: Content,
    /// Why it was revised.
    pub reason: String,
    /// When it was published; not while it is being written.
    pub published_at: Option<Timestamp>,
    /// Who published it.
    pub published_by: Option<PersonId>,
    /// The minute from which the public sees it; none where another edition took its place before.
    pub visible_from: Option<Timestamp>,
}

pub(super) fn edition_from(row: &Row) -> Result<Edition, SqlError> {
    Ok(Edition {
        number: row.get("number")?,
        content: json(row, "content")?,
        reason: row.get("reason")?,
        published_at: instant_or_none(row, "published_at")?,
        published_by: row.get::<Option<_>>("published_by")?.map(PersonId),
        visible_from: instant_or_none(row, "visible_from")?,
    })
}

/// Writes the content of an edition that is not published.
pub async fn put_edition(
    conn: &mut Conn,
    item: ItemId,
    number: i64,
    content: &Content,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO item_edition (item, number, title, class, duty, year, content)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (item, number) DO UPDATE SET title = excluded.title, class = excluded.class,
                     duty = excluded.duty, year = excluded.year, content = excluded.content
                  WHERE item_edition.published_at IS NULL"
            ),
            args![
                item.0,
                number,
                &content.title,
                content.class.code(),
                &content.duty,
                content.year().map(i64::from),
                to_json(content)?
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Publishes an edition.
pub async fn publish(
    conn: &mut Conn,
    item: ItemId,
    number: i64,
    (at, by): (Timestamp, PersonId),
    visible_from: Timestamp,
    reason: &str,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE item_edition SET published_at = $3, published_by = $4, visible_from = $5, reason = $6
                  WHERE item = $1 AND number = $2 AND published_at IS NULL"
            ),
            args![item.0, number, Micros::from(at), by.0, Micros::from(visible_from), reason],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Has editions whose minute has not come never come: another one takes their place, or the item is withdrawn. What the
/// public saw stays as it was.
pub async fn forget_coming(conn: &mut Conn, item: ItemId, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE item_edition SET visible_from = NULL WHERE item = $1 AND visible_from > $2"),
        args![item.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// Gives up an edition that was not published.
pub async fn delete_edition(conn: &mut Conn, item: ItemId, number: i64) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("DELETE FROM item_edition WHERE item = $1 AND number = $2 AND published_at IS NULL"),
            args![item.0, number],
        )
        .await?;
    sql::ensure_one(changed)
}

/// One edition.
pub async fn edition(conn: &mut Conn, item: ItemId, number: i64) -> Result<Option<Edition>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM item_edition WHERE item = $1 AND number = $2"), args![item.0, number])
        .await?;
    row.as_ref().map(edition_from).transpose()
}

/// All editions, the newest first.
pub async fn editions(conn: &mut Conn, item: ItemId) -> Result<Vec<Edition>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM item_edition WHERE item = $1 ORDER BY number DESC"), args![item.0])
        .await?;
    rows.iter().map(edition_from).collect()
}

/// The newest edition whose minute had come at `now`, whatever the state of the item.
pub async fn public_edition(
    conn: &mut Conn,
    item: ItemId,
    now: Timestamp,
) -> Result<Option<Edition>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT * FROM item_edition WHERE item = $1 AND visible_from <= $2 ORDER BY number DESC LIMIT 1"
            ),
            args![item.0, Micros::from(now)],
        )
        .await?;
    row.as_ref().map(edition_from).transpose()
}
