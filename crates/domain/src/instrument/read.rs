//! Reads an instrument from its file and checks it whole (contract section 1).

use std::collections::BTreeSet;

use super::{
    Instrument, NotApplicable, Question, Section,
    answer::{AnswerFound, answer, evidence, field_of},
    rubric,
};
use crate::{
    codes::{QuestionCode, SectionCode},
    exact::Exact,
    source::{Defect, Expected, Node, Path, in_order, read::Checker, yaml},
};

/// The `format` of an instrument.
pub const FORMAT: &str = "terbuka/instrument/1";

impl Instrument {
    /// Reads an instrument; else all defects of the file, from the top down.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, Vec<Defect>> {
        let mut checker = Checker::default();
        let root = yaml::parse(bytes, &mut checker.defects);
        let found = root.and_then(|root| instrument(&mut checker, &root));
        match found {
            Some(instrument) if checker.defects.is_empty() => Ok(instrument),
            _ => Err(in_order(checker.defects)),
        }
    }
}

/// What must be unique or add up over the whole instrument.
#[derive(Default)]
struct Whole {
    questions: BTreeSet<QuestionCode>,
    numbers: BTreeSet<u32>,
    /// Line and path of each number, to name those above the count.
    number_places: Vec<(u32, usize, String)>,
    count: u32,
    /// Whether all questions were seen; else counts and sums say nothing.
    broken: bool,
    weight: Exact,
    weight_unknown: bool,
}

fn instrument(c: &mut Checker, root: &Node<'_>) -> Option<Instrument> {
    let path = &Path::Root;
    let map = c.map(root, path)?;
    c.only(map, path, &["format", "code", "edition", "title", "points", "sections"]);
    c.format(map, path, FORMAT);
    let code = c.required(map, path, "code", Checker::code);
    let edition = c.required(map, path, "edition", Checker::owned);
    let title = c.required(map, path, "title", Checker::languages);
    let points = c.required(map, path, "points", Checker::above_zero);
    let mut whole = Whole::default();
    let mut codes = BTreeSet::new();
    let sections = c.required(map, path, "sections", |c, node, path| {
        c.each(node, path, 1, |c, node, path| section(c, node, path, &mut codes, &mut whole))
    });
    if whole.count == 0 {
        whole.broken = true;
    }
    if !whole.broken {
        for (number, line, path) in &whole.number_places {
            if *number > whole.count {
                let expected = Expected::NoHoles(whole.count.into());
                c.defects.push(Defect { line: *line, path: path.clone(), expected });
            }
        }
        if let Some(points) = &points
            && !whole.weight_unknown
            && *points != whole.weight
        {
            let expected = Expected::Sum { found: whole.weight.to_string(), wanted: points.to_string() };
            c.note(map.line_of("points"), &path.key("points"), expected);
        }
    }
    Some(Instrument { code: code?, edition: edition?, title: title?, points: points?, sections: sections? })
}

fn section(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    codes: &mut BTreeSet<SectionCode>,
    whole: &mut Whole,
) -> Option<Section> {
    let Some(map) = c.map(node, path) else {
        whole.broken = true;
        return None;
    };
    c.only(map, path, &["code", "title", "questions"]);
    let code = c.own_code(map, path, codes);
    let title = c.required(map, path, "title", Checker::languages);
    let list = c.required(map, path, "questions", |c, node, path| c.list(node, path, 1).map(|_| node));
    if list.is_none() {
        whole.broken = true;
    }
    let path = &path.key("questions");
    let questions = c.each(list?, path, 0, |c, node, path| question(c, node, path, whole));
    Some(Section { code: code?, title: title?, questions: questions? })
}

fn question(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, whole: &mut Whole) -> Option<Question> {
    whole.count += 1;
    let Some(map) = c.map(node, path) else {
        whole.weight_unknown = true;
        return None;
    };
    c.only(
        map,
        path,
        &[
            "code",
            "number",
            "weight",
            "text",
            "help",
            "tutorial",
            "answer",
            "evidence",
            "rubric",
            "not_applicable",
            "basis",
            "appeal",
        ],
    );
    let code = c.own_code(map, path, &mut whole.questions);
    let number = c.required(map, path, "number", |c, node, path| {
        let number = c.whole(node, path, 1, u32::MAX)?;
        c.unused(&number, node.line, path, &mut whole.numbers);
        whole.number_places.push((number, node.line, path.to_string()));
        Some(number)
    });
    let weight = c.required(map, path, "weight", Checker::above_zero);
    match &weight {
        Some(weight) => whole.weight += weight,
        None => whole.weight_unknown = true,
    }
    let text = c.required(map, path, "text", Checker::languages);
    let help = c.optional(map, path, "help", Checker::languages);
    let tutorial = c.optional(map, path, "tutorial", Checker::owned);
    let found = c.required(map, path, "answer", answer);
    let unknown = AnswerFound::default();
    let known = found.as_ref().unwrap_or(&unknown);
    let evidence = evidence(c, map, path, known);
    let rubric = c.required(map, path, "rubric", |c, node, path| rubric::rubric(c, node, path, known));
    let not_applicable =
        c.optional(map, path, "not_applicable", |c, node, path| not_applicable(c, node, path, known));
    let basis = c.or_default(map, path, "basis", Vec::new(), |c, node, path| {
        c.distinct(node, path, 0, Checker::owned)
    });
    let appeal = c.or_default(map, path, "appeal", true, Checker::bool);
    Some(Question {
        code: code?,
        number: number?,
        weight: weight?,
        text: text?,
        help: help?,
        tutorial: tutorial?,
        answer: found?.spec?,
        evidence: evidence?,
        rubric: rubric?,
        not_applicable: not_applicable?,
        basis: basis?,
        appeal: appeal?,
    })
}

fn not_applicable(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    answer: &AnswerFound,
) -> Option<NotApplicable> {
    let map = c.map(node, path)?;
    c.only(map, path, &["when"]);
    c.required(map, path, "when", |c, node, path| {
        let map = c.map(node, path)?;
        c.only(map, path, &["field", "equals"]);
        let field = c.required(map, path, "field", |c, node, path| field_of(c, node, path, answer));
        let equals = c.required(map, path, "equals", Checker::exact);
        Some(NotApplicable { field: field?, equals: equals? })
    })
}
