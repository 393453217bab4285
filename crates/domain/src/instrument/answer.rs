//! Reads what a question asks for: the kinds of answer with their options and fields, and the places for evidence
//! (contract section 1).

use std::collections::BTreeSet;

use super::{AlsoSpec, AnswerKind, AnswerSpec, EvidenceKind, FieldSpec, OptionSpec, Slot};
use crate::{
    codes::{AlsoCode, FieldCode, OptionCode, SlotCode},
    source::{
        Expected, Node, Path, Value,
        expected::{Entries, Reference},
        read::{Checker, Map},
    },
};

/// What is known of an answer, even where parts of it are wrong.
#[derive(Default)]
pub(super) struct AnswerFound {
    main: ShapeFound,
    also: Vec<ShapeFound>,
    /// Whether all further answers could be looked at.
    also_known: bool,
    pub(super) spec: Option<AnswerSpec>,
}

/// What is known of the answer or of one further answer.
#[derive(Default)]
struct ShapeFound {
    kind: Option<AnswerKind>,
    /// Codes of the options, where all could be read.
    option_codes: Option<Vec<OptionCode>>,
    options: Option<Vec<OptionSpec>>,
    /// Codes of the fields, where all could be read.
    field_codes: Option<Vec<FieldCode>>,
    fields: Option<Vec<FieldSpec>>,
    shuffle: bool,
    max_chars: Option<u32>,
}

/// The options that a rubric, claim or slot may speak of.
pub(super) enum Options<'a> {
    /// The answer is too broken to tell.
    Unknown,
    /// There are none.
    None,
    /// Of an answer of this kind; `None` where their codes could not all be read.
    Of(AnswerKind, Option<&'a [OptionCode]>),
}

impl AnswerFound {
    /// Options of the answer itself.
    pub(super) fn options(&self) -> Options<'_> {
        match self.main.kind {
            None => Options::Unknown,
            Some(kind) if kind.has_options() => Options::Of(kind, self.main.option_codes.as_deref()),
            Some(_) => Options::None,
        }
    }

    /// Options of the answer or else of the first further answer that has some.
    pub(super) fn claim_options(&self) -> Options<'_> {
        if !matches!(self.options(), Options::None) {
            return self.options();
        }
        for also in &self.also {
            match also.kind {
                None => return Options::Unknown,
                Some(kind) if kind.has_options() => return Options::Of(kind, also.option_codes.as_deref()),
                Some(_) => {}
            }
        }
        if self.also_known { Options::None } else { Options::Unknown }
    }

    /// Codes of all fields, or `None` where they could not all be read.
    pub(super) fn field_codes(&self) -> Option<Vec<&FieldCode>> {
        self.main.kind?;
        if !self.also_known {
            return None;
        }
        let mut codes = Vec::new();
        for shape in std::iter::once(&self.main).chain(&self.also) {
            shape.kind?;
            codes.extend(shape.field_codes.as_ref()?);
        }
        Some(codes)
    }

    fn has_files(&self) -> bool {
        std::iter::once(&self.main).chain(&self.also).any(|shape| shape.kind == Some(AnswerKind::File))
    }
}

const KINDS: &str = "single_choice, multiple_choice, yes_no, number, text, url, date, file";

fn answer_kind(word: &str) -> Option<AnswerKind> {
    Some(match word {
        "single_choice" => AnswerKind::SingleChoice,
        "multiple_choice" => AnswerKind::MultipleChoice,
        "yes_no" => AnswerKind::YesNo,
        "number" => AnswerKind::Number,
        "text" => AnswerKind::Text,
        "url" => AnswerKind::Url,
        "date" => AnswerKind::Date,
        "file" => AnswerKind::File,
        _ => return None,
    })
}

