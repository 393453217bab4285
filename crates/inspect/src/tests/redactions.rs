//! Documents after their redaction: what was below the boxes is nowhere.

use files::Media;
use files::examine::{Area, Task};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Object;
use image::{DynamicImage, GrayImage};

use super::corpus::{pages, pdf};
use super::{Seen, look, with_task};

const SECRET: &str = "RAHASIA6206011205850001";

fn area(page: u32, left: u16, top: u16, right: u16, bottom: u16) -> Area {
    Area { page, left, top, right, bottom }
}

fn redact(bytes: &[u8], areas: &[Area]) -> Seen {
    with_task(bytes, Media::Pdf, "a.pdf", Task::Redact { areas: areas.to_vec() })
}

/// Every byte of a document: as it lies there, and each stream unpacked.
fn all_bytes(bytes: &[u8]) -> Vec<Vec<u8>> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let mut found = vec![bytes.to_vec()];
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            found.push(stream.raw_data().to_vec());
            found.extend(stream.decoded().ok().map(|decoded| decoded.to_vec()));
        }
    }
    found
}

fn contains(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
    [text.as_bytes(), &wide, hex.as_bytes()]
        .iter()
        .any(|needle| bytes.windows(needle.len()).any(|part| part == *needle))
}

/// The page of a document, as a look paints it.
fn painted(bytes: &[u8], page: u32) -> GrayImage {
    let seen = look(bytes, Media::Pdf, "a.pdf");
    image::load_from_memory(&seen.made("page", page).unwrap()).unwrap().into_luma8()
}

/// Whether two pages have the same size, but for a dot that is rounded away.
fn is_as_large(one: &GrayImage, other: &GrayImage) -> bool {
    one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1
}

/// Whether a box, in ten-thousandths, is all black.
fn is_black(page: &GrayImage, area: Area) -> bool {
    let place = |part: u16, whole: u32| u32::from(part) * whole / 10_000;
    let (left, right) = (place(area.left, page.width()) + 2, place(area.right, page.width()) - 2);
    let (top, bottom) = (place(area.top, page.height()) + 2, place(area.bottom, page.height()) - 2);
    assert!(left < right && top < bottom);
    (top..bottom).all(|y| (left..right).all(|x| page.get_pixel(x, y).0[0] < 40))
}

fn dark_outside(page: &GrayImage, area: Area) -> usize {
    let place = |part: u16, whole: u32| u32::from(part) * whole / 10_000;
    let is_within = |x: u32, y: u32| {
        (place(area.left, page.width()).saturating_sub(3)..place(area.right, page.width()) + 3).contains(&x)
            && (place(area.top, page.height()).saturating_sub(3)..place(area.bottom, page.height()) + 3)
                .contains(&y)
    };
    page.enumerate_pixels().filter(|(x, y, pixel)| pixel.0[0] < 100 && !is_within(*x, *y)).count()
}

/// A document with the secret in all the places where programs leave such things.
fn telltale() -> Vec<u8> {
    let lines = [SECRET, "halaman dua"];
    let catalogue = format!(
        "/Metadata 9 0 R /OpenAction << /S /JavaScript /JS (app.alert\\('{SECRET}'\\)) >> \
         /Names << /EmbeddedFiles << /Names [({SECRET}) 10 0 R] >> >> /Outlines 12 0 R"
    );
    let mut objects = pages(&lines, &catalogue, "");
    objects[5] = objects[5].replace("/Contents", "/Annots [13 0 R] /Contents");
    objects.push(format!("<< /Title ({SECRET}) /Author ({SECRET}) >>"));
    let xmp = format!("<x:xmpmeta>{SECRET}</x:xmpmeta>");
    objects
        .push(format!("<< /Type /Metadata /Subtype /XML /Length {} >>\nstream\n{xmp}\nendstream", xmp.len()));
    objects.push(format!("<< /Type /Filespec /F ({SECRET}.txt) /EF << /F 11 0 R >> >>"));
    objects.push(format!("<< /Type /EmbeddedFile /Length {} >>\nstream\n{SECRET}\nendstream", SECRET.len()));
    objects.push(format!("<< /Type /Outlines /First << /Title ({SECRET}) >> >>"));
    objects.push(format!("<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents ({SECRET}) >>"));
    let mut bytes = pdf(&objects, "/Info 8 0 R");
    // A revision that came later, and what it replaced is still there.
    bytes.extend(format!("5 0 obj\n<< /Length 9 >>\nstream\n% {SECRET}\nendstream\nendobj\n").into_bytes());
    bytes.extend(b"%%EOF\n");
    bytes
}

