//! Articles that are versions of others in another language.

use domain::content::ArticleState;
use domain::ids::ArticleId;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use super::edition::{Edition, edition_from};
use super::{Article, from_row};
use crate::convert::parsed;

/// A version at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The version.
    pub article: Article,
    /// Its newest edition.
    pub newest: Edition,
}

/// A version that the public sees, where it sees the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicVersion {
    /// Of which article.
    pub original: ArticleId,
    /// Its language.
    pub language: String,
    /// Where it stands.
    pub state: ArticleState,
    /// What the public sees of it.
    pub edition: Edition,
}

/// An article by its id.
pub async fn by_id(conn: &mut Conn, id: ArticleId) -> Result<Option<Article>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM article WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The versions of an article in any state, by language.
pub async fn versions(conn: &mut Conn, original: ArticleId) -> Result<Vec<Version>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.*, e.number, e.content, e.reason, e.published_at, e.published_by, e.visible_from
                   FROM article a JOIN article_edition e ON e.article = a.id AND e.number = a.edition
                  WHERE a.original = $1 ORDER BY a.language"
            ),
            args![original.0],
        )
        .await?;
    rows.iter().map(|row| Ok(Version { article: from_row(row)?, newest: edition_from(row)? })).collect()
}

/// The versions of these articles that the public sees at `now` where it sees the originals, by language.
pub async fn public_versions(
    conn: &mut Conn,
    originals: &[ArticleId],
    now: Timestamp,
) -> Result<Vec<PublicVersion>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.original, a.language, a.state, e.number, e.content, e.reason, e.published_at, e.published_by,
                        e.visible_from
                   FROM article a JOIN article_edition e ON e.article = a.id
                  WHERE a.original IN (@id_list($1)) AND a.state IN ('published', 'revised')
                    AND e.number = (SELECT MAX(v.number) FROM article_edition v
                                     WHERE v.article = a.id AND v.visible_from <= $2)
                  ORDER BY a.language, a.id"
            ),
            args![list(originals), Micros::from(now)],
        )
        .await?;
    rows.iter().map(version_from).collect()
}

fn version_from(row: &Row) -> Result<PublicVersion, SqlError> {
    Ok(PublicVersion {
        original: ArticleId(row.get("original")?),
        language: row.get("language")?,
        state: parsed(row, "state")?,
        edition: edition_from(row)?,
    })
}
