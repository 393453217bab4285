//! The parts of a picture file beside its pixels: texts about its making, and how many scans it has.

use files::Media;

/// Scans of a JPEG beyond which it is not decoded. Cameras write one, programs about ten.
pub(super) const MOST_SCANS: usize = 100;
/// Longest text that is kept.
const TEXT: usize = 256 << 10;
/// Most parts that are looked at.
const PARTS: usize = 20_000;

/// What stands in a picture file beside its pixels.
#[derive(Debug, Default)]
pub(super) struct Segments {
    /// Text about the picture's making in Adobe's XMP, as it is.
    pub(super) xmp: String,
    /// Keys and values of the texts in a PNG.
    pub(super) texts: Vec<(String, String)>,
    /// Scans of a JPEG.
    pub(super) scans: usize,
}

impl Segments {
    /// Texts of a PNG under this key.
    pub(super) fn text_of(&self, key: &'static str) -> impl Iterator<Item = &str> {
        self.texts.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

pub(super) fn read(media: Media, bytes: &[u8]) -> Segments {
    let mut found = Segments::default();
    match media {
        Media::Jpeg => jpeg(bytes, &mut found),
        Media::Png => png(bytes, &mut found),
        Media::Webp => webp(bytes, &mut found),
        _ => {}
    }
    found
}

fn keep(into: &mut String, bytes: &[u8]) {
    let left = TEXT.saturating_sub(into.len());
    into.push_str(&String::from_utf8_lossy(&bytes[..bytes.len().min(left)]));
}

/// ITU-T T.81, B.1: segments, and between the scans data in which FF stands only before 00 or a restart.
fn jpeg(bytes: &[u8], found: &mut Segments) {
    const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
    let mut at = 2;
    for _ in 0..PARTS {
        let Some(next) = bytes.get(at..).and_then(|rest| rest.windows(2).position(is_marker)) else { return };
        at += next;
        let code = bytes[at + 1];
        if code == 0xD9 {
            return;
        }
        let Some(length) = bytes.get(at + 2..at + 4) else { return };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let Some(segment) = bytes.get(at + 4..at + 2 + length) else { return };
        match code {
            0xDA => found.scans += 1,
            0xE1 => {
                if let Some(text) = segment.strip_prefix(XMP) {
                    keep(&mut found.xmp, text);
                }
            }
            _ => {}
        }
        at += 2 + length;
    }
    // More parts than any picture has: whatever they are, they are too many.
    found.scans = found.scans.max(MOST_SCANS + 1);
}

/// Whether two bytes are a marker with a segment, or the end.
fn is_marker(two: &[u8]) -> bool {
    two[0] == 0xFF && !matches!(two[1], 0x00 | 0x01 | 0xD0..=0xD8 | 0xFF)
}

/// PNG, third edition, 5.3 and 11.3.3: chunks of texts. Compressed ones are left closed.
fn png(bytes: &[u8], found: &mut Segments) {
    let mut at = 8;
    for _ in 0..PARTS {
        let Some(head) = bytes.get(at..at + 8) else { return };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let Some(end) = usize::try_from(length).ok().and_then(|length| (at + 8).checked_add(length)) else {
            return;
        };
        let Some(data) = bytes.get(at + 8..end) else { return };
        let cut = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
        let (key, value) = (&data[..cut], data.get(cut + 1..).unwrap_or_default());
        match &head[4..8] {
            b"tEXt" => note(found, key, value),
            b"iTXt" if value.first() == Some(&0) => {
                // Two flags, then language and translated key, each ending with nought.
                let text = value.splitn(4, |byte| *byte == 0).nth(3).unwrap_or_default();
                let text = text.splitn(2, |byte| *byte == 0).nth(1).unwrap_or(text);
                if key == b"XML:com.adobe.xmp" {
                    keep(&mut found.xmp, text);
                } else {
                    note(found, key, text);
                }
            }
            b"IEND" => return,
            _ => {}
        }
        at = end + 4;
    }
}

fn note(found: &mut Segments, key: &[u8], value: &[u8]) {
    const TEXTS: usize = 50;
    if found.texts.len() < TEXTS {
        let short = |bytes: &[u8]| String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
        found.texts.push((short(key), short(value)));
    }
}

/// RFC 9649, 2.7: chunks of even length.
fn webp(bytes: &[u8], found: &mut Segments) {
    let mut at = 12;
    for _ in 0..PARTS {
        let Some(head) = bytes.get(at..at + 8) else { return };
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let Some(end) = usize::try_from(length).ok().and_then(|length| (at + 8).checked_add(length)) else {
            return;
        };
        let Some(data) = bytes.get(at + 8..end) else { return };
        if &head[..4] == b"XMP " {
            keep(&mut found.xmp, data);
        }
        at = end + (end & 1);
    }
}
