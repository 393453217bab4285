//! Appeals beyond the office that files them: who decides, what is told, how many there are.

mod decide;
mod figures;
mod queue;
mod remind;

pub use decide::{Decision, WhyNot};
pub use figures::{AppealFigures, ProvinceFigures};
pub use queue::{AppealItem, AppealLine, AppealQueue, Decider};

use domain::appeal::AppealState;
use domain::instrument::Question;
use domain::review::Judged;
use domain::scoring::found;
use i18n::Texts;
use serde_json::Value;
use sql::Conn;
use store::answer::Place;

use crate::AppError;

/// Kind of the objects whose events are the history of an appeal.
pub(crate) const OBJECT: &str = "appeal";

/// What a question came to at an office as it stands now.
pub(crate) async fn standing(
    conn: &mut Conn,
    place: Place<'_>,
    question: &Question,
) -> Result<Judged, AppError> {
    let (round, body, code) = (place.round, place.body.as_str(), place.question.as_str());
    let answer = store::answer::get(conn, round, body, code).await?.map(|saved| saved.value);
    let judged = store::judgement::of_question(conn, round, body, code).await?.into_effective();
    let review = match judged {
        Some(judged) => Some(judged.value),
        None => store::review::get(conn, round, body, code).await?.map(|saved| saved.value),
    };
    let came_to = found(question, answer.as_ref(), review.as_ref())
        .map_err(|error| AppError::Fault(format!("{body}/{code}: {error}")))?;
    Ok(domain::appeal::standing(&came_to))
}

/// The words of a notice about appeals: its heading, and further lines.
pub(crate) fn words(
    t: &Texts,
    kind: &str,
    data: &Value,
    at: &dyn Fn(&Value) -> Option<String>,
    lines: &mut Vec<String>,
) -> String {
    let office = data["office"].as_str().unwrap_or_default();
    let until = at(&data["closes"]).unwrap_or_default();
    let drafts = data["drafts"].as_i64().unwrap_or_default();
    match kind {
        "appeal_decided" => {
            let outcome = data["outcome"].as_str().unwrap_or_default().parse();
            let outcome = outcome.map_or_else(|_| String::new(), |state| state_words(t, state));
            lines.push(t.appeal_notice_decided_outcome(office, outcome));
            t.appeal_notice_decided(data["number"].as_i64().unwrap_or_default())
        }
        "appeals_opened" => {
            lines.push(t.appeal_notice_until(office, until));
            t.appeal_notice_opened()
        }
        _ => {
            lines.push(t.appeal_notice_until(office, until));
            if drafts > 0 {
                lines.push(t.appeal_notice_drafts(drafts));
            }
            t.appeal_notice_closing()
        }
    }
}

/// The word for where an appeal stands.
#[must_use]
pub fn state_words(t: &Texts, state: AppealState) -> String {
    match state {
        AppealState::Draft => t.appeal_state_draft(),
        AppealState::Filed => t.appeal_state_filed(),
        AppealState::Withdrawn => t.appeal_state_withdrawn(),
        AppealState::Accepted => t.appeal_state_accepted(),
        AppealState::Partly => t.appeal_state_partly(),
        AppealState::Refused => t.appeal_state_refused(),
        AppealState::Lowered => t.appeal_state_lowered(),
    }
}
