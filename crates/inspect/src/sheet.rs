//! Tables: XLSX and ODS by calamine, CSV.

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _, Seek as _};

use calamine::{Data, DataRef, Ods, Reader, SheetVisible, Xlsx};
use domain::facts::SheetFacts;
use files::Media;

use crate::fault::Fault;
use crate::look::Look;
use crate::properties::{self, Properties};
use crate::text::Gathered;
use crate::{archive, clean, document};

/// Rows of the head.
const ROWS: u32 = 20;
/// Cells of each row of it.
const COLUMNS: u32 = 12;
/// Characters of each cell.
const CELL: usize = 80;
/// Names of sheets that are kept.
const SHEETS: usize = 100;

pub(crate) fn look(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    look.facts.sheet = Some(SheetFacts::default());
    if media == Media::Csv {
        return csv(look);
    }
    let mut file = archive::open(look.open()?)?;
    document::active_parts(look, &mut file)?;
    look.tell();
    let own = properties::read(&mut file);
    let (comments, ended) = document::beside_cells(&mut file, media);
    let mut book = Book { comments: comments.comments, beside: comments.beside, ..Book::default() };
    let names = workbook(look, media, &mut book)?;
    note(look, book, names, own)?;
    ended
}

/// Writes the cells of the first sheet that has any, as [`files::examine::Task::Table`] asks.
pub(crate) fn table(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    let mut grid = Grid::default();
    match media {
        Media::Csv => records(look, &mut grid)?,
        Media::Xlsx | Media::Ods => {
            archive::open(look.open()?)?;
            workbook(look, media, &mut grid)?;
        }
        _ => return Err(Fault::Broken),
    }
    grid.write(look)
}

/// Has the cells of a workbook go by; the names of its sheets.
fn workbook(look: &Look<'_>, media: Media, cells: &mut impl Cells) -> Result<Vec<String>, Fault> {
    let file = BufReader::new(look.open()?);
    if media == Media::Xlsx { xlsx(file, cells) } else { ods(file, cells) }
}

/// What takes the cells of sheets as they go by, in their order.
trait Cells {
    fn put(&mut self, row: u32, column: u32, text: impl FnOnce() -> String);

    /// Whether nothing that is still to come would be kept.
    fn is_enough(&self) -> bool;

    /// Begins the next sheet; false when it would tell nothing more.
    fn next_sheet(&mut self) -> bool;

    /// Says of a sheet that begins whether programs show it.
    fn shows(&mut self, _is_shown: bool) {}
}

/// Notes what was found: the head, and the text with a sheet on each of its pages.
fn note(look: &mut Look<'_>, book: Book, names: Vec<String>, own: Properties) -> Result<(), Fault> {
    let head = book.head.into_facts(sheet_names(names));
    look.facts.sheet = Some(SheetFacts { comments: book.comments, hidden: book.hidden, ..head });
    look.write_text(&book.text, own.title.as_deref(), own.created)?;
    look.write_beside(&book.beside)
}

type File = BufReader<std::fs::File>;

fn sheet_names(names: Vec<String>) -> Vec<String> {
    names.into_iter().take(SHEETS).map(|name| clean::line(&name, CELL).unwrap_or_default()).collect()
}

/// Names of the sheets of a workbook, each with whether programs show it.
fn sheets<R: std::io::Read + std::io::Seek>(workbook: &impl Reader<R>) -> Vec<(String, bool)> {
    let sheet = |sheet: &calamine::Sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible);
    workbook.sheets_metadata().iter().map(sheet).collect()
}

