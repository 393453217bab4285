//! What a file really is: judged by its bytes, not by what its sender calls it.
//!
//! Nothing is decoded or inflated here; headers and directories are read, and the file is scanned at most once.

use std::io::{Read, Seek, SeekFrom};

use crate::{EvidenceKind, Media, Refusal, name};

mod archive;
mod footage;
mod picture;
mod scan;

/// Most pixels of a picture (100 million): more is refused from its header.
pub const MAX_PIXELS: u64 = 100_000_000;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspected {
    /// The type.
    pub media: Media,
    /// Width and height in pixels, for the pictures that say so in their header (JPEG, PNG, WebP).
    pub pixels: Option<(u32, u32)>,
}

/// Why a look at a file gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// The file is at fault.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file could not be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Looks at a whole file. `file_name` is what the sender calls it; `accepted` are the kinds that its slot takes (empty:
/// all but footage).
///
/// # Errors
/// [`Refusal`] in the order: empty, type, pixels, lock, suffix, slot.
pub fn inspect<F: Read + Seek>(
    file: &mut F,
    file_name: &str,
    accepted: &[EvidenceKind],
) -> Result<Inspected, InspectError> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let suffix = name::suffix(file_name);
    let announced = suffix.as_deref().and_then(Media::from_suffix);
    // Only whoever converts films asks for them: to everybody else they are no more than unknown bytes.
    let footage = if accepted.contains(&EvidenceKind::Footage) { footage::container(&head) } else { None };
    let found = match footage {
        Some(media) => Inspected { media, pixels: None },
        None => recognise(file, &head, announced)?,
    };
    // Bytes of a wrong type are named first: that is the more useful message. A good type under a name that a server
    // or a system would execute is refused all the same.
    check_suffix(file_name, accepted)?;
    if !accepted.is_empty() && !accepted.contains(&found.media.kind()) {
        return Err(Refusal::WrongKind { found: found.media, accepted: accepted.to_vec() }.into());
    }
    Ok(found)
}

/// Refuses a name that ends as those of files do that are never accepted here.
pub(crate) fn check_suffix(file_name: &str, accepted: &[EvidenceKind]) -> Result<(), Refusal> {
    let Some(suffix) = name::suffix(file_name) else { return Ok(()) };
    let is_taken =
        |media: Media| media.kind() != EvidenceKind::Footage || accepted.contains(&EvidenceKind::Footage);
    if Media::from_suffix(&suffix).is_some_and(is_taken) { Ok(()) } else { Err(Refusal::Suffix { suffix }) }
}

/// Bytes that are enough to tell the type.
const HEAD: usize = 8192;

fn recognise<F: Read + Seek>(
    file: &mut F,
    head: &[u8],
    announced: Option<Media>,
) -> Result<Inspected, InspectError> {
    let found = infer::get(head).map_or("", |kind| kind.mime_type());
    let media = match found {
        "image/jpeg" => Media::Jpeg,
        "image/png" => Media::Png,
        "image/webp" => Media::Webp,
        "image/heif" => Media::Heic,
        "video/mp4" | "video/x-m4v" => Media::Mp4,
        "video/webm" => Media::Webm,
        "application/pdf" => Media::Pdf,
        _ if head.starts_with(b"PK\x03\x04") => archive::office_type(file)?,
        _ if head.starts_with(COMPOUND_FILE) => return Err(compound_file(file)?.into()),
        _ => return other(file, head, found, announced),
    };
    let pixels = picture::dimensions(file, media)?;
    if let Some((width, height)) = pixels {
        if width == 0 || height == 0 {
            return Err(Refusal::Broken { media }.into());
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Refusal::TooManyPixels { width, height }.into());
        }
    }
    if media == Media::Pdf && scan::finds(file, scan::is_encrypt_entry, b"/Encrypt")? {
        return Err(Refusal::Locked { media: Some(media) }.into());
    }
    Ok(Inspected { media, pixels })
}

/// First bytes of an OLE compound file ([MS-CFB] 2.2): old Office files, and new ones under a password.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fn compound_file<F: Read + Seek>(file: &mut F) -> Result<Refusal, InspectError> {
    // The stream that holds an encrypted Office document ([MS-OFFCRYPTO] 2.3.4.4), named in UTF-16.
    let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(if scan::finds(file, |_| true, &marker)? {
        Refusal::Locked { media: None }
    } else {
        Refusal::NotAccepted { found: "application/x-ole-storage".to_owned() }
    })
}

/// No signature that is accepted: a CSV, which has none, or something to refuse by its name.
fn other<F: Read + Seek>(
    file: &mut F,
    head: &[u8],
    found: &str,
    announced: Option<Media>,
) -> Result<Inspected, InspectError> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let is_markup_or_script =
        text.starts_with(b"<") || text.starts_with(b"#!") || text.starts_with(b"#EXTM3U");
    let is_text = !is_markup_or_script && scan::is_plain_text(file)?;
    if found.is_empty() && is_text && announced == Some(Media::Csv) {
        return Ok(Inspected { media: Media::Csv, pixels: None });
    }
    let found = match found {
        "" if is_text => "text/plain",
        "" if is_markup_or_script && text.starts_with(b"<?php") => "application/x-php",
        "" if is_markup_or_script => "text/html",
        "" => "application/octet-stream",
        named => named,
    };
    Err(Refusal::NotAccepted { found: found.to_owned() }.into())
}

#[cfg(test)]
mod tests;
