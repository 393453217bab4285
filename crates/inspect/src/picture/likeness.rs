//! Perceptual hashes: numbers that stay nearly the same when a picture is encoded again, scaled, or cropped a little.
//!
//! The picture, squeezed into a square of grey, goes through a discrete cosine transform; each bit of a hash says whether
//! one of the 64 lowest frequencies is above their median. Cropping moves everything, so the hashes of eleven crops are
//! kept beside that of the whole: a crop of a picture is found by comparing its whole with the crops of the other. How
//! hashes are compared, and from where on two are called near: [`domain::likeness`].

use std::f64::consts::PI;

use image::imageops::{crop_imm, thumbnail};
use image::{DynamicImage, GrayImage};

/// Side of the square of grey of which the crops are cut.
const SQUARE: u32 = 256;
/// Side of the square that is transformed.
const GRID: u32 = 32;
/// Frequencies along one side that are needed for 64 in all.
const FREQUENCIES: usize = 11;

/// What is cut off at left, top, right and bottom, in hundredths.
const CROPS: [[u32; 4]; 12] = [
    [0, 0, 0, 0],
    [4, 4, 4, 4],
    [7, 7, 7, 7],
    [11, 11, 11, 11],
    [6, 0, 0, 0],
    [11, 0, 0, 0],
    [0, 6, 0, 0],
    [0, 11, 0, 0],
    [0, 0, 6, 0],
    [0, 0, 11, 0],
    [0, 0, 0, 6],
    [0, 0, 0, 11],
];

/// Hashes of a picture: the whole first, then its crops.
pub(crate) fn hashes(picture: &DynamicImage) -> Vec<u64> {
    let grey = thumbnail(&picture.to_luma8(), SQUARE, SQUARE);
    CROPS.iter().map(|crop| hash(&cut(&grey, *crop))).collect()
}

fn cut(grey: &GrayImage, [left, top, right, bottom]: [u32; 4]) -> GrayImage {
    let part = |hundredths: u32| SQUARE * hundredths / 100;
    let (width, height) = (SQUARE - part(left) - part(right), SQUARE - part(top) - part(bottom));
    thumbnail(&*crop_imm(grey, part(left), part(top), width, height), GRID, GRID)
}

fn hash(grid: &GrayImage) -> u64 {
    let waves = waves();
    // Along the rows, then along the columns of what came out.
    let mut rows = [[0.0; GRID as usize]; FREQUENCIES];
    for (x, y, pixel) in grid.enumerate_pixels() {
        let (x, y) = (x as usize, y as usize);
        for (frequency, wave) in waves.iter().enumerate() {
            rows[frequency][y] += f64::from(pixel.0[0]) * wave[x];
        }
    }
    let strength = |across: usize, down: usize| -> f64 {
        rows[across].iter().zip(&waves[down]).map(|(row, wave)| row * wave).sum()
    };
    let strengths: Vec<f64> = order().into_iter().map(|(across, down)| strength(across, down)).collect();
    let mut sorted = strengths.clone();
    sorted.sort_by(f64::total_cmp);
    let median = f64::midpoint(sorted[31], sorted[32]);
    strengths.iter().fold(0, |hash, strength| hash << 1 | u64::from(*strength > median))
}

fn waves() -> [[f64; GRID as usize]; FREQUENCIES] {
    let mut waves = [[0.0; GRID as usize]; FREQUENCIES];
    for (frequency, wave) in (0_u32..).zip(waves.iter_mut()) {
        for (at, value) in (0_u32..).zip(wave.iter_mut()) {
            *value = (f64::from(2 * at + 1) * f64::from(frequency) * PI / f64::from(2 * GRID)).cos();
        }
    }
    waves
}

/// The 64 lowest frequencies without the mean, the lowest first.
fn order() -> Vec<(usize, usize)> {
    (1..FREQUENCIES).flat_map(|sum| (0..=sum).map(move |across| (across, sum - across))).take(64).collect()
}

/// Whether this is mostly bright ground without colour, as of a letter or a page on a screen. All of these are alike to the
/// hashes, so they would be called copies of each other; they get none.
pub(crate) fn is_paper(picture: &DynamicImage) -> bool {
    const SIDE: u32 = 128;
    const BRIGHT: u8 = 200;
    const PALE: u8 = 40;
    let small = thumbnail(&picture.to_rgb8(), SIDE, SIDE);
    let (mut ground, mut pale) = (0, 0);
    for pixel in small.pixels() {
        let [red, green, blue] = pixel.0;
        let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
        let is_pale = most - least <= PALE;
        pale += usize::from(is_pale);
        ground += usize::from(is_pale && least >= BRIGHT);
    }
    let all = small.pixels().len();
    ground * 100 >= all * 45 && pale * 100 >= all * 90
}

/// Whether there is hardly anything to be seen: of a hundred points, at least 99 have nearly one colour.
pub(super) fn is_blank(picture: &DynamicImage) -> bool {
    const SIDE: u32 = 64;
    const NEAR: u8 = 12;
    let small = thumbnail(&picture.to_rgb8(), SIDE, SIDE);
    let middle: Vec<u8> = (0..3)
        .map(|channel| {
            let mut values: Vec<u8> = small.pixels().map(|pixel| pixel.0[channel]).collect();
            values.sort_unstable();
            values[values.len() / 2]
        })
        .collect();
    let is_near = |pixel: &&image::Rgb<u8>| pixel.0.iter().zip(&middle).all(|(a, b)| a.abs_diff(*b) <= NEAR);
    let near = small.pixels().filter(is_near).count();
    near * 100 >= small.pixels().len() * 99
}