#[test]
fn u14_nothing_below_a_box_is_left_anywhere() {
    let original = telltale();
    assert!(all_bytes(&original).iter().any(|bytes| contains(bytes, SECRET)));
    let before = look(&original, Media::Pdf, "a.pdf");
    assert_eq!(before.active(), ["embedded_file", "javascript", "open_action"]);
    assert!(before.text.as_ref().unwrap().contains(SECRET), "{:?}", before.text);
    // The line is at 700 of 842 points, 18 points high.
    let secret = area(1, 500, 1400, 9500, 1800);
    let seen = redact(&original, &[secret]);
    assert_eq!(seen.facts.oddities, []);
    let made = seen.document.unwrap();
    for bytes in all_bytes(&made) {
        for part in [
            SECRET,
            "RAHASIA",
            "6206011205850001",
            "JavaScript",
            "EmbeddedFile",
            "Metadata",
            "/Info",
            "/Font",
        ] {
            assert!(!contains(&bytes, part), "{part}");
        }
    }
    let after = look(&made, Media::Pdf, "a.pdf");
    assert_eq!(
        (after.facts.oddities.as_slice(), after.facts.pdf.as_ref().unwrap().pages),
        ([].as_slice(), 2)
    );
    assert_eq!(after.text.as_deref().map(str::trim), Some(""));
    assert_eq!(after.facts.pdf.unwrap().created, None);
    // One end of file, one table: no earlier revision.
    assert_eq!(made.windows(5).filter(|part| part == b"%%EOF").count(), 1);
}

#[test]
fn boxes_are_black_and_the_rest_is_as_it_was() {
    let original = pdf(&pages(&[SECRET, "halaman dua"], "", ""), "");
    let secret = area(1, 500, 1400, 9500, 1800);
    let made = redact(&original, &[secret]).document.unwrap();
    let page = painted(&made, 1);
    assert!(is_black(&page, secret));
    assert_eq!(dark_outside(&page, secret), 0, "part of a letter looks out");
    // The same size on paper, the second page untouched.
    assert!(is_as_large(&painted(&made, 2), &painted(&original, 2)));
    let (old, new) = (painted(&original, 2), painted(&made, 2));
    let dark = |page: &GrayImage| page.pixels().filter(|pixel| pixel.0[0] < 128).count();
    assert!(
        dark(&new).abs_diff(dark(&old)) * 5 <= dark(&old) && dark(&old) > 100,
        "{} {}",
        dark(&new),
        dark(&old)
    );
}

/// What the renderer of our own makes, which paints where no program of others is installed.
fn without_programs(original: &[u8], secret: Area) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, original).unwrap();
    let question = files::examine::Question {
        file,
        media: "pdf".to_owned(),
        name: String::new(),
        folder: folder.path().to_owned(),
        task: Task::Look,
    };
    let mut tell = |_: &files::examine::Answer| ();
    let mut look = crate::look::Look::new(&question, &mut tell);
    crate::pdf::redact_without_programs(&mut look, &[secret]).unwrap();
    std::fs::read(folder.path().join(look.into_answer().document.unwrap())).unwrap()
}

/// A page whose only line is covered by its box, wherever the page puts it.
fn covers(page: &str, media_box: &str, at: &str, secret: Area) {
    let mut objects = pages(&[SECRET], "", page);
    objects[3] = objects[3].replace("[0 0 595 842]", media_box);
    let content = format!("BT /F1 18 Tf {at} Td ({SECRET}) Tj ET");
    objects[4] = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let original = pdf(&objects, "");
    let before = painted(&original, 1);
    assert!(before.pixels().any(|pixel| pixel.0[0] < 100), "{page} {media_box}: nothing is seen");
    assert_eq!(dark_outside(&before, secret), 0, "{page} {media_box}: the box of this test lies wrong");
    let made = redact(&original, &[secret]).document.unwrap();
    for made in [made, without_programs(&original, secret)] {
        let after = painted(&made, 1);
        assert!(is_black(&after, secret) && dark_outside(&after, secret) == 0, "{page} {media_box}");
        assert!(is_as_large(&after, &before), "{page} {media_box}");
    }
}

