//! Redaction: every page becomes a picture at the resolution of print, the boxes are painted over, and the pictures become a
//! new document. Nothing of the old one is taken over but colours of points, so nothing can be left in it: no text, no
//! metadata, no attachments, no scripts, no earlier revisions, nothing that lay below a box or outside the visible page.
//!
//! Pages without a box become pictures too. Their fonts, forms and pictures may be shared with a page that has one, and what
//! somebody covered with a black rectangle of his own would stay readable below it.

use std::time::Duration;

use files::examine::Area;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImage as _, Rgba};

use super::pages::Painter;
use super::write::{Sheet, Writer};
use crate::fault::Fault;
use crate::look::Look;

/// Points of an inch, and dots.
const POINTS: f32 = 72.0;
const DOTS: f32 = 200.0;
/// Most dots of the longer side of a page: A3 at the resolution of print, and plans a little coarser.
const SIDE: f32 = 4000.0;
/// Most pages.
const PAGES: usize = domain::redaction::PAGES_MAX as usize;
/// The whole width or height.
const WHOLE: u64 = domain::redaction::WHOLE as u64;
/// Quality of the pictures, 1 to 100.
const QUALITY: u8 = 80;
/// How long one page may take.
const TIME: Duration = Duration::from_secs(12);
/// Name of what is made.
const FILE: &str = "redacted.pdf";

pub(super) fn make(look: &mut Look<'_>, pdf: &Pdf, areas: &[Area]) -> Result<(), Fault> {
    make_by(&Painter::new(), look, pdf, areas)
}

pub(super) fn make_by<'a>(
    painter: &Painter<'a>,
    look: &mut Look<'_>,
    pdf: &'a Pdf,
    areas: &[Area],
) -> Result<(), Fault> {
    let pages = pdf.pages();
    let is_there =
        |area: &Area| (1..=pages.len()).contains(&usize::try_from(area.page).unwrap_or(usize::MAX));
    // A box that lies nowhere would be a redaction that does not happen.
    if pages.is_empty() || !areas.iter().all(|area| is_there(area) && is_box(area)) {
        return Err(Fault::Broken);
    }
    if pages.len() > PAGES {
        return Err(Fault::TooCostly);
    }
    let mut writer = Writer::create(&look.path(FILE))?;
    for (number, page) in (1_u32..).zip(pages.iter()) {
        let side = side(page)?;
        let mut picture = painter.paint(look, page, number, side, TIME)?;
        for area in areas.iter().filter(|area| area.page == number) {
            cover(&mut picture, area);
        }
        writer.add(&sheet(picture, page)?)?;
    }
    writer.finish()?;
    look.made_document(FILE);
    Ok(())
}

fn is_box(area: &Area) -> bool {
    let fits = |from: u16, to: u16| from < to && u64::from(to) <= WHOLE;
    fits(area.left, area.right) && fits(area.top, area.bottom)
}

fn longest(page: &Page<'_>) -> Result<f32, Fault> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if longest.is_finite() && longest >= 1.0 { Ok(longest) } else { Err(Fault::Broken) }
}

/// Dots of the longer side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is between 16 and 4,000"
)]
fn side(page: &Page<'_>) -> Result<u16, Fault> {
    Ok((longest(page)? / POINTS * DOTS).clamp(16.0, SIDE).ceil() as u16)
}

/// Paints a box black, out to the edges of the dots that it touches and one further: letters are drawn with soft edges.
fn cover(picture: &mut DynamicImage, area: &Area) {
    let (width, height) = (picture.width(), picture.height());
    let first = |part: u16, whole: u32| (u64::from(part) * u64::from(whole) / WHOLE).saturating_sub(1);
    let last = |part: u16, whole: u32| {
        ((u64::from(part) * u64::from(whole)).div_ceil(WHOLE) + 1).min(u64::from(whole))
    };
    for y in first(area.top, height)..last(area.bottom, height) {
        for x in first(area.left, width)..last(area.right, width) {
            // Both are below the sides of the picture, which are 32 bits wide.
            if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) {
                picture.put_pixel(x, y, Rgba([0, 0, 0, 255]));
            }
        }
    }
}

/// The painted page as a picture for the new document. The size on paper follows the shape of the picture, whatever the
/// old page says of itself.
#[expect(clippy::cast_precision_loss, reason = "sides are at most 4,000")]
fn sheet(picture: DynamicImage, page: &Page<'_>) -> Result<Sheet, Fault> {
    let pixels = (picture.width(), picture.height());
    let scale = longest(page)? / pixels.0.max(pixels.1) as f32;
    let is_grey = picture.to_rgb8().pixels().all(|pixel| {
        let [red, green, blue] = pixel.0;
        red.max(green).max(blue) - red.min(green).min(blue) <= 4
    });
    let picture = if is_grey { DynamicImage::from(picture.into_luma8()) } else { picture };
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    picture.write_with_encoder(encoder).map_err(|_| Fault::Broken)?;
    Ok(Sheet { jpeg, pixels, is_grey, points: (pixels.0 as f32 * scale, pixels.1 as f32 * scale) })
}
