//! Containers of films that browsers do not open, told by their first bytes alone.

use crate::Media;

/// The first 16 bytes of an ASF header object (Microsoft, *Advanced Systems Format*, 10.1).
const ASF: &[u8] = b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C";
/// The first bytes of an EBML header (RFC 8794, 11.2.1).
const EBML: &[u8] = b"\x1A\x45\xDF\xA3";
/// So much of an EBML header is looked through for its type.
const EBML_HEAD: usize = 256;
/// Bytes of a packet of a transport stream (ISO/IEC 13818-1), and with the time that camcorders put before each.
const PACKETS: [(usize, usize); 2] = [(188, 0), (192, 4)];
/// So many packets in a row begin with their mark.
const MARKS: usize = 5;

/// The container; nothing for what browsers may open (MP4, `WebM`) and for everything that is no film.
pub(super) fn container(head: &[u8]) -> Option<Media> {
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ") {
        return Some(Media::Avi);
    }
    if head.starts_with(ASF) {
        return Some(Media::Wmv);
    }
    if head.starts_with(EBML) && is_matroska(head) {
        return Some(Media::Mkv);
    }
    // A pack header (ISO/IEC 13818-1, 2.5.3.3), with the marks of MPEG-2 or MPEG-1 behind it.
    let mark = head.get(4).copied().unwrap_or_default();
    if head.starts_with(b"\0\0\x01\xBA") && (mark >> 6 == 0b01 || mark >> 4 == 0b0010) {
        return Some(Media::Mpg);
    }
    if is_quick_time(head) {
        return Some(Media::Mov);
    }
    let is_stream = |(length, before): (usize, usize)| {
        (0..MARKS).all(|packet| head.get(packet * length + before) == Some(&0x47))
    };
    PACKETS.into_iter().any(is_stream).then_some(Media::Mts)
}

fn is_matroska(head: &[u8]) -> bool {
    head[..head.len().min(EBML_HEAD)].windows(11).any(|window| window == b"\x42\x82\x88matroska")
}

/// The types of file that phones and `QuickTime` write, and files of before there were types, which begin with one of these
/// boxes.
fn is_quick_time(head: &[u8]) -> bool {
    match head.get(4..8) {
        Some(b"ftyp") => {
            let brand = head.get(8..12).unwrap_or_default();
            brand == b"qt  " || brand.starts_with(b"3g") || brand.starts_with(b"mqt ")
        }
        Some(b"moov" | b"mdat" | b"wide" | b"pnot") => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{ASF, container};
    use crate::Media;

    fn packets(length: usize, before: usize) -> Vec<u8> {
        let mut bytes = vec![0; length * 6];
        for packet in 0..6 {
            bytes[packet * length + before] = 0x47;
        }
        bytes
    }

    #[test]
    fn containers_are_told_by_their_bytes() {
        for (bytes, expected) in [
            (b"RIFF\0\0\0\0AVI LIST".to_vec(), Some(Media::Avi)),
            (b"RIFF\0\0\0\0WAVEfmt ".to_vec(), None),
            ([ASF, &[0; 20]].concat(), Some(Media::Wmv)),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x88matroska\0".to_vec(), Some(Media::Mkv)),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm\0\0\0\0\0".to_vec(), None),
            (b"\0\0\x01\xBA\x44\0\x04\0".to_vec(), Some(Media::Mpg)),
            (b"\0\0\x01\xBA\x21\0\x01\0".to_vec(), Some(Media::Mpg)),
            (b"\0\0\x01\xBA\xFF\0\x01\0".to_vec(), None),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ".to_vec(), Some(Media::Mov)),
            (b"\0\0\0\x18ftyp3gp5\0\0\0\0".to_vec(), Some(Media::Mov)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0".to_vec(), None),
            (b"\0\0\0\x08wide\0\0\0\0mdat".to_vec(), Some(Media::Mov)),
            (packets(188, 0), Some(Media::Mts)),
            (packets(192, 4), Some(Media::Mts)),
            (packets(188, 1), None),
            (b"#EXTM3U\nhttp://169.254.169.254/\n".to_vec(), None),
            (b"ffconcat version 1.0\nfile /etc/passwd\n".to_vec(), None),
            (b"<?xml version=\"1.0\"?><MPD/>".to_vec(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(container(&bytes), expected, "{:?}", &bytes[..bytes.len().min(16)]);
        }
    }
}
