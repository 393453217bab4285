//! Errors that are found after the results were published: the judgement of an answer is corrected, and the corrected
//! results are proposed and approved like the first ones. Until then the public numbers stay.

use domain::assessments::Review;
use domain::exact::Exact;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::tier::Tier;
use serde_json::json;
use store::answer::Place;
use store::event::{self, NewEvent};
use store::judgement::{self, Judgement, NewJudgement};

use super::{Controller, NOTE_MAX};
use crate::error::check;
use crate::{AppError, Conflict};

/// Kind of object in event rows.
const OBJECT: &str = "correction";

/// A correction as it is entered.
#[derive(Debug, Clone, Default)]
pub struct NewCorrection {
    /// Slug or code of the office.
    pub body: String,
    /// Code of the question.
    pub question: String,
    /// The share that the answer deserves, 0 to 1: `1`, `0,5`, `1/2`.
    pub share: String,
    /// Why.
    pub reason: String,
}

/// A correction that was entered.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Name of the office.
    pub office: String,
    /// Number of the question.
    pub number: u32,
    /// Its text, in Indonesian.
    pub question: domain::instrument::Text,
    /// What was found, by whom, when and why.
    pub judgement: Judgement,
}

impl Controller {
    /// Corrects the judgement of an answer after the publication. It shows when the corrected results are published.
    ///
    /// # Errors
    /// [`AppError::Conflict`] where the round is not announced or results are on their way; [`AppError::Invalid`] at
    /// `body`, `question`, `share` or `reason`.
    pub async fn correct(&self, new: &NewCorrection) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let unfrozen = self.lock_unfrozen(&mut tx).await?;
        let round = unfrozen.round;
        if unfrozen.published.is_none() {
            return Err(AppError::Conflict(Conflict::State(round.state.code())));
        }
        let instrument = self.app.instrument(&mut tx, round.instrument).await?;
        let mut problems = Vec::new();
        let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
        let question = instrument.question(&new.question);
        if question.is_none() {
            wrong("question", Problem::UnknownOption);
        }
        let share = share(&new.share).map_err(|problem| wrong("share", problem)).ok();
        let reason = new.reason.trim();
        if reason.is_empty() {
            wrong("reason", Problem::Required);
        } else if reason.chars().count() > NOTE_MAX {
            wrong("reason", Problem::TooLong { max: NOTE_MAX });
        }
        let placed = crate::worked::body_by_key(&mut tx, &new.body).await;
        let placed = match placed {
            Ok(placed) => Some(placed),
            Err(AppError::NotFound) => {
                wrong("body", Problem::UnknownOption);
                None
            }
            Err(other) => return Err(other),
        };
        check(problems)?;
        let (Some(question), Some(share), Some(placed)) = (question, share, placed) else { return Ok(()) };
        self.who.must(Action::EnterComponent, &placed)?;
        let body = &placed.body.code;
        if store::announcement::result_of(&mut tx, round.id, body.as_str()).await?.is_none() {
            return Err(AppError::field("body", Problem::UnknownOption));
        }
        let value = Review { share: Some(share.clone()), ..Review::default() };
        let place = Place { round: round.id, body, question: &question.code };
        let present = judgement::of_question(&mut tx, round.id, body.as_str(), question.code.as_str())
            .await?
            .correction;
        let base = present.map_or(0, |present| present.version);
        let judgement = NewJudgement {
            tier: Tier::Correction,
            value: &value,
            share: &share,
            reason,
            by: self.who.person,
            at: now,
        };
        let version = judgement::save(&mut tx, place, base, &judgement).await?;
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(body),
            round: Some(round.id),
            object_kind: OBJECT,
            object_id: format!("{}/{body}/{}", round.id, question.code),
            kind: "corrected",
            data: json!({ "version": version, "share": share, "reason": reason }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The corrections that were entered so far, by office and question.
    pub async fn corrections(&self) -> Result<Vec<Correction>, AppError> {
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let bodies = store::body::all(&mut conn).await?;
        let found = judgement::of_tier(&mut conn, self.round.id, Tier::Correction).await?;
        let corrections = found.into_iter().filter_map(|(body, question, judgement)| {
            let office = bodies.iter().find(|placed| placed.body.code == body)?;
            let question = instrument.question(question.as_str())?;
            Some(Correction {
                office: office.body.office_name.clone(),
                number: question.number,
                question: question.text.clone(),
                judgement,
            })
        });
        Ok(corrections.collect())
    }
}

/// A share as it is typed: a decimal or a fraction from 0 to 1.
fn share(typed: &str) -> Result<Exact, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let share = match typed.split_once('/') {
        Some(_) => typed.parse().map_err(|_| Problem::NotANumber)?,
        None => Exact::parse_typed(typed).map_err(|_| Problem::NotANumber)?,
    };
    if share.is_share() {
        Ok(share)
    } else {
        Err(Problem::OutOfRange { min: Some("0".to_owned()), max: Some("1".to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it() {
        for (typed, exact) in [("1", "1"), ("0,5", "1/2"), ("0.25", "1/4"), (" 2/3 ", "2/3"), ("0", "0")] {
            assert_eq!(share(typed).map(|share| share.to_string()), Ok(exact.to_owned()), "{typed}");
        }
        for (typed, problem) in
            [("", Problem::Required), ("x", Problem::NotANumber), ("1/0", Problem::NotANumber)]
        {
            assert_eq!(share(typed), Err(problem), "{typed}");
        }
        for typed in ["1,01", "3/2", "-1"] {
            assert!(share(typed).is_err(), "{typed}");
        }
    }
}
