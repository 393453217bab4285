//! What somebody typed into the form of a question, and the answer that it makes.

use std::collections::BTreeMap;

use domain::assessments::{AlsoAnswer, Answer};
use domain::codes::OptionCode;
use domain::exact::{Exact, TYPED_MAX_CHARS, TypedError};
use domain::instrument::{AnswerKind, Question};
use domain::problem::{FieldProblem, Problem};
use i18n::Texts;

use super::words;
use crate::form::Fields;

/// Value of the box "none of these". No code of an option has this form.
pub(super) const NONE: &str = "~";

/// Values by name of the field: as typed, or as an answer would have been typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// The fields of the form that belong to this question; all others are ignored.
    pub(super) fn from_fields(question: &Question, fields: &Fields) -> Self {
        let mut names = vec![words::main_field(question.answer.kind).to_owned()];
        names.extend(question.answer.also.iter().map(|also| format!("also.{}", also.code)));
        names.extend(question.fields().map(|field| format!("fields.{}", field.code)));
        let values = names.into_iter().map(|name| {
            // A browser sends line ends as two characters; a text is counted and stored with one.
            let all = fields.all(&name).map(|value| value.replace("\r\n", "\n")).collect();
            (name, all)
        });
        Self(values.collect())
    }

    /// An answer, as it would have been typed.
    pub(super) fn from_answer(t: &Texts, question: &Question, answer: &Answer) -> Self {
        let mut typed = Self::default();
        let options = answer.options.as_deref();
        let given = [&answer.text, &answer.url, &answer.date];
        let kind = question.answer.kind;
        typed.0.insert(words::main_field(kind).to_owned(), part(kind, options, given));
        for also in &question.answer.also {
            let empty = AlsoAnswer::default();
            let answer = answer.also.get(&also.code).unwrap_or(&empty);
            let given = [&answer.text, &answer.url, &answer.date];
            let values = part(also.kind, answer.options.as_deref(), given);
            typed.0.insert(format!("also.{}", also.code), values);
        }
        for (code, number) in &answer.fields {
            typed.0.insert(format!("fields.{code}"), vec![words::typed_number(t, number)]);
        }
        typed
    }

    /// The first value of a field; empty for none.
    pub(super) fn one(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// All values of a field.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The answer, and everything that cannot be read as one.
    pub(super) fn read(&self, question: &Question) -> (Answer, Vec<FieldProblem>) {
        let (mut answer, mut problems) = (Answer::default(), Vec::new());
        let main = self.part(words::main_field(question.answer.kind), question.answer.kind, &mut problems);
        let AlsoAnswer { options, text, url, date, .. } = main;
        (answer.options, answer.text, answer.url, answer.date) = (options, text, url, date);
        for also in &question.answer.also {
            let given = self.part(&format!("also.{}", also.code), also.kind, &mut problems);
            if given != AlsoAnswer::default() {
                answer.also.insert(also.code.clone(), given);
            }
        }
        for field in question.fields() {
            let name = format!("fields.{}", field.code);
            match Exact::parse_typed(self.one(&name)) {
                Ok(number) => {
                    answer.fields.insert(field.code.clone(), number);
                }
                Err(TypedError::Empty) => {}
                Err(TypedError::TooLong) => {
                    problems.push(FieldProblem::new(name, Problem::TooLong { max: TYPED_MAX_CHARS }));
                }
                Err(TypedError::Form) => problems.push(FieldProblem::new(name, Problem::NotANumber)),
            }
        }
        (answer, problems)
    }

    fn part(&self, name: &str, kind: AnswerKind, problems: &mut Vec<FieldProblem>) -> AlsoAnswer {
        let mut given = AlsoAnswer::default();
        let text = Some(self.one(name)).filter(|text| !text.trim().is_empty());
        match kind {
            AnswerKind::SingleChoice | AnswerKind::MultipleChoice | AnswerKind::YesNo => {
                match chosen(self.all(name), kind) {
                    Ok(options) => given.options = options,
                    Err(problem) => problems.push(FieldProblem::new(name, problem)),
                }
            }
            AnswerKind::Text => given.text = text.map(str::to_owned),
            AnswerKind::Url => given.url = text.map(|text| text.trim().to_owned()),
            AnswerKind::Date => given.date = text.map(|text| text.trim().to_owned()),
            AnswerKind::Number | AnswerKind::File => {}
        }
        given
    }
}

fn chosen(values: &[String], kind: AnswerKind) -> Result<Option<Vec<OptionCode>>, Problem> {
    let none = kind == AnswerKind::MultipleChoice && values.iter().any(|value| value == NONE);
    let mut codes: Vec<OptionCode> = Vec::new();
    for value in values.iter().filter(|value| !(value.is_empty() || none && *value == NONE)) {
        let code = value.parse().map_err(|_| Problem::UnknownOption)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    match (none, codes.is_empty()) {
        (true, false) => Err(Problem::NotNow { why: "saq-none-and-some".to_owned() }),
        (false, true) => Ok(None),
        _ => Ok(Some(codes)),
    }
}

fn part(kind: AnswerKind, options: Option<&[OptionCode]>, given: [&Option<String>; 3]) -> Vec<String> {
    match (kind, options) {
        (AnswerKind::MultipleChoice, Some([])) => vec![NONE.to_owned()],
        (_, Some(options)) => options.iter().map(ToString::to_string).collect(),
        (_, None) => given.into_iter().flatten().cloned().collect(),
    }
}

/// An answer that could not be saved.
#[derive(Debug)]
pub(super) struct Attempt {
    /// As it was typed.
    pub(super) typed: Typed,
    /// As it was understood.
    pub(super) value: Answer,
}
