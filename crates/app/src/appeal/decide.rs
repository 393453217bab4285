//! Deciding what an office contests: by the tier that the round names, never by who judged it first, with reasons.

use domain::appeal::{AppealAction, Case, decide};
use domain::assessments::Review;
use domain::ids::PersonId;
use domain::policy::{Action, Target};
use domain::review::claimed;
use domain::round::{PhaseKind, RoundState, Standing};
use domain::tier::Tier;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::answer::Place;
use store::appeal::Appeal;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::judgement::{Judgement, NewJudgement};
use store::round::Round;

use super::OBJECT;
use super::queue::Decider;
use crate::notices::Message;
use crate::office::phase_window;
use crate::{AppError, Conflict, Principal};

/// A decision as somebody gives it.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The version of the decision that it started from; 0 for none.
    pub base: i64,
    /// What was found; a share alone where the system scores.
    pub review: Review,
    /// Why; always needed.
    pub reason: String,
}

/// Why somebody who sees an appeal cannot decide it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// Another tier decides in this round, or the office is one's own.
    NotYours,
    /// One judged the answer before.
    Judged,
    /// The office can still change it, until then.
    StillOpen(Timestamp),
    /// Results are proposed or public, or the round is over.
    Frozen,
}

/// Whether this person decides appeals of an office by the rules of a round.
pub(super) fn decides(who: &Principal, round: &Round, placed: &Placed) -> bool {
    let target = Target { body: &placed.body.code, above: &placed.above };
    who.may(Action::DecideAppeal, placed) && round.rules.appeal.let_decide(&who.grants, target)
}

impl Decider {
    /// Whether this person can decide an appeal now.
    pub(super) async fn may_decide(
        &self,
        conn: &mut Conn,
        placed: &Placed,
        place: Place<'_>,
        now: Timestamp,
    ) -> Result<Result<(), WhyNot>, AppError> {
        let round = self.reviewer.round();
        if !decides(&self.reviewer.who, round, placed) {
            return Ok(Err(WhyNot::NotYours));
        }
        if store::appeal::has_judged(conn, place, self.reviewer.who.person).await? {
            return Ok(Err(WhyNot::Judged));
        }
        let frozen = store::announcement::pending(conn, round.id).await?.is_some();
        if frozen || round.state != RoundState::Running {
            return Ok(Err(WhyNot::Frozen));
        }
        let window = phase_window(conn, round, place.body, PhaseKind::Appeal).await?;
        Ok(match window {
            Some(window) if window.at(now) != Standing::After => Err(WhyNot::StillOpen(window.closes)),
            _ => Ok(()),
        })
    }

    /// Decides an appeal, or corrects a decision. The judgement is a new version at the tier of appeals; what was judged
    /// before stays beside it. The office is told. Gives the new version.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever may not decide it, the first reviewer among them; [`AppError::Closed`] while the
    /// office can still change it; [`AppError::Conflict`] with the state where it is not filed or results are proposed, with
    /// the present decision where somebody else was faster; [`AppError::Invalid`] where rubric, reason or the rule of the
    /// round is not served.
    pub async fn decide(&self, body: &str, question: &str, decision: &Decision) -> Result<i64, AppError> {
        let now = self.reviewer.app.now();
        let seen = self.reviewer.office(body)?;
        let (placed, who) = (&seen.placed, &self.reviewer.who);
        let mut tx = self.reviewer.app.db().write().await?;
        let round = self.reviewer.round();
        let locked = store::assessment::lock(&mut tx, round.id, placed.body.code.as_str()).await?;
        locked.ok_or(AppError::NotFound)?;
        let instrument = self.reviewer.app.instrument(&mut tx, round.instrument).await?;
        let question = instrument.question(question).ok_or(AppError::NotFound)?;
        let place = Place { round: round.id, body: &placed.body.code, question: &question.code };
        let appeal = store::appeal::get(&mut tx, place).await?.filter(|appeal| appeal.state.is_filed());
        match self.may_decide(&mut tx, placed, place, now).await? {
            Ok(()) => {}
            Err(WhyNot::NotYours | WhyNot::Judged) => return Err(AppError::NotFound),
            Err(WhyNot::StillOpen(closes)) => {
                return Err(AppError::Closed { opens: Some(closes), closed: None });
            }
            Err(WhyNot::Frozen) => return Err(self.frozen(&mut tx).await?),
        }
        let mut appeal = appeal.ok_or(AppError::NotFound)?;
        let contested = appeal.contested.clone();
        let contested = contested.ok_or_else(|| AppError::Fault("a filed appeal contests nothing".into()))?;
        let answer = store::answer::get(&mut tx, round.id, place.body.as_str(), question.code.as_str());
        let answer = answer.await?.map(|saved| saved.value);
        let claim = claimed(&instrument, question, answer.as_ref());
        let case = Case { question, answer: answer.as_ref(), claimed: &claim, contested: &contested };
        let reason = decision.reason.trim();
        let (outcome, judged) =
            decide(case, &decision.review, reason, &round.rules.appeal).map_err(AppError::Invalid)?;
        let next = appeal.state.transition(AppealAction::Decide(outcome));
        let next = next.ok_or(AppError::Conflict(Conflict::State(appeal.state.code())))?;
        let share = judged.share();
        let new = NewJudgement {
            tier: Tier::Appeal,
            value: &decision.review,
            share: &share,
            reason,
            by: who.person,
            at: now,
        };
        let Some(version) = store::judgement::save(&mut tx, place, decision.base, &new).await? else {
            let tiers =
                store::judgement::of_question(&mut tx, round.id, place.body.as_str(), question.code.as_str());
            return met(tiers.await?.appeal.as_ref(), decision, who.person);
        };
        appeal.state = next;
        appeal.decided_at = Some(now);
        store::appeal::save(&mut tx, round.id, &appeal).await?;
        self.tell(&mut tx, placed, &appeal, &decision_data(version, &appeal, decision, &judged), now).await?;
        tx.commit().await?;
        Ok(version)
    }