pub(super) fn answer(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<AnswerFound> {
    let map = c.map(node, path)?;
    let mut fields = BTreeSet::new();
    let main = shape(c, map, path, &["also"], &mut fields);
    let mut found = Vec::new();
    let mut codes = BTreeSet::new();
    let mut also_known = true;
    let also = c.or_default(map, path, "also", Vec::new(), |c, node, path| {
        let Some(nodes) = c.list(node, path, 0) else {
            also_known = false;
            return None;
        };
        let specs: Vec<_> = nodes
            .iter()
            .enumerate()
            .map(|(index, node)| {
                let (shape, spec) = also(c, node, &path.index(index), &mut codes, &mut fields);
                found.push(shape);
                spec
            })
            .collect();
        specs.into_iter().collect::<Option<Vec<_>>>()
    });
    let spec = (|| {
        Some(AnswerSpec {
            kind: main.kind?,
            options: main.options.clone()?,
            shuffle: main.shuffle,
            fields: main.fields.clone()?,
            max_chars: main.max_chars,
            also: also?,
        })
    })();
    Some(AnswerFound { main, also: found, also_known, spec })
}

fn also(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    codes: &mut BTreeSet<AlsoCode>,
    fields: &mut BTreeSet<FieldCode>,
) -> (ShapeFound, Option<AlsoSpec>) {
    let Some(map) = c.map(node, path) else { return (ShapeFound::default(), None) };
    let code = c.own_code(map, path, codes);
    let label = c.required(map, path, "label", Checker::languages);
    let shape = shape(c, map, path, &["code", "label"], fields);
    let spec = (|| {
        Some(AlsoSpec {
            code: code?,
            label: label?,
            kind: shape.kind?,
            options: shape.options.clone()?,
            shuffle: shape.shuffle,
            fields: shape.fields.clone()?,
            max_chars: shape.max_chars,
        })
    })();
    (shape, spec)
}

/// The keys that an answer and a further answer share; `extra` are those of one of them.
fn shape(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    extra: &[&str],
    seen_fields: &mut BTreeSet<FieldCode>,
) -> ShapeFound {
    let kind = c.required(map, path, "kind", |c, node, path| c.word(node, path, KINDS, answer_kind));
    let own: &[&str] = match kind {
        Some(AnswerKind::SingleChoice | AnswerKind::MultipleChoice) => &["options", "shuffle"],
        Some(AnswerKind::Number) => &["fields"],
        Some(AnswerKind::Text) => &["max_chars"],
        Some(AnswerKind::YesNo | AnswerKind::Url | AnswerKind::Date | AnswerKind::File) => &[],
        None => &["options", "shuffle", "fields", "max_chars"],
    };
    c.only(map, path, &[&["kind"], own, extra].concat());
    let mut found = ShapeFound { kind, ..ShapeFound::default() };
    found.options = Some(Vec::new());
    found.fields = Some(Vec::new());
    found.field_codes = Some(Vec::new());
    match kind {
        Some(AnswerKind::YesNo) => yes_no(&mut found),
        Some(AnswerKind::SingleChoice | AnswerKind::MultipleChoice) => options(c, map, path, &mut found),
        Some(AnswerKind::Number) => fields(c, map, path, seen_fields, &mut found),
        _ => {}
    }
    if kind.is_some() && own.contains(&"shuffle") {
        found.shuffle = c.or_default(map, path, "shuffle", false, Checker::bool).unwrap_or_default();
    }
    if kind.is_some() && own.contains(&"max_chars") {
        let max_chars = c.optional(map, path, "max_chars", |c, node, path| c.whole(node, path, 1, u32::MAX));
        found.max_chars = max_chars.flatten();
    }
    found
}

fn yes_no(found: &mut ShapeFound) {
    let codes: Vec<OptionCode> = ["yes", "no"].iter().filter_map(|code| code.parse().ok()).collect();
    found.options = Some(codes.iter().map(|code| OptionSpec { code: code.clone(), label: None }).collect());
    found.option_codes = Some(codes);
}

fn options(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>, found: &mut ShapeFound) {
    let mut seen = BTreeSet::new();
    let mut codes = Vec::new();
    found.options = c.required(map, path, "options", |c, node, path| {
        c.each(node, path, 2, |c, node, path| {
            let Some(map) = c.map(node, path) else {
                codes.push(None);
                return None;
            };
            c.only(map, path, &["code", "label"]);
            let code = c.own_code(map, path, &mut seen);
            codes.push(code.clone());
            let label = c.required(map, path, "label", Checker::languages);
            Some(OptionSpec { code: code?, label: Some(label?) })
        })
    });
    found.option_codes = if codes.is_empty() { None } else { codes.into_iter().collect() };
}

fn fields(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    seen: &mut BTreeSet<FieldCode>,
    found: &mut ShapeFound,
) {
    let mut codes = Vec::new();
    found.fields = c.required(map, path, "fields", |c, node, path| {
        c.each(node, path, 1, |c, node, path| {
            let Some(map) = c.map(node, path) else {
                codes.push(None);
                return None;
            };
            c.only(map, path, &["code", "label", "min", "max"]);
            let code = c.own_code(map, path, seen);
            codes.push(code.clone());
            let label = c.required(map, path, "label", Checker::languages);
            let min = c.optional(map, path, "min", Checker::exact);
            let max = c.optional(map, path, "max", Checker::exact);
            Some(FieldSpec { code: code?, label: label?, min: min?, max: max? })
        })
    });
    found.field_codes = if codes.is_empty() { None } else { codes.into_iter().collect() };
}

pub(super) fn evidence(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    known: &AnswerFound,
) -> Option<Vec<Slot>> {
    let mut seen = BTreeSet::new();
    let slots = c.or_default(map, path, "evidence", Vec::new(), |c, node, path| {
        if known.has_files() && matches!(&node.value, Value::List(entries) if entries.is_empty()) {
            c.note(node.line, path, Expected::SlotForFile);
        }
        c.each(node, path, 0, |c, node, path| slot(c, node, path, &mut seen, known))
    });
    if known.has_files() && !map.has("evidence") {
        c.note(map.line(), &path.key("evidence"), Expected::SlotForFile);
    }
    slots
}

fn slot(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    seen: &mut BTreeSet<SlotCode>,
    known: &AnswerFound,
) -> Option<Slot> {
    let map = c.map(node, path)?;
    c.only(map, path, &["code", "kind", "label", "min", "max", "when", "rules"]);
    let code = c.own_code(map, path, seen);
    let kinds = c.required(map, path, "kind", evidence_kinds);
    let label = c.required(map, path, "label", Checker::languages);
    let min = c.required(map, path, "min", |c, node, path| c.whole(node, path, 0, u32::MAX));
    let max = c.required(map, path, "max", |c, node, path| {
        let max = c.whole(node, path, 1, u32::MAX)?;
        if min.is_some_and(|min| max < min) {
            c.note(node.line, path, Expected::MaxAtLeastMin);
        }
        Some(max)
    });
    let when = c.optional(map, path, "when", |c, node, path| {
        c.distinct(node, path, 0, |c, node, path| option_of(c, node, path, &known.claim_options()))
    });
    let rules = c
        .or_default(map, path, "rules", Vec::new(), |c, node, path| c.distinct(node, path, 0, Checker::code));
    Some(Slot { code: code?, kinds: kinds?, label: label?, min: min?, max: max?, when: when?, rules: rules? })
}

fn evidence_kinds(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<EvidenceKind>> {
    const WORDS: &str = "photo, screenshot, document, spreadsheet, video, url";
    let kind = |word: &str| {
        Some(match word {
            "photo" | "screenshot" => EvidenceKind::Photo,
            "document" => EvidenceKind::Document,
            "spreadsheet" => EvidenceKind::Spreadsheet,
            "video" => EvidenceKind::Video,
            "url" => EvidenceKind::Url,
            _ => return None,
        })
    };
    if !matches!(node.value, Value::List(_)) {
        return Some(vec![c.word(node, path, WORDS, kind)?]);
    }
    let words = c.distinct(node, path, 1, |c, node, path| {
        c.word(node, path, WORDS, |word| kind(word).map(|kind| (word.to_owned(), kind)))
    });
    let mut kinds = Vec::new();
    for (_, kind) in words.into_iter().flatten() {
        // A photo and a screenshot are the same kind of evidence.
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Some(kinds)
}

/// The code of an option that must be among `options`.
pub(super) fn option_of(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    options: &Options<'_>,
) -> Option<OptionCode> {
    let code: OptionCode = c.code(node, path)?;
    let known = match options {
        Options::Unknown | Options::Of(_, None) => true,
        Options::None => false,
        Options::Of(_, Some(codes)) => codes.contains(&code),
    };
    if known { Some(code) } else { c.wrong(node, path, Expected::Reference(Reference::Option)) }
}

/// The code of a field that must be one of the question.
pub(super) fn field_of(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    answer: &AnswerFound,
) -> Option<FieldCode> {
    let code: FieldCode = c.code(node, path)?;
    let known = answer.field_codes().is_none_or(|codes| codes.contains(&&code));
    if known { Some(code) } else { c.wrong(node, path, Expected::Reference(Reference::Field)) }
}

/// Notes a list that should have exactly one entry.
pub(super) fn exactly_one<T>(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, entries: &[T]) {
    if entries.len() != 1 {
        c.note(node.line, path, Expected::Entries(Entries::Exactly(1)));
    }
}
