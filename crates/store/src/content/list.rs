//! Articles at the desk of their office.

use domain::content::{ArticleState, Kind};
use jiff::Timestamp;
use sql::{Conn, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

/// Which articles of a kind are wanted; what is `None` does not count.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeskFilter {
    /// In this state.
    pub state: Option<ArticleState>,
}

/// An article in the office's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub reference: String,
    /// Its name in addresses.
    pub name: String,
    /// Where it stands.
    pub state: ArticleState,
    /// Title of the newest edition.
    pub title: String,
    /// Whether the offices below show it too.
    pub offered: bool,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// From when the public sees its newest published edition.
    pub visible_from: Option<Timestamp>,
}

/// The articles of a kind of an office, those changed last first: `most` of them after the first `skipped`, and how many there
/// are.
pub async fn desk_list(
    conn: &mut Conn,
    body: &str,
    kind: Kind,
    filter: DeskFilter,
    (skipped, most): (i64, i64),
) -> Result<(Vec<Line>, i64), SqlError> {
    let state = filter.state.map_or("", ArticleState::code);
    let rows = conn
        .all(
            sql!(
                "SELECT a.reference, a.name, a.state, a.offered, a.changed_at, e.title,
                        (SELECT v.visible_from FROM article_edition v
                          WHERE v.article = a.id AND v.visible_from IS NOT NULL
                          ORDER BY v.number DESC LIMIT 1) AS visible_from,
                        COUNT(*) OVER () AS total
                   FROM article a JOIN article_edition e ON e.article = a.id AND e.number = a.edition
                  WHERE a.body = $1 AND a.kind = $2 AND a.original IS NULL AND ($3 = '' OR a.state = $3)
                  ORDER BY a.changed_at DESC, a.id DESC LIMIT $4 OFFSET $5"
            ),
            args![body, kind.code(), state, most, skipped],
        )
        .await?;
    let total = rows.first().map(|row| row.get("total")).transpose()?.unwrap_or(0);
    let lines = rows.iter().map(|row| {
        Ok(Line {
            reference: row.get("reference")?,
            name: row.get("name")?,
            state: parsed(row, "state")?,
            title: row.get("title")?,
            offered: row.get("offered")?,
            changed_at: instant(row, "changed_at")?,
            visible_from: instant_or_none(row, "visible_from")?,
        })
    });
    Ok((lines.collect::<Result<_, SqlError>>()?, total))
}

/// The names of the pages that an office has, whatever their state.
pub async fn pages_of(conn: &mut Conn, body: &str) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT name FROM article WHERE body = $1 AND kind = $2 AND original IS NULL ORDER BY name"),
            args![body, Kind::Page.code()],
        )
        .await?;
    rows.iter().map(|row| row.get("name")).collect()
}
