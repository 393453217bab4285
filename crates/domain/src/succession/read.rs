//! Successions from a CSV file, checked as a whole, so that it is taken whole or not at all.
//!
//! Columns, in this order and all of them: `body`, `successor`, `since` (`2026-07-01`), `ground`. A row names one successor;
//! an office with several has several rows with the same day and ground.

use std::collections::BTreeMap;
use std::fmt;

use csv::ReaderBuilder;
use jiff::civil::Date;

use super::{Succession, Successions};
use crate::body::import::delimiter;
use crate::codes::BodyCode;

/// Most rows of a file.
pub const MAX_ROWS: usize = 100_000;

/// The columns of the first line.
pub const COLUMNS: [&str; 4] = ["body", "successor", "since", "ground"];

/// One thing that is wrong with the file: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Line, from 1.
    pub line: u64,
    /// The column; empty for the line as a whole.
    pub column: &'static str,
    /// What should stand there.
    pub expected: &'static str,
}

impl fmt::Display for Defect {
    /// `line: column: expected …`; the caller puts the name of the file before it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = if self.column.is_empty() { "-" } else { self.column };
        write!(f, "{}: {column}: expected {}", self.line, self.expected)
    }
}

/// The successions of a file by their offices, beside those that are there already: a body of the file gets what the file
/// says, others keep what they have. `is_body` says whether a code is in the tree.
///
/// # Errors
/// Every defect of the file.
pub fn read(
    file: &[u8],
    present: &Successions,
    is_body: impl Fn(&str) -> bool,
) -> Result<Vec<Succession>, Vec<Defect>> {
    let rows = rows(file, is_body)?;
    let mut wanted: BTreeMap<BodyCode, (u64, Succession)> = BTreeMap::new();
    let mut defects = Vec::new();
    for (line, row) in rows {
        let Some((_, known)) = wanted.get_mut(&row.body) else {
            wanted.insert(row.body.clone(), (line, row));
            continue;
        };
        if (known.since, &known.ground) == (row.since, &row.ground) {
            known.successors.extend(row.successors);
        } else {
            defects.push(Defect { line, column: "since", expected: "the day and ground of the rows before" });
        }
    }
    defects.extend(beside(present, &wanted));
    if defects.is_empty() { Ok(wanted.into_values().map(|(_, one)| one).collect()) } else { Err(defects) }
}

/// What is wrong with the successions of a file beside each other and beside those that stay.
fn beside(present: &Successions, wanted: &BTreeMap<BodyCode, (u64, Succession)>) -> Vec<Defect> {
    let staying = present.0.values().filter(|one| !wanted.contains_key(&one.body)).cloned();
    let mut all: Successions = staying.collect();
    let mut defects = Vec::new();
    for (line, one) in wanted.values() {
        defects.extend(all.problems(one).into_iter().map(|problem| match problem.field.as_str() {
            "since" => Defect { line: *line, column: "since", expected: "a day after the office began" },
            "ground" => Defect { line: *line, column: "ground", expected: "1 to 300 characters" },
            _ => Defect {
                line: *line,
                column: "successor",
                expected: "another office that goes on after that day and does not lead back",
            },
        }));
        all.put(one.clone());
    }
    defects
}

fn rows(file: &[u8], is_body: impl Fn(&str) -> bool) -> Result<Vec<(u64, Succession)>, Vec<Defect>> {
    let whole = |expected| vec![Defect { line: 1, column: "", expected }];
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let text = std::str::from_utf8(file).map_err(|_| whole("text in UTF-8"))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(file))
        .from_reader(text.as_bytes());
    let (mut found, mut defects, mut has_head) = (Vec::new(), Vec::new(), false);
    // Reading text from memory cannot fail, and records of any length are let through.
    for record in reader.records().filter_map(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if !has_head {
            has_head = true;
            if cells != COLUMNS {
                return Err(whole("a first line with the columns body, successor, since and ground"));
            }
            continue;
        }
        if found.len() >= MAX_ROWS {
            return Err(whole("at most 100000 rows"));
        }
        match row(line, &cells, &is_body) {
            Ok(row) => found.push((line, row)),
            Err(defect) => defects.push(defect),
        }
    }
    if !has_head {
        return Err(whole("a first line with the columns body, successor, since and ground"));
    }
    if defects.is_empty() { Ok(found) } else { Err(defects) }
}

fn row(line: u64, cells: &[&str], is_body: impl Fn(&str) -> bool) -> Result<Succession, Defect> {
    let defect = |column, expected| Defect { line, column, expected };
    let [body, successor, since, ground] = cells else { return Err(defect("", "4 fields")) };
    let code = |column: &'static str, text: &str| {
        let code = text.parse::<BodyCode>().ok().filter(|code| is_body(code.as_str()));
        code.ok_or_else(|| defect(column, "the code of an office of the tree"))
    };
    Ok(Succession {
        body: code("body", body)?,
        successors: [code("successor", successor)?].into(),
        since: since.parse::<Date>().map_err(|_| defect("since", "a day such as 2026-07-01"))?,
        ground: (*ground).to_owned(),
    })
}
