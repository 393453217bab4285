//! Words for what a questionnaire holds.

use app::Office;
use domain::assessment::{AssessmentState, Gap, QuestionStatus};
use domain::assessments::{AlsoAnswer, Answer};
use domain::codes::OptionCode;
use domain::exact::{Exact, Rounding};
use domain::instrument::{AnswerKind, EvidenceKind, OptionSpec, Question};
use domain::round::{PhaseKind, Standing};
use i18n::{Lang, Texts};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::components::{Tag, TaskStatus};

/// Most decimals that a person can have typed.
const DECIMALS: u8 = 30;

/// The zone in which an office lives, for dates.
pub(super) fn zone(office: &Office) -> i18n::Zone {
    zone_of(office.placed().body.zone)
}

/// A zone of the domain as one of the catalogue.
pub(super) fn zone_of(zone: domain::body::Zone) -> i18n::Zone {
    match zone {
        domain::body::Zone::Wib => i18n::Zone::Wib,
        domain::body::Zone::Wita => i18n::Zone::Wita,
        domain::body::Zone::Wit => i18n::Zone::Wit,
    }
}

/// An instant in WIB and, where that differs, in the office's own zone.
pub(super) fn both_zones(t: &Texts, office: &Office, at: Timestamp) -> String {
    t.date_time_both(at, zone(office))
}

/// Date and time where the office is.
pub(super) fn local(t: &Texts, office: &Office, at: Timestamp) -> String {
    t.date_time(at, zone(office))
}

/// Whether answers can be changed now, and if not, why.
pub(super) fn standing(t: &Texts, office: &Office) -> String {
    let window = office.filling();
    let at = |time: Timestamp| both_zones(t, office, time);
    match (office.standing(), window) {
        (Standing::Open, Some(window)) => t.saq_closes_at(at(window.closes)),
        (Standing::Before, Some(window)) => t.saq_opens_at(at(window.opens)),
        (Standing::After, Some(window)) => t.saq_closed_at(at(window.closes)),
        (Standing::After, None) => t.saq_closed(),
        (Standing::Before | Standing::Open, None) => t.saq_not_open(),
    }
}

/// Name of a state.
pub(super) fn state(t: &Texts, state: AssessmentState) -> String {
    match state {
        AssessmentState::Invited => t.saq_state_invited(),
        AssessmentState::InProgress => t.saq_state_in_progress(),
        AssessmentState::SignedOff => t.saq_state_signed_off(),
        AssessmentState::Endorsed => t.saq_state_endorsed(),
        AssessmentState::Submitted => t.saq_state_submitted(),
    }
}

/// Name of a phase.
pub(super) fn phase(t: &Texts, kind: PhaseKind) -> String {
    match kind {
        PhaseKind::Socialisation => t.saq_phase_socialisation(),
        PhaseKind::Filling => t.saq_phase_filling(),
        PhaseKind::AccessTest => t.saq_phase_access_test(),
        PhaseKind::Verification => t.saq_phase_verification(),
        PhaseKind::Appeal => t.saq_phase_appeal(),
        PhaseKind::Recap => t.saq_phase_recap(),
        PhaseKind::Interview => t.saq_phase_interview(),
        PhaseKind::PublicComment => t.comment_phase(),
        PhaseKind::Announcement => t.saq_phase_announcement(),
    }
}

/// How far a question is, for the task list: colour only where work is left.
pub(super) fn task_status(t: &Texts, status: QuestionStatus) -> TaskStatus {
    match status {
        QuestionStatus::NotStarted => {
            TaskStatus::open(Tag::new(t.common_status_not_started()).colour("blue"))
        }
        QuestionStatus::InProgress => {
            TaskStatus::open(Tag::new(t.common_status_in_progress()).colour("yellow"))
        }
        QuestionStatus::Problem => TaskStatus::open(Tag::new(t.common_status_problem()).colour("red")),
        QuestionStatus::Done => TaskStatus::done(t.common_status_done()),
    }
}

/// How far a question is, in a word.
pub(super) fn status(t: &Texts, status: QuestionStatus) -> String {
    match status {
        QuestionStatus::NotStarted => t.common_status_not_started(),
        QuestionStatus::InProgress => t.common_status_in_progress(),
        QuestionStatus::Done => t.common_status_done(),
        QuestionStatus::Problem => t.common_status_problem(),
    }
}

/// What a kind of evidence is.
pub(super) fn kind(t: &Texts, kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Photo => t.saq_kind_photo(),
        EvidenceKind::Document => t.saq_kind_document(),
        EvidenceKind::Spreadsheet => t.saq_kind_spreadsheet(),
        EvidenceKind::Video => t.saq_kind_video(),
        EvidenceKind::Url => t.saq_kind_url(),
    }
}

/// A rule for evidence. The list is open: one without words shows its code.
pub(super) fn rule(t: &Texts, code: &str) -> String {
    let key = format!("saq-rule-{}", code.replace('_', "-"));
    t.by_key(&key).unwrap_or_else(|| t.saq_rule_other(code))
}

