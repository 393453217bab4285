//! From what was found to a share of the weight (contract section 1.1).

use thiserror::Error;

use crate::{
    assessments::{Answer, Review},
    codes::{FieldCode, OptionCode},
    exact::Exact,
    instrument::{Band, Measure, Question, Rubric},
};

/// What a question came to at one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It drops out and hands on its weight.
    NotApplicable,
    /// It earns this share of its weight, 0 to 1.
    Share(Exact),
    /// Nothing was answered: share 0 and a warning.
    Unanswered,
    /// Answered, but the review is missing or incomplete: share 0 and a warning.
    Unreviewed,
}

/// A review that gives no share, although it has what the rubric needs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShareError {
    /// A ratio is to be divided by zero, and the rubric does not say what that means.
    #[error("field {0} is zero, and a ratio is divided by it")]
    ZeroDenominator(FieldCode),
    /// The rubric has no such level.
    #[error("there is no level {0}")]
    NoSuchLevel(u32),
}

/// What a question came to. Whether it is applicable is decided first; then a decided share goes before the rubric.
pub fn found(
    question: &Question,
    answer: Option<&Answer>,
    review: Option<&Review>,
) -> Result<Found, ShareError> {
    if is_not_applicable(question, answer, review) {
        return Ok(Found::NotApplicable);
    }
    if let Some(share) = review.and_then(|review| review.share.as_ref()) {
        return Ok(Found::Share(share.clone()));
    }
    if question.rubric.is_system_scored() {
        let chosen = answer.and_then(|answer| answer.options.as_deref());
        return Ok(chosen
            .and_then(|chosen| system_share(&question.rubric, chosen))
            .map_or(Found::Unanswered, Found::Share));
    }
    Ok(match review.map(|review| reviewed_share(&question.rubric, review)).transpose()?.flatten() {
        Some(share) => Found::Share(share),
        None if answer.is_none_or(Answer::is_empty) => Found::Unanswered,
        None => Found::Unreviewed,
    })
}

/// The share that a review gives: `None` where it lacks what the rubric needs or where the question is not applicable. For
/// the kinds that the system scores, the share comes from the answer unless the review decides one.
pub fn share_of_review(
    question: &Question,
    answer: Option<&Answer>,
    review: &Review,
) -> Result<Option<Exact>, ShareError> {
    Ok(match found(question, answer, Some(review))? {
        Found::Share(share) => Some(share),
        Found::NotApplicable | Found::Unanswered | Found::Unreviewed => None,
    })
}

/// Whether the question drops out: decided on the reviewed value of its field, else on the answered one; without either it
/// applies (contract section 3).
pub fn is_not_applicable(question: &Question, answer: Option<&Answer>, review: Option<&Review>) -> bool {
    question.not_applicable.as_ref().is_some_and(|rule| {
        let reviewed = review.and_then(|review| review.fields.get(&rule.field));
        let value = reviewed.or_else(|| answer.and_then(|answer| answer.fields.get(&rule.field)));
        value == Some(&rule.equals)
    })
}

/// The share of an answer to a question that the system scores; `None` for the other kinds.
pub(super) fn system_share(rubric: &Rubric, chosen: &[OptionCode]) -> Option<Exact> {
    let hits = |correct: &[OptionCode]| chosen.iter().filter(|option| correct.contains(option)).count();
    match rubric {
        Rubric::Key { correct } => {
            let exactly = hits(correct) == chosen.len() && chosen.len() == correct.len();
            Some(if exactly { Exact::ONE } else { Exact::ZERO })
        }
        Rubric::PlusMinus { correct, divisor, floor } => {
            let right = hits(correct);
            let wrong = chosen.len() - right;
            let difference = &Exact::from_count(right) - &Exact::from_count(wrong);
            let share = difference.checked_div(divisor).unwrap_or_default();
            Some(share.max(floor.clone()).min(Exact::ONE))
        }
        _ => None,
    }
}

fn reviewed_share(rubric: &Rubric, review: &Review) -> Result<Option<Exact>, ShareError> {
    Ok(match rubric {
        Rubric::Levels { levels, .. } => match review.level {
            None => None,
            Some(level) => {
                let found = usize::try_from(level).ok().and_then(|level| levels.get(level));
                Some(found.ok_or(ShareError::NoSuchLevel(level))?.share.clone())
            }
        },
        Rubric::PerOption { shares, cap } => review.options.as_ref().map(|proven| {
            let sum: Exact = proven.iter().map(|option| shares.of(option.as_str())).sum();
            sum.min(cap.clone())
        }),
        Rubric::Bands { of, bands, below, zero } => {
            banded_share(of, bands, below, zero.as_ref(), |field| review.fields.get(field))?
        }
        Rubric::Criteria { criteria } => review.criteria.as_ref().map(|ticked| {
            let ticked = criteria.iter().filter(|criterion| ticked.contains(&criterion.code));
            let sum: Exact = ticked.map(|criterion| &criterion.share).sum();
            sum.min(Exact::ONE)
        }),
        Rubric::Key { .. } | Rubric::PlusMinus { .. } => None,
    })
}

/// The share of the band that the value falls into; `None` where a field has no value.
pub(super) fn banded_share<'v>(
    of: &Measure,
    bands: &[Band],
    below: &Exact,
    zero: Option<&Exact>,
    value: impl Fn(&FieldCode) -> Option<&'v Exact>,
) -> Result<Option<Exact>, ShareError> {
    let measured = match of {
        Measure::Field(field) => value(field).cloned(),
        Measure::Ratio { numerator, denominator } => match (value(numerator), value(denominator)) {
            (Some(x), Some(y)) => match x.checked_div(y) {
                Some(ratio) => Some(ratio),
                None => match zero {
                    Some(zero) => return Ok(Some(zero.clone())),
                    None => return Err(ShareError::ZeroDenominator(denominator.clone())),
                },
            },
            _ => None,
        },
    };
    Ok(measured.map(|measured| {
        bands.iter().find(|band| band.bound.is_met_by(&measured)).map_or(below, |band| &band.share).clone()
    }))
}
