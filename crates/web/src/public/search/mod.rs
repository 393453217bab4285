//! Search over everything that is public: page, suggestions while typing, feed and data. All four ask the same use case.

mod address;
mod data;
mod page;
mod suggest;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::{Digest as _, Sha256};

use crate::Web;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/informasi", get(page::show))
        .route("/informasi/saran", get(suggest::show))
        .route("/informasi.atom", get(data::atom))
        .route("/informasi.json", get(data::json))
}

/// An answer that is asked for anew each time, so that what was withdrawn is gone at once, and sent again only if it differs.
/// Its tag is made of the answer alone.
fn checked(asked: &HeaderMap, content_type: &'static str, body: impl Into<Bytes>) -> Response {
    let body = body.into();
    let hash = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(&body)[..12]);
    let tag = format!("W/\"{hash}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    if !is_known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-language, cookie, hx-request"),
    );
    response
}
