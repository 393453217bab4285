//! MP4: boxes (ISO/IEC 14496-12). Only those that say what the film is are read; the film itself is skipped.

use std::io::{Read, Seek, SeekFrom};

use domain::facts::VideoFacts;

use crate::fault::Fault;

/// Boxes at the top that are looked at; films in pieces have two for each.
const BOXES: usize = 200_000;
/// Profiles of H.264 that browsers play: baseline, main and high. Cameras for studios write others, with more colours.
const PROFILES: [u8; 3] = [66, 77, 100];
/// Largest table of contents.
const TABLE: u64 = 64 << 20;

pub(super) fn read<F: Read + Seek>(file: &mut F) -> Result<VideoFacts, Fault> {
    let size = file.seek(SeekFrom::End(0))?;
    let (mut at, mut film_at, mut table) = (0_u64, None, None);
    for _ in 0..BOXES {
        if at + 8 > size || table.is_some() && film_at.is_some() {
            break;
        }
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0; 16];
        file.by_ref().read_exact(&mut head[..8])?;
        let (length, header) = match u32::from_be_bytes([head[0], head[1], head[2], head[3]]) {
            // To the end of the file.
            0 => (size - at, 8),
            1 => {
                file.read_exact(&mut head[8..])?;
                (
                    u64::from_be_bytes([
                        head[8], head[9], head[10], head[11], head[12], head[13], head[14], head[15],
                    ]),
                    16,
                )
            }
            short => (u64::from(short), 8),
        };
        if length < header || length > size - at {
            return Err(Fault::Broken);
        }
        match &head[4..8] {
            b"mdat" if film_at.is_none() => film_at = Some(at),
            b"moov" if table.is_none() => {
                if length > TABLE {
                    return Err(Fault::TooCostly);
                }
                let mut bytes = Vec::new();
                file.take(length - header).read_to_end(&mut bytes)?;
                table = Some((at, bytes));
            }
            _ => {}
        }
        at += length;
    }
    let (table_at, bytes) = table.ok_or(Fault::Broken)?;
    let mut facts = contents(&bytes)?;
    facts.starts_early = film_at.is_none_or(|film| table_at < film);
    Ok(facts)
}

/// The boxes within one, as far as they hold together.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    const MOST: usize = 10_000;
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (head, _) = rest.split_first_chunk::<8>()?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let length = if length == 0 { rest.len() } else { usize::try_from(length).ok()? };
        let inner = rest.get(8..length)?;
        let (_, name) = rest.split_first_chunk::<4>()?;
        let (name, _) = name.split_first_chunk::<4>()?;
        rest = &rest[length..];
        Some((name, inner))
    })
    .take(MOST)
}

fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(found, _)| *found == name).map(|(_, inner)| inner)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_be_bytes(*four))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|eight| u64::from_be_bytes(*eight))
}

fn contents(moov: &[u8]) -> Result<VideoFacts, Fault> {
    let mut facts = VideoFacts::default();
    let head = find(moov, b"mvhd").ok_or(Fault::Broken)?;
    facts.milliseconds = length(head, moov).unwrap_or(0);
    let (mut sound_plays, mut picture_plays) = (true, true);
    for (_, track) in boxes(moov).filter(|(name, _)| *name == b"trak") {
        let Some(media) = find(track, b"mdia") else { continue };
        let kind = find(media, b"hdlr").and_then(|handler| handler.get(8..12)).unwrap_or_default();
        let codec = codec(media).unwrap_or_default();
        match kind {
            b"vide" if facts.codec.is_empty() => {
                let size =
                    find(track, b"tkhd").and_then(|head| head.len().checked_sub(8).map(|at| (head, at)));
                if let Some((head, at)) = size {
                    // Numbers of 16 and 16 bits; the whole part counts.
                    facts.width = u32_at(head, at).unwrap_or(0) >> 16;
                    facts.height = u32_at(head, at + 4).unwrap_or(0) >> 16;
                }
                facts.codec = codec;
                picture_plays = profile(media).is_none_or(|profile| PROFILES.contains(&profile));
            }
            b"soun" => sound_plays &= matches!(codec.as_str(), "mp4a" | "Opus" | ".mp3" | "fLaC"),
            _ => {}
        }
    }
    if facts.codec.is_empty() {
        return Err(Fault::Broken);
    }
    facts.tells_place = tells_place(moov);
    facts.plays =
        sound_plays && picture_plays && matches!(facts.codec.as_str(), "avc1" | "avc3" | "vp09" | "av01");
    Ok(facts)
}

/// Whether it says where it was filmed: `©xyz` (ISO 6709, as most telephones write), `loci` (3GPP TS 26.244, 8.3), or the key of
/// `QuickTime` for a place, of the film or of a track.
fn tells_place(moov: &[u8]) -> bool {
    const KEY: &[u8] = b"location.ISO6709";
    let has_key = |meta: &[u8]| meta.windows(KEY.len()).any(|part| part == KEY);
    let in_user_data = |data: &[u8]| {
        boxes(data).any(|(name, inner)| match name {
            b"\xA9xyz" | b"loci" => true,
            b"meta" => has_key(inner),
            _ => false,
        })
    };
    let in_one = |inner: &[u8]| {
        boxes(inner).any(|(name, inner)| match name {
            b"udta" => in_user_data(inner),
            b"meta" => has_key(inner),
            _ => false,
        })
    };
    in_one(moov) || boxes(moov).any(|(name, track)| name == b"trak" && in_one(track))
}

/// Milliseconds; films in pieces say their length in `mehd`, if at all.
fn length(mvhd: &[u8], moov: &[u8]) -> Option<u64> {
    let (scale, length) = match mvhd.first()? {
        1 => (u32_at(mvhd, 20)?, u64_at(mvhd, 24)?),
        _ => (u32_at(mvhd, 12)?, u64::from(u32_at(mvhd, 16)?)),
    };
    let length = if length == 0 {
        let head = find(find(moov, b"mvex")?, b"mehd")?;
        if head.first() == Some(&1) { u64_at(head, 4)? } else { u32_at(head, 4)?.into() }
    } else {
        length
    };
    length.checked_mul(1000)?.checked_div(scale.into())
}

/// Profile of H.264 of the first sample description of a track, where it is one (ISO/IEC 14496-15, 5.3.3.1.2).
fn profile(media: &[u8]) -> Option<u8> {
    /// The fields of a description of pictures, before its boxes.
    const FIELDS: usize = 86;
    let table = find(find(find(media, b"minf")?, b"stbl")?, b"stsd")?;
    let length = usize::try_from(u32_at(table, 8)?).ok()?;
    let boxes = table.get(8..)?.get(FIELDS..length)?;
    find(boxes, b"avcC")?.get(1).copied()
}

/// Name of the first sample description of a track.
fn codec(media: &[u8]) -> Option<String> {
    let table = find(find(find(media, b"minf")?, b"stbl")?, b"stsd")?;
    let name = table.get(12..16)?;
    let is_name = name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    is_name.then(|| String::from_utf8_lossy(name).into_owned())
}
