//! Public bodies.

use domain::body::{Body, ServiceHours};
use domain::codes::BodyCode;
use domain::facts::Position;
use sql::{Conn, Row, SqlError, args, sql};

use crate::convert::{inconsistent, parsed, parsed_or_none};

fn from_row(row: &Row) -> Result<Body, SqlError> {
    Ok(Body {
        code: parsed(row, "code")?,
        name: row.get("name")?,
        office_name: row.get("office_name")?,
        level: parsed(row, "level")?,
        parent: parsed_or_none(row, "parent")?,
        category: row.get("category")?,
        zone: parsed(row, "zone")?,
        slug: parsed(row, "slug")?,
        address: row.get("address")?,
        hours: parsed::<ServiceHours>(row, "hours")?,
        whatsapp: parsed_or_none(row, "whatsapp")?,
        email: row.get("email")?,
        position: position(row)?,
        site: row.get("site")?,
        request_form: row.get("request_form")?,
    })
}

fn position(row: &Row) -> Result<Option<Position>, SqlError> {
    let (north, east) = (row.get::<Option<i64>>("latitude")?, row.get::<Option<i64>>("longitude")?);
    let Some((north, east)) = north.zip(east) else { return Ok(None) };
    Position::new(north, east).map(Some).ok_or_else(|| inconsistent("latitude", "no such point"))
}

/// A body and the bodies above it, nearest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The body.
    pub body: Body,
    /// Parent, grandparent, … to the root.
    pub above: Vec<BodyCode>,
}

pub(crate) fn placed(row: &Row) -> Result<Placed, SqlError> {
    Ok(Placed { body: from_row(row)?, above: above(&row.get::<String>("path")?) })
}

/// The codes of a path (`00/62/`), nearest first.
pub(crate) fn above(path: &str) -> Vec<BodyCode> {
    path.split('/').filter_map(|code| code.parse().ok()).rev().collect()
}

/// The path of these codes, which are nearest first.
fn path_of(above: &[BodyCode]) -> String {
    let mut path = String::new();
    for code in above.iter().rev() {
        path.push_str(code.as_str());
        path.push('/');
    }
    path
}

/// The body with this code.
pub async fn by_code(conn: &mut Conn, code: &str) -> Result<Option<Placed>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM body WHERE code = $1"), args![code]).await?;
    row.as_ref().map(placed).transpose()
}

/// The body with this slug.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Placed>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM body WHERE slug = $1"), args![slug]).await?;
    row.as_ref().map(placed).transpose()
}

/// The bodies right under one, by code; the roots for `None`.
pub async fn children(conn: &mut Conn, parent: Option<&str>) -> Result<Vec<Body>, SqlError> {
    let rows = match parent {
        Some(parent) => {
            conn.all(sql!("SELECT * FROM body WHERE parent = $1 ORDER BY code"), args![parent]).await?
        }
        None => conn.all(sql!("SELECT * FROM body WHERE parent IS NULL ORDER BY code"), args![]).await?,
    };
    rows.iter().map(from_row).collect()
}

/// All bodies, parents before children, then by code.
pub async fn all(conn: &mut Conn) -> Result<Vec<Placed>, SqlError> {
    let rows = conn.all(sql!("SELECT * FROM body ORDER BY path, code"), args![]).await?;
    rows.iter().map(placed).collect()
}

/// A page of bodies after a code, by code.
pub async fn page(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<Placed>, SqlError> {
    filtered(conn, &Filter::default(), after, limit).await
}

/// Which bodies a list shows; what is absent does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those right under this one.
    pub parent: Option<String>,
    /// Those of this level, by its code.
    pub level: Option<String>,
}

/// As [`page`], of some bodies alone.
pub async fn filtered(
    conn: &mut Conn,
    filter: &Filter,
    after: &str,
    limit: i64,
) -> Result<Vec<Placed>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM body
                  WHERE code > $1 AND (CAST($2 AS TEXT) IS NULL OR parent = $2)
                    AND (CAST($3 AS TEXT) IS NULL OR level = $3)
                  ORDER BY code LIMIT $4"
            ),
            args![after, &filter.parent, &filter.level, limit],
        )
        .await?;
    rows.iter().map(placed).collect()
}

