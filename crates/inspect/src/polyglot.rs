//! Files that are of a second type as well.
//!
//! Readers of PDF look for its header within the first 1,024 bytes, readers of ZIP for its directory at the end, browsers
//! once guessed HTML anywhere near the start. A file that satisfies two of them says different things to different people.
//! What phones put behind a picture (a film, a depth map) is of no such type and is left alone.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use files::Media;

use crate::fault::Fault;

/// Where readers of PDF look for its header (ISO 32000-1, annex H, note 13).
const HEAD: u64 = 1024;
/// Where readers of ZIP look for the end of its directory (APPNOTE 4.3.16: 22 bytes and a comment).
const TAIL: u64 = 22 + 65_535;

/// Media type of what else the file is.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn second_type(media: Media, path: &Path) -> Result<Option<&'static str>, Fault> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    Ok(judge(media, &head, &tail))
}

fn judge(media: Media, head: &[u8], tail: &[u8]) -> Option<&'static str> {
    let is_archive = matches!(media, Media::Docx | Media::Odt | Media::Xlsx | Media::Ods);
    if media != Media::Pdf && contains(head, b"%PDF-") {
        return Some("application/pdf");
    }
    if !is_archive && ends_an_archive(tail) {
        return Some("application/zip");
    }
    // A table is text, and text may speak of HTML; nothing in it comes behind an end.
    if media != Media::Csv && behind_the_end(media, tail).is_some_and(is_markup) {
        return Some("text/html");
    }
    (media == Media::Pdf && is_markup(head)).then_some("text/html")
}

/// Whether a directory of a ZIP file ends here: its last record, and before it at least one entry.
fn ends_an_archive(tail: &[u8]) -> bool {
    let end = tail.windows(4).rposition(|four| four == b"PK\x05\x06");
    end.is_some_and(|end| tail.len() - end >= 22 && contains(&tail[..end], b"PK\x01\x02"))
}

/// What stands behind the place where a file of this type ends, as far as the tail reaches.
fn behind_the_end(media: Media, tail: &[u8]) -> Option<&[u8]> {
    let marker: &[u8] = match media {
        Media::Jpeg => b"\xFF\xD9",
        Media::Png => b"IEND\xAE\x42\x60\x82",
        Media::Pdf => b"%%EOF",
        Media::Docx | Media::Odt | Media::Xlsx | Media::Ods => b"PK\x05\x06",
        _ => return None,
    };
    let mut windows = tail.windows(marker.len());
    // PDF files that were added to, and archives within archives, have several ends, of which the last is theirs.
    let at = match media {
        Media::Jpeg | Media::Png => windows.position(|window| window == marker)?,
        _ => windows.rposition(|window| window == marker)?,
    };
    Some(&tail[at + marker.len()..])
}

fn is_markup(bytes: &[u8]) -> bool {
    let lower = bytes.to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html", b"<script", b"<?php", b"<iframe"]
        .iter()
        .any(|sign| contains(&lower, sign))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use files::Media;

    use super::judge;

    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 picture \xFF\xD9";
    const ZIP: &[u8] = b"PK\x03\x04 data PK\x01\x02 entry PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\0\0";

    fn of(media: Media, parts: &[&[u8]]) -> Option<&'static str> {
        let bytes = parts.concat();
        judge(media, &bytes[..bytes.len().min(1024)], &bytes)
    }

    #[test]
    fn u05_what_is_of_a_second_type() {
        assert_eq!(of(Media::Jpeg, &[JPEG, ZIP]), Some("application/zip"));
        assert_eq!(of(Media::Jpeg, &[JPEG, b"<HTML><Script>alert(1)</script>"]), Some("text/html"));
        assert_eq!(
            of(Media::Jpeg, &[b"\xFF\xD8\xFF\xFE\0\x20%PDF-1.7 1 0 obj", JPEG]),
            Some("application/pdf")
        );
        assert_eq!(of(Media::Png, &[b"\x89PNG IEND\xAE\x42\x60\x82<?php 1;"]), Some("text/html"));
        assert_eq!(of(Media::Pdf, &[b"%PDF-1.7 %%EOF ", ZIP]), Some("application/zip"));
        assert_eq!(of(Media::Pdf, &[b"%PDF-1.7 <script>1</script> %%EOF"]), Some("text/html"));
        assert_eq!(of(Media::Docx, &[ZIP, b"<script>1</script>"]), Some("text/html"));
        assert_eq!(of(Media::Csv, &[b"a,b\n%PDF-1.4\n"]), Some("application/pdf"));
    }

    #[test]
    fn ordinary_files_are_of_one_type() {
        assert_eq!(of(Media::Jpeg, &[JPEG]), None);
        // The film that some phones put behind a picture.
        assert_eq!(of(Media::Jpeg, &[JPEG, b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"]), None);
        assert_eq!(of(Media::Docx, &[ZIP]), None);
        assert_eq!(of(Media::Pdf, &[b"%PDF-1.7 %%EOF\n"]), None);
        assert_eq!(of(Media::Csv, &[b"name,text\nA,<script> is a word\n"]), None);
        // Letters of a record by chance, without a directory before them.
        assert_eq!(of(Media::Mp4, &[b"\0\0\0\x18ftypmp42 PK\x05\x06 aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]), None);
    }
}
