//! What is known of the readiness of many offices, in one go.

use domain::access_test::readiness::Checks;
use domain::contact::readiness::Known;
use sql::{Conn, Row, SqlError, args, sql};

use crate::body::{Placed, placed};
use crate::convert::{instant_or_none, json};

/// An office and what is known of its number.
#[derive(Debug, Clone)]
pub struct Line {
    /// The office.
    pub placed: Placed,
    /// What is known.
    pub known: Known,
    /// Whether a code is asked for and nobody of a tier above has made one.
    pub waits: bool,
}

fn line(row: &Row) -> Result<Line, SqlError> {
    let placed = placed(row)?;
    let checked_at = instant_or_none(row, "checked_at")?;
    let checked = match checked_at {
        Some(at) => Some((at, json::<Checks>(row, "checks")?.is_ready())),
        None => None,
    };
    let is_there = |column: &str| Ok::<_, SqlError>(row.get::<i64>(column)? > 0);
    Ok(Line {
        known: Known {
            has_number: placed.body.whatsapp.is_some(),
            since: instant_or_none(row, "number_since")?,
            verified_at: instant_or_none(row, "verified_at")?,
            has_holder: is_there("holders")?,
            handover_open: is_there("handovers")?,
            checked,
            practised_at: instant_or_none(row, "practised_at")?,
        },
        waits: is_there("waiting")?,
        placed,
    })
}

/// The office with this code (`path` empty), or those below a path, by code.
pub async fn of(conn: &mut Conn, code: &str, path: &str) -> Result<Vec<Line>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.*, n.since AS number_since, n.verified_at,
                        r.at AS checked_at, r.checks,
                        (SELECT MAX(p.ended_at) FROM access_practice p WHERE p.body = b.code) AS practised_at,
                        (SELECT COUNT(*) FROM contact_holding h WHERE h.body = b.code AND h.holder <> '') AS holders,
                        (SELECT COUNT(*) FROM contact_handover o
                          WHERE o.body = b.code AND o.ended_at IS NULL) AS handovers,
                        (SELECT COUNT(*) FROM contact_code c
                          WHERE c.body = b.code AND c.ended_at IS NULL AND c.hash IS NULL) AS waiting
                   FROM body b
                   LEFT JOIN contact_number n ON n.body = b.code AND n.until IS NULL AND n.number = b.whatsapp
                   LEFT JOIN access_readiness r
                     ON r.id = (SELECT x.id FROM access_readiness x WHERE x.body = b.code
                                 ORDER BY x.at DESC, x.id DESC LIMIT 1)
                  WHERE b.code = $1 OR ($2 <> '' AND substr(b.path, 1, length($2)) = $2)
                  ORDER BY b.code"
            ),
            args![code, path],
        )
        .await?;
    rows.iter().map(line).collect()
}
