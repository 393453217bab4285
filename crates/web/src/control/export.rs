//! The files from which anybody can compute the scores of a round again.

use app::AppError;
use app::controller::Export;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};

use crate::failure::Failure;
use crate::visitor::SignedIn;

/// `GET /nasional/{round}/ekspor/{file}`
pub(super) async fn file(
    SignedIn { access, .. }: SignedIn,
    Path((round, name)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let file = Export::from_name(&name).ok_or(AppError::NotFound)?;
    let text = access.controller(&round).await?.export(file).await?;
    let content_type = if matches!(file, Export::Instrument | Export::Scheme) {
        HeaderValue::from_static("application/yaml; charset=utf-8")
    } else {
        HeaderValue::from_static("application/json")
    };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    Ok(([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response())
}
