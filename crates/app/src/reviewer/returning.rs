//! Giving a question back to its office, once, while the round allows it; and taking that back.

use domain::ids::ReturnId;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::review::REASON_MAX;
use domain::verification::check_text;
use domain::verification::returned::{ReturnAction, ReturnState, due, reminded_at};
use jiff::Timestamp;
use serde_json::json;
use store::returned::Returned;

use super::Reviewer;
use super::save::AT_OFFICE;
use crate::jobs::Work;
use crate::returned::{About, Audience};
use crate::{AppError, Conflict};

impl Reviewer {
    /// Until when an office would have a question that goes back now.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason` where the round does not give questions back, or it is too late for it.
    fn due(&self, closes: Timestamp, now: Timestamp) -> Result<Timestamp, AppError> {
        let rules = &self.round.rules.verification;
        if !rules.returns {
            let why = "verification-return-not-allowed".to_owned();
            return Err(AppError::field("return_reason", Problem::NotNow { why }));
        }
        due(now, rules.return_hours, closes).map_err(|problem| AppError::field("return_reason", problem))
    }

    /// Gives a question back to its office with the reason; the office may then change this question alone. Gives the time
    /// until which it can.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `return_reason`; [`AppError::Conflict`] with the state where the question was given back
    /// before (`returned_before`) or is at the office now, and as for [`Reviewer::save`].
    pub async fn give_back(&self, body: &str, question: &str, reason: &str) -> Result<Timestamp, AppError> {
        let now = self.app.now();
        let seen = self.office(body)?;
        self.who.must(Action::Review, &seen.placed)?;
        let mut tx = self.app.db().write().await?;
        let window = self.lock_judging(&mut tx, seen, now).await?;
        let instrument = self.app.instrument(&mut tx, self.round.instrument).await?;
        let question = instrument.question(question).ok_or(AppError::NotFound)?;
        if question.rubric.is_system_scored() {
            // Nobody judges it, so nobody asks for something else.
            let why = "review-system-scored".to_owned();
            return Err(AppError::field("return_reason", Problem::NotNow { why }));
        }
        let due_at = self.due(window.closes, now)?;
        let reason = check_text(reason, true, REASON_MAX)
            .map_err(|problem| AppError::Invalid(vec![FieldProblem::new("return_reason", problem)]))?;
        let returned = Returned {
            id: ReturnId::new(now, self.app.random()),
            round: self.round.id,
            body: seen.placed.body.code.clone(),
            question: question.code.clone(),
            state: ReturnState::Open,
            reason: reason.to_owned(),
            opened_by: self.who.person,
            opened_by_name: self.who.name.clone(),
            opened_at: now,
            due_at,
            closed_by: None,
            closed_at: None,
            receipt: None,
            hash: None,
        };
        if !store::returned::insert(&mut tx, &returned).await? {
            let (body, code) = (seen.placed.body.code.as_str(), question.code.as_str());
            let before = store::returned::of_question(&mut tx, self.round.id, body, code).await?;
            let state = match before {
                Some(before) if before.is_at_office(now) => AT_OFFICE,
                _ => RETURNED_BEFORE,
            };
            return Err(AppError::Conflict(Conflict::State(state)));
        }
        let (office, code) = (seen.placed.body.code.as_str(), question.code.as_str());
        let answer = store::answer::get(&mut tx, self.round.id, office, code).await?;
        let data = json!({ "reason": reason, "due": due_at.to_string(), "answer": answer });
        let about = About { round: &self.round, placed: &seen.placed, question, returned: &returned };
        about.log(&mut tx, Some(self.who.person), "returned", now, data).await?;
        about.tell(&self.app, &mut tx, Audience::Office, "question_returned").await?;
        self.app.put_off(&mut tx, &Work::RemindReturn { id: returned.id }, reminded_at(now, due_at)).await?;
        self.app.put_off(&mut tx, &Work::ExpireReturn { id: returned.id }, due_at).await?;
        tx.commit().await?;
        Ok(due_at)
    }

    /// Takes back what was given back and has not come again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the question is not at the office; else as for [`Reviewer::save`].
    pub async fn take_back(&self, body: &str, question: &str) -> Result<(), AppError> {
        let now = self.app.now();
        let seen = self.office(body)?;
        self.who.must(Action::Review, &seen.placed)?;
        let mut tx = self.app.db().write().await?;
        self.lock_judging(&mut tx, seen, now).await?;
        let instrument = self.app.instrument(&mut tx, self.round.instrument).await?;
        let question = instrument.question(question).ok_or(AppError::NotFound)?;
        let code = seen.placed.body.code.as_str();
        let found =
            store::returned::of_question(&mut tx, self.round.id, code, question.code.as_str()).await?;
        let mut returned = found.ok_or(AppError::NotFound)?;
        returned.state = returned
            .state
            .transition(ReturnAction::Withdraw)
            .ok_or(AppError::Conflict(Conflict::State(returned.state.code())))?;
        returned.closed_by = Some(self.who.person);
        returned.closed_at = Some(now);
        store::returned::update(&mut tx, &returned).await?;
        Work::RemindReturn { id: returned.id }.call_off(&mut tx).await?;
        Work::ExpireReturn { id: returned.id }.call_off(&mut tx).await?;
        let about = About { round: &self.round, placed: &seen.placed, question, returned: &returned };
        about.log(&mut tx, Some(self.who.person), "return_withdrawn", now, json!({})).await?;
        about.tell(&self.app, &mut tx, Audience::Office, "return_withdrawn").await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The state of a question that was at its office before.
pub const RETURNED_BEFORE: &str = "returned_before";
