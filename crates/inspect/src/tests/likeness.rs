//! How near copies are, and how far apart other pictures.

use std::collections::BTreeMap;

use domain::likeness::{NEAR, distance, is_near};
use files::Media;
use image::imageops::{FilterType, crop_imm};
use image::{DynamicImage, RgbImage};

use super::corpus::{jpeg, letter, photo};
use super::look;
use crate::picture::{hashes, is_paper};

/// Copies of a picture as people make them, each with the name of what was done.
fn copies(picture: &RgbImage) -> Vec<(String, RgbImage)> {
    let (width, height) = picture.dimensions();
    let mut copies = Vec::new();
    for (quality, scale) in [(40, 100), (20, 100), (80, 25), (80, 50), (80, 200), (40, 30)] {
        let source = DynamicImage::from(picture.clone());
        let scaled =
            source.resize_exact(width * scale / 100, height * scale / 100, FilterType::Triangle).to_rgb8();
        let again = image::load_from_memory(&jpeg(&scaled, quality)).unwrap().to_rgb8();
        copies.push((format!("q{quality} {scale} %"), again));
    }
    for crop in [5, 8, 10, 12] {
        for (name, sides) in [
            ("left", [1, 0, 0, 0]),
            ("top", [0, 1, 0, 0]),
            ("right", [0, 0, 1, 0]),
            ("bottom", [0, 0, 0, 1]),
            ("all", [1; 4]),
        ] {
            let [left, top, right, bottom] = sides.map(|side| side * crop);
            let (x, y) = (width * left / 100, height * top / 100);
            let (w, h) = (width - x - width * right / 100, height - y - height * bottom / 100);
            let cut = crop_imm(picture, x, y, w, h).to_image();
            let again = image::load_from_memory(&jpeg(&cut, 70)).unwrap().to_rgb8();
            copies.push((format!("crop {crop} % {name}"), again));
        }
    }
    for percent in [90, 110] {
        let mut changed = picture.clone();
        for pixel in changed.pixels_mut() {
            pixel.0 = pixel.0.map(|part| u8::try_from((u32::from(part) * percent / 100).min(255)).unwrap());
        }
        copies.push((format!("brightness {percent} %"), changed));
    }
    copies
}

fn of(picture: &RgbImage) -> Vec<u64> {
    hashes(&DynamicImage::from(picture.clone()))
}

#[test]
fn near_copies_are_near() {
    const PICTURES: u64 = 12;
    let mut worst: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for seed in 0..PICTURES {
        let (width, height) = if seed % 3 == 0 { (240, 320) } else { (320, 240) };
        let picture = photo(seed, width, height);
        let whole = of(&picture);
        for (name, copy) in copies(&picture) {
            let bits = distance(&whole, &of(&copy)).unwrap();
            let most = worst.entry(name).or_default();
            *most = bits.max(*most);
        }
        all.push(whole);
    }
    for (name, bits) in &worst {
        println!("{name}: at most {bits} bits");
    }
    assert!(worst.values().all(|bits| *bits <= NEAR), "{worst:?}");
    let mut least = 64;
    for (at, one) in all.iter().enumerate() {
        for other in &all[..at] {
            least = least.min(distance(one, other).unwrap());
        }
    }
    println!("other pictures: at least {least} bits");
    assert!(least > NEAR + 2);
}

#[test]
fn many_other_pictures_are_not_near() {
    let all: Vec<_> = (100..300).map(|seed| of(&photo(seed, 160, 120))).collect();
    let mut counts = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for other in &all[..at] {
            *counts.entry(distance(one, other).unwrap()).or_insert(0_u32) += 1;
        }
    }
    println!("photos, bits and pairs: {counts:?}");
    assert!(counts.keys().all(|bits| *bits > NEAR), "{counts:?}");
}

#[test]
fn letters_look_alike_and_have_no_likeness() {
    let all: Vec<_> = (0..60).map(|seed| of(&letter(seed, 300, 420))).collect();
    let is_near_to_one = |at: usize| all[..at].iter().any(|other| is_near(&all[at], other));
    // This is why: by their hashes, letters of different people would be copies.
    assert!((1..all.len()).any(is_near_to_one));
    let scan = |seed| look(&jpeg(&letter(seed, 595, 842), 75), Media::Jpeg, "surat.jpg");
    assert!((0..5).all(|seed| scan(seed).answer.likeness.is_empty()));
    assert!((0..20).all(|seed| !is_paper(&DynamicImage::from(photo(seed, 160, 120)))));
}

#[test]
fn a_copy_through_whole_files_is_found() {
    let picture = photo(50, 800, 600);
    let copy = crop_imm(&picture, 40, 0, 760, 600).to_image();
    let (one, other) =
        (look(&jpeg(&picture, 90), Media::Jpeg, "a.jpg"), look(&jpeg(&copy, 40), Media::Jpeg, "b.jpg"));
    assert!(is_near(&one.answer.likeness, &other.answer.likeness));
    let third = look(&jpeg(&photo(51, 800, 600), 90), Media::Jpeg, "c.jpg");
    assert!(!is_near(&one.answer.likeness, &third.answer.likeness));
}
