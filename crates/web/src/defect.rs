//! Words for what is wrong in a contract file that was uploaded.

use domain::codes::CodeError;
use domain::exact::{CONTRACT_MAX_CHARS, ExactError};
use domain::source::expected::{Entries, Reference};
use domain::source::{Defect, Expected, MAX_DEPTH, yaml};
use i18n::Texts;

/// File, line, path and what should stand there, in a sentence.
pub(crate) fn defect_text(t: &Texts, file: &str, defect: &Defect) -> String {
    t.defect_line(expected(t, &defect.expected), file, count(defect.line), defect.path.as_str())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn expected(t: &Texts, expected: &Expected) -> String {
    match expected {
        Expected::Utf8 => t.defect_utf8(),
        Expected::Yaml(found) => t.defect_yaml(found.as_str()),
        Expected::Json(found) => t.defect_json(*found),
        Expected::Shallower => t.defect_shallower(count(MAX_DEPTH)),
        Expected::SmallerFile => t.defect_smaller_file(t.bytes(u64::try_from(yaml::MAX_BYTES).unwrap_or(0))),
        Expected::NoAlias => t.defect_no_alias(),
        Expected::NoTag => t.defect_no_tag(),
        Expected::OneDocument => t.defect_one_document(),
        Expected::TextKey => t.defect_text_key(),
        Expected::KeyOnce => t.defect_key_once(),
        Expected::KnownKey(keys) => t.defect_known_key(keys.as_str()),
        Expected::RequiredKey => t.defect_required_key(),
        Expected::Map => t.defect_map(),
        Expected::List => t.defect_list(),
        Expected::Text => t.defect_text(),
        Expected::Bool => t.defect_bool(),
        Expected::Whole(min, max) => t.defect_whole(max.to_string(), min.to_string()),
        Expected::Number(error) => number(t, *error),
        Expected::Share => t.defect_share(),
        Expected::AboveZero => t.defect_above_zero(),
        Expected::Percent => t.defect_percent(),
        Expected::BonusWeight => t.defect_bonus_weight(),
        Expected::Code(error) => code(t, *error),
        Expected::OneOf(words) => t.defect_one_of(*words),
        Expected::Format(format) => format!("{format:?}"),
        Expected::Unused => t.defect_unused(),
        Expected::Reference(reference) => self::reference(t, *reference),
        Expected::Entries(entries) => self::entries(t, *entries),
        Expected::Either(first, second) => t.defect_either(*first, *second),
        Expected::MaxAtLeastMin => t.defect_max_at_least_min(),
        Expected::Descending => t.defect_descending(),
        Expected::Ascending => t.defect_ascending(),
        Expected::LowestZero => t.defect_lowest_zero(),
        Expected::NoHoles(max) => t.defect_no_holes(max.to_string()),
        Expected::FittingRubric(rubrics) => t.defect_fitting_rubric(*rubrics),
        Expected::NoClaim => t.defect_no_claim(),
        Expected::SlotForFile => t.defect_slot_for_file(),
        Expected::Sum { found, wanted } => t.defect_sum(found.as_str(), wanted.as_str()),
        Expected::InstrumentComponent => t.defect_instrument_component(),
        Expected::OneInstrumentComponent => t.defect_one_instrument_component(),
        Expected::UngatedInstrument => t.defect_ungated_instrument(),
        Expected::WeightRole => t.defect_weight_role(),
        Expected::OneRerank => t.defect_one_rerank(),
        Expected::GateForRerank => t.defect_gate_for_rerank(),
        Expected::ReservedCode => t.defect_reserved_code(),
        Expected::Instant => t.defect_instant(),
        Expected::Denominator => t.defect_denominator(),
    }
}

fn number(t: &Texts, error: ExactError) -> String {
    match error {
        ExactError::Form => t.defect_number(),
        ExactError::ZeroDenominator => t.defect_number_zero(),
        ExactError::TooLong => t.defect_number_long(count(CONTRACT_MAX_CHARS)),
    }
}

fn code(t: &Texts, error: CodeError) -> String {
    match error {
        CodeError::Code => t.defect_code(),
        CodeError::FileCode => t.defect_file_code(),
        CodeError::Empty => t.defect_not_empty(),
        CodeError::Language => t.defect_language(),
    }
}

fn reference(t: &Texts, reference: Reference) -> String {
    match reference {
        Reference::Option => t.defect_option(),
        Reference::Field => t.defect_field(),
        Reference::Criterion => t.defect_criterion(),
        Reference::Also => t.defect_also(),
        Reference::Question => t.defect_question(),
        Reference::Component => t.defect_component(),
        Reference::ScoredComponent => t.defect_scored_component(),
        Reference::Ungated => t.defect_ungated(),
        Reference::Tie => t.defect_tie(),
    }
}

fn entries(t: &Texts, entries: Entries) -> String {
    match entries {
        Entries::AtLeast(n) => t.defect_at_least(count(n)),
        Entries::Exactly(n) => t.defect_exactly(count(n)),
        Entries::AtMost(n) => t.defect_at_most(count(n)),
    }
}
