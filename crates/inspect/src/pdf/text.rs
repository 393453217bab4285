//! The text layer of a PDF.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Rect};

/// Most characters that are read.
const MOST: usize = 200_000;
/// Letters and digits from which on there is text, and not a stamp or a page number over a picture.
const SOME: usize = 40;

/// Text of the first pages, a space between pieces.
pub(super) fn of_first(pdf: &Pdf, pages: usize) -> String {
    let cache = InterpreterCache::new();
    let mut ear = Ear(String::new());
    for page in pdf.pages().iter().take(pages) {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, area, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut ear);
        ear.0.push('\n');
    }
    ear.0
}

/// Whether this is text at all.
pub(super) fn is_text(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).take(SOME).count() == SOME
}

/// Years from 1990 to 2100 that stand for themselves, each once, rising.
pub(super) fn years(text: &str) -> Vec<i16> {
    let mut years: Vec<i16> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Hears glyphs and nothing else; pictures are not decoded.
struct Ear(String);

impl Device<'_> for Ear {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, _: DrawProps<'_>, _: &DrawMode) {
        if self.0.len() >= MOST {
            return;
        }
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.0.push(c),
                Some(BfString::String(text)) => self.0.push_str(&text),
                None => {}
            }
        }
        self.0.push(' ');
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::{is_text, years};

    #[test]
    fn years_stand_for_themselves() {
        assert_eq!(years("Tahun 2024, bukan 2023. 12024 20245 a2022 2024 1989 2101"), [2023, 2024]);
        assert!(!is_text("Halaman 1 dari 3") && is_text(&"huruf dan angka ".repeat(4)));
    }
}
