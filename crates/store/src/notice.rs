//! Messages to one person inside the program.

use domain::ids::{NoticeId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{instant, instant_or_none};

/// A message; its words are in the message catalogue under its kind.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Which.
    pub id: NoticeId,
    /// For whom.
    pub person: PersonId,
    /// The round that it is about.
    pub round: Option<RoundId>,
    /// What it says.
    pub kind: String,
    /// What it needs to be worded, JSON.
    pub data: String,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Adds a message.
pub async fn insert(conn: &mut Conn, notice: &Notice) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO notice (id, person, round, kind, data, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![
            notice.id.0,
            notice.person.0,
            notice.round.map(|id| id.0),
            &notice.kind,
            &notice.data,
            Micros::from(notice.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// The messages of a person, latest first, at most `limit`.
pub async fn of_person(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Notice>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM notice WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT $2"),
            args![person.0, limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Notice {
                id: NoticeId(row.get("id")?),
                person: PersonId(row.get("person")?),
                round: row.get::<Option<_>>("round")?.map(RoundId),
                kind: row.get("kind")?,
                data: row.get("data")?,
                created_at: instant(row, "created_at")?,
                read_at: instant_or_none(row, "read_at")?,
            })
        })
        .collect()
}

/// How many messages of a person are unread.
pub async fn unread(conn: &mut Conn, person: PersonId) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COUNT(*) AS n FROM notice WHERE person = $1 AND read_at IS NULL"),
            args![person.0],
        )
        .await?;
    row.get("n")
}

/// Marks all messages of a person as read.
pub async fn read_all(conn: &mut Conn, person: PersonId, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE notice SET read_at = $2 WHERE person = $1 AND read_at IS NULL"),
        args![person.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}
