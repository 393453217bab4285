//! From bytes to rows: each cell is looked at by itself.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};

use super::{Column, Defect, Expected, MAX_CODE, MAX_ROWS, MAX_TEXT, Row};
use crate::body::{Phone, ServiceHours, Slug};
use crate::codes::BodyCode;
use crate::facts::Position;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Rows without a defect of their own.
    pub(super) rows: Vec<Row>,
    /// Every code that stands in a row, also in one with defects, and its line: what may be a parent.
    pub(super) codes: BTreeMap<String, usize>,
    /// Lines and parents of the rows with defects, so that a parent that is nowhere is told at once with the rest.
    pub(super) loose_parents: Vec<(usize, BodyCode)>,
    pub(super) defects: Vec<Defect>,
}

impl Found {
    fn defect(&mut self, line: usize, column: Option<Column>, expected: Expected) {
        self.defects.push(Defect { line, column, expected });
    }
}

/// Reads the rows of a file: UTF-8 with or without a byte order mark, any line ends, fields apart by `,` or `;` or tabs.
pub(super) fn read(file: &[u8]) -> Found {
    let mut found = Found::default();
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    if let Err(error) = std::str::from_utf8(file) {
        let line = 1 + count(&file[..error.valid_up_to()], b'\n');
        found.defect(line, None, Expected::Utf8);
        return found;
    }
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(file)).from_reader(file);
    let mut lines = Lines { file, at: 0, line: 1 };
    let mut columns: Option<Columns> = None;
    let mut record = ByteRecord::new();
    // Reading bytes from memory cannot fail, and records of any length are let through.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = lines.of(&record);
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(Columns::of(&record, line, &mut found));
            if !found.defects.is_empty() {
                return found;
            }
            continue;
        };
        if found.codes.len() >= MAX_ROWS {
            found.defect(line, None, Expected::FewerRows);
            return found;
        }
        columns.row(&record, line, &mut found);
    }
    if columns.is_none() {
        found.defect(1, None, Expected::Header);
    }
    found
}

/// What stands between the fields, judged by the first line; the comma where nothing tells.
pub(crate) fn delimiter(file: &[u8]) -> u8 {
    let first =
        file.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(first, *sign)).unwrap_or(b',')
}

/// How often a sign stands in a text.
fn count(text: &[u8], sign: u8) -> usize {
    text.split(|byte| *byte == sign).count() - 1
}

/// Counts lines up to a record. The reader's own count stands at the blank lines before it.
struct Lines<'f> {
    file: &'f [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, record: &ByteRecord) -> usize {
        let start = record.position().map_or(0, csv::Position::byte);
        let mut start = usize::try_from(start).unwrap_or(usize::MAX).min(self.file.len());
        while matches!(self.file.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        self.line += count(&self.file[self.at..start], b'\n');
        self.at = start;
        self.line
    }
}

/// Which column stands where.
struct Columns(Vec<Column>);

impl Columns {
    fn of(record: &ByteRecord, line: usize, found: &mut Found) -> Self {
        let mut columns = Vec::new();
        for cell in record {
            let name = String::from_utf8_lossy(cell).trim().to_lowercase();
            match Column::ALL.into_iter().find(|column| column.name() == name) {
                None => {
                    let shown = name.chars().take(MAX_CODE).collect();
                    found.defect(line, None, Expected::KnownColumn(shown));
                }
                Some(column) if columns.contains(&column) => {
                    found.defect(line, Some(column), Expected::ColumnOnce);
                }
                Some(column) => columns.push(column),
            }
        }
        for column in Column::REQUIRED {
            if !columns.contains(&column) {
                found.defect(line, Some(column), Expected::Column);
            }
        }
        Self(columns)
    }

