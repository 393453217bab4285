//! The WhatsApp numbers of offices: each number with what was proved of it, and who holds the device.

pub mod code;
pub mod handover;
pub mod readiness;

use domain::codes::BodyCode;
use domain::contact::{Holding, Via};
use domain::ids::{ContactNumberId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed, parsed_or_none};

/// A number that an office has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Which.
    pub id: ContactNumberId,
    /// Whose it is.
    pub body: BodyCode,
    /// Its digits, country code first.
    pub number: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when; `None` for the present one.
    pub until: Option<Timestamp>,
    /// What was proved of it.
    pub proof: Option<Proof>,
    /// Name of the office above that sent the code; empty where none did.
    pub vouched_for: String,
}

/// That an office holds a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// When.
    pub at: Timestamp,
    /// How.
    pub via: Via,
    /// Who sent the code, and for which office.
    pub by: Option<(PersonId, BodyCode)>,
}

fn number(row: &Row) -> Result<Number, SqlError> {
    let at = instant_or_none(row, "verified_at")?;
    let via = parsed_or_none(row, "verified_via")?;
    let by = row.get::<Option<_>>("vouched_by")?.map(PersonId);
    let by = by.zip(parsed_or_none(row, "vouched_for")?);
    Ok(Number {
        id: ContactNumberId(row.get("id")?),
        body: parsed(row, "body")?,
        number: row.get("number")?,
        since: instant(row, "since")?,
        until: instant_or_none(row, "until")?,
        proof: at.zip(via).map(|(at, via)| Proof { at, via, by }),
        vouched_for: row.get::<Option<String>>("voucher_name")?.unwrap_or_default(),
    })
}

/// The numbers of an office, the present one first, then the latest, at most `most`.
pub async fn numbers(conn: &mut Conn, body: &str, most: i64) -> Result<Vec<Number>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT n.*, v.office_name AS voucher_name
                   FROM contact_number n LEFT JOIN body v ON v.code = n.vouched_for
                  WHERE n.body = $1
                  ORDER BY CASE WHEN n.until IS NULL THEN 0 ELSE 1 END, n.since DESC, n.id DESC LIMIT $2"
            ),
            args![body, most],
        )
        .await?;
    rows.iter().map(number).collect()
}

/// The number that was written down last and has not ended.
pub async fn current(conn: &mut Conn, body: &str) -> Result<Option<Number>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT n.*, v.office_name AS voucher_name
                   FROM contact_number n LEFT JOIN body v ON v.code = n.vouched_for
                  WHERE n.body = $1 AND n.until IS NULL"
            ),
            args![body],
        )
        .await?;
    row.as_ref().map(number).transpose()
}

/// Ends the present number of an office. How many were ended.
pub async fn end(conn: &mut Conn, body: &BodyCode, at: Timestamp) -> Result<u64, SqlError> {
    conn.run(
        sql!("UPDATE contact_number SET until = $2 WHERE body = $1 AND until IS NULL"),
        args![body.as_str(), Micros::from(at)],
    )
    .await
}

/// Begins a number; the one before has ended.
pub async fn begin(
    conn: &mut Conn,
    id: ContactNumberId,
    body: &BodyCode,
    number: &str,
    since: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!("INSERT INTO contact_number (id, body, number, since) VALUES ($1, $2, $3, $4)"),
        args![id.0, body.as_str(), number, Micros::from(since)],
    )
    .await?;
    Ok(())
}

/// Notes that an office holds its present number, if that is still this one. Returns whether it is.
pub async fn prove(conn: &mut Conn, body: &BodyCode, number: &str, proof: &Proof) -> Result<bool, SqlError> {
    let (by, for_) = proof.by.as_ref().map_or((None, None), |(by, code)| (Some(by.0), Some(code.as_str())));
    let changed = conn
        .run(
            sql!(
                "UPDATE contact_number SET verified_at = $3, verified_via = $4, vouched_by = $5, vouched_for = $6
                  WHERE body = $1 AND number = $2 AND until IS NULL"
            ),
            args![body.as_str(), number, Micros::from(proof.at), proof.via.code(), by, for_],
        )
        .await?;
    Ok(changed == 1)
}

/// Who holds the device of an office, with the version of that.
pub async fn holding(conn: &mut Conn, body: &str) -> Result<Option<(i64, Holding)>, SqlError> {
    let row = conn
        .one(sql!("SELECT version, holder, place FROM contact_holding WHERE body = $1"), args![body])
        .await?;
    row.map(|row| Ok((row.get("version")?, Holding { holder: row.get("holder")?, place: row.get("place")? })))
        .transpose()
}

/// Writes who holds the device over the version `base` (0 for none). `None` where another version is there.
pub async fn hold(
    conn: &mut Conn,
    body: &BodyCode,
    base: i64,
    holding: &Holding,
    at: Timestamp,
) -> Result<Option<i64>, SqlError> {
    let (version, at) = (base + 1, Micros::from(at));
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO contact_holding (body, version, holder, place, changed_at)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (body) DO NOTHING"
            ),
            args![body.as_str(), version, &holding.holder, &holding.place, at],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE contact_holding SET version = $2, holder = $3, place = $4, changed_at = $5
                  WHERE body = $1 AND version = $6"
            ),
            args![body.as_str(), version, &holding.holder, &holding.place, at, base],
        )
        .await?
    };
    Ok((changed == 1).then_some(version))
}
