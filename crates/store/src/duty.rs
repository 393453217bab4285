//! Who judges which office, what was decided by lot, and where people served before.

use std::collections::{BTreeMap, BTreeSet};

use domain::codes::BodyCode;
use domain::ids::{DrawId, DutyId, FormerPostId, PersonId, RoundId};
use domain::verification::lot::Seed;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, parsed};

/// What a lot was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawKind {
    /// Who judges which office.
    Duties,
    /// Which items are read a second time.
    Sample,
}

impl DrawKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Duties => "duties",
            Self::Sample => "sample",
        }
    }
}

/// Something decided by lot.
#[derive(Debug, Clone)]
pub struct Draw {
    /// Which.
    pub id: DrawId,
    /// In which round.
    pub round: RoundId,
    /// The body under which the offices are.
    pub body: BodyCode,
    /// The seed.
    pub seed: Seed,
    /// JSON: what it was drawn from, and what came of it.
    pub inputs: String,
    /// Who had it drawn.
    pub drawn_by: PersonId,
    /// Name of who had it drawn. Not written; it follows the person.
    pub drawn_by_name: String,
    /// When.
    pub drawn_at: Timestamp,
}

fn draw_from_row(row: &Row) -> Result<Draw, SqlError> {
    Ok(Draw {
        id: DrawId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        seed: parsed(row, "seed")?,
        inputs: row.get("inputs")?,
        drawn_by: PersonId(row.get("drawn_by")?),
        drawn_by_name: row.get("drawn_by_name")?,
        drawn_at: instant(row, "drawn_at")?,
    })
}

/// Writes a draw.
pub async fn insert_draw(conn: &mut Conn, kind: DrawKind, draw: &Draw) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO draw (id, round, kind, body, seed, inputs, drawn_by, drawn_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            draw.id.0,
            draw.round.0,
            kind.code(),
            draw.body.as_str(),
            draw.seed.as_str(),
            &draw.inputs,
            draw.drawn_by.0,
            Micros::from(draw.drawn_at)
        ],
    )
    .await?;
    Ok(())
}

/// The draws of a kind in a round, latest first.
pub async fn draws(conn: &mut Conn, round: RoundId, kind: DrawKind) -> Result<Vec<Draw>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT d.*, p.name AS drawn_by_name FROM draw d JOIN person p ON p.id = d.drawn_by
                  WHERE d.round = $1 AND d.kind = $2 ORDER BY d.drawn_at DESC, d.id DESC"
            ),
            args![round.0, kind.code()],
        )
        .await?;
    rows.iter().map(draw_from_row).collect()
}

/// An office in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Which.
    pub id: DutyId,
    /// In which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// In whose hands.
    pub person: PersonId,
    /// Name of that person. Not written; it follows the person.
    pub name: String,
    /// The lot by which it came there; none where somebody gave it.
    pub draw: Option<DrawId>,
    /// Who gave it, or had it drawn.
    pub given_by: PersonId,
    /// When.
    pub given_at: Timestamp,
}

fn duty_from_row(row: &Row) -> Result<Duty, SqlError> {
    Ok(Duty {
        id: DutyId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        person: PersonId(row.get("person")?),
        name: row.get("name")?,
        draw: row.get::<Option<_>>("draw")?.map(DrawId),
        given_by: PersonId(row.get("given_by")?),
        given_at: instant(row, "given_at")?,
    })
}

/// Gives an office to somebody. The caller has ended what was there.
pub async fn insert(conn: &mut Conn, duty: &Duty) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO duty (id, round, body, person, draw, given_by, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            duty.id.0,
            duty.round.0,
            duty.body.as_str(),
            duty.person.0,
            duty.draw.map(|draw| draw.0),
            duty.given_by.0,
            Micros::from(duty.given_at)
        ],
    )
    .await?;
    Ok(())
}

