//! Codes that were asked for.

use domain::codes::BodyCode;
use domain::contact::Via;
use domain::contact::code::{Asked, Delivery};
use domain::ids::{ContactCodeId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, parsed, parsed_or_none};

/// A code that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Which.
    pub id: ContactCodeId,
    /// For which office.
    pub body: BodyCode,
    /// For which number.
    pub number: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// That person's name.
    pub asked_by_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// The hash of the code; `None` while nobody has made one.
    pub hash: Option<String>,
    /// How it was sent.
    pub via: Option<Via>,
    /// What the gateway did with it; `None` where it has no part in it.
    pub delivery: Option<Delivery>,
    /// For which office above it was made.
    pub made_for: Option<BodyCode>,
    /// How often it was made.
    pub made: i64,
    /// When and by whom it was made, and wrong tries.
    pub asked: Asked,
}

fn code(row: &Row) -> Result<Code, SqlError> {
    let tries: i64 = row.get("tries")?;
    Ok(Code {
        id: ContactCodeId(row.get("id")?),
        body: parsed(row, "body")?,
        number: row.get("number")?,
        asked_by: PersonId(row.get("asked_by")?),
        asked_by_name: row.get("asked_by_name")?,
        asked_at: instant(row, "asked_at")?,
        hash: row.get("hash")?,
        via: parsed_or_none(row, "via")?,
        delivery: parsed_or_none(row, "delivery")?,
        made_for: parsed_or_none(row, "made_for")?,
        made: row.get("made")?,
        asked: Asked {
            made_at: instant_or_none(row, "made_at")?,
            made_by: row.get::<Option<_>>("made_by")?.map(PersonId),
            tries: u8::try_from(tries).map_err(|error| inconsistent("tries", error))?,
        },
    })
}

/// The open code of an office.
pub async fn open(conn: &mut Conn, body: &str) -> Result<Option<Code>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT c.*, p.name AS asked_by_name FROM contact_code c JOIN person p ON p.id = c.asked_by
                  WHERE c.body = $1 AND c.ended_at IS NULL"
            ),
            args![body],
        )
        .await?;
    row.as_ref().map(code).transpose()
}

/// How many codes an office has asked for since a moment.
pub async fn asked_since(conn: &mut Conn, body: &str, since: Timestamp) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COUNT(*) AS found FROM contact_code WHERE body = $1 AND asked_at > $2"),
            args![body, Micros::from(since)],
        )
        .await?;
    row.get("found")
}

/// Notes that an office asks for a code.
pub async fn ask(
    conn: &mut Conn,
    id: ContactCodeId,
    body: &BodyCode,
    number: &str,
    by: PersonId,
    at: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!("INSERT INTO contact_code (id, body, number, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)"),
        args![id.0, body.as_str(), number, by.0, Micros::from(at)],
    )
    .await?;
    Ok(())
}

/// A code that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its hash.
    pub hash: String,
    /// How it is sent.
    pub via: Via,
    /// Who made it, and for which office; `None` for the gateway.
    pub by: Option<(PersonId, BodyCode)>,
    /// When.
    pub at: Timestamp,
}

/// Puts a new code in the place of what was there; the tries begin anew. What the gateway is to send has its [`Delivery`] told
/// afterwards. Returns whether it is open still.
pub async fn make(conn: &mut Conn, id: ContactCodeId, made: &Made) -> Result<bool, SqlError> {
    let (by, for_) = made.by.as_ref().map_or((None, None), |(by, code)| (Some(by.0), Some(code.as_str())));
    let delivery = (made.via == Via::Gateway).then_some(Delivery::Sending.code());
    let changed = conn
        .run(
            sql!(
                "UPDATE contact_code SET hash = $2, via = $3, made_by = $4, made_for = $5, made_at = $6,
                        delivery = $7, made = made + 1, tries = 0
                  WHERE id = $1 AND ended_at IS NULL"
            ),
            args![id.0, &made.hash, made.via.code(), by, for_, Micros::from(made.at), delivery],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that the gateway took a code. Returns whether it is the one that was being sent, and open still.
pub async fn sent(conn: &mut Conn, id: ContactCodeId) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE contact_code SET delivery = 'sent'
                  WHERE id = $1 AND delivery = 'sending' AND ended_at IS NULL"
            ),
            args![id.0],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that the gateway did not take a code: it is as if nobody had made one, and it counts all the same. Returns whether it is
/// the one that was being sent, and open still.
pub async fn not_sent(conn: &mut Conn, id: ContactCodeId) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE contact_code SET delivery = 'failed', hash = NULL, via = NULL, made_at = NULL, made = made - 1
                  WHERE id = $1 AND delivery = 'sending' AND ended_at IS NULL"
            ),
            args![id.0],
        )
        .await?;
    Ok(changed == 1)
}

/// Counts a wrong try.
pub async fn count_try(conn: &mut Conn, id: ContactCodeId) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE contact_code SET tries = tries + 1 WHERE id = $1"), args![id.0]).await?;
    Ok(())
}

/// Ends the open code of an office; nothing of it can be used again.
pub async fn end(conn: &mut Conn, body: &BodyCode, outcome: &str, at: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "UPDATE contact_code SET ended_at = $3, outcome = $2, hash = NULL WHERE body = $1 AND ended_at IS NULL"
        ),
        args![body.as_str(), outcome, Micros::from(at)],
    )
    .await?;
    Ok(())
}
