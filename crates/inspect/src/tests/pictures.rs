use std::io::Cursor;

use domain::facts::{Oddity, Position};
use files::Media;
use image::ImageFormat;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, Rgb, RgbImage};

use super::corpus::{Field, encoded, exif, jpeg, photo, with_chunk, with_segment};
use super::{Seen, look};

fn picture(seen: &Seen) -> &domain::facts::PictureFacts {
    seen.facts.picture.as_ref().unwrap()
}

fn phone() -> Vec<u8> {
    exif(
        &[
            (0x10F, Field::Text("samsung")),
            (0x110, Field::Text("SM-A525F")),
            (0x112, Field::Short(6)),
            (0x131, Field::Text("A525FXXU4CVJB")),
        ],
        &[
            (0x9003, Field::Text("2024:06:12 08:30:00")),
            (0x9011, Field::Text("+07:00")),
            (0x9286, Field::Bytes(b"ASCII\0\0\0{{7*7}}")),
            (0xA431, Field::Text("R58N12ABCDE")),
        ],
        &[
            (1, Field::Text("S")),
            (2, Field::Rationals(&[(1, 1), (52, 1), (48, 1)])),
            (3, Field::Text("E")),
            (4, Field::Rationals(&[(113, 1), (24, 1), (3600, 100)])),
        ],
    )
}

#[test]
fn a_photo_says_when_and_where_and_by_what() {
    let seen = look(&with_segment(&jpeg(&photo(1, 400, 300), 85), 0xE1, &phone()), Media::Jpeg, "IMG_1.jpg");
    assert_eq!(seen.facts.oddities, []);
    let facts = picture(&seen);
    assert_eq!(facts.taken.unwrap().to_string(), "2024-06-12T08:30:00");
    assert_eq!(facts.taken_offset, Some(420));
    assert_eq!(facts.place, Some(Position { latitude: -1_880_000, longitude: 113_410_000 }));
    assert_eq!(facts.camera.as_deref(), Some("samsung SM-A525F"));
    assert_eq!(facts.software.as_deref(), Some("A525FXXU4CVJB"));
    // Turned upright.
    assert_eq!((facts.width, facts.height, facts.has_exif, facts.blank), (300, 400, true, false));
    assert_eq!((&facts.edited, &facts.screenshot), (&None, &None));
    assert_eq!(seen.answer.likeness.len(), 12);
    let preview = image::load_from_memory(&seen.made("preview", 1).unwrap()).unwrap();
    assert_eq!((preview.width(), preview.height()), (300, 400));
}

#[test]
fn u08_copies_have_no_metadata_and_are_small() {
    let source = with_segment(&jpeg(&photo(2, 3200, 2400), 85), 0xE1, &phone());
    let seen = look(&source, Media::Jpeg, "IMG_2.jpg");
    for (kind, side, most) in [("preview", 1600, 2 << 20), ("thumbnail", 320, 30 << 10)] {
        let bytes = seen.made(kind, 1).unwrap();
        assert!(bytes.len() <= most, "{kind}: {} bytes", bytes.len());
        let copy = image::load_from_memory(&bytes).unwrap();
        assert_eq!((copy.height(), copy.width()), (side, side * 3 / 4), "{kind}");
        let has = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
        assert!(!has(b"Exif") && !has(b"samsung") && !has(b"R58N12ABCDE") && !has(b"http"), "{kind}");
    }
}

#[test]
fn u07_texts_in_a_file_are_told_as_they_are_and_short() {
    let long = "<script>alert(1)</script>".repeat(2000);
    let fields = [
        (0x10F, Field::Text("<script>\u{202E}alert(1)\r\n")),
        (0x110, Field::Text("{{7*7}}")),
        (0x131, Field::Text(&long)),
    ];
    let bytes = with_segment(&jpeg(&photo(3, 64, 64), 85), 0xE1, &exif(&fields, &[], &[]));
    let seen = look(&with_segment(&bytes, 0xFE, &vec![b'x'; 65_000]), Media::Jpeg, "a.jpg");
    let facts = picture(&seen);
    assert_eq!(facts.camera.as_deref(), Some("<script>alert(1) {{7*7}}"));
    assert_eq!(facts.software.as_ref().unwrap().chars().count(), 80);
    assert!(!seen.made("preview", 1).unwrap().windows(8).any(|part| part == b"<script>"));
}

