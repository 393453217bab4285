//! Times at which the platform could not be used, and whom they hit.

use std::collections::BTreeMap;

use domain::codes::BodyCode;
use domain::ids::{OutageId, PersonId, RoundId};
use domain::round::Window;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{instant, parsed};

/// An outage as it was recorded.
#[derive(Debug, Clone)]
pub struct Outage {
    /// Which.
    pub id: OutageId,
    /// From when to when.
    pub window: Window,
    /// What happened.
    pub reason: String,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// When.
    pub recorded_at: Timestamp,
    /// Whom it hit, by code.
    pub bodies: Vec<BodyCode>,
}

/// Records an outage.
pub async fn insert(conn: &mut Conn, round: RoundId, outage: &Outage) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO outage (id, round, began_at, ended_at, reason, recorded_by, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            outage.id.0,
            round.0,
            Micros::from(outage.window.opens),
            Micros::from(outage.window.closes),
            &outage.reason,
            outage.recorded_by.0,
            Micros::from(outage.recorded_at)
        ],
    )
    .await?;
    for body in &outage.bodies {
        conn.run(
            sql!("INSERT INTO outage_body (outage, body) VALUES ($1, $2)"),
            args![outage.id.0, body.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// The outages of a round, in the order in which they were recorded.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Outage>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT ob.outage, ob.body FROM outage_body ob JOIN outage o ON o.id = ob.outage
                  WHERE o.round = $1 ORDER BY ob.body"
            ),
            args![round.0],
        )
        .await?;
    let mut bodies: BTreeMap<OutageId, Vec<BodyCode>> = BTreeMap::new();
    for row in &rows {
        bodies.entry(OutageId(row.get("outage")?)).or_default().push(parsed(row, "body")?);
    }
    let rows = conn
        .all(sql!("SELECT * FROM outage WHERE round = $1 ORDER BY recorded_at, id"), args![round.0])
        .await?;
    rows.iter()
        .map(|row| {
            let id = OutageId(row.get("id")?);
            Ok(Outage {
                id,
                window: Window { opens: instant(row, "began_at")?, closes: instant(row, "ended_at")? },
                reason: row.get("reason")?,
                recorded_by: PersonId(row.get("recorded_by")?),
                recorded_at: instant(row, "recorded_at")?,
                bodies: bodies.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}
