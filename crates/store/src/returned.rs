//! Questions given back to their office.

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{PersonId, ReturnId, RoundId};
use domain::verification::returned::ReturnState;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

/// A question given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Which.
    pub id: ReturnId,
    /// In which round.
    pub round: RoundId,
    /// To which office.
    pub body: BodyCode,
    /// Which question.
    pub question: QuestionCode,
    /// Where it stands.
    pub state: ReturnState,
    /// What is to be mended.
    pub reason: String,
    /// Who gave it back.
    pub opened_by: PersonId,
    /// Name of who gave it back. Not written; it follows the person.
    pub opened_by_name: String,
    /// When.
    pub opened_at: Timestamp,
    /// Until when the office may change it.
    pub due_at: Timestamp,
    /// Who ended it; nobody where the clock did.
    pub closed_by: Option<PersonId>,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// Number of the receipt of what was sent again.
    pub receipt: Option<String>,
    /// SHA-256 of its canonical JSON, hexadecimal.
    pub hash: Option<String>,
}

impl Returned {
    /// Whether the office may change the question at `now`.
    #[must_use]
    pub fn is_at_office(&self, now: Timestamp) -> bool {
        self.state.is_at_office(self.due_at, now)
    }
}

fn from_row(row: &Row) -> Result<Returned, SqlError> {
    Ok(Returned {
        id: ReturnId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        state: parsed(row, "state")?,
        reason: row.get("reason")?,
        opened_by: PersonId(row.get("opened_by")?),
        opened_by_name: row.get("opened_by_name")?,
        opened_at: instant(row, "opened_at")?,
        due_at: instant(row, "due_at")?,
        closed_by: row.get::<Option<_>>("closed_by")?.map(PersonId),
        closed_at: instant_or_none(row, "closed_at")?,
        receipt: row.get("receipt")?,
        hash: row.get("hash")?,
    })
}

/// Adds a return. `false` where the question was given back before.
pub async fn insert(conn: &mut Conn, new: &Returned) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO review_return (id, round, body, question, state, reason, opened_by, opened_at, due_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                 ON CONFLICT (round, body, question) DO NOTHING"
            ),
            args![
                new.id.0,
                new.round.0,
                new.body.as_str(),
                new.question.as_str(),
                new.state.code(),
                &new.reason,
                new.opened_by.0,
                Micros::from(new.opened_at),
                Micros::from(new.due_at)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Writes how a return ended. The caller holds the lock of the questionnaire.
pub async fn update(conn: &mut Conn, returned: &Returned) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE review_return SET state = $2, closed_by = $3, closed_at = $4, receipt = $5, hash = $6
                  WHERE id = $1"
            ),
            args![
                returned.id.0,
                returned.state.code(),
                returned.closed_by.map(|person| person.0),
                returned.closed_at.map(Micros::from),
                returned.receipt.as_deref(),
                returned.hash.as_deref()
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// One return.
pub async fn by_id(conn: &mut Conn, id: ReturnId) -> Result<Option<Returned>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT r.*, p.name AS opened_by_name FROM review_return r JOIN person p ON p.id = r.opened_by
                  WHERE r.id = $1"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The return of a question.
pub async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Option<Returned>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT r.*, p.name AS opened_by_name FROM review_return r JOIN person p ON p.id = r.opened_by
                  WHERE r.round = $1 AND r.body = $2 AND r.question = $3"
            ),
            args![round.0, body, question],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The returns of an office, by age.
pub async fn of_body(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Returned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.*, p.name AS opened_by_name FROM review_return r JOIN person p ON p.id = r.opened_by
                  WHERE r.round = $1 AND r.body = $2 ORDER BY r.opened_at, r.id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The questions of a round that their offices may change at `now`.
pub async fn open(
    conn: &mut Conn,
    round: RoundId,
    now: Timestamp,
) -> Result<Vec<(BodyCode, QuestionCode)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT body, question FROM review_return WHERE round = $1 AND state = 'open' AND due_at > $2"
            ),
            args![round.0, Micros::from(now)],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, parsed(row, "question")?))).collect()
}
