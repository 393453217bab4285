//! Signed-in browsers. Only the hash of a session's secret is kept.

use domain::ids::{PersonId, SessionId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none};

/// One signed-in browser.
#[derive(Debug, Clone)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was last used (to the minute).
    pub seen_at: Timestamp,
    /// From when on it is dead.
    pub expires_at: Timestamp,
    /// What the browser said it is, cut.
    pub agent: String,
    /// For whom its person acts, and until when.
    pub acting: Option<(PersonId, Timestamp)>,
}

fn from_row(row: &Row) -> Result<Session, SqlError> {
    Ok(Session {
        id: SessionId(row.get("id")?),
        person: PersonId(row.get("person")?),
        created_at: instant(row, "created_at")?,
        seen_at: instant(row, "seen_at")?,
        expires_at: instant(row, "expires_at")?,
        agent: row.get("agent")?,
        acting: row.get::<Option<_>>("acting_for")?.map(PersonId).zip(instant_or_none(row, "acting_until")?),
    })
}

/// Adds a session.
pub async fn insert(conn: &mut Conn, session: &Session, token_hash: &[u8]) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO session (id, token_hash, person, created_at, seen_at, expires_at, agent)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            session.id.0,
            token_hash,
            session.person.0,
            Micros::from(session.created_at),
            Micros::from(session.seen_at),
            Micros::from(session.expires_at),
            &session.agent
        ],
    )
    .await?;
    Ok(())
}

/// The living session with this hash, of a person who is not shut out.
pub async fn by_token(
    conn: &mut Conn,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Session>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT s.* FROM session s JOIN person p ON p.id = s.person
                  WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.disabled_at IS NULL"
            ),
            args![token_hash, Micros::from(now)],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Notes that a session is in use and moves its end.
pub async fn touch(
    conn: &mut Conn,
    id: SessionId,
    seen_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE session SET seen_at = $2, expires_at = $3 WHERE id = $1"),
        args![id.0, Micros::from(seen_at), Micros::from(expires_at)],
    )
    .await?;
    Ok(())
}

/// Lets the person of a session act for somebody until a time, or for nobody any more. Returns whether that changed
/// anything.
pub async fn set_acting(
    conn: &mut Conn,
    id: SessionId,
    acting: Option<(PersonId, Timestamp)>,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE session SET acting_for = $2, acting_until = $3
                  WHERE id = $1 AND (acting_for IS NOT NULL OR CAST($3 AS BIGINT) IS NOT NULL)"
            ),
            args![id.0, acting.map(|(person, _)| person.0), acting.map(|(_, until)| Micros::from(until))],
        )
        .await?;
    Ok(changed == 1)
}

/// The living sessions of a person, latest use first.
pub async fn of_person(conn: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Session>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM session WHERE person = $1 AND expires_at > $2 ORDER BY seen_at DESC, id"),
            args![person.0, Micros::from(now)],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Ends one session of a person.
pub async fn delete(conn: &mut Conn, person: PersonId, id: SessionId) -> Result<u64, SqlError> {
    conn.run(sql!("DELETE FROM session WHERE person = $1 AND id = $2"), args![person.0, id.0]).await
}

/// Ends all sessions of a person.
pub async fn delete_all(conn: &mut Conn, person: PersonId) -> Result<u64, SqlError> {
    conn.run(sql!("DELETE FROM session WHERE person = $1"), args![person.0]).await
}

/// Ends all sessions of a person but one.
pub async fn delete_others(conn: &mut Conn, person: PersonId, kept: SessionId) -> Result<u64, SqlError> {
    conn.run(sql!("DELETE FROM session WHERE person = $1 AND id <> $2"), args![person.0, kept.0]).await
}

/// Removes sessions that are dead.
pub async fn sweep(conn: &mut Conn, now: Timestamp) -> Result<u64, SqlError> {
    conn.run(sql!("DELETE FROM session WHERE expires_at <= $1"), args![Micros::from(now)]).await
}
