//! Files as the public gets them: what may be given, and in which shape.

use std::collections::BTreeMap;

use domain::facts::Facts;
use domain::ids::ItemFileId;
use domain::public_file::{Given, Known, Shown, of};
use files::{EvidenceKind, Media};
use sql::Conn;
use store::catalogue::ItemFile;
use store::evidence::Blob;
use store::examination::{Derivative, Examination};

use crate::AppError;

/// What the public sees of a file, and gets.
pub type Access = (Shown, Given);

/// The picture that is given in place of one that somebody sent.
const COPY: &str = "preview";
/// The one that pages show of it, 320 pixels and 30 KiB at most.
const SMALL: &str = "thumbnail";
/// A page of a document.
const PAGE: &str = "page";

/// A picture of which the public gets nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Its name.
    pub name: String,
    /// What it holds, as the office says.
    pub caption: String,
    /// Whether a copy is still to be made; else none can be made.
    pub is_later: bool,
}

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
    /// Those that it may have: in place of pictures the copies that were painted of them, with their own size and hash.
    pub(super) files: Vec<ItemFile>,
    /// What is shown and given of each.
    pub(super) access: BTreeMap<ItemFileId, Access>,
    /// The picture of each that has one.
    pub(super) pictures: BTreeMap<ItemFileId, FilePicture>,
    /// Pictures without a copy; of what is shut in nothing is said.
    pub(super) withheld: Vec<Withheld>,
}

/// What the public sees of a file and gets, by what is known of it, and the copy that was painted of it.
pub(crate) fn access(
    looked: Option<&Examination>,
    made: &[Derivative],
    media: &str,
) -> (Access, Option<Derivative>) {
    let none = Facts::default();
    // One of before hashes were kept has none to be published.
    let copy = made.iter().find(|one| one.kind == COPY && !one.sha256.is_empty()).cloned();
    let media = Media::from_code(media);
    let access = of(Known {
        progress: looked.map(|looked| looked.progress),
        facts: looked.map_or(&none, |looked| &looked.facts),
        is_shut_in: looked.is_some_and(|looked| looked.quarantine.is_some()),
        is_picture: media.is_some_and(|media| media.kind() == EvidenceKind::Photo),
        has_copy: copy.is_some(),
    });
    (access, copy)
}

/// Takes of these files what may be given.
pub(super) async fn given(conn: &mut Conn, files: Vec<ItemFile>) -> Result<GivenFiles, AppError> {
    let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
    let known = store::examination::of_blobs(conn, &blobs).await?;
    let made = store::examination::derivatives(conn, &blobs).await?;
    let mut given = GivenFiles::default();
    for mut file in files {
        let looked = known.get(&file.blob.address);
        // The same bytes may stand under two names.
        let pictures = made.get(&file.blob.address).cloned().unwrap_or_default();
        let (what, copy) = access(looked, &pictures, &file.blob.media);
        if let Some(picture) = picture(&file, what.0, &pictures) {
            given.pictures.insert(file.id, picture);
        }
        match (what.1, copy) {
            (Given::Nothing | Given::Later, _) => {
                if looked.is_none_or(|looked| looked.quarantine.is_none()) {
                    let ItemFile { name, caption, .. } = file;
                    given.withheld.push(Withheld { name, caption, is_later: what.1 == Given::Later });
                }
                continue;
            }
            (Given::Copy, Some(copy)) => {
                file.name = renamed(&file.name, &copy.media);
                let (address, sha256, size, media) = (copy.address, copy.sha256, copy.size, copy.media);
                file.blob = Blob { address, sha256, size, media };
            }
            _ => {}
        }
        given.access.insert(file.id, what);
        given.files.push(file);
    }
    Ok(given)
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
