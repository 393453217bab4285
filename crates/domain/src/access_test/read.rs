//! Reads a sheet from its file and checks it whole, with the defects of an instrument: `file:line: path: expected …`.

use std::collections::BTreeSet;

use super::sheet::{Band, Choice, Event, Part, Question, Sheet, TimeRule, Unit};
use crate::codes::{OptionCode, QuestionCode};
use crate::exact::Exact;
use crate::source::read::{Checker, Map};
use crate::source::{Defect, Expected, Node, Path, expected::Reference, in_order, yaml};

/// The `format` of a sheet.
pub const FORMAT: &str = "terbuka/access-sheet/1";

impl Sheet {
    /// Reads a sheet; else all defects of the file, from the top down.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, Vec<Defect>> {
        let mut checker = Checker::default();
        let root = yaml::parse(bytes, &mut checker.defects);
        let found = root.and_then(|root| sheet(&mut checker, &root));
        match found {
            Some(sheet) if checker.defects.is_empty() => Ok(sheet),
            _ => Err(in_order(checker.defects)),
        }
    }
}

fn sheet(c: &mut Checker, root: &Node<'_>) -> Option<Sheet> {
    let path = &Path::Root;
    let map = c.map(root, path)?;
    c.only(map, path, &["format", "code", "edition", "title", "points", "parts"]);
    c.format(map, path, FORMAT);
    let code = c.required(map, path, "code", Checker::code);
    let edition = c.required(map, path, "edition", Checker::owned);
    let title = c.required(map, path, "title", Checker::languages);
    let points = c.required(map, path, "points", Checker::above_zero);
    let (mut parts_seen, mut questions_seen) = (BTreeSet::new(), BTreeSet::new());
    let parts = c.required(map, path, "parts", |c, node, path| {
        c.each(node, path, 1, |c, node, path| {
            let map = c.map(node, path)?;
            c.only(map, path, &["code", "title", "questions"]);
            let code = c.own_code(map, path, &mut parts_seen);
            let title = c.required(map, path, "title", Checker::languages);
            let questions = c.required(map, path, "questions", |c, node, path| {
                c.each(node, path, 1, |c, node, path| question(c, node, path, &mut questions_seen))
            });
            Some(Part { code: code?, title: title?, questions: questions? })
        })
    });
    // The sum says something only where every question could be read.
    if let (Some(points), Some(parts)) = (&points, &parts) {
        let sum: Exact = parts.iter().flat_map(|part| &part.questions).map(Question::most).sum();
        if sum != *points {
            let expected = Expected::Sum { found: sum.to_string(), wanted: points.to_string() };
            c.note(map.line_of("points"), &path.key("points"), expected);
        }
    }
    Some(Sheet { code: code?, edition: edition?, title: title?, points: points?, parts: parts? })
}

fn question(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    seen: &mut BTreeSet<QuestionCode>,
) -> Option<Question> {
    let map = c.map(node, path)?;
    c.only(map, path, &["code", "text", "help", "options", "time"]);
    let code = c.own_code(map, path, seen);
    let text = c.required(map, path, "text", Checker::languages);
    let help = c.optional(map, path, "help", Checker::languages);
    let options = c.required(map, path, "options", options);
    let time = c.optional(map, path, "time", |c, node, path| time(c, node, path, options.as_deref()));
    Some(Question { code: code?, text: text?, help: help?, options: options?, time: time? })
}

