//! Reading a whole file once, in pieces.

use std::io::{self, Read, Seek, SeekFrom};

const PIECE: usize = 1 << 16;
/// Bytes behind a marker that its judge may look at.
const BEHIND: usize = 64;

/// Whether `marker` stands somewhere in the file with something behind it that `judge` accepts (up to 64 bytes).
pub(super) fn finds<F: Read + Seek>(
    file: &mut F,
    judge: impl Fn(&[u8]) -> bool,
    marker: &[u8],
) -> io::Result<bool> {
    file.seek(SeekFrom::Start(0))?;
    let mut window: Vec<u8> = Vec::with_capacity(PIECE * 2);
    loop {
        let read = file.by_ref().take(PIECE as u64).read_to_end(&mut window)?;
        let is_end = read == 0;
        // What is too close to the edge to be judged waits for the next piece.
        let ready = if is_end { window.len() } else { window.len().saturating_sub(marker.len() + BEHIND) };
        let mut at = 0;
        while at < ready {
            let Some(found) = window[at..ready].iter().position(|byte| *byte == marker[0]) else { break };
            at += found;
            if window[at..].starts_with(marker) {
                let behind = &window[at + marker.len()..];
                if judge(&behind[..behind.len().min(BEHIND)]) {
                    return Ok(true);
                }
            }
            at += 1;
        }
        if is_end {
            return Ok(false);
        }
        window.drain(..ready);
    }
}

/// Whether what follows `/Encrypt` makes it the entry of a trailer (ISO 32000-1, 7.5.5): a reference `12 0 R` or a
/// dictionary, rather than a longer name or text about encryption.
pub(super) fn is_encrypt_entry(behind: &[u8]) -> bool {
    let rest = behind.trim_ascii_start();
    if rest.starts_with(b"<<") {
        return true;
    }
    let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    rest.len() < behind.len()
        && is_number(words.next())
        && is_number(words.next())
        && words.next().is_some_and(|word| word.starts_with(b"R"))
}

/// Whether the whole file is valid UTF-8 without NUL and other control characters than tab and line ends.
pub(super) fn is_plain_text<F: Read + Seek>(file: &mut F) -> io::Result<bool> {
    file.seek(SeekFrom::Start(0))?;
    let mut piece = Vec::with_capacity(PIECE + 4);
    loop {
        let read = file.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        let valid = match std::str::from_utf8(&piece) {
            Ok(_) => piece.len(),
            // A character may be cut by the end of the piece, but not by the end of the file.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        let has_controls = piece[..valid]
            .iter()
            .any(|&byte| byte == 0x7f || (byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n')));
        if has_controls {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
        piece.drain(..valid);
    }
}
