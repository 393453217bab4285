//! Settling a second reading that differs from the first: the province's value stays, or that of the second reader, or a third
//! one, takes its place. In any case it is a judgement of the national tier, with its reason.

use domain::assessments::Review;
use domain::instrument::Question;
use domain::policy::Action;
use domain::review::{REASON_MAX, judge};
use domain::tier::Tier;
use domain::verification::check_text;
use domain::verification::reading::{ReadingAction, check_settler};
use serde_json::json;
use store::answer::Place;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::judgement::NewJudgement;
use store::reading::Reading;

use super::Controller;
use crate::reviewer::READING;
use crate::values::{self, Values};
use crate::worked::body_by_key;
use crate::{AppError, Conflict};

/// How a difference is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// The province's value stays.
    Keep,
    /// The second reader's value takes its place.
    Change,
    /// Neither is right: this one takes the place of both.
    Third(Review),
}

/// A difference with both sides.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// The office.
    pub placed: Placed,
    /// The question.
    pub question: Question,
    /// The second reading.
    pub reading: Reading,
    /// Name of who read.
    pub read_by: String,
    /// What everybody said.
    pub values: Values,
    /// Whether this person may settle it: whoever read it may not.
    pub may_settle: bool,
}

impl Controller {
    /// A reading that was read, with both sides.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what was not drawn, or waits for its reader.
    pub async fn dispute(&self, body: &str, question: &str) -> Result<Dispute, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = body_by_key(&mut conn, body).await?;
        self.who.must(Action::ControlReview, &placed)?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let asked = instrument.question(question).ok_or(AppError::NotFound)?.clone();
        let code = &placed.body.code;
        let reading = store::reading::get(&mut conn, self.round.id, code.as_str(), question).await?;
        let reading = reading.ok_or(AppError::NotFound)?;
        let read_by = reading.second.as_ref().ok_or(AppError::NotFound)?.by;
        let person = store::person::by_id(&mut conn, read_by).await?;
        let served = store::duty::served(&mut conn, self.who.person).await?;
        let values = values::of_question(&mut conn, self.round.id, &instrument, code, &asked).await?;
        let is_other = check_settler(Some(read_by), self.who.person).is_ok();
        Ok(Dispute {
            may_settle: is_other
                && !served.contains(code)
                && reading.state.transition(ReadingAction::Keep).is_some(),
            question: asked,
            read_by: person.map(|person| person.name).unwrap_or_default(),
            placed,
            reading,
            values,
        })
    }

    /// Settles a difference.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as for [`Self::dispute`], and where the person serves or served at the office;
    /// [`AppError::Invalid`] at `reason` without one, at the fields of the rubric for a third value that does not serve it, at
    /// `settle` for whoever read it; [`AppError::Conflict`] with the state where nothing differs (any more), or results are
    /// proposed.
    pub async fn settle(
        &self,
        body: &str,
        question: &str,
        settlement: Settlement,
        reason: &str,
    ) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = self.lock_unpublished(&mut tx).await?;
        let placed = body_by_key(&mut tx, body).await?;
        self.who.must(Action::ControlReview, &placed)?;
        let code = &placed.body.code;
        if store::duty::served(&mut tx, self.who.person).await?.contains(code) {
            return Err(AppError::NotFound);
        }
        store::assessment::lock(&mut tx, round.id, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let reading = store::reading::get(&mut tx, round.id, code.as_str(), question).await?;
        let mut reading = reading.ok_or(AppError::NotFound)?;
        let second = reading.second.clone().ok_or(AppError::NotFound)?;
        let action = match settlement {
            Settlement::Keep => ReadingAction::Keep,
            Settlement::Change | Settlement::Third(_) => ReadingAction::Change,
        };
        let next = reading.state.transition(action);
        let next = next.ok_or(AppError::Conflict(Conflict::State(reading.state.code())))?;
        check_settler(Some(second.by), self.who.person)
            .map_err(|problem| AppError::field("settle", problem))?;
        let reason =
            check_text(reason, true, REASON_MAX).map_err(|problem| AppError::field("reason", problem))?;
        reading.state = next;
        let (value, share) = match settlement {
            Settlement::Change => (second.value, second.share),
            Settlement::Third(review) => {
                let instrument = self.app.instrument(&mut tx, round.instrument).await?;
                let asked = instrument.question(question).ok_or(AppError::NotFound)?;
                let answer = store::answer::get(&mut tx, round.id, code.as_str(), question).await?;
                let judged = judge(asked, answer.as_ref().map(|saved| &saved.value), &review, reason)
                    .map_err(AppError::Invalid)?;
                let share = judged.share();
                (review, share)
            }
            Settlement::Keep => {
                let first = store::review::get(&mut tx, round.id, code.as_str(), question).await?;
                let first = first
                    .ok_or_else(|| AppError::Fault("a difference with what nobody judged".to_owned()))?;
                (first.value, first.share)
            }
        };
        let new = NewJudgement {
            tier: Tier::National,
            value: &value,
            share: &share,
            reason,
            by: self.who.person,
            at: now,
        };
        let above = store::judgement::of_question(&mut tx, round.id, code.as_str(), question).await?;
        let base = above.national.map_or(0, |national| national.version);
        let place = Place { round: round.id, body: code, question: &reading.question };
        let version = store::judgement::save(&mut tx, place, base, &new).await?;
        let version =
            version.ok_or_else(|| AppError::Fault("a judgement changed under its lock".to_owned()))?;
        store::reading::settle(&mut tx, &reading, self.who.person, now).await?;
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: Some(round.id),
            object_kind: READING,
            object_id: format!("{}/{code}/{}", round.id, reading.question),
            kind: "settled",
            data: json!({
                "state": reading.state, "review": value, "share": share, "reason": reason, "version": version,
            }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(())
    }
}
