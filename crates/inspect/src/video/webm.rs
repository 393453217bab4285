//! `WebM`: elements of EBML (RFC 8794, RFC 9559). Read up to the film itself, which is skipped.

use std::io::{Read, Seek, SeekFrom};
use std::time::Duration;

use domain::facts::VideoFacts;

use crate::clean;
use crate::fault::Fault;

/// Elements that are looked at.
const ELEMENTS: usize = 100_000;
/// Largest element that is read whole.
const WHOLE: u64 = 4 << 20;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
const CLUSTER: u32 = 0x1F43_B675;

pub(super) fn read<F: Read + Seek>(file: &mut F) -> Result<VideoFacts, Fault> {
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut facts = VideoFacts::default();
    let (mut has_tracks, mut has_info) = (false, false);
    for _ in 0..ELEMENTS {
        if file.stream_position()? >= end || (has_tracks && has_info) {
            break;
        }
        let (id, size) = head(file)?;
        match id {
            // Its children follow.
            SEGMENT => {}
            INFO => {
                facts.milliseconds = length(&whole(file, size)?).unwrap_or(0);
                has_info = true;
            }
            TRACKS => {
                tracks(&whole(file, size)?, &mut facts);
                facts.starts_early = true;
                has_tracks = true;
            }
            // Recorders that do not know the size write the rest of the film here: nothing more is told behind it.
            CLUSTER if size.is_none() => break,
            // The header, padding, clusters of known size.
            _ => {
                let size = size.ok_or(Fault::Broken)?;
                let next = file.stream_position()?.checked_add(size).filter(|next| *next <= end);
                file.seek(SeekFrom::Start(next.ok_or(Fault::Broken)?))?;
            }
        }
    }
    if facts.codec.is_empty() {
        return Err(Fault::Broken);
    }
    facts.plays = matches!(facts.codec.as_str(), "V_VP8" | "V_VP9" | "V_AV1");
    Ok(facts)
}

/// Id and size of the next element; no size when it is not known.
fn head(file: &mut impl Read) -> Result<(u32, Option<u64>), Fault> {
    let (id, id_length) = number(file, false)?;
    let (size, length) = number(file, true)?;
    let id = u32::try_from(id).ok().filter(|_| id_length <= 4).ok_or(Fault::Broken)?;
    let unknown = (1_u64 << (7 * length)) - 1;
    Ok((id, (size != unknown).then_some(size)))
}

/// A number whose first byte says its length, with that mark or without it; and how many bytes it has.
fn number(file: &mut impl Read, without_mark: bool) -> Result<(u64, u32), Fault> {
    let mut first = [0];
    file.read_exact(&mut first)?;
    let length = first[0].leading_zeros() + 1;
    if length > 8 {
        return Err(Fault::Broken);
    }
    let start = if without_mark { u64::from(first[0]) & ((1 << (8 - length)) - 1) } else { first[0].into() };
    let mut value = start;
    for _ in 1..length {
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        value = value << 8 | u64::from(byte[0]);
    }
    Ok((value, length))
}

fn whole(file: &mut impl Read, size: Option<u64>) -> Result<Vec<u8>, Fault> {
    let size = size.filter(|size| *size <= WHOLE).ok_or(Fault::TooCostly)?;
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(Fault::Broken) }
}

/// The elements within one, as far as they hold together.
fn elements(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (id, size) = head(&mut rest).ok()?;
        let size = usize::try_from(size?).ok()?;
        let inner = rest.get(..size)?;
        rest = &rest[size..];
        Some((id, inner))
    })
}

fn find(bytes: &[u8], wanted: u32) -> Option<&[u8]> {
    elements(bytes).find(|(id, _)| *id == wanted).map(|(_, inner)| inner)
}

fn unsigned(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// Milliseconds: a broken number of ticks, and nanoseconds of a tick.
fn length(info: &[u8]) -> Option<u64> {
    let tick = find(info, 0x2A_D7B1).map_or(1_000_000, unsigned);
    let duration = find(info, 0x4489)?;
    let ticks = match duration.len() {
        4 => f64::from(f32::from_be_bytes(*duration.first_chunk()?)),
        8 => f64::from_be_bytes(*duration.first_chunk()?),
        _ => return None,
    };
    let tick = Duration::from_nanos(tick).as_secs_f64();
    let length = Duration::try_from_secs_f64(ticks * tick).ok()?;
    u64::try_from(length.as_millis()).ok()
}

fn tracks(bytes: &[u8], facts: &mut VideoFacts) {
    const VIDEO: u64 = 1;
    for (_, track) in elements(bytes).filter(|(id, _)| *id == 0xAE) {
        if find(track, 0x83).map(unsigned) != Some(VIDEO) || !facts.codec.is_empty() {
            continue;
        }
        let codec = find(track, 0x86).map(String::from_utf8_lossy).unwrap_or_default();
        facts.codec = clean::line(&codec, 40).unwrap_or_default();
        let size = |id| {
            let number = find(track, 0xE0).and_then(|video| find(video, id)).map_or(0, unsigned);
            u32::try_from(number).unwrap_or(0)
        };
        (facts.width, facts.height) = (size(0xB0), size(0xBA));
    }
}
