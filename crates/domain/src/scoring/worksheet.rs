//! The questionnaire of one body as a worked sum: redistributed weights, points, sections (contract section 1.2).

use super::share::Found;
use crate::{
    codes::{QuestionCode, SectionCode},
    exact::Exact,
    instrument::{Instrument, Section},
};

/// A question in the worked sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionResult {
    /// Which question.
    pub code: QuestionCode,
    /// Its weight in the instrument.
    pub original_weight: Exact,
    /// Its weight at this body; 0 where it is not applicable.
    pub weight: Exact,
    /// 0 to 1; `None` where it is not applicable.
    pub share: Option<Exact>,
    /// `weight × share`, on the scale of the instrument's points.
    pub points: Exact,
}

/// A section in the worked sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionResult {
    /// Which section.
    pub code: SectionCode,
    /// Sum of the points of its questions; `None` where none is applicable.
    pub points: Option<Exact>,
}

/// By how much the weights of each section grow: `None` for a section without an applicable question. `None` in all where
/// no question is applicable.
fn factors(instrument: &Instrument, found: &[Found]) -> Option<Vec<Option<Exact>>> {
    let mut rest = found;
    let mut kept = Exact::ZERO;
    let mut handed_on = Exact::ZERO;
    let mut factors = Vec::with_capacity(instrument.sections.len());
    for section in &instrument.sections {
        let (own, later) = rest.split_at(section.questions.len());
        rest = later;
        let all: Exact = section.questions.iter().map(|question| &question.weight).sum();
        let applicable: Exact = applicable(section, own).map(|(weight, _)| weight).sum();
        if applicable.is_zero() {
            handed_on += &all;
            factors.push(None);
        } else {
            kept += &all;
            factors.push(all.checked_div(&applicable));
        }
    }
    if !handed_on.is_zero() {
        let growth = (&kept + &handed_on).checked_div(&kept)?;
        for factor in factors.iter_mut().flatten() {
            *factor = &*factor * &growth;
        }
    }
    (!kept.is_zero()).then_some(factors)
}

fn applicable<'f>(section: &'f Section, found: &'f [Found]) -> impl Iterator<Item = (&'f Exact, &'f Found)> {
    let all = section.questions.iter().map(|question| &question.weight).zip(found);
    all.filter(|(_, found)| **found != Found::NotApplicable)
}

/// Points of the whole questionnaire, or `None` where no question is applicable.
pub(super) fn points(instrument: &Instrument, found: &[Found]) -> Option<Exact> {
    let untouched = !found.contains(&Found::NotApplicable);
    let factors = if untouched { None } else { Some(factors(instrument, found)?) };
    let mut rest = found;
    let mut total = Exact::ZERO;
    for (index, section) in instrument.sections.iter().enumerate() {
        let (own, later) = rest.split_at(section.questions.len());
        rest = later;
        let earned: Exact = applicable(section, own)
            .filter_map(
                |(weight, found)| if let Found::Share(share) = found { Some(weight * share) } else { None },
            )
            .sum();
        match &factors {
            None => total += &earned,
            Some(factors) => {
                if let Some(factor) = &factors[index] {
                    total += &(&earned * factor);
                }
            }
        }
    }
    Some(total)
}

/// Every question and section of the worked sum; empty where no question is applicable.
pub(super) fn worksheet(
    instrument: &Instrument,
    found: &[Found],
) -> (Vec<QuestionResult>, Vec<SectionResult>) {
    let Some(factors) = factors(instrument, found) else { return (Vec::new(), Vec::new()) };
    let mut questions = Vec::with_capacity(found.len());
    let mut sections = Vec::with_capacity(factors.len());
    let mut all_found = found.iter();
    for (section, factor) in instrument.sections.iter().zip(factors) {
        let mut sum = Exact::ZERO;
        for (question, found) in section.questions.iter().zip(all_found.by_ref()) {
            let share = match found {
                Found::NotApplicable => None,
                Found::Share(share) => Some(share.clone()),
                Found::Unanswered | Found::Unreviewed => Some(Exact::ZERO),
            };
            let weight = match (&share, &factor) {
                (Some(_), Some(factor)) => &question.weight * factor,
                _ => Exact::ZERO,
            };
            let points = share.as_ref().map_or(Exact::ZERO, |share| &weight * share);
            sum += &points;
            questions.push(QuestionResult {
                code: question.code.clone(),
                original_weight: question.weight.clone(),
                weight,
                share,
                points,
            });
        }
        sections.push(SectionResult { code: section.code.clone(), points: factor.map(|_| sum) });
    }
    (questions, sections)
}
