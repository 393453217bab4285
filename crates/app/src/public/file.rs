//! Files as the public gets them: what may be given, and in which shape.

use std::collections::BTreeMap;

use domain::facts::Facts;
use domain::ids::ItemFileId;
use domain::public_file::{Given, Known, Shown, of};
use files::{EvidenceKind, Media};
use sql::Conn;
use store::catalogue::ItemFile;
use store::evidence::Blob;

use crate::AppError;

/// What the public sees of a file, and gets.
pub type Access = (Shown, Given);

/// The picture that is given in place of one that somebody sent.
const COPY: &str = "preview";

/// The files that the public may have, as it gets them: in place of pictures the copies that were painted of them, with
/// their own size and hash. What may not be given is not there.
pub(super) async fn given(
    conn: &mut Conn,
    files: Vec<ItemFile>,
) -> Result<(Vec<ItemFile>, BTreeMap<ItemFileId, Access>), AppError> {
    let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
    let known = store::examination::of_blobs(conn, &blobs).await?;
    let mut made = store::examination::derivatives(conn, &blobs).await?;
    let none = Facts::default();
    let mut access = BTreeMap::new();
    let mut given = Vec::new();
    for mut file in files {
        let looked = known.get(&file.blob.address);
        let pictures = made.remove(&file.blob.address).unwrap_or_default();
        // One of before hashes were kept has none to be published.
        let copy = pictures.into_iter().find(|one| one.kind == COPY && !one.sha256.is_empty());
        let media = Media::from_code(&file.blob.media);
        let what = of(Known {
            progress: looked.map(|looked| looked.progress),
            facts: looked.map_or(&none, |looked| &looked.facts),
            is_shut_in: looked.is_some_and(|looked| looked.quarantine.is_some()),
            is_picture: media.is_some_and(|media| media.kind() == EvidenceKind::Photo),
            has_copy: copy.is_some(),
        });
        match (what.1, copy) {
            (Given::Nothing | Given::Later, _) => continue,
            (Given::Copy, Some(copy)) => {
                file.name = renamed(&file.name, &copy.media);
                let (address, sha256, size, media) = (copy.address, copy.sha256, copy.size, copy.media);
                file.blob = Blob { address, sha256, size, media };
            }
            _ => {}
        }
        access.insert(file.id, what);
        given.push(file);
    }
    Ok((given, access))
}

/// The name with the suffix of what is given.
fn renamed(name: &str, suffix: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.{suffix}")
}
