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

use super::{Controller, Unfrozen};
use crate::account::Confirmed;
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
    /// Why published results are corrected; needed for that alone, and public.
    pub reason: String,
    /// Who signs what is printed.
    pub signer: Signer,
}

/// Who signs certificates and letters, and where. All may be empty: then there is a line to sign on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// The name.
    pub name: String,
    /// What he or she is.
    pub title: String,
    /// The place.
    pub place: String,
}

impl Proposal {
    /// A proposal for a minute, with nothing said besides.
    #[must_use]
    pub fn at(publish_at: Timestamp) -> Self {
        Self {
            publish_at,
            decree: String::new(),
            note: String::new(),
            reason: String::new(),
            signer: Signer::default(),
        }
    }

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
        refuse(self.reason.chars().count() > NOTE_MAX, "correction", Problem::TooLong { max: NOTE_MAX });
        let signer = &self.signer;
        for (field, typed) in
            [("signer", &signer.name), ("signer_title", &signer.title), ("place", &signer.place)]
        {
            refuse(typed.chars().count() > DECREE_MAX, field, Problem::TooLong { max: DECREE_MAX });
        }
        found
    }
}

impl Controller {
    /// Proposes the results as they stand; from now on their numbers are frozen. Where results are public already this
    /// proposes their correction, with the reason that everybody will read.
    ///
    /// # Errors
    /// [`AppError::Closed`] while any office can be judged or can contest; [`AppError::Conflict`] where results are proposed
    /// already, or the round does not run; [`AppError::Invalid`] at `appeals` while some are not decided, and at
    /// `correction` where a correction has no reason or nothing to correct.
    pub async fn propose(&self, proposal: &Proposal) -> Result<AnnouncementId, AppError> {
        let now = self.app.now();
        self.who.must(Action::ProposeResults, &self.owner)?;
        check(proposal.problems(now))?;
        let mut tx = self.app.db().write().await?;
        let Unfrozen { round, published } = self.lock_unfrozen(&mut tx).await?;
        let schedule = store::round::schedule(&mut tx, round.id).await?;
        let state = round.state.at(&schedule, now);
        let action = if published.is_some() { RoundAction::Correct } else { RoundAction::Announce };
        if state.transition(action).is_none() {
            return Err(AppError::Conflict(Conflict::State(state.code())));
        }
        // A judgement that is being saved holds one of these; after them all, none is under way.
        store::assessment::lock_round(&mut tx, round.id).await?;
        if let Some(end) = self.verification_ends(&mut tx, &schedule).await?
            && now < end
        {
            return Err(AppError::Closed { opens: Some(end), closed: None });
        }
        let undecided = store::appeal::undecided(&mut tx, round.id).await?;
        if undecided > 0 {
            return Err(AppError::field("appeals", Problem::AppealsUndecided { count: undecided }));
        }
        let scored = self.app.score(&mut tx, &round).await?;
        if let Some(published) = &published {
            check_correction(&proposal.reason, published, &scored.json)?;
        }
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
            edition: published.as_ref().map_or(0, |published| published.edition) + 1,
            corrects: published.as_ref().map(|published| published.id),
            reason: published.map(|_| proposal.reason.trim().to_owned()).unwrap_or_default(),
            signer: proposal.signer.name.trim().to_owned(),
            signer_title: proposal.signer.title.trim().to_owned(),
            place: proposal.signer.place.trim().to_owned(),
            press_sheet: None,
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
            "edition": announcement.edition,
            "reason": announcement.reason,
            "results_hash": announcement.results_hash,
        });
        self.log(&mut tx, now, announcement.id, "proposed", data).await?;
        tx.commit().await?;
        Ok(announcement.id)
    }

    /// When the last office's judgements can change no more by themselves: its verification and its appeals are over,
    /// extensions included.
    pub(super) async fn verification_ends(
        &self,
        conn: &mut Conn,
        schedule: &Schedule,
    ) -> Result<Option<Timestamp>, AppError> {
        let extensions = store::round::extensions(conn, self.round.id).await?;
        let counts = [PhaseKind::Verification, PhaseKind::Appeal];
        let windows = counts.into_iter().filter_map(|kind| schedule.window(kind));
        let longer = extensions.iter().filter(|extension| counts.contains(&extension.kind));
        let ends = windows.map(|window| window.closes).chain(longer.map(|extension| extension.closes));
        Ok(ends.max())
    }

    /// Approves a proposal: another person than its proposer, who has just proved to be that person, and before its minute.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where somebody else has proved it.
    pub async fn approve(&self, id: AnnouncementId, confirmed: &Confirmed) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::ApproveResults, &self.owner)?;
        if confirmed.person() != self.who.person {
            return Err(AppError::NotFound);
        }
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

/// A correction says why, and corrects something.
fn check_correction(reason: &str, published: &Announcement, results: &str) -> Result<(), AppError> {
    if published.results == results {
        let why = "result-correction-nothing".to_owned();
        return Err(AppError::field("correction", Problem::NotNow { why }));
    }
    if reason.trim().is_empty() {
        return Err(AppError::field("correction", Problem::Required));
    }
    Ok(())
}

fn next(announcement: &Announcement, action: AnnouncementAction) -> Result<AnnouncementState, AppError> {
    let state = announcement.state;
    state.transition(action).ok_or(AppError::Conflict(Conflict::State(state.code())))
}