#[test]
fn screenshots_and_edits() {
    let small = jpeg(&photo(4, 64, 48), 85);
    let why = |bytes: &[u8], media, name| picture(&look(bytes, media, name)).screenshot.clone();
    assert_eq!(why(&small, Media::Jpeg, "Tangkapan Layar 2024.jpg").as_deref(), Some("name"));
    assert_eq!(why(&small, Media::Jpeg, "kegiatan.jpg"), None);
    let apple = exif(&[], &[(0x9286, Field::Bytes(b"ASCII\0\0\0Screenshot"))], &[]);
    assert_eq!(
        why(&with_segment(&small, 0xE1, &apple), Media::Jpeg, "IMG_1.jpg").as_deref(),
        Some("comment")
    );
    let png = encoded(&photo(5, 64, 48), ImageFormat::Png);
    let gnome = with_chunk(&png, b"tEXt", b"Software\0gnome-screenshot");
    assert_eq!(why(&gnome, Media::Png, "a.png").as_deref(), Some("software"));
    let screen = encoded(&photo(6, 720, 1600), ImageFormat::Png);
    assert_eq!(why(&screen, Media::Png, "a.png").as_deref(), Some("screen_size"));
    let camera = exif(&[(0x10F, Field::Text("vivo")), (0x110, Field::Text("V2027"))], &[], &[]);
    let shot = with_segment(&jpeg(&photo(6, 720, 1600), 60), 0xE1, &camera);
    assert_eq!(why(&shot, Media::Jpeg, "a.jpg"), None);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><xmp:CreatorTool>Snapseed 2.1</xmp:CreatorTool></x:xmpmeta>";
    let edited = look(&with_segment(&small, 0xE1, xmp), Media::Jpeg, "a.jpg");
    assert_eq!(picture(&edited).edited.as_deref(), Some("Snapseed 2.1"));
    let text =
        with_chunk(&png, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x xmp:CreatorTool=\"Adobe Photoshop 25\"/>");
    assert_eq!(picture(&look(&text, Media::Png, "a.png")).edited.as_deref(), Some("Adobe Photoshop 25"));
}

#[test]
fn blank_pictures_have_no_likeness() {
    let black = RgbImage::from_pixel(400, 300, Rgb([4, 3, 5]));
    let seen = look(&jpeg(&black, 80), Media::Jpeg, "a.jpg");
    assert!(picture(&seen).blank && seen.answer.likeness.is_empty());
    assert!(seen.made("thumbnail", 1).is_some());
}

#[test]
fn u31_webp_cmyk_grey_and_clear_pictures_are_shown() {
    let webp = look(&encoded(&photo(7, 200, 100), ImageFormat::WebP), Media::Webp, "a.webp");
    assert_eq!((picture(&webp).width, picture(&webp).height), (200, 100));
    assert!(webp.facts.oddities.is_empty() && webp.made("preview", 1).is_some());
    let grey = DynamicImage::from(photo(8, 120, 90)).to_luma16();
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(grey).write_to(&mut bytes, ImageFormat::Png).unwrap();
    assert!(look(bytes.get_ref(), Media::Png, "a.png").made("preview", 1).is_some());
    // What can be seen through is shown on white.
    let mut clear = Vec::new();
    PngEncoder::new(&mut clear).write_image(&[0; 4 * 16 * 16], 16, 16, ExtendedColorType::Rgba8).unwrap();
    let preview =
        image::load_from_memory(&look(&clear, Media::Png, "a.png").made("preview", 1).unwrap()).unwrap();
    assert!(preview.to_rgb8().get_pixel(8, 8).0.iter().all(|part| *part > 250));
}

#[test]
fn u04_a_jpeg_of_thousands_of_scans_is_not_decoded() {
    let whole = jpeg(&photo(9, 64, 64), 80);
    // The same scan again and again, behind the headers.
    let scan = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let scans = whole[scan..whole.len() - 2].repeat(3000);
    let seen = look(&[&whole[..scan], &scans, b"\xFF\xD9"].concat(), Media::Jpeg, "a.jpg");
    assert!(seen.has(&Oddity::TooCostly) && seen.answer.made.is_empty());
}

#[test]
fn u04_dimensions_that_lie_do_no_harm() {
    let mut bytes = jpeg(&photo(10, 64, 64), 80);
    let frame = bytes.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    let seen = look(&bytes, Media::Jpeg, "a.jpg");
    assert!(seen.facts.picture.is_some());
    // More than was ever accepted is not decoded at all.
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xF0, 0xFF, 0xF0]);
    let seen = look(&bytes, Media::Jpeg, "a.jpg");
    assert!(seen.has(&Oddity::TooCostly) && seen.answer.made.is_empty());
}

#[test]
fn a_broken_picture_keeps_what_was_noted() {
    let whole = with_segment(&jpeg(&photo(11, 200, 200), 85), 0xE1, &phone());
    let head = whole.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    let seen = look(&whole[..head], Media::Jpeg, "a.jpg");
    assert!(seen.has(&Oddity::Broken) && seen.answer.made.is_empty());
    assert_eq!(picture(&seen).camera.as_deref(), Some("samsung SM-A525F"));
}

#[test]
fn u31_a_heic_without_its_program_has_no_preview() {
    let seen = look(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Media::Heic, "IMG_1.HEIC");
    // Where the program is installed, these few bytes are broken for it.
    assert!(seen.has(&Oddity::NoPreview) || seen.has(&Oddity::Broken));
    assert!(seen.answer.made.is_empty());
}
