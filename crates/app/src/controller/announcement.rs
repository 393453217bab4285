//! Results on their way to the public: proposed by one person, approved by another, taken back by either.

use domain::announcement::{AnnouncementAction, AnnouncementState, check_approver};
use domain::ids::AnnouncementId;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, RoundAction, Schedule};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::Conn;
use store::announcement::{self, Announcement};
use store::event::{self, NewEvent};

use super::Controller;
use crate::error::check;
use crate::jobs::Work;
use crate::{AppError, Conflict};

/// Most characters of the number of a decree.
pub const DECREE_MAX: usize = 200;
/// Most characters of the note to the approver.
pub const NOTE_MAX: usize = 2_000;

/// What is proposed besides the numbers.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The minute at which the results become public.
    pub publish_at: Timestamp,
    /// Number of the decree; empty where there is none.
    pub decree: String,
    /// What the proposer tells the approver.
    pub note: String,
}

impl Proposal {
    fn problems(&self, now: Timestamp) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut refuse = |wrong: bool, field: &str, problem| {
            if wrong {
                found.push(FieldProblem::new(field, problem));
            }
        };
        refuse(self.publish_at <= now, "publish_at", Problem::InThePast);
        refuse(self.decree.chars().count() > DECREE_MAX, "decree", Problem::TooLong { max: DECREE_MAX });
        refuse(self.note.chars().count() > NOTE_MAX, "note", Problem::TooLong { max: NOTE_MAX });
        found
    }
}

impl Controller {
    /// Proposes the results as they stand; from now on their numbers are frozen.
    ///
    /// # Errors
    /// [`AppError::Closed`] while the verification of any office is open; [`AppError::Conflict`] where results are proposed
    /// already, or the round does not run.
    pub async fn propose(&self, proposal: &Proposal) -> Result<AnnouncementId, AppError> {
        let now = self.app.now();
        self.who.must(Action::ProposeResults, &self.owner)?;
        check(proposal.problems(now))?;
        let mut tx = self.app.db().write().await?;
        let round = self.lock_unfrozen(&mut tx).await?;
        let schedule = store::round::schedule(&mut tx, round.id).await?;
        let state = round.state.at(&schedule, now);
        if state.transition(RoundAction::Announce).is_none() {
            return Err(AppError::Conflict(Conflict::State(state.code())));
        }
        // A judgement that is being saved holds one of these; after them all, none is under way.
        store::assessment::lock_round(&mut tx, round.id).await?;
        if let Some(end) = self.verification_ends(&mut tx, &schedule).await?
            && now < end
        {
            return Err(AppError::Closed { opens: Some(end), closed: None });
        }
        let scored = self.app.score(&mut tx, &round).await?;
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(scored.json.as_bytes()));
        let announcement = Announcement {
            id: AnnouncementId::new(now, self.app.random()),
            round: round.id,
            state: AnnouncementState::Proposed,
            results: scored.json,
            results_hash: hash,
            publish_at: proposal.publish_at,
            decree: proposal.decree.trim().to_owned(),
            note: proposal.note.trim().to_owned(),
            proposed_by: self.who.person,
            proposed_at: now,
            approved_by: None,
            approved_at: None,
            published_at: None,
            withdrawn_by: None,
            withdrawn_at: None,
        };
        announcement::insert(&mut tx, &announcement).await?;
        let data = json!({
            "publish_at": announcement.publish_at.to_string(),
            "decree": announcement.decree,
            "note": announcement.note,
            "results_hash": announcement.results_hash,
        });
        self.log(&mut tx, now, announcement.id, "proposed", data).await?;
        tx.commit().await?;
        Ok(announcement.id)
    }

    /// When the verification of the last office ends, extensions included.
    pub(super) async fn verification_ends(
        &self,
        conn: &mut Conn,
        schedule: &Schedule,
    ) -> Result<Option<Timestamp>, AppError> {
        let Some(window) = schedule.window(PhaseKind::Verification) else { return Ok(None) };
        let extensions = store::round::extensions(conn, self.round.id).await?;
        let longer = extensions.iter().filter(|extension| extension.kind == PhaseKind::Verification);
        Ok(Some(longer.map(|extension| extension.closes).fold(window.closes, Timestamp::max)))
    }

    /// Approves a proposal: another person than its proposer, and before its minute.
    pub async fn approve(&self, id: AnnouncementId) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::ApproveResults, &self.owner)?;
        let mut tx = self.app.db().write().await?;
        let mut announcement = self.lock(&mut tx, id).await?;
        check_approver(announcement.proposed_by, self.who.person)
            .map_err(|problem| AppError::field("approve", problem))?;
        if announcement.state == AnnouncementState::Approved
            && announcement.approved_by == Some(self.who.person)
        {
            return Ok(());
        }
        announcement.state = next(&announcement, AnnouncementAction::Approve)?;
        if announcement.publish_at <= now {
            return Err(AppError::field("approve", Problem::InThePast));
        }
        announcement.approved_by = Some(self.who.person);
        announcement.approved_at = Some(now);
        announcement::update(&mut tx, &announcement).await?;
        let work = Work::Publish { announcement: id };
        self.app.put_off(&mut tx, &work, announcement.publish_at).await?;
        let data = json!({ "results_hash": announcement.results_hash });
        self.log(&mut tx, now, id, "approved", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a proposal back, or refuses it; numbers move again and another proposal may follow.
    pub async fn withdraw(&self, id: AnnouncementId, reason: &str) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::ProposeResults, &self.owner)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AppError::field("reason", Problem::Required));
        }
        if reason.chars().count() > NOTE_MAX {
            return Err(AppError::field("reason", Problem::TooLong { max: NOTE_MAX }));
        }
        let mut tx = self.app.db().write().await?;
        let mut announcement = self.lock(&mut tx, id).await?;
        announcement.state = next(&announcement, AnnouncementAction::Withdraw)?;
        announcement.withdrawn_by = Some(self.who.person);
        announcement.withdrawn_at = Some(now);
        announcement::update(&mut tx, &announcement).await?;
        let work = Work::Publish { announcement: id };
        work.call_off(&mut tx).await?;
        self.log(&mut tx, now, id, "withdrawn", json!({ "reason": reason })).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn lock(&self, conn: &mut Conn, id: AnnouncementId) -> Result<Announcement, AppError> {
        let found = announcement::lock(conn, id).await?;
        found.filter(|found| found.round == self.round.id).ok_or(AppError::NotFound)
    }

    async fn log(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        id: AnnouncementId,
        kind: &'static str,
        data: serde_json::Value,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body: Some(&self.owner.body.code),
            round: Some(self.round.id),
            object_kind: "announcement",
            object_id: id.to_string(),
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }
}

fn next(announcement: &Announcement, action: AnnouncementAction) -> Result<AnnouncementState, AppError> {
    let state = announcement.state;
    state.transition(action).ok_or(AppError::Conflict(Conflict::State(state.code())))
}
