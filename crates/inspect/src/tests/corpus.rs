//! Bytes of files, made here.

use std::io::{Cursor, Write as _};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Numbers that look random and are the same each time.
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Below `most`.
    pub(super) fn next(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.next(256)).unwrap()
    }
}

/// Something like a photo: a sky and a ground, things of all sizes before them, and grain.
pub(super) fn photo(seed: u64, width: u32, height: u32) -> RgbImage {
    let mut numbers = Numbers::new(seed);
    let mut colour = || [numbers.byte(), numbers.byte(), numbers.byte()];
    let (top, bottom) = (colour(), colour());
    let mut picture = RgbImage::from_fn(width, height, |_, y| {
        let mix = |channel: usize| {
            let mixed = u32::from(top[channel]) * (height - y) + u32::from(bottom[channel]) * y;
            u8::try_from(mixed / height).unwrap()
        };
        Rgb([mix(0), mix(1), mix(2)])
    });
    let mut numbers = Numbers::new(seed ^ 0xABCD);
    for thing in 0..50 {
        // Large ones first, small ones before them.
        let most = width.min(height) / (2 + thing / 4);
        let (half_width, half_height) = (2 + numbers.next(most), 2 + numbers.next(most));
        let (x, y) = (numbers.next(width), numbers.next(height));
        let (colour, is_round) =
            (Rgb([numbers.byte(), numbers.byte(), numbers.byte()]), numbers.next(2) == 0);
        for py in y.saturating_sub(half_height)..(y + half_height).min(height) {
            for px in x.saturating_sub(half_width)..(x + half_width).min(width) {
                let (dx, dy) = (u64::from(px.abs_diff(x)), u64::from(py.abs_diff(y)));
                let (a, b) = (u64::from(half_width), u64::from(half_height));
                if !is_round || dx * dx * b * b + dy * dy * a * a <= a * a * b * b {
                    picture.put_pixel(px, py, colour);
                }
            }
        }
    }
    for pixel in picture.pixels_mut() {
        let grain = numbers.byte() / 16;
        pixel.0 = pixel.0.map(|part| part.saturating_add(grain));
    }
    picture
}

/// Something like a scanned letter: rows of dark strokes on white.
pub(super) fn letter(seed: u64, width: u32, height: u32) -> RgbImage {
    let mut numbers = Numbers::new(seed);
    let mut picture = RgbImage::from_pixel(width, height, Rgb([250, 250, 248]));
    let row = height / 40;
    for line in 3..36 {
        if numbers.next(6) == 0 {
            continue;
        }
        let end = width * (50 + numbers.next(40)) / 100;
        let mut x = width / 10;
        while x < end {
            let word = width / 60 + numbers.next(width / 16);
            for py in line * row..line * row + row / 2 {
                for px in (x..(x + word).min(end)).filter(|px| (px / 2 + py) % 3 != 0) {
                    picture.put_pixel(px, py, Rgb([30, 30, 35]));
                }
            }
            x += word + width / 80;
        }
    }
    picture
}

pub(super) fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    bytes
}

