//! A judgement as it is typed, and as it is understood.

use std::collections::BTreeMap;

use app::reviewer::{Item, Verdict};
use domain::assessments::Review;
use domain::exact::Exact;
use domain::instrument::Rubric;
use domain::problem::{FieldProblem, Problem};
use domain::review::confirmed_fields;

use crate::form::Fields;

/// A judgement as the form has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(super) base: i64,
    pub(super) level: String,
    pub(super) options: Vec<String>,
    pub(super) criteria: Vec<String>,
    pub(super) fields: BTreeMap<String, String>,
    pub(crate) reason: String,
    pub(super) doubtful: bool,
    pub(super) note: String,
}

impl Typed {
    /// The present judgement of an item; the numbers that the office claims where there is none.
    pub(crate) fn of(item: &Item) -> Self {
        let saved = item.review.as_ref();
        let review = saved.map(|saved| &saved.value);
        let claimed = item.answer.as_ref().map(|saved| &saved.value.fields);
        let fields = confirmed_fields(&item.question).into_iter().filter_map(|spec| {
            let reviewed = review.and_then(|review| review.fields.get(&spec.code));
            let value = reviewed.or_else(|| claimed?.get(&spec.code))?;
            // What is typed again must read as the same number: decimals where it has them, else the fraction itself.
            Some((spec.code.to_string(), plain(value)))
        });
        let codes = |codes: Option<Vec<String>>| codes.unwrap_or_default();
        Self {
            base: saved.map_or(0, |saved| saved.version),
            level: review.and_then(|review| review.level).map(|level| level.to_string()).unwrap_or_default(),
            options: codes(review.and_then(|review| Some(texts(review.options.as_ref()?)))),
            criteria: codes(review.and_then(|review| Some(texts(review.criteria.as_ref()?)))),
            fields: fields.collect(),
            reason: saved.map(|saved| saved.reason.clone()).unwrap_or_default(),
            doubtful: saved.is_some_and(|saved| saved.doubtful),
            note: item.bench.note.clone(),
        }
    }

    pub(crate) fn read(fields: &Fields) -> Self {
        let all = |name: &'static str| fields.all(name).map(str::to_owned).collect();
        Self {
            base: fields.text("base").parse().unwrap_or(0),
            level: fields.text("level").to_owned(),
            options: all("options"),
            criteria: all("criteria"),
            fields: fields
                .starting("field-")
                .map(|(code, value)| (code.to_owned(), value.to_owned()))
                .collect(),
            reason: reason(fields),
            doubtful: fields.text("doubtful") == "1",
            note: fields.raw("note").replace("\r\n", "\n"),
        }
    }

    /// The judgement, by what the rubric asks for; everything else that was sent is left aside.
    pub(crate) fn verdict(&self, item: &Item) -> Result<Verdict, Vec<FieldProblem>> {
        let mut review = Review::default();
        let mut problems = Vec::new();
        match &item.question.rubric {
            Rubric::Levels { .. } if !self.level.is_empty() => match self.level.parse() {
                Ok(level) => review.level = Some(level),
                Err(_) => problems.push(FieldProblem::new("level", Problem::UnknownOption)),
            },
            Rubric::PerOption { .. } => review.options = codes("options", &self.options, &mut problems),
            Rubric::Criteria { .. } => review.criteria = codes("criteria", &self.criteria, &mut problems),
            _ => {}
        }
        for spec in confirmed_fields(&item.question) {
            let typed = self.fields.get(spec.code.as_str()).map(|typed| typed.trim()).unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            match Exact::parse_typed(typed) {
                Ok(value) => {
                    review.fields.insert(spec.code.clone(), value);
                }
                Err(_) => {
                    problems.push(FieldProblem::new(format!("field-{}", spec.code), Problem::NotANumber));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Verdict {
            base: self.base,
            review,
            reason: self.reason.clone(),
            doubtful: self.doubtful,
            note: Some(self.note.clone()),
        })
    }
}

/// The reason as it was typed, with the sentences behind it that were ticked and are not in it already.
fn reason(fields: &Fields) -> String {
    let mut reason = fields.raw("reason").replace("\r\n", "\n");
    for phrase in fields.all("phrases").filter(|phrase| !phrase.trim().is_empty()) {
        if !reason.contains(phrase) {
            if !reason.trim().is_empty() {
                reason.push('\n');
            }
            reason.push_str(phrase);
        }
    }
    reason
}

fn texts<C: ToString>(codes: &[C]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

fn codes<C: std::str::FromStr>(
    field: &str,
    typed: &[String],
    problems: &mut Vec<FieldProblem>,
) -> Option<Vec<C>> {
    let read: Option<Vec<C>> = typed.iter().map(|code| code.parse().ok()).collect();
    if read.is_none() {
        problems.push(FieldProblem::new(field, Problem::UnknownOption));
    }
    read
}

/// A number as it can be typed: `12`, `0,5`; a fraction without finite decimals is rounded to ten.
fn plain(value: &Exact) -> String {
    let text = value.rounded(10, domain::exact::Rounding::HalfUp);
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    let text = if value.rounded(0, domain::exact::Rounding::HalfUp).parse() == Ok(value.clone()) {
        value.rounded(0, domain::exact::Rounding::HalfUp)
    } else {
        text
    };
    text.replace('.', ",")
}
