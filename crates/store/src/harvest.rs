//! Sources from which offices take over what they published elsewhere, and what was found there.

use domain::catalogue::InformationClass;
use domain::codes::BodyCode;
use domain::harvest::{FindState, Found, HarvestFailure, HarvestState, SourceKind};
use domain::ids::{FindId, HarvestId, ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, json, parsed, to_json};

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harvest {
    /// Which.
    pub id: HarvestId,
    /// Whose.
    pub body: BodyCode,
    /// Who named it.
    pub person: PersonId,
    /// What it is.
    pub kind: SourceKind,
    /// The address of a feed or site map, the name of an export.
    pub source: String,
    /// The class of what becomes a draft, unless somebody says another.
    pub class: InformationClass,
    /// Where it stands.
    pub state: HarvestState,
    /// Why it could not be read.
    pub failure: Option<HarvestFailure>,
    /// When it was named.
    pub created_at: Timestamp,
    /// When it was last read to its end, or failed.
    pub ended_at: Option<Timestamp>,
}

fn harvest(row: &Row) -> Result<Harvest, SqlError> {
    let failure: String = row.get("failure")?;
    let failure = if failure.is_empty() { None } else { Some(failure.parse()) };
    Ok(Harvest {
        id: HarvestId(row.get("id")?),
        body: parsed(row, "body")?,
        person: PersonId(row.get("person")?),
        kind: parsed(row, "kind")?,
        source: row.get("source")?,
        class: parsed(row, "class")?,
        state: parsed(row, "state")?,
        failure: failure.transpose().map_err(|error| inconsistent("failure", error))?,
        created_at: instant(row, "created_at")?,
        ended_at: instant_or_none(row, "ended_at")?,
    })
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// Which.
    pub id: FindId,
    /// Whose.
    pub body: BodyCode,
    /// The source that told of it first.
    pub harvest: HarvestId,
    /// By what it is known again.
    pub key: String,
    /// What became of it.
    pub state: FindState,
    /// What the site tells of it.
    pub found: Found,
    /// Its own page was not looked at yet.
    pub unread: bool,
    /// The site changed it after it became a draft.
    pub changed: bool,
    /// The draft that it became.
    pub item: Option<ItemId>,
    /// Reference of that draft.
    pub reference: Option<String>,
    /// Who made it one.
    pub taken_by: Option<PersonId>,
    /// Documents that could not be fetched.
    pub missing: i64,
    /// When it was first found.
    pub found_at: Timestamp,
    /// Its place among what was found at the same time.
    pub position: i64,
}

fn find(row: &Row) -> Result<Find, SqlError> {
    Ok(Find {
        id: FindId(row.get("id")?),
        body: parsed(row, "body")?,
        harvest: HarvestId(row.get("harvest")?),
        key: row.get("key")?,
        state: parsed(row, "state")?,
        found: json(row, "content")?,
        unread: row.get::<i64>("unread")? != 0,
        changed: row.get::<i64>("changed")? != 0,
        item: row.get::<Option<_>>("item")?.map(ItemId),
        reference: row.get("reference")?,
        taken_by: row.get::<Option<_>>("taken_by")?.map(PersonId),
        missing: row.get("missing")?,
        found_at: instant(row, "found_at")?,
        position: row.get("position")?,
    })
}

/// Notes a source.
pub async fn insert(conn: &mut Conn, harvest: &Harvest) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO harvest (id, body, person, kind, source, class, state, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            harvest.id.0,
            harvest.body.as_str(),
            harvest.person.0,
            harvest.kind.code(),
            &harvest.source,
            harvest.class.code(),
            harvest.state.code(),
            Micros::from(harvest.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// A source.
pub async fn by_id(conn: &mut Conn, id: HarvestId) -> Result<Option<Harvest>, SqlError> {
    conn.one(sql!("SELECT * FROM harvest WHERE id = $1"), args![id.0])
        .await?
        .as_ref()
        .map(harvest)
        .transpose()
}

/// The sources of an office, the newest first.
pub async fn of_body(conn: &mut Conn, body: &str) -> Result<Vec<Harvest>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM harvest WHERE body = $1 ORDER BY created_at DESC, id DESC"), args![body])
        .await?;
    rows.iter().map(harvest).collect()
}

/// Writes where a harvest stands.
pub async fn set_state(
    conn: &mut Conn,
    id: HarvestId,
    state: HarvestState,
    failure: Option<HarvestFailure>,
    ended_at: Option<Timestamp>,
) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE harvest SET state = $2, failure = $3, ended_at = $4 WHERE id = $1"),
        args![id.0, state.code(), failure.map_or("", HarvestFailure::code), ended_at.map(Micros::from)],
    )
    .await?;
    Ok(())
}