#[test]
fn boxes_lie_right_on_turned_pages() {
    // 500 of 842 from below is 342 from above.
    covers("", "[0 0 595 842]", "50 500", area(1, 700, 3700, 6800, 4200));
    covers("/Rotate 90", "[0 0 595 842]", "50 500", area(1, 5700, 700, 6300, 6800));
    covers("/Rotate 180", "[0 0 595 842]", "50 500", area(1, 3200, 5800, 9300, 6300));
    covers("/Rotate 270", "[0 0 595 842]", "50 500", area(1, 3700, 3200, 4300, 9300));
}

#[test]
fn boxes_lie_right_on_pages_of_other_sizes_and_cut_ones() {
    // Lying, and with its corner elsewhere.
    covers("", "[0 0 842 595]", "50 300", area(1, 400, 4500, 5200, 5200));
    covers("", "[100 200 695 1042]", "150 700", area(1, 700, 3700, 6800, 4200));
    // Cut to its middle: the box is one of the part that is seen.
    covers("/CropBox [0 421 595 842]", "[0 0 595 842]", "50 500", area(1, 700, 7500, 6800, 8400));
    covers("/CropBox [0 421 595 842] /Rotate 90", "[0 0 595 842]", "50 500", area(1, 1500, 700, 2600, 6800));
}

#[test]
fn what_lies_outside_the_visible_page_is_gone_too() {
    let mut objects = pages(&["terlihat"], "", "/CropBox [0 600 595 842]");
    let content = format!("BT /F1 18 Tf 50 700 Td (terlihat) Tj 0 -400 Td ({SECRET}) Tj ET");
    objects[4] = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let made = redact(&pdf(&objects, ""), &[area(1, 0, 0, 100, 100)]).document.unwrap();
    let page = painted(&made, 1);
    // 242 of 595: only the visible strip.
    assert!(page.height() * 2 < page.width());
}

#[test]
fn redactions_that_would_not_happen_are_refused() {
    let original = pdf(&pages(&["satu"], "", ""), "");
    let bad = [
        area(0, 0, 0, 100, 100),
        area(2, 0, 0, 100, 100),
        area(u32::MAX, 0, 0, 100, 100),
        area(1, 100, 0, 100, 100),
        area(1, 200, 0, 100, 100),
        area(1, 0, 0, 100, 10_001),
    ];
    for one in bad {
        let seen = redact(&original, &[area(1, 0, 0, 50, 50), one]);
        assert!(seen.document.is_none() && !seen.facts.oddities.is_empty(), "{one:?}");
    }
    assert!(redact(b"%PDF-1.7\nnothing", &[area(1, 0, 0, 100, 100)]).document.is_none());
    let lines = vec!["x"; 151];
    assert!(redact(&pdf(&pages(&lines, "", ""), ""), &[area(1, 0, 0, 100, 100)]).document.is_none());
    // To the very edges.
    assert!(redact(&original, &[area(1, 0, 0, 10_000, 10_000)]).document.is_some());
}

#[test]
fn u16_square_metres_are_painted_coarser() {
    let objects: Vec<String> =
        pages(&["besar"], "", "").iter().map(|object| object.replace("595 842", "9000 6000")).collect();
    let made = redact(&pdf(&objects, ""), &[area(1, 0, 0, 1000, 1000)]).document.unwrap();
    assert!(made.len() < 2 << 20);
    let text = String::from_utf8_lossy(&made);
    assert!(
        text.contains("/Width 4000 /Height 266") && text.contains("/MediaBox [0 0 9000.00 60"),
        "{}",
        &text[..600]
    );
}

#[test]
fn one_page_is_painted_alone() {
    let lines: Vec<&str> = vec!["halaman"; 14];
    let bytes = pdf(&pages(&lines, "", ""), "");
    let seen = with_task(&bytes, Media::Pdf, "a.pdf", Task::Page { number: 13 });
    assert_eq!(seen.answer.made.len(), 1);
    let page = image::load_from_memory(&seen.made("page", 13).unwrap()).unwrap();
    assert_eq!(DynamicImage::height(&page), 1200);
    for none in [0, 15] {
        assert!(with_task(&bytes, Media::Pdf, "a.pdf", Task::Page { number: none }).answer.made.is_empty());
    }
}
