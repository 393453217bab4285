//! The text of a document, and what can be guessed of it: a title and a date, to be confirmed by a person.
//!
//! Everything here takes time in proportion to the length of the text, whatever stands in it: documents are strangers' words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Parts the pages of a text where it has pages: U+000C, form feed.
pub const PAGE_BREAK: char = '\u{C}';
/// Most characters of a text that are kept.
pub const MOST_CHARACTERS: usize = 400_000;
/// Most characters of a guessed title.
pub const TITLE_MAX: usize = 200;

/// The text of a document: lines, and page breaks where it has pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentText {
    text: String,
    beside: String,
    is_cut: bool,
}

impl DocumentText {
    /// Takes a text over: at most [`MOST_CHARACTERS`], line and page breaks and tabs kept, every other control character a
    /// space (no database keeps a zero byte in a text).
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (text, is_cut) = bounded(text);
        Self { text, beside: String::new(), is_cut }
    }

    /// With what the document holds beside the text that its readers see, as bounded as the text itself.
    #[must_use]
    pub fn with_beside(self, beside: &str) -> Self {
        let (beside, is_cut) = bounded(beside);
        Self { beside, is_cut: self.is_cut || is_cut, ..self }
    }

    /// A text and what stood beside it as they were kept, and whether something had been left out then.
    #[must_use]
    pub const fn of_parts(text: String, beside: String, is_cut: bool) -> Self {
        Self { text, beside, is_cut }
    }

    /// Comments, deleted words and sheets that are not shown: what goes out with the file and is looked through before, and is
    /// never to be found by a search.
    #[must_use]
    pub fn beside(&self) -> &str {
        &self.beside
    }

    /// All of what its readers see.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the document holds more than is kept.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether there is anything to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }

    /// Its pages, the first one first; one for a document without pages.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.text.split(PAGE_BREAK)
    }
}

/// At most [`MOST_CHARACTERS`] of a text without control characters, and whether that is not all.
fn bounded(text: &str) -> (String, bool) {
    let mut characters = text.chars();
    let kept = characters.by_ref().take(MOST_CHARACTERS).map(|c| match c {
        '\n' | '\t' | PAGE_BREAK => c,
        c if c.is_control() => ' ',
        c => c,
    });
    (kept.collect(), characters.next().is_some())
}

/// Where a guess comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The file says so of itself.
    Metadata,
    /// It stands in the text.
    Text,
}

/// What a document seems to be called, and of which day it seems to be. Nothing of it is certain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Guess {
    /// A title, one line of at most [`TITLE_MAX`] characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where the title is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_from: Option<Origin>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where the day is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_from: Option<Origin>,
}

impl Guess {
    /// Guesses by what the file says of itself and by its text. What stands in the text comes first: what programs write
    /// beside it is as often the name of a template, and the day of a copy.
    #[must_use]
    pub fn new(title: Option<&str>, date: Option<Date>, text: &str) -> Self {
        let by_text = heading(text);
        let title_from = by_text.as_ref().map(|_| Origin::Text);
        let by_file = title.filter(|title| is_title(title)).map(one_line);
        let title_from = title_from.or_else(|| by_file.as_ref().map(|_| Origin::Metadata));
        let written = date_in(text);
        let date_from = written.map(|_| Origin::Text).or_else(|| date.map(|_| Origin::Metadata));
        Self { title: by_text.or(by_file), title_from, date: written.or(date), date_from }
    }

    /// Whether nothing could be guessed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.title.is_none() && self.date.is_none()
    }
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(TITLE_MAX).collect::<String>().trim_end().to_owned()
}

/// Whether what a program wrote as title is one, and not the name of a file or of the program.
fn is_title(title: &str) -> bool {
    const NONE: [&str; 9] = [
        "untitled",
        "tanpa judul",
        "microsoft ",
        "document",
        "dokumen",
        "presentation",
        "print",
        "scan",
        "powerpoint",
    ];
    let lower = title.trim().to_lowercase();
    let is_suffix = |text: &str| (2..=5).contains(&text.len()) && text.chars().all(char::is_alphanumeric);
    let is_file = lower.rsplit_once('.').is_some_and(|(_, suffix)| is_suffix(suffix));
    lower.chars().filter(|c| c.is_alphabetic()).count() >= 5
        && !is_file
        && !NONE.iter().any(|word| lower.starts_with(word))
}

