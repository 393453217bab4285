//! Bytes of evidence and guidelines, whole or in ranges.

use app::AppError;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use domain::ids::{EvidenceId, GuidelineId};
use http::{HeaderMap, HeaderValue, header};

use crate::download::give;
use crate::failure::Failure;
use crate::headers::Exposure;
use crate::visitor::SignedIn;

/// `GET /bukti/{id}`
pub(super) async fn evidence(
    signed_in: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    let file = app::evidence::open(&signed_in.access, id).await?;
    Ok(give(&file, &headers).await?)
}

/// `GET /bukti/{id}/gambar/{kind}/{position}`: a picture that was made of a file of evidence. It never changes, and it is not
/// public: the browser of this person may keep it for a while.
pub(super) async fn picture(
    signed_in: SignedIn,
    Path((id, kind, position)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    let position = position.parse().map_err(|_| AppError::NotFound)?;
    let picture = app::evidence::picture(&signed_in.access, id, &kind, position).await?;
    Ok(give(&picture, &headers).await?)
}

/// `GET /siklus/{round}/pedoman/{id}`
pub(super) async fn guideline(
    signed_in: SignedIn,
    Path((round, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: GuidelineId = id.parse().map_err(|_| AppError::NotFound)?;
    let file = signed_in.access.guideline(&round, id).await?;
    let (disposition, media) = (file.content_disposition(), file.media.mime());
    let is_pdf = media == "application/pdf";
    let mut response = Body::from_stream(file.reading.stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.reading.size));
    if let Ok(value) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response.extensions_mut().insert(if is_pdf { Exposure::EvidencePdf } else { Exposure::Evidence });
    Ok(response)
}
