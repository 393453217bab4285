//! What an office may answer to a question and what a reviewer then finds, from best to worst.

use domain::assessments::{AlsoAnswer, Answer, Review};
use domain::codes::{FieldCode, OptionCode};
use domain::exact::{Exact, Rounding};
use domain::instrument::{AlsoSpec, AnswerKind, Bound, Measure, Question, Rubric};
use domain::random::Random;
use domain::review::{Judged, judge};

use crate::past::dice;
use crate::words;

/// One way in which a question may have gone.
#[derive(Debug, Clone)]
pub(crate) struct Rung {
    /// What the office answers.
    pub(crate) answer: Answer,
    /// What the reviewer finds; `None` where the system scores.
    pub(crate) found: Option<Found>,
    /// About what it gives, of 1000.
    permille: u32,
}

/// What a reviewer finds.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) review: Review,
    pub(crate) share: Exact,
    pub(crate) reason: &'static str,
}

/// What is the same in all answers of an office.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Host of its made-up website.
    pub(crate) site: String,
    /// The date that it gives where one is asked.
    pub(crate) date: String,
}

/// All ways in which a question may go, best first; never empty for a question that can be answered.
pub(crate) fn ladder(question: &Question, facts: &Facts) -> Vec<Rung> {
    let rungs: Vec<Rung> = match &question.rubric {
        Rubric::Levels { levels, .. } => {
            (0..levels.len()).filter_map(|level| on_level(question, level, facts)).collect()
        }
        Rubric::PerOption { .. } => {
            let count = question.claim_options().map_or(0, |(.., options)| options.len());
            (0..=count).rev().filter_map(|proven| with_options(question, proven, facts)).collect()
        }
        Rubric::Criteria { criteria } => {
            (0..=criteria.len()).rev().filter_map(|met| with_criteria(question, met, facts)).collect()
        }
        Rubric::Bands { of, bands, .. } => {
            let bounds = bands.iter().map(|band| Some(&band.bound)).chain([None]);
            bounds.filter_map(|bound| in_band(question, of, bound, facts)).collect()
        }
        Rubric::Key { correct } | Rubric::PlusMinus { correct, .. } => guesses(question, correct, facts),
    };
    rungs
}

/// The rung of an office of this quality (of 1000), a little by chance.
pub(crate) fn pick(rungs: &[Rung], quality: u32, random: &dyn Random) -> usize {
    // The sum of two dice: most questions go as the office usually does, some much better or worse.
    let chance = dice(random, 260) + dice(random, 260);
    let aim = (quality + chance).saturating_sub(260).min(1000);
    let nearest = rungs.iter().enumerate().min_by_key(|(_, rung)| rung.permille.abs_diff(aim));
    nearest.map_or(0, |(at, _)| at)
}

fn on_level(question: &Question, level: usize, facts: &Facts) -> Option<Rung> {
    let Rubric::Levels { levels, claim } = &question.rubric else { return None };
    let mut answer = answer(question, facts);
    let options = question.claim_options().map(|(_, kind, options)| (kind, options));
    let chosen: Vec<OptionCode> = match (options, claim) {
        (Some((AnswerKind::MultipleChoice, options)), _) => {
            let count = options.len() * (levels.len() - level) / levels.len();
            options.iter().take(count).map(|option| option.code.clone()).collect()
        }
        (Some((_, options)), Some(claim)) => {
            // The least that the office could claim for this level.
            let share = &levels.get(level)?.share;
            let fits =
                options.iter().filter(|option| claim.get(&option.code).is_some_and(|own| own >= share));
            fits.min_by_key(|option| claim.get(&option.code))
                .map(|option| option.code.clone())
                .into_iter()
                .collect()
        }
        (Some((_, options)), None) => options.first().map(|option| option.code.clone()).into_iter().collect(),
        (None, _) => Vec::new(),
    };
    choose(question, &mut answer, chosen);
    let review = Review { level: u32::try_from(level).ok(), ..Review::default() };
    reviewed(question, answer, review)
}

fn with_options(question: &Question, proven: usize, facts: &Facts) -> Option<Rung> {
    let options = question.claim_options().map(|(.., options)| options)?;
    let first = |count: usize| options.iter().take(count).map(|option| option.code.clone()).collect();
    let mut answer = answer(question, facts);
    choose(question, &mut answer, first(proven));
    reviewed(question, answer, Review { options: Some(first(proven)), ..Review::default() })
}

fn with_criteria(question: &Question, met: usize, facts: &Facts) -> Option<Rung> {
    let Rubric::Criteria { criteria } = &question.rubric else { return None };
    let codes = criteria.iter().take(met).map(|criterion| criterion.code.clone()).collect();
    reviewed(question, answer(question, facts), Review { criteria: Some(codes), ..Review::default() })
}

