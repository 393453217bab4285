//! The list of an office as one document that is written while it is read.

use std::collections::BTreeMap;

use app::AppError;
use app::public::Listing;
use axum::body::Body;
use domain::ids::ItemId;
use futures_util::stream::{self, StreamExt as _};
use store::catalogue::{ItemFile, PublicLine};

/// Files by the item that they belong to.
pub(super) type Files = BTreeMap<ItemId, Vec<ItemFile>>;

/// A document in which each item of a list stands.
pub(super) trait Document: Send + 'static {
    /// Whether it tells of the files of items.
    const HAS_FILES: bool = false;

    /// What stands before the first item.
    fn begin(&mut self) -> Result<Vec<u8>, AppError>;

    /// What stands in it of these items.
    fn write(&mut self, lines: &[PublicLine], files: &Files) -> Result<Vec<u8>, AppError>;

    /// What stands behind the last item.
    fn end(&mut self) -> Vec<u8> {
        Vec::new()
    }
}

/// The body of an answer with this document. Its beginning is made before the answer begins, so that what fails at once gets its
/// page; what fails later breaks the answer off.
///
/// # Errors
/// Those of the database.
pub(super) async fn body<D: Document>(mut listing: Listing, mut document: D) -> Result<Body, AppError> {
    let mut first = document.begin()?;
    let lines = listing.next().await?;
    first.extend(piece(&listing, &mut document, &lines).await?);
    let rest = stream::try_unfold((!lines.is_empty()).then_some((listing, document)), |state| async move {
        let Some((mut listing, mut document)) = state else { return Ok::<_, AppError>(None) };
        let lines = listing.next().await?;
        let bytes = piece(&listing, &mut document, &lines).await?;
        Ok(Some((bytes, (!lines.is_empty()).then_some((listing, document)))))
    });
    Ok(Body::from_stream(stream::iter([Ok(first)]).chain(rest)))
}

/// What the document says of these items; its end where there are none.
async fn piece<D: Document>(
    listing: &Listing,
    document: &mut D,
    lines: &[PublicLine],
) -> Result<Vec<u8>, AppError> {
    if lines.is_empty() {
        return Ok(document.end());
    }
    let files = if D::HAS_FILES { listing.files(lines).await? } else { Files::new() };
    document.write(lines, &files)
}
