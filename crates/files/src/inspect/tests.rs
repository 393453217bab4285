use std::io::Cursor;

use super::{InspectError, inspect};
use crate::{EvidenceKind, Media, Refusal};

fn look(bytes: &[u8], name: &str, accepted: &[EvidenceKind]) -> Result<Media, Refusal> {
    match inspect(&mut Cursor::new(bytes), name, accepted) {
        Ok(found) => Ok(found.media),
        Err(InspectError::Refused(refusal)) => Err(refusal),
        Err(InspectError::Io(error)) => panic!("{error}"),
    }
}

fn found(bytes: &[u8], name: &str) -> String {
    match look(bytes, name, &[]) {
        Err(Refusal::NotAccepted { found }) => found,
        other => panic!("{name}: {other:?}"),
    }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0");
    bytes
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    // A long comment before the frame, with something like a frame in it, and fill bytes.
    bytes.extend(b"\xFF\xFE\x40\x02");
    bytes.extend(std::iter::repeat_n(b"\xFF\xC0\0\x11", 0x1000).flatten());
    bytes.extend(b"\xFF\xFF\xFF\xC2\0\x11\x08");
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes
}

/// A ZIP file of stored entries.
fn zip(entries: &[(&str, &[u8])], flags: u16) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let short = |length: usize| u16::try_from(length).unwrap().to_le_bytes();
    let long = |length: usize| u32::try_from(length).unwrap().to_le_bytes();
    for (name, data) in entries {
        let offset = bytes.len();
        let mut common = flags.to_le_bytes().to_vec();
        common.extend([0; 10]);
        common.extend(long(data.len()));
        common.extend(long(data.len()));
        common.extend(short(name.len()));
        bytes.extend(b"PK\x03\x04\x14\0");
        bytes.extend(&common);
        bytes.extend([0; 2]);
        bytes.extend(name.as_bytes());
        bytes.extend(*data);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(&common);
        directory.extend([0; 12]);
        directory.extend(long(offset));
        directory.extend(name.as_bytes());
    }
    let offset = bytes.len();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(short(entries.len()));
    bytes.extend(short(entries.len()));
    bytes.extend(long(directory.len()));
    bytes.extend(long(offset));
    bytes.extend([0; 2]);
    bytes
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

