//! What offices do with articles that bodies above them offer.

use domain::codes::BodyCode;
use domain::content::Kind;
use domain::ids::{ArticleId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use super::public::{PublicArticle, public_from};

/// What an office does with an article that it was offered. Revision 0 is that of an office that has decided nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Counts the changes.
    pub revision: i64,
    /// Its site does not show the article.
    pub hidden: bool,
    /// Its own words below the article, in Markdown.
    pub addition: String,
}

pub(super) fn choice_from(row: &Row) -> Result<Choice, SqlError> {
    let revision: Option<i64> = row.get("choice_revision")?;
    Ok(match revision {
        None => Choice::default(),
        Some(revision) => Choice {
            revision,
            hidden: row.get::<Option<bool>>("choice_hidden")?.unwrap_or(false),
            addition: row.get::<Option<String>>("choice_addition")?.unwrap_or_default(),
        },
    })
}

/// What an office decided of an article.
pub async fn choice(conn: &mut Conn, body: &str, article: ArticleId) -> Result<Choice, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT revision AS choice_revision, hidden AS choice_hidden, addition AS choice_addition
                   FROM article_choice WHERE body = $1 AND article = $2"
            ),
            args![body, article.0],
        )
        .await?;
    row.as_ref().map_or_else(|| Ok(Choice::default()), choice_from)
}

/// Writes what an office decided, over the revision before the one in `choice`. `false` when somebody else was faster.
pub async fn put_choice(
    conn: &mut Conn,
    body: &BodyCode,
    article: ArticleId,
    choice: &Choice,
    (at, by): (Timestamp, PersonId),
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO article_choice (body, article, revision, hidden, addition, changed_at, changed_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (body, article) DO UPDATE SET revision = excluded.revision, hidden = excluded.hidden,
                     addition = excluded.addition, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                  WHERE article_choice.revision = excluded.revision - 1"
            ),
            args![
                body.as_str(),
                article.0,
                choice.revision,
                choice.hidden,
                &choice.addition,
                Micros::from(at),
                by.0
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// An article that an office is offered, hidden there or not.
pub type Offered = PublicArticle;

/// The articles of a kind that bodies above offer to an office and that are public at `now`: those from the highest body first,
/// then by title. `above` are the codes of these bodies.
pub async fn offered_to(
    conn: &mut Conn,
    body: &str,
    above: &[BodyCode],
    kind: Kind,
    now: Timestamp,
) -> Result<Vec<Offered>, SqlError> {
    let above: Vec<&str> = above.iter().map(BodyCode::as_str).collect();
    let rows = conn
        .all(
            sql!(
                "SELECT a.*, e.number, e.content, e.reason, e.published_at, e.published_by, e.visible_from,
                        b.office_name, b.slug,
                        (SELECT MIN(f.visible_from) FROM article_edition f WHERE f.article = a.id) AS since,
                        c.revision AS choice_revision, c.hidden AS choice_hidden, c.addition AS choice_addition
                   FROM article a JOIN article_edition e ON e.article = a.id JOIN body b ON b.code = a.body
                   LEFT JOIN article_choice c ON c.article = a.id AND c.body = $1
                  WHERE a.body IN (@list($2)) AND a.offered AND a.kind = $3 AND a.original IS NULL AND a.state IN ('published', 'revised')
                    AND e.number = (SELECT MAX(v.number) FROM article_edition v
                                     WHERE v.article = a.id AND v.visible_from <= $4)
                  ORDER BY length(b.path), e.title, a.id"
            ),
            args![body, list(&above), kind.code(), Micros::from(now)],
        )
        .await?;
    rows.iter().map(public_from).collect()
}
