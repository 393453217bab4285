//! The text layer of a PDF: glyphs in the order in which they are drawn, spaces and lines where there is room between them.

use hayro::hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// Most characters of one page that are heard.
const MOST: usize = 200_000;
/// Letters and digits from which on there is text, and not a stamp or a page number over a picture.
const SOME: usize = 40;
/// Units of the em of a glyph, in which its transform is given.
const EM: f64 = 1000.0;

/// Hears pages of one PDF.
pub(super) struct Reader<'a>(InterpreterCache<'a>);

impl<'a> Reader<'a> {
    pub(super) fn new() -> Self {
        Self(InterpreterCache::new())
    }

    /// What stands on a page.
    pub(super) fn page(&self, page: &'a Page<'a>) -> Heard {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, area, &self.0, page.xref(), settings);
        let mut ear = Ear::default();
        interpret_page(page, &mut context, &mut ear);
        Heard { is_whole: ear.text.len() < MOST, text: ear.text, draws_pictures: ear.draws_pictures }
    }
}

/// What stands on a page.
pub(super) struct Heard {
    /// Its text.
    pub(super) text: String,
    /// Whether that is all of it.
    pub(super) is_whole: bool,
    /// Whether it draws pictures; on a page that draws none nobody need look for a card.
    pub(super) draws_pictures: bool,
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

/// Hears glyphs, and that there are pictures, which are not decoded.
#[derive(Default)]
struct Ear {
    text: String,
    draws_pictures: bool,
    /// Where the last glyph ended.
    pen: Option<Point>,
}

/// What lies between the last glyph and the next one, as a sign.
fn gap(pen: Point, place: &Place) -> Option<char> {
    let (along, across) = place.from(pen);
    // A raised number is of the same line. Going back is a new column, or a line written from its end.
    if !along.is_finite() || across.abs() > 0.5 || along < -1.0 {
        return Some('\n');
    }
    match along {
        ..0.13 => None,
        ..1.5 => Some(' '),
        _ => Some('\t'),
    }
}

/// Where a glyph stands on the page.
struct Place {
    origin: Point,
    /// Where its em ends along the line, and across it.
    right: Point,
    up: Point,
    end: Point,
}

impl Place {
    fn of(glyph: &PositionedGlyph<'_>, page: Affine) -> Self {
        let to_page = page * glyph.transform();
        // What does not say how wide it is is half as wide as high.
        let advance = match &**glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let advance = advance.map_or(EM / 2.0, f64::from);
        Self {
            origin: to_page * Point::ORIGIN,
            right: to_page * Point::new(EM, 0.0),
            up: to_page * Point::new(0.0, EM),
            end: to_page * Point::new(advance, 0.0),
        }
    }

    /// How far its origin is from a point along and across its line, in ems.
    fn from(&self, pen: Point) -> (f64, f64) {
        let way = self.origin - pen;
        let (right, up) = (self.right - self.origin, self.up - self.origin);
        (way.dot(right) / right.hypot2(), way.dot(up) / up.hypot2())
    }
}

impl Device<'_> for Ear {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.text.len() >= MOST {
                return;
            }
            let place = Place::of(glyph, props.transform);
            if let Some(sign) = self.pen.and_then(|pen| gap(pen, &place)) {
                self.text.push(sign);
            }
            self.pen = Some(place.end);
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.text.push(c),
                Some(BfString::String(text)) => self.text.push_str(&text),
                None => {}
            }
        }
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.draws_pictures = true;
    }
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
