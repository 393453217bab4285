//! What offices contest, for those who decide it and for those who judged it first.

use std::collections::BTreeMap;

use domain::appeal::AppealState;
use domain::body::{Body, Zone};
use domain::exact::Exact;
use domain::ids::EvidenceId;
use domain::instrument::Question;
use domain::review::Judged;
use domain::round::{PhaseKind, Window};
use jiff::Timestamp;
use store::answer::Place;
use store::appeal::Appeal;
use store::body::Placed;
use store::event::Event;
use store::evidence::Evidence;
use store::judgement::Judgement;
use store::round::Round;

use super::OBJECT;
use super::decide::WhyNot;
use crate::belief::{self, Belief, View};
use crate::link::{LinkProof, links_of, proofs};
use crate::reviewer::{Item, Order, Reviewer};
use crate::{Access, AppError};

/// Most events of an appeal that are shown.
const HISTORY_MAX: i64 = 50;

/// Looks at what offices contest in one round, and decides it where the round gives that to this person.
#[derive(Debug, Clone)]
pub struct Decider {
    pub(super) reviewer: Reviewer,
}

impl Access {
    /// The appeals of one round, for somebody who may see the submission of one of its offices at least.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn decider(&self, round: &str) -> Result<Decider, AppError> {
        Ok(Decider { reviewer: self.reviewer(round).await? })
    }
}

/// An appeal in a list.
#[derive(Debug, Clone)]
pub struct AppealLine {
    /// The office.
    pub body: Body,
    /// The question.
    pub question: Question,
    /// Where it stands.
    pub state: AppealState,
    /// When it was filed.
    pub filed_at: Option<Timestamp>,
    /// What was contested.
    pub contested: Option<Judged>,
    /// What was decided, 0 to 1.
    pub decided: Option<Exact>,
    /// Whether this person can decide it now.
    pub may_decide: Result<(), WhyNot>,
}

/// The appeals that somebody sees in a round.
#[derive(Debug, Clone)]
pub struct AppealQueue {
    /// The round.
    pub round: Round,
    /// When offices may contest; nothing where the round has no appeals.
    pub window: Option<Window>,
    /// The zone of the reader's office.
    pub zone: Zone,
    /// Filed and decided ones: first those that this person can decide, the longest filed first.
    pub lines: Vec<AppealLine>,
}

/// One appeal with everything that is needed to decide it.
#[derive(Debug, Clone)]
pub struct AppealItem {
    /// The answer, its evidence, and the first judgement.
    pub item: Item,
    /// The appeal.
    pub appeal: Appeal,
    /// What came with it.
    pub evidence: Vec<Evidence>,
    /// What is known of the files of it.
    pub beliefs: BTreeMap<EvidenceId, Belief>,
    /// What is known of the links of it.
    pub links: Vec<LinkProof>,
    /// The second reading, where there is one.
    pub national: Option<Judgement>,
    /// The decision, where there is one.
    pub decision: Option<Judgement>,
    /// Whether this person can decide it now.
    pub may_decide: Result<(), WhyNot>,
    /// Whether a decision may give less than what was contested.
    pub may_go_down: bool,
    /// What has happened to it since it was filed, latest first.
    pub history: Vec<Event>,
}

impl Decider {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        self.reviewer.round()
    }

    /// The appeals that this person sees. Drafts and what was taken back stay with their office.
    pub async fn queue(&self) -> Result<AppealQueue, AppError> {
        let reviewer = &self.reviewer;
        let now = reviewer.app.now();
        let mut conn = reviewer.app.db().read().await?;
        let instrument = reviewer.app.instrument(&mut conn, reviewer.round.instrument).await?;
        let seen: BTreeMap<&str, &Placed> =
            reviewer.offices.iter().map(|seen| (seen.placed.body.code.as_str(), &seen.placed)).collect();
        let mut lines = Vec::new();
        for appeal in store::appeal::of_round(&mut conn, reviewer.round.id).await? {
            let (Some(placed), Some(question)) =
                (seen.get(appeal.body.as_str()), instrument.question(appeal.question.as_str()))
            else {
                continue;
            };
            if !appeal.state.is_filed() {
                continue;
            }
            let place = Place { round: reviewer.round.id, body: &appeal.body, question: &appeal.question };
            let may_decide = self.may_decide(&mut conn, placed, place, now).await?;
            let tiers = if appeal.state.is_decided() {
                let (body, code) = (appeal.body.as_str(), appeal.question.as_str());
                store::judgement::of_question(&mut conn, reviewer.round.id, body, code).await?
            } else {
                domain::tier::Tiers::default()
            };
            lines.push(AppealLine {
                body: placed.body.clone(),
                question: question.clone(),
                state: appeal.state,
                filed_at: appeal.filed_at,
                contested: appeal.contested,
                decided: tiers.appeal.map(|judged| judged.share),
                may_decide,
            });
        }
        let rank = |line: &AppealLine| (line.state.is_decided(), line.may_decide.is_err(), line.filed_at);
        lines.sort_by_key(rank);
        Ok(AppealQueue {
            round: reviewer.round.clone(),
            window: reviewer.schedule.window(PhaseKind::Appeal),
            zone: reviewer.who.zone(&mut conn, reviewer.round.zone).await?,
            lines,
        })
    }

    /// One appeal.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where none was filed that this person may see.
    pub async fn item(&self, body: &str, question: &str) -> Result<AppealItem, AppError> {
        let reviewer = &self.reviewer;
        let now = reviewer.app.now();
        let seen = reviewer.office(body)?;
        let mut conn = reviewer.app.db().read().await?;
        let (round, code) = (&reviewer.round, &seen.placed.body.code);
        let instrument = reviewer.app.instrument(&mut conn, round.instrument).await?;
        let asked = instrument.question(question).ok_or(AppError::NotFound)?;
        let place = Place { round: round.id, body: code, question: &asked.code };
        let appeal = store::appeal::get(&mut conn, place).await?.filter(|appeal| appeal.state.is_filed());
        let appeal = appeal.ok_or(AppError::NotFound)?;
        let evidence = store::evidence::of_appeal(&mut conn, round.id, code.as_str(), question).await?;
        let view = View {
            who: &reviewer.who,
            round,
            body: &seen.placed.body,
            instrument: &instrument,
            closes: None,
        };
        let beliefs = belief::of_evidence(&mut conn, view, &evidence).await?;
        let probes = store::probe::of_question(&mut conn, round.id, code.as_str(), question).await?;
        let links = proofs(links_of(None, &evidence), probes.iter(), None, now)?;
        let may_decide = self.may_decide(&mut conn, &seen.placed, place, now).await?;
        let tiers = store::judgement::of_question(&mut conn, round.id, code.as_str(), question).await?;
        let object = format!("{}/{code}/{question}", round.id);
        let mut history = store::event::of_object(&mut conn, OBJECT, &object, HISTORY_MAX).await?;
        // What was written before it was filed is the office's own.
        let filed = history.iter().rposition(|event| event.kind == "filed").map_or(0, |at| at + 1);
        history.truncate(filed);
        drop(conn);
        let item = reviewer.item(body, question, Order::Office).await?;
        Ok(AppealItem {
            item,
            appeal,
            evidence,
            beliefs,
            links,
            national: tiers.national,
            decision: tiers.appeal,
            may_decide,
            may_go_down: round.rules.appeal.may_go_down,
            history,
        })
    }
}
