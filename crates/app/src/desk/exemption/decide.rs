//! From the proposal to the approval, and to the end of an exemption.

use domain::exemption::{Action as Step, ends_at};
use domain::person::Role;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sql::Conn;
use store::exemption::{Decision, Exemption};

use super::{Exemptions, Moved, is_for_head, log, moved, step};
use crate::AppError;
use crate::error::check;

/// Most characters of a number or a place.
const SHORT_MAX: usize = 200;
/// Most characters of a reason.
const REASON_MAX: usize = 2_000;

/// The decision of who approves.
#[derive(Debug, Clone, Default)]
pub struct Approval {
    /// Number of the decision.
    pub number: String,
    /// Its day.
    pub day: Option<Date>,
    /// Where it was made.
    pub place: String,
}

/// The decision of the PPID to open what was exempt.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// Number of the decision.
    pub number: String,
    /// Why.
    pub reason: String,
}

impl Exemptions {
    /// Asks for approval. Those who approve are told.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is missing by now; [`AppError::Conflict`] with another state or revision.
    pub async fn propose(&self, reference: &str, revision: i64) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Propose, now)?;
        check(test.content.gaps(self.counted(&mut tx, &test, None).await?))?;
        test.proposed_by = Some(self.who.person);
        test.proposed_at = Some(now);
        let data = json!({ "content": test.content });
        self.write(&mut tx, &test, "proposed", data).await?;
        let approvers: &[Role] =
            if is_for_head(&test) { &[Role::Leader] } else { &[Role::Superior, Role::Leader] };
        self.tell(&mut tx, &test, approvers, "exemption_proposed").await?;
        tx.commit().await?;
        Ok(moved(&test))
    }

    /// Sends a proposal back with a reason, as the approver, or takes it back, as the PPID.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; [`AppError::Conflict`] with another state or revision.
    pub async fn send_back(&self, reference: &str, revision: i64, reason: &str) -> Result<Moved, AppError> {
        if !self.may_test() {
            self.who.must(Action::ApproveExemption, &self.placed)?;
        }
        let mut problems = Vec::new();
        let reason = text(&mut problems, "reason", reason, REASON_MAX);
        check(problems)?;
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Return, self.app.now())?;
        self.write(&mut tx, &test, "returned", json!({ "reason": reason })).await?;
        if test.proposed_by != Some(self.who.person) {
            self.tell(&mut tx, &test, &[Role::Ppid], "exemption_returned").await?;
        }
        tx.commit().await?;
        Ok(moved(&test))
    }

    /// Approves a proposal of somebody else: the information is exempt from now on. A test in whose place this one stands is
    /// over. The alert and the opening at the end of the term are put off in the same transaction.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a decision, for a term that is over or longer than the law allows, for who proposed it, and
    /// for the superior where the head of the office sets the term; [`AppError::Conflict`] with another state or revision.
    pub async fn approve(
        &self,
        reference: &str,
        revision: i64,
        approval: &Approval,
    ) -> Result<Moved, AppError> {
        self.who.must(Action::ApproveExemption, &self.placed)?;
        let today = self.today();
        let mut problems = Vec::new();
        let number = text(&mut problems, "number", &approval.number, SHORT_MAX);
        let place = text(&mut problems, "place", &approval.place, SHORT_MAX);
        match approval.day {
            None => problems.push(FieldProblem::new("day", Problem::Required)),
            Some(day) if day > today => {
                let why = "exemption-decision-later".to_owned();
                problems.push(FieldProblem::new("day", Problem::NotNow { why }));
            }
            Some(_) => {}
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Approve, now)?;
        if !self.may_approve_on(test.content.ground) {
            let why = "exemption-for-head".to_owned();
            return Err(AppError::field("approve", Problem::NotNow { why }));
        }
        if test.proposed_by == Some(self.who.person) {
            return Err(AppError::field("approve", Problem::SamePerson));
        }
        problems.extend(test.content.gaps(self.counted(&mut tx, &test, approval.day).await?));
        check(problems)?;
        test.approved_by = Some(self.who.person);
        test.approved_at = Some(now);
        test.decision = Decision { number, day: approval.day, place };
        test.ends_at = test.content.term.as_ref().and_then(|term| ends_at(term, self.placed.body.zone));
        let data = json!({ "number": test.decision.number, "content": test.content });
        self.write(&mut tx, &test, "approved", data).await?;
        self.replace(&mut tx, &test, now).await?;
        self.app.watch_term(&mut tx, &test, self.placed.body.zone).await?;
        self.tell(&mut tx, &test, &[Role::Ppid], "exemption_approved").await?;
        tx.commit().await?;
        Ok(moved(&test))
    }

    /// The test in whose place the approved one stands is over.
    async fn replace(&self, conn: &mut Conn, test: &Exemption, now: Timestamp) -> Result<(), AppError> {
        let Some(id) = test.replaces else { return Ok(()) };
        let Some(mut before) = store::exemption::lock(conn, id).await? else { return Ok(()) };
        if before.state.after(Step::Replace).is_none() {
            // It was opened or ended meanwhile; the new one stands for itself.
            return Ok(());
        }
        step(&mut before, Step::Replace, now)?;
        before.ended_at = Some(now);
        before.ended_number.clone_from(&test.decision.number);
        store::exemption::update(conn, &before).await?;
        self.app.forget_term(conn, &before).await?;
        log(conn, &before, Some(&self.who), "changed", json!({ "by": test.reference })).await
    }

    /// Opens what was exempt, by decision of the PPID.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without number and reason; [`AppError::Conflict`] with another state or revision.
    pub async fn open(&self, reference: &str, revision: i64, opening: &Opening) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let mut problems = Vec::new();
        let number = text(&mut problems, "number", &opening.number, SHORT_MAX);
        let reason = text(&mut problems, "reason", &opening.reason, REASON_MAX);
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Open, now)?;
        test.ended_at = Some(now);
        test.ended_number.clone_from(&number);
        test.ended_reason.clone_from(&reason);
        self.write(&mut tx, &test, "opened", json!({ "number": number, "reason": reason })).await?;
        self.app.forget_term(&mut tx, &test).await?;
        self.tell(&mut tx, &test, &[Role::Superior, Role::Leader], "exemption_opened").await?;
        tx.commit().await?;
        Ok(moved(&test))
    }

    /// Gives an exemption up before it was approved: the test came out in favour of opening.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; [`AppError::Conflict`] with another state or revision.
    pub async fn give_up(&self, reference: &str, revision: i64, reason: &str) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let mut problems = Vec::new();
        let reason = text(&mut problems, "reason", reason, REASON_MAX);
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Drop, now)?;
        test.ended_at = Some(now);
        test.ended_reason.clone_from(&reason);
        self.write(&mut tx, &test, "dropped", json!({ "reason": reason })).await?;
        tx.commit().await?;
        Ok(moved(&test))
    }

    async fn tell(
        &self,
        conn: &mut Conn,
        test: &Exemption,
        roles: &[Role],
        kind: &'static str,
    ) -> Result<(), AppError> {
        self.app.tell_of_exemption(conn, &self.placed, test, roles, kind).await
    }
}

/// A text that must be there; what is wrong with it is added to the problems.
fn text(problems: &mut Vec<FieldProblem>, field: &str, typed: &str, max: usize) -> String {
    let text = typed.trim();
    if text.is_empty() {
        problems.push(FieldProblem::new(field, Problem::Required));
    } else if text.chars().count() > max {
        problems.push(FieldProblem::new(field, Problem::TooLong { max }));
    } else if text.chars().any(char::is_control) && field != "reason" {
        problems.push(FieldProblem::new(field, Problem::BadCharacters));
    }
    text.to_owned()
}