/// Ends a duty.
pub async fn end(conn: &mut Conn, id: DutyId, at: Timestamp) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE duty SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"),
            args![id.0, Micros::from(at)],
        )
        .await?;
    sql::ensure_one(changed)
}

/// The live duties of a round, by office.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<BTreeMap<BodyCode, Duty>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT d.*, p.name FROM duty d JOIN person p ON p.id = d.person
                  WHERE d.round = $1 AND d.ended_at IS NULL"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, duty_from_row(row)?))).collect()
}

/// The live duty of one office.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<Duty>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT d.*, p.name FROM duty d JOIN person p ON p.id = d.person
                  WHERE d.round = $1 AND d.body = $2 AND d.ended_at IS NULL"
            ),
            args![round.0, body],
        )
        .await?;
    row.as_ref().map(duty_from_row).transpose()
}

/// A post that a person held before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerPost {
    /// Which.
    pub id: FormerPostId,
    /// Whose.
    pub person: PersonId,
    /// At which office.
    pub body: BodyCode,
    /// Name of that office. Not written; it follows the body.
    pub office_name: String,
    /// What it was, in the words of who entered it.
    pub post: String,
    /// When it was entered.
    pub entered_at: Timestamp,
}

fn post_from_row(row: &Row) -> Result<FormerPost, SqlError> {
    Ok(FormerPost {
        id: FormerPostId(row.get("id")?),
        person: PersonId(row.get("person")?),
        body: parsed(row, "body")?,
        office_name: row.get("office_name")?,
        post: row.get("post")?,
        entered_at: instant(row, "entered_at")?,
    })
}

/// Enters a post.
pub async fn add_post(conn: &mut Conn, post: &FormerPost, by: PersonId) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO former_post (id, person, body, post, entered_by, entered_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![post.id.0, post.person.0, post.body.as_str(), &post.post, by.0, Micros::from(post.entered_at)],
    )
    .await?;
    Ok(())
}

/// Takes a post of a person away. `false` where it was not there.
pub async fn remove_post(
    conn: &mut Conn,
    person: PersonId,
    id: FormerPostId,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE former_post SET removed_at = $3 WHERE id = $1 AND person = $2 AND removed_at IS NULL"
            ),
            args![id.0, person.0, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}

/// The posts of a person, by office.
pub async fn posts(conn: &mut Conn, person: PersonId) -> Result<Vec<FormerPost>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, b.office_name FROM former_post f JOIN body b ON b.code = f.body
                  WHERE f.person = $1 AND f.removed_at IS NULL ORDER BY f.body, f.entered_at, f.id"
            ),
            args![person.0],
        )
        .await?;
    rows.iter().map(post_from_row).collect()
}

/// Where a person served before: declared posts, and roles that were given at any time; with every office that stands in the
/// place of one of these by now.
pub async fn served(conn: &mut Conn, person: PersonId) -> Result<BTreeSet<BodyCode>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "WITH RECURSIVE own AS (
                     SELECT body FROM former_post WHERE person = $1 AND removed_at IS NULL
                     UNION
                     SELECT body FROM event
                      WHERE object_kind = 'person' AND object_id = $2 AND kind IN ('role_given', 'role_taken')
                        AND body IS NOT NULL
                 ), served AS (
                     SELECT body FROM own
                     UNION
                     SELECT n.successor FROM successor n JOIN served s ON s.body = n.body
                 )
                 SELECT body FROM served"
            ),
            args![person.0, person.to_string()],
        )
        .await?;
    rows.iter().map(|row| parsed(row, "body")).collect()
}

/// Who judged which office in a round.
pub async fn judges(conn: &mut Conn, round: RoundId) -> Result<BTreeSet<(PersonId, BodyCode)>, SqlError> {
    let rows = conn
        .all(sql!("SELECT DISTINCT reviewed_by, body FROM review WHERE round = $1"), args![round.0])
        .await?;
    rows.iter().map(|row| Ok((PersonId(row.get("reviewed_by")?), parsed(row, "body")?))).collect()
}