fn options(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<Choice>> {
    let mut seen = BTreeSet::new();
    let options = c.each(node, path, 2, |c, node, path| {
        let map = c.map(node, path)?;
        c.only(map, path, &["code", "points", "label"]);
        let code = c.own_code(map, path, &mut seen);
        let points = c.required(map, path, "points", Checker::exact);
        let label = c.required(map, path, "label", Checker::languages);
        Some(Choice { code: code?, points: points?, label: label? })
    })?;
    if options.iter().all(|choice| choice.points.is_zero()) {
        // A question that can give nothing is a mistake, not a question.
        return c.wrong(node, path, Expected::AboveZero);
    }
    Some(options)
}

fn time(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, options: Option<&[Choice]>) -> Option<TimeRule> {
    let map = c.map(node, path)?;
    c.only(map, path, &["of", "unit", "bands", "later", "never"]);
    let of = c.required(map, path, "of", |c, node, path| {
        c.word(node, path, "acknowledgement, answer", |word| match word {
            "acknowledgement" => Some(Event::Acknowledgement),
            "answer" => Some(Event::Answer),
            _ => None,
        })
    });
    let unit = c.required(map, path, "unit", |c, node, path| {
        c.word(node, path, "hours, service_hours, working_days", |word| match word {
            "hours" => Some(Unit::Hours),
            "service_hours" => Some(Unit::ServiceHours),
            "working_days" => Some(Unit::WorkingDays),
            _ => None,
        })
    });
    let bands = c.required(map, path, "bands", |c, node, path| {
        let mut before: Option<Exact> = None;
        c.each(node, path, 1, |c, node, path| {
            let map = c.map(node, path)?;
            c.only(map, path, &["within", "option"]);
            let within = c.required(map, path, "within", Checker::exact);
            if let (Some(within), Some(before)) = (&within, &before)
                && within <= before
            {
                c.note(map.line_of("within"), &path.key("within"), Expected::Ascending);
            }
            before = within.clone().or(before.take());
            let option = named(c, map, path, "option", options);
            Some(Band { within: within?, option: option? })
        })
    });
    let later = named(c, map, path, "later", options);
    let never = named(c, map, path, "never", options);
    Some(TimeRule { of: of?, unit: unit?, bands: bands?, later: later?, never: never? })
}

/// An option of this question.
fn named(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    key: &str,
    options: Option<&[Choice]>,
) -> Option<OptionCode> {
    c.required(map, path, key, |c, node, path| {
        let code: OptionCode = c.code(node, path)?;
        match options {
            Some(options) if options.iter().all(|choice| choice.code != code) => {
                c.wrong(node, path, Expected::Reference(Reference::Option))
            }
            _ => Some(code),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access_test::sheet::DEFAULT;

    #[test]
    fn the_default_sheet_has_100_points_in_seven_questions() {
        let sheet = Sheet::from_yaml(DEFAULT.as_bytes()).unwrap();
        assert_eq!(sheet.points, Exact::HUNDRED);
        let most: Vec<String> = sheet.questions().map(|question| question.most().to_string()).collect();
        assert_eq!(most, ["15", "15", "7", "20", "30", "7", "6"]);
        assert_eq!(sheet.questions().filter(|question| question.time.is_some()).count(), 2);
    }

    /// A text of the right file, what stands there instead, and the path that the one defect names.
    #[test]
    fn defects_are_named_by_line_and_path() {
        let first = "parts[0].questions[0]";
        let time = "parts[1].questions[0].time";
        for (from, to, path) in [
            ("access-sheet/1", "access-sheet/2", "format".to_owned()),
            ("code: uji-akses", "code: Uji", "code".to_owned()),
            ("points: \"100\"", "points: \"99\"", "points".to_owned()),
            ("points: \"15\"", "points: 15", format!("{first}.options[0].points")),
            ("code: formulir", "code: \"a b\"", format!("{first}.options[0].code")),
            ("code: kanal_lain", "code: formulir", format!("{first}.options[1].code")),
            ("code: A2", "code: A1", "parts[0].questions[1].code".to_owned()),
            ("of: acknowledgement", "of: greeting", format!("{time}.of")),
            ("unit: working_days", "unit: days", format!("{time}.unit")),
            ("within: \"2\"", "within: \"1\"", format!("{time}.bands[1].within")),
            ("option: hari_3", "option: hari_9", format!("{time}.bands[2].option")),
            ("later: hari_5", "later: entah", format!("{time}.later")),
            ("never: tidak_ada", "never_: tidak_ada", format!("{time}.never_")),
            ("        help:", "        tip:", format!("{first}.tip")),
        ] {
            let broken = DEFAULT.replacen(from, to, 1);
            assert_ne!(broken, DEFAULT, "{from}");
            let changed = DEFAULT.lines().zip(broken.lines()).position(|(a, b)| a != b).unwrap() + 1;
            let found = Sheet::from_yaml(broken.as_bytes()).expect_err(to);
            assert!(
                found.iter().any(|defect| defect.path == path && defect.line == changed),
                "{to}: {found:?}, expected {path} in line {changed}"
            );
        }
    }
}
