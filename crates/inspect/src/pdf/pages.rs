//! Pages as pictures: by poppler's `pdftoppm` where it is installed, for it knows the most files, else by `hayro`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbImage};

use super::reading::Reading;
use crate::fault::Fault;
use crate::look::Look;
use crate::picture::{id_card, jpeg_within};
use crate::program;

/// Longest side of a page, in pixels.
const SIDE: u16 = 1200;
/// Bytes that a page shall have at most.
const BYTES: usize = 80 << 10;

/// Longest time for one page, so that it leaves some to the others.
const TIME_OF_PAGE: Duration = Duration::from_secs(5);

/// Pages as they are painted: the first ones for people, all of them to look for identity cards.
pub(super) struct Gallery<'a> {
    painter: Painter<'a>,
    pdf: &'a Pdf,
    /// Pages on which a card was looked for, or none can be.
    pictured: u32,
}

impl<'a> Gallery<'a> {
    pub(super) fn new(pdf: &'a Pdf, painter: Painter<'a>) -> Self {
        Self { painter, pdf, pictured: 0 }
    }

    /// Makes pictures of the first pages. Readers turn pages one after another: those behind one that cannot be painted are
    /// looked at and not kept. Why the first of them could not be painted is the fault.
    pub(super) fn show(
        &mut self,
        look: &mut Look<'_>,
        pages: usize,
        reading: &Reading<'_>,
    ) -> Result<(), Fault> {
        let mut ended = Ok(());
        for at in 0..pages {
            let kept = match self.paint(look, at) {
                Ok((number, picture)) => {
                    self.pictured += 1;
                    if ended.is_ok() { keep(look, number, &picture) } else { Ok(()) }
                }
                Err(fault) => {
                    self.pictured += u32::from(!reading.may_draw(at));
                    Err(fault)
                }
            };
            ended = ended.and(kept);
            self.tell(look);
        }
        ended
    }

    /// Looks for identity cards on the pages behind the first ones, as long as there is time.
    pub(super) fn look_on(
        &mut self,
        look: &mut Look<'_>,
        pages: std::ops::Range<usize>,
        reading: &Reading<'_>,
    ) {
        let (may, cannot): (Vec<usize>, Vec<usize>) = pages.partition(|at| reading.may_draw(*at));
        self.pictured = self.pictured.saturating_add(u32::try_from(cannot.len()).unwrap_or(u32::MAX));
        self.tell(look);
        for at in may {
            if look.time_left().is_zero() {
                break;
            }
            // What cannot be painted stays unseen, which the facts tell.
            self.pictured += u32::from(self.paint(look, at).is_ok());
        }
        self.tell(look);
    }

    /// Paints a page, counted from 0, and looks for a card on it.
    fn paint(&self, look: &mut Look<'_>, at: usize) -> Result<(u32, DynamicImage), Fault> {
        let page = self.pdf.pages().get(at).ok_or(Fault::Broken)?;
        let number = u32::try_from(at + 1).map_err(|_| Fault::TooCostly)?;
        let time = look.time_left().min(TIME_OF_PAGE);
        if time.is_zero() {
            return Err(Fault::TooCostly);
        }
        let picture = self.painter.paint(look, page, number, SIDE, time)?;
        if id_card::is_like_one(&picture) {
            look.saw_id_card(number);
        }
        Ok((number, picture))
    }

    fn tell(&self, look: &mut Look<'_>) {
        let shown = look.made_of("page");
        super::note(look, |facts| (facts.shown, facts.pictured) = (shown, Some(self.pictured)));
        look.tell();
    }
}

fn keep(look: &mut Look<'_>, number: u32, picture: &DynamicImage) -> Result<(), Fault> {
    look.make("page", number, &jpeg_within(picture, BYTES)?)
}

/// Makes the picture of one page, counted from 1.
pub(super) fn make_one(look: &mut Look<'_>, pdf: &Pdf, number: u32) -> Result<(), Fault> {
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).ok_or(Fault::Broken)?;
    let page = pdf.pages().get(at).ok_or(Fault::Broken)?;
    let picture = Painter::new().paint(look, page, number, SIDE, look.time_left())?;
    look.make("page", number, &jpeg_within(&picture, BYTES)?)
}

/// Paints pages as their readers see them: upright, and cut to the part that is meant to be seen. Both ways agree on
/// that, so a box that was drawn on a page of the one lies right on that of the other.
pub(super) struct Painter<'a> {
    poppler: Option<PathBuf>,
    cache: RenderCache<'a>,
}

impl<'a> Painter<'a> {
    pub(super) fn new() -> Self {
        Self::by(program::find("pdftoppm"))
    }

    /// By this program, or by none.
    pub(super) fn by(poppler: Option<PathBuf>) -> Self {
        Self { poppler, cache: RenderCache::new() }
    }

    /// As [`Self::new`], whatever is installed.
    #[cfg(test)]
    pub(super) fn without_programs() -> Self {
        Self::by(None)
    }

    /// A page whose longer side is `side` pixels.
    pub(super) fn paint(
        &self,
        look: &Look<'_>,
        page: &'a Page<'a>,
        number: u32,
        side: u16,
        time: Duration,
    ) -> Result<DynamicImage, Fault> {
        match &self.poppler {
            Some(poppler) => by_poppler(look, poppler, number, side, time),
            None => by_hayro(page, &self.cache, side),
        }
    }
}

fn by_poppler(
    look: &Look<'_>,
    poppler: &Path,
    number: u32,
    side: u16,
    time: Duration,
) -> Result<DynamicImage, Fault> {
    let (root, number, side) = (look.path("poppler"), number.to_string(), side.to_string());
    let mut command = Command::new(poppler);
    command.args(["-f", &number, "-l", &number, "-cropbox", "-scale-to", &side, "-singlefile"]);
    program::run(command.arg(look.file()).arg(&root), time)?;
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

fn by_hayro<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, side: u16) -> Result<DynamicImage, Fault> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !longest.is_finite() || longest <= 0.0 {
        return Err(Fault::Broken);
    }
    let scale = f32::from(side) / longest;
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
