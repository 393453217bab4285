//! What an answer lacks, and what is wrong with it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assessments::{AlsoAnswer, Answer};
use crate::codes::{AlsoCode, FieldCode, OptionCode, SlotCode};
use crate::instrument::{AnswerKind, FieldSpec, OptionSpec, Question, Slot};
use crate::problem::{FieldProblem, Problem};

/// How far a question has come, as the task list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestionStatus {
    /// *Belum*.
    NotStarted,
    /// *Sedang diisi*.
    InProgress,
    /// *Selesai*.
    Done,
    /// *Ada masalah*: something that was given cannot stand.
    Problem,
}

/// One thing that is still missing before a question is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The answer itself.
    Answer,
    /// A number.
    Field(FieldCode),
    /// A further answer.
    Also(AlsoCode),
    /// Files or links in a slot.
    Evidence {
        /// Which slot.
        slot: SlotCode,
        /// How many more.
        missing: u32,
    },
}

/// Most characters of a text answer whose question sets no limit.
pub const TEXT_MAX: usize = 10_000;
/// Most characters of a link.
pub const LINK_MAX: usize = 2_000;

/// The parts of an answer that a question and a further answer have in common.
struct Given<'a> {
    options: Option<&'a [OptionCode]>,
    text: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<&'a str>,
}

impl<'a> From<&'a Answer> for Given<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self {
            options: answer.options.as_deref(),
            text: answer.text.as_deref(),
            url: answer.url.as_deref(),
            date: answer.date.as_deref(),
        }
    }
}

impl<'a> From<&'a AlsoAnswer> for Given<'a> {
    fn from(answer: &'a AlsoAnswer) -> Self {
        Self {
            options: answer.options.as_deref(),
            text: answer.text.as_deref(),
            url: answer.url.as_deref(),
            date: answer.date.as_deref(),
        }
    }
}

impl Given<'_> {
    fn is_missing(&self, kind: AnswerKind) -> bool {
        let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        match kind {
            // Choosing nothing is an answer where any number may be chosen.
            AnswerKind::MultipleChoice => self.options.is_none(),
            AnswerKind::SingleChoice | AnswerKind::YesNo => self.options.is_none_or(<[_]>::is_empty),
            AnswerKind::Text => blank(self.text),
            AnswerKind::Url => blank(self.url),
            AnswerKind::Date => blank(self.date),
            AnswerKind::Number | AnswerKind::File => false,
        }
    }
}

/// Everything that is wrong with what was given; empty for an answer that is right as far as it goes. Fields are named
/// `options`, `text`, `url`, `date`, `fields.x`, `also.y` as in the JSON form.
#[must_use]
pub fn check_answer(question: &Question, answer: &Answer) -> Vec<FieldProblem> {
    let spec = &question.answer;
    let mut found = Vec::new();
    check_part(&Given::from(answer), spec.kind, &spec.options, spec.max_chars, "", &mut found);
    for (code, value) in &answer.fields {
        match question.fields().find(|field| field.code == *code) {
            None => found.push(FieldProblem::new(format!("fields.{code}"), Problem::Unknown)),
            Some(field) => found.extend(out_of_range(field, value)),
        }
    }
    for (code, value) in &answer.also {
        match spec.also.iter().find(|also| also.code == *code) {
            None => found.push(FieldProblem::new(format!("also.{code}"), Problem::Unknown)),
            Some(also) => {
                let path = format!("also.{code}");
                check_part(&Given::from(value), also.kind, &also.options, also.max_chars, &path, &mut found);
            }
        }
    }
    found
}

fn out_of_range(field: &FieldSpec, value: &crate::exact::Exact) -> Option<FieldProblem> {
    let low = field.min.as_ref().is_some_and(|min| value < min);
    let high = field.max.as_ref().is_some_and(|max| value > max);
    (low || high).then(|| {
        let bound = |bound: &Option<crate::exact::Exact>| bound.as_ref().map(ToString::to_string);
        let problem = Problem::OutOfRange { min: bound(&field.min), max: bound(&field.max) };
        FieldProblem::new(format!("fields.{}", field.code), problem)
    })
}

