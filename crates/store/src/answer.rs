//! Answers: the present one of each question. Earlier ones are in the events.

use std::collections::BTreeMap;

use domain::assessments::Answer;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{PersonId, RoundId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, json, parsed, to_json};

/// An answer with its version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Saved {
    /// 1, 2, …; an edit names the version that it started from. 0: only names of files (see [`put_files`]).
    pub version: i64,
    /// The answer.
    pub value: Answer,
    /// Who saved it.
    pub saved_by: PersonId,
    /// Name of who saved it.
    pub saved_by_name: String,
    /// When.
    pub saved_at: Timestamp,
}

fn from_row(row: &Row) -> Result<Saved, SqlError> {
    Ok(Saved {
        version: row.get("version")?,
        value: json(row, "value")?,
        saved_by: PersonId(row.get("saved_by")?),
        saved_by_name: row.get("saved_by_name")?,
        saved_at: instant(row, "saved_at")?,
    })
}

/// The answer to one question.
pub async fn get(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Option<Saved>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT a.*, p.name AS saved_by_name FROM answer a JOIN person p ON p.id = a.saved_by
                  WHERE a.round = $1 AND a.body = $2 AND a.question = $3"
            ),
            args![round.0, body, question],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// All answers of a body, by question.
pub async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<BTreeMap<QuestionCode, Saved>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.*, p.name AS saved_by_name FROM answer a JOIN person p ON p.id = a.saved_by
                  WHERE a.round = $1 AND a.body = $2"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "question")?, from_row(row)?))).collect()
}

/// All answers of a round, by body and question; for scoring.
pub async fn of_round(
    conn: &mut Conn,
    round: RoundId,
) -> Result<BTreeMap<BodyCode, BTreeMap<QuestionCode, Answer>>, SqlError> {
    let rows =
        conn.all(sql!("SELECT body, question, value FROM answer WHERE round = $1"), args![round.0]).await?;
    let mut answers: BTreeMap<BodyCode, BTreeMap<QuestionCode, Answer>> = BTreeMap::new();
    for row in &rows {
        let of_body = answers.entry(parsed(row, "body")?).or_default();
        of_body.insert(parsed(row, "question")?, json(row, "value")?);
    }
    Ok(answers)
}

/// Where an answer belongs, and who writes it when.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Which round.
    pub round: RoundId,
    /// Which office.
    pub body: &'a BodyCode,
    /// Which question.
    pub question: &'a QuestionCode,
}

/// Writes an answer if the present version is `base` (0 for none, or for one that holds the names of files alone; see
/// [`put_files`]). Returns the new version, or `None` when somebody else was faster.
pub async fn save(
    conn: &mut Conn,
    place: Place<'_>,
    base: i64,
    value: &Answer,
    by: PersonId,
    at: Timestamp,
) -> Result<Option<i64>, SqlError> {
    let value = to_json(value)?;
    let (round, body, question) = (place.round.0, place.body.as_str(), place.question.as_str());
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO answer (round, body, question, version, value, saved_by, saved_at)
                 VALUES ($1, $2, $3, 1, $4, $5, $6)
                 ON CONFLICT (round, body, question) DO UPDATE SET
                     version = 1, value = excluded.value, saved_by = excluded.saved_by,
                     saved_at = excluded.saved_at
                 WHERE answer.version = 0"
            ),
            args![round, body, question, value, by.0, Micros::from(at)],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE answer SET version = version + 1, value = $5, saved_by = $6, saved_at = $7
                  WHERE round = $1 AND body = $2 AND question = $3 AND version = $4"
            ),
            args![round, body, question, base, value, by.0, Micros::from(at)],
        )
        .await?
    };
    Ok((changed == 1).then_some(base + 1))
}

/// How many bodies of a round have answered each question.
pub async fn counts(conn: &mut Conn, round: RoundId) -> Result<BTreeMap<QuestionCode, i64>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT question, COUNT(*) AS n FROM answer WHERE round = $1 GROUP BY question"),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "question")?, row.get("n")?))).collect()
}

/// Writes an answer whose names of files alone have changed, because evidence came or went. The version stays (0 where
/// there was no answer): nobody typed anything, so an edit that is under way still fits.
pub async fn put_files(
    conn: &mut Conn,
    place: Place<'_>,
    value: &Answer,
    by: PersonId,
    at: Timestamp,
) -> Result<(), SqlError> {
    let value = to_json(value)?;
    conn.run(
        sql!(
            "INSERT INTO answer (round, body, question, version, value, saved_by, saved_at)
             VALUES ($1, $2, $3, 0, $4, $5, $6)
             ON CONFLICT (round, body, question) DO UPDATE SET value = excluded.value"
        ),
        args![place.round.0, place.body.as_str(), place.question.as_str(), value, by.0, Micros::from(at)],
    )
    .await?;
    Ok(())
}
