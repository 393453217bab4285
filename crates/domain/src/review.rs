//! A reviewer's judgement of one answer: whether it is complete, what it gives, and when a reason is needed.

use std::collections::BTreeSet;

use crate::assessments::{Answer, Review};
use crate::codes::FieldCode;
use crate::exact::Exact;
use crate::instrument::{FieldSpec, Instrument, Question, Rubric};
use crate::problem::{FieldProblem, Problem};
use crate::scoring::{SelfShare, ShareError, is_not_applicable, self_score, share_of_review};

/// Most characters of a reason.
pub const REASON_MAX: usize = 2_000;

/// What a judgement came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// This share of the weight, 0 to 1.
    Share(Exact),
    /// The question drops out at this office.
    NotApplicable,
}

impl Judged {
    /// The share, 0 where the question drops out.
    #[must_use]
    pub fn share(&self) -> Exact {
        match self {
            Self::Share(share) => share.clone(),
            Self::NotApplicable => Exact::ZERO,
        }
    }
}

/// The numbers that a reviewer confirms: those of a `bands` rubric and the one that decides whether the question applies.
#[must_use]
pub fn confirmed_fields(question: &Question) -> Vec<&FieldSpec> {
    let mut codes: BTreeSet<&FieldCode> = match &question.rubric {
        Rubric::Bands { of, .. } => of.fields().collect(),
        _ => BTreeSet::new(),
    };
    codes.extend(question.not_applicable.iter().map(|rule| &rule.field));
    question.fields().filter(|field| codes.contains(&field.code)).collect()
}

/// Checks a judgement against the rubric of its question. Fields of the problems: `level`, `options`, `criteria`,
/// `field-<code>`, `share`, `reason`.
///
/// # Errors
/// Everything that is wrong with it. A question that the system scores cannot be judged.
pub fn judge(
    question: &Question,
    answer: Option<&Answer>,
    review: &Review,
    reason: &str,
) -> Result<Judged, Vec<FieldProblem>> {
    if question.rubric.is_system_scored() {
        let why = "review-system-scored".to_owned();
        return Err(vec![FieldProblem::new("", Problem::NotNow { why })]);
    }
    let mut found = Vec::new();
    if review.share.is_some() {
        found.push(FieldProblem::new("share", Problem::UnknownOption));
    }
    check_fields(question, review, &mut found);
    let drops_out = found.is_empty() && is_not_applicable(question, answer, Some(review));
    if !drops_out {
        check_rubric(question, review, &mut found);
    }
    if !found.is_empty() {
        return Err(found);
    }
    let judged = match share_of_review(question, answer, review) {
        Ok(None) => Judged::NotApplicable,
        Ok(Some(share)) => Judged::Share(share),
        Err(ShareError::ZeroDenominator(field)) => {
            let problem = Problem::OutOfRange { min: Some("1".to_owned()), max: None };
            return Err(vec![FieldProblem::new(format!("field-{field}"), problem)]);
        }
        Err(ShareError::NoSuchLevel(_)) => {
            return Err(vec![FieldProblem::new("level", Problem::UnknownOption)]);
        }
    };
    check_reason(&judged, is_not_applicable(question, answer, None), reason)
        .map_err(|problem| vec![FieldProblem::new("reason", problem)])?;
    Ok(judged)
}

/// Whether a judgement may stand with this reason: below full share, and where a question drops out that by the office's
/// own numbers applies, one must be given. `claimed_out` says that it drops out by the office's own numbers too.
///
/// # Errors
/// [`Problem::Required`] or [`Problem::TooLong`].
pub fn check_reason(judged: &Judged, claimed_out: bool, reason: &str) -> Result<(), Problem> {
    let explains_itself = match judged {
        Judged::Share(share) => *share >= Exact::ONE,
        Judged::NotApplicable => claimed_out,
    };
    if reason.chars().count() > REASON_MAX {
        Err(Problem::TooLong { max: REASON_MAX })
    } else if !explains_itself && reason.trim().is_empty() {
        Err(Problem::Required)
    } else {
        Ok(())
    }
}

