//! Public bodies.

use domain::body::{Body, ServiceHours};
use domain::codes::BodyCode;
use sql::{Conn, Row, SqlError, args, sql};

use crate::convert::{parsed, parsed_or_none};

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
    })
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
fn above(path: &str) -> Vec<BodyCode> {
    path.split('/').filter_map(|code| code.parse().ok()).rev().collect()
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
    let rows = conn
        .all(sql!("SELECT * FROM body WHERE code > $1 ORDER BY code LIMIT $2"), args![after, limit])
        .await?;
    rows.iter().map(placed).collect()
}

/// Adds a body, or replaces everything of the one with its code.
pub async fn put(conn: &mut Conn, placed: &Placed) -> Result<(), SqlError> {
    let Placed { body, above } = placed;
    let mut path = String::new();
    for code in above.iter().rev() {
        path.push_str(code.as_str());
        path.push('/');
    }
    conn.run(
        sql!(
            "INSERT INTO body (code, name, office_name, level, parent, category, zone, slug, address, hours,
                               whatsapp, email, path)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (code) DO UPDATE SET
                 name = excluded.name, office_name = excluded.office_name, level = excluded.level,
                 parent = excluded.parent, category = excluded.category, zone = excluded.zone,
                 slug = excluded.slug, address = excluded.address, hours = excluded.hours,
                 whatsapp = excluded.whatsapp, email = excluded.email, path = excluded.path"
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
            path
        ],
    )
    .await?;
    Ok(())
}
