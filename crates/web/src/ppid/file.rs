//! Files of items for everybody.

use app::AppError;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::ids::ItemFileId;
use http::HeaderMap;

use crate::Web;
use crate::download::{give, give_public};
use crate::failure::Failure;

/// `GET /{slug}/informasi/{reference}/berkas/{file}`
pub(super) async fn give_file(
    State(web): State<Web>,
    Path((slug, reference, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let id: ItemFileId = file.parse().map_err(|_| AppError::NotFound)?;
    let file = web.app.public().item_file(&slug, &reference, id).await?;
    Ok(give(&file, &headers).await?)
}

/// `GET /{slug}/informasi/{reference}/berkas/{file}/gambar`: the picture beside it.
pub(super) async fn give_picture(
    State(web): State<Web>,
    Path((slug, reference, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let id: ItemFileId = file.parse().map_err(|_| AppError::NotFound)?;
    let picture = web.app.public().item_picture(&slug, &reference, id).await?;
    Ok(give_public(&picture, &headers).await?)
}
