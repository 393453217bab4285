//! Pictures that look like identity cards, and such that do not. All of them are drawn here.

use files::Media;
use image::imageops::{overlay, rotate90, rotate180, rotate270};
use image::{DynamicImage, Rgb, RgbImage};

use super::corpus::{Numbers, encoded, jpeg, letter, photo};
use super::look;
use crate::picture::id_card::is_like_one;

fn fill(picture: &mut RgbImage, [left, top, right, bottom]: [u32; 4], colour: [u8; 3]) {
    for y in top..bottom {
        for x in left..right {
            picture.put_pixel(x, y, Rgb(colour));
        }
    }
}

/// Lines of dark strokes.
fn lines(picture: &mut RgbImage, [left, top, right, bottom]: [u32; 4], row: u32, seed: u64) {
    let mut numbers = Numbers::new(seed);
    for y in (top..bottom.saturating_sub(row)).step_by(row as usize) {
        let mut x = left;
        while x < right - (right - left) / 8 {
            let stroke = 1 + row / 8;
            fill(picture, [x, y, x + stroke, y + row / 2], [35, 40, 50]);
            x += stroke + 2 + numbers.next(row / 3);
        }
    }
}

/// A card of this width with a portrait before this colour.
fn card(width: u32, behind: [u8; 3], seed: u64) -> RgbImage {
    let height = width * 1000 / 1586;
    let part = |x: u32, y: u32| (width * x / 100, height * y / 100);
    let mut card = RgbImage::from_fn(width, height, |x, y| {
        let shade = |from: u32, to: u32| {
            u8::try_from((from * (width - x) + to * x) / width - y * 12 / height).unwrap()
        };
        Rgb([shade(158, 180), shade(196, 208), shade(224, 229)])
    });
    let (left, top) = part(22, 3);
    let (right, bottom) = part(78, 15);
    lines(&mut card, [left, top, right, bottom], height / 16, seed);
    let (left, top) = part(4, 20);
    let (right, bottom) = part(62, 92);
    lines(&mut card, [left, top, right, bottom], height / 14, seed + 1);
    let (left, top) = part(73, 20);
    let (right, bottom) = part(95, 72);
    fill(&mut card, [left, top, right, bottom], behind);
    let (head, hair) = ([205, 160, 130], [40, 30, 30]);
    let (across, down) = (right - left, bottom - top);
    fill(&mut card, [left + across / 4, top + down / 8, right - across / 4, top + down * 2 / 3], head);
    fill(&mut card, [left + across / 4, top + down / 8, right - across / 4, top + down / 4], hair);
    fill(&mut card, [left + across / 8, top + down * 2 / 3, right - across / 8, bottom], [240, 240, 240]);
    card
}

const RED: [u8; 3] = [190, 30, 40];
const BLUE: [u8; 3] = [30, 60, 175];

fn on(ground: &RgbImage, card: &RgbImage, x: i64, y: i64) -> RgbImage {
    let mut picture = ground.clone();
    overlay(&mut picture, card, x, y);
    picture
}

fn is_seen(picture: &RgbImage) -> bool {
    // As it comes out of a phone.
    let again = image::load_from_memory(&jpeg(picture, 60)).unwrap();
    is_like_one(&again)
}

#[test]
fn d19_cards_are_seen_whole_on_paper_and_turned() {
    for (seed, behind) in (0..).zip([RED, BLUE]) {
        let one = card(856, behind, seed);
        assert!(is_seen(&one), "cropped");
        for turned in [rotate90(&one), rotate180(&one), rotate270(&one)] {
            assert!(is_seen(&turned), "turned {behind:?}");
        }
        let paper = RgbImage::from_pixel(1240, 1754, Rgb([250, 250, 248]));
        assert!(is_seen(&on(&paper, &card(505, behind, seed), 360, 200)), "on a sheet");
        assert!(is_seen(&on(&letter(seed, 1240, 1754), &card(505, behind, seed), 620, 1300)), "on a letter");
        let desk = RgbImage::from_fn(1600, 1200, |x, y| {
            Rgb([120, 84, 50].map(|part| part + u8::try_from((x + y) % 23).unwrap()))
        });
        assert!(is_seen(&on(&desk, &card(900, behind, seed), 300, 250)), "on a desk");
    }
}

