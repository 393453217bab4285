//! Tables as CSV (RFC 4180): CRLF behind every row, quotes where they are needed, quotes doubled inside.

use std::borrow::Cow;

/// The table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    /// A row has another number of cells than the first.
    #[error("row {row} has {found} cells, the first row has {expected}")]
    Width {
        /// Number of the row, the header being 1.
        row: usize,
        /// Its cells.
        found: usize,
        /// Cells of the first row.
        expected: usize,
    },
    /// The writer below failed.
    #[error("the table could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Starts with a byte order mark, by which Excel knows UTF-8. Off for data that programs read.
    pub has_bom: bool,
    /// Protects people who open the table in a spreadsheet program: every cell is quoted, and one that the program
    /// might take for a formula (see [`is_risky`]) gets an apostrophe in front. This changes the data; [`unprotected`]
    /// takes it back. Figures that are negative numbers, such as `-12.5`, are left alone.
    pub protects_formulas: bool,
}

impl Options {
    /// For people and their spreadsheet programs: with mark and protection.
    pub const SPREADSHEET: Self = Self { has_bom: true, protects_formulas: true };
    /// For programs: neither.
    pub const DATA: Self = Self { has_bom: false, protects_formulas: false };
}

/// A table being written, row by row, so that a long one is never whole in memory.
pub struct Writer<W: std::io::Write> {
    out: ::csv::Writer<W>,
    options: Options,
    width: Option<usize>,
    rows: usize,
}

impl<W: std::io::Write> std::fmt::Debug for Writer<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Writer")
            .field("options", &self.options)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl<W: std::io::Write> Writer<W> {
    /// Begins a table.
    ///
    /// # Errors
    /// [`CsvError::Io`] when the mark cannot be written.
    pub fn new(mut out: W, options: Options) -> Result<Self, CsvError> {
        if options.has_bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let quotes =
            if options.protects_formulas { ::csv::QuoteStyle::Always } else { ::csv::QuoteStyle::Necessary };
        let out = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .quote_style(quotes)
            .flexible(true)
            .from_writer(out);
        Ok(Self { out, options, width: None, rows: 0 })
    }

    /// Writes one row; the first one is the header.
    ///
    /// # Errors
    /// [`CsvError::Width`] when it has not as many cells as the first; [`CsvError::Io`].
    pub fn row<I, C>(&mut self, cells: I) -> Result<(), CsvError>
    where
        I: IntoIterator<Item = C>,
        C: AsRef<str>,
    {
        let cells: Vec<C> = cells.into_iter().collect();
        let expected = *self.width.get_or_insert(cells.len());
        self.rows += 1;
        if cells.len() != expected {
            return Err(CsvError::Width { row: self.rows, found: cells.len(), expected });
        }
        for cell in &cells {
            let cell = cell.as_ref();
            let written = if self.options.protects_formulas { protected(cell) } else { Cow::Borrowed(cell) };
            self.out.write_field(written.as_bytes()).map_err(io)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io)?;
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// [`CsvError::Io`] when the last rows cannot be written.
    pub fn finish(self) -> Result<W, CsvError> {
        self.out.into_inner().map_err(|error| CsvError::Io(std::io::Error::other(error.to_string())))
    }
}

/// A whole table in memory: header and rows.
///
/// # Errors
/// [`CsvError::Width`] when a row has not as many cells as the header.
pub fn table<R, C>(header: &[&str], rows: R, options: Options) -> Result<Vec<u8>, CsvError>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let mut writer = Writer::new(Vec::new(), options)?;
    writer.row(header)?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()
}

fn io(error: ::csv::Error) -> CsvError {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => CsvError::Io(error),
        other => CsvError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}

/// Whether a spreadsheet program might run a cell: one whose first character (behind blanks) is `=`, `+`, `-`, `@` or the
/// full-width form of one, or that begins with TAB, CR or LF. So does a cell that already begins with an apostrophe
/// before such a character, which would otherwise not come back the same from [`unprotected`].
pub fn is_risky(cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let start = cell.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_negative_number(cell)
}