/// How much each source of an office brought, by what became of it.
pub async fn counts(conn: &mut Conn, body: &str) -> Result<Vec<(HarvestId, FindState, i64)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT harvest, state, COUNT(*) AS found FROM harvest_find WHERE body = $1
                  GROUP BY harvest, state ORDER BY harvest, state"
            ),
            args![body],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((HarvestId(row.get("harvest")?), parsed(row, "state")?, row.get("found")?)))
        .collect()
}

/// What an office knows by a key.
pub async fn find_by_key(conn: &mut Conn, body: &str, key: &str) -> Result<Option<Find>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT f.*, i.reference FROM harvest_find f LEFT JOIN item i ON i.id = f.item
                  WHERE f.body = $1 AND f.key = $2"
            ),
            args![body, key],
        )
        .await?;
    row.as_ref().map(find).transpose()
}

/// Something that was found.
pub async fn find_by_id(conn: &mut Conn, id: FindId) -> Result<Option<Find>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT f.*, i.reference FROM harvest_find f LEFT JOIN item i ON i.id = f.item WHERE f.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(find).transpose()
}

/// As [`find_by_id`], locked for a change.
pub async fn lock_find(conn: &mut Conn, id: FindId) -> Result<Option<Find>, SqlError> {
    // An outer join cannot be locked.
    let held = conn.one(sql!("SELECT id FROM harvest_find WHERE id = $1 @for_update"), args![id.0]).await?;
    if held.is_some() { find_by_id(conn, id).await } else { Ok(None) }
}

/// Notes something that was found. `false` where its key is known already.
pub async fn insert_find(conn: &mut Conn, find: &Find) -> Result<bool, SqlError> {
    let inserted = conn
        .run(
            sql!(
                "INSERT INTO harvest_find (id, body, harvest, key, state, content, unread, found_at, position)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (body, key) DO NOTHING"
            ),
            args![
                find.id.0,
                find.body.as_str(),
                find.harvest.0,
                &find.key,
                find.state.code(),
                to_json(&find.found)?,
                i64::from(find.unread),
                Micros::from(find.found_at),
                find.position
            ],
        )
        .await?;
    Ok(inserted > 0)
}

/// Writes what changes of something that was found.
pub async fn update_find(conn: &mut Conn, find: &Find) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "UPDATE harvest_find SET state = $2, content = $3, unread = $4, changed = $5, item = $6, taken_by = $7,
                    missing = $8
              WHERE id = $1"
        ),
        args![
            find.id.0,
            find.state.code(),
            to_json(&find.found)?,
            i64::from(find.unread),
            i64::from(find.changed),
            find.item.map(|item| item.0),
            find.taken_by.map(|person| person.0),
            find.missing
        ],
    )
    .await?;
    Ok(())
}

/// Part of what a source brought, in the order in which it was found.
pub async fn finds(
    conn: &mut Conn,
    id: HarvestId,
    state: FindState,
    limit: i64,
    offset: i64,
) -> Result<Vec<Find>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, i.reference FROM harvest_find f LEFT JOIN item i ON i.id = f.item
                  WHERE f.harvest = $1 AND f.state = $2 ORDER BY f.found_at, f.position LIMIT $3 OFFSET $4"
            ),
            args![id.0, state.code(), limit, offset],
        )
        .await?;
    rows.iter().map(find).collect()
}

/// What of a source waits for a look at its own page, the first ones.
pub async fn unread(conn: &mut Conn, id: HarvestId, limit: i64) -> Result<Vec<Find>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, i.reference FROM harvest_find f LEFT JOIN item i ON i.id = f.item
                  WHERE f.harvest = $1 AND f.unread = 1 ORDER BY f.found_at, f.position LIMIT $2"
            ),
            args![id.0, limit],
        )
        .await?;
    rows.iter().map(find).collect()
}
