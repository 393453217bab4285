//! Judging what offices submitted: the province's verifiers, and those at RI who look over their shoulder.

mod item;
mod queue;
mod returning;
mod save;
mod second;
mod workbench;

pub use item::{Ahead, Closing, Item, Neighbours, Place};
pub use queue::{Hold, OfficeItem, OfficeLine, OfficeQueue, Order, QuestionLine, Queue, ReviewRound};
pub use returning::RETURNED_BEFORE;
pub use save::{AT_OFFICE, IN_OTHER_HANDS, Verdict};
pub(crate) use second::READING;
pub use second::ReadingLine;
pub use workbench::Workbench;

use std::collections::{BTreeMap, BTreeSet};

use domain::assessment::AssessmentState;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::RoundId;
use domain::policy::Action;
use domain::round::{PhaseKind, Schedule, Standing, Window};
use domain::verification::duty::{self, Bar};
use jiff::Timestamp;
use sql::Conn;
use store::assessment::Assessment;
use store::body::Placed;
use store::duty::Duty;
use store::round::{Extension, Round};

use crate::{Access, App, AppError, Principal};

/// Judges offices of one round.
#[derive(Debug, Clone)]
pub struct Reviewer {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) round: Round,
    pub(crate) schedule: Schedule,
    /// The offices whose submissions this person may see, by code.
    pub(crate) offices: Vec<Seen>,
    /// Answers that wait for a blind reading by somebody like this person: what the province said of them is withheld.
    pub(crate) withheld: BTreeSet<(BodyCode, QuestionCode)>,
}

/// An office whose submission somebody may see.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) placed: Placed,
    pub(crate) state: AssessmentState,
    /// Whether that person may judge it too.
    pub(crate) may_review: bool,
    /// What keeps the person from judging it, where the role alone would not.
    pub(crate) bar: Option<Bar>,
    /// In whose hands it is.
    pub(crate) holder: Option<Duty>,
}

/// What decides, beyond the roles, who judges which office of a round.
struct Duties {
    served: BTreeSet<BodyCode>,
    holders: BTreeMap<BodyCode, Duty>,
}

impl Duties {
    async fn load(conn: &mut Conn, who: &Principal, round: RoundId) -> Result<Self, AppError> {
        let served = store::duty::served(conn, who.person).await?;
        Ok(Self { served, holders: store::duty::of_round(conn, round).await? })
    }
}

impl Access {
    /// The rounds in which this person has something to judge, latest first.
    pub async fn reviews(&self) -> Result<Vec<ReviewRound>, AppError> {
        let mut conn = self.app.db().read().await?;
        let bodies = bodies(&mut conn).await?;
        let mut found = Vec::new();
        for round in store::round::all(&mut conn).await? {
            if !round.state.is_visible_to_participants() {
                continue;
            }
            let assessments = store::assessment::of_round(&mut conn, round.id).await?;
            let duties = Duties::load(&mut conn, &self.who, round.id).await?;
            let seen = seen(&self.who, &bodies, assessments, duties);
            if !seen.is_empty() {
                let schedule = store::round::schedule(&mut conn, round.id).await?;
                let zone = self.who.zone(&mut conn, round.zone).await?;
                found.push(ReviewRound::new(round, schedule.window(PhaseKind::Verification), zone, &seen));
            }
        }
        Ok(found)
    }

    /// The handle for one round, for somebody who may see the submission of one of its offices at least.
    pub async fn reviewer(&self, round: &str) -> Result<Reviewer, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        if !round.state.is_visible_to_participants() {
            return Err(AppError::NotFound);
        }
        let schedule = store::round::schedule(&mut conn, round.id).await?;
        round.state = round.state.at(&schedule, self.app.now());
        let assessments = store::assessment::of_round(&mut conn, round.id).await?;
        let duties = Duties::load(&mut conn, &self.who, round.id).await?;
        let offices = seen(&self.who, &bodies(&mut conn).await?, assessments, duties);
        if offices.is_empty() {
            return Err(AppError::NotFound);
        }
        let withheld = withheld(&mut conn, &self.who, round.id, &offices).await?;
        Ok(Reviewer { app: self.app.clone(), who: self.who.clone(), round, schedule, offices, withheld })
    }
}

async fn bodies(conn: &mut Conn) -> Result<BTreeMap<BodyCode, Placed>, AppError> {
    let all = store::body::all(conn).await?;
    Ok(all.into_iter().map(|placed| (placed.body.code.clone(), placed)).collect())
}

fn seen(
    who: &Principal,
    bodies: &BTreeMap<BodyCode, Placed>,
    assessments: Vec<Assessment>,
    mut duties: Duties,
) -> Vec<Seen> {
    let seen = assessments.into_iter().filter_map(|assessment| {
        let placed = bodies.get(&assessment.body)?;
        who.may(Action::ViewSubmission, placed).then(|| {
            let code = &placed.body.code;
            let holder = duties.holders.remove(code);
            let hands = holder.as_ref().map(|duty| duty.person);
            let bar = duty::bar(&duties.served, hands, who.person, code);
            let has_role = who.may(Action::Review, placed);
            Seen {
                placed: placed.clone(),
                state: assessment.state,
                may_review: has_role && bar.is_none(),
                bar: bar.filter(|_| has_role),
                holder,
            }
        })
    });
    seen.collect()
}

/// The answers that wait for a blind reading, of those that somebody could read.
async fn withheld(
    conn: &mut Conn,
    who: &Principal,
    round: RoundId,
    offices: &[Seen],
) -> Result<BTreeSet<(BodyCode, QuestionCode)>, AppError> {
    let reads: BTreeSet<&BodyCode> = offices
        .iter()
        .filter(|seen| who.may(Action::ControlReview, &seen.placed))
        .map(|seen| &seen.placed.body.code)
        .collect();
    if reads.is_empty() {
        return Ok(BTreeSet::new());
    }
    let waiting = store::reading::waiting(conn, round).await?;
    Ok(waiting.into_iter().filter(|(body, _)| reads.contains(body)).collect())
}

impl Reviewer {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// The office with this slug or code, among those that this person may see.
    pub(crate) fn office(&self, key: &str) -> Result<&Seen, AppError> {
        let is_it =
            |seen: &&Seen| seen.placed.body.slug.as_str() == key || seen.placed.body.code.as_str() == key;
        self.offices.iter().find(is_it).ok_or(AppError::NotFound)
    }

    /// Whether judgements of an office are accepted now, with its own extension.
    pub(crate) fn check_open(&self, extensions: &[Extension], now: Timestamp) -> Result<(), AppError> {
        self.open_window(extensions, now).map(|_| ())
    }

    /// As [`Self::check_open`], with the window of that office.
    pub(crate) fn open_window(&self, extensions: &[Extension], now: Timestamp) -> Result<Window, AppError> {
        let Some(mut window) = self.schedule.window(PhaseKind::Verification) else {
            return Err(AppError::Closed { opens: None, closed: None });
        };
        let longer = extensions.iter().filter(|extension| extension.kind == PhaseKind::Verification);
        window.closes = longer.map(|extension| extension.closes).fold(window.closes, Timestamp::max);
        match window.at(now) {
            Standing::Open => Ok(window),
            Standing::Before => Err(AppError::Closed { opens: Some(window.opens), closed: None }),
            Standing::After => Err(AppError::Closed { opens: None, closed: Some(window.closes) }),
        }
    }
}