/// Words that documents of offices begin their titles with.
const BEGINNINGS: [&str; 34] = [
    "anggaran",
    "berita acara",
    "daftar",
    "data",
    "dokumen",
    "formulir",
    "hasil",
    "informasi",
    "instruksi",
    "jadwal",
    "kalender",
    "kebijakan",
    "keputusan",
    "kerangka acuan",
    "laporan",
    "maklumat",
    "neraca",
    "nota kesepahaman",
    "notulen",
    "pedoman",
    "pengumuman",
    "peraturan",
    "perjanjian",
    "profil",
    "prosedur",
    "program kerja",
    "rekapitulasi",
    "rencana",
    "ringkasan",
    "risalah",
    "siaran pers",
    "standar",
    "struktur organisasi",
    "surat",
];
/// Lines of the beginning among which a title is looked for.
const LINES: usize = 60;
/// Most characters of a line that belongs to a title.
const LINE: usize = 160;

/// The line that a title seems to begin with, with those that continue it.
fn heading(text: &str) -> Option<String> {
    let lines: Vec<&str> =
        text.split(['\n', PAGE_BREAK]).map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let starts = |line: &str| {
        let lower = line.chars().take(LINE).collect::<String>().to_lowercase();
        let is_begun = |word: &&str| {
            lower.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        line.chars().take(LINE + 1).count() <= LINE && BEGINNINGS.iter().any(is_begun)
    };
    let first = lines.iter().position(|line| starts(line))?;
    let mut title = String::new();
    for (at, line) in lines[first..].iter().take(6).enumerate() {
        let is_loud = !line.chars().any(char::is_lowercase) && line.chars().any(char::is_alphabetic);
        // A title in capitals goes on as long as the capitals do; another one is a single line.
        if at > 0 && (!is_loud || lines[first].chars().any(char::is_lowercase)) {
            break;
        }
        if title.chars().count() + line.chars().count() > TITLE_MAX {
            break;
        }
        title.push_str(line);
        title.push(' ');
    }
    let title = one_line(&title);
    // One word alone says too little.
    title.contains(' ').then_some(title)
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
];

/// The day that is written in the text, as `12 Juni 2024`: one of a signature before others, else the first.
fn date_in(text: &str) -> Option<Date> {
    let mut before: [&str; 3] = [""; 3];
    let mut first = None;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        let [ahead, day, month] = before;
        if let Some(date) = date_of(day, month, word) {
            if ahead.eq_ignore_ascii_case("tanggal") {
                return Some(date);
            }
            first = first.or(Some(date));
        }
        before = [day, month, word];
    }
    first
}

