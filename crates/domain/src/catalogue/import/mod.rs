//! A list of public information as offices have it: a table with the seven columns of the statutory form, in whatever words
//! and order. Every row becomes a draft or a list of what is wrong with it; nothing is guessed silently.

mod columns;
mod day;

use std::collections::BTreeMap;

use super::{Content, Form, InformationClass};
use crate::problem::{FieldProblem, Problem};

pub use columns::Column;
pub use day::read_day;

/// Most rows of one table.
pub const ROWS_MAX: usize = 5_000;
/// Rows above the heading: the name of the office, the year.
const HEADING_WITHIN: usize = 20;

/// Why a table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// No row looks like the heading of such a list.
    NoHeading,
    /// Neither title nor summary is among the columns.
    NoTitle,
    /// No rows below the heading.
    Empty,
    /// More rows than are taken at once.
    TooManyRows {
        /// The most rows allowed.
        max: usize,
    },
}

/// A row of the table, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as spreadsheet programs count, from 1.
    pub number: usize,
    /// What it says.
    pub content: Content,
    /// What is wrong with it; `field` is that of the form.
    pub problems: Vec<FieldProblem>,
    /// The row before that says the same.
    pub repeats: Option<usize>,
}

impl Row {
    /// Whether it can become a draft.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.problems.is_empty() && self.repeats.is_none()
    }
}

/// A table, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns that were known, by their place.
    pub columns: Vec<(usize, Column)>,
    /// Headings that mean nothing here.
    pub unknown: Vec<String>,
    /// The rows that hold anything.
    pub rows: Vec<Row>,
}

/// Reads the cells of a table. `class` is taken where it has no column for the class.
///
/// # Errors
/// [`TableFault`] where it is no such list.
pub fn read(cells: &[Vec<String>], class: Option<InformationClass>) -> Result<Table, TableFault> {
    let (at, columns) = heading(cells).ok_or(TableFault::NoHeading)?;
    let has = |wanted: Column| columns.iter().any(|(_, column)| *column == wanted);
    if !has(Column::Title) && !has(Column::Summary) {
        return Err(TableFault::NoTitle);
    }
    let known: Vec<usize> = columns.iter().map(|(place, _)| *place).collect();
    let unknown = cells[at].iter().enumerate().filter(|(place, text)| {
        !known.contains(place) && !text.trim().is_empty() && !columns::is_number(text)
    });
    let unknown = unknown.map(|(_, text)| text.trim().to_owned()).collect();
    let below = cells.iter().enumerate().skip(at + 1);
    let filled = below.filter(|(_, row)| is_row(row, &columns));
    let rows: Vec<Row> = filled.map(|(at, row)| read_row(at + 1, row, &columns, class)).collect();
    match rows.len() {
        0 => Err(TableFault::Empty),
        count if count > ROWS_MAX => Err(TableFault::TooManyRows { max: ROWS_MAX }),
        _ => Ok(Table { columns, unknown, rows: marked(rows) }),
    }
}

/// The row with the headings and what its columns are: the first with three or more that are known.
fn heading(cells: &[Vec<String>]) -> Option<(usize, Vec<(usize, Column)>)> {
    cells.iter().take(HEADING_WITHIN).enumerate().find_map(|(at, row)| {
        let mut columns: Vec<(usize, Column)> = Vec::new();
        for (place, text) in row.iter().enumerate() {
            if let Some(column) = Column::of_heading(text)
                && columns.iter().all(|(_, known)| *known != column)
            {
                columns.push((place, column));
            }
        }
        (columns.len() >= 3).then_some((at, columns))
    })
}

/// Whether a row holds an item: the statutory form has a row of the columns' numbers below its heading, and lists have rows
/// that only name a class.
fn is_row(row: &[String], columns: &[(usize, Column)]) -> bool {
    let values = columns.iter().filter_map(|(place, _)| row.get(*place)).map(|cell| cell.trim());
    let filled: Vec<&str> = values.filter(|cell| !cell.is_empty()).collect();
    !filled.is_empty() && !filled.iter().all(|cell| columns::is_number(cell))
}

