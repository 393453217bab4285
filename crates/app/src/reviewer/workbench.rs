//! What lies beside a judgement on the reviewer's desk: own notes and those of colleagues, and reasons to choose from.

use domain::problem::Problem;
use domain::verification::{NOTE_MAX, check_text};
use sql::Conn;
use store::answer::Place;
use store::workbench::Note;

use super::{Reviewer, Seen};
use crate::AppError;

/// Most reasons of others that are offered.
const REASONS_MAX: i64 = 8;

/// What helps with one answer. Nothing of it reaches the office, or a blind reader.
#[derive(Debug, Clone, Default)]
pub struct Workbench {
    /// The reviewer's own note.
    pub note: String,
    /// Notes of others who judged here, by age.
    pub others: Vec<Note>,
    /// Reasons that the round offers for this question.
    pub phrases: Vec<String>,
    /// Reasons that were given for this question at other offices of the same reviewers, most frequent first.
    pub reasons: Vec<String>,
}

/// A note that may be kept.
///
/// # Errors
/// At `note`.
pub(super) fn check_note(note: &str) -> Result<&str, AppError> {
    check_text(note, false, NOTE_MAX).map_err(|problem: Problem| AppError::field("note", problem))
}

impl Reviewer {
    /// What helps somebody who judges this answer.
    pub(super) async fn workbench(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        place: Place<'_>,
    ) -> Result<Workbench, AppError> {
        let question = place.question.as_str();
        let mut bench = Workbench::default();
        for note in store::workbench::notes(conn, place).await? {
            if note.person == self.who.person {
                bench.note = note.text;
            } else {
                bench.others.push(note);
            }
        }
        if !seen.may_review {
            return Ok(bench);
        }
        let phrases = store::workbench::phrases_of(conn, self.round.id, question).await?;
        bench.phrases = phrases.into_iter().map(|phrase| phrase.text).collect();
        let own = self.offices.iter().filter(|seen| seen.may_review).map(|seen| &seen.placed.body.code);
        let elsewhere = own.filter(|code| *code != place.body);
        let reasons =
            store::workbench::given_reasons(conn, self.round.id, question, elsewhere, REASONS_MAX).await?;
        bench.reasons = reasons.into_iter().filter(|reason| !bench.phrases.contains(reason)).collect();
        Ok(bench)
    }
}
