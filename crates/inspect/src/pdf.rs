//! PDF: what it is made of, its text, and its pages as pictures.

mod pages;
mod structure;
mod text;

use std::sync::Arc;

use domain::facts::PdfFacts;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::{Date, DateTime, Time};

use crate::fault::Fault;
use crate::look::Look;

/// Longest PDF that is looked at, in bytes.
const MOST_BYTES: u64 = 128 << 20;
/// Pages of which text is read and pictures are made.
const SHOWN: usize = 10;

pub(crate) fn look(look: &mut Look<'_>) -> Result<(), Fault> {
    look.facts.pdf = Some(PdfFacts::default());
    let bytes = Arc::new(look.bytes(MOST_BYTES)?);
    let pdf = Pdf::new(Arc::clone(&bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Fault::NoPreview,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Broken,
    })?;
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
    let text = text::of_first(&pdf, SHOWN);
    note(look, |facts| {
        facts.has_text = text::is_text(&text);
        facts.years = text::years(&text);
    });
    look.tell();
    let ended = pages::make(look, &pdf, count.min(SHOWN));
    let shown = look.made_of("page");
    note(look, |facts| facts.shown = shown);
    ended
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