    fn row(&self, record: &ByteRecord, line: usize, found: &mut Found) {
        if record.len() != self.0.len() {
            found.defect(line, None, Expected::Fields { columns: self.0.len(), found: record.len() });
            // Its code may still be the parent of others.
            let at = self.0.iter().position(|column| *column == Column::Code);
            if let Some(code) = at.and_then(|at| record.get(at)) {
                let code = String::from_utf8_lossy(code).trim().to_owned();
                found.codes.entry(code).or_insert(line);
            }
            return;
        }
        let cells = self.0.iter().zip(record);
        let cells = cells.map(|(column, cell)| (*column, String::from_utf8_lossy(cell).trim().to_owned()));
        let mut cells = Cells { by_column: cells.collect(), line, defects: Vec::new() };
        let row = cells.row();
        if row.is_none() {
            let parent = cells.text(Column::Parent).and_then(|parent| parent.parse().ok());
            found.loose_parents.extend(parent.map(|parent| (line, parent)));
        }
        found.defects.append(&mut cells.defects);
        let code = cells.text(Column::Code).unwrap_or_default();
        match found.codes.get(&code).copied() {
            Some(first) => found.defect(line, Some(Column::Code), Expected::CodeOnce(first)),
            None if code.is_empty() => {}
            None => {
                found.codes.insert(code, line);
                found.rows.extend(row);
            }
        }
    }
}

/// The cells of one row.
struct Cells {
    by_column: BTreeMap<Column, String>,
    line: usize,
    defects: Vec<Defect>,
}

impl Cells {
    fn defect(&mut self, column: Column, expected: Expected) {
        self.defects.push(Defect { line: self.line, column: Some(column), expected });
    }

    /// What stands in a cell; `None` when it is empty or its column is absent.
    fn text(&self, column: Column) -> Option<String> {
        self.by_column.get(&column).filter(|text| !text.is_empty()).cloned()
    }

    /// The text of a cell, checked as one line.
    fn line_of(&mut self, column: Column) -> Option<String> {
        let text = self.text(column)?;
        if text.chars().any(char::is_control) {
            self.defect(column, Expected::OneLine);
            return None;
        }
        if text.chars().count() > MAX_TEXT {
            self.defect(column, Expected::Shorter(MAX_TEXT));
            return None;
        }
        Some(text)
    }

    fn required(&mut self, column: Column) -> Option<String> {
        if self.text(column).is_none() {
            self.defect(column, Expected::Value);
        }
        self.line_of(column)
    }

    /// The value of a cell; a defect when it does not have the form of its type.
    fn parsed<T>(&mut self, column: Column, text: Option<String>) -> Option<T>
    where
        T: std::str::FromStr,
        T::Err: Into<Expected>,
    {
        match text?.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let expected: Expected = T::Err::into(error);
                self.defect(column, expected);
                None
            }
        }
    }

    fn code(&mut self, column: Column, text: Option<String>) -> Option<BodyCode> {
        let text = text?;
        let bad = text.chars().any(|c| c == '/' || c.is_whitespace()) || text.chars().count() > MAX_CODE;
        match text.parse() {
            Ok(code) if !bad => Some(code),
            _ => {
                self.defect(column, Expected::Code);
                None
            }
        }
    }

    /// The row, when none of its cells has a defect.
    fn row(&mut self) -> Option<Row> {
        let code = self.required(Column::Code);
        let code = self.code(Column::Code, code);
        let name = self.required(Column::Name);
        let level = self.required(Column::Level);
        let level = self.parsed(Column::Level, level);
        let parent = self.line_of(Column::Parent);
        let parent = self.code(Column::Parent, parent);
        let zone = self.required(Column::Zone);
        let zone = self.parsed(Column::Zone, zone);
        let slug = self.line_of(Column::Slug);
        let slug = self.parsed::<Slug>(Column::Slug, slug);
        let address = self.line_of(Column::Address);
        let hours = self.line_of(Column::Hours);
        let hours = self.parsed::<ServiceHours>(Column::Hours, hours);
        let whatsapp = self.line_of(Column::Whatsapp);
        let whatsapp = self.parsed::<Phone>(Column::Whatsapp, whatsapp);
        let email = self.line_of(Column::Email);
        if email.as_deref().is_some_and(|email| crate::person::check_email(email).is_err()) {
            self.defect(Column::Email, Expected::Email);
        }
        let category = self.line_of(Column::Category);
        let office_name = self.line_of(Column::OfficeName);
        let position = self.line_of(Column::Position);
        let position = self.parsed::<Position>(Column::Position, position);
        let (line, right) = (self.line, self.defects.is_empty());
        let (code, name, level, zone) = (code?, name?, level?, zone?);
        let row = Row {
            line,
            code,
            name,
            level,
            parent,
            zone,
            slug,
            address,
            hours,
            whatsapp,
            email,
            category,
            office_name,
            position,
        };
        right.then_some(row)
    }
}
