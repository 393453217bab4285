//! Logos of any shape, for tests.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// A JPEG: a dark ring that touches all four sides, so that whoever looks sees whether it is distorted or cut.
pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let radius = width.min(height) / 2;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let from_middle = (x.abs_diff(width / 2).pow(2) + y.abs_diff(height / 2).pow(2)).isqrt();
        let is_edge = x < 8 || y < 8 || x + 8 >= width || y + 8 >= height;
        let is_ring = from_middle <= radius && from_middle * 10 >= radius * 7;
        if is_ring || is_edge { Rgb([122, 31, 43]) } else { Rgb([255, 255, 255]) }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a JPEG");
    bytes
}