/// Numbers that just reach a band; `None` for those below all.
fn in_band(question: &Question, of: &Measure, bound: Option<&Bound>, facts: &Facts) -> Option<Rung> {
    const WHOLE: u32 = 20;
    let mut numbers: Vec<(FieldCode, Exact)> = Vec::new();
    match of {
        Measure::Field(field) => {
            let value = bound.map_or(Exact::ZERO, |bound| match bound {
                Bound::From(value) => value.clone(),
                Bound::Above(value) => value + &Exact::ONE,
            });
            numbers.push((field.clone(), value));
        }
        Measure::Ratio { numerator, denominator } => {
            let reaches = |part: &u32| {
                let ratio = Exact::fraction(*part, WHOLE);
                ratio.is_some_and(|ratio| bound.is_none_or(|bound| bound.is_met_by(&ratio)))
            };
            let part = (0..=WHOLE).find(reaches)?;
            numbers.push((numerator.clone(), Exact::whole(part)));
            numbers.push((denominator.clone(), Exact::whole(WHOLE)));
        }
    }
    let mut answer = answer(question, facts);
    answer.fields.extend(numbers.iter().cloned());
    reviewed(question, answer, Review { fields: numbers.into_iter().collect(), ..Review::default() })
}

/// The right answer and a wrong one.
fn guesses(question: &Question, correct: &[OptionCode], facts: &Facts) -> Vec<Rung> {
    let guess = |chosen: Vec<OptionCode>, permille: u32| {
        let mut answer = answer(question, facts);
        choose(question, &mut answer, chosen);
        Rung { answer, found: None, permille }
    };
    let mut rungs = vec![guess(correct.to_vec(), 1000)];
    if correct.len() > 1 {
        rungs.push(guess(correct.iter().take(correct.len() / 2).cloned().collect(), 500));
    }
    let wrong = question.answer.options.iter().find(|option| !correct.contains(&option.code));
    rungs.extend(wrong.map(|option| guess(vec![option.code.clone()], 0)));
    rungs
}

/// A rung whose share is what the rubric makes of it; `None` for a judgement that the rubric refuses.
fn reviewed(question: &Question, answer: Answer, review: Review) -> Option<Rung> {
    let reason = |share: &Exact| if *share >= Exact::ONE { "" } else { words::reason(share.is_zero()) };
    let share = match judge(question, Some(&answer), &review, "alasan").ok()? {
        Judged::Share(share) => share,
        Judged::NotApplicable => return None,
    };
    let permille = (&share * &Exact::whole(1000)).rounded(0, Rounding::HalfUp).parse().ok()?;
    let reason = reason(&share);
    Some(Rung { answer, found: Some(Found { review, share, reason }), permille })
}

/// An answer with everything but chosen options and numbers that a rubric looks at.
fn answer(question: &Question, facts: &Facts) -> Answer {
    let code = question.code.as_str();
    let link = || format!("https://{}/{}", facts.site, code.to_lowercase());
    let kind = question.answer.kind;
    Answer {
        options: None,
        fields: question.fields().map(|field| (field.code.clone(), Exact::whole(12))).collect(),
        text: (kind == AnswerKind::Text).then(|| words::text(code).to_owned()),
        url: (kind == AnswerKind::Url).then(link),
        date: (kind == AnswerKind::Date).then(|| facts.date.clone()),
        files: Vec::new(),
        also: question
            .answer
            .also
            .iter()
            .filter(|also| !matches!(also.kind, AnswerKind::Number | AnswerKind::File))
            .map(|also| (also.code.clone(), further(also, code, facts, link())))
            .collect(),
    }
}

fn further(also: &AlsoSpec, question: &str, facts: &Facts, link: String) -> AlsoAnswer {
    AlsoAnswer {
        options: also.options.first().map(|option| vec![option.code.clone()]),
        text: (also.kind == AnswerKind::Text).then(|| words::further(question).to_owned()),
        url: (also.kind == AnswerKind::Url).then_some(link),
        date: (also.kind == AnswerKind::Date).then(|| facts.date.clone()),
        files: Vec::new(),
    }
}

/// Chooses options where the question has them: in its answer or in a further one.
fn choose(question: &Question, answer: &mut Answer, chosen: Vec<OptionCode>) {
    match question.claim_options() {
        Some((None, ..)) => answer.options = Some(chosen),
        Some((Some(also), ..)) => answer.also.entry(also.clone()).or_default().options = Some(chosen),
        None => {}
    }
}
