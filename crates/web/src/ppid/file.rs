//! Files of items for everybody.

use app::AppError;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::ids::ItemFileId;
use http::HeaderMap;

use crate::Web;
use crate::download::give;
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
