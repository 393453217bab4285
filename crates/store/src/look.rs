//! The looks of offices' sites, and their host names.

use domain::body::Body;
use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::look::Look;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{inconsistent, instant_or_none, json, to_json};

/// A look as it was saved last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Counts the changes.
    pub version: i64,
    /// How it looks.
    pub look: Look,
    /// The hash of its logo, where it has one.
    pub logo: Option<String>,
}

/// The look of an office, if somebody has chosen one.
pub async fn of_body(conn: &mut Conn, body: &BodyCode) -> Result<Option<Saved>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT version, content, logo_hash FROM office_look WHERE body = $1"),
            args![body.as_str()],
        )
        .await?;
    row.map(|row| {
        Ok(Saved { version: row.get("version")?, look: json(&row, "content")?, logo: row.get("logo_hash")? })
    })
    .transpose()
}

/// What becomes of a logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logo {
    /// It stays as it is.
    Stays,
    /// It goes.
    Goes,
    /// Another one takes its place.
    Comes(Painted),
}

/// A logo as it was painted anew: two JPEGs of one picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Painted {
    /// The small one of the screen.
    pub screen: Vec<u8>,
    /// The one that is printed, with as many pixels as there were, within bounds.
    pub print: Vec<u8>,
    /// The hash of the small one.
    pub hash: String,
}

/// Saves a look over the version `base` (0 for none). `None` where another version is there.
pub async fn save(
    conn: &mut Conn,
    body: &BodyCode,
    base: i64,
    (look, logo): (&Look, &Logo),
    by: PersonId,
    at: Timestamp,
) -> Result<Option<i64>, SqlError> {
    let (version, content, at) = (base + 1, to_json(look)?, Micros::from(at));
    let (bytes, hash, print) = match logo {
        Logo::Comes(new) => (Some(new.screen.clone()), Some(new.hash.clone()), Some(new.print.clone())),
        Logo::Stays | Logo::Goes => (None, None, None),
    };
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO office_look (body, version, content, logo, logo_hash, logo_print, saved_by, saved_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (body) DO NOTHING"
            ),
            args![body.as_str(), version, &content, bytes, hash, print, by.0, at],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE office_look SET version = $2, content = $3, saved_by = $4, saved_at = $5,
                        logo = CASE WHEN $7 THEN logo ELSE $8 END,
                        logo_hash = CASE WHEN $7 THEN logo_hash ELSE $9 END,
                        logo_print = CASE WHEN $7 THEN logo_print ELSE $10 END
                  WHERE body = $1 AND version = $6"
            ),
            args![body.as_str(), version, &content, by.0, at, base, *logo == Logo::Stays, bytes, hash, print],
        )
        .await?
    };
    Ok((changed == 1).then_some(version))
}

/// The bytes of the logo of an office, if it has this hash.
pub async fn logo(conn: &mut Conn, slug: &str, hash: &str) -> Result<Option<Vec<u8>>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT l.logo FROM office_look l JOIN body b ON b.code = l.body
                  WHERE b.slug = $1 AND l.logo_hash = $2 AND l.logo IS NOT NULL"
            ),
            args![slug, hash],
        )
        .await?;
    row.map(|row| row.get("logo")).transpose()
}

/// The logo of an office as it is printed; one of before these were kept is the small one.
pub async fn logo_to_print(conn: &mut Conn, body: &BodyCode) -> Result<Option<Vec<u8>>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT COALESCE(logo_print, logo) AS picture FROM office_look
                  WHERE body = $1 AND logo IS NOT NULL"
            ),
            args![body.as_str()],
        )
        .await?;
    row.map(|row| row.get("picture")).transpose()
}

/// What every page of an office's site shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The office.
    pub body: Body,
    /// When its present number was verified.
    pub verified_at: Option<Timestamp>,
    /// Its look, where somebody has chosen one.
    pub look: Option<Look>,
    /// The hash of its logo.
    pub logo: Option<String>,
    /// Its own host name.
    pub host: Option<String>,
    /// When its site answered under that name last; `None` before it has.
    pub host_answered_at: Option<Timestamp>,
}

/// The face of the office with this slug.
pub async fn face(conn: &mut Conn, slug: &str) -> Result<Option<Face>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT b.*, n.verified_at, l.content AS look, l.logo_hash, h.host,
                        h.answered_at
                   FROM body b
                   LEFT JOIN contact_number n ON n.body = b.code AND n.until IS NULL AND n.number = b.whatsapp
                   LEFT JOIN office_look l ON l.body = b.code
                   LEFT JOIN office_host h ON h.body = b.code
                  WHERE b.slug = $1"
            ),
            args![slug],
        )
        .await?;
    row.map(|row| {
        let look: Option<String> = row.get("look")?;
        let look = look.map(|text| serde_json::from_str(&text)).transpose();
        Ok(Face {
            body: crate::body::placed(&row)?.body,
            verified_at: instant_or_none(&row, "verified_at")?,
            look: look.map_err(|error| inconsistent("look", error))?,
            logo: row.get("logo_hash")?,
            host: row.get("host")?,
            host_answered_at: instant_or_none(&row, "answered_at")?,
        })
    })
    .transpose()
}

/// The host name of an office.
pub async fn host_of(conn: &mut Conn, body: &BodyCode) -> Result<Option<String>, SqlError> {
    let row = conn.one(sql!("SELECT host FROM office_host WHERE body = $1"), args![body.as_str()]).await?;
    row.map(|row| row.get("host")).transpose()
}

/// All host names, each with the slug of its office.
pub async fn hosts(conn: &mut Conn) -> Result<Vec<(String, String)>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT h.host, b.slug FROM office_host h JOIN body b ON b.code = h.body ORDER BY h.host"),
            args![],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("host")?, row.get("slug")?))).collect()
}

/// Gives an office a host name, or takes it away. `false` where another office has it.
pub async fn set_host(
    conn: &mut Conn,
    body: &BodyCode,
    host: Option<&str>,
    by: PersonId,
    at: Timestamp,
) -> Result<bool, SqlError> {
    conn.run(sql!("DELETE FROM office_host WHERE body = $1"), args![body.as_str()]).await?;
    let Some(host) = host else { return Ok(true) };
    let changed = conn
        .run(
            sql!(
                "INSERT INTO office_host (body, host, set_by, set_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (host) DO NOTHING"
            ),
            args![body.as_str(), host, by.0, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes whether the site of an office answers under its host name, if that is still this one: the moment, or that it does not.
pub async fn set_answered(
    conn: &mut Conn,
    body: &BodyCode,
    host: &str,
    at: Option<Timestamp>,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE office_host SET answered_at = $3 WHERE body = $1 AND host = $2"),
            args![body.as_str(), host, at.map(Micros::from)],
        )
        .await?;
    Ok(changed == 1)
}