/// Cell by cell: a sheet that says it is huge costs nothing before it is.
fn xlsx(file: File, taken: &mut impl Cells) -> Result<Vec<String>, Fault> {
    let mut workbook = Xlsx::new(file).map_err(|_| Fault::Broken)?;
    let sheets = sheets(&workbook);
    for (name, is_shown) in &sheets {
        taken.shows(*is_shown);
        // Sheets of charts alone have no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { continue };
        while let Some(cell) = cells.next_cell().map_err(|_| Fault::Broken)? {
            let (row, column) = cell.get_position();
            match cell.get_value() {
                DataRef::Empty => {}
                value => taken.put(row, column, || shown(&Data::from(value.clone()))),
            }
            if taken.is_enough() {
                break;
            }
        }
        if !taken.next_sheet() {
            break;
        }
    }
    Ok(sheets.into_iter().map(|(name, _)| name).collect())
}

fn ods(file: File, taken: &mut impl Cells) -> Result<Vec<String>, Fault> {
    let mut workbook = Ods::new(file).map_err(|_| Fault::Broken)?;
    let sheets = sheets(&workbook);
    for (name, is_shown) in &sheets {
        taken.shows(*is_shown);
        let range = workbook.worksheet_range(name).map_err(|_| Fault::Broken)?;
        for (row, column, value) in range.used_cells() {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            taken.put(place(row), place(column), || shown(value));
            if taken.is_enough() {
                break;
            }
        }
        if !taken.next_sheet() {
            break;
        }
    }
    Ok(sheets.into_iter().map(|(name, _)| name).collect())
}

/// The head of the first sheet that has any rows, and the text of all. What programs do not show stands beside it.
#[derive(Default)]
struct Book {
    head: Head,
    has_head: bool,
    text: Gathered,
    beside: Gathered,
    is_hidden: bool,
    hidden: u32,
    comments: u32,
    row: Option<u32>,
}

impl Cells for Book {
    fn put(&mut self, row: u32, column: u32, text: impl FnOnce() -> String) {
        let kept = if self.is_hidden { &mut self.beside } else { &mut self.text };
        if kept.is_full() {
            return self.head.put(row, column, text);
        }
        let text = text();
        match self.row {
            Some(last) if last == row => kept.add("\t"),
            _ => kept.line(),
        }
        self.row = Some(row);
        kept.add(&text);
        if !self.has_head {
            self.head.put(row, column, || text);
        }
    }

    /// Rows are counted to the end of the first sheet.
    fn is_enough(&self) -> bool {
        self.has_head && if self.is_hidden { self.beside.is_full() } else { self.text.is_full() }
    }

    fn shows(&mut self, is_shown: bool) {
        self.is_hidden = !is_shown;
        self.hidden += u32::from(self.is_hidden);
    }

    fn next_sheet(&mut self) -> bool {
        self.has_head |= self.head.rows > 0;
        self.row = None;
        self.text.page();
        self.beside.line();
        !(self.has_head && self.text.is_full())
    }
}

/// What is gathered while cells go by in their order.
#[derive(Default)]
struct Head {
    rows: u32,
    columns: u32,
    last: Option<u32>,
    kept: BTreeMap<u32, Vec<String>>,
}

impl Head {
    fn put(&mut self, row: u32, column: u32, text: impl FnOnce() -> String) {
        if self.last != Some(row) {
            self.rows += 1;
            self.last = Some(row);
        }
        self.columns = self.columns.max(column.saturating_add(1));
        let is_kept = self.rows <= ROWS && column < COLUMNS;
        let Some(column) = usize::try_from(column).ok().filter(|_| is_kept) else { return };
        let cells = self.kept.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = clean::line(&text(), CELL).unwrap_or_default();
    }

    fn into_facts(self, sheets: Vec<String>) -> SheetFacts {
        let head = self.kept.into_values().collect();
        SheetFacts { sheets, rows: self.rows, columns: self.columns, head, ..SheetFacts::default() }
    }
}

fn csv(look: &mut Look<'_>) -> Result<(), Fault> {
    let mut book = Book::default();
    records(look, &mut book)?;
    note(look, book, Vec::new(), Properties::default())
}

