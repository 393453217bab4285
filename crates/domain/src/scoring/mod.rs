//! The score of every body, as one pure function of instrument, scheme and assessment set (contract sections 1 and 2).
//!
//! [`score`] does it all. An [`Engine`] takes bodies one at a time, for sets that are too large to be held at once: what it
//! keeps of a body is an [`Assessed`], from which [`Results`] makes the worked sum again when it is asked for.

mod rank;
mod results;
mod self_score;
mod share;
mod total;
mod worksheet;

use rayon::prelude::*;
use thiserror::Error;

pub use results::{BodyResult, ComponentResult, Results, Summary, Warning};
pub use self_score::{SelfQuestion, SelfScore, SelfShare, self_score};
pub use share::{Found, ShareError, found, is_not_applicable, share_of_review};
pub use worksheet::{QuestionResult, SectionResult};

use crate::{
    assessments::{AssessmentSet, BodyAssessment, BodyState},
    codes::{BodyCode, ComponentCode, QuestionCode},
    exact::Exact,
    instrument::{Instrument, Question},
    scheme::{Scheme, Source},
};

/// For each component of the scheme, its weight of 100 in the total of a body with these scores, of which these components
/// are expected (see [`ComponentResult::weight`]).
pub fn component_weights(
    scheme: &Scheme,
    scores: &[Option<Exact>],
    expected: impl Fn(usize) -> bool,
) -> Vec<Option<Exact>> {
    total::weights(scheme, scores, expected)
}

/// How many processors may be used. The results are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cores {
    /// The calling thread alone.
    One,
    /// All of them.
    #[default]
    All,
}

/// A review that the rubric has no share for; a set that was read from a file has none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("body {body}, question {question}: {error}")]
pub struct ScoreError {
    /// At which body.
    pub body: BodyCode,
    /// For which question.
    pub question: QuestionCode,
    /// What is wrong with it.
    pub error: ShareError,
}

/// Scores all bodies of a set.
pub fn score<'a>(
    instrument: &'a Instrument,
    scheme: &'a Scheme,
    set: &AssessmentSet,
    cores: Cores,
) -> Result<Results<'a>, ScoreError> {
    let engine = Engine::new(instrument, scheme);
    let assessed = match cores {
        Cores::One => set.bodies.iter().map(|body| engine.assess(body)).collect::<Result<_, _>>()?,
        Cores::All => set.bodies.par_iter().map(|body| engine.assess(body)).collect::<Result<_, _>>()?,
    };
    Ok(engine.finish(assessed, cores))
}

/// Instrument and scheme, ready to score bodies.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    instrument: &'a Instrument,
    scheme: &'a Scheme,
    /// For each component, the gate that leads into it.
    gate_of: Vec<Option<usize>>,
    /// All questions in the order of their codes, with their position in the instrument.
    by_code: Vec<(usize, &'a Question)>,
}

/// What the engine keeps of one body before gates and ranks are known.
#[derive(Debug, Clone)]
pub struct Assessed {
    code: BodyCode,
    parent: Option<BodyCode>,
    outcome: Outcome,
    submitted_at: Option<jiff::Timestamp>,
    /// What each question came to; empty where the body is not scored.
    found: Box<[Found]>,
    /// The score of each component of the scheme, on the scale of 100.
    scores: Box<[Option<Exact>]>,
    /// The total without gated components.
    ungated_total: Exact,
}

/// What became of a body. The last three are kept apart from a score of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It has a total, a category and ranks.
    Scored,
    /// It never signed in to the round.
    NotRegistered,
    /// It signed in and did not submit by the end.
    NotSubmitted,
    /// It was taken out, no question was applicable, or a component that it needs is missing.
    NotAssessed,
}

impl Outcome {
    /// The word of the results file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::NotRegistered => "not_registered",
            Self::NotSubmitted => "not_submitted",
            Self::NotAssessed => "not_assessed",
        }
    }
}

impl<'a> Engine<'a> {
    /// An engine for one instrument and one scheme.
    pub fn new(instrument: &'a Instrument, scheme: &'a Scheme) -> Self {
        let gate_into = |code: &ComponentCode| scheme.gates.iter().position(|gate| gate.into == *code);
        let gate_of = scheme.components.iter().map(|component| gate_into(&component.code)).collect();
        let mut by_code: Vec<(usize, &Question)> = instrument.questions().enumerate().collect();
        by_code.sort_by(|(_, a), (_, b)| a.code.cmp(&b.code));
        Self { instrument, scheme, gate_of, by_code }
    }

