//! Consequence tests and the list of exempt information.

use domain::codes::BodyCode;
use domain::exemption::{Content, State};
use domain::ids::{ExemptionId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, parsed_or_none, to_json};

/// The decision that makes information exempt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Its number; empty before the approval.
    pub number: String,
    /// Its day.
    pub day: Option<Date>,
    /// Where it was made.
    pub place: String,
}

/// A consequence test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Which.
    pub id: ExemptionId,
    /// Its name in addresses.
    pub reference: String,
    /// Whose it is.
    pub body: BodyCode,
    /// Where it stands.
    pub state: State,
    /// Counts the changes.
    pub revision: i64,
    /// The sheet.
    pub content: Content,
    /// The test in whose place this one is to stand.
    pub replaces: Option<ExemptionId>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Who proposed it.
    pub proposed_by: Option<PersonId>,
    /// When.
    pub proposed_at: Option<Timestamp>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// The decision.
    pub decision: Decision,
    /// The minute from which the information is open by law.
    pub ends_at: Option<Timestamp>,
    /// When it was opened, changed or dropped.
    pub ended_at: Option<Timestamp>,
    /// Number of the decision to open.
    pub ended_number: String,
    /// Why it was opened, changed or dropped.
    pub ended_reason: String,
}

fn from_row(row: &Row) -> Result<Exemption, SqlError> {
    Ok(Exemption {
        id: ExemptionId(row.get("id")?),
        reference: row.get("reference")?,
        body: parsed(row, "body")?,
        state: parsed(row, "state")?,
        revision: row.get("revision")?,
        content: json(row, "content")?,
        replaces: row.get::<Option<_>>("replaces")?.map(ExemptionId),
        created_at: instant(row, "created_at")?,
        changed_at: instant(row, "changed_at")?,
        proposed_by: row.get::<Option<_>>("proposed_by")?.map(PersonId),
        proposed_at: instant_or_none(row, "proposed_at")?,
        approved_by: row.get::<Option<_>>("approved_by")?.map(PersonId),
        approved_at: instant_or_none(row, "approved_at")?,
        decision: Decision {
            number: row.get("decision_number")?,
            day: parsed_or_none(row, "decision_day")?,
            place: row.get("decision_place")?,
        },
        ends_at: instant_or_none(row, "ends_at")?,
        ended_at: instant_or_none(row, "ended_at")?,
        ended_number: row.get("ended_number")?,
        ended_reason: row.get("ended_reason")?,
    })
}

/// Begins a test. `false` when the reference is taken.
pub async fn insert(conn: &mut Conn, test: &Exemption) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO exemption (id, reference, body, state, revision, content, replaces, created_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (reference) DO NOTHING"
            ),
            args![
                test.id.0,
                &test.reference,
                test.body.as_str(),
                test.state.code(),
                test.revision,
                to_json(&test.content)?,
                test.replaces.map(|id| id.0),
                Micros::from(test.created_at),
                Micros::from(test.changed_at)
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// The test with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<Exemption>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM exemption WHERE reference = $1"), args![reference]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The test with this id.
pub async fn by_id(conn: &mut Conn, id: ExemptionId) -> Result<Option<Exemption>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM exemption WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The test with this id and those in whose place it and they came, in no order.
pub async fn chain(conn: &mut Conn, id: ExemptionId) -> Result<Vec<Exemption>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "WITH RECURSIVE earlier (id, replaces) AS (
                     SELECT id, replaces FROM exemption WHERE id = $1
                      UNION
                     SELECT exemption.id, exemption.replaces
                       FROM exemption JOIN earlier ON exemption.id = earlier.replaces)
                 SELECT exemption.* FROM exemption JOIN earlier ON exemption.id = earlier.id"
            ),
            args![id.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The test, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, id: ExemptionId) -> Result<Option<Exemption>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM exemption WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Writes what a test says and where it stands now.
pub async fn update(conn: &mut Conn, test: &Exemption) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE exemption SET state = $2, revision = $3, content = $4, changed_at = $5, proposed_by = $6,
                        proposed_at = $7, approved_by = $8, approved_at = $9, decision_number = $10,
                        decision_day = $11, decision_place = $12, ends_at = $13, ended_at = $14,
                        ended_number = $15, ended_reason = $16
                  WHERE id = $1"
            ),
            args![
                test.id.0,
                test.state.code(),
                test.revision,
                to_json(&test.content)?,
                Micros::from(test.changed_at),
                test.proposed_by.map(|id| id.0),
                test.proposed_at.map(Micros::from),
                test.approved_by.map(|id| id.0),
                test.approved_at.map(Micros::from),
                &test.decision.number,
                test.decision.day.map(|day| day.to_string()),
                &test.decision.place,
                test.ends_at.map(Micros::from),
                test.ended_at.map(Micros::from),
                &test.ended_number,
                &test.ended_reason
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Every test of an office, those changed last first. An office has tens of them, not thousands.
pub async fn of_body(conn: &mut Conn, body: &str) -> Result<Vec<Exemption>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM exemption WHERE body = $1 ORDER BY changed_at DESC, id DESC"), args![body])
        .await?;
    rows.iter().map(from_row).collect()
}

/// What the public sees of the tests of an office: those that were approved at some time, by the moment of the approval.
pub async fn listed(conn: &mut Conn, body: &str) -> Result<Vec<Exemption>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM exemption
                  WHERE body = $1 AND state IN ('approved', 'changed', 'expired', 'opened')
                  ORDER BY approved_at, id"
            ),
            args![body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
