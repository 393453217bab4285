//! What came out: each body with its worked sum, and how many came to what.

use super::{Assessed, Engine, Found, Outcome, QuestionResult, SectionResult, Standing, total, worksheet};
use crate::codes::{BodyCode, CategoryCode, ComponentCode, QuestionCode};
use crate::exact::Exact;
use crate::instrument::Instrument;
use crate::scheme::Scheme;

/// The results of all bodies, in the order of the set.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    pub(super) engine: Engine<'a>,
    pub(super) bodies: Vec<Assessed>,
    /// For each gate, which bodies passed.
    pub(super) passed: Vec<Vec<bool>>,
    pub(super) standings: Vec<Standing>,
}

/// The result of one body with its worked sum. Where the outcome is not `Scored`, all but `code`, `parent` and `outcome`
/// are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyResult {
    /// Which body.
    pub code: BodyCode,
    /// Its group for `rank_in_parent`.
    pub parent: Option<BodyCode>,
    /// What became of it.
    pub outcome: Outcome,
    /// Each component that was expected and has a score, in the order of the scheme.
    pub components: Vec<ComponentResult>,
    /// The exact total, 0 to 100.
    pub total: Option<Exact>,
    /// The label of the total.
    pub category: Option<CategoryCode>,
    /// Among all bodies, from 1; equal bodies share a rank.
    pub rank: Option<u32>,
    /// Among the bodies with the same parent, from 1.
    pub rank_in_parent: Option<u32>,
    /// Components whose gate it passed, in the order of the gates.
    pub passed: Vec<ComponentCode>,
    /// Points of the sections, in the order of the instrument.
    pub sections: Vec<SectionResult>,
    /// Weight, share and points of the questions, in the order of the instrument.
    pub questions: Vec<QuestionResult>,
    /// Questions first, then components.
    pub warnings: Vec<Warning>,
}

/// A component in the worked sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentResult {
    /// Which component.
    pub code: ComponentCode,
    /// Its score, 0 to 100.
    pub score: Exact,
    /// Its weight in the total of this body, of 100: for role `weight` after reweighing, for a bonus its own; `None` for a
    /// rerank, which the total leaves out.
    pub weight: Option<Exact>,
}

/// Something that people should look at; it changes no score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A question without an answer counted 0.
    Unanswered(QuestionCode),
    /// A question with an answer and no complete review counted 0.
    Unreviewed(QuestionCode),
    /// An expected component has no score.
    Missing(ComponentCode),
    /// A component was scored although the body did not pass its gate; the score is ignored.
    NotExpected(ComponentCode),
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unanswered(code) => write!(f, "unanswered:{code}"),
            Self::Unreviewed(code) => write!(f, "unreviewed:{code}"),
            Self::Missing(code) => write!(f, "missing:{code}"),
            Self::NotExpected(code) => write!(f, "not_expected:{code}"),
        }
    }
}

/// How many bodies came to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Bodies with a total.
    pub scored: u32,
    /// Scored bodies in each category, in the order of the scheme, zero too.
    pub by_category: Vec<(CategoryCode, u32)>,
    /// Bodies that never signed in.
    pub not_registered: u32,
    /// Bodies that did not submit.
    pub not_submitted: u32,
    /// Bodies that are not assessed.
    pub not_assessed: u32,
}

impl<'a> Results<'a> {
    /// The instrument that was used.
    pub fn instrument(&self) -> &'a Instrument {
        self.engine.instrument
    }

    /// The scheme that was used.
    pub fn scheme(&self) -> &'a Scheme {
        self.engine.scheme
    }

    /// How many bodies there are.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether there is no body.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// All bodies in the order of the set.
    pub fn iter(&self) -> impl Iterator<Item = BodyResult> + '_ {
        (0..self.len()).filter_map(|index| self.body(index))
    }

    /// The result of the body with this code.
    pub fn find(&self, code: &str) -> Option<BodyResult> {
        self.body(self.bodies.iter().position(|body| body.code == *code)?)
    }

    /// The result of a body by its position in the set, from 0.
    pub fn body(&self, index: usize) -> Option<BodyResult> {
        let (body, standing) = (self.bodies.get(index)?, &self.standings[index]);
        let mut result = BodyResult {
            code: body.code.clone(),
            parent: body.parent.clone(),
            outcome: standing.outcome,
            components: Vec::new(),
            total: None,
            category: None,
            rank: None,
            rank_in_parent: None,
            passed: Vec::new(),
            sections: Vec::new(),
            questions: Vec::new(),
            warnings: Vec::new(),
        };
        if standing.outcome != Outcome::Scored {
            return Some(result);
        }
        let scheme = self.engine.scheme;
        result.total = Some(standing.total.clone());
        result.category = standing.category.map(|category| scheme.categories[category].code.clone());
        result.rank = Some(standing.rank);
        result.rank_in_parent = Some(standing.rank_in_parent);
        let gates = scheme.gates.iter().zip(&self.passed);
        result.passed =
            gates.filter(|(_, passed)| passed[index]).map(|(gate, _)| gate.into.clone()).collect();
        (result.questions, result.sections) = worksheet::worksheet(self.engine.instrument, &body.found);
        result.warnings = self.warnings(index);
        let weights = total::weights(scheme, &body.scores, |component| self.is_expected(index, component));
        for ((position, component), weight) in scheme.components.iter().enumerate().zip(weights) {
            if self.is_expected(index, position)
                && let Some(score) = &body.scores[position]
            {
                result.components.push(ComponentResult {
                    code: component.code.clone(),
                    score: score.clone(),
                    weight,
                });
            }
        }
        Some(result)
    }

    /// How many bodies came to what.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            scored: 0,
            by_category: self
                .engine
                .scheme
                .categories
                .iter()
                .map(|category| (category.code.clone(), 0))
                .collect(),
            not_registered: 0,
            not_submitted: 0,
            not_assessed: 0,
        };
        for standing in &self.standings {
            match standing.outcome {
                Outcome::Scored => summary.scored += 1,
                Outcome::NotRegistered => summary.not_registered += 1,
                Outcome::NotSubmitted => summary.not_submitted += 1,
                Outcome::NotAssessed => summary.not_assessed += 1,
            }
            if let Some(category) = standing.category {
                summary.by_category[category].1 += 1;
            }
        }
        summary
    }

    /// Whether a component is expected from a body: it has no gate, or the body passed it.
    pub(super) fn is_expected(&self, body: usize, component: usize) -> bool {
        self.engine.gate_of[component].is_none_or(|gate| self.passed[gate][body])
    }

    fn warnings(&self, index: usize) -> Vec<Warning> {
        let body = &self.bodies[index];
        let questions = self.engine.instrument.questions().zip(&body.found);
        let mut warnings: Vec<Warning> = questions
            .filter_map(|(question, found)| match found {
                Found::Unanswered => Some(Warning::Unanswered(question.code.clone())),
                Found::Unreviewed => Some(Warning::Unreviewed(question.code.clone())),
                Found::NotApplicable | Found::Share(_) => None,
            })
            .collect();
        for (position, component) in self.engine.scheme.components.iter().enumerate() {
            let has_score = body.scores[position].is_some();
            let is_bonus = matches!(component.role, crate::scheme::Role::Bonus { .. });
            match (self.is_expected(index, position), has_score) {
                (true, false) if !is_bonus => warnings.push(Warning::Missing(component.code.clone())),
                (false, true) => warnings.push(Warning::NotExpected(component.code.clone())),
                _ => {}
            }
        }
        warnings
    }
}
