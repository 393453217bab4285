//! Pages as pictures: by poppler's `pdftoppm` where it is installed, for it knows the most files, else by `hayro`.

use std::path::Path;
use std::process::Command;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbImage};

use crate::fault::Fault;
use crate::look::Look;
use crate::picture::jpeg_within;
use crate::program;

/// Longest side of a page, in pixels.
const SIDE: u16 = 1200;
/// Bytes that a page shall have at most.
const BYTES: usize = 80 << 10;

/// Makes pictures of the first pages. Those that were made stay when a later one fails.
pub(super) fn make(look: &mut Look<'_>, pdf: &Pdf, pages: usize) -> Result<(), Fault> {
    let poppler = program::find("pdftoppm");
    let cache = RenderCache::new();
    for (number, page) in (1_u32..).zip(pdf.pages().iter().take(pages)) {
        if look.time_left().is_zero() {
            return Err(Fault::TooCostly);
        }
        let picture = match &poppler {
            Some(poppler) => by_poppler(look, poppler, number)?,
            None => by_hayro(page, &cache)?,
        };
        look.make("page", number, &jpeg_within(&picture, BYTES)?)?;
        let shown = look.made_of("page");
        super::note(look, |facts| facts.shown = shown);
        look.tell();
    }
    Ok(())
}

fn by_poppler(look: &Look<'_>, poppler: &Path, number: u32) -> Result<DynamicImage, Fault> {
    let (root, number, side) = (look.path("poppler"), number.to_string(), SIDE.to_string());
    let mut command = Command::new(poppler);
    command.args(["-f", &number, "-l", &number, "-scale-to", &side, "-singlefile"]);
    program::run(command.arg(look.file()).arg(&root), look.time_left())?;
    let made = root.with_extension("ppm");
    let bytes = std::fs::read(&made)?;
    std::fs::remove_file(&made)?;
    portable(&bytes).map(DynamicImage::from).ok_or(Fault::Broken)
}

/// The portable pixmap that poppler writes: `P6`, width, height, 255, pixels.
fn portable(bytes: &[u8]) -> Option<RgbImage> {
    let mut parts = bytes.splitn(4, u8::is_ascii_whitespace);
    (parts.next()? == b"P6").then_some(())?;
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<u32>().ok();
    let (width, height) = (number(parts.next()?)?, number(parts.next()?)?);
    let pixels = parts.next()?.strip_prefix(b"255")?.get(1..)?;
    RgbImage::from_raw(width, height, pixels.to_vec())
}

fn by_hayro<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Result<DynamicImage, Fault> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !longest.is_finite() || longest <= 0.0 {
        return Err(Fault::Broken);
    }
    let scale = f32::from(SIDE) / longest;
    let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let made = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &pixels);
    // The ground is white, so nothing is transparent and no colour is multiplied.
    let rgb: Vec<u8> =
        made.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let picture = RgbImage::from_raw(made.width().into(), made.height().into(), rgb);
    picture
        .filter(|picture| picture.width() > 0 && picture.height() > 0)
        .map(DynamicImage::from)
        .ok_or(Fault::Broken)
}

#[cfg(test)]
mod tests {
    use super::portable;

    #[test]
    fn what_poppler_writes_is_read() {
        let picture = portable(b"P6\n2 1\n255\n\x01\x02\x03\x0A\x0B\x0C").unwrap();
        assert_eq!((picture.width(), picture.get_pixel(1, 0).0), (2, [10, 11, 12]));
        assert!(portable(b"P6\n2 1\n255\n\x01").is_none() && portable(b"P5\n1 1\n255\n\0").is_none());
    }
}
