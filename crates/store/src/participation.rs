//! Who takes part in a round, who is to be told of its changes, and how far the offices are.

use domain::assessment::AssessmentState;
use domain::body::Zone;
use domain::codes::BodyCode;
use domain::ids::RoundId;
use domain::person::Role;
use sql::{Conn, Row, SqlError, args, list, sql};

use crate::body::Placed;
use crate::convert::{parsed, parsed_or_none};
use crate::person::Person;

/// The bodies that take part in a round, by code.
pub async fn bodies(conn: &mut Conn, round: RoundId) -> Result<Vec<Placed>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.* FROM assessment a JOIN body b ON b.code = a.body WHERE a.round = $1 ORDER BY b.code"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(crate::body::placed).collect()
}

/// Somebody who is to be told, and the zone of the office because of which.
#[derive(Debug, Clone)]
pub struct Concerned {
    /// Who.
    pub person: Person,
    /// The zone of the person's office.
    pub zone: Zone,
}

/// The people to be told of a change of a round: officers, PPID and leaders of the bodies that take part, and verifiers
/// of the bodies above them. Somebody with several roles is there once; people who have been shut out are not.
pub async fn concerned(conn: &mut Conn, round: RoundId) -> Result<Vec<Concerned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, o.zone AS office_zone
                   FROM role_grant g
                   JOIN person p ON p.id = g.person
                   JOIN body o ON o.code = g.body
                  WHERE p.disabled_at IS NULL
                    AND ((g.role IN ('officer', 'ppid', 'leader')
                          AND EXISTS (SELECT 1 FROM assessment a WHERE a.round = $1 AND a.body = g.body))
                      OR (g.role = 'verifier'
                          AND EXISTS (SELECT 1 FROM assessment a JOIN body b ON b.code = a.body
                                       WHERE a.round = $1
                                         AND substr(b.path, 1, length(o.path || o.code || '/'))
                                             = o.path || o.code || '/')))
                  ORDER BY p.id, g.body"
            ),
            args![round.0],
        )
        .await?;
    each_once(&rows)
}

/// As [`concerned`], for a change that touches one body of the round alone.
pub async fn concerned_at(conn: &mut Conn, body: &str) -> Result<Vec<Concerned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, o.zone AS office_zone
                   FROM role_grant g
                   JOIN person p ON p.id = g.person
                   JOIN body o ON o.code = g.body
                   JOIN body b ON b.code = $1
                  WHERE p.disabled_at IS NULL
                    AND ((g.role IN ('officer', 'ppid', 'leader') AND g.body = b.code)
                      OR (g.role = 'verifier'
                          AND substr(b.path, 1, length(o.path || o.code || '/')) = o.path || o.code || '/'))
                  ORDER BY p.id, g.body"
            ),
            args![body],
        )
        .await?;
    each_once(&rows)
}

/// The people of one office who fill its questionnaire or answer for it.
pub async fn of_office(conn: &mut Conn, body: &str) -> Result<Vec<Concerned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, o.zone AS office_zone
                   FROM role_grant g
                   JOIN person p ON p.id = g.person
                   JOIN body o ON o.code = g.body
                  WHERE p.disabled_at IS NULL AND g.role IN ('officer', 'ppid', 'leader') AND g.body = $1
                  ORDER BY p.id, g.body"
            ),
            args![body],
        )
        .await?;
    each_once(&rows)
}

/// The people who hold one of these roles at a body.
pub async fn holding(conn: &mut Conn, body: &str, roles: &[Role]) -> Result<Vec<Concerned>, SqlError> {
    let roles = roles.iter().map(|role| role.code());
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, o.zone AS office_zone
                   FROM role_grant g
                   JOIN person p ON p.id = g.person
                   JOIN body o ON o.code = g.body
                  WHERE p.disabled_at IS NULL AND g.body = $1 AND g.role IN (@list($2))
                  ORDER BY p.id, g.body"
            ),
            args![body, list(roles)],
        )
        .await?;
    each_once(&rows)
}

fn each_once(rows: &[Row]) -> Result<Vec<Concerned>, SqlError> {
    let mut people: Vec<Concerned> = Vec::with_capacity(rows.len());
    for row in rows {
        let person = crate::person::from_row(row)?;
        if people.last().is_none_or(|last| last.person.id != person.id) {
            people.push(Concerned { person, zone: parsed(row, "office_zone")? });
        }
    }
    Ok(people)
}

/// How many bodies under one parent are in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The body above them; `None` for those at the root.
    pub parent: Option<BodyCode>,
    /// Name of that body's office.
    pub parent_name: Option<String>,
    /// The state.
    pub state: AssessmentState,
    /// How many.
    pub count: i64,
}

/// How far the bodies of a round are, by parent and state.
pub async fn progress(conn: &mut Conn, round: RoundId) -> Result<Vec<Progress>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.parent, o.office_name AS parent_name, a.state, COUNT(*) AS n
                   FROM assessment a
                   JOIN body b ON b.code = a.body
                   LEFT JOIN body o ON o.code = b.parent
                  WHERE a.round = $1
                  GROUP BY b.parent, o.office_name, a.state
                  ORDER BY b.parent, a.state"
            ),
            args![round.0],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Progress {
                parent: parsed_or_none(row, "parent")?,
                parent_name: row.get("parent_name")?,
                state: parsed(row, "state")?,
                count: row.get("n")?,
            })
        })
        .collect()
}
