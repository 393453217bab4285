//! The questions of an instrument as the office will see them, with nothing to be filled in; with the rubrics for those
//! who manage rounds.

use std::collections::BTreeMap;

use askama::Template;
use domain::codes::QuestionCode;
use domain::exact::Exact;
use domain::instrument::{
    AnswerKind, Bound, EvidenceKind, FieldSpec, Instrument, Measure, OptionShares, OptionSpec, Question,
    Rubric, Slot,
};
use i18n::Texts;

use crate::show;

/// Sections with their questions, as mark-up.
#[derive(Debug, Template)]
#[template(path = "rounds/questions.html")]
pub(crate) struct Questions {
    t: Texts,
    sections: Vec<SectionView>,
}

impl askama::filters::HtmlSafe for Questions {}

#[derive(Debug)]
struct SectionView {
    code: String,
    title: String,
    questions: Vec<QuestionView>,
}

#[derive(Debug)]
struct QuestionView {
    code: String,
    number: u32,
    weight: String,
    text: String,
    help: String,
    tutorial: String,
    controls: Vec<Control>,
    slots: Vec<(String, String)>,
    rubric: Vec<String>,
    basis: String,
}

/// One control of an answer, disabled.
#[derive(Debug)]
struct Control {
    label: String,
    /// `radio` or `checkbox` with choices; the type of an input without; `textarea`; empty for a file.
    kind: &'static str,
    choices: Vec<String>,
}

impl Questions {
    /// The questions in the reader's language; `tutorials` replace those of the instrument.
    pub(crate) fn new(
        t: &Texts,
        instrument: &Instrument,
        tutorials: &BTreeMap<QuestionCode, String>,
        with_rubrics: bool,
    ) -> Self {
        let view = |question: &Question| QuestionView {
            code: question.code.to_string(),
            number: question.number,
            weight: show::exact(t, &question.weight),
            text: question.text.get(t.code()).to_owned(),
            help: question.help.as_ref().map(|help| help.get(t.code()).to_owned()).unwrap_or_default(),
            tutorial: tutorials
                .get(&question.code)
                .or(question.tutorial.as_ref())
                .cloned()
                .unwrap_or_default(),
            controls: controls(t, question),
            slots: question.evidence.iter().map(|slot| slot_words(t, slot)).collect(),
            rubric: if with_rubrics { rubric(t, question) } else { Vec::new() },
            basis: question.basis.join("; "),
        };
        let sections = instrument.sections.iter().map(|section| SectionView {
            code: section.code.to_string(),
            title: section.title.get(t.code()).to_owned(),
            questions: section.questions.iter().map(view).collect(),
        });
        Self { t: *t, sections: sections.collect() }
    }
}

fn option_label(t: &Texts, option: &OptionSpec) -> String {
    match (&option.label, option.code.as_str()) {
        (Some(label), _) => label.get(t.code()).to_owned(),
        (None, "yes") => t.common_yes(),
        (None, "no") => t.common_no(),
        (None, other) => other.to_owned(),
    }
}

fn controls(t: &Texts, question: &Question) -> Vec<Control> {
    let answer = &question.answer;
    let mut all = control(t, String::new(), answer.kind, &answer.options, &answer.fields);
    for also in &answer.also {
        let label = also.label.get(t.code()).to_owned();
        all.extend(control(t, label, also.kind, &also.options, &also.fields));
    }
    all
}

fn control(
    t: &Texts,
    label: String,
    kind: AnswerKind,
    options: &[OptionSpec],
    fields: &[FieldSpec],
) -> Vec<Control> {
    let choices = options.iter().map(|option| option_label(t, option)).collect();
    let kind = match kind {
        AnswerKind::SingleChoice | AnswerKind::YesNo => "radio",
        AnswerKind::MultipleChoice => "checkbox",
        AnswerKind::Number => {
            let of = |field: &FieldSpec| Control {
                label: field.label.get(t.code()).to_owned(),
                kind: "text",
                choices: Vec::new(),
            };
            return fields.iter().map(of).collect();
        }
        AnswerKind::Text => "textarea",
        AnswerKind::Url => "url",
        AnswerKind::Date => "date",
        AnswerKind::File => "",
    };
    vec![Control { label, kind, choices }]
}

