//! The pages of a PDF as they are read, one after another, as long as there is time and room.

use std::time::Duration;

use hayro::hayro_syntax::Pdf;

use super::text::Reader;
use crate::look::Look;
use crate::text::Gathered;

/// Pages as far as they were read.
pub(super) struct Reading<'a> {
    reader: Reader<'a>,
    pdf: &'a Pdf,
    text: Gathered,
    whole: usize,
    draws: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self { reader: Reader::new(), pdf, text: Gathered::default(), whole: 0, draws: Vec::new() }
    }

    /// Reads on up to so many pages in all, while the look takes no longer than `until`.
    pub(super) fn go_on(&mut self, look: &Look<'_>, pages: usize, until: Duration) {
        while self.draws.len() < pages && !self.text.is_full() && look.elapsed() <= until {
            let at = self.draws.len();
            let Some(page) = self.pdf.pages().get(at) else { return };
            if at > 0 {
                self.text.page();
            }
            let heard = self.reader.page(page);
            self.text.add(&heard.text);
            self.draws.push(heard.draws_pictures);
            if heard.is_whole && !self.text.is_full() && self.whole == at {
                self.whole += 1;
            }
        }
    }

    /// The text, a page break between pages.
    pub(super) fn text(&self) -> &Gathered {
        &self.text
    }

    /// How many pages were read whole, from the first.
    pub(super) fn whole(&self) -> u32 {
        u32::try_from(self.whole).unwrap_or(u32::MAX)
    }

    /// Whether a page draws pictures, counted from 0; unless it was read, it may.
    pub(super) fn may_draw(&self, at: usize) -> bool {
        self.draws.get(at).copied().unwrap_or(true)
    }
}
