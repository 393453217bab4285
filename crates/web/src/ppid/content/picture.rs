//! Pictures of articles for everybody.

use app::AppError;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::content::parse_reference;
use http::HeaderMap;

use crate::Web;
use crate::download::give;
use crate::failure::Failure;

/// `GET /{slug}/gambar/{reference}/{number}`
pub(super) async fn show(
    State(web): State<Web>,
    Path((slug, reference, number)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let number: u32 = number.parse().map_err(|_| AppError::NotFound)?;
    let file = web.app.public().picture(&slug, &reference, number).await?;
    Ok(give(&file, &headers).await?)
}
