//! Cases: one question to one office over one channel.

use domain::access_test::record::Record;
use domain::access_test::{CaseState, Channel};
use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::ids::{AccessCaseId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, parsed_or_none, to_json};

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Which.
    pub id: AccessCaseId,
    /// In which round.
    pub round: RoundId,
    /// Of which office.
    pub body: BodyCode,
    /// Over what.
    pub channel: Channel,
    /// Who tests.
    pub tester: PersonId,
    /// Which draw made it.
    pub draw: i64,
    /// The version of the round's sheet.
    pub sheet: i64,
    /// Code of the question in the bank.
    pub scenario: String,
    /// What is asked, as it stood at the draw.
    pub question: String,
    /// What a right answer holds, as it stood at the draw.
    pub right_answer: String,
    /// When it is to be sent.
    pub due_at: Timestamp,
    /// Where it is in its life.
    pub state: CaseState,
    /// Counts the changes.
    pub version: i64,
    /// When the question was sent.
    pub sent_at: Option<Timestamp>,
    /// To where: a number or an address of the office's profile; empty for the desk and where the profile has none.
    pub sent_to: String,
    /// What the tester recorded.
    pub record: Record,
    /// What the sheet gives, 0 to 100, once it was handed in.
    pub score: Option<Exact>,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// When the province was told that the office keeps silent.
    pub told_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<Case, SqlError> {
    Ok(Case {
        id: AccessCaseId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        channel: parsed(row, "channel")?,
        tester: PersonId(row.get("tester")?),
        draw: row.get("draw")?,
        sheet: row.get("sheet")?,
        scenario: row.get("scenario")?,
        question: row.get("question")?,
        right_answer: row.get("right_answer")?,
        due_at: instant(row, "due_at")?,
        state: parsed(row, "state")?,
        version: row.get("version")?,
        sent_at: instant_or_none(row, "sent_at")?,
        sent_to: row.get("sent_to")?,
        record: json(row, "record")?,
        score: parsed_or_none(row, "score")?,
        submitted_at: instant_or_none(row, "submitted_at")?,
        told_at: instant_or_none(row, "told_at")?,
    })
}

/// Adds a case that was drawn.
pub async fn insert(conn: &mut Conn, case: &Case) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_case (id, round, body, channel, tester, draw, sheet, scenario, question, right_answer,
                                      due_at, state, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        ),
        args![
            case.id.0,
            case.round.0,
            case.body.as_str(),
            case.channel.code(),
            case.tester.0,
            case.draw,
            case.sheet,
            &case.scenario,
            &case.question,
            &case.right_answer,
            Micros::from(case.due_at),
            case.state.code(),
            case.version
        ],
    )
    .await?;
    Ok(())
}

/// Writes what can change of a case if its version is still `case.version`, and counts the change. Returns whether it was.
pub async fn update(conn: &mut Conn, case: &Case) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE access_case SET state = $3, sent_at = $4, sent_to = $5, record = $6, score = $7,
                                        submitted_at = $8, told_at = $9, version = version + 1
                  WHERE id = $1 AND version = $2"
            ),
            args![
                case.id.0,
                case.version,
                case.state.code(),
                case.sent_at.map(Micros::from),
                &case.sent_to,
                to_json(&case.record)?,
                case.score.as_ref().map(ToString::to_string),
                case.submitted_at.map(Micros::from),
                case.told_at.map(Micros::from)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that the province was told of silence; the version stays.
pub async fn told(conn: &mut Conn, id: AccessCaseId, at: Timestamp) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE access_case SET told_at = $2 WHERE id = $1"), args![id.0, Micros::from(at)])
        .await?;
    Ok(())
}

/// A case.
pub async fn by_id(conn: &mut Conn, id: AccessCaseId) -> Result<Option<Case>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM access_case WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// A case that is locked for the rest of the transaction.
pub async fn lock(conn: &mut Conn, id: AccessCaseId) -> Result<Option<Case>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM access_case WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// All cases of a round, those called off too, by office, channel and draw.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Case>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM access_case WHERE round = $1 ORDER BY body, channel, draw, id"),
            args![round.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The living cases of one office in a round, by channel.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Case>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM access_case WHERE round = $1 AND body = $2 AND state <> 'called_off'
                  ORDER BY channel, id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The living cases of one tester, in all rounds, by the time at which they are due.
pub async fn of_tester(conn: &mut Conn, tester: PersonId) -> Result<Vec<Case>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM access_case WHERE tester = $1 AND state <> 'called_off' ORDER BY due_at, id"),
            args![tester.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Verifiers and administrators of the body above an office: those to be told of its silence. Nobody who holds a role at the
/// office itself is among them.
pub async fn province_of(
    conn: &mut Conn,
    body: &str,
) -> Result<Vec<crate::participation::Concerned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT DISTINCT p.*, o.zone AS office_zone
                   FROM body b
                   JOIN body o ON o.code = b.parent
                   JOIN role_grant g ON g.body = o.code AND g.role IN ('verifier', 'administrator')
                   JOIN person p ON p.id = g.person
                  WHERE b.code = $1 AND p.disabled_at IS NULL
                    AND NOT EXISTS (SELECT 1 FROM role_grant own WHERE own.person = p.id AND own.body = b.code)
                  ORDER BY p.id"
            ),
            args![body],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(crate::participation::Concerned {
                person: crate::person::from_row(row)?,
                zone: parsed(row, "office_zone")?,
            })
        })
        .collect()
}