    async fn frozen(&self, conn: &mut Conn) -> Result<AppError, AppError> {
        let round = self.reviewer.round();
        let live = store::announcement::pending(conn, round.id).await?;
        let state = live.map_or(round.state.code(), |live| live.state.code());
        Ok(AppError::Conflict(Conflict::State(state)))
    }

    /// Writes the decision down and tells the office.
    async fn tell(
        &self,
        conn: &mut Conn,
        placed: &Placed,
        appeal: &Appeal,
        data: &serde_json::Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let (round, who) = (self.reviewer.round(), &self.reviewer.who);
        let event = NewEvent {
            at: now,
            actor: Some(who.person),
            body: Some(&placed.body.code),
            round: Some(round.id),
            object_kind: OBJECT,
            object_id: format!("{}/{}/{}", round.id, appeal.body, appeal.question),
            kind: "decided",
            data,
        };
        event::append(conn, event).await?;
        let instrument = self.reviewer.app.instrument(conn, round.instrument).await?;
        let number = instrument.question(appeal.question.as_str()).map(|question| question.number);
        let notice = json!({
            "office": placed.body.office_name, "number": number, "outcome": appeal.state,
            "reason": data["reason"],
            "path": format!("/saq/{}/{}/sanggah/{}", round.slug, placed.body.slug, appeal.question),
        });
        let people = store::participation::of_office(conn, placed.body.code.as_str()).await?;
        self.reviewer.app.notify(conn, &people, &Message::new("appeal_decided", round, notice)).await
    }
}

fn decision_data(
    version: i64,
    appeal: &Appeal,
    decision: &Decision,
    judged: &domain::review::Judged,
) -> serde_json::Value {
    json!({
        "version": version,
        "outcome": appeal.state,
        "review": decision.review,
        "share": judged.share(),
        "contested": appeal.contested.as_ref().map(domain::review::Judged::share),
        "reason": decision.reason.trim(),
    })
}

/// Two decisions met: the same one sent twice by one person is one, otherwise the present one is shown.
fn met(present: Option<&Judgement>, sent: &Decision, who: PersonId) -> Result<i64, AppError> {
    let Some(present) = present else {
        return Err(AppError::Conflict(Conflict::Version { current: 0, value: "null".to_owned() }));
    };
    let same = present.judged_by == who
        && present.version == sent.base + 1
        && present.value == sent.review
        && present.reason == sent.reason.trim();
    if same {
        return Ok(present.version);
    }
    let value = serde_jcs::to_string(&json!({
        "review": present.value, "share": present.share, "reason": present.reason, "by": present.judged_by_name,
    }));
    let value = value.map_err(|error| AppError::Fault(error.to_string()))?;
    Err(AppError::Conflict(Conflict::Version { current: present.version, value }))
}