/// Has the cells of a CSV go by.
fn records(look: &Look<'_>, taken: &mut impl Cells) -> Result<(), Fault> {
    let mut file = look.open()?;
    let mut start = Vec::new();
    file.by_ref().take(64 << 10).read_to_end(&mut start)?;
    file.rewind()?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&start))
        .from_reader(BufReader::new(file));
    let mut record = csv::ByteRecord::new();
    let mut row = 0;
    while reader.read_byte_record(&mut record).map_err(|_| Fault::Broken)? {
        for (column, cell) in (0_u32..).zip(&record) {
            let cell = if row == 0 && column == 0 {
                cell.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(cell)
            } else {
                cell
            };
            if !cell.is_empty() {
                taken.put(row, column, || String::from_utf8_lossy(cell).into_owned());
            }
        }
        row += 1;
    }
    Ok(())
}

/// A cell as people read it: days as `2024-06-12`, with their time where they have one.
fn shown(value: &Data) -> String {
    match value {
        Data::DateTime(at) if at.is_datetime() => day(at.as_f64()).unwrap_or_else(|| value.to_string()),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        other => other.to_string(),
    }
}

/// The day of a serial number of spreadsheet programs: days since 30 December 1899, the time as their fraction.
pub(crate) fn day(serial: f64) -> Option<String> {
    let seconds = (serial * 86_400.0).round();
    let span = jiff::SignedDuration::try_from_secs_f64(seconds).ok()?;
    let at = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0).checked_add(span).ok()?;
    let is_day = at.time() == jiff::civil::Time::midnight();
    Some(if is_day { at.date().to_string() } else { at.strftime("%Y-%m-%d %H:%M:%S").to_string() })
}

/// The cells of the first sheet that has any.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
    characters: usize,
    too_large: bool,
}

/// Rows of a table; one more tells that there were more.
const GRID_ROWS: usize = 20_000;
/// Columns of it.
const GRID_COLUMNS: usize = 100;
/// Characters of a cell.
const GRID_CELL: usize = 8_000;
/// Characters of all cells.
const GRID_ALL: usize = 3_000_000;

impl Cells for Grid {
    fn put(&mut self, row: u32, column: u32, text: impl FnOnce() -> String) {
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else { return };
        if column >= GRID_COLUMNS {
            return;
        }
        if row >= GRID_ROWS || self.characters > GRID_ALL {
            self.too_large = true;
            return;
        }
        let text: String = text().chars().take(GRID_CELL).collect();
        self.characters += text.chars().count();
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }

    fn is_enough(&self) -> bool {
        self.too_large
    }

    fn next_sheet(&mut self) -> bool {
        self.rows.is_empty()
    }
}

impl Grid {
    /// Writes the cells into the folder. A table that is too large is none: half of it would be missed by nobody.
    fn write(&self, look: &mut Look<'_>) -> Result<(), Fault> {
        const FILE: &str = "table.json";
        if self.too_large {
            return Err(Fault::TooCostly);
        }
        std::fs::write(look.path(FILE), serde_json::to_vec(&self.rows).map_err(|_| Fault::Broken)?)?;
        look.made_document(FILE);
        Ok(())
    }
}

/// The sign that parts most cells of the beginning: Indonesian settings write semicolons.
fn delimiter(start: &[u8]) -> u8 {
    let count = |sign: u8| start.iter().filter(|byte| **byte == sign).count();
    [b';', b',', b'\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::{Head, delimiter};

    #[test]
    fn the_head_is_bounded() {
        let mut head = Head::default();
        for row in 0..1000 {
            for column in [0, 3, 16_000] {
                head.put(row * 2, column, || "x".repeat(1000));
            }
        }
        let facts = head.into_facts(vec![]);
        assert_eq!((facts.rows, facts.columns, facts.head.len()), (1000, 16_001, 20));
        assert_eq!(facts.head[0].iter().map(String::len).collect::<Vec<_>>(), [80, 0, 0, 80]);
        assert_eq!(
            (delimiter(b"a;b;c\n1,5;2;3"), delimiter(b"a,b\n"), delimiter(b"a\tb")),
            (b';', b',', b'\t')
        );
    }
}
