//! What helps a reviewer at work: own notes, reasons that the round offers, reasons that were given elsewhere.

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{PersonId, PhraseId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::answer::Place;
use crate::convert::{instant, parsed};

/// What a reviewer noted beside an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who.
    pub person: PersonId,
    /// Name of who noted it.
    pub name: String,
    /// What.
    pub text: String,
    /// When.
    pub saved_at: Timestamp,
}

/// Writes a person's note, or takes it away where it is empty. `false` where it was so already.
pub async fn put_note(
    conn: &mut Conn,
    place: Place<'_>,
    person: PersonId,
    text: &str,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let (round, body, question) = (place.round.0, place.body.as_str(), place.question.as_str());
    let changed = if text.is_empty() {
        conn.run(
            sql!("DELETE FROM review_note WHERE round = $1 AND body = $2 AND question = $3 AND person = $4"),
            args![round, body, question, person.0],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "INSERT INTO review_note (round, body, question, person, text, saved_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (round, body, question, person) DO UPDATE SET
                     text = excluded.text, saved_at = excluded.saved_at
                 WHERE review_note.text <> excluded.text"
            ),
            args![round, body, question, person.0, text, Micros::from(at)],
        )
        .await?
    };
    Ok(changed > 0)
}

/// All notes beside an answer, by age.
pub async fn notes(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Note>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT n.*, p.name FROM review_note n JOIN person p ON p.id = n.person
                  WHERE n.round = $1 AND n.body = $2 AND n.question = $3 ORDER BY n.saved_at, n.person"
            ),
            args![place.round.0, place.body.as_str(), place.question.as_str()],
        )
        .await?;
    let note = |row: &Row| {
        Ok(Note {
            person: PersonId(row.get("person")?),
            name: row.get("name")?,
            text: row.get("text")?,
            saved_at: instant(row, "saved_at")?,
        })
    };
    rows.iter().map(note).collect()
}

/// A reason that a round offers for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Which.
    pub id: PhraseId,
    /// For which question.
    pub question: QuestionCode,
    /// What it says.
    pub text: String,
}

/// Adds a reason that a round offers.
pub async fn add_phrase(
    conn: &mut Conn,
    round: RoundId,
    phrase: &Phrase,
    by: PersonId,
    at: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO phrase (id, round, question, text, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![phrase.id.0, round.0, phrase.question.as_str(), &phrase.text, by.0, Micros::from(at)],
    )
    .await?;
    Ok(())
}

/// Takes a reason away. The phrase, where it was there.
pub async fn remove_phrase(
    conn: &mut Conn,
    round: RoundId,
    id: PhraseId,
    at: Timestamp,
) -> Result<Option<Phrase>, SqlError> {
    let row = conn
        .one(
            sql!(
                "UPDATE phrase SET removed_at = $3 WHERE round = $1 AND id = $2 AND removed_at IS NULL RETURNING *"
            ),
            args![round.0, id.0, Micros::from(at)],
        )
        .await?;
    row.as_ref().map(phrase).transpose()
}

/// The reasons that a round offers, by question and age.
pub async fn phrases(conn: &mut Conn, round: RoundId) -> Result<Vec<Phrase>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM phrase WHERE round = $1 AND removed_at IS NULL ORDER BY question, added_at, id"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(phrase).collect()
}

/// The reasons that a round offers for one question, by age.
pub async fn phrases_of(conn: &mut Conn, round: RoundId, question: &str) -> Result<Vec<Phrase>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM phrase WHERE round = $1 AND question = $2 AND removed_at IS NULL
                  ORDER BY added_at, id"
            ),
            args![round.0, question],
        )
        .await?;
    rows.iter().map(phrase).collect()
}

fn phrase(row: &Row) -> Result<Phrase, SqlError> {
    Ok(Phrase { id: PhraseId(row.get("id")?), question: parsed(row, "question")?, text: row.get("text")? })
}

/// The reasons that stand beside judgements of a question at these bodies, most frequent first, at most `limit`.
pub async fn given_reasons(
    conn: &mut Conn,
    round: RoundId,
    question: &str,
    bodies: impl IntoIterator<Item = &BodyCode>,
    limit: i64,
) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT reason, COUNT(*) AS n FROM review
                  WHERE round = $1 AND question = $2 AND body IN (@list($3)) AND reason <> ''
                  GROUP BY reason ORDER BY n DESC, reason LIMIT $4"
            ),
            args![round.0, question, sql::list(bodies), limit],
        )
        .await?;
    rows.iter().map(|row| row.get("reason")).collect()
}