fn check_part(
    given: &Given<'_>,
    kind: AnswerKind,
    options: &[OptionSpec],
    max_chars: Option<u32>,
    path: &str,
    found: &mut Vec<FieldProblem>,
) {
    let mut wrong = |part: &str, problem: Problem| {
        let field = if path.is_empty() { part.to_owned() } else { path.to_owned() };
        found.push(FieldProblem::new(field, problem));
    };
    if let Some(chosen) = given.options {
        if chosen.iter().any(|code| !options.iter().any(|option| option.code == *code)) {
            wrong("options", Problem::UnknownOption);
        } else if kind != AnswerKind::MultipleChoice && chosen.len() > 1 {
            wrong("options", Problem::OneOptionOnly);
        }
    }
    if let Some(text) = given.text {
        let max = max_chars.and_then(|max| usize::try_from(max).ok()).unwrap_or(TEXT_MAX);
        if kind != AnswerKind::Text {
            wrong("text", Problem::Unknown);
        } else if text.chars().count() > max {
            wrong("text", Problem::TooLong { max });
        } else if text.chars().any(is_forbidden) {
            wrong("text", Problem::BadCharacters);
        }
    }
    if let Some(url) = given.url.filter(|url| !url.trim().is_empty()) {
        if kind != AnswerKind::Url {
            wrong("url", Problem::Unknown);
        } else if let Err(problem) = check_link(url) {
            wrong("url", problem);
        }
    }
    if let Some(date) = given.date.filter(|date| !date.trim().is_empty()) {
        if kind != AnswerKind::Date {
            wrong("date", Problem::Unknown);
        } else if date.parse::<Date>().is_err() || date.len() != 10 {
            wrong("date", Problem::NotADate);
        }
    }
}

/// Control characters other than line ends and tabs, which no text needs.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Checks the form of a link that somebody gives as an answer or as evidence: `http` or `https`, a host, no spaces,
/// no name and password in it.
pub fn check_link(link: &str) -> Result<(), Problem> {
    let link = link.trim();
    if link.chars().count() > LINK_MAX {
        return Err(Problem::TooLong { max: LINK_MAX });
    }
    let rest =
        link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).ok_or(Problem::NotALink)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    let plain = !link.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
    let right = plain
        && !authority.contains('@')
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.');
    if right { Ok(()) } else { Err(Problem::NotALink) }
}

/// What the question still lacks. `evidence` counts the files and links in each slot.
#[must_use]
pub fn gaps(question: &Question, answer: &Answer, evidence: &BTreeMap<SlotCode, u32>) -> Vec<Gap> {
    if drops_out(question, answer) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if Given::from(answer).is_missing(question.answer.kind) {
        found.push(Gap::Answer);
    }
    for field in question.fields().filter(|field| !answer.fields.contains_key(&field.code)) {
        found.push(Gap::Field(field.code.clone()));
    }
    for also in &question.answer.also {
        let missing = match answer.also.get(&also.code) {
            Some(given) => Given::from(given).is_missing(also.kind),
            None => !matches!(also.kind, AnswerKind::Number | AnswerKind::File),
        };
        if missing {
            found.push(Gap::Also(also.code.clone()));
        }
    }
    for slot in question.evidence.iter().filter(|slot| is_asked(question, slot, answer)) {
        let have = evidence.get(&slot.code).copied().unwrap_or(0);
        if have < slot.min {
            found.push(Gap::Evidence { slot: slot.code.clone(), missing: slot.min - have });
        }
    }
    found
}

/// Whether the answer makes the question drop out (contract section 1, `not_applicable`).
fn drops_out(question: &Question, answer: &Answer) -> bool {
    question
        .not_applicable
        .as_ref()
        .is_some_and(|rule| answer.fields.get(&rule.field).is_some_and(|value| *value == rule.equals))
}

/// Whether a slot is asked for with this answer (contract section 1, `when`).
#[must_use]
pub fn is_asked(question: &Question, slot: &Slot, answer: &Answer) -> bool {
    let Some(when) = &slot.when else { return true };
    let chosen = match question.claim_options() {
        Some((None, ..)) => answer.options.as_deref(),
        Some((Some(also), ..)) => answer.also.get(also).and_then(|given| given.options.as_deref()),
        None => None,
    };
    chosen.is_some_and(|chosen| chosen.iter().any(|code| when.contains(code)))
}

/// The status of a question for the task list.
#[must_use]
pub fn status(question: &Question, answer: &Answer, evidence: &BTreeMap<SlotCode, u32>) -> QuestionStatus {
    let over = |slot: &Slot| evidence.get(&slot.code).is_some_and(|have| *have > slot.max);
    if !check_answer(question, answer).is_empty() || question.evidence.iter().any(over) {
        QuestionStatus::Problem
    } else if answer.is_empty() && evidence.values().all(|count| *count == 0) {
        QuestionStatus::NotStarted
    } else if gaps(question, answer, evidence).is_empty() {
        QuestionStatus::Done
    } else {
        QuestionStatus::InProgress
    }
}
