//! Reads a scheme from its file and checks it whole (contract section 2).

use std::collections::BTreeSet;

use super::{Category, Component, DisplayFormat, Gate, GateOf, Missing, Pass, Role, Scheme, Source, Tie};
use crate::{
    codes::{CategoryCode, ComponentCode},
    exact::{Exact, Rounding},
    source::{
        Defect, Expected, Node, Path, Value,
        expected::Reference,
        in_order,
        read::{Checker, Map},
        yaml,
    },
};

/// The `format` of a scheme.
pub const FORMAT: &str = "terbuka/scheme/1";

/// What a component cannot be called, because gates and ties use the words themselves.
const RESERVED: [&str; 2] = ["total", "submitted_at"];

impl Scheme {
    /// Reads a scheme; else all defects of the file, from the top down.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, Vec<Defect>> {
        let mut checker = Checker::default();
        let root = yaml::parse(bytes, &mut checker.defects);
        let found = root.and_then(|root| scheme(&mut checker, &root));
        match found {
            Some(scheme) if checker.defects.is_empty() => Ok(scheme),
            _ => Err(in_order(checker.defects)),
        }
    }
}

fn scheme(c: &mut Checker, root: &Node<'_>) -> Option<Scheme> {
    let path = &Path::Root;
    let map = c.map(root, path)?;
    c.only(map, path, &["format", "code", "title", "components", "gates", "categories", "ties", "display"]);
    c.format(map, path, FORMAT);
    let code = c.required(map, path, "code", Checker::code);
    let title = c.required(map, path, "title", Checker::languages);
    let mut known = Known::default();
    let components = c.required(map, path, "components", |c, node, path| {
        let mut seen = BTreeSet::new();
        let components =
            c.each(node, path, 0, |c, node, path| component(c, node, path, &mut seen, &mut known));
        known.complete = components.is_some() || !known.components.is_empty();
        check_components(c, node, path, &known);
        components
    });
    let gates =
        c.or_default(map, path, "gates", Vec::new(), |c, node, path| gates(c, node, path, &mut known));
    check_rerank(c, &known, gates.is_some());
    let categories = c.required(map, path, "categories", categories);
    let ties = c.or_default(map, path, "ties", Vec::new(), |c, node, path| {
        c.distinct(node, path, 0, |c, n, p| tie(c, n, p, &known))
    });
    let display = c.or_default(map, path, "display", DisplayFormat::default(), display);
    Some(Scheme {
        code: code?,
        title: title?,
        components: components?,
        gates: gates?,
        categories: categories?,
        ties: ties?,
        display: display?,
    })
}

/// What is known of the components, even where parts of them are wrong.
#[derive(Default)]
struct Known {
    components: Vec<Found>,
    /// Whether there was a list of components to look at.
    complete: bool,
    /// Components that a gate leads into, as far as the gates could be read.
    gated: BTreeSet<ComponentCode>,
}

/// What is known of one component.
#[derive(Default)]
struct Found {
    code: Option<ComponentCode>,
    source: Option<Source>,
    /// Line and path of the role, or of the place where it should be.
    role_place: (usize, String),
    role: Option<RoleWord>,
    /// `None` where a weight should be and none could be read.
    weight: Option<Exact>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RoleWord {
    Weight,
    Bonus,
    Rerank,
}

impl Known {
    fn find(&self, code: &ComponentCode) -> Option<&Found> {
        self.components.iter().find(|found| found.code.as_ref() == Some(code))
    }

