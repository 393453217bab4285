//! Reads a list of duties from its file, with the defects of an instrument: `file:line: path: expected …`.

use std::collections::BTreeSet;

use super::{Duties, Duty, Evidence, Frequency, day_in};
use crate::codes::DutyCode;
use crate::source::read::{Checker, Map};
use crate::source::{Defect, Expected, Node, Path, in_order, yaml};

/// The `format` of a list of duties.
pub const FORMAT: &str = "terbuka/duties/1";

const FREQUENCIES: &str = "one of every, by, when";

impl Duties {
    /// Reads a list; else all defects of the file, from the top down.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, Vec<Defect>> {
        let mut checker = Checker::default();
        let root = yaml::parse(bytes, &mut checker.defects);
        let found = root.and_then(|root| duties(&mut checker, &root));
        match found {
            Some(duties) if checker.defects.is_empty() => Ok(duties),
            _ => Err(in_order(checker.defects)),
        }
    }
}

fn duties(c: &mut Checker, root: &Node<'_>) -> Option<Duties> {
    let path = &Path::Root;
    let map = c.map(root, path)?;
    c.only(map, path, &["format", "edition", "duties"]);
    c.format(map, path, FORMAT);
    let edition = c.required(map, path, "edition", Checker::owned);
    let mut seen = BTreeSet::new();
    let duties = c.required(map, path, "duties", |c, node, path| {
        c.each(node, path, 1, |c, node, path| duty(c, node, path, &mut seen))
    });
    Some(Duties { edition: edition?, duties: duties? })
}

fn duty(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, seen: &mut BTreeSet<DutyCode>) -> Option<Duty> {
    let map = c.map(node, path)?;
    c.only(map, path, &["code", "class", "every", "by", "when", "name", "basis", "since", "evidence"]);
    let code = c.own_code(map, path, seen);
    let class = c.required(map, path, "class", |c, node, path| {
        c.word(node, path, "berkala, serta_merta, setiap_saat", |word| word.parse().ok())
    });
    let frequency = frequency(c, map, path);
    let name = c.required(map, path, "name", Checker::languages);
    let basis = c.required(map, path, "basis", Checker::owned);
    let since = c.required(map, path, "since", Checker::owned);
    let evidence = c.required(map, path, "evidence", |c, node, path| {
        c.word(node, path, "V, S, M", |word| match word {
            "V" => Some(Evidence::Verified),
            "S" => Some(Evidence::Corroborated),
            "M" => Some(Evidence::FromMemory),
            _ => None,
        })
    });
    Some(Duty {
        code: code?,
        class: class?,
        frequency: frequency?,
        name: name?,
        basis: basis?,
        since: since?,
        evidence: evidence?,
    })
}

/// Exactly one of the three ways to say how often.
fn frequency(c: &mut Checker, map: Map<'_, '_>, path: &Path<'_>) -> Option<Frequency> {
    if ["every", "by", "when"].iter().filter(|key| map.has(key)).count() != 1 {
        c.note(map.line(), path, Expected::OneOf(FREQUENCIES));
        return None;
    }
    let every = c.optional(map, path, "every", |c, node, path| {
        let months = c.whole(node, path, 1, 120)?;
        u8::try_from(months).ok().map(|months| Frequency::Every { months })
    })?;
    let by =
        c.optional(map, path, "by", |c, node, path| c.word(node, path, "a day such as 03-31", yearly))?;
    let when = c.optional(map, path, "when", |c, node, path| {
        c.word(node, path, "always, event", |word| match word {
            "always" => Some(Frequency::Always),
            "event" => Some(Frequency::OnEvent),
            _ => None,
        })
    })?;
    every.or(by).or(when)
}

/// `03-31`; a day that each year has.
fn yearly(text: &str) -> Option<Frequency> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2023 had no 29 February.
    day_in(2023, month, day).map(|_| Frequency::Yearly { month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let text = "format: terbuka/duties/1\nedition: \"x\"\nduties:\n\
            \x20 - { code: a, class: rahasia, every: 6, name: { id: A }, basis: B, since: C, evidence: V }\n\
            \x20 - { code: a, class: berkala, every: 6, by: \"03-31\", name: { id: A }, basis: B, since: C, evidence: V }\n\
            \x20 - { code: b, class: berkala, by: \"02-29\", name: { id: A }, basis: B, since: C, evidence: Z }\n\
            \x20 - { code: c, class: berkala, every: 0, name: { id: A }, basis: B, since: C, evidence: S }\n";
        let defects = Duties::from_yaml(text.as_bytes()).expect_err("everything is wrong");
        let found: Vec<(usize, &str)> =
            defects.iter().map(|defect| (defect.line, defect.path.as_str())).collect();
        assert_eq!(
            found,
            [
                (4, "duties[0].class"),
                (5, "duties[1].code"),
                (5, "duties[1]"),
                (6, "duties[2].by"),
                (6, "duties[2].evidence"),
                (7, "duties[3].every"),
            ]
        );
    }
}
