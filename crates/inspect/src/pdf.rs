//! PDF: what it is made of, its text, and its pages as pictures.

mod pages;
mod redact;
mod structure;
mod text;
mod write;

use std::sync::Arc;
use std::time::Duration;

use domain::facts::PdfFacts;
use files::examine::Area;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::{Date, DateTime, Time};

use crate::fault::Fault;
use crate::look::Look;
use crate::text::Gathered;

/// Longest PDF that is looked at, in bytes.
const MOST_BYTES: u64 = 128 << 20;
/// Pages of which text is read and pictures are made.
const SHOWN: usize = 10;
/// Since the beginning of a look, until when text of further pages is read: before the worker's own time is up.
const READING: Duration = Duration::from_secs(13);

pub(crate) fn look(look: &mut Look<'_>) -> Result<(), Fault> {
    look.facts.pdf = Some(PdfFacts::default());
    let pdf = open(look)?;
    let count = pdf.pages().len();
    let found = structure::read(&pdf);
    for part in &found.active {
        look.active(part);
    }
    note(look, |facts| {
        facts.pages = u32::try_from(count).unwrap_or(u32::MAX);
        facts.is_signed = found.is_signed;
        facts.created = created(&pdf);
    });
    look.tell();
    if count == 0 {
        return Err(Fault::Broken);
    }
    let reader = text::Reader::new();
    let mut gathered = Gathered::default();
    read(&reader, &pdf, 0..count.min(SHOWN), &mut gathered);
    note(look, |facts| {
        facts.has_text = text::is_text(gathered.as_str());
        facts.years = text::years(gathered.as_str());
    });
    keep(look, &pdf, &gathered)?;
    look.tell();
    let ended = pages::make(look, &pdf, count.min(SHOWN));
    let shown = look.made_of("page");
    note(look, |facts| facts.shown = shown);
    if count > SHOWN && ended.is_ok() {
        look.tell();
        for at in SHOWN..count {
            if gathered.is_full() || look.elapsed() > READING {
                break;
            }
            gathered.page();
            read(&reader, &pdf, at..at + 1, &mut gathered);
        }
        keep(look, &pdf, &gathered)?;
    }
    ended
}

/// Makes the picture of one page.
pub(crate) fn page(look: &mut Look<'_>, number: u32) -> Result<(), Fault> {
    let pdf = open(look)?;
    pages::make_one(look, &pdf, number)
}

/// Makes a PDF of which nothing below the boxes is left.
pub(crate) fn redact(look: &mut Look<'_>, areas: &[Area]) -> Result<(), Fault> {
    let pdf = open(look)?;
    redact::make(look, &pdf, areas)
}

/// As [`redact`], whatever programs are installed.
#[cfg(test)]
pub(crate) fn redact_without_programs(look: &mut Look<'_>, areas: &[Area]) -> Result<(), Fault> {
    let pdf = open(look)?;
    redact::make_by(&pages::Painter::without_programs(), look, &pdf, areas)
}

fn open(look: &Look<'_>) -> Result<Pdf, Fault> {
    let bytes = Arc::new(look.bytes(MOST_BYTES)?);
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Fault::NoPreview,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Broken,
    })
}

/// Adds the text of some pages, a page break between them.
fn read<'a>(reader: &text::Reader<'a>, pdf: &'a Pdf, pages: std::ops::Range<usize>, into: &mut Gathered) {
    let first = pages.start;
    for at in pages {
        if at > first {
            into.page();
        }
        if let Some(page) = pdf.pages().get(at) {
            into.add(&reader.page(page));
        }
    }
}

/// Writes the text that was read so far, and what it tells of the title and day.
fn keep(look: &mut Look<'_>, pdf: &Pdf, text: &Gathered) -> Result<(), Fault> {
    let title = pdf.metadata().title.as_deref().map(words);
    let day = created(pdf).map(DateTime::date);
    look.write_text(text, title.as_deref(), day)
}

/// A text string of a PDF (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 behind its mark, else one byte for each letter.
fn words(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") {
        let (pairs, _) = wide.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        return String::from_utf16_lossy(&units);
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    String::from_utf8(plain.to_vec()).unwrap_or_else(|_| plain.iter().map(|byte| char::from(*byte)).collect())
}

fn note(look: &mut Look<'_>, change: impl FnOnce(&mut PdfFacts)) {
    change(look.facts.pdf.get_or_insert_default());
}

fn created(pdf: &Pdf) -> Option<DateTime> {
    let at = pdf.metadata().creation_date?;
    let part = |number: u8| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(at.year).ok()?, part(at.month)?, part(at.day)?).ok()?;
    let time = Time::new(part(at.hour)?, part(at.minute)?, part(at.second)?, 0).ok()?;
    Some(date.to_datetime(time))
}
