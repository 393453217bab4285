//! Width and height from the header of a picture, without decoding it.

use std::io::{self, Read, Seek, SeekFrom};

use super::InspectError;
use crate::{Media, Refusal};

/// Width and height in pixels; `None` for types that this does not read.
pub(super) fn dimensions<F: Read + Seek>(
    file: &mut F,
    media: Media,
) -> Result<Option<(u32, u32)>, InspectError> {
    file.seek(SeekFrom::Start(0))?;
    let result = match media {
        Media::Png => png(file),
        Media::Jpeg => jpeg(file),
        Media::Webp => webp(file),
        _ => return Ok(None),
    };
    match result {
        Ok(Some(size)) => Ok(Some(size)),
        Ok(None) => Err(Refusal::Broken { media }.into()),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Refusal::Broken { media }.into()),
        Err(error) => Err(error.into()),
    }
}

fn take<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// PNG, third edition, 11.2.1: IHDR is the first chunk.
fn png(file: &mut impl Read) -> io::Result<Option<(u32, u32)>> {
    let start: [u8; 16] = take(file)?;
    if &start[12..] != b"IHDR" {
        return Ok(None);
    }
    let width = u32::from_be_bytes(take(file)?);
    let height = u32::from_be_bytes(take(file)?);
    Ok(Some((width, height)))
}

/// ITU-T T.81, B.1.1: segments up to the first start-of-frame. Segments are skipped, not read.
fn jpeg<F: Read + Seek>(file: &mut F) -> io::Result<Option<(u32, u32)>> {
    // The largest number of segments before the frame in real files is far below this.
    const MAX_SEGMENTS: usize = 10_000;
    file.seek(SeekFrom::Start(2))?;
    for _ in 0..MAX_SEGMENTS {
        let [mark, mut code]: [u8; 2] = take(file)?;
        if mark != 0xFF {
            return Ok(None);
        }
        // Any number of fill bytes may stand before the code.
        while code == 0xFF {
            [code] = take(file)?;
        }
        match code {
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => continue,
            // The picture data or the end before any frame.
            0x00 | 0xD9 | 0xDA => return Ok(None),
            _ => {}
        }
        let length = u16::from_be_bytes(take(file)?);
        let is_frame = matches!(code, 0xC0..=0xCF) && !matches!(code, 0xC4 | 0xC8 | 0xCC);
        if is_frame {
            let [_precision]: [u8; 1] = take(file)?;
            let height = u16::from_be_bytes(take(file)?);
            let width = u16::from_be_bytes(take(file)?);
            return Ok(Some((width.into(), height.into())));
        }
        if length < 2 {
            return Ok(None);
        }
        file.seek(SeekFrom::Current(i64::from(length) - 2))?;
    }
    Ok(None)
}

/// RFC 9649: the first chunk is `VP8 `, `VP8L` or `VP8X`, and each says the size in its own way.
fn webp(file: &mut impl Read) -> io::Result<Option<(u32, u32)>> {
    let header: [u8; 20] = take(file)?;
    let data: [u8; 10] = take(file)?;
    let u24 = |bytes: &[u8]| u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16;
    let u14 = |bytes: &[u8]| (u32::from(bytes[0]) | u32::from(bytes[1]) << 8) & 0x3FFF;
    Ok(match &header[12..16] {
        b"VP8 " if data[3..6] == [0x9D, 0x01, 0x2A] => Some((u14(&data[6..]), u14(&data[8..]))),
        b"VP8L" if data[0] == 0x2F => {
            let bits = u32::from_le_bytes([data[1], data[2], data[3], data[4]]);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        b"VP8X" => Some((u24(&data[4..]) + 1, u24(&data[7..]) + 1)),
        _ => None,
    })
}
