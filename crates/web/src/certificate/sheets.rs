//! Printed sheets as PDF.

use app::certificate::Sheet;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};

use crate::failure::Failure;
use crate::headers::Exposure;
use crate::state::Web;
use crate::visitor::SignedIn;

/// `GET /s/{reference}/sertifikat.pdf`
pub(super) async fn certificate(
    State(web): State<Web>,
    Path(reference): Path<String>,
) -> Result<Response, Failure> {
    Ok(give(web.app.public().certificate_sheet(&reference).await?))
}

/// `GET /s/{reference}/rekomendasi.pdf`
pub(super) async fn letter(
    SignedIn { access, .. }: SignedIn,
    Path(reference): Path<String>,
) -> Result<Response, Failure> {
    Ok(give(access.letter(&reference).await?))
}

/// `GET /hasil/{round}/lembar-pers.pdf`
pub(super) async fn press_sheet(
    State(web): State<Web>,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    Ok(give(web.app.public().press_sheet(&round).await?))
}

/// A PDF that this program made, to be read in the browser.
fn give(sheet: Sheet) -> Response {
    let disposition =
        HeaderValue::try_from(sheet.content_disposition()).unwrap_or(HeaderValue::from_static("inline"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    let mut response = (headers, sheet.bytes).into_response();
    response.extensions_mut().insert(Exposure::EvidencePdf);
    response
}
