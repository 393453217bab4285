//! The questions of a round, in the JSON form of the scoring contract.

use std::collections::BTreeMap;

use app::directory::RoundInstrument;
use axum::extract::State;
use axum::response::Response;
use domain::exact::Exact;
use domain::instrument::{
    AlsoSpec, AnswerSpec, Bound, FieldSpec, Measure, OptionShares, OptionSpec, Question, Rubric, Section,
    Slot, Text,
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::caller::Caller;
use super::error::ApiError;
use super::operation::Operation;
use super::query::Names;
use super::{ROUNDS, answer};
use crate::state::Web;

/// A text by language; Indonesian (`id`) is always there.
type Texts = BTreeMap<String, String>;

/// A questionnaire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Instrument)]
struct InstrumentDoc {
    /// `terbuka/instrument/1`.
    #[schema(example = "terbuka/instrument/1")]
    format: &'static str,
    /// Which instrument.
    code: String,
    /// Which edition of it.
    edition: String,
    /// Its name.
    title: Texts,
    /// Sum of all weights.
    points: String,
    /// In their order.
    sections: Vec<SectionDoc>,
}

/// A group of questions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Section)]
struct SectionDoc {
    /// Unique in the instrument.
    code: String,
    /// Heading.
    title: Texts,
    /// In their order.
    questions: Vec<QuestionDoc>,
}

/// One question.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Question)]
struct QuestionDoc {
    /// Unique in the instrument.
    #[schema(example = "A1")]
    code: String,
    /// 1 to n.
    number: u32,
    /// Points that a share of 1 earns.
    #[schema(example = "8")]
    weight: String,
    /// The question as asked.
    text: Texts,
    /// Operational definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Texts>,
    /// Address of a tutorial.
    #[serde(skip_serializing_if = "Option::is_none")]
    tutorial: Option<String>,
    /// What may be answered: `kind`, `options`, `fields`, `max_chars`, `also`.
    #[schema(value_type = Object)]
    answer: Value,
    /// What is shown for it.
    evidence: Vec<SlotDoc>,
    /// How it is judged. The right answers (`correct`) are absent as long as they are secret.
    #[schema(value_type = Object)]
    rubric: Value,
    /// The question drops out where this field has this value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    not_applicable: Option<Value>,
    /// Legal basis.
    basis: Vec<String>,
    /// Whether the office may appeal.
    appeal: bool,
}

/// A place for evidence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
struct SlotDoc {
    /// Unique in the question.
    #[schema(example = "foto")]
    code: String,
    /// `photo`, `document`, `spreadsheet`, `video`, `url`.
    kinds: Vec<Value>,
    /// What is to be shown.
    label: Texts,
    /// Files needed.
    min: u32,
    /// Most files.
    max: u32,
    /// Asked only when one of these options is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Vec<String>>,
    /// Checks that the system makes or that the reviewer is shown.
    rules: Vec<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/rounds/{round}/instrument", "getInstrument", show)
            .about(ROUNDS, "The questions of a round")
            .note("In the JSON form of the scoring contract. The right answers of questions that the system scores are shown to those who judge, and to everybody after the announcement.")
            .public()
            .scope(app::Scope::Read)
            .answers::<InstrumentDoc>(200, "The instrument"),
    ]
}

async fn show(State(web): State<Web>, caller: Caller, names: Names) -> Result<Response, ApiError> {
    let found = web.app.directory(caller.who()).instrument(names.round()).await?;
    Ok(answer::one(InstrumentDoc::from(&found)))
}

fn texts(text: &Text) -> Texts {
    text.languages().map(|language| (language.to_owned(), text.get(language).to_owned())).collect()
}

impl From<&RoundInstrument> for InstrumentDoc {
    fn from(found: &RoundInstrument) -> Self {
        let RoundInstrument { instrument, with_keys, .. } = found;
        Self {
            format: domain::instrument::FORMAT,
            code: instrument.code.to_string(),
            edition: instrument.edition.clone(),
            title: texts(&instrument.title),
            points: instrument.points.to_string(),
            sections: instrument.sections.iter().map(|section| section_doc(section, *with_keys)).collect(),
        }
    }
}

fn section_doc(section: &Section, with_keys: bool) -> SectionDoc {
    SectionDoc {
        code: section.code.to_string(),
        title: texts(&section.title),
        questions: section.questions.iter().map(|question| question_doc(question, with_keys)).collect(),
    }
}