    /// Whether `code` names no component; never where a code could not be read.
    fn is_unknown(&self, code: &ComponentCode) -> bool {
        self.complete && self.components.iter().all(|found| found.code.is_some()) && self.find(code).is_none()
    }
}

fn source(word: &str) -> Option<Source> {
    Some(match word {
        "instrument" => Source::Instrument,
        "sheet" => Source::Sheet,
        "panel" => Source::Panel,
        _ => return None,
    })
}

fn role(word: &str) -> Option<RoleWord> {
    Some(match word {
        "weight" => RoleWord::Weight,
        "bonus" => RoleWord::Bonus,
        "rerank" => RoleWord::Rerank,
        _ => return None,
    })
}

fn missing(word: &str) -> Option<Missing> {
    Some(match word {
        "zero" => Missing::Zero,
        "reweigh" => Missing::Reweigh,
        "not_assessed" => Missing::NotAssessed,
        _ => return None,
    })
}

fn component(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    seen: &mut BTreeSet<ComponentCode>,
    known: &mut Known,
) -> Option<Component> {
    known.components.push(Found::default());
    let map = c.map(node, path)?;
    let code: Option<ComponentCode> = c.own_code(map, path, seen);
    if code.as_ref().is_some_and(|code| RESERVED.contains(&code.as_str())) {
        c.note(map.line_of("code"), &path.key("code"), Expected::ReservedCode);
    }
    let source =
        c.required(map, path, "from", |c, node, path| c.word(node, path, "instrument, sheet, panel", source));
    let role = c.or_default(map, path, "role", RoleWord::Weight, |c, node, path| {
        c.word(node, path, "weight, bonus, rerank", role)
    });
    let may_be_missing =
        source != Some(Source::Instrument) && role.is_none_or(|role| role == RoleWord::Weight);
    let has_weight = role != Some(RoleWord::Rerank);
    let mut keys = vec!["code", "from", "role", "label"];
    if has_weight {
        keys.push("weight");
    }
    if may_be_missing {
        keys.push("missing");
    }
    c.only(map, path, &keys);
    let weight = match role {
        Some(RoleWord::Weight) => c.required(map, path, "weight", Checker::percent),
        Some(RoleWord::Bonus) => c.required(map, path, "weight", |c, node, path| {
            c.exact_where(node, path, Expected::BonusWeight, |w| !w.is_zero() && *w <= Exact::HUNDRED)
        }),
        Some(RoleWord::Rerank) => None,
        None => c.optional(map, path, "weight", Checker::percent).flatten(),
    };
    let missing = if may_be_missing {
        c.or_default(map, path, "missing", Missing::Zero, |c, node, path| {
            c.word(node, path, "zero, reweigh, not_assessed", missing)
        })
    } else {
        Some(Missing::Zero)
    };
    let label = c.optional(map, path, "label", Checker::languages);
    if let Some(found) = known.components.last_mut() {
        *found = Found {
            code: code.clone(),
            source,
            role_place: (map.line_of("role"), path.key("role").to_string()),
            role,
            weight: weight.clone(),
        };
    }
    let role = match role? {
        RoleWord::Weight => Role::Weight { weight: weight?, missing: missing? },
        RoleWord::Bonus => Role::Bonus { weight: weight? },
        RoleWord::Rerank => Role::Rerank,
    };
    Some(Component { code: code?, source: source?, role, label: label? })
}

/// What the components must be together: one from the instrument, weights that add up.
fn check_components(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, known: &Known) {
    if !matches!(node.value, Value::List(_)) {
        return;
    }
    let mut from_instrument = 0;
    let mut role_wrong = false;
    for (index, found) in known.components.iter().enumerate() {
        if found.source != Some(Source::Instrument) {
            continue;
        }
        from_instrument += 1;
        let component = &path.index(index);
        if from_instrument > 1 {
            let line = line_of(node, index, "from");
            c.note(line, &component.key("from"), Expected::OneInstrumentComponent);
        }
        if found.role.is_some_and(|role| role != RoleWord::Weight) {
            role_wrong = true;
            c.defects.push(role_defect(found, Expected::WeightRole));
        }
    }
    if from_instrument == 0 && known.components.iter().all(|found| found.source.is_some()) {
        c.note(node.line, path, Expected::InstrumentComponent);
        return;
    }
    let weighted = || known.components.iter().filter(|found| found.role == Some(RoleWord::Weight));
    let readable = known.components.iter().all(|found| found.role.is_some())
        && weighted().all(|found| found.weight.is_some());
    let sum: Exact = weighted().filter_map(|found| found.weight.as_ref()).sum();
    if readable && !role_wrong && from_instrument > 0 && sum != Exact::HUNDRED {
        c.note(node.line, path, Expected::Sum { found: sum.to_string(), wanted: Exact::HUNDRED.to_string() });
    }
}

/// The line of a key in the map at `index` of a list.
fn line_of(list: &Node<'_>, index: usize, key: &str) -> usize {
    if let Value::List(entries) = &list.value
        && let Some(entry) = entries.get(index)
    {
        if let Value::Map(keys) = &entry.value
            && let Some((key, _)) = keys.iter().find(|(found, _)| found.text == key)
        {
            return key.line;
        }
        return entry.line;
    }
    list.line
}

fn role_defect(found: &Found, expected: Expected) -> Defect {
    let (line, path) = found.role_place.clone();
    Defect { line, path, expected }
}

/// At most one rerank, and that behind a gate.
fn check_rerank(c: &mut Checker, known: &Known, gates_readable: bool) {
    let reranks = known.components.iter().filter(|found| found.role == Some(RoleWord::Rerank));
    for (index, found) in reranks.enumerate() {
        let from_instrument = found.source == Some(Source::Instrument);
        if index > 0 {
            c.defects.push(role_defect(found, Expected::OneRerank));
        } else if let Some(code) = &found.code
            && !from_instrument
            && gates_readable
            && !known.gated.contains(code)
        {
            c.defects.push(role_defect(found, Expected::GateForRerank));
        }
    }
}

fn gates(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<Vec<Gate>> {
    let Value::List(nodes) = &node.value else { return c.wrong(node, path, Expected::List) };
    // What `of` may name depends on all gates, so where they lead is read first.
    let mut into = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        let path = &path.index(index);
        let code = c.map(node, path).and_then(|map| {
            c.required(map, path, "into", |c, node, path| gate_into(c, node, path, known)).zip(Some(map))
        });
        into.push(code);
    }
    let gates: Vec<Option<Gate>> = into
        .into_iter()
        .enumerate()
        .map(|(index, found)| {
            let (into, map) = found?;
            gate(c, map, &path.index(index), into, known)
        })
        .collect();
    gates.into_iter().collect()
}

fn gate_into(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<ComponentCode> {
    let code: ComponentCode = c.code(node, path)?;
    if known.is_unknown(&code) {
        c.note(node.line, path, Expected::Reference(Reference::Component));
        return Some(code);
    }
    if known.find(&code).is_some_and(|found| found.source == Some(Source::Instrument)) {
        c.note(node.line, path, Expected::UngatedInstrument);
        return Some(code);
    }
    c.unused(&code, node.line, path, &mut known.gated);
    Some(code)
}

fn gate(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    into: ComponentCode,
    known: &Known,
) -> Option<Gate> {
    c.only(map, path, &["into", "top", "at_least", "of", "per"]);
    let top = c.optional(map, path, "top", |c, node, path| c.whole(node, path, 1, u32::MAX));
    let at_least = c.optional(map, path, "at_least", Checker::exact);
    let of = c.or_default(map, path, "of", GateOf::Total, |c, node, path| gate_of(c, node, path, known));
    let per_parent = c.or_default(map, path, "per", false, |c, node, path| {
        c.word(node, path, "parent", |word| (word == "parent").then_some(true))
    });
    if map.has("top") == map.has("at_least") {
        c.note(map.line(), path, Expected::Either("top", "at_least"));
        return None;
    }
    let pass = match (top?, at_least?) {
        (Some(top), _) => Pass::Top(top),
        (None, at_least) => Pass::AtLeast(at_least?),
    };
    Some(Gate { into, pass, of: of?, per_parent: per_parent? })
}

fn gate_of(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, known: &Known) -> Option<GateOf> {
    let code: ComponentCode = c.code(node, path)?;
    if code == *"total" {
        return Some(GateOf::Total);
    }
    if known.is_unknown(&code) || known.gated.contains(&code) {
        return c.wrong(node, path, Expected::Reference(Reference::Ungated));
    }
    Some(GateOf::Component(code))
}

fn categories(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<Category>> {
    let last = if let Value::List(entries) = &node.value { entries.len() } else { 0 };
    let mut seen: BTreeSet<CategoryCode> = BTreeSet::new();
    let mut before: Option<Exact> = None;
    let mut index = 0;
    c.each(node, path, 1, |c, node, path| {
        index += 1;
        let map = c.map(node, path)?;
        c.only(map, path, &["code", "label", "from"]);
        let code = c.own_code(map, path, &mut seen);
        let label = c.required(map, path, "label", Checker::languages);
        let from = c.required(map, path, "from", |c, node, path| {
            let from = c.percent(node, path)?;
            if before.as_ref().is_some_and(|before| from >= *before) {
                c.note(node.line, path, Expected::Descending);
            } else if index == last && !from.is_zero() {
                c.note(node.line, path, Expected::LowestZero);
            }
            before = Some(from.clone());
            Some(from)
        });
        Some(Category { code: code?, label: label?, from: from? })
    })
}

fn tie(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, known: &Known) -> Option<Tie> {
    let code: ComponentCode = c.code(node, path)?;
    if code == *"submitted_at" {
        return Some(Tie::SubmittedAt);
    }
    if known.is_unknown(&code) {
        return c.wrong(node, path, Expected::Reference(Reference::Tie));
    }
    Some(Tie::Component(code))
}

fn display(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<DisplayFormat> {
    let map = c.map(node, path)?;
    c.only(map, path, &["digits", "rounding"]);
    let default = DisplayFormat::default();
    let digits = c.or_default(map, path, "digits", default.digits, |c, node, path| {
        c.whole(node, path, 0, 6).and_then(|digits| u8::try_from(digits).ok())
    });
    let rounding = c.or_default(map, path, "rounding", default.rounding, |c, node, path| {
        c.word(node, path, "half_up, half_even, down", |word| {
            Some(match word {
                "half_up" => Rounding::HalfUp,
                "half_even" => Rounding::HalfEven,
                "down" => Rounding::Down,
                _ => return None,
            })
        })
    });
    Some(DisplayFormat { digits: digits?, rounding: rounding? })
}
