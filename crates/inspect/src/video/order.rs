//! The table of contents of an MP4 brought before its film (ISO/IEC 14496-12, 8.1.1), so that a browser plays the film before
//! it has come whole. The film itself is copied as it is; what changes in the table are the places of its chunks.

use std::io::{Read, Seek, SeekFrom, Write};

use crate::fault::Fault;

/// Largest table that is moved: all of it is in memory.
const TABLE: u64 = 16 << 20;
/// Most boxes at the top, and most within one.
const BOXES: usize = 10_000;
/// Boxes whose insides lead to the places of chunks.
const ON_THE_WAY: [&[u8; 4]; 4] = [b"trak", b"mdia", b"minf", b"stbl"];

/// A stretch of the file: a box at the top, or what is too short for one at the end.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    name: [u8; 4],
    at: u64,
    length: u64,
}

/// What a move does to places in the file.
#[derive(Debug, Clone, Copy)]
struct Move {
    /// Where the table goes: the place of the film.
    to: u64,
    /// Where it is.
    from: u64,
    /// How long it is.
    length: u64,
    /// Bytes of the whole file.
    size: u64,
}

impl Move {
    /// Where a byte is afterwards.
    fn place(self, before: u64) -> Result<u64, Fault> {
        let within_table = before >= self.from && before - self.from < self.length;
        if before > self.size || within_table {
            return Err(Fault::Broken);
        }
        Ok(if (self.to..self.from).contains(&before) { before + self.length } else { before })
    }
}

/// Writes the film with its table first. `false`, with nothing written, where it is first already and where the film is in
/// pieces that each have their own.
///
/// # Errors
/// [`Fault::TooCostly`] for a table that is too large, [`Fault::Broken`] where its places make no sense, are not all known, or
/// do not fit their numbers any more.
pub(super) fn put_in_order<F: Read + Seek, W: Write>(file: &mut F, out: &mut W) -> Result<bool, Fault> {
    let stretches = stretches(file)?;
    let find = |name: &[u8; 4]| stretches.iter().find(|one| &one.name == name);
    let count = |name: &[u8; 4]| stretches.iter().filter(|one| &one.name == name).count();
    let table = *find(b"moov").ok_or(Fault::Broken)?;
    let is_in_pieces = [b"moof", b"sidx", b"styp"].into_iter().any(|name| find(name).is_some());
    let Some(film) = find(b"mdat").filter(|film| film.at < table.at && !is_in_pieces) else {
        return Ok(false);
    };
    // A table at the top beside it may tell places too.
    if count(b"moov") > 1 || find(b"meta").is_some() {
        return Err(Fault::Broken);
    }
    let size = stretches.iter().map(|one| one.length).sum();
    let moved = Move { to: film.at, from: table.at, length: table.length, size };
    let bytes = moved_table(file, table, moved)?;
    for one in stretches.iter().filter(|one| one.at < film.at) {
        copy(file, out, *one)?;
    }
    out.write_all(&bytes)?;
    for one in stretches.iter().filter(|one| one.at >= film.at && one.at != table.at) {
        copy(file, out, *one)?;
    }
    out.flush()?;
    Ok(true)
}

/// The whole file, stretch by stretch.
fn stretches<F: Read + Seek>(file: &mut F) -> Result<Vec<Stretch>, Fault> {
    let size = file.seek(SeekFrom::End(0))?;
    let (mut at, mut found) = (0, Vec::new());
    while at < size {
        if found.len() >= BOXES {
            return Err(Fault::TooCostly);
        }
        file.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        file.by_ref().take(16).read_to_end(&mut head)?;
        let one = match measured(&head, size - at)? {
            Some((name, length, _)) => Stretch { name, at, length },
            None => Stretch { name: *b"    ", at, length: size - at },
        };
        found.push(one);
        at += one.length;
    }
    Ok(found)
}

