//! What is written in an article, edition by edition.

use domain::content::Writing;
use domain::ids::{ArticleId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant_or_none, json, to_json};

/// One edition of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// From 1.
    pub number: i64,
    /// What is written.
    pub writing: Writing,
    /// Why it was written on.
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
        writing: json(row, "content")?,
        reason: row.get("reason")?,
        published_at: instant_or_none(row, "published_at")?,
        published_by: row.get::<Option<_>>("published_by")?.map(PersonId),
        visible_from: instant_or_none(row, "visible_from")?,
    })
}

/// Writes what stands in an edition that is not published.
pub async fn put_edition(
    conn: &mut Conn,
    article: ArticleId,
    number: i64,
    writing: &Writing,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO article_edition (article, number, title, content) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (article, number) DO UPDATE SET title = excluded.title, content = excluded.content
                  WHERE article_edition.published_at IS NULL"
            ),
            args![article.0, number, &writing.title, to_json(writing)?],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Publishes an edition.
pub async fn publish(
    conn: &mut Conn,
    article: ArticleId,
    number: i64,
    (at, by): (Timestamp, PersonId),
    visible_from: Timestamp,
    reason: &str,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE article_edition SET published_at = $3, published_by = $4, visible_from = $5, reason = $6
                  WHERE article = $1 AND number = $2 AND published_at IS NULL"
            ),
            args![article.0, number, Micros::from(at), by.0, Micros::from(visible_from), reason],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Has editions whose minute has not come never come: another one takes their place, or the article is withdrawn. What the
/// public saw stays as it was.
pub async fn forget_coming(conn: &mut Conn, article: ArticleId, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE article_edition SET visible_from = NULL WHERE article = $1 AND visible_from > $2"),
        args![article.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// Gives up an edition that was not published.
pub async fn delete_edition(conn: &mut Conn, article: ArticleId, number: i64) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("DELETE FROM article_edition WHERE article = $1 AND number = $2 AND published_at IS NULL"),
            args![article.0, number],
        )
        .await?;
    sql::ensure_one(changed)
}

/// One edition.
pub async fn edition(conn: &mut Conn, article: ArticleId, number: i64) -> Result<Option<Edition>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM article_edition WHERE article = $1 AND number = $2"),
            args![article.0, number],
        )
        .await?;
    row.as_ref().map(edition_from).transpose()
}

/// All editions, the newest first.
pub async fn editions(conn: &mut Conn, article: ArticleId) -> Result<Vec<Edition>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM article_edition WHERE article = $1 ORDER BY number DESC"), args![article.0])
        .await?;
    rows.iter().map(edition_from).collect()
}

/// The newest edition whose minute had come at `now`, whatever the state of the article.
pub async fn public_edition(
    conn: &mut Conn,
    article: ArticleId,
    now: Timestamp,
) -> Result<Option<Edition>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT * FROM article_edition WHERE article = $1 AND visible_from <= $2
                  ORDER BY number DESC LIMIT 1"
            ),
            args![article.0, Micros::from(now)],
        )
        .await?;
    row.as_ref().map(edition_from).transpose()
}