    /// Scores what depends on this body alone.
    pub fn assess(&self, body: &BodyAssessment) -> Result<Assessed, ScoreError> {
        let mut assessed = Assessed {
            code: body.code.clone(),
            parent: body.parent.clone(),
            outcome: match body.state {
                BodyState::Submitted => Outcome::Scored,
                BodyState::NotRegistered => Outcome::NotRegistered,
                BodyState::NotSubmitted => Outcome::NotSubmitted,
                BodyState::NotAssessed => Outcome::NotAssessed,
            },
            submitted_at: body.submitted_at,
            found: Box::default(),
            scores: Box::default(),
            ungated_total: Exact::ZERO,
        };
        if assessed.outcome != Outcome::Scored {
            return Ok(assessed);
        }
        let found = self.found(body)?;
        let Some(points) = worksheet::points(self.instrument, &found) else {
            assessed.outcome = Outcome::NotAssessed;
            return Ok(assessed);
        };
        let percent = (&points * &Exact::HUNDRED).checked_div(&self.instrument.points).unwrap_or_default();
        let scores: Box<[Option<Exact>]> = self
            .scheme
            .components
            .iter()
            .map(|component| match component.source {
                Source::Instrument => Some(percent.clone()),
                Source::Sheet | Source::Panel => body.components.get(&component.code).cloned(),
            })
            .collect();
        match total::total(self.scheme, &scores, |component| self.gate_of[component].is_none()) {
            None => assessed.outcome = Outcome::NotAssessed,
            Some(total) => {
                assessed.ungated_total = total;
                assessed.found = found;
                assessed.scores = scores;
            }
        }
        Ok(assessed)
    }

    /// What each question came to. Answers and reviews lie in the order of their codes, so one walk past both finds all.
    fn found(&self, body: &BodyAssessment) -> Result<Box<[Found]>, ScoreError> {
        let mut all = vec![Found::Unanswered; self.by_code.len()];
        let mut answers = body.answers.iter().peekable();
        let mut reviews = body.reviews.iter().peekable();
        for (position, question) in &self.by_code {
            while answers.next_if(|(code, _)| **code < question.code).is_some() {}
            while reviews.next_if(|(code, _)| **code < question.code).is_some() {}
            let answer = answers.next_if(|(code, _)| **code == question.code).map(|(_, answer)| answer);
            let review = reviews.next_if(|(code, _)| **code == question.code).map(|(_, review)| review);
            all[*position] = found(question, answer, review).map_err(|error| ScoreError {
                body: body.code.clone(),
                question: question.code.clone(),
                error,
            })?;
        }
        Ok(all.into())
    }

    /// Opens the gates, totals and ranks; `bodies` in the order of the results.
    pub fn finish(self, bodies: Vec<Assessed>, cores: Cores) -> Results<'a> {
        let passed = rank::passed(self.scheme, &bodies);
        let standings =
            bodies.iter().enumerate().map(|(index, body)| self.standing(body, index, &passed)).collect();
        let mut results = Results { engine: self, bodies, passed, standings };
        rank::rank(&mut results, cores);
        results
    }

    fn standing(&self, body: &Assessed, index: usize, passed: &[Vec<bool>]) -> Standing {
        let not_scored =
            |outcome| Standing { outcome, total: Exact::ZERO, category: None, rank: 0, rank_in_parent: 0 };
        if body.outcome != Outcome::Scored {
            return not_scored(body.outcome);
        }
        let expected = |component: usize| self.gate_of[component].is_none_or(|gate| passed[gate][index]);
        match total::total(self.scheme, &body.scores, expected) {
            None => not_scored(Outcome::NotAssessed),
            Some(total) => {
                let category = self.scheme.categories.iter().position(|category| total >= category.from);
                Standing { outcome: Outcome::Scored, total, category, rank: 0, rank_in_parent: 0 }
            }
        }
    }
}

/// Where a body stands when all is known.
#[derive(Debug, Clone)]
struct Standing {
    outcome: Outcome,
    total: Exact,
    category: Option<usize>,
    rank: u32,
    rank_in_parent: u32,
}