/// A slot for evidence: what is to be shown, and how many files of which kinds.
fn slot_words(t: &Texts, slot: &Slot) -> (String, String) {
    let kind = |kind: &EvidenceKind| match kind {
        EvidenceKind::Photo => t.instrument_kind_photo(),
        EvidenceKind::Document => t.instrument_kind_document(),
        EvidenceKind::Spreadsheet => t.instrument_kind_spreadsheet(),
        EvidenceKind::Video => t.instrument_kind_video(),
        EvidenceKind::Url => t.instrument_kind_url(),
    };
    let kinds: Vec<String> = slot.kinds.iter().map(kind).collect();
    let mut words = t.instrument_slot(kinds.join(", "), slot.max, slot.min);
    if slot.when.is_some() {
        words.push(' ');
        words.push_str(&t.instrument_slot_when());
    }
    (slot.label.get(t.code()).to_owned(), words)
}

fn labels<'a>(t: &Texts, question: &Question, codes: impl IntoIterator<Item = &'a str>) -> String {
    let options = question.claim_options().map(|(_, _, options)| options).unwrap_or_default();
    let label = |code: &str| {
        let found = options.iter().find(|option| option.code.as_str() == code);
        found.map_or_else(|| code.to_owned(), |option| option_label(t, option))
    };
    codes.into_iter().map(label).collect::<Vec<_>>().join("; ")
}

/// The rubric in words, a sentence a line.
fn rubric(t: &Texts, question: &Question) -> Vec<String> {
    let share = |share: &Exact| show::exact(t, share);
    let line = |value: &Exact, text: &str| t.instrument_rubric_share(share(value), text);
    match &question.rubric {
        Rubric::Levels { levels, .. } => {
            levels.iter().map(|level| line(&level.share, level.text.get(t.code()))).collect()
        }
        Rubric::PerOption { shares: OptionShares::Each(each), cap } => {
            vec![t.instrument_rubric_each(share(cap), share(each))]
        }
        Rubric::PerOption { shares: OptionShares::ByOption(shares), cap } => {
            let by_option =
                shares.iter().map(|(code, value)| line(value, &labels(t, question, [code.as_str()])));
            by_option.chain([t.instrument_rubric_cap(share(cap))]).collect()
        }
        Rubric::Bands { of, bands, below, zero } => {
            let mut lines = vec![measure(t, question, of)];
            lines.extend(bands.iter().map(|band| match &band.bound {
                Bound::From(from) => line(&band.share, &t.instrument_rubric_from(share(from))),
                Bound::Above(above) => line(&band.share, &t.instrument_rubric_above(share(above))),
            }));
            lines.push(line(below, &t.instrument_rubric_below()));
            lines.extend(zero.iter().map(|zero| line(zero, &t.instrument_rubric_zero())));
            lines
        }
        Rubric::Key { correct } => {
            let right = labels(t, question, correct.iter().map(AsRef::as_ref));
            vec![t.instrument_rubric_key(right)]
        }
        Rubric::PlusMinus { correct, divisor, floor } => {
            let right = labels(t, question, correct.iter().map(AsRef::as_ref));
            vec![t.instrument_rubric_plus_minus(share(divisor), share(floor), right)]
        }
        Rubric::Criteria { criteria } => {
            criteria.iter().map(|criterion| line(&criterion.share, criterion.text.get(t.code()))).collect()
        }
    }
}

fn measure(t: &Texts, question: &Question, measure: &Measure) -> String {
    let label = |code: &str| {
        let found = question.fields().find(|field| field.code.as_str() == code);
        found.map_or_else(|| code.to_owned(), |field| field.label.get(t.code()).to_owned())
    };
    match measure {
        Measure::Field(field) => t.instrument_rubric_field(label(field.as_str())),
        Measure::Ratio { numerator, denominator } => {
            t.instrument_rubric_ratio(label(denominator.as_str()), label(numerator.as_str()))
        }
    }
}
