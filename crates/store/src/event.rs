//! What has happened, in order: one row for each change, written in the transaction that makes it.

use domain::codes::BodyCode;
use domain::ids::{PersonId, RoundId};
use jiff::Timestamp;
use serde::Serialize;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant};

tokio::task_local! {
    /// Who acts in the name of the actors of the events of this task.
    static THROUGH: PersonId;
}

/// Does something for somebody else: every event that `work` writes, in whichever use case, carries `by` beside its actor.
pub async fn through<F: Future>(by: PersonId, work: F) -> F::Output {
    THROUGH.scope(by, work).await
}

/// A change to be written down.
#[derive(Debug)]
pub struct NewEvent<'a, T: Serialize> {
    /// When, by the clock of the use case.
    pub at: Timestamp,
    /// Who; `None` for the clock and for the command line.
    pub actor: Option<PersonId>,
    /// The body that it touches.
    pub body: Option<&'a BodyCode>,
    /// The round that it belongs to.
    pub round: Option<RoundId>,
    /// What kind of object changed: `answer`, `assessment`, `round`, …
    pub object_kind: &'static str,
    /// Which one.
    pub object_id: String,
    /// What happened to it: `saved`, `submitted`, …
    pub kind: &'static str,
    /// What changed; stored as canonical JSON (RFC 8785), so only integers and strings as numbers.
    pub data: T,
}

/// Writes an event and returns its sequence number.
pub async fn append<T: Serialize>(conn: &mut Conn, event: NewEvent<'_, T>) -> Result<i64, SqlError> {
    let through = THROUGH.try_with(|by| *by).ok().filter(|by| Some(*by) != event.actor).map(|by| by.0);
    let data = serde_jcs::to_string(&event.data).map_err(|error| inconsistent("event.data", error))?;
    let row = conn
        .exactly_one(
            sql!(
                "INSERT INTO event (at, actor, body, round, object_kind, object_id, kind, data, through)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING seq"
            ),
            args![
                Micros::from(event.at),
                event.actor.map(|id| id.0),
                event.body.map(BodyCode::as_str),
                event.round.map(|id| id.0),
                event.object_kind,
                event.object_id,
                event.kind,
                data,
                through
            ],
        )
        .await?;
    row.get("seq")
}

/// An event as it was written, with the name of the person.
#[derive(Debug, Clone)]
pub struct Event {
    /// Order of events; larger is later.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Name of the person, where a person did it; in brackets the name of who acted for that person.
    pub actor_name: Option<String>,
    /// Kind of object.
    pub object_kind: String,
    /// Which object.
    pub object_id: String,
    /// What happened.
    pub kind: String,
    /// Canonical JSON of what changed.
    pub data: String,
}

/// The events of one object, latest first, at most `limit`.
pub async fn of_object(
    conn: &mut Conn,
    object_kind: &str,
    object_id: &str,
    limit: i64,
) -> Result<Vec<Event>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.seq, e.at, p.name AS actor_name, t.name AS through_name, e.object_kind, e.object_id,
                        e.kind, e.data
                   FROM event e LEFT JOIN person p ON p.id = e.actor LEFT JOIN person t ON t.id = e.through
                  WHERE e.object_kind = $1 AND e.object_id = $2
                  ORDER BY e.seq DESC LIMIT $3"
            ),
            args![object_kind, object_id, limit],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The latest event of one kind of one object.
pub async fn latest(
    conn: &mut Conn,
    object_kind: &str,
    object_id: &str,
    kind: &str,
) -> Result<Option<Event>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT e.seq, e.at, p.name AS actor_name, t.name AS through_name, e.object_kind, e.object_id,
                        e.kind, e.data
                   FROM event e LEFT JOIN person p ON p.id = e.actor LEFT JOIN person t ON t.id = e.through
                  WHERE e.object_kind = $1 AND e.object_id = $2 AND e.kind = $3
                  ORDER BY e.seq DESC LIMIT 1"
            ),
            args![object_kind, object_id, kind],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// All events of one kind of one object, the earliest first.
pub async fn of_kind(
    conn: &mut Conn,
    object_kind: &str,
    object_id: &str,
    kind: &str,
) -> Result<Vec<Event>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.seq, e.at, p.name AS actor_name, t.name AS through_name, e.object_kind, e.object_id,
                        e.kind, e.data
                   FROM event e LEFT JOIN person p ON p.id = e.actor LEFT JOIN person t ON t.id = e.through
                  WHERE e.object_kind = $1 AND e.object_id = $2 AND e.kind = $3 ORDER BY e.seq"
            ),
            args![object_kind, object_id, kind],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<Event, SqlError> {
    let actor: Option<String> = row.get("actor_name")?;
    let through: Option<String> = row.get("through_name")?;
    Ok(Event {
        seq: row.get("seq")?,
        at: instant(row, "at")?,
        actor_name: actor.map(|actor| match through {
            Some(through) => format!("{actor} ({through})"),
            None => actor,
        }),
        object_kind: row.get("object_kind")?,
        object_id: row.get("object_id")?,
        kind: row.get("kind")?,
        data: row.get("data")?,
    })
}
