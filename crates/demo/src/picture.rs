//! Pictures that stand for photos and screenshots: drawn, with "CONTOH" across them.

use crate::DemoError;
use crate::font::{HEIGHT, WIDTH, glyph};

/// What a picture shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scene {
    /// A desk with a sign above it.
    Room,
    /// A page of a website.
    Website,
    /// A telephone.
    Telephone,
}

/// Red, green and blue.
type Rgb = [u8; 3];

/// Pixels in rows from the top.
struct Canvas(Vec<Rgb>);

const SIZE: (u32, u32) = (480, 320);
const INK: Rgb = [33, 37, 41];
const PAPER: Rgb = [250, 250, 245];
const BAND: Rgb = [176, 32, 32];
const WOOD: Rgb = [150, 105, 65];
const WALL: Rgb = [224, 231, 236];
const GREY: Rgb = [190, 196, 202];

/// A PNG of a scene, with lines of text under the band. What hangs on the wall, or stands on the page, is another for each
/// `of`, so that pictures of two offices do not look like copies of each other.
pub(crate) fn draw(scene: Scene, of: &str, lines: &[&str]) -> Result<Vec<u8>, DemoError> {
    let mut picture = Canvas(vec![WALL; index(SIZE.0, SIZE.1 - 1)]);
    let mut dice = Dice::of(of);
    panels(&mut picture, &mut dice, (0, 62), (SIZE.0, 208));
    match scene {
        Scene::Room => room(&mut picture),
        Scene::Website => website(&mut picture, &mut dice),
        Scene::Telephone => telephone(&mut picture),
    }
    fill(&mut picture, (0, 0), (SIZE.0, 62), BAND);
    write(&mut picture, (150, 14), 5, PAPER, "CONTOH");
    fill(&mut picture, (0, 270), (SIZE.0, 50), PAPER);
    for (line, top) in lines.iter().zip([276, 298]) {
        write(&mut picture, (10, top), 2, INK, line);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    // Lines are mostly like the one above; trying every filter on each takes most of the time.
    encoder.set_filter(png::Filter::Up);
    encoder.write_header()?.write_image_data(picture.0.as_flattened())?;
    Ok(bytes)
}

/// Place of a pixel among all of them.
fn index(x: u32, y: u32) -> usize {
    usize::try_from(y * SIZE.0 + x).unwrap_or(usize::MAX)
}

/// Numbers that look thrown and are always the same for the same text.
struct Dice(u64);

impl Dice {
    fn of(text: &str) -> Self {
        // FNV-1a, which spreads short texts well enough for the looks of a picture.
        Self(
            text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            }),
        )
    }

    /// A number below `end`.
    fn throw(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap_or(0)
    }
}

/// Large areas of light and dark inside a rectangle.
fn panels(picture: &mut Canvas, dice: &mut Dice, (left, top): (u32, u32), (width, height): (u32, u32)) {
    const COLOURS: [Rgb; 6] =
        [[62, 92, 118], [236, 214, 168], [120, 144, 108], [248, 248, 244], [44, 52, 60], [196, 130, 96]];
    for _ in 0..14 {
        let (x, y) = (dice.throw(width), dice.throw(height));
        let size = (60 + dice.throw(110), 36 + dice.throw(70));
        let size = (size.0.min(width - x), size.1.min(height - y));
        let colour = COLOURS.get(usize::try_from(dice.throw(6)).unwrap_or(0)).copied().unwrap_or(WALL);
        fill(picture, (left + x, top + y), size, colour);
    }
}

fn room(picture: &mut Canvas) {
    fill(picture, (0, 230), (SIZE.0, 40), GREY);
    fill(picture, (140, 84), (200, 44), PAPER);
    write(picture, (160, 94), 3, INK, "LAYANAN");
    fill(picture, (90, 176), (300, 16), WOOD);
    fill(picture, (100, 192), (14, 54), WOOD);
    fill(picture, (366, 192), (14, 54), WOOD);
    fill(picture, (210, 140), (60, 36), INK);
}

fn website(picture: &mut Canvas, dice: &mut Dice) {
    fill(picture, (50, 76), (380, 184), PAPER);
    panels(picture, dice, (50, 102), (380, 158));
    fill(picture, (50, 76), (380, 26), INK);
    write(picture, (62, 82), 2, PAPER, "PPID");
    for row in 0..5 {
        fill(picture, (70, 118 + row * 26), (240 - row * 24, 8), GREY);
        fill(picture, (340, 118 + row * 26), (70, 8), WOOD);
    }
}

fn telephone(picture: &mut Canvas) {
    fill(picture, (190, 72), (100, 190), INK);
    fill(picture, (198, 86), (84, 154), PAPER);
    for row in 0..4 {
        fill(picture, (204 + (row % 2) * 16, 96 + row * 32), (56, 20), GREY);
    }
}

/// Fills a rectangle as far as it is inside.
fn fill(picture: &mut Canvas, (left, top): (u32, u32), (width, height): (u32, u32), colour: Rgb) {
    for y in top..(top + height).min(SIZE.1) {
        for x in left..(left + width).min(SIZE.0) {
            if let Some(pixel) = picture.0.get_mut(index(x, y)) {
                *pixel = colour;
            }
        }
    }
}

/// Writes a line in capitals; what has no letter here is a gap.
fn write(picture: &mut Canvas, (left, top): (u32, u32), scale: u32, colour: Rgb, text: &str) {
    let mut x = left;
    for letter in text.chars() {
        for (row, bits) in (0..HEIGHT).zip(glyph(letter)) {
            for column in (0..WIDTH).filter(|column| bits >> (WIDTH - 1 - column) & 1 == 1) {
                fill(picture, (x + column * scale, top + row * scale), (scale, scale), colour);
            }
        }
        x += (WIDTH + 1) * scale;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_is_a_png_that_opens() {
        for scene in [Scene::Room, Scene::Website, Scene::Telephone] {
            let bytes = draw(scene, "62.06", &["Bawaslu Kabupaten Katingan", "2024-06-12"]).unwrap();
            let mut opened = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; opened.output_buffer_size().unwrap()];
            let frame = opened.next_frame(&mut pixels).unwrap();
            assert_eq!((frame.width, frame.height), SIZE);
            assert!(pixels.chunks(3).any(|pixel| pixel == BAND), "the band is there");
        }
    }
}
