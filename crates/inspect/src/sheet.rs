//! Tables: XLSX and ODS by calamine, CSV.

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _, Seek as _};

use calamine::{Data, DataRef, Ods, Reader as _, Xlsx};
use domain::facts::SheetFacts;
use files::Media;

use crate::fault::Fault;
use crate::look::Look;
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
    let mut inner = file.into_inner();
    inner.rewind()?;
    let facts = if media == Media::Xlsx { xlsx(inner)? } else { ods(inner)? };
    look.facts.sheet = Some(facts);
    Ok(())
}

type File = BufReader<std::fs::File>;

fn sheet_names(names: Vec<String>) -> Vec<String> {
    names.into_iter().take(SHEETS).map(|name| clean::line(&name, CELL).unwrap_or_default()).collect()
}

/// Cell by cell: a sheet that says it is huge costs nothing before it is.
fn xlsx(file: File) -> Result<SheetFacts, Fault> {
    let mut book = Xlsx::new(file).map_err(|_| Fault::Broken)?;
    let names = book.sheet_names();
    let mut head = Head::default();
    for name in &names {
        // Sheets of charts alone have no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { continue };
        while let Some(cell) = cells.next_cell().map_err(|_| Fault::Broken)? {
            let (row, column) = cell.get_position();
            match cell.get_value() {
                DataRef::Empty => {}
                value => head.put(row, column, || Data::from(value.clone()).to_string()),
            }
        }
        if head.rows > 0 {
            break;
        }
    }
    Ok(head.into_facts(sheet_names(names)))
}

fn ods(file: File) -> Result<SheetFacts, Fault> {
    let mut book = Ods::new(file).map_err(|_| Fault::Broken)?;
    let names = book.sheet_names();
    let mut head = Head::default();
    for name in &names {
        let range = book.worksheet_range(name).map_err(|_| Fault::Broken)?;
        for (row, column, value) in range.used_cells() {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            head.put(place(row), place(column), || value.to_string());
        }
        if head.rows > 0 {
            break;
        }
    }
    Ok(head.into_facts(sheet_names(names)))
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
        SheetFacts { sheets, rows: self.rows, columns: self.columns, head }
    }
}

fn csv(look: &mut Look<'_>) -> Result<(), Fault> {
    let mut file = look.open()?;
    let mut start = Vec::new();
    file.by_ref().take(64 << 10).read_to_end(&mut start)?;
    file.rewind()?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&start))
        .from_reader(BufReader::new(file));
    let mut head = Head::default();
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
                head.put(row, column, || String::from_utf8_lossy(cell).into_owned());
            }
        }
        row += 1;
    }
    look.facts.sheet = Some(head.into_facts(Vec::new()));
    Ok(())
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