/// What people read for an option.
pub(super) fn option(t: &Texts, option: &OptionSpec) -> String {
    match &option.label {
        Some(label) => label.get(t.code()).to_owned(),
        None if option.code == "no" => t.common_no(),
        None => t.common_yes(),
    }
}

/// A number with all its decimals as it is typed: `0,5`.
pub(super) fn typed_number(t: &Texts, number: &Exact) -> String {
    let text = number.rounded(DECIMALS, Rounding::HalfUp);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match t.lang() {
        Lang::Id => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// A number as it is read: `1.234,5`.
fn shown_number(t: &Texts, number: &Exact) -> String {
    let text = number.rounded(DECIMALS, Rounding::HalfUp);
    t.decimal(text.trim_end_matches('0').trim_end_matches('.'))
}

/// One line of an answer: what was asked and what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What was asked; empty for the question itself.
    pub(super) label: String,
    /// What was given.
    pub(super) value: String,
}

/// The parts that an answer and a further answer share.
struct Part<'a> {
    options: Option<&'a [OptionCode]>,
    text: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<&'a str>,
}

impl Part<'_> {
    fn value(&self, t: &Texts, kind: AnswerKind, options: &[OptionSpec]) -> Option<String> {
        match kind {
            AnswerKind::SingleChoice | AnswerKind::MultipleChoice | AnswerKind::YesNo => {
                let chosen = self.options?;
                let known = options.iter().filter(|spec| chosen.contains(&spec.code));
                let mut words: Vec<String> = known.map(|spec| option(t, spec)).collect();
                if words.is_empty() {
                    words.push(t.saq_none_of_these());
                }
                Some(words.join("; "))
            }
            AnswerKind::Text => self.text.map(str::to_owned),
            AnswerKind::Url => self.url.map(str::to_owned),
            AnswerKind::Date => {
                let typed = self.date?;
                Some(typed.parse::<Date>().map_or_else(|_| typed.to_owned(), |date| t.date(date)))
            }
            AnswerKind::Number | AnswerKind::File => None,
        }
    }
}

impl<'a> From<&'a Answer> for Part<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self {
            options: answer.options.as_deref(),
            text: answer.text.as_deref(),
            url: answer.url.as_deref(),
            date: answer.date.as_deref(),
        }
    }
}

impl<'a> From<&'a AlsoAnswer> for Part<'a> {
    fn from(answer: &'a AlsoAnswer) -> Self {
        Self {
            options: answer.options.as_deref(),
            text: answer.text.as_deref(),
            url: answer.url.as_deref(),
            date: answer.date.as_deref(),
        }
    }
}

/// An answer in words, line by line; empty when there is none.
pub(super) fn answer_lines(t: &Texts, question: &Question, answer: &Answer) -> Vec<Line> {
    let spec = &question.answer;
    let main = Part::from(answer).value(t, spec.kind, &spec.options);
    let mut lines: Vec<Line> = main.into_iter().map(|value| Line { label: String::new(), value }).collect();
    for field in question.fields() {
        if let Some(number) = answer.fields.get(&field.code) {
            let label = field.label.get(t.code()).to_owned();
            lines.push(Line { label, value: shown_number(t, number) });
        }
    }
    for also in &spec.also {
        let given = answer.also.get(&also.code);
        if let Some(value) = given.and_then(|given| Part::from(given).value(t, also.kind, &also.options)) {
            lines.push(Line { label: also.label.get(t.code()).to_owned(), value });
        }
    }
    lines
}

/// The field in which the answer of a kind stands.
pub(super) fn main_field(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::SingleChoice | AnswerKind::MultipleChoice | AnswerKind::YesNo => "options",
        AnswerKind::Text => "text",
        AnswerKind::Url => "url",
        AnswerKind::Date => "date",
        AnswerKind::Number | AnswerKind::File => "jawaban",
    }
}

/// What is missing, in words, and the id of the place on the question's page.
pub(super) fn gap(t: &Texts, question: &Question, gap: &Gap) -> (String, String) {
    let number = i64::from(question.number);
    match gap {
        Gap::Answer => (t.saq_gap_answer(number), main_field(question.answer.kind).to_owned()),
        Gap::Field(code) => {
            let found = question.fields().find(|field| field.code == *code);
            let label = found.map_or(code.as_str(), |field| field.label.get(t.code()));
            (t.saq_gap_field(label, number), format!("fields.{code}"))
        }
        Gap::Also(code) => {
            let found = question.answer.also.iter().find(|also| also.code == *code);
            let label = found.map_or(code.as_str(), |also| also.label.get(t.code()));
            (t.saq_gap_also(label, number), format!("also.{code}"))
        }
        Gap::Evidence { slot, missing } => {
            let found = question.evidence.iter().find(|found| found.code == *slot);
            let label = found.map_or(slot.as_str(), |found| found.label.get(t.code()));
            (t.saq_gap_evidence(i64::from(*missing), label, number), format!("slot.{slot}"))
        }
    }
}