fn check_fields(question: &Question, review: &Review, found: &mut Vec<FieldProblem>) {
    let confirmed = confirmed_fields(question);
    for spec in &confirmed {
        let problem = match review.fields.get(&spec.code) {
            None => Some(Problem::Required),
            Some(value) => {
                let low = spec.min.as_ref().is_some_and(|min| value < min);
                let high = spec.max.as_ref().is_some_and(|max| value > max);
                (low || high || value.is_negative()).then(|| Problem::OutOfRange {
                    min: Some(spec.min.as_ref().map_or_else(|| "0".to_owned(), ToString::to_string)),
                    max: spec.max.as_ref().map(ToString::to_string),
                })
            }
        };
        found.extend(problem.map(|problem| FieldProblem::new(format!("field-{}", spec.code), problem)));
    }
    let unknown = review.fields.keys().filter(|code| !confirmed.iter().any(|spec| spec.code == **code));
    found.extend(unknown.map(|code| FieldProblem::new(format!("field-{code}"), Problem::Unknown)));
}

fn check_rubric(question: &Question, review: &Review, found: &mut Vec<FieldProblem>) {
    match &question.rubric {
        Rubric::Levels { levels, .. } => match review.level.map(usize::try_from) {
            None => found.push(FieldProblem::new("level", Problem::Required)),
            Some(Ok(level)) if level < levels.len() => {}
            Some(_) => found.push(FieldProblem::new("level", Problem::UnknownOption)),
        },
        Rubric::PerOption { .. } => {
            let known = question.claim_options().map(|(_, _, options)| options).unwrap_or_default();
            let known: Vec<&str> = known.iter().map(|option| option.code.as_str()).collect();
            let ticked = review.options.as_ref();
            ticks("options", ticked.map(|ticked| ticked.iter().map(AsRef::as_ref)), &known, found);
        }
        Rubric::Criteria { criteria } => {
            let known: Vec<&str> = criteria.iter().map(|criterion| criterion.code.as_str()).collect();
            let ticked = review.criteria.as_ref();
            ticks("criteria", ticked.map(|ticked| ticked.iter().map(AsRef::as_ref)), &known, found);
        }
        Rubric::Bands { .. } | Rubric::Key { .. } | Rubric::PlusMinus { .. } => {}
    }
    let fits = match &question.rubric {
        Rubric::Levels { .. } => review.options.is_none() && review.criteria.is_none(),
        Rubric::PerOption { .. } => review.level.is_none() && review.criteria.is_none(),
        Rubric::Criteria { .. } => review.level.is_none() && review.options.is_none(),
        _ => review.level.is_none() && review.options.is_none() && review.criteria.is_none(),
    };
    if !fits {
        found.push(FieldProblem::new("", Problem::UnknownOption));
    }
}

/// What was ticked: something must have been looked at, all of it known, nothing twice.
fn ticks<'t>(
    field: &str,
    ticked: Option<impl Iterator<Item = &'t str>>,
    known: &[&str],
    found: &mut Vec<FieldProblem>,
) {
    let Some(ticked) = ticked else {
        found.push(FieldProblem::new(field, Problem::Required));
        return;
    };
    let mut seen = BTreeSet::new();
    for code in ticked {
        if !known.contains(&code) || !seen.insert(code) {
            found.push(FieldProblem::new(field, Problem::UnknownOption));
            return;
        }
    }
}