fn date_of(day: &str, month: &str, year: &str) -> Option<Date> {
    let number = |text: &str, most: usize| -> Option<i16> {
        (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
        text.parse().ok()
    };
    let year = number(year, 4).filter(|year| (1945..=2100).contains(year))?;
    let day = i8::try_from(number(day, 2)?).ok()?;
    let month = (1_i8..).zip(MONTHS).find(|(_, name)| month.eq_ignore_ascii_case(name))?.0;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DocumentText, Guess, MOST_CHARACTERS, Origin};

    fn day(text: &str) -> Option<String> {
        Guess::new(None, None, text).date.map(|date| date.to_string())
    }

    fn title(text: &str) -> Option<String> {
        Guess::new(None, None, text).title
    }

    #[test]
    fn days_as_they_are_written() {
        assert_eq!(day("Kasongan, 12 Juni 2024").as_deref(), Some("2024-06-12"));
        assert_eq!(day("tanggal 1 JANUARI 2023 sampai 31 Desember 2023").as_deref(), Some("2023-01-01"));
        let decree = "Mengingat surat 3 Mei 2019 … Ditetapkan di Kasongan pada tanggal 9 Agustus 2024";
        assert_eq!(day(decree).as_deref(), Some("2024-08-09"));
        for none in
            ["30 Februari 2024", "12 Juni 20245", "12 Juni", "Juni 2024", "12/06/2024", "112 Juni 2024"]
        {
            assert_eq!(day(none), None, "{none}");
        }
        let file = "2022-02-03".parse().unwrap();
        let guess = Guess::new(None, Some(file), "tanpa hari");
        assert_eq!((guess.date, guess.date_from), (Some(file), Some(Origin::Metadata)));
    }

    #[test]
    fn titles_are_found_below_the_head_of_the_letter() {
        let text = "BADAN PENGAWAS PEMILIHAN UMUM\nKABUPATEN KATINGAN\nJalan Tjilik Riwut km 1\n\n\
            KEPUTUSAN KETUA BAWASLU KABUPATEN KATINGAN\nNOMOR 12 TAHUN 2024\nTENTANG\nSTANDAR PELAYANAN\n\
            Menimbang: bahwa";
        assert_eq!(
            title(text).as_deref(),
            Some("KEPUTUSAN KETUA BAWASLU KABUPATEN KATINGAN NOMOR 12 TAHUN 2024 TENTANG STANDAR PELAYANAN")
        );
        assert_eq!(title("Laporan Kinerja 2023\nBab I").as_deref(), Some("Laporan Kinerja 2023"));
        // Not within a word, not one word alone, not a paragraph.
        assert_eq!(title("Datangnya hujan\nSurat"), None);
        assert_eq!(title(&format!("Laporan {}", "panjang ".repeat(40))), None);
    }

    #[test]
    fn what_programs_write_is_not_a_title() {
        let of = |title: &str| Guess::new(Some(title), None, "").title;
        for none in
            ["", "untitled", "Microsoft Word - SK PPID", "laporan.docx", "SK1", "Document1", "scan0001"]
        {
            assert_eq!(of(none), None, "{none}");
        }
        let guess = Guess::new(Some(" Rencana  Kerja\u{0}2024 "), None, "isi");
        assert_eq!(guess.title_from, Some(Origin::Metadata));
        assert_eq!(of("Peta Kab. Pati").as_deref(), Some("Peta Kab. Pati"));
        assert_eq!(of("Rencana\n Kerja 2024").as_deref(), Some("Rencana Kerja 2024"));
        // What stands in the text counts more.
        let both = Guess::new(Some("Rencana Kerja Templat"), None, "LAPORAN TAHUNAN 2024\n");
        assert_eq!(
            (both.title.as_deref(), both.title_from),
            (Some("LAPORAN TAHUNAN 2024"), Some(Origin::Text))
        );
    }

    #[test]
    fn texts_are_bounded_and_keep_their_pages() {
        let text = DocumentText::new("satu\r\ndua\0\u{C}tiga\tempat");
        assert_eq!(text.pages().collect::<Vec<_>>(), ["satu \ndua ", "tiga\tempat"]);
        assert!(!text.is_cut() && !text.is_empty() && DocumentText::new(" \n\u{C}.").is_empty());
        let long = DocumentText::new(&"é".repeat(MOST_CHARACTERS + 1));
        assert!(long.is_cut() && long.as_str().chars().count() == MOST_CHARACTERS);
        let both = DocumentText::new("surat").with_beside("catatan\0");
        assert_eq!((both.as_str(), both.beside(), both.is_cut()), ("surat", "catatan ", false));
        assert!(DocumentText::new("surat").with_beside(&"é".repeat(MOST_CHARACTERS + 1)).is_cut());
    }

    proptest! {
        #[test]
        fn any_text_has_a_guess(text in "\\PC{0,300}|([a-z0-9]{1,9} (Juni|Mei|laporan) [0-9]{1,6}\n){0,20}") {
            let guess = Guess::new(Some(&text), None, &text);
            prop_assert!(guess.title.is_none_or(|title| title.chars().count() <= super::TITLE_MAX));
            prop_assert!(guess.date.is_none_or(|date| (1945..=2100).contains(&date.year())));
        }
    }
}
