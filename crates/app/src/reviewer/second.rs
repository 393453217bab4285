//! The second reading: somebody at RI judges a drawn answer without knowing what the province said of it.

use domain::assessment::AssessmentState;
use domain::codes::QuestionCode;
use domain::policy::Action;
use domain::review::judge;
use domain::round::RoundState;
use domain::verification::duty;
use domain::verification::reading::{ReadingAction, ReadingState};
use serde_json::json;
use store::event::{self, NewEvent};
use store::reading::{Reading, Second};

use super::workbench::Workbench;
use super::{Closing, Item, Order, Reviewer, Seen, Verdict};
use crate::{AppError, Conflict};

/// Kind of the objects whose events tell of second readings.
pub(crate) const READING: &str = "reading";

/// A reading in somebody's hands.
#[derive(Debug, Clone)]
pub struct ReadingLine {
    /// Slug of the office.
    pub slug: String,
    /// Name of the office.
    pub office: String,
    /// The question.
    pub question: QuestionCode,
    /// Its number.
    pub number: u32,
    /// Where it stands.
    pub state: ReadingState,
}

impl Reviewer {
    /// The readings that are in this person's hands, those that wait first, each kind by office and question.
    pub async fn readings(&self) -> Result<Vec<ReadingLine>, AppError> {
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let all = store::reading::of_round(&mut conn, self.round.id).await?;
        let own = all.into_iter().filter(|reading| reading.reader == self.who.person);
        let mut lines: Vec<ReadingLine> = own
            .filter_map(|reading| {
                let seen = self.office(reading.body.as_str()).ok()?;
                let question = instrument.question(reading.question.as_str())?;
                Some(ReadingLine {
                    slug: seen.placed.body.slug.to_string(),
                    office: seen.placed.body.office_name.clone(),
                    question: question.code.clone(),
                    number: question.number,
                    state: reading.state,
                })
            })
            .collect();
        lines.sort_by_key(|line| line.state != ReadingState::Waiting);
        Ok(lines)
    }

    /// An answer to be read a second time, as a reader sees it: nothing of what the province said.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what was not drawn, and for whoever may not read it; [`AppError::Conflict`] with the state
    /// where it has been read.
    pub async fn blind_item(&self, body: &str, question: &str) -> Result<Item, AppError> {
        let seen = self.office(body)?;
        let reading = self.to_read(&mut self.app.db().read().await?, seen, question).await?;
        if reading.state != ReadingState::Waiting {
            return Err(AppError::Conflict(Conflict::State(reading.state.code())));
        }
        let mut item = self.item(body, question, Order::Office).await?;
        debug_assert!(item.values.is_none(), "a waiting reading withholds the values");
        (item.review, item.values, item.bench) = (None, None, Workbench::default());
        item.history.clear();
        (item.may_review, item.is_at_office, item.bar, item.closing) = (true, false, None, Closing::Open);
        Ok(item)
    }

    /// The reading of an answer, for somebody who may read it.
    async fn to_read(&self, conn: &mut sql::Conn, seen: &Seen, question: &str) -> Result<Reading, AppError> {
        self.who.must(Action::ControlReview, &seen.placed)?;
        let code = &seen.placed.body.code;
        let served = store::duty::served(conn, self.who.person).await?;
        if duty::bar(&served, None, self.who.person, code).is_some() {
            return Err(AppError::NotFound);
        }
        store::reading::get(conn, self.round.id, code.as_str(), question).await?.ok_or(AppError::NotFound)
    }

    /// Keeps what the second reader found and compares it with the province's judgement. Where the two shares differ,
    /// somebody else has to settle it. Gives where the reading stands then.
    ///
    /// # Errors
    /// As for [`Self::blind_item`]; [`AppError::Invalid`] where the rubric or the reason is not served;
    /// [`AppError::Conflict`] with the state where results are proposed, or the questionnaire is not submitted any more.
    pub async fn save_reading(
        &self,
        body: &str,
        question: &str,
        verdict: &Verdict,
    ) -> Result<ReadingState, AppError> {
        let now = self.app.now();
        let seen = self.office(body)?;
        let code = &seen.placed.body.code;
        let mut tx = self.app.db().write().await?;
        let assessment = store::assessment::lock(&mut tx, self.round.id, code.as_str()).await?;
        let mut reading = self.to_read(&mut tx, seen, question).await?;
        let state = assessment.ok_or(AppError::NotFound)?.state;
        if state != AssessmentState::Submitted {
            return Err(AppError::Conflict(Conflict::State(state.code())));
        }
        if self.round.state != RoundState::Running {
            return Err(AppError::Conflict(Conflict::State(self.round.state.code())));
        }
        crate::frozen::not_proposed(&mut tx, self.round.id).await?;
        let instrument = self.app.instrument(&mut tx, self.round.instrument).await?;
        let asked = instrument.question(question).ok_or(AppError::NotFound)?;
        let answer = store::answer::get(&mut tx, self.round.id, code.as_str(), question).await?;
        let reason = verdict.reason.trim();
        let judged = judge(asked, answer.as_ref().map(|saved| &saved.value), &verdict.review, reason)
            .map_err(AppError::Invalid)?;
        let first = store::review::get(&mut tx, self.round.id, code.as_str(), question).await?;
        let first = first.ok_or_else(|| AppError::Fault("a reading of what nobody judged".to_owned()))?;
        let same = first.share == judged.share();
        let action = if same { ReadingAction::ReadSame } else { ReadingAction::ReadOther };
        let next = reading.state.transition(action);
        reading.state = next.ok_or(AppError::Conflict(Conflict::State(reading.state.code())))?;
        let second = Second {
            value: verdict.review.clone(),
            share: judged.share(),
            reason: reason.to_owned(),
            first_share: first.share,
            by: self.who.person,
            at: now,
        };
        store::reading::put_second(&mut tx, &reading, &second).await?;
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: Some(self.round.id),
            object_kind: READING,
            object_id: self.object_id(seen, &asked.code),
            kind: "read",
            data: json!({
                "review": second.value, "share": second.share, "reason": second.reason,
                "first_share": second.first_share, "state": reading.state,
            }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(reading.state)
    }
}
