//! What an office may expect from its own answers, before anyone reviewed them. It never enters the results.

use super::share::{Found, banded_share, is_not_applicable, system_share};
use super::worksheet::worksheet;
use crate::{
    assessments::Answer,
    codes::{OptionCode, QuestionCode},
    exact::Exact,
    instrument::{Instrument, Question, Rubric},
};

/// An office's own estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfScore {
    /// Each question, in the order of the instrument.
    pub questions: Vec<SelfQuestion>,
    /// On the scale of 100, if all that cannot be estimated earned nothing; `None` where no question is applicable.
    pub low: Option<Exact>,
    /// On the scale of 100, if all that cannot be estimated earned everything; `None` as above.
    pub high: Option<Exact>,
    /// Answered questions that only a reviewer can judge: why `low` and `high` differ.
    pub not_estimable: Vec<QuestionCode>,
}

/// One question of the estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfQuestion {
    /// Which question.
    pub code: QuestionCode,
    /// Its weight after redistribution; 0 where it is not applicable.
    pub weight: Exact,
    /// What its answer would earn.
    pub share: SelfShare,
    /// The points of that share, 0 where it cannot be estimated.
    pub points: Exact,
}

/// What an answer would earn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelfShare {
    /// This share, if the reviewer confirms everything.
    Share(Exact),
    /// Nothing is answered yet.
    Unanswered,
    /// Only a reviewer can tell.
    NotEstimable,
    /// The question drops out.
    NotApplicable,
}

/// Estimates the score of these answers as if the reviewer confirmed them: the share that the office claims for `levels`
/// with a claim, all chosen options for `per_option`, the answered numbers for `bands`, the score itself for `key` and
/// `plus_minus`. Levels without a claim and criteria cannot be estimated.
pub fn self_score<'s>(
    instrument: &Instrument,
    answer_to: impl Fn(&QuestionCode) -> Option<&'s Answer>,
) -> SelfScore {
    let shares: Vec<SelfShare> =
        instrument.questions().map(|question| self_share(question, answer_to(&question.code))).collect();
    let bound = |unknown: &Exact| {
        let found: Vec<Found> = shares
            .iter()
            .map(|share| match share {
                SelfShare::Share(share) => Found::Share(share.clone()),
                SelfShare::Unanswered => Found::Unanswered,
                SelfShare::NotEstimable => Found::Share(unknown.clone()),
                SelfShare::NotApplicable => Found::NotApplicable,
            })
            .collect();
        let (questions, _) = worksheet(instrument, &found);
        let points: Exact = questions.iter().map(|question| &question.points).sum();
        let percent = (&points * &Exact::HUNDRED).checked_div(&instrument.points);
        let percent = if questions.is_empty() { None } else { percent };
        (questions, percent)
    };
    let (worked, low) = bound(&Exact::ZERO);
    let (_, high) = bound(&Exact::ONE);
    let not_estimable = instrument
        .questions()
        .zip(&shares)
        .filter(|(_, share)| **share == SelfShare::NotEstimable)
        .map(|(question, _)| question.code.clone())
        .collect();
    let mut worked = worked.into_iter();
    let questions = instrument
        .questions()
        .zip(shares)
        .map(|(question, share)| {
            let (weight, points) =
                worked.next().map(|worked| (worked.weight, worked.points)).unwrap_or_default();
            SelfQuestion { code: question.code.clone(), weight, share, points }
        })
        .collect();
    SelfScore { questions, low, high, not_estimable }
}

fn self_share(question: &Question, answer: Option<&Answer>) -> SelfShare {
    if is_not_applicable(question, answer, None) {
        return SelfShare::NotApplicable;
    }
    let Some(answer) = answer.filter(|answer| !answer.is_empty()) else { return SelfShare::Unanswered };
    let chosen = answer.options.as_deref();
    let share = match &question.rubric {
        Rubric::Levels { claim: Some(claim), .. } => {
            claimed_option(question, answer).and_then(|option| claim.get(option)).cloned()
        }
        Rubric::Levels { claim: None, .. } | Rubric::Criteria { .. } => return SelfShare::NotEstimable,
        Rubric::PerOption { shares, cap } => chosen.map(|chosen| {
            let sum: Exact = chosen.iter().map(|option| shares.of(option.as_str())).sum();
            sum.min(cap.clone())
        }),
        Rubric::Bands { of, bands, below, zero } => {
            match banded_share(of, bands, below, zero.as_ref(), |field| answer.fields.get(field)) {
                Ok(share) => share,
                Err(_) => return SelfShare::NotEstimable,
            }
        }
        rubric @ (Rubric::Key { .. } | Rubric::PlusMinus { .. }) => {
            chosen.and_then(|chosen| system_share(rubric, chosen))
        }
    };
    share.map_or(SelfShare::Unanswered, SelfShare::Share)
}

/// The option that `claim` speaks of: chosen in the answer or in the first further answer with options.
fn claimed_option<'s>(question: &Question, answer: &'s Answer) -> Option<&'s OptionCode> {
    let chosen = match question.claim_options()? {
        (None, _, _) => answer.options.as_ref(),
        (Some(also), _, _) => answer.also.get(also).and_then(|also| also.options.as_ref()),
    };
    chosen?.first()
}