#[test]
fn every_accepted_type_is_recognised() {
    let mut film =
        b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm".to_vec();
    film.resize(300, 0);
    let webp = b"RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x09\0\0\x13\0\0";
    for (bytes, media) in [
        (png(10, 20), Media::Png),
        (jpeg(10, 20), Media::Jpeg),
        (webp.to_vec(), Media::Webp),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Media::Heic),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".to_vec(), Media::Mp4),
        (film, Media::Webm),
        (b"%PDF-1.7\n1 0 obj\n".to_vec(), Media::Pdf),
        (zip(&[TYPES, ("xl/workbook.xml", b"<x/>")], 0), Media::Xlsx),
        (zip(&[("docProps/app.xml", b"x"), ("word/document2.xml", b"<x/>"), TYPES], 0), Media::Docx),
        (zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")], 0), Media::Ods),
        (zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")], 0), Media::Odt),
        ("\u{FEFF}kode;nama\r\n11;Aceh\r\n".as_bytes().to_vec(), Media::Csv),
    ] {
        let name = format!("berkas.{}", media.code());
        assert_eq!(look(&bytes, &name, &[media.kind()]), Ok(media));
        let other: Vec<EvidenceKind> =
            EvidenceKind::ALL.into_iter().filter(|kind| *kind != media.kind()).collect();
        assert_eq!(look(&bytes, &name, &other), Err(Refusal::WrongKind { found: media, accepted: other }));
    }
}

#[test]
fn u12_footage_is_taken_only_where_it_is_asked_for() {
    let avi = b"RIFF\0\0\0\0AVI LIST";
    assert_eq!(look(avi, "a.avi", &[EvidenceKind::Video, EvidenceKind::Footage]), Ok(Media::Avi));
    let unknown = |found: &str| Err(Refusal::NotAccepted { found: found.into() });
    for accepted in [&[][..], &[EvidenceKind::Video]] {
        assert_eq!(look(avi, "a.avi", accepted), unknown("video/x-msvideo"));
    }
    // A name of such a film says nothing good of anything else.
    assert_eq!(look(&png(10, 20), "a.avi", &[]), Err(Refusal::Suffix { suffix: "avi".into() }));
    let list = b"#EXTM3U\nhttp://169.254.169.254/\n";
    assert_eq!(look(list, "a.mov", &[EvidenceKind::Footage]), unknown("text/html"));
}

#[test]
fn u03_pixel_floods_are_refused_from_the_header() {
    let refused = |width, height| Err(Refusal::TooManyPixels { width, height });
    assert_eq!(look(&png(30_000, 30_000), "a.png", &[]), refused(30_000, 30_000));
    assert_eq!(look(&png(u32::MAX, u32::MAX), "a.png", &[]), refused(u32::MAX, u32::MAX));
    assert_eq!(look(&jpeg(65_500, 65_500), "a.jpg", &[]), refused(65_500, 65_500));
    let webp = b"RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF";
    assert_eq!(look(webp, "a.webp", &[]), refused(1 << 24, 1 << 24));
    assert_eq!(look(&png(10_000, 10_000), "a.png", &[]), Ok(Media::Png));
    assert_eq!(look(&png(10_000, 10_001), "a.png", &[]), refused(10_000, 10_001));
    let size = inspect(&mut Cursor::new(jpeg(640, 480)), "a.jpg", &[]).unwrap().pixels;
    assert_eq!(size, Some((640, 480)));
}

#[test]
fn pictures_without_a_size_are_broken() {
    for bytes in [png(0, 5), png(5, 5)[..18].to_vec(), b"\x89PNG\r\n\x1a\n\0\0\0\rIDATxxxxxxxx".to_vec()] {
        assert_eq!(look(&bytes, "a.png", &[]), Err(Refusal::Broken { media: Media::Png }));
    }
    for bytes in [
        &b"\xFF\xD8\xFF\xD9"[..],
        b"\xFF\xD8\xFF\xDA\0\x08",
        b"\xFF\xD8\xFF\xE0\0\0\0\0",
        b"\xFF\xD8\xFF\xE0\xFF\xFF",
    ] {
        assert_eq!(look(bytes, "a.jpg", &[]), Err(Refusal::Broken { media: Media::Jpeg }));
    }
}

#[test]
fn u12_what_is_called_a_photo_and_is_a_program_or_a_page() {
    assert_eq!(found(b"<!DOCTYPE html><p>x", "foto.jpg"), "text/html");
    assert_eq!(found(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "foto.jpg"), "application/x-executable");
    assert_eq!(found(b"<?php system($_GET['c']);", "foto.jpg"), "application/x-php");
    assert_eq!(found(b"  <svg onload=alert(1)>", "foto.png"), "text/html");
    assert_eq!(found(b"GIF89a<script>", "foto.jpg"), "image/gif");
    assert_eq!(found(b"#EXTM3U\nfile:///etc/passwd\n", "a.mp4"), "text/html");
    // A page does not become a table by its name.
    for text in ["<html>", "<?php", "#!/bin/sh", "\u{FEFF}\n <script>"] {
        assert!(look(text.as_bytes(), "a.csv", &[]).is_err(), "{text}");
    }
}

#[test]
fn u13_a_good_picture_under_a_bad_name() {
    for name in ["foto.jpg.php", "foto.php%00.jpg", "foto.PhP", "foto.php.", "foto.svg", "foto.рng"] {
        let result = look(&png(5, 5), name, &[]);
        assert!(matches!(result, Err(Refusal::Suffix { .. })), "{name}: {result:?}");
    }
    // A wrong but harmless name is corrected by what the bytes are; no suffix is no reason either.
    for name in ["foto.jpeg", "foto", "", "...", "Foto kegiatan no. 5"] {
        assert_eq!(look(&png(5, 5), name, &[]), Ok(Media::Png), "{name}");
    }
}

#[test]
fn u20_empty_and_one_byte() {
    assert_eq!(look(b"", "a.pdf", &[]), Err(Refusal::Empty));
    assert_eq!(found(b"\x00", "a.pdf"), "application/octet-stream");
    assert_eq!(found(b"x", "a.pdf"), "text/plain");
    assert_eq!(look(b"x", "a.csv", &[]), Ok(Media::Csv));
}

#[test]
fn locked_documents() {
    let pdf = |trailer: &str| {
        format!("%PDF-1.6\n{}\ntrailer\n<< {trailer} /Root 1 0 R >>", "x".repeat(70_000)).into_bytes()
    };
    let locked = Err(Refusal::Locked { media: Some(Media::Pdf) });
    assert_eq!(look(&pdf("/Encrypt 12 0 R"), "a.pdf", &[]), locked);
    assert_eq!(look(&pdf("/Encrypt<</Filter/Standard>>"), "a.pdf", &[]), locked);
    assert_eq!(look(&pdf("/Encrypt\r\n12 0 R"), "a.pdf", &[]), locked);
    for open in ["/Size 5", "/EncryptMetadata true", "(see /Encrypt for more)", "/Encrypt null"] {
        assert_eq!(look(&pdf(open), "a.pdf", &[]), Ok(Media::Pdf), "{open}");
    }
    // The entry is found wherever the pieces that are read meet.
    for shift in 65_400..65_560 {
        let text = format!("%PDF-1.6{}/Encrypt 12 0 R >>", " ".repeat(shift));
        assert_eq!(look(text.as_bytes(), "a.pdf", &[]), locked, "{shift}");
    }
    let mut office = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    office.resize(4096, 0);
    assert_eq!(found(&office, "a.doc"), "application/x-ole-storage");
    office.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(look(&office, "a.docx", &[]), Err(Refusal::Locked { media: None }));
    let zipped = zip(&[TYPES, ("xl/workbook.xml", b"x")], 1);
    assert_eq!(look(&zipped, "a.xlsx", &[]), Err(Refusal::Locked { media: Some(Media::Xlsx) }));
}

/// The directory of a ZIP file with the sizes of its last entry changed.
fn with_sizes(mut zip: Vec<u8>, packed: u32, unpacked: u32) -> Vec<u8> {
    let entry = zip.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    zip[entry + 20..entry + 24].copy_from_slice(&packed.to_le_bytes());
    zip[entry + 24..entry + 28].copy_from_slice(&unpacked.to_le_bytes());
    zip
}

#[test]
fn u01_bombs_are_refused_by_what_they_say() {
    let document = || zip(&[TYPES, ("word/document.xml", b"x"), ("word/big.xml", &[b'x'; 1000])], 0);
    let refused = Err(Refusal::Bomb { media: Media::Docx });
    assert_eq!(look(&document(), "a.docx", &[]), Ok(Media::Docx));
    // 97 KB that become 100 MB, and a ratio that is small but too much of it.
    assert_eq!(look(&with_sizes(document(), 1000, 100 << 20), "a.docx", &[]), refused);
    assert_eq!(look(&with_sizes(document(), 1000, 300 << 20), "a.docx", &[]), refused);
    assert_eq!(look(&with_sizes(document(), 1000, u32::MAX), "a.docx", &[]), refused);
    // A page of one word a thousand times is no bomb.
    assert_eq!(look(&with_sizes(document(), 1000, 1 << 20), "a.docx", &[]), Ok(Media::Docx));
}

#[test]
fn u01_large_sizes_stand_in_the_extra_field() {
    let extra = |unpacked: u64| {
        let mut bytes = zip(&[TYPES, ("word/document.xml", b"x")], 0);
        let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
        bytes[entry + 24..entry + 28].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes[entry + 30..entry + 32].copy_from_slice(&12_u16.to_le_bytes());
        let field = [&1_u16.to_le_bytes()[..], &8_u16.to_le_bytes(), &unpacked.to_le_bytes()].concat();
        let at = entry + 46 + "word/document.xml".len();
        bytes.splice(at..at, field);
        let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
        let length = u32::from_le_bytes(bytes[end + 12..end + 16].try_into().unwrap()) + 12;
        bytes[end + 12..end + 16].copy_from_slice(&length.to_le_bytes());
        look(&bytes, "a.docx", &[])
    };
    assert_eq!(extra(5), Ok(Media::Docx));
    assert_eq!(extra(1 << 40), Err(Refusal::Bomb { media: Media::Docx }));
}

#[test]
fn u02_overlaps_nests_and_too_many_entries() {
    let refused = Err(Refusal::Bomb { media: Media::Docx });
    let three = [TYPES, ("word/document.xml", &b"xxxx"[..]), ("word/a.xml", b"yyyy")];
    // The second entry reaches into the third.
    let mut overlapping = zip(&three, 0);
    let entry = overlapping.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let second = entry + 46 + TYPES.0.len();
    overlapping[second + 20..second + 24].copy_from_slice(&400_u32.to_le_bytes());
    assert_eq!(look(&overlapping, "a.docx", &[]), refused);
    // Both are in the same place.
    let mut same = zip(&three, 0);
    let first_place: Vec<u8> = same[second + 42..second + 46].to_vec();
    let third = second + 46 + "word/document.xml".len();
    same[third + 42..third + 46].copy_from_slice(&first_place);
    assert_eq!(look(&same, "a.docx", &[]), refused);
    for name in ["word/a.zip", "word/embeddings/b.7Z", "x.tar.gz"] {
        assert_eq!(
            look(&zip(&[TYPES, ("word/document.xml", b"x"), (name, b"y")], 0), "a.docx", &[]),
            refused,
            "{name}"
        );
    }
    let chart = zip(&[TYPES, ("word/document.xml", b"x"), ("word/embeddings/Sheet1.xlsx", b"y")], 0);
    assert_eq!(look(&chart, "a.docx", &[]), Ok(Media::Docx));
    let names: Vec<String> = (0..10_001).map(|number| format!("word/{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(look(&zip(&many, 0), "a.docx", &[]).is_err());
}

#[test]
fn u05_u06_u31_what_is_not_on_the_list_is_refused() {
    assert_eq!(found(b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1miaf", "a.avif"), "image/avif");
    assert_eq!(found(b"GIF89a/*\x01\0\x01\0*/=1;alert(1)", "a.gif"), "image/gif");
    assert_eq!(
        found(
            b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "a.svg"
        ),
        "text/xml"
    );
    assert_eq!(found(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "a.bmp"), "image/bmp");
    // A JPEG of four colours, as print shops send it, and a WebP that moves are of types on the list.
    let mut print_shop = jpeg(640, 480);
    print_shop.extend(b"\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0");
    assert_eq!(look(&print_shop, "a.jpg", &[]), Ok(Media::Jpeg));
    let moving = b"RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x09\0\0\x13\0\0ANIM";
    assert_eq!(look(moving, "a.webp", &[]), Ok(Media::Webp));
}

#[test]
fn u17_lists_of_films_are_no_films() {
    for list in [
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "#EXTM3U\nhttp://169.254.169.254/latest\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
    ] {
        assert!(matches!(look(list.as_bytes(), "a.mp4", &[]), Err(Refusal::NotAccepted { .. })), "{list}");
    }
}

#[test]
fn archives_that_are_no_documents() {
    assert_eq!(found(&zip(&[("a.txt", b"x")], 0), "a.docx"), "application/zip");
    assert_eq!(
        found(&zip(&[("mimetype", b"application/epub+zip")], 0), "a.odt"),
        "application/vnd.oasis.opendocument"
    );
    let macros = zip(&[TYPES, ("xl/workbook.xml", b"x"), ("xl/vbaProject.bin", b"x")], 0);
    assert_eq!(found(&macros, "a.xlsx"), "application/vnd.ms-office.macroEnabled");
    let whole = zip(&[TYPES, ("word/document.xml", b"x")], 0);
    for cut in 4..whole.len() {
        assert!(look(&whole[..cut], "a.docx", &[]).is_err(), "cut at {cut}");
    }
}

#[test]
fn tables_are_valid_text() {
    assert_eq!(look(b"a,b\n1,2\n", "t.csv", &[]), Ok(Media::Csv));
    assert_eq!(found(b"a,b\n1,2\n", "t.txt"), "text/plain");
    assert_eq!(found(b"a,b\n1,\x002\n", "t.csv"), "application/octet-stream");
    assert_eq!(found(b"a,b\n1,\xE92\n", "t.csv"), "application/octet-stream");
    assert_eq!(found(b"a,b\xC3", "t.csv"), "application/octet-stream");
    // Characters of several bytes may lie across the pieces that are read.
    for shift in 0..4 {
        let text = format!("{}{}", "a".repeat(shift), "é漢😀".repeat(20_000));
        assert_eq!(look(text.as_bytes(), "t.csv", &[]), Ok(Media::Csv));
    }
}
