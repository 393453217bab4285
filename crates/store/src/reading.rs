//! Answers that are read a second time.

use domain::assessments::Review;
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::{DrawId, PersonId, RoundId};
use domain::verification::reading::ReadingState;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, parsed, parsed_or_none, to_json};

/// What the second reader found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    /// In the form of the scoring contract.
    pub value: Review,
    /// What it gives, 0 to 1.
    pub share: Exact,
    /// Why.
    pub reason: String,
    /// What the first reader had given when the two were compared.
    pub first_share: Exact,
    /// Who read.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A second reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// In which round.
    pub round: RoundId,
    /// Of which office.
    pub body: BodyCode,
    /// Of which question.
    pub question: QuestionCode,
    /// The lot by which it was drawn.
    pub draw: DrawId,
    /// The body under which the office is.
    pub province: BodyCode,
    /// Who is to read it.
    pub reader: PersonId,
    /// Name of who is to read it. Not written; it follows the person.
    pub reader_name: String,
    /// Where it stands.
    pub state: ReadingState,
    /// What was found, once it is read.
    pub second: Option<Second>,
}

fn from_row(row: &Row) -> Result<Reading, SqlError> {
    let read_at: Option<Micros> = row.get("read_at")?;
    let second = read_at.map(|_| second(row)).transpose()?;
    Ok(Reading {
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        draw: DrawId(row.get("draw")?),
        province: parsed(row, "province")?,
        reader: PersonId(row.get("reader")?),
        reader_name: row.get("reader_name")?,
        state: parsed(row, "state")?,
        second,
    })
}

fn second(row: &Row) -> Result<Second, SqlError> {
    let missing = |column: &str| inconsistent(column, "read, but empty");
    let value: Option<String> = row.get("value")?;
    let value = value.ok_or_else(|| missing("value"))?;
    Ok(Second {
        value: serde_json::from_str(&value).map_err(|error| inconsistent("value", error))?,
        share: parsed_or_none(row, "share")?.ok_or_else(|| missing("share"))?,
        reason: row.get("reason")?,
        first_share: parsed_or_none(row, "first_share")?.ok_or_else(|| missing("first_share"))?,
        by: PersonId(row.get::<Option<_>>("read_by")?.ok_or_else(|| missing("read_by"))?),
        at: instant(row, "read_at")?,
    })
}

/// Adds a reading that waits.
pub async fn insert(conn: &mut Conn, new: &Reading) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO reading (round, body, question, draw, province, reader, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            new.round.0,
            new.body.as_str(),
            new.question.as_str(),
            new.draw.0,
            new.province.as_str(),
            new.reader.0,
            new.state.code()
        ],
    )
    .await?;
    Ok(())
}

/// Writes what was found and where it stands. The caller holds the lock of the questionnaire.
pub async fn put_second(conn: &mut Conn, reading: &Reading, second: &Second) -> Result<(), SqlError> {
    let value = to_json(&second.value)?;
    let changed = conn
        .run(
            sql!(
                "UPDATE reading SET state = $4, value = $5, share = $6, reason = $7, first_share = $8, read_by = $9,
                                    read_at = $10
                  WHERE round = $1 AND body = $2 AND question = $3"
            ),
            args![
                reading.round.0,
                reading.body.as_str(),
                reading.question.as_str(),
                reading.state.code(),
                value,
                second.share.to_string(),
                &second.reason,
                second.first_share.to_string(),
                second.by.0,
                Micros::from(second.at)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Writes how a difference was settled. The caller holds the lock of the questionnaire.
pub async fn settle(conn: &mut Conn, reading: &Reading, by: PersonId, at: Timestamp) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE reading SET state = $4, decided_by = $5, decided_at = $6
                  WHERE round = $1 AND body = $2 AND question = $3"
            ),
            args![
                reading.round.0,
                reading.body.as_str(),
                reading.question.as_str(),
                reading.state.code(),
                by.0,
                Micros::from(at)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Puts the waiting readings of one person into the hands of another. How many.
pub async fn hand_over(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    from: PersonId,
    to: PersonId,
) -> Result<u64, SqlError> {
    conn.run(
        sql!(
            "UPDATE reading SET reader = $4
              WHERE round = $1 AND body = $2 AND reader = $3 AND state = 'waiting'"
        ),
        args![round.0, body, from.0, to.0],
    )
    .await
}

/// The reading of one answer.
pub async fn get(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Option<Reading>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT r.*, p.name AS reader_name FROM reading r JOIN person p ON p.id = r.reader
                  WHERE r.round = $1 AND r.body = $2 AND r.question = $3"
            ),
            args![round.0, body, question],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The readings of a round, by office and question.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Reading>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.*, p.name AS reader_name FROM reading r JOIN person p ON p.id = r.reader
                  WHERE r.round = $1 ORDER BY r.body, r.question"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The answers of a round that wait for their second reading.
pub async fn waiting(conn: &mut Conn, round: RoundId) -> Result<Vec<(BodyCode, QuestionCode)>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT body, question FROM reading WHERE round = $1 AND state = 'waiting'"),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, parsed(row, "question")?))).collect()
}
