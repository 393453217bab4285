//! Tables as workbooks for spreadsheet programs (Office Open XML). A text is always a text: nothing that an office typed
//! becomes a formula or a link.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// What a workbook is, for a `Content-Type` header.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number as it is shown, with a decimal point: `87.50`. It keeps its decimals in the sheet.
    Number(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
}

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct XlsxFailed(#[from] XlsxError);

/// Narrowest and widest column, in characters.
const WIDTHS: (u16, u16) = (8, 60);

/// A workbook with these sheets: the names of the columns stay in sight, and the rows can be filtered. `made_at` is written
/// into it, so that the same table gives the same bytes.
///
/// # Errors
/// [`XlsxFailed`] where a sheet has a name that is not allowed, or too many rows or columns.
pub fn workbook(sheets: &[Sheet], made_at: (u16, u8, u8)) -> Result<Vec<u8>, XlsxFailed> {
    let mut book = Workbook::new();
    let (year, month, day) = made_at;
    let made_at = rust_xlsxwriter::ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made_at));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for sheet in sheets {
        let page = book.add_worksheet().set_name(&sheet.name)?;
        for (column, name) in (0..).zip(&sheet.columns) {
            page.write_string_with_format(0, column, name, &head)?;
            let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
            page.set_column_width(column, width(cells))?;
        }
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => {
                        page.write_string(row, column, text)?;
                    }
                    Cell::Number(shown) => write_number(page, row, column, shown)?,
                }
            }
        }
        page.set_freeze_panes(1, 0)?;
        if let (Some(last), Ok(rows)) = (sheet.columns.len().checked_sub(1), u32::try_from(sheet.rows.len()))
        {
            page.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// A number with the decimals that it is shown with; what is no number is a text.
fn write_number(
    page: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    column: u16,
    shown: &str,
) -> Result<(), XlsxFailed> {
    // Spreadsheets know binary numbers only; the exact ones are in the files of the calculation.
    let Ok(number) = shown.parse::<f64>() else {
        page.write_string(row, column, shown)?;
        return Ok(());
    };
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let pattern = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
    page.write_number_with_format(row, column, number, &Format::new().set_num_format(pattern))?;
    Ok(())
}

fn width<'c>(cells: impl Iterator<Item = &'c Cell>) -> u16 {
    let length = |cell: &Cell| match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Number(text) => text.chars().count(),
    };
    let longest = cells.map(length).max().unwrap_or(0);
    u16::try_from(longest + 2).unwrap_or(WIDTHS.1).clamp(WIDTHS.0, WIDTHS.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
        Sheet { name: "Rekap".into(), columns: vec!["Kantor".into(), "Nilai".into()], rows }
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let rows =
            vec![vec![Cell::from("Katingan"), Cell::Number("87.50".into())], vec![Cell::Empty, Cell::Empty]];
        let first = workbook(&[sheet(rows.clone())], (2025, 10, 28)).expect("a workbook");
        assert!(first.starts_with(b"PK"));
        assert_eq!(workbook(&[sheet(rows)], (2025, 10, 28)).expect("again"), first);
    }

    #[test]
    fn what_offices_typed_stays_text() {
        use calamine::{Data, Reader as _, Xlsx};
        let typed = ["=1+1", "@SUM(A1)", "+62 812", "-", "https://example.org", "<b>&\"", "\u{1}"];
        let rows = typed.iter().map(|text| vec![Cell::from(*text), Cell::Number("7.10".into())]).collect();
        let bytes = workbook(&[sheet(rows)], (2025, 10, 28)).expect("a workbook");
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("read again");
        assert!(book.worksheet_formula("Rekap").expect("formulas").is_empty());
        let range = book.worksheet_range("Rekap").expect("the sheet");
        for (row, text) in (1..).zip(typed) {
            assert_eq!(range.get_value((row, 0)), Some(&Data::String(text.to_owned())), "{text}");
            assert_eq!(range.get_value((row, 1)), Some(&Data::Float(7.1)));
        }
    }

    #[test]
    fn a_name_that_is_not_allowed_is_refused() {
        let wrong = Sheet { name: "a/b".into(), ..sheet(Vec::new()) };
        assert!(workbook(&[wrong], (2025, 10, 28)).is_err());
    }
}
