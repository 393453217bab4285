//! PDF: what it is made of, its text, and its pages as pictures.

mod pages;
mod reading;
mod redact;
mod structure;
mod text;
mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::facts::PdfFacts;
use files::examine::Area;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::{Date, DateTime, Time};

use crate::fault::Fault;
use crate::look::Look;
use reading::Reading;

/// Longest PDF that is looked at, in bytes.
const MOST_BYTES: u64 = 128 << 20;
/// Pages of which text is read and pictures are made.
const SHOWN: usize = 10;
/// Since the beginning of a look, until when text of further pages is read before pages are painted.
const READING_FIRST: Duration = Duration::from_secs(5);
/// And until when it is read afterwards: before the worker's own time is up.
const READING: Duration = Duration::from_secs(13);

pub(crate) fn look(look: &mut Look<'_>) -> Result<(), Fault> {
    look_by(look, crate::program::find("pdftoppm"))
}

/// As [`look`], with pages that this program paints, where it is one.
pub(crate) fn look_by(look: &mut Look<'_>, painter: Option<PathBuf>) -> Result<(), Fault> {
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
        (facts.read, facts.pictured) = (Some(0), Some(0));
    });
    look.tell();
    if count == 0 {
        return Err(Fault::Broken);
    }
    let first = count.min(SHOWN);
    let mut reading = Reading::new(&pdf);
    reading.go_on(look, first, Duration::MAX);
    note(look, |facts| {
        facts.has_text = text::is_text(reading.text().as_str());
        facts.years = text::years(reading.text().as_str());
    });
    keep(look, &pdf, &reading)?;
    read_on(look, &pdf, &mut reading, READING_FIRST)?;
    let mut gallery = pages::Gallery::new(&pdf, pages::Painter::by(painter));
    let ended = gallery.show(look, first, &reading);
    // Whatever became of the pictures: words are looked through without them.
    read_on(look, &pdf, &mut reading, READING)?;
    gallery.look_on(look, first..count, &reading);
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

/// Reads the text of further pages until `until`.
fn read_on<'a>(
    look: &mut Look<'_>,
    pdf: &'a Pdf,
    reading: &mut Reading<'a>,
    until: Duration,
) -> Result<(), Fault> {
    let before = reading.text().as_str().len();
    reading.go_on(look, pdf.pages().len(), until);
    if reading.text().as_str().len() == before { Ok(()) } else { keep(look, pdf, reading) }
}

/// Writes the text that was read so far, and what it tells of the title and day.
fn keep(look: &mut Look<'_>, pdf: &Pdf, reading: &Reading<'_>) -> Result<(), Fault> {
    let title = pdf.metadata().title.as_deref().map(words);
    let day = created(pdf).map(DateTime::date);
    look.write_text(reading.text(), title.as_deref(), day)?;
    note(look, |facts| facts.read = Some(reading.whole()));
    look.tell();
    Ok(())
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