fn question_doc(question: &Question, with_keys: bool) -> QuestionDoc {
    QuestionDoc {
        code: question.code.to_string(),
        number: question.number,
        weight: question.weight.to_string(),
        text: texts(&question.text),
        help: question.help.as_ref().map(texts),
        tutorial: question.tutorial.clone(),
        answer: answer_spec(&question.answer),
        evidence: question.evidence.iter().map(slot_doc).collect(),
        rubric: rubric(&question.rubric, with_keys),
        not_applicable: question
            .not_applicable
            .as_ref()
            .map(|rule| json!({ "when": { "field": rule.field, "equals": rule.equals } })),
        basis: question.basis.clone(),
        appeal: question.appeal,
    }
}

fn slot_doc(slot: &Slot) -> SlotDoc {
    SlotDoc {
        code: slot.code.to_string(),
        kinds: slot.kinds.iter().map(|kind| json!(kind)).collect(),
        label: texts(&slot.label),
        min: slot.min,
        max: slot.max,
        when: slot.when.as_ref().map(|codes| codes.iter().map(ToString::to_string).collect()),
        rules: slot.rules.iter().map(ToString::to_string).collect(),
    }
}

fn options(options: &[OptionSpec]) -> Vec<Value> {
    options
        .iter()
        .map(|option| json!({ "code": option.code, "label": option.label.as_ref().map(texts) }))
        .collect()
}

fn fields(fields: &[FieldSpec]) -> Vec<Value> {
    let field = |field: &FieldSpec| json!({ "code": field.code, "label": texts(&field.label), "min": field.min, "max": field.max });
    fields.iter().map(field).collect()
}

fn answer_spec(spec: &AnswerSpec) -> Value {
    let also = |also: &AlsoSpec| {
        json!({
            "code": also.code,
            "label": texts(&also.label),
            "kind": also.kind,
            "options": options(&also.options),
            "fields": fields(&also.fields),
            "max_chars": also.max_chars,
        })
    };
    json!({
        "kind": spec.kind,
        "options": options(&spec.options),
        "shuffle": spec.shuffle,
        "fields": fields(&spec.fields),
        "max_chars": spec.max_chars,
        "also": spec.also.iter().map(also).collect::<Vec<Value>>(),
    })
}

fn rubric(rubric: &Rubric, with_keys: bool) -> Value {
    match rubric {
        Rubric::Levels { levels, claim } => json!({
            "kind": "levels",
            "levels": levels
                .iter()
                .map(|level| json!({ "share": level.share, "text": texts(&level.text) }))
                .collect::<Vec<Value>>(),
            "claim": claim,
        }),
        Rubric::PerOption { shares: OptionShares::Each(each), cap } => {
            json!({ "kind": "per_option", "each": each, "cap": cap })
        }
        Rubric::PerOption { shares: OptionShares::ByOption(shares), cap } => {
            json!({ "kind": "per_option", "shares": shares, "cap": cap })
        }
        Rubric::Bands { of, bands, below, zero } => json!({
            "kind": "bands",
            "of": match of {
                Measure::Field(field) => json!({ "field": field }),
                Measure::Ratio { numerator, denominator } => json!({ "ratio": [numerator, denominator] }),
            },
            "bands": bands.iter().map(|band| band_doc(&band.bound, &band.share)).collect::<Vec<Value>>(),
            "below": below,
            "zero": zero,
        }),
        Rubric::Key { correct } => {
            let mut doc = json!({ "kind": "key" });
            if with_keys {
                doc["correct"] = json!(correct);
            }
            doc
        }
        Rubric::PlusMinus { correct, divisor, floor } => {
            let mut doc = json!({ "kind": "plus_minus", "floor": floor });
            // The divisor is the number of right answers, which is half of the key.
            if with_keys {
                doc["correct"] = json!(correct);
                doc["divisor"] = json!(divisor);
            }
            doc
        }
        Rubric::Criteria { criteria } => json!({
            "kind": "criteria",
            "criteria": criteria
                .iter()
                .map(|criterion| {
                    json!({ "code": criterion.code, "share": criterion.share, "text": texts(&criterion.text) })
                })
                .collect::<Vec<Value>>(),
        }),
    }
}

fn band_doc(bound: &Bound, share: &Exact) -> Value {
    match bound {
        Bound::From(from) => json!({ "from": from, "share": share }),
        Bound::Above(above) => json!({ "above": above, "share": share }),
    }
}
