//! The made-up emblem of the demo's office: a ring around an open book, with "CONTOH" below it. No real office has it.

use crate::DemoError;
use crate::font::{HEIGHT, WIDTH, glyph};

/// Red, green and blue.
type Rgb = [u8; 3];

/// Pixels across and down.
const SIZE: (u32, u32) = (320, 380);
const GROUND: Rgb = [255, 255, 255];
const RING: Rgb = [122, 31, 43];
const GOLD: Rgb = [176, 138, 46];
/// The middle of the ring, and its outer and inner radius.
const MIDDLE: (u32, u32) = (160, 160);
const RADII: (u32, u32) = (150, 124);
/// What stands below, and the size of a dot of its letters.
const WORD: (&str, u32) = ("CONTOH", 6);
const WORD_TOP: u32 = 326;

/// The emblem as PNG.
pub(crate) fn draw() -> Result<Vec<u8>, DemoError> {
    let rows = (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| pixel(x, y)));
    let pixels: Vec<Rgb> = rows.collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    encoder.write_header()?.write_image_data(pixels.as_flattened())?;
    Ok(bytes)
}

fn pixel(x: u32, y: u32) -> Rgb {
    let from_middle = x.abs_diff(MIDDLE.0).pow(2) + y.abs_diff(MIDDLE.1).pow(2);
    if from_middle <= RADII.0.pow(2) && from_middle >= RADII.1.pow(2) || is_word(x, y) {
        RING
    } else if from_middle < RADII.1.pow(2) && is_book(x, y) {
        GOLD
    } else {
        GROUND
    }
}

/// Two pages that lean away from their middle, with a line of light between them.
fn is_book(x: u32, y: u32) -> bool {
    let beside = x.abs_diff(MIDDLE.0);
    let top = 110 + beside / 5;
    (4..=84).contains(&beside) && (top..top + 90).contains(&y)
}

fn is_word(x: u32, y: u32) -> bool {
    let (word, dot) = WORD;
    let letters = u32::try_from(word.len()).unwrap_or_default();
    let left = (SIZE.0 - (letters * (WIDTH + 1) - 1) * dot) / 2;
    let (Some(x), Some(y)) = (x.checked_sub(left), y.checked_sub(WORD_TOP)) else { return false };
    let (column, row) = (x / dot, y / dot);
    let letter = usize::try_from(column / (WIDTH + 1)).ok().and_then(|at| word.chars().nth(at));
    let (Some(letter), true) = (letter, row < HEIGHT && column % (WIDTH + 1) < WIDTH) else { return false };
    let bits = usize::try_from(row).ok().and_then(|row| glyph(letter).get(row).copied()).unwrap_or_default();
    bits >> (WIDTH - 1 - column % (WIDTH + 1)) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_emblem_is_a_png_with_ring_book_and_word() {
        let bytes = draw().unwrap();
        let opened = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        assert_eq!((opened.info().width, opened.info().height), SIZE);
        assert_eq!(pixel(MIDDLE.0, MIDDLE.1 - 140), RING);
        assert_eq!(pixel(MIDDLE.0 + 40, MIDDLE.1), GOLD);
        assert_eq!(pixel(MIDDLE.0, MIDDLE.1), GROUND, "between the pages");
        assert_eq!(pixel(0, 0), GROUND);
        let word = (0..SIZE.0).filter(|x| pixel(*x, WORD_TOP + 20) == RING).count();
        assert!(word > 30, "{word}");
    }
}
