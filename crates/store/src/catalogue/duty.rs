//! Which items answer the duties of publication, and what people were told of duties.

use domain::catalogue::ItemState;
use domain::codes::BodyCode;
use jiff::Timestamp;
use jiff::civil::Date;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::{instant_or_none, parsed};

/// An item that answers a duty, or is going to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Code of the duty.
    pub duty: String,
    /// Name of the item in addresses.
    pub reference: String,
    /// Where the item stands.
    pub state: ItemState,
    /// Title of the edition that answers.
    pub title: String,
    /// Since when the public sees that edition; none where nothing of the item is public.
    pub visible_from: Option<Timestamp>,
}

/// The items of an office that name a duty, those of one duty by reference: in the edition that the public sees at `now`, else in
/// the newest one. What is withdrawn is not among them.
pub async fn answering(conn: &mut Conn, body: &str, now: Timestamp) -> Result<Vec<Answering>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT i.reference, i.state, e.title, e.duty,
                        CASE WHEN e.visible_from <= $2 THEN e.visible_from END AS visible_from
                   FROM item i JOIN item_edition e ON e.item = i.id
                  WHERE i.body = $1 AND i.state <> 'withdrawn' AND e.duty <> ''
                    AND e.number = CASE WHEN i.state IN ('published', 'revised', 'rechecked')
                        THEN COALESCE((SELECT MAX(v.number) FROM item_edition v
                                        WHERE v.item = i.id AND v.visible_from <= $2), i.edition)
                        ELSE i.edition END
                  ORDER BY e.duty, i.reference"
            ),
            args![body, Micros::from(now)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let state: ItemState = parsed(row, "state")?;
            let visible_from = instant_or_none(row, "visible_from")?;
            Ok(Answering {
                duty: row.get("duty")?,
                reference: row.get("reference")?,
                title: row.get("title")?,
                visible_from: visible_from.filter(|_| state.has_public_edition()),
                state,
            })
        })
        .collect()
}

/// The bodies at whose desk somebody works, by code: at most `most` of those after `after`.
pub async fn desks(conn: &mut Conn, after: &str, most: i64) -> Result<Vec<BodyCode>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT DISTINCT g.body FROM role_grant g JOIN person p ON p.id = g.person
                  WHERE g.role IN ('officer', 'ppid') AND p.disabled_at IS NULL AND g.body > $1
                  ORDER BY g.body LIMIT $2"
            ),
            args![after, most],
        )
        .await?;
    rows.iter().map(|row| parsed(row, "body")).collect()
}

/// What people are told of a duty.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Code of the duty.
    pub duty: &'a str,
    /// The day by which it is due.
    pub due: Date,
    /// Code of how the office stands towards it.
    pub state: &'a str,
}

/// Notes that people are told of a duty. `false` when they were told the same before.
pub async fn note_told(
    conn: &mut Conn,
    body: &str,
    told: Told<'_>,
    now: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO duty_notice (body, duty, due, state, told_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (body, duty, due, state) DO NOTHING"
            ),
            args![body, told.duty, told.due.to_string(), told.state, Micros::from(now)],
        )
        .await?;
    Ok(changed > 0)
}
