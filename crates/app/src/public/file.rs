//! Files as the public gets them: what may be given, and in which shape.

use std::collections::BTreeMap;

use domain::facts::Facts;
use domain::ids::ItemFileId;
use domain::public_file::{Given, Known, Shown, of};
use files::{EvidenceKind, Media};
use sql::Conn;
use store::catalogue::ItemFile;
use store::evidence::Blob;
use store::examination::Derivative;

use crate::AppError;

/// What the public sees of a file, and gets.
pub type Access = (Shown, Given);

/// The picture that is given in place of one that somebody sent.
const COPY: &str = "preview";
/// The one that pages show of it, 320 pixels and 30 KiB at most.
const SMALL: &str = "thumbnail";
/// A page of a document.
const PAGE: &str = "page";

/// A picture that stands beside a file on its public page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePicture {
    /// Whether it is the first page of a document, and not the file itself made smaller.
    pub is_page: bool,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The file that it was made of, and what it is among the pictures of that file.
    pub(super) of: String,
    pub(super) kind: &'static str,
}

/// Files as the public gets them.
#[derive(Debug, Default)]
pub(super) struct GivenFiles {
    /// In place of pictures the copies that were painted of them, with their own size and hash. What may not be given is not
    /// there.
    pub(super) files: Vec<ItemFile>,
    /// What is shown and given of each.
    pub(super) access: BTreeMap<ItemFileId, Access>,
    /// The picture of each that has one.
    pub(super) pictures: BTreeMap<ItemFileId, FilePicture>,
}

/// The files that the public may have, as it gets them.
pub(super) async fn given(conn: &mut Conn, files: Vec<ItemFile>) -> Result<GivenFiles, AppError> {
    let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
    let known = store::examination::of_blobs(conn, &blobs).await?;
    let made = store::examination::derivatives(conn, &blobs).await?;
    let none = Facts::default();
    let mut all = GivenFiles::default();
    for mut file in files {
        let looked = known.get(&file.blob.address);
        // Two files may have the same bytes.
        let pictures = made.get(&file.blob.address).cloned().unwrap_or_default();
        let media = Media::from_code(&file.blob.media);
        let what = of(Known {
            progress: looked.map(|looked| looked.progress),
            facts: looked.map_or(&none, |looked| &looked.facts),
            is_shut_in: looked.is_some_and(|looked| looked.quarantine.is_some()),
            is_picture: media.is_some_and(|media| media.kind() == EvidenceKind::Photo),
            has_copy: pictures.iter().any(|one| one.kind == COPY && !one.sha256.is_empty()),
        });
        if matches!(what.1, Given::Nothing | Given::Later) {
            continue;
        }
        if let Some(picture) = picture(&file, what.0, &pictures) {
            all.pictures.insert(file.id, picture);
        }
        // One of before hashes were kept has none to be published.
        let copy = pictures.into_iter().find(|one| one.kind == COPY && !one.sha256.is_empty());
        if let (Given::Copy, Some(copy)) = (what.1, copy) {
            file.name = renamed(&file.name, &copy.media);
            let (address, sha256, size, media) = (copy.address, copy.sha256, copy.size, copy.media);
            file.blob = Blob { address, sha256, size, media };
        }
        all.access.insert(file.id, what);
        all.files.push(file);
    }
    Ok(all)
}

/// The picture that may stand beside a file of which this is shown: small where it is a picture, the first page of a document.
fn picture(file: &ItemFile, shown: Shown, made: &[Derivative]) -> Option<FilePicture> {
    let (kind, is_page) = match shown {
        Shown::Preview => (SMALL, false),
        Shown::Pages(_) => (PAGE, true),
        Shown::Nothing | Shown::Film => return None,
    };
    let picture = made.iter().find(|one| one.kind == kind && one.position == 1)?;
    let (width, height) = (picture.width, picture.height);
    Some(FilePicture { is_page, width, height, of: file.blob.address.clone(), kind })
}

/// The name with the suffix of what is given.
fn renamed(name: &str, suffix: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.{suffix}")
}
