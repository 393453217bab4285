//! Pictures that stand for photos and screenshots: drawn, with "CONTOH" across them.

use image::{ExtendedColorType, ImageEncoder as _, Rgb, RgbImage, codecs::png};

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

const SIZE: (u32, u32) = (480, 320);
const INK: Rgb<u8> = Rgb([33, 37, 41]);
const PAPER: Rgb<u8> = Rgb([250, 250, 245]);
const BAND: Rgb<u8> = Rgb([176, 32, 32]);
const WOOD: Rgb<u8> = Rgb([150, 105, 65]);
const GREY: Rgb<u8> = Rgb([190, 196, 202]);

/// A PNG of a scene, with lines of text under the band.
pub(crate) fn png(scene: Scene, lines: &[&str]) -> Result<Vec<u8>, DemoError> {
    let mut picture = RgbImage::from_pixel(SIZE.0, SIZE.1, Rgb([224, 231, 236]));
    match scene {
        Scene::Room => room(&mut picture),
        Scene::Website => website(&mut picture),
        Scene::Telephone => telephone(&mut picture),
    }
    fill(&mut picture, (0, 0), (SIZE.0, 62), BAND);
    write(&mut picture, (150, 14), 5, PAPER, "CONTOH");
    fill(&mut picture, (0, 270), (SIZE.0, 50), PAPER);
    for (line, top) in lines.iter().zip([276, 298]) {
        write(&mut picture, (10, top), 2, INK, line);
    }
    let mut bytes = Vec::new();
    let encoder =
        png::PngEncoder::new_with_quality(&mut bytes, png::CompressionType::Fast, png::FilterType::Up);
    encoder.write_image(picture.as_raw(), SIZE.0, SIZE.1, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

fn room(picture: &mut RgbImage) {
    fill(picture, (0, 230), (SIZE.0, 40), GREY);
    fill(picture, (140, 84), (200, 44), PAPER);
    write(picture, (160, 94), 3, INK, "LAYANAN");
    fill(picture, (90, 176), (300, 16), WOOD);
    fill(picture, (100, 192), (14, 54), WOOD);
    fill(picture, (366, 192), (14, 54), WOOD);
    fill(picture, (210, 140), (60, 36), INK);
}

fn website(picture: &mut RgbImage) {
    fill(picture, (50, 76), (380, 184), PAPER);
    fill(picture, (50, 76), (380, 26), INK);
    write(picture, (62, 82), 2, PAPER, "PPID");
    for row in 0..5 {
        fill(picture, (70, 118 + row * 26), (240 - row * 24, 12), GREY);
        fill(picture, (340, 118 + row * 26), (70, 12), WOOD);
    }
}

fn telephone(picture: &mut RgbImage) {
    fill(picture, (190, 72), (100, 190), INK);
    fill(picture, (198, 86), (84, 154), PAPER);
    for row in 0..4 {
        fill(picture, (204 + (row % 2) * 16, 96 + row * 32), (56, 20), GREY);
    }
}

/// Fills a rectangle as far as it is inside.
fn fill(picture: &mut RgbImage, (left, top): (u32, u32), (width, height): (u32, u32), colour: Rgb<u8>) {
    for y in top..(top + height).min(SIZE.1) {
        for x in left..(left + width).min(SIZE.0) {
            picture.put_pixel(x, y, colour);
        }
    }
}

/// Writes a line in capitals; what has no letter here is a gap.
fn write(picture: &mut RgbImage, (left, top): (u32, u32), scale: u32, colour: Rgb<u8>, text: &str) {
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
            let bytes = png(scene, &["Bawaslu Kabupaten Katingan", "2024-06-12"]).unwrap();
            let opened = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).unwrap();
            assert_eq!((opened.width(), opened.height()), SIZE);
        }
    }
}
