//! The answer to the warnings on personal data of an article.

use app::{AppError, Conflict};
use axum::extract::{Path, State};
use axum::response::Response;

use super::{article, home, kind_of, sheet_at};
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// `POST /meja/{slug}/situs/{kind}/{reference}/data-pribadi`: `digest`.
pub(super) async fn answer(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    let reference = &sheet.article.reference;
    let mut errors = Messages::default();
    match desk.answer_article_privacy(reference, fields.text("digest")).await {
        Ok(()) => {
            let to = format!("{}/{reference}", home(&desk, kind));
            return Ok(redirect_with(&to, "privacy-answered-notice", &web));
        }
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            errors.add("privacy", signed_in.visitor.texts().privacy_stale());
        }
        Err(other) => return Err(other.into()),
    }
    article::page(&web, &signed_in, &desk, &sheet, Fields::default(), errors).await
}
