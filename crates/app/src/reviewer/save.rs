//! Saving a judgement.

use domain::assessment::AssessmentState;
use domain::assessments::Review;
use domain::instrument::Question;
use domain::policy::Action;
use domain::review::judge;
use domain::round::{RoundState, Window};
use domain::verification::duty::{self, Bar};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::answer::Place;
use store::event::{self, NewEvent};
use store::review::{NewReview, Saved};

use super::workbench::check_note;
use super::{Reviewer, Seen};
use crate::{AppError, Conflict};

/// The state of a question that its office is mending.
pub const AT_OFFICE: &str = "returned";
/// The state of an office that somebody else judges.
pub const IN_OTHER_HANDS: &str = "in_other_hands";

/// Kind of object in event rows.
pub(super) const OBJECT: &str = "review";

/// A judgement as a reviewer gives it.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The version that it started from; 0 for none.
    pub base: i64,
    /// What was found.
    pub review: Review,
    /// Why; needed below full share.
    pub reason: String,
    /// To be looked at again.
    pub doubtful: bool,
    /// What the reviewer notes beside it; absent: the note stays as it is.
    pub note: Option<String>,
}

impl Reviewer {
    /// Judges an answer of a submitted questionnaire while the verification is open. Returns the new version.
    ///
    /// # Errors
    /// [`AppError::Closed`] outside the phase; [`AppError::Conflict`] with the state where the office has reopened its
    /// questionnaire or mends the question, somebody else judges the office, or results are proposed, with the present judgement where somebody else was faster;
    /// [`AppError::Invalid`] where the rubric or the reason is not served.
    pub async fn save(&self, body: &str, question: &str, verdict: &Verdict) -> Result<i64, AppError> {
        let now = self.app.now();
        let seen = self.office(body)?;
        self.who.must(Action::Review, &seen.placed)?;
        let code = &seen.placed.body.code;
        let mut tx = self.app.db().write().await?;
        self.lock_judging(&mut tx, seen, now).await?;
        let instrument = self.app.instrument(&mut tx, self.round.instrument).await?;
        let question = instrument.question(question).ok_or(AppError::NotFound)?;
        self.not_at_office(&mut tx, seen, question, now).await?;
        let answer =
            store::answer::get(&mut tx, self.round.id, code.as_str(), question.code.as_str()).await?;
        let reason = verdict.reason.trim();
        let judged = judge(question, answer.as_ref().map(|saved| &saved.value), &verdict.review, reason)
            .map_err(AppError::Invalid)?;
        let new = NewReview {
            value: &verdict.review,
            share: &judged.share(),
            reason,
            doubtful: verdict.doubtful,
            by: self.who.person,
            at: now,
        };
        let place = Place { round: self.round.id, body: code, question: &question.code };
        let Some(version) = store::review::save(&mut tx, place, verdict.base, &new).await? else {
            let saved = store::review::get(&mut tx, self.round.id, code.as_str(), question.code.as_str());
            let Some(saved) = saved.await? else {
                // The request names a version of a judgement that nobody has made.
                return Err(AppError::Conflict(Conflict::Version { current: 0, value: "null".to_owned() }));
            };
            return self.met(&saved, verdict);
        };
        let data = json!({
            "version": version,
            "review": verdict.review,
            "share": judged.share(),
            "reason": reason,
            "doubtful": verdict.doubtful,
        });
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: Some(self.round.id),
            object_kind: OBJECT,
            object_id: self.object_id(seen, &question.code),
            kind: "saved",
            data,
        };
        event::append(&mut tx, event).await?;
        if let Some(note) = &verdict.note {
            store::workbench::put_note(&mut tx, place, self.who.person, check_note(note)?, now).await?;
        }
        tx.commit().await?;
        Ok(version)
    }

    /// Locks an office's questionnaire for a judgement at `now`, in the caller's transaction, with everything that decides
    /// about it as it is there. The window of its verification.
    pub(super) async fn lock_judging(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        now: Timestamp,
    ) -> Result<Window, AppError> {
        let code = seen.placed.body.code.as_str();
        let assessment = store::assessment::lock(conn, self.round.id, code).await?;
        let assessment = assessment.ok_or(AppError::NotFound)?;
        let served = store::duty::served(conn, self.who.person).await?;
        let holder = store::duty::of_body(conn, self.round.id, code).await?.map(|duty| duty.person);
        match duty::bar(&served, holder, self.who.person, &seen.placed.body.code) {
            None => {}
            Some(Bar::Served) => return Err(AppError::NotFound),
            Some(Bar::InOtherHands) => return Err(AppError::Conflict(Conflict::State(IN_OTHER_HANDS))),
        }
        if self.round.state != RoundState::Running {
            return Err(AppError::Conflict(Conflict::State(self.round.state.code())));
        }
        let extensions = store::round::extensions_of(conn, self.round.id, code).await?;
        let window = self.open_window(&extensions, now)?;
        if assessment.state != AssessmentState::Submitted {
            return Err(AppError::Conflict(Conflict::State(assessment.state.code())));
        }
        crate::frozen::not_proposed(conn, self.round.id).await?;
        Ok(window)
    }

    /// Whether a question lies with the reviewers: while its office mends it, nobody judges it.
    async fn not_at_office(
        &self,
        conn: &mut Conn,
        seen: &Seen,
        question: &Question,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let (body, code) = (seen.placed.body.code.as_str(), question.code.as_str());
        match store::returned::of_question(conn, self.round.id, body, code).await? {
            Some(returned) if returned.is_at_office(now) => {
                Err(AppError::Conflict(Conflict::State(AT_OFFICE)))
            }
            _ => Ok(()),
        }
    }

    /// Two judgements met: the same one sent twice by one person is one judgement, otherwise the present one is shown.
    fn met(&self, saved: &Saved, verdict: &Verdict) -> Result<i64, AppError> {
        let same = saved.reviewed_by == self.who.person
            && saved.version == verdict.base + 1
            && saved.value == verdict.review
            && saved.reason == verdict.reason.trim()
            && saved.doubtful == verdict.doubtful;
        if same {
            return Ok(saved.version);
        }
        let value = serde_jcs::to_string(&json!({
            "review": saved.value,
            "share": saved.share,
            "reason": saved.reason,
            "doubtful": saved.doubtful,
            "by": saved.reviewed_by_name,
        }));
        let value = value.map_err(|error| AppError::Fault(error.to_string()))?;
        Err(AppError::Conflict(Conflict::Version { current: saved.version, value }))
    }
}
