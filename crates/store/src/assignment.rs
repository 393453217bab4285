//! Sections and questions in the hands of colleagues.

use domain::assignment::Scope;
use domain::codes::BodyCode;
use domain::ids::{AssignmentId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

/// A section or question in somebody's hands.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// Which.
    pub id: AssignmentId,
    /// In which round.
    pub round: RoundId,
    /// Of which office.
    pub body: BodyCode,
    /// Whether it is a section or a question.
    pub scope: Scope,
    /// The code of the section or question.
    pub code: String,
    /// In whose hands.
    pub person: PersonId,
    /// The name of that person.
    pub person_name: String,
    /// Until when it is to be done.
    pub due_at: Option<Timestamp>,
    /// What the giver says about it.
    pub note: String,
    /// Who handed it over.
    pub given_by: PersonId,
    /// The name of that person.
    pub giver_name: String,
    /// When.
    pub given_at: Timestamp,
    /// When it was taken back, done, or given to somebody else.
    pub ended_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<Assignment, SqlError> {
    Ok(Assignment {
        id: AssignmentId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        scope: parsed(row, "scope")?,
        code: row.get("code")?,
        person: PersonId(row.get("person")?),
        person_name: row.get("person_name")?,
        due_at: instant_or_none(row, "due_at")?,
        note: row.get("note")?,
        given_by: PersonId(row.get("given_by")?),
        giver_name: row.get("giver_name")?,
        given_at: instant(row, "given_at")?,
        ended_at: instant_or_none(row, "ended_at")?,
    })
}

/// Adds an assignment. The names of the people are not written; they follow the people.
pub async fn insert(conn: &mut Conn, new: &Assignment) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO assignment (id, round, body, scope, code, person, due_at, note, given_by, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            new.id.0,
            new.round.0,
            new.body.as_str(),
            new.scope.code(),
            &new.code,
            new.person.0,
            new.due_at.map(Micros::from),
            &new.note,
            new.given_by.0,
            Micros::from(new.given_at)
        ],
    )
    .await?;
    Ok(())
}

/// The live assignments of an office in a round, in the order in which they were given.
pub async fn live(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Assignment>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.*, p.name AS person_name, g.name AS giver_name
                   FROM assignment a JOIN person p ON p.id = a.person JOIN person g ON g.id = a.given_by
                  WHERE a.round = $1 AND a.body = $2 AND a.ended_at IS NULL ORDER BY a.given_at, a.id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// One assignment, over or not.
pub async fn by_id(conn: &mut Conn, id: AssignmentId) -> Result<Option<Assignment>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT a.*, p.name AS person_name, g.name AS giver_name
                   FROM assignment a JOIN person p ON p.id = a.person JOIN person g ON g.id = a.given_by
                  WHERE a.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Ends a live assignment. `false` when it was over already.
pub async fn end(conn: &mut Conn, id: AssignmentId, at: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE assignment SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"),
            args![id.0, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}
