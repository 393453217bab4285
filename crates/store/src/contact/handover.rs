//! Numbers on their way from one officer to another.

use domain::codes::BodyCode;
use domain::contact::handover::{Given, Ticked};
use domain::ids::{ContactHandoverId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, to_json};

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Which.
    pub id: ContactHandoverId,
    /// What was given, by whom to whom.
    pub given: Given,
    /// Name of who takes.
    pub to_name: String,
    /// Who began it.
    pub begun_by: PersonId,
    /// That person's name.
    pub begun_by_name: String,
    /// When.
    pub begun_at: Timestamp,
    /// What arrived.
    pub taken: Ticked,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// `taken` or `cancelled`; empty while it is open.
    pub outcome: String,
}

fn handover(row: &Row) -> Result<Handover, SqlError> {
    Ok(Handover {
        id: ContactHandoverId(row.get("id")?),
        given: Given {
            from: row.get("from_name")?,
            to: PersonId(row.get("to_person")?),
            day: parsed(row, "day")?,
            parts: json(row, "given")?,
            note: row.get("note")?,
        },
        to_name: row.get("to_name")?,
        begun_by: PersonId(row.get("begun_by")?),
        begun_by_name: row.get("begun_by_name")?,
        begun_at: instant(row, "begun_at")?,
        taken: json(row, "taken")?,
        ended_at: instant_or_none(row, "ended_at")?,
        outcome: row.get::<Option<String>>("outcome")?.unwrap_or_default(),
    })
}

/// The hand-overs of an office, an open one first, then the latest, at most `most`.
pub async fn of_body(conn: &mut Conn, body: &str, most: i64) -> Result<Vec<Handover>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT h.*, t.name AS to_name, b.name AS begun_by_name
                   FROM contact_handover h
                   JOIN person t ON t.id = h.to_person
                   JOIN person b ON b.id = h.begun_by
                  WHERE h.body = $1
                  ORDER BY CASE WHEN h.ended_at IS NULL THEN 0 ELSE 1 END, h.begun_at DESC, h.id DESC LIMIT $2"
            ),
            args![body, most],
        )
        .await?;
    rows.iter().map(handover).collect()
}

/// Begins a hand-over. `false` where one of the office is open.
pub async fn begin(
    conn: &mut Conn,
    id: ContactHandoverId,
    body: &BodyCode,
    given: &Given,
    by: PersonId,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO contact_handover (id, body, from_name, to_person, day, given, note, begun_by, begun_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (body) WHERE ended_at IS NULL DO NOTHING"
            ),
            args![
                id.0,
                body.as_str(),
                &given.from,
                given.to.0,
                given.day.to_string(),
                to_json(&given.parts)?,
                &given.note,
                by.0,
                Micros::from(at)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Ends a hand-over that is open. Returns whether it was.
pub async fn end(
    conn: &mut Conn,
    id: ContactHandoverId,
    taken: &Ticked,
    outcome: &str,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE contact_handover SET taken = $2, outcome = $3, ended_at = $4
                  WHERE id = $1 AND ended_at IS NULL"
            ),
            args![id.0, to_json(taken)?, outcome, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}