pub(super) fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A value of an Exif field.
pub(super) enum Field<'a> {
    Text(&'a str),
    Short(u16),
    Rationals(&'a [(u32, u32)]),
    Bytes(&'a [u8]),
}

/// An Exif block: fields of the picture, of the camera, of the place, each with its tag in rising order.
pub(super) fn exif(
    picture: &[(u16, Field<'_>)],
    camera: &[(u16, Field<'_>)],
    place: &[(u16, Field<'_>)],
) -> Vec<u8> {
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    fn entry(value: &Field<'_>) -> (u16, usize, Vec<u8>) {
        match value {
            Field::Text(text) => (2, text.len() + 1, [text.as_bytes(), b"\0"].concat()),
            Field::Short(number) => (3, 1, number.to_le_bytes().to_vec()),
            Field::Rationals(all) => {
                let bytes =
                    all.iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()].concat()).collect();
                (5, all.len(), bytes)
            }
            Field::Bytes(bytes) => (7, bytes.len(), bytes.to_vec()),
        }
    }
    let directory = |at: usize, fields: &[(u16, Field<'_>)], links: &[(u16, usize)]| {
        let count = fields.len() + links.len();
        let (mut head, mut data) = (short(count).to_vec(), Vec::new());
        let data_at = at + 2 + count * 12 + 4;
        for (tag, value) in fields {
            let (kind, count, bytes) = entry(value);
            head.extend(tag.to_le_bytes());
            head.extend(kind.to_le_bytes());
            head.extend(long(count));
            if bytes.len() <= 4 {
                head.extend(&bytes);
                head.extend(vec![0; 4 - bytes.len()]);
            } else {
                head.extend(long(data_at + data.len()));
                data.extend(bytes);
                data.extend(vec![0; data.len() % 2]);
            }
        }
        for (tag, target) in links {
            head.extend(tag.to_le_bytes());
            head.extend(4_u16.to_le_bytes());
            head.extend(long(1));
            head.extend(long(*target));
        }
        head.extend([0; 4]);
        [head, data].concat()
    };
    let length = directory(8, picture, &[(0, 0), (0, 0)]).len();
    let camera_at = 8 + length;
    let camera = directory(camera_at, camera, &[]);
    let place_at = camera_at + camera.len();
    let place = directory(place_at, place, &[]);
    let picture = directory(8, picture, &[(0x8769, camera_at), (0x8825, place_at)]);
    [b"Exif\0\0II\x2A\0\x08\0\0\0".to_vec(), picture, camera, place].concat()
}

/// The JPEG with one more segment behind its beginning.
pub(super) fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// A chunk of a PNG, with its checksum.
pub(super) fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let mut sum = u32::MAX;
    for byte in &body {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    // Behind the header chunk.
    [&png[..33], &length, &body, &(!sum).to_be_bytes(), &png[33..]].concat()
}

/// A PDF of these objects, numbered from 1, of which the first is the catalogue.
pub(super) fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n")
            .into_bytes(),
    );
    bytes
}

/// Objects of a PDF with these pages, each a line of text; `catalogue` and `page` are added to their dictionaries.
pub(super) fn pages(lines: &[&str], catalogue: &str, page: &str) -> Vec<String> {
    let kids: String = (0..lines.len()).map(|number| format!("{} 0 R ", 4 + number * 2)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", lines.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (number, line) in lines.iter().enumerate() {
        let content = format!("BT /F1 18 Tf 50 700 Td ({line}) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> {page} >>",
            5 + number * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects
}

/// A ZIP file.
pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        let method =
            if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;

/// A text document with this body.
pub(super) fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let entries = [("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())];
    zip(&[&entries[..], more].concat())
}

/// A workbook whose second sheet has these rows.
pub(super) fn xlsx(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Kosong" sheetId="1" r:id="rId1"/><sheet name="Daftar Informasi" sheetId="2" r:id="rId2"/></sheets></workbook>"#
    );
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{LINKS}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#
    );
    let root = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let empty = format!(r#"<worksheet xmlns="{MAIN}"><sheetData/></worksheet>"#);
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    let entries = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", empty.as_bytes()),
        ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
    ];
    zip(&[&entries[..], more].concat())
}

/// A box of an MP4.
pub(crate) fn mp4_box(name: &[u8; 4], inner: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inner.len() + 8).unwrap().to_be_bytes();
    [&length[..], name, inner].concat()
}

/// An MP4 that says all that one says, without a film in it.
pub(super) fn mp4(codec: &[u8; 4], seconds: u32, starts_early: bool) -> Vec<u8> {
    let u32s = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    let mvhd = mp4_box(b"mvhd", &[u32s(&[0, 0, 0, 1000, seconds * 1000]), vec![0; 80]].concat());
    let tkhd = mp4_box(b"tkhd", &[vec![0; 76], u32s(&[1920 << 16, 1080 << 16])].concat());
    let hdlr = mp4_box(b"hdlr", &[&[0; 8], &b"vide"[..], &[0; 13]].concat());
    let stsd = mp4_box(b"stsd", &[u32s(&[0, 1]), mp4_box(codec, &[0; 78])].concat());
    let media = [hdlr, mp4_box(b"minf", &mp4_box(b"stbl", &stsd))].concat();
    let moov =
        mp4_box(b"moov", &[mvhd, mp4_box(b"trak", &[tkhd, mp4_box(b"mdia", &media)].concat())].concat());
    let (ftyp, mdat) = (mp4_box(b"ftyp", b"isom\0\0\0\0isommp42"), mp4_box(b"mdat", &[0; 100]));
    if starts_early { [ftyp, moov, mdat].concat() } else { [ftyp, mdat, moov].concat() }
}
