//! Pictures of articles and what is wrong with their texts: the same for the desk and for everybody.

use std::collections::BTreeMap;

use domain::facts::Facts;
use domain::problem::{FieldProblem, Problem};
use domain::public_file::{Given, Known, Shown, of};
use sql::Conn;
use store::content::ArticlePicture;

use crate::AppError;

/// The picture that is shown in place of the one that somebody sent: painted anew, without what its camera noted.
pub(crate) const COPY: &str = "preview";

/// What can be shown of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Its copy.
    Ready {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Nothing yet: somebody looks at it.
    Waiting,
    /// Nothing: no copy could be made of it, or it is shut in.
    Never,
}

/// What can be shown of these pictures, by their numbers.
pub(crate) async fn readiness(
    conn: &mut Conn,
    pictures: &[ArticlePicture],
) -> Result<BTreeMap<u32, Readiness>, AppError> {
    if pictures.is_empty() {
        return Ok(BTreeMap::new());
    }
    let blobs: Vec<&str> = pictures.iter().map(|picture| picture.blob.address.as_str()).collect();
    let known = store::examination::of_blobs(conn, &blobs).await?;
    let made = store::examination::derivatives(conn, &blobs).await?;
    let none = Facts::default();
    let state = |picture: &ArticlePicture| {
        let looked = known.get(&picture.blob.address);
        let copies = made.get(&picture.blob.address).map(Vec::as_slice).unwrap_or_default();
        let copy = copies.iter().find(|one| one.kind == COPY);
        let what = of(Known {
            progress: looked.map(|looked| looked.progress),
            facts: looked.map_or(&none, |looked| &looked.facts),
            is_shut_in: looked.is_some_and(|looked| looked.quarantine.is_some()),
            is_picture: true,
            has_copy: copy.is_some(),
        });
        match (what, copy) {
            ((Shown::Preview, Given::Copy), Some(copy)) => {
                Readiness::Ready { width: copy.width, height: copy.height }
            }
            ((_, Given::Copy | Given::Later), _) => Readiness::Waiting,
            _ => Readiness::Never,
        }
    };
    Ok(pictures.iter().map(|picture| (picture.number, state(picture))).collect())
}

/// What is wrong with a text in Markdown whose article has these pictures, at its field.
pub(crate) fn faults(field: &str, text: &str, pictures: &[ArticlePicture]) -> Option<FieldProblem> {
    let is_decoration = |number| {
        let mut there = pictures.iter().filter(|picture| picture.removed_at.is_none());
        there.find(|picture| picture.number == number).map(|picture| picture.decoration)
    };
    let found = markup::check(text, &is_decoration);
    let faults: Vec<(usize, String)> =
        found.into_iter().map(|fault| (fault.line, fault.what.key().to_owned())).collect();
    (!faults.is_empty()).then(|| FieldProblem::new(field, Problem::AtLines { faults }))
}
