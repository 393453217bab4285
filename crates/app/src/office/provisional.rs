//! What an office sees of its own score before the results are: what was judged, why, and what it may still contest.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::appeal::{self, NotContestable};
use domain::codes::QuestionCode;
use domain::exact::Exact;
use domain::instrument::Question;
use domain::policy::Action;
use domain::results_file::Entry;
use domain::review::{Judged, claimed};
use domain::round::{PhaseKind, Standing, Window};
use domain::scheme::Scheme;
use domain::scoring::{SelfShare, found};
use domain::tier::{Tier, Tiers};
use domain::visibility::may_see_provisional;
use jiff::Timestamp;
use sql::Conn;
use store::appeal::Appeal;

use super::{ASSESSMENT, Office, phase_window};
use crate::{AppError, values};

/// What one tier said of an answer, as the office reads it. Who it was stays with those who judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which tier.
    pub tier: Tier,
    /// What it gave, 0 to 1.
    pub share: Exact,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// One question of the provisional result.
#[derive(Debug, Clone)]
pub struct ProvisionalLine {
    /// The question.
    pub question: Question,
    /// What the office claims.
    pub claimed: SelfShare,
    /// What the question came to.
    pub standing: Judged,
    /// What each tier said, the earliest first; empty where the system scores.
    pub said: Vec<Said>,
    /// The office's appeal.
    pub appeal: Option<Appeal>,
    /// Whether it can be contested, whatever the time.
    pub contestable: Result<(), NotContestable>,
}

/// The provisional result of an office.
#[derive(Debug, Clone)]
pub struct Provisional {
    /// The worked sum as it stands: components behind a gate are not in it, as nobody has passed one.
    pub entry: Entry,
    /// Components and their weights.
    pub scheme: Arc<Scheme>,
    /// In the order of the instrument; empty where the office did not submit.
    pub lines: Vec<ProvisionalLine>,
    /// When this office may contest.
    pub window: Option<Window>,
    /// Where this moment stands to it.
    pub standing: Standing,
}

impl Provisional {
    /// How many questions could be contested and are not.
    #[must_use]
    pub fn unused(&self) -> usize {
        let open = |line: &&ProvisionalLine| {
            let used = line.appeal.as_ref().is_some_and(|appeal| appeal.state.is_filed());
            line.contestable.is_ok() && !used
        };
        self.lines.iter().filter(open).count()
    }
}

impl Office {
    /// The provisional result where there is one, for pages that only speak of it.
    pub async fn provisional_unseen(&self) -> Result<Option<Provisional>, AppError> {
        match self.provisional_in(&mut self.app.db().read().await?).await {
            Ok(result) => Ok(Some(result)),
            Err(AppError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The provisional result. The first sight of it is written down.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before the appeals open.
    pub async fn provisional(&self) -> Result<Provisional, AppError> {
        let mut conn = self.app.db().read().await?;
        let seen = self.provisional_in(&mut conn).await?;
        drop(conn);
        if self.may(Action::FileAppeal) {
            self.note_sight().await?;
        }
        Ok(seen)
    }

    async fn note_sight(&self) -> Result<(), AppError> {
        let code = self.placed.body.code.as_str();
        let seen = store::appeal::has_seen(&mut self.app.db().read().await?, self.round.id, code).await?;
        if seen {
            return Ok(());
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        if store::appeal::seen(&mut tx, self.round.id, code, now).await? {
            let data = serde_json::json!({});
            self.log(&mut tx, now, ASSESSMENT, self.object(), "provisional_seen", data).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn provisional_in(&self, conn: &mut Conn) -> Result<Provisional, AppError> {
        let now = self.app.now();
        let (round, body) = (&self.round, &self.placed.body);
        let schedule = store::round::schedule(conn, round.id).await?;
        if !may_see_provisional(&schedule, round.state, now) {
            return Err(AppError::NotFound);
        }
        let window = phase_window(conn, round, &body.code, PhaseKind::Appeal).await?;
        let (scheme, entry, set) = self.app.score_alone(conn, round, body).await?;
        let mut appeals = store::appeal::of_body(conn, round.id, body.code.as_str()).await?;
        let mut said = self.said(conn).await?;
        let is_scored = entry.outcome == "scored";
        let mut lines = Vec::new();
        for question in self.instrument.questions().filter(|_| is_scored) {
            let answer = set.answers.get(&question.code);
            let came_to = found(question, answer, set.reviews.get(&question.code))
                .map_err(|error| AppError::Fault(format!("{}/{}: {error}", body.code, question.code)))?;
            let standing = appeal::standing(&came_to);
            lines.push(ProvisionalLine {
                claimed: claimed(&self.instrument, question, answer),
                contestable: appeal::contestable(question, &standing),
                standing,
                said: said.remove(&question.code).unwrap_or_default(),
                appeal: appeals.remove(&question.code),
                question: question.clone(),
            });
        }
        let standing = super::standing(round, window, now);
        Ok(Provisional { entry, scheme, lines, window, standing })
    }

    /// What each tier said, by question.
    async fn said(&self, conn: &mut Conn) -> Result<BTreeMap<QuestionCode, Vec<Said>>, AppError> {
        let tiers = values::said_of_body(conn, self.round.id, &self.placed.body.code).await?;
        let shown = |tiers: Tiers<values::Said>| {
            let said = Tier::ALL.into_iter().filter_map(|tier| {
                let said = tiers.get(tier)?;
                Some(Said { tier, share: said.share.clone(), reason: said.reason.clone(), at: said.at })
            });
            said.collect()
        };
        Ok(tiers.into_iter().map(|(question, tiers)| (question, shown(tiers))).collect())
    }
}
