//! Articles as everybody sees them: what an office published, and what it shows of what is offered to it.

use domain::body::Slug;
use domain::codes::BodyCode;
use domain::content::Kind;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use super::choice::{Choice, choice_from};
use super::edition::{Edition, edition_from};
use super::{Article, from_row};
use crate::convert::{instant, parsed};

/// An article that the public sees, in its newest visible edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicArticle {
    /// The article.
    pub article: Article,
    /// What the public sees of it.
    pub edition: Edition,
    /// When its first edition became visible.
    pub since: Timestamp,
    /// The name of the office that wrote it.
    pub office: String,
    /// That office in addresses.
    pub slug: Slug,
    /// What the office on whose site it stands does with it, where that is another one.
    pub choice: Choice,
}

pub(super) fn public_from(row: &Row) -> Result<PublicArticle, SqlError> {
    Ok(PublicArticle {
        article: from_row(row)?,
        edition: edition_from(row)?,
        since: instant(row, "since")?,
        office: row.get("office_name")?,
        slug: parsed(row, "slug")?,
        choice: choice_from(row)?,
    })
}

/// The articles of a kind that stand on the site of an office at `now`: its own, and those that bodies above offer and that it
/// does not leave out. Its own come first, then those from the nearest body.
pub async fn public_list(
    conn: &mut Conn,
    body: &str,
    above: &[BodyCode],
    kind: Kind,
    now: Timestamp,
) -> Result<Vec<PublicArticle>, SqlError> {
    listed(conn, body, above, kind, "", now).await
}

/// As [`public_list`], those with this name alone: the office's own first.
pub async fn public_one(
    conn: &mut Conn,
    body: &str,
    above: &[BodyCode],
    kind: Kind,
    name: &str,
    now: Timestamp,
) -> Result<Vec<PublicArticle>, SqlError> {
    if name.is_empty() { Ok(Vec::new()) } else { listed(conn, body, above, kind, name, now).await }
}

async fn listed(
    conn: &mut Conn,
    body: &str,
    above: &[BodyCode],
    kind: Kind,
    name: &str,
    now: Timestamp,
) -> Result<Vec<PublicArticle>, SqlError> {
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
                  WHERE (a.body = $1 OR (a.offered AND a.body IN (@list($2)) AND (c.hidden IS NULL OR NOT c.hidden)))
                    AND a.kind = $3 AND ($4 = '' OR a.name = $4) AND a.original IS NULL AND a.state IN ('published', 'revised')
                    AND e.number = (SELECT MAX(v.number) FROM article_edition v
                                     WHERE v.article = a.id AND v.visible_from <= $5)
                  ORDER BY length(b.path) DESC, e.title, a.id"
            ),
            args![body, list(&above), kind.code(), name, Micros::from(now)],
        )
        .await?;
    rows.iter().map(public_from).collect()
}

/// The news of an office at `now`, the newest first: `most` of them after the first `skipped`, and how many there are.
pub async fn public_news(
    conn: &mut Conn,
    body: &str,
    now: Timestamp,
    (skipped, most): (i64, i64),
) -> Result<(Vec<PublicArticle>, i64), SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.*, e.number, e.content, e.reason, e.published_at, e.published_by, e.visible_from,
                        b.office_name, b.slug,
                        (SELECT MIN(f.visible_from) FROM article_edition f WHERE f.article = a.id) AS since,
                        CAST(NULL AS BIGINT) AS choice_revision, COUNT(*) OVER () AS total
                   FROM article a JOIN article_edition e ON e.article = a.id JOIN body b ON b.code = a.body
                  WHERE a.body = $1 AND a.kind = $2 AND a.original IS NULL AND a.state IN ('published', 'revised')
                    AND e.number = (SELECT MAX(v.number) FROM article_edition v
                                     WHERE v.article = a.id AND v.visible_from <= $3)
                  ORDER BY since DESC, a.id DESC LIMIT $4 OFFSET $5"
            ),
            args![body, Kind::News.code(), Micros::from(now), most, skipped],
        )
        .await?;
    let total = rows.first().map(|row| row.get("total")).transpose()?.unwrap_or(0);
    Ok((rows.iter().map(public_from).collect::<Result<_, _>>()?, total))
}

/// Something that stands on the site of an office, for its menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// What it is.
    pub kind: Kind,
    /// Of a page its name; empty for all other kinds.
    pub name: String,
    /// Of a page its title.
    pub title: String,
}

/// What stands on the site of an office at `now`, with what is offered to it: its pages by name, and which of the other kinds
/// there are.
pub async fn existing(
    conn: &mut Conn,
    body: &str,
    above: &[BodyCode],
    now: Timestamp,
) -> Result<Vec<Existing>, SqlError> {
    let above: Vec<&str> = above.iter().map(BodyCode::as_str).collect();
    let rows = conn
        .all(
            sql!(
                "SELECT a.kind, CASE WHEN a.kind = 'halaman' THEN a.name ELSE '' END AS name,
                        CASE WHEN a.kind = 'halaman' THEN e.title ELSE '' END AS title,
                        MAX(length(b.path)) AS depth
                   FROM article a JOIN article_edition e ON e.article = a.id JOIN body b ON b.code = a.body
                   LEFT JOIN article_choice c ON c.article = a.id AND c.body = $1
                  WHERE (a.body = $1 OR (a.offered AND a.body IN (@list($2)) AND (c.hidden IS NULL OR NOT c.hidden)))
                    AND a.original IS NULL AND a.state IN ('published', 'revised')
                    AND e.number = (SELECT MAX(v.number) FROM article_edition v
                                     WHERE v.article = a.id AND v.visible_from <= $3)
                  GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3"
            ),
            args![body, list(&above), Micros::from(now)],
        )
        .await?;
    let mut found: Vec<Existing> = Vec::new();
    for row in &rows {
        let one = Existing { kind: parsed(row, "kind")?, name: row.get("name")?, title: row.get("title")? };
        // Of pages with one name that of the nearest body counts, the office itself before all.
        if !found.iter().any(|before| before.kind == one.kind && before.name == one.name) {
            found.push(one);
        }
    }
    Ok(found)
}

/// The offices that have published any article at `now`, by slug, each with the moment at which one became visible last.
pub async fn public_offices(conn: &mut Conn, now: Timestamp) -> Result<Vec<(String, Timestamp)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.slug, MAX(e.visible_from) AS latest
                   FROM article a JOIN article_edition e ON e.article = a.id JOIN body b ON b.code = a.body
                  WHERE a.state IN ('published', 'revised') AND a.original IS NULL AND e.visible_from <= $1
                  GROUP BY b.slug ORDER BY b.slug"
            ),
            args![Micros::from(now)],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("slug")?, instant(row, "latest")?))).collect()
}

/// When the items of an office became public first, of those that the public sees at `now` and from `from` on.
pub async fn published_months(
    conn: &mut Conn,
    body: &str,
    from: Timestamp,
    now: Timestamp,
) -> Result<Vec<Timestamp>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT since FROM (
                     SELECT i.id, MIN(e.visible_from) AS since
                       FROM item i JOIN item_edition e ON e.item = i.id
                      WHERE i.body = $1 AND i.state IN ('published', 'revised', 'rechecked')
                      GROUP BY i.id) first
                  WHERE since >= $2 AND since <= $3 ORDER BY since"
            ),
            args![body, Micros::from(from), Micros::from(now)],
        )
        .await?;
    rows.iter().map(|row| instant(row, "since")).collect()
}
