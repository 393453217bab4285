//! How appeals stand, by province: for the body that runs the round.

use std::collections::{BTreeMap, BTreeSet};

use domain::appeal::AppealState;
use domain::assessment::AssessmentState;
use domain::body::Body;
use domain::codes::BodyCode;
use domain::round::{PhaseKind, Window};
use store::round::Round;

use crate::AppError;
use crate::national::National;

/// How the appeals of the offices under one body stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProvinceFigures {
    /// The body above them; none for those at the root.
    pub parent: Option<Body>,
    /// Offices that submitted.
    pub offices: usize,
    /// Those of them that have seen their provisional result.
    pub seen: usize,
    /// Those of them that filed something that was not taken back.
    pub filing: usize,
    /// Appeals in each state.
    pub states: BTreeMap<AppealState, usize>,
}

impl ProvinceFigures {
    /// How many appeals are in one of these states.
    #[must_use]
    pub fn count(&self, wanted: impl Fn(AppealState) -> bool) -> usize {
        self.states.iter().filter(|(state, _)| wanted(**state)).map(|(_, count)| count).sum()
    }

    fn add(&mut self, other: &Self) {
        self.offices += other.offices;
        self.seen += other.seen;
        self.filing += other.filing;
        for (state, count) in &other.states {
            *self.states.entry(*state).or_default() += count;
        }
    }
}

/// How the appeals of a round stand.
#[derive(Debug, Clone)]
pub struct AppealFigures {
    /// The round.
    pub round: Round,
    /// When offices may contest; nothing where the round has no appeals.
    pub window: Option<Window>,
    /// By the code of the body above.
    pub provinces: Vec<ProvinceFigures>,
    /// All of them.
    pub total: ProvinceFigures,
}

impl National {
    /// How the appeals of a round stand, by province.
    pub async fn appeal_figures(&self, slug: &str) -> Result<AppealFigures, AppError> {
        let round = self.round(slug).await?.round;
        let mut conn = self.app.db().read().await?;
        let bodies: BTreeMap<BodyCode, Body> = store::body::all(&mut conn)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed.body))
            .collect();
        let seen: BTreeSet<BodyCode> =
            store::appeal::seen_by(&mut conn, round.id).await?.into_iter().collect();
        let appeals = store::appeal::of_round(&mut conn, round.id).await?;
        let mut provinces: BTreeMap<Option<BodyCode>, ProvinceFigures> = BTreeMap::new();
        for assessment in store::assessment::of_round(&mut conn, round.id).await? {
            if assessment.state != AssessmentState::Submitted {
                continue;
            }
            let parent = bodies.get(&assessment.body).and_then(|body| body.parent.clone());
            let of_parent = provinces.entry(parent.clone()).or_default();
            of_parent.parent = parent.and_then(|code| bodies.get(&code).cloned());
            of_parent.offices += 1;
            of_parent.seen += usize::from(seen.contains(&assessment.body));
            let own = appeals.iter().filter(|appeal| appeal.body == assessment.body);
            let mut files = false;
            for appeal in own {
                *of_parent.states.entry(appeal.state).or_default() += 1;
                files |= appeal.state.is_filed();
            }
            of_parent.filing += usize::from(files);
        }
        let mut total = ProvinceFigures::default();
        for province in provinces.values() {
            total.add(province);
        }
        let window = store::round::schedule(&mut conn, round.id).await?.window(PhaseKind::Appeal);
        Ok(AppealFigures { round, window, provinces: provinces.into_values().collect(), total })
    }
}