fn is_negative_number(cell: &str) -> bool {
    cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.ends_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
    })
}

/// The cell with an apostrophe in front when it [`is_risky`].
pub fn protected(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes back what [`protected`] did, for an import of a table that was exported with protection.
pub fn unprotected(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{CsvError, Options, Writer, is_risky, protected, table, unprotected};

    const NASTY: &[&str] = &[
        "=1+1",
        "+62811",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u{A0}=1",
        "'=1",
        "''=1",
        "=HYPERLINK(\"http://x\";\"y\")",
        "a\r\n=cmd",
        "-",
    ];

    const HARMLESS: &[&str] =
        &["", "Aceh", "-12", "-12.5", "-1.234,5", "12", "a=b", "O'Brien", "'kutip'", "\"", "a;b,c", " ", "'"];

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text)
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn d01_cells_that_look_like_formulas_are_protected_and_come_back() {
        for cell in NASTY {
            let written = protected(cell);
            if *cell == "a\r\n=cmd" {
                assert_eq!(written, *cell);
            } else {
                assert_eq!(written, format!("'{cell}"), "{cell:?}");
            }
            assert_eq!(unprotected(&written), *cell);
        }
        for cell in HARMLESS {
            assert!(!is_risky(cell), "{cell:?}");
            assert_eq!(unprotected(&protected(cell)), *cell);
        }
        let bytes = table(&["nilai"], NASTY.iter().map(|cell| vec![*cell]), Options::SPREADSHEET).unwrap();
        for row in &read(&bytes)[1..] {
            assert!(
                !row[0].starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{row:?}"
            );
        }
        let plain = table(&["nilai"], NASTY.iter().map(|cell| vec![*cell]), Options::DATA).unwrap();
        assert_eq!(read(&plain)[1..].concat(), NASTY);
    }

    #[test]
    fn d02_quotes_separators_and_line_ends_come_back() {
        let cells = ["a\"b", "a;b", "a,b", "a\nb", "a\r\n=cmd", "\"", "\"\"", ",", "", " x ", "漢字 é"];
        let bytes = table(&["x"; 11], [cells.to_vec()], Options::DATA).unwrap();
        assert_eq!(read(&bytes)[1], cells);
        assert!(bytes.ends_with(b"\r\n"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("\"a\"\"b\",a;b,\"a,b\",\"a\nb\",\"a\r\n=cmd\",\"\"\"\",\"\"\"\"\"\",\",\",,"),
            "{text}"
        );
    }

    #[test]
    fn rows_end_with_crlf_and_the_mark_is_an_option() {
        let rows = || [vec!["11", "Aceh"], vec!["", ""]];
        assert_eq!(
            table(&["kode", "nama"], rows(), Options::DATA).unwrap(),
            b"kode,nama\r\n11,Aceh\r\n,\r\n"
        );
        let marked = table(&["kode", "nama"], rows(), Options::SPREADSHEET).unwrap();
        assert!(marked.starts_with(b"\xEF\xBB\xBF\"kode\",\"nama\"\r\n\"11\",\"Aceh\"\r\n"));
        // A row of one empty cell is no empty line.
        assert_eq!(table(&["x"], [vec![""]], Options::DATA).unwrap(), b"x\r\n\"\"\r\n");
    }

    #[test]
    fn rows_of_another_width_are_refused_with_their_number() {
        let mut writer = Writer::new(Vec::new(), Options::DATA).unwrap();
        writer.row(["a", "b"]).unwrap();
        writer.row(["1", "2"]).unwrap();
        assert!(matches!(writer.row(["1"]), Err(CsvError::Width { row: 3, found: 1, expected: 2 })));
    }

    #[test]
    fn a_full_disk_is_told() {
        struct Full;
        impl std::io::Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        assert!(matches!(Writer::new(Full, Options::SPREADSHEET), Err(CsvError::Io(_))));
        let mut writer = Writer::new(Full, Options::DATA).unwrap();
        writer.row(["a"]).unwrap();
        assert!(matches!(writer.finish(), Err(CsvError::Io(_))));
    }
}
