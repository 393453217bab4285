//! Random instruments, schemes and assessment sets from a seed: for tests, and for the example that writes large sets.
//!
//! They keep to the contract and go to its corners: questions without answers, incomplete reviews, decided shares, ratios of
//! nothing, missing and unexpected components, equal totals.

use std::collections::BTreeMap;

use domain::{
    assessments::{Answer, AssessmentSet, BodyAssessment, BodyState, Review},
    codes::{FieldCode, OptionCode},
    exact::Exact,
    instrument::{Instrument, Measure, OptionSpec, Question, Rubric},
    scheme::{Scheme, Source},
    scoring,
};
use jiff::Timestamp;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};

/// Where the random choices come from; the same seed gives the same choices.
pub(crate) struct Generator {
    random: StdRng,
}

impl Generator {
    /// A generator for this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: StdRng::seed_from_u64(seed) }
    }

    /// True in `of` cases out of a hundred.
    pub(crate) fn percent(&mut self, of: u32) -> bool {
        self.random.random_ratio(of, 100)
    }

    /// A number from `least` to `most`.
    pub(crate) fn number(&mut self, least: u32, most: u32) -> u32 {
        self.random.random_range(least..=most)
    }

    /// One of these.
    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        of.choose(&mut self.random).expect("one or more to choose from")
    }

    /// Scores have few values, so that bodies come out equal now and then.
    fn score(&mut self) -> Exact {
        let text = match self.number(0, 3) {
            0 => format!("{}", self.number(0, 4) * 25),
            1 => format!("{}.{}", self.number(0, 99), self.number(0, 99)),
            2 => format!("{}/{}", self.number(0, 700), self.number(7, 13)),
            _ => format!("{}", self.number(60, 90)),
        };
        let score: Exact = text.parse().expect("a number of the contract");
        score.min(Exact::HUNDRED)
    }

    /// Bodies that answer `instrument` and have the components of `scheme`.
    pub(crate) fn set(&mut self, instrument: &Instrument, scheme: &Scheme, count: u32) -> AssessmentSet {
        let bodies = (0..count).map(|index| self.body(instrument, scheme, index)).collect();
        AssessmentSet { bodies }
    }

    fn body(&mut self, instrument: &Instrument, scheme: &Scheme, index: u32) -> BodyAssessment {
        let state = match self.number(0, 19) {
            0 => BodyState::NotRegistered,
            1 => BodyState::NotSubmitted,
            2 => BodyState::NotAssessed,
            _ => BodyState::Submitted,
        };
        let parent = index / 14;
        let parent = (!self.percent(5)).then(|| format!("p{parent}").parse().expect("a code"));
        let mut body = BodyAssessment {
            code: format!("{:02}.{:05}", index % 97, index).parse().expect("a code"),
            name: Some(format!("Badan “{index}”")),
            parent,
            state,
            submitted_at: Some(
                Timestamp::constant(1_719_000_000, 0)
                    + jiff::SignedDuration::from_hours(self.number(0, 30).into()),
            ),
            answers: BTreeMap::new(),
            reviews: BTreeMap::new(),
            components: BTreeMap::new(),
        };
        let nothing_applies = self.percent(3);
        for question in instrument.questions() {
            let mut answer = if self.percent(93) { Some(self.answer(question)) } else { None };
            let mut review = if self.percent(90) { Some(self.review(question)) } else { None };
            if let Some(rule) = &question.not_applicable
                && (nothing_applies || self.percent(30))
            {
                let value =
                    if nothing_applies || self.percent(70) { rule.equals.clone() } else { Exact::ONE };
                let fields = if self.percent(50) || nothing_applies {
                    &mut review.get_or_insert_default().fields
                } else {
                    &mut answer.get_or_insert_default().fields
                };
                fields.insert(rule.field.clone(), value);
            }
            if let Some(found) = &mut review
                && scoring::share_of_review(question, answer.as_ref(), found).is_err()
            {
                // The contract wants a decided share where a ratio has no value.
                found.share = Some(self.share());
            }
            body.answers.extend(answer.map(|answer| (question.code.clone(), answer)));
            body.reviews.extend(review.map(|review| (question.code.clone(), review)));
        }
        for component in scheme.components.iter().filter(|component| component.source != Source::Instrument) {
            if self.percent(80) {
                body.components.insert(component.code.clone(), self.score());
            }
        }
        body
    }

    fn share(&mut self) -> Exact {
        let below = self.number(1, 9);
        let above = self.number(0, below);
        Exact::fraction(above, below).expect("a denominator above zero")
    }

    fn some_options(&mut self, options: &[OptionSpec]) -> Vec<OptionCode> {
        let mut chosen: Vec<OptionCode> =
            options.iter().filter(|_| self.percent(60)).map(|option| option.code.clone()).collect();
        if self.percent(50) {
            chosen.reverse();
        }
        chosen
    }

    fn fields(&mut self, question: &Question) -> BTreeMap<FieldCode, Exact> {
        let fields: Vec<_> = question.fields().map(|field| field.code.clone()).collect();
        fields
            .into_iter()
            .filter_map(|field| {
                let number = Exact::whole(self.number(0, 20));
                self.percent(95).then_some((field, number))
            })
            .collect()
    }

    fn answer(&mut self, question: &Question) -> Answer {
        use domain::instrument::AnswerKind::{MultipleChoice, SingleChoice, Text, YesNo};
        let mut answer = Answer::default();
        if self.percent(4) {
            return answer;
        }
        match question.answer.kind {
            MultipleChoice => answer.options = Some(self.some_options(&question.answer.options)),
            SingleChoice | YesNo => {
                let option = self.one(&question.answer.options).code.clone();
                answer.options = Some(if self.percent(95) { vec![option] } else { Vec::new() });
            }
            Text => answer.text = Some("Jawaban \"panjang\"\nbaris dua".into()),
            _ => answer.url = Some("https://contoh.example/ppid".into()),
        }
        answer.fields = self.fields(question);
        answer
    }

    fn review(&mut self, question: &Question) -> Review {
        let mut review = Review::default();
        if self.percent(6) {
            review.share = Some(self.share());
        }
        if self.percent(5) {
            return review;
        }
        match &question.rubric {
            Rubric::Levels { levels, .. } => {
                let last = u32::try_from(levels.len()).expect("a handful of levels") - 1;
                review.level = Some(self.number(0, last));
            }
            Rubric::PerOption { .. } => review.options = Some(self.some_options(&question.answer.options)),
            Rubric::Bands { of, .. } => {
                review.fields = self.fields(question);
                if let Measure::Ratio { numerator, denominator } = of
                    && self.percent(40)
                    && let Some(value) = review.fields.get(denominator).cloned()
                {
                    review.fields.insert(numerator.clone(), value);
                }
            }
            Rubric::Criteria { criteria } => {
                let ticked =
                    criteria.iter().filter(|_| self.percent(55)).map(|criterion| criterion.code.clone());
                review.criteria = Some(ticked.collect());
            }
            Rubric::Key { .. } | Rubric::PlusMinus { .. } => {}
        }
        review
    }
}
