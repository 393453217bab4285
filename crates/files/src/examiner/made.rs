//! Taking over what a worker made.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use bytes::Bytes;

use crate::Media;
use crate::examine::Made;

/// Most pictures of one file.
const PICTURES: usize = 16;
/// Most bytes of all pictures together.
const BYTES: u64 = 8 << 20;
/// Longest side of any of them.
const SIDE: u32 = 2000;

/// A picture that was made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `preview`, `thumbnail`, `page`, `poster`.
    pub kind: String,
    /// The page, from 1; 1 for the other kinds.
    pub position: u32,
    /// JPEG or PNG.
    pub media: Media,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Longest text: 400,000 characters of four bytes, and a little.
const TEXT: u64 = 1700 << 10;
/// Longest document, as long as any file that a worker may write.
const DOCUMENT: u64 = 64 << 20;

/// The text that a worker wrote; nothing where it is too long or none.
pub(super) fn text(folder: &Path, name: &str) -> Option<String> {
    let text = plain(folder, name, TEXT).and_then(|bytes| String::from_utf8(bytes).ok());
    if text.is_none() {
        tracing::warn!(name, "a worker wrote a text that is not taken");
    }
    text
}

/// Longest table.
const TABLE: u64 = 16 << 20;

/// The cells that a worker wrote; nothing where they are too many or none.
pub(super) fn table(folder: &Path, name: &str) -> Option<Vec<Vec<String>>> {
    serde_json::from_slice(&plain(folder, name, TABLE)?).ok()
}

/// The PDF that a worker made.
pub(super) fn document(folder: &Path, name: &str) -> Option<Bytes> {
    let bytes = plain(folder, name, DOCUMENT)?;
    bytes.starts_with(b"%PDF-").then(|| bytes.into())
}

/// The film that a worker made, opened.
pub(super) fn film(folder: &Path, name: &str, most: u64) -> Option<File> {
    opened(folder, name, most).map(|(file, _)| file)
}

/// The bytes of a plain file of at most so many.
fn plain(folder: &Path, name: &str, most: u64) -> Option<Vec<u8>> {
    let (file, size) = opened(folder, name, most)?;
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A plain file of at most so many bytes, and how many it has.
fn opened(folder: &Path, name: &str, most: u64) -> Option<(File, u64)> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if name.is_empty() || !name.chars().all(is_plain) || name.starts_with('.') {
        return None;
    }
    let path = folder.join(name);
    // The worker is gone, so nothing changes between the look and the opening.
    let meta = path.symlink_metadata().ok().filter(|meta| meta.is_file() && meta.len() <= most)?;
    Some((File::open(&path).ok()?, meta.len()))
}

/// Takes the pictures that keep to the rules; the others are left behind.
pub(super) fn take(folder: &Path, made: Vec<Made>) -> Vec<Picture> {
    let mut left = BYTES;
    let mut pictures: Vec<Picture> = Vec::new();
    for one in made.into_iter().take(PICTURES) {
        let name = one.file.clone();
        let is_there = pictures.iter().any(|known| known.kind == one.kind && known.position == one.position);
        if let Some(picture) = picture(folder, one, left).filter(|_| !is_there) {
            left -= picture.bytes.len() as u64;
            pictures.push(picture);
        } else {
            tracing::warn!(name, "a worker made something that is not taken");
        }
    }
    pictures
}

fn picture(folder: &Path, made: Made, most: u64) -> Option<Picture> {
    let is_kind = matches!(made.kind.as_str(), "preview" | "thumbnail" | "page" | "poster");
    let is_size = (1..=SIDE).contains(&made.width) && (1..=SIDE).contains(&made.height);
    if !is_kind || !is_size {
        return None;
    }
    let bytes = plain(folder, &made.file, most)?;
    let media = match infer::get(&bytes)?.mime_type() {
        "image/jpeg" => Media::Jpeg,
        "image/png" => Media::Png,
        _ => return None,
    };
    let is_told = Media::from_code(&made.media) == Some(media);
    is_told.then(|| Picture {
        kind: made.kind,
        position: made.position,
        media,
        width: made.width,
        height: made.height,
        bytes: bytes.into(),
    })
}
