//! What those who manage rounds see.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::assessment::AssessmentState;
use domain::codes::{BodyCode, QuestionCode};
use domain::round::Schedule;
use domain::scheme::Scheme;
use store::body::Placed;
use store::event::{self, Event};
use store::participation::Progress;
use store::round::{Extension, Guideline, Round};

use super::{Document, National};
use crate::AppError;

/// Most events in the history of a round.
const HISTORY_MAX: i64 = 500;

/// A round in a list.
#[derive(Debug, Clone)]
pub struct RoundLine {
    /// The round, its state that of this moment.
    pub round: Round,
    /// Its phases.
    pub schedule: Schedule,
}

/// How far the offices under one parent are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgressLine {
    /// Name of the office above them; empty for those at the root.
    pub parent: String,
    /// Have not opened it.
    pub invited: i64,
    /// Are filling it.
    pub in_progress: i64,
    /// Are signed off or endorsed.
    pub signed: i64,
    /// Have submitted it.
    pub submitted: i64,
}

impl ProgressLine {
    /// How many offices.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.invited + self.in_progress + self.signed + self.submitted
    }

    fn count(&mut self, state: AssessmentState, count: i64) {
        match state {
            AssessmentState::Invited => self.invited += count,
            AssessmentState::InProgress => self.in_progress += count,
            AssessmentState::SignedOff | AssessmentState::Endorsed => self.signed += count,
            AssessmentState::Submitted => self.submitted += count,
        }
    }
}

/// Everything about a round.
#[derive(Debug, Clone)]
pub struct RoundDetail {
    /// The round, its state that of this moment.
    pub round: Round,
    /// Its phases.
    pub schedule: Schedule,
    /// Its questions.
    pub instrument: Document,
    /// How they become a score.
    pub scheme: Document,
    /// The round whose results stand beside this one's.
    pub previous: Option<Round>,
    /// The bodies that take part, by code.
    pub participants: Vec<Placed>,
    /// More time for some of them.
    pub extensions: Vec<Extension>,
    /// Files to read.
    pub guidelines: Vec<Guideline>,
    /// The round's own tutorial links.
    pub tutorials: BTreeMap<QuestionCode, String>,
    /// How far the offices are, by parent.
    pub progress: Vec<ProgressLine>,
    /// What happened to the round, latest first.
    pub history: Vec<Event>,
}

impl National {
    /// The rounds of this body, latest year first.
    pub async fn rounds(&self) -> Result<Vec<RoundLine>, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let mut lines = Vec::new();
        for mut round in store::round::all(&mut conn).await? {
            if round.owner == self.owner.body.code {
                let schedule = store::round::schedule(&mut conn, round.id).await?;
                round.state = round.state.at(&schedule, now);
                lines.push(RoundLine { round, schedule });
            }
        }
        Ok(lines)
    }

    /// Everything about a round.
    pub async fn round(&self, slug: &str) -> Result<RoundDetail, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let mut round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let schedule = store::round::schedule(&mut conn, round.id).await?;
        round.state = round.state.at(&schedule, now);
        let instrument = store::instrument::instrument_by_id(&mut conn, round.instrument).await?;
        let scheme = store::instrument::scheme_by_id(&mut conn, round.scheme).await?;
        let previous = match round.previous {
            Some(previous) => store::round::by_id(&mut conn, previous).await?,
            None => None,
        };
        let progress = store::participation::progress(&mut conn, round.id).await?;
        Ok(RoundDetail {
            instrument: instrument.ok_or(AppError::NotFound)?.into(),
            scheme: scheme.ok_or(AppError::NotFound)?.into(),
            previous,
            participants: store::participation::bodies(&mut conn, round.id).await?,
            extensions: store::round::extensions(&mut conn, round.id).await?,
            guidelines: store::round::guidelines(&mut conn, round.id).await?,
            tutorials: store::round::tutorials(&mut conn, round.id).await?,
            progress: by_parent(progress),
            history: event::of_object(&mut conn, "round", &round.id.to_string(), HISTORY_MAX).await?,
            round,
            schedule,
        })
    }

    /// The scheme of a round, read.
    pub async fn scheme_of(&self, slug: &str) -> Result<Arc<Scheme>, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        self.app.scheme(&mut conn, round.scheme).await
    }

    /// The bodies that can take part in a round, parents before children: all below the owner, but for those in whose place
    /// others stood already when the round was made. Whoever takes part is there in any case.
    pub async fn candidates(&self, slug: &str) -> Result<Vec<Placed>, AppError> {
        let mut all = self.below().await?;
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let made = super::participants::made_on(&mut conn, &round).await?;
        let present = store::assessment::of_round(&mut conn, round.id).await?;
        let successions = store::succession::all(&mut conn).await?;
        all.retain(|Placed { body, .. }| {
            !successions.is_closed(&body.code, made)
                || present.iter().any(|assessment| assessment.body == body.code)
        });
        Ok(all)
    }

    /// The bodies below the owner, parents before children.
    pub(super) async fn below(&self) -> Result<Vec<Placed>, AppError> {
        let mut conn = self.app.db().read().await?;
        let all = store::body::all(&mut conn).await?;
        Ok(all.into_iter().filter(|placed| placed.above.contains(&self.owner.body.code)).collect())
    }
}

fn by_parent(counts: Vec<Progress>) -> Vec<ProgressLine> {
    let mut lines: BTreeMap<Option<BodyCode>, ProgressLine> = BTreeMap::new();
    for found in counts {
        let line = lines.entry(found.parent).or_default();
        line.parent = found.parent_name.unwrap_or_default();
        line.count(found.state, found.count);
    }
    lines.into_values().collect()
}
