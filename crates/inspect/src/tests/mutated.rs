//! Whatever the bytes are, a look has an answer.

use files::Media;
use image::ImageFormat;
use proptest::prelude::*;

use super::corpus::{docx, encoded, exif, jpeg, mp4, pages, pdf, photo, with_segment, xlsx};
use super::{corpus::Field, look};

fn originals() -> Vec<(Media, Vec<u8>)> {
    let picture = photo(1, 48, 40);
    let camera = exif(&[(0x10F, Field::Text("maker"))], &[(0x9003, Field::Text("2024:06:12 08:30:00"))], &[]);
    let words = "<w:p><w:r><w:t>Surat</w:t></w:r></w:p>";
    vec![
        (Media::Jpeg, with_segment(&jpeg(&picture, 70), 0xE1, &camera)),
        (Media::Png, encoded(&picture, ImageFormat::Png)),
        (Media::Webp, encoded(&picture, ImageFormat::WebP)),
        (Media::Pdf, pdf(&pages(&["Tahun 2024"], "/OpenAction << /S /JavaScript >>", ""), "")),
        (Media::Docx, docx(words, &[])),
        (Media::Xlsx, xlsx(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, &[])),
        (Media::Csv, b"kode;nama\n1;a\n".to_vec()),
        (Media::Mp4, mp4(b"avc1", 3, true)),
        (Media::Heic, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
    ]
}

fn change(bytes: &mut Vec<u8>, (at, kind, value): (usize, u8, u8)) {
    let at = at % bytes.len().max(1);
    match kind % 4 {
        0 => bytes[at] = value,
        1 => bytes[at] ^= 1 << (value % 8),
        2 => bytes.truncate(at.max(1)),
        _ => {
            let piece = bytes[at..(at + usize::from(value)).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn u04_changed_files_have_an_answer(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 1..8),
    ) {
        let (media, mut bytes) = which.get(&originals()).clone();
        for one in changes {
            change(&mut bytes, one);
        }
        let seen = look(&bytes, media, "a");
        prop_assert!(seen.answer.facts.is_object());
    }

    #[test]
    fn any_bytes_under_any_type_have_an_answer(
        which in 0..Media::ALL.len(),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let seen = look(&bytes, Media::ALL[which], "a");
        prop_assert!(seen.answer.made.len() <= 12);
    }
}
