//! Pictures of articles.

use domain::ids::{ArticleId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none};
use crate::evidence::Blob;

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePicture {
    /// From 1; texts name it by this.
    pub number: u32,
    /// The bytes as they were sent.
    pub blob: Blob,
    /// The name of the file as shown to people.
    pub name: String,
    /// What is to be seen; empty for what only decorates.
    pub alternative: String,
    /// It says nothing that the text does not.
    pub decoration: bool,
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
    /// When it was removed; editions that show it keep it.
    pub removed_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<ArticlePicture, SqlError> {
    let number: i64 = row.get("number")?;
    Ok(ArticlePicture {
        number: u32::try_from(number).map_err(|error| inconsistent("number", error))?,
        blob: Blob {
            address: row.get("address")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media: row.get("media")?,
        },
        name: row.get("name")?,
        alternative: row.get("alternative")?,
        decoration: row.get("decoration")?,
        added_by: PersonId(row.get("added_by")?),
        added_at: instant(row, "added_at")?,
        removed_at: instant_or_none(row, "removed_at")?,
    })
}

/// Adds a picture. The article is locked by the caller, so that the number is free.
pub async fn insert_picture(
    conn: &mut Conn,
    article: ArticleId,
    picture: &ArticlePicture,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO article_picture (article, number, blob, name, alternative, decoration, added_by, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            article.0,
            i64::from(picture.number),
            &picture.blob.address,
            &picture.name,
            &picture.alternative,
            picture.decoration,
            picture.added_by.0,
            Micros::from(picture.added_at)
        ],
    )
    .await?;
    Ok(())
}

/// All pictures of an article by number, those that were removed among them.
pub async fn pictures(conn: &mut Conn, article: ArticleId) -> Result<Vec<ArticlePicture>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, b.address, b.sha256, b.size, b.media
                   FROM article_picture p JOIN blob b ON b.address = p.blob
                  WHERE p.article = $1 ORDER BY p.number"
            ),
            args![article.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// One picture, whether it was removed or not.
pub async fn picture(
    conn: &mut Conn,
    article: ArticleId,
    number: u32,
) -> Result<Option<ArticlePicture>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT p.*, b.address, b.sha256, b.size, b.media
                   FROM article_picture p JOIN blob b ON b.address = p.blob
                  WHERE p.article = $1 AND p.number = $2"
            ),
            args![article.0, i64::from(number)],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Takes a picture from what can be shown from now on.
pub async fn remove_picture(
    conn: &mut Conn,
    article: ArticleId,
    number: u32,
    at: Timestamp,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE article_picture SET removed_at = $3
                  WHERE article = $1 AND number = $2 AND removed_at IS NULL"
            ),
            args![article.0, i64::from(number), Micros::from(at)],
        )
        .await?;
    sql::ensure_one(changed)
}