/// What the office claims for one question: the raw share beside the reviewed one.
#[must_use]
pub fn claimed(instrument: &Instrument, question: &Question, answer: Option<&Answer>) -> SelfShare {
    let estimate = self_score(instrument, |code| answer.filter(|_| *code == question.code));
    let own = estimate.questions.into_iter().find(|found| found.code == question.code);
    own.map_or(SelfShare::NotEstimable, |found| found.share)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const INSTRUMENT: &[u8] = include_bytes!("../tests/scoring-example/instrument.yaml");

    fn instrument() -> Instrument {
        Instrument::from_yaml(INSTRUMENT).expect("the example")
    }

    fn review(json: serde_json::Value) -> Review {
        serde_json::from_value(json).expect("a review")
    }

    fn fields(outcome: Result<Judged, Vec<FieldProblem>>) -> Vec<String> {
        outcome.expect_err("problems").into_iter().map(|found| found.field).collect()
    }

    #[test]
    fn each_rubric_asks_for_its_own_and_refuses_the_rest() {
        let instrument = instrument();
        for question in instrument.questions() {
            let asked = judge(question, None, &Review::default(), "alasan");
            let expected = match &question.rubric {
                Rubric::Levels { .. } => "level",
                Rubric::PerOption { .. } => "options",
                Rubric::Criteria { .. } => "criteria",
                Rubric::Bands { of, .. } => {
                    let first = question.fields().find(|spec| of.fields().any(|code| *code == spec.code));
                    &format!("field-{}", first.expect("a field").code)
                }
                Rubric::Key { .. } | Rubric::PlusMinus { .. } => "",
            };
            assert_eq!(fields(asked)[0], expected, "{}", question.code);
        }
    }

    #[test]
    fn below_full_share_a_reason_is_needed() {
        let instrument = instrument();
        let levels = instrument
            .questions()
            .find(|question| matches!(question.rubric, Rubric::Levels { .. }))
            .expect("levels");
        let full = review(serde_json::json!({ "level": 0 }));
        assert_eq!(judge(levels, None, &full, ""), Ok(Judged::Share(Exact::ONE)));
        let less = review(serde_json::json!({ "level": 1 }));
        assert_eq!(fields(judge(levels, None, &less, " \n ")), ["reason"]);
        assert!(judge(levels, None, &less, "ruang dipakai bersama").is_ok());
        assert_eq!(fields(judge(levels, None, &full, &"x".repeat(REASON_MAX + 1))), ["reason"]);
        assert_eq!(fields(judge(levels, None, &review(serde_json::json!({ "level": 9 })), "x")), ["level"]);
    }

    #[test]
    fn z06_a_share_cannot_be_slipped_into_a_judgement() {
        let instrument = instrument();
        for question in instrument.questions().filter(|question| !question.rubric.is_system_scored()) {
            let slipped = review(serde_json::json!({ "share": "1" }));
            assert_eq!(fields(judge(question, None, &slipped, ""))[0], "share", "{}", question.code);
        }
    }

    #[test]
    fn confirmed_numbers_decide_whether_a_question_applies() {
        let instrument = instrument();
        let banded =
            instrument.questions().find(|question| question.not_applicable.is_some()).expect("a question");
        let rule = banded.not_applicable.as_ref().expect("a rule");
        let out: Review = Review {
            fields: confirmed_fields(banded)
                .iter()
                .map(|spec| {
                    (
                        spec.code.clone(),
                        if spec.code == rule.field { rule.equals.clone() } else { Exact::ZERO },
                    )
                })
                .collect(),
            ..Review::default()
        };
        assert_eq!(fields(judge(banded, None, &out, "")), ["reason"], "the office did not say so");
        assert_eq!(judge(banded, None, &out, "register kosong"), Ok(Judged::NotApplicable));
        let claims_so = Answer { fields: out.fields.clone(), ..Answer::default() };
        assert_eq!(judge(banded, Some(&claims_so), &out, ""), Ok(Judged::NotApplicable));
    }

    proptest! {
        /// Whatever is judged, a share below 1 never stands without a reason and never leaves 0 to 1.
        #[test]
        fn no_deduction_without_a_reason(level in 0_u32..5, ticked in prop::collection::vec(0_usize..5, 0..5), number in 0_u32..50, whole in 0_u32..50) {
            let instrument = instrument();
            for question in instrument.questions().filter(|question| !question.rubric.is_system_scored()) {
                let mut value = Review::default();
                match &question.rubric {
                    Rubric::Levels { .. } => value.level = Some(level),
                    Rubric::PerOption { .. } => {
                        let options = &question.answer.options;
                        value.options = Some(ticked.iter().filter_map(|at| Some(options.get(*at)?.code.clone())).collect());
                    }
                    Rubric::Criteria { criteria } => {
                        value.criteria = Some(ticked.iter().filter_map(|at| Some(criteria.get(*at)?.code.clone())).collect());
                    }
                    _ => {}
                }
                for (at, spec) in confirmed_fields(question).into_iter().enumerate() {
                    value.fields.insert(spec.code.clone(), Exact::whole(if at == 0 { whole } else { number }));
                }
                if let Ok(Judged::Share(share)) = judge(question, None, &value, "") {
                    prop_assert_eq!(share, Exact::ONE);
                }
                if let Ok(Judged::Share(share)) = judge(question, None, &value, "alasan") {
                    prop_assert!(share.is_share());
                }
            }
        }
    }
}
