//! What may stand in the index, page by page, for writing it anew.

use domain::ids::{ArticleId, ItemId};
use sql::{Conn, SqlError, args, sql};
use uuid::Uuid;

/// Items of all offices whatever their state, in the order of their ids, the first ones without `after`.
pub async fn items_after(conn: &mut Conn, after: Option<ItemId>, most: i64) -> Result<Vec<ItemId>, SqlError> {
    let after = after.map_or(Uuid::nil(), |id| id.0);
    let rows =
        conn.all(sql!("SELECT id FROM item WHERE id > $1 ORDER BY id LIMIT $2"), args![after, most]).await?;
    rows.iter().map(|row| Ok(ItemId(row.get("id")?))).collect()
}

/// As [`items_after`], of articles.
pub async fn articles_after(
    conn: &mut Conn,
    after: Option<ArticleId>,
    most: i64,
) -> Result<Vec<ArticleId>, SqlError> {
    let after = after.map_or(Uuid::nil(), |id| id.0);
    let rows = conn
        .all(sql!("SELECT id FROM article WHERE id > $1 ORDER BY id LIMIT $2"), args![after, most])
        .await?;
    rows.iter().map(|row| Ok(ArticleId(row.get("id")?))).collect()
}
