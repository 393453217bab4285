//! Reads a rubric and checks that it fits the answer (contract section 1.1).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AnswerKind, Band, Bound, Criterion, Level, Measure, OptionShares, Rubric,
    answer::{AnswerFound, Options, exactly_one, field_of, option_of},
};
use crate::{
    codes::OptionCode,
    exact::Exact,
    source::{
        Expected, Node, Path, Value,
        expected::{Entries, Reference},
        read::{Checker, Map},
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Levels,
    PerOption,
    Bands,
    Key,
    PlusMinus,
    Criteria,
}

const KINDS: &str = "levels, per_option, bands, key, plus_minus, criteria";

impl Kind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "levels" => Self::Levels,
            "per_option" => Self::PerOption,
            "bands" => Self::Bands,
            "key" => Self::Key,
            "plus_minus" => Self::PlusMinus,
            "criteria" => Self::Criteria,
            _ => return None,
        })
    }

    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Levels => &["kind", "levels", "claim"],
            Self::PerOption => &["kind", "each", "shares", "cap"],
            Self::Bands => &["kind", "of", "bands", "below", "zero"],
            Self::Key => &["kind", "correct"],
            Self::PlusMinus => &["kind", "correct", "divisor", "floor"],
            Self::Criteria => &["kind", "criteria"],
        }
    }

    /// The answers that this kind is for, where `answer` is not one of them.
    fn misfit(self, answer: &AnswerFound) -> Option<&'static str> {
        let options = answer.options();
        let multiple = matches!(options, Options::Unknown | Options::Of(AnswerKind::MultipleChoice, _));
        match self {
            Self::Levels | Self::Criteria => None,
            Self::PerOption | Self::PlusMinus => (!multiple).then_some("multiple_choice"),
            Self::Key => {
                matches!(options, Options::None).then_some("single_choice, multiple_choice or yes_no")
            }
            Self::Bands => {
                answer.field_codes().is_some_and(|codes| codes.is_empty()).then_some("an answer with fields")
            }
        }
    }
}

pub(super) fn rubric(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    answer: &AnswerFound,
) -> Option<Rubric> {
    let map = c.map(node, path)?;
    let kind = c.required(map, path, "kind", |c, node, path| {
        let kind = c.word(node, path, KINDS, Kind::parse)?;
        if let Some(fitting) = kind.misfit(answer) {
            c.note(node.line, path, Expected::FittingRubric(fitting));
            // What it names cannot be looked up in an answer of another kind.
            return Some((kind, false));
        }
        Some((kind, true))
    });
    let (kind, fits) = kind?;
    c.only(map, path, kind.keys());
    let unknown = AnswerFound::default();
    let answer = if fits { answer } else { &unknown };
    match kind {
        Kind::Levels => levels(c, map, path, answer),
        Kind::PerOption => per_option(c, map, path, answer),
        Kind::Bands => bands(c, map, path, answer),
        Kind::Key => Some(Rubric::Key { correct: correct(c, map, path, answer)? }),
        Kind::PlusMinus => {
            let correct = correct(c, map, path, answer);
            let divisor = c.required(map, path, "divisor", Checker::above_zero);
            let floor = c.or_default(map, path, "floor", Exact::ZERO, Checker::share);
            Some(Rubric::PlusMinus { correct: correct?, divisor: divisor?, floor: floor? })
        }
        Kind::Criteria => criteria(c, map, path),
    }
}

fn levels(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>, answer: &AnswerFound) -> Option<Rubric> {
    let levels = c.required(map, path, "levels", |c, node, path| {
        c.each(node, path, 1, |c, node, path| {
            let map = c.map(node, path)?;
            c.only(map, path, &["share", "text"]);
            let share = c.required(map, path, "share", Checker::share);
            let text = c.required(map, path, "text", Checker::languages);
            Some(Level { share: share?, text: text? })
        })
    });
    let claim = c.optional(map, path, "claim", |c, node, path| {
        let options = answer.claim_options();
        let options = match options {
            Options::None | Options::Of(AnswerKind::MultipleChoice, _) => {
                c.note(node.line, path, Expected::NoClaim);
                Options::Unknown
            }
            other => other,
        };
        shares(c, node, path, &options)
    });
    Some(Rubric::Levels { levels: levels?, claim: claim? })
}

fn per_option(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>, answer: &AnswerFound) -> Option<Rubric> {
    let each = c.optional(map, path, "each", Checker::share);
    let by_option = c.optional(map, path, "shares", |c, node, path| shares(c, node, path, &answer.options()));
    let cap = c.or_default(map, path, "cap", Exact::ONE, Checker::share);
    if map.has("each") == map.has("shares") {
        c.note(map.line(), path, Expected::Either("each", "shares"));
        return None;
    }
    let shares = match (each?, by_option?) {
        (Some(each), _) => OptionShares::Each(each),
        (None, shares) => OptionShares::ByOption(shares?),
    };
    Some(Rubric::PerOption { shares, cap: cap? })
}