fn read_row(
    number: usize,
    row: &[String],
    columns: &[(usize, Column)],
    class: Option<InformationClass>,
) -> Row {
    let cell = |wanted: Column| {
        let place = columns.iter().find(|(_, column)| *column == wanted)?.0;
        Some(row.get(place).map_or("", |text| text.trim()))
    };
    let text = |wanted: Column| cell(wanted).unwrap_or_default().to_owned();
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let summary = text(Column::Summary);
    let title = match cell(Column::Title) {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => first_line(&summary),
    };
    let class = match cell(Column::Class).filter(|text| !text.is_empty()) {
        Some(typed) => columns::class(typed).unwrap_or_else(|| {
            wrong("class", Problem::UnknownOption);
            InformationClass::Always
        }),
        None => class.unwrap_or_else(|| {
            wrong("class", Problem::Required);
            InformationClass::Always
        }),
    };
    let (made_on, place) = made(cell(Column::MadeOn), cell(Column::Made), cell(Column::Place), &mut wrong);
    let forms = forms(cell(Column::Forms).unwrap_or_default(), &mut wrong);
    let content = Content {
        title,
        summary,
        class,
        holder: text(Column::Holder),
        responsible: text(Column::Responsible),
        made_on,
        place,
        forms,
        retention: text(Column::Retention),
        legal_basis: text(Column::LegalBasis),
        link: text(Column::Link),
        keywords: text(Column::Keywords).split([',', ';']).map(|word| word.trim().to_owned()).collect(),
        ..Content::default()
    };
    let told: Vec<String> = problems.iter().map(|found| found.field.clone()).collect();
    problems.extend(content.problems().into_iter().filter(|found| !told.contains(&found.field)));
    Row { number, content, problems, repeats: None }
}

/// When and where it was made: two columns, or one with both (*Kasongan, 12 Juni 2024*).
fn made(
    day: Option<&str>,
    both: Option<&str>,
    place: Option<&str>,
    wrong: &mut impl FnMut(&str, Problem),
) -> (Option<jiff::civil::Date>, String) {
    let place = place.unwrap_or_default();
    if let Some(typed) = day.filter(|typed| !typed.is_empty()) {
        let read = read_day(typed);
        if read.is_none() {
            wrong("made_on", Problem::NotADate);
        }
        return (read, place.to_owned());
    }
    let Some(both) = both.filter(|both| !both.is_empty()) else { return (None, place.to_owned()) };
    if let Some(day) = read_day(both) {
        return (Some(day), place.to_owned());
    }
    // What stands after or before the comma, whichever is a day.
    for (left, right) in both.match_indices([',', ';', '/']).map(|(at, _)| (&both[..at], &both[at + 1..])) {
        for (day, where_) in [(right, left), (left, right)] {
            if let Some(day) = read_day(day) {
                let found = where_.trim();
                return (Some(day), if place.is_empty() { found.to_owned() } else { place.to_owned() });
            }
        }
    }
    wrong("made_on", Problem::NotADate);
    (None, place.to_owned())
}

fn forms(typed: &str, wrong: &mut impl FnMut(&str, Problem)) -> Vec<Form> {
    let mut forms = Vec::new();
    for word in typed.split([',', ';', '/', '&', '+', '\n']).flat_map(|part| part.split(" dan ")) {
        let word = word.trim();
        match columns::form(word) {
            Some(form) => forms.push(form),
            None if word.is_empty() => {}
            None => {
                wrong("forms", Problem::UnknownOption);
                break;
            }
        }
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The first line or sentence of a summary, as a title.
fn first_line(summary: &str) -> String {
    let line = summary.lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(sentence, _)| sentence);
    sentence.trim_end_matches('.').chars().take(super::TITLE_MAX).collect()
}

/// Marks the rows that say the same as one before: title, and when it was made.
fn marked(mut rows: Vec<Row>) -> Vec<Row> {
    let mut seen: BTreeMap<(String, Option<jiff::civil::Date>), usize> = BTreeMap::new();
    for row in &mut rows {
        let key = (row.content.title.to_lowercase(), row.content.made_on);
        if row.content.title.is_empty() {
            continue;
        }
        match seen.get(&key) {
            Some(first) => row.repeats = Some(*first),
            None => {
                seen.insert(key, row.number);
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests;