/// Name, length and length of the head of the box that begins here, of `left` bytes; nothing where there is no room for one.
fn measured(head: &[u8], left: u64) -> Result<Option<([u8; 4], u64, usize)>, Fault> {
    let (Some(short), Some(name)) =
        (head.first_chunk::<4>(), head.get(4..).and_then(|rest| rest.first_chunk::<4>()))
    else {
        return Ok(None);
    };
    let (length, header) = match u32::from_be_bytes(*short) {
        // To the end.
        0 => (left, 8),
        1 => {
            let long = head.get(8..).and_then(|rest| rest.first_chunk::<8>()).ok_or(Fault::Broken)?;
            (u64::from_be_bytes(*long), 16)
        }
        short => (u64::from(short), 8),
    };
    if length < header || length > left {
        return Err(Fault::Broken);
    }
    Ok(Some((*name, length, if header == 8 { 8 } else { 16 })))
}

fn moved_table<F: Read + Seek>(file: &mut F, table: Stretch, moved: Move) -> Result<Vec<u8>, Fault> {
    if table.length > TABLE {
        return Err(Fault::TooCostly);
    }
    file.seek(SeekFrom::Start(table.at))?;
    let mut bytes = Vec::new();
    file.by_ref().take(table.length).read_to_end(&mut bytes)?;
    let (_, length, header) = measured(&bytes, table.length)?.ok_or(Fault::Broken)?;
    if bytes.len() as u64 != length {
        return Err(Fault::Broken);
    }
    // One that went to the end of the file ends before the film now.
    if bytes.starts_with(&[0; 4]) {
        let length = u32::try_from(length).map_err(|_| Fault::TooCostly)?;
        bytes[..4].copy_from_slice(&length.to_be_bytes());
    }
    shift(&mut bytes[header..], moved)?;
    Ok(bytes)
}

/// Shifts all places that the boxes in here tell.
fn shift(mut rest: &mut [u8], moved: Move) -> Result<(), Fault> {
    for _ in 0..BOXES {
        let Some((name, length, header)) = measured(rest, rest.len() as u64)? else { return Ok(()) };
        let length = usize::try_from(length).map_err(|_| Fault::Broken)?;
        let (one, behind) = rest.split_at_mut(length);
        let inner = &mut one[header..];
        match &name {
            b"stco" => shift_places::<4>(inner, moved)?,
            b"co64" => shift_places::<8>(inner, moved)?,
            // Places of other kinds, and a table that is packed.
            b"saio" | b"cmov" | b"mvex" => return Err(Fault::Broken),
            b"meta" if inner.windows(4).any(|window| window == b"iloc") => return Err(Fault::Broken),
            name if ON_THE_WAY.contains(&name) => shift(inner, moved)?,
            _ => {}
        }
        rest = behind;
    }
    Err(Fault::TooCostly)
}

/// Shifts the places of a table of chunks, each a number of `N` bytes.
fn shift_places<const N: usize>(table: &mut [u8], moved: Move) -> Result<(), Fault> {
    // Version and flags, how many, and they.
    let count = table.get(4..).and_then(|rest| rest.first_chunk::<4>()).ok_or(Fault::Broken)?;
    let count = usize::try_from(u32::from_be_bytes(*count)).map_err(|_| Fault::Broken)?;
    let (places, _) = table[8..].as_chunks_mut::<N>();
    for place in places.get_mut(..count).ok_or(Fault::Broken)? {
        let before = place.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let after = moved.place(before)?.to_be_bytes();
        let (over, kept) = after.split_at(8 - N);
        if over.iter().any(|byte| *byte != 0) {
            return Err(Fault::Broken);
        }
        place.copy_from_slice(kept);
    }
    Ok(())
}

fn copy<F: Read + Seek, W: Write>(file: &mut F, out: &mut W, one: Stretch) -> Result<(), Fault> {
    file.seek(SeekFrom::Start(one.at))?;
    let copied = std::io::copy(&mut file.by_ref().take(one.length), out)?;
    if copied == one.length { Ok(()) } else { Err(Fault::Broken) }
}

#[cfg(test)]
mod tests;