#[test]
fn other_pictures_are_not_cards() {
    let seen: Vec<u64> = (0..60).filter(|seed| is_seen(&photo(*seed, 640, 480))).collect();
    assert_eq!(seen, [] as [u64; 0]);
    assert!(!(0..10).any(|seed| is_seen(&letter(seed, 1240, 1754))));
    let sky =
        RgbImage::from_fn(1200, 800, |_, y| if y < 500 { Rgb([140, 190, 230]) } else { Rgb([90, 110, 60]) });
    assert!(!is_seen(&sky), "sky");
    let mut heading = letter(3, 1240, 1754);
    fill(&mut heading, [0, 0, 1240, 200], [150, 195, 225]);
    assert!(!is_seen(&heading), "a letter with a blue head");
    // The same card in another colour, without a portrait, without text, and larger than the picture.
    let mut other = card(856, RED, 1);
    for pixel in other.pixels_mut() {
        pixel.0.reverse();
    }
    assert!(!is_seen(&other), "an orange card");
    let mut none = card(856, RED, 2);
    fill(&mut none, [600, 100, 830, 400], [175, 205, 228]);
    assert!(!is_seen(&none), "without a portrait");
    let mut plain = RgbImage::from_pixel(856, 540, Rgb([165, 200, 226]));
    fill(&mut plain, [625, 108, 813, 388], RED);
    assert!(!is_seen(&plain), "without text");
    let mut slide = RgbImage::from_pixel(1600, 900, Rgb([165, 200, 226]));
    overlay(&mut slide, &card(500, RED, 3), 500, 300);
    assert!(!is_seen(&slide), "on a wall of the same blue");
    assert!(!is_like_one(&DynamicImage::new_rgb8(1, 1)) && !is_like_one(&DynamicImage::new_rgb8(4000, 1)));
}

#[test]
fn d19_a_card_is_told_of_its_picture() {
    let bytes = encoded(&card(856, RED, 5), image::ImageFormat::Png);
    assert_eq!(look(&bytes, Media::Png, "ktp.png").facts.looks_like_id_card, [1]);
    assert_eq!(
        look(&jpeg(&photo(1, 640, 400), 80), Media::Jpeg, "a.jpg").facts.looks_like_id_card,
        [] as [u32; 0]
    );
}

/// A PDF with the picture on its second page, as a scanner writes it.
#[test]
fn d19_a_card_within_a_pdf_is_told_with_its_page() {
    let picture = jpeg(&card(856, BLUE, 6), 85);
    let mut bytes = super::corpus::pdf(&super::corpus::pages(&["Lampiran", ""], "", "/X 9 0 R"), "");
    // Objects 4 to 7 are the pages; the picture is drawn by an own content stream.
    let text = String::from_utf8(bytes.clone()).unwrap();
    let text = text.replacen(
        "/Contents 7 0 R /Resources << /Font << /F1 3 0 R >> >>",
        "/Contents 8 0 R /Resources << /XObject << /P 9 0 R >> >>",
        1,
    );
    let end = text.find("xref\n").unwrap();
    bytes = text.as_bytes()[..end].to_vec();
    let draw = "q 243 0 0 153 150 500 cm /P Do Q";
    bytes.extend(
        format!("8 0 obj\n<< /Length {} >>\nstream\n{draw}\nendstream\nendobj\n", draw.len()).into_bytes(),
    );
    bytes.extend(
        format!(
            "9 0 obj\n<< /Type /XObject /Subtype /Image /Width 856 /Height 539 /ColorSpace /DeviceRGB /BitsPerComponent 8 \
             /Filter /DCTDecode /Length {} >>\nstream\n",
            picture.len()
        )
        .into_bytes(),
    );
    bytes.extend(&picture);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    let seen = look(&bytes, Media::Pdf, "lampiran.pdf");
    assert_eq!(seen.facts.looks_like_id_card, [2], "{:?}", seen.facts);
}

#[test]
fn d19_a_card_behind_the_pages_that_are_shown_is_told_too() {
    use std::fmt::Write as _;
    let mut objects = super::corpus::pages(&["Lampiran"; 12], "", "");
    let last = objects.len();
    objects[last - 2] =
        objects[last - 2].replace("/Font << /F1 3 0 R >>", &format!("/XObject << /P {} 0 R >>", last + 1));
    let draw = "q 243 0 0 153 150 500 cm /P Do Q";
    objects[last - 1] = format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len());
    let mut hex = String::new();
    for byte in jpeg(&card(856, BLUE, 6), 85) {
        write!(hex, "{byte:02x}").unwrap();
    }
    objects.push(format!(
        "<< /Type /XObject /Subtype /Image /Width 856 /Height 539 /ColorSpace /DeviceRGB /BitsPerComponent 8 \
         /Filter [/ASCIIHexDecode /DCTDecode] /Length {} >>\nstream\n{hex}>\nendstream",
        hex.len() + 1
    ));
    let facts = look(&super::corpus::pdf(&objects, ""), Media::Pdf, "lampiran.pdf").facts;
    assert_eq!(facts.looks_like_id_card, [12]);
    let pdf = facts.pdf.unwrap();
    assert_eq!((pdf.shown, pdf.read, pdf.pictured), (10, Some(12), Some(12)));
}
