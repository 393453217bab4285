//! What offices write for their public sites: articles, their editions and pictures, and what is offered from above.

mod choice;
mod edition;
mod list;
mod picture;
mod public;
mod version;

use domain::codes::BodyCode;
use domain::content::{ArticleState, Kind};
use domain::ids::ArticleId;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

pub use choice::{Choice, Offered, choice, offered_to, put_choice};
pub use edition::{
    Edition, delete_edition, edition, editions, forget_coming, public_edition, publish, put_edition,
};
pub use list::{DeskFilter, Line, desk_list, pages_of};
pub use picture::{ArticlePicture, insert_picture, picture, pictures, remove_picture};
pub use public::{
    Existing, PublicArticle, existing, public_list, public_news, public_offices, public_one, published_months,
};
pub use version::{PublicVersion, Version, by_id, public_versions, versions};

/// An article, without what is written in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Which.
    pub id: ArticleId,
    /// Its number, as people read it.
    pub reference: String,
    /// Whose it is.
    pub body: BodyCode,
    /// What it is.
    pub kind: Kind,
    /// Its name in addresses, among those of its kind at its office.
    pub name: String,
    /// Where it stands.
    pub state: ArticleState,
    /// Counts the changes.
    pub revision: i64,
    /// Number of the newest edition.
    pub edition: i64,
    /// Whether the offices below show it too.
    pub offered: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// When it was taken from the public.
    pub withdrawn_at: Option<Timestamp>,
    /// Why.
    pub withdrawn_reason: String,
    /// The article of which this one is a version in another language.
    pub original: Option<ArticleId>,
    /// Of such a version: its language.
    pub language: String,
}

fn from_row(row: &Row) -> Result<Article, SqlError> {
    Ok(Article {
        id: ArticleId(row.get("id")?),
        reference: row.get("reference")?,
        body: parsed(row, "body")?,
        kind: parsed(row, "kind")?,
        name: row.get("name")?,
        state: parsed(row, "state")?,
        revision: row.get("revision")?,
        edition: row.get("edition")?,
        offered: row.get("offered")?,
        created_at: instant(row, "created_at")?,
        changed_at: instant(row, "changed_at")?,
        withdrawn_at: instant_or_none(row, "withdrawn_at")?,
        withdrawn_reason: row.get("withdrawn_reason")?,
        original: row.get::<Option<_>>("original")?.map(ArticleId),
        language: row.get("language")?,
    })
}

/// Begins an article. `false` when the reference is taken.
///
/// # Errors
/// [`SqlError::Unique`] when the office has one of this kind and name.
pub async fn insert(conn: &mut Conn, article: &Article) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO article (id, reference, body, kind, name, state, revision, edition, created_at, changed_at,
                                      original, language)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (reference) DO NOTHING"
            ),
            args![
                article.id.0,
                &article.reference,
                article.body.as_str(),
                article.kind.code(),
                &article.name,
                article.state.code(),
                article.revision,
                article.edition,
                Micros::from(article.created_at),
                Micros::from(article.changed_at),
                article.original.map(|id| id.0),
                &article.language
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// The article with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<Article>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM article WHERE reference = $1"), args![reference]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The article of an office with this kind and name.
pub async fn by_name(
    conn: &mut Conn,
    body: &str,
    kind: Kind,
    name: &str,
) -> Result<Option<Article>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM article WHERE body = $1 AND kind = $2 AND name = $3"),
            args![body, kind.code(), name],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The article, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, id: ArticleId) -> Result<Option<Article>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM article WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Writes where an article stands now.
pub async fn update(conn: &mut Conn, article: &Article) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE article SET state = $2, revision = $3, edition = $4, offered = $5, changed_at = $6,
                                    withdrawn_at = $7, withdrawn_reason = $8
                  WHERE id = $1"
            ),
            args![
                article.id.0,
                article.state.code(),
                article.revision,
                article.edition,
                article.offered,
                Micros::from(article.changed_at),
                article.withdrawn_at.map(Micros::from),
                &article.withdrawn_reason
            ],
        )
        .await?;
    sql::ensure_one(changed)
}