/// Adds a body, or replaces everything of the one with its code.
pub async fn put(conn: &mut Conn, placed: &Placed) -> Result<(), SqlError> {
    let Placed { body, above } = placed;
    let path = path_of(above);
    conn.run(
        sql!(
            "INSERT INTO body (code, name, office_name, level, parent, category, zone, slug, address, hours,
                               whatsapp, email, path, latitude, longitude, site, request_form)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             ON CONFLICT (code) DO UPDATE SET
                 name = excluded.name, office_name = excluded.office_name, level = excluded.level,
                 parent = excluded.parent, category = excluded.category, zone = excluded.zone,
                 slug = excluded.slug, address = excluded.address, hours = excluded.hours,
                 whatsapp = excluded.whatsapp, email = excluded.email, path = excluded.path,
                 latitude = excluded.latitude, longitude = excluded.longitude,
                 site = excluded.site, request_form = excluded.request_form"
        ),
        args![
            body.code.as_str(),
            &body.name,
            &body.office_name,
            body.level.code(),
            body.parent.as_ref().map(BodyCode::as_str),
            &body.category,
            body.zone.code(),
            body.slug.as_str(),
            &body.address,
            body.hours.to_string(),
            body.whatsapp.as_ref().map(domain::body::Phone::digits),
            &body.email,
            path,
            body.position.map(|at| i64::from(at.latitude)),
            body.position.map(|at| i64::from(at.longitude)),
            &body.site,
            &body.request_form
        ],
    )
    .await?;
    Ok(())
}

/// Locks a body for the rest of the transaction. `false` when it is not there.
pub async fn lock(conn: &mut Conn, code: &str) -> Result<bool, SqlError> {
    let row = conn.one(sql!("SELECT code FROM body WHERE code = $1 @for_update"), args![code]).await?;
    Ok(row.is_some())
}

/// Takes a body's slug away until [`put`] gives it another, so that two bodies can exchange theirs in one transaction.
pub async fn park_slug(conn: &mut Conn, code: &str) -> Result<(), SqlError> {
    // No slug has a slash, so this one is free.
    conn.run(sql!("UPDATE body SET slug = '/' || code WHERE code = $1"), args![code]).await?;
    Ok(())
}

/// Which bodies a list shows.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// A part of the name; empty for any.
    pub words: String,
    /// This body and those below; empty for the whole tree.
    pub under: Option<Placed>,
    /// Code of the level; empty for any.
    pub level: String,
}

impl Search {
    /// The part of the name as a pattern of `LIKE … ESCAPE '!'`.
    fn pattern(&self) -> String {
        pattern(&self.words)
    }

    fn under(&self) -> (&str, String) {
        self.under
            .as_ref()
            .map_or(("", String::new()), |placed| (placed.body.code.as_str(), placed.path_below()))
    }
}

/// `%words%` with what `LIKE` would read as a sign escaped by `!`, in small letters.
pub(crate) fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

impl Placed {
    /// The path of the bodies right below this one; the path of every body below begins with it.
    #[must_use]
    pub fn path_below(&self) -> String {
        let mut path = path_of(&self.above);
        path.push_str(self.body.code.as_str());
        path.push('/');
        path
    }
}

/// The bodies that a search finds after a code, by code, at most `limit`.
pub async fn search(
    conn: &mut Conn,
    search: &Search,
    after: &str,
    limit: i64,
) -> Result<Vec<Placed>, SqlError> {
    let (under, path) = search.under();
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM body
                  WHERE (lower(name) LIKE $1 ESCAPE '!' OR lower(office_name) LIKE $1 ESCAPE '!')
                    AND (code = $2 OR substr(path, 1, length($3)) = $3)
                    AND ($4 = '' OR level = $4)
                    AND code > $5
                  ORDER BY code LIMIT $6"
            ),
            args![search.pattern(), under, path, &search.level, after, limit],
        )
        .await?;
    rows.iter().map(placed).collect()
}

/// How many bodies a search finds.
pub async fn count(conn: &mut Conn, search: &Search) -> Result<i64, SqlError> {
    let (under, path) = search.under();
    let row = conn
        .exactly_one(
            sql!(
                "SELECT COUNT(*) AS found FROM body
                  WHERE (lower(name) LIKE $1 ESCAPE '!' OR lower(office_name) LIKE $1 ESCAPE '!')
                    AND (code = $2 OR substr(path, 1, length($3)) = $3)
                    AND ($4 = '' OR level = $4)"
            ),
            args![search.pattern(), under, path, &search.level],
        )
        .await?;
    row.get("found")
}

/// The codes of the levels that the tree has, from the root down.
pub async fn levels(conn: &mut Conn) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT level, MIN(length(path)) AS depth FROM body GROUP BY level ORDER BY depth, level"),
            args![],
        )
        .await?;
    rows.iter().map(|row| row.get("level")).collect()
}
