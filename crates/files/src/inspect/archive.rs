//! Which Office document a ZIP file is, from its directory alone (PKWARE APPNOTE 4.3); nothing is inflated.

use std::io::{self, Read, Seek, SeekFrom};

use super::InspectError;
use crate::{Media, Refusal};

/// Most entries of an Office document.
const MAX_ENTRIES: usize = 10_000;
/// Largest directory read.
const MAX_DIRECTORY: u64 = 4 << 20;

/// Most bytes of all entries, unpacked, as they say themselves.
const MAX_UNPACKED: u64 = 256 << 20;
/// Bytes from which on the ratio counts: small texts may shrink to next to nothing.
const SMALL: u64 = 16 << 20;
/// How many times larger than packed an entry may be.
const MAX_RATIO: u64 = 200;

struct Entry {
    name: String,
    is_locked: bool,
    is_stored: bool,
    offset: u64,
    packed: u64,
    unpacked: u64,
}

/// The document type of a file that begins with a ZIP entry.
pub(super) fn office_type<F: Read + Seek>(file: &mut F) -> Result<Media, InspectError> {
    let not_accepted = |found: &str| InspectError::from(Refusal::NotAccepted { found: found.to_owned() });
    let entries = match directory(file) {
        Ok(Some(entries)) => entries,
        Ok(None) => return Err(not_accepted("application/zip")),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(not_accepted("application/zip"));
        }
        Err(error) => return Err(error.into()),
    };
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let media = if has("[Content_Types].xml") {
        if entries.iter().any(|entry| entry.name.ends_with("vbaProject.bin")) {
            return Err(not_accepted("application/vnd.ms-office.macroEnabled"));
        }
        let holds = |folder: &str| {
            entries.iter().any(|entry| {
                entry.name.strip_prefix(folder).is_some_and(|rest| rest.strip_suffix(".xml").is_some())
            })
        };
        if has("xl/workbook.xml") {
            Media::Xlsx
        } else if holds("word/document") {
            Media::Docx
        } else {
            return Err(not_accepted("application/zip"));
        }
    } else {
        // OpenDocument 1.3 part 2, 3.3: the first entry is `mimetype`, stored as it is.
        let declared = match entries.first() {
            Some(first) if first.name == "mimetype" && first.is_stored => stored_text(file, first)?,
            _ => return Err(not_accepted("application/zip")),
        };
        match declared.as_str() {
            "application/vnd.oasis.opendocument.text" => Media::Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => Media::Ods,
            _ => return Err(not_accepted("application/vnd.oasis.opendocument")),
        }
    };
    if entries.iter().any(|entry| entry.is_locked) {
        return Err(Refusal::Locked { media: Some(media) }.into());
    }
    if is_bomb(&entries) {
        return Err(Refusal::Bomb { media }.into());
    }
    Ok(media)
}

/// Whether it says of itself that it unpacks to far more than a document needs, whether entries share bytes (the trick of
/// bombs that are small and honest about their sizes), or whether it carries archives for no purpose. What it does not say
/// is found when it is unpacked, by the worker that looks inside.
fn is_bomb(entries: &[Entry]) -> bool {
    let mut total = 0_u64;
    for entry in entries {
        total = total.saturating_add(entry.unpacked);
        if total > MAX_UNPACKED || entry.unpacked > SMALL.max(entry.packed.saturating_mul(MAX_RATIO)) {
            return true;
        }
    }
    let mut places: Vec<(u64, u64)> = entries.iter().map(|entry| (entry.offset, entry.packed)).collect();
    places.sort_unstable();
    // Between the places of two entries there is at least the header of the first and its packed bytes.
    let overlap = places.windows(2).any(|two| two[0].0.saturating_add(30 + two[0].1) > two[1].0);
    overlap || entries.iter().any(|entry| is_nested(&entry.name))
}

/// Whether an entry is an archive that no document has within it. Documents within documents (the table behind a chart) are
/// ordinary.
fn is_nested(name: &str) -> bool {
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    ["zip", "jar", "7z", "rar", "gz", "tgz", "xz", "bz2", "zst", "tar"]
        .iter()
        .any(|archive| suffix.eq_ignore_ascii_case(archive))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The entries of the central directory; `None` when it is not there, too long, or does not hold together.
fn directory<F: Read + Seek>(file: &mut F) -> io::Result<Option<Vec<Entry>>> {
    // The end record is 22 bytes and a comment of up to 65,535.
    let size = file.seek(SeekFrom::End(0))?;
    let tail_at = size.saturating_sub(22 + 65_535);
    file.seek(SeekFrom::Start(tail_at))?;
    let mut tail = Vec::new();
    file.by_ref().take(22 + 65_535).read_to_end(&mut tail)?;
    let Some(end) = tail.windows(4).rposition(|four| four == b"PK\x05\x06") else { return Ok(None) };
    let end = &tail[end..];
    let count = usize::from(u16_at(end, 10));
    let (length, offset) = (u64::from(u32_at(end, 12)), u64::from(u32_at(end, 16)));
    if end.len() < 22 || count > MAX_ENTRIES || length > MAX_DIRECTORY || offset + length > size {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    let mut entries = Vec::with_capacity(count);
    let mut rest = bytes.as_slice();
    for _ in 0..count {
        if rest.len() < 46 || !rest.starts_with(b"PK\x01\x02") {
            return Ok(None);
        }
        let name_length = usize::from(u16_at(rest, 28));
        let entry_length = 46 + name_length + usize::from(u16_at(rest, 30)) + usize::from(u16_at(rest, 32));
        let (Some(name), Some(behind)) = (rest.get(46..46 + name_length), rest.get(entry_length..)) else {
            return Ok(None);
        };
        let extra = rest.get(46 + name_length..entry_length).unwrap_or_default();
        let [unpacked, packed, offset] = sizes(rest, extra);
        entries.push(Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            is_locked: u16_at(rest, 8) & 1 == 1,
            is_stored: u16_at(rest, 10) == 0,
            offset,
            packed,
            unpacked,
        });
        rest = behind;
    }
    Ok(Some(entries))
}

/// Unpacked and packed size and place of an entry; those that do not fit stand in the extra field (APPNOTE 4.5.3).
fn sizes(entry: &[u8], extra: &[u8]) -> [u64; 3] {
    const ZIP64: u16 = 1;
    let mut large = &[][..];
    let mut rest = extra;
    while rest.len() >= 4 {
        let length = usize::from(u16_at(rest, 2));
        let data = rest.get(4..4 + length).unwrap_or_default();
        if u16_at(rest, 0) == ZIP64 {
            large = data;
        }
        rest = rest.get(4 + length..).unwrap_or_default();
    }
    let mut large = large
        .chunks_exact(8)
        .map(|eight| eight.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)));
    [24, 20, 42].map(|at| match u32_at(entry, at) {
        // Without the extra field it is as large as it says.
        u32::MAX => large.next().unwrap_or(u64::from(u32::MAX)),
        small => small.into(),
    })
}

/// The text of a short entry that is stored without compression.
fn stored_text<F: Read + Seek>(file: &mut F, entry: &Entry) -> io::Result<String> {
    file.seek(SeekFrom::Start(entry.offset))?;
    let mut header = [0; 30];
    file.read_exact(&mut header)?;
    let skip = i64::from(u16_at(&header, 26)) + i64::from(u16_at(&header, 28));
    file.seek(SeekFrom::Current(skip))?;
    let mut text = String::new();
    let length = u64::from(u32_at(&header, 22)).min(100);
    match file.by_ref().take(length).read_to_string(&mut text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(String::new()),
        Err(error) => Err(error),
    }
}