/// A share for every option.
fn shares(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    options: &Options<'_>,
) -> Option<BTreeMap<OptionCode, Exact>> {
    let map = c.map(node, path)?;
    let codes = if let Options::Of(_, Some(codes)) = options { Some(*codes) } else { None };
    let mut complete = true;
    let mut shares = BTreeMap::new();
    for (key, value) in map.entries().iter().filter(|(key, _)| key.is_text) {
        let path = path.key(&key.text);
        let share = c.share(value, &path);
        let code = match key.text.parse::<OptionCode>() {
            Ok(code) if codes.is_none_or(|codes| codes.contains(&code)) => Some(code),
            Ok(_) => {
                c.note(key.line, &path, Expected::Reference(Reference::Option));
                None
            }
            Err(error) => {
                c.note(key.line, &path, error);
                None
            }
        };
        complete &= code.zip(share).map(|(code, share)| shares.insert(code, share)).is_some();
    }
    let named: BTreeSet<&str> = map.entries().iter().map(|(key, _)| &*key.text).collect();
    for code in codes.unwrap_or_default() {
        if !named.contains(code.as_str()) {
            c.note(map.line(), &path.key(code.as_str()), Expected::RequiredKey);
        }
    }
    complete.then_some(shares)
}

fn bands(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>, answer: &AnswerFound) -> Option<Rubric> {
    let of = c.required(map, path, "of", |c, node, path| measure(c, node, path, answer));
    let mut before: Option<Exact> = None;
    let bands = c.required(map, path, "bands", |c, node, path| {
        c.each(node, path, 1, |c, node, path| band(c, node, path, &mut before))
    });
    let below = c.or_default(map, path, "below", Exact::ZERO, Checker::share);
    let zero = c.optional(map, path, "zero", Checker::share);
    Some(Rubric::Bands { of: of?, bands: bands?, below: below?, zero: zero? })
}

fn band(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, before: &mut Option<Exact>) -> Option<Band> {
    let map = c.map(node, path)?;
    c.only(map, path, &["from", "above", "share"]);
    let share = c.required(map, path, "share", Checker::share);
    if map.has("from") == map.has("above") {
        c.note(map.line(), path, Expected::Either("from", "above"));
        return None;
    }
    let key = if map.has("from") { "from" } else { "above" };
    let value = c.required(map, path, key, |c, node, path| {
        let value = c.exact(node, path)?;
        if before.as_ref().is_some_and(|before| value >= *before) {
            c.note(node.line, path, Expected::Descending);
        }
        *before = Some(value.clone());
        Some(value)
    })?;
    let bound = if key == "from" { Bound::From(value) } else { Bound::Above(value) };
    Some(Band { bound, share: share? })
}

fn measure(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, answer: &AnswerFound) -> Option<Measure> {
    let map = c.map(node, path)?;
    c.only(map, path, &["field", "ratio"]);
    if map.has("field") == map.has("ratio") {
        c.note(map.line(), path, Expected::Either("field", "ratio"));
        return None;
    }
    if map.has("field") {
        return c
            .required(map, path, "field", |c, node, path| field_of(c, node, path, answer))
            .map(Measure::Field);
    }
    c.required(map, path, "ratio", |c, node, path| {
        if let Value::List(entries) = &node.value
            && entries.len() != 2
        {
            c.note(node.line, path, Expected::Entries(Entries::Exactly(2)));
        }
        let fields = c.distinct(node, path, 0, |c, node, path| field_of(c, node, path, answer))?;
        let [numerator, denominator] = <[_; 2]>::try_from(fields).ok()?;
        Some(Measure::Ratio { numerator, denominator })
    })
}

fn correct(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    answer: &AnswerFound,
) -> Option<Vec<OptionCode>> {
    c.required(map, path, "correct", |c, node, path| {
        let options = answer.options();
        if let (Options::Of(AnswerKind::SingleChoice | AnswerKind::YesNo, _), Value::List(entries)) =
            (&options, &node.value)
        {
            exactly_one(c, node, path, entries);
            return c.distinct(node, path, 0, |c, node, path| option_of(c, node, path, &options));
        }
        c.distinct(node, path, 1, |c, node, path| option_of(c, node, path, &options))
    })
}

fn criteria(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>) -> Option<Rubric> {
    let mut seen = BTreeSet::new();
    let criteria = c.required(map, path, "criteria", |c, node, path| {
        c.each(node, path, 1, |c, node, path| {
            let map = c.map(node, path)?;
            c.only(map, path, &["code", "share", "text"]);
            let code = c.own_code(map, path, &mut seen);
            let share = c.required(map, path, "share", Checker::share);
            let text = c.required(map, path, "text", Checker::languages);
            Some(Criterion { code: code?, share: share?, text: text? })
        })
    })?;
    Some(Rubric::Criteria { criteria })
}
