//! Public pages that have been rendered once: for visitors who are not signed in, until something new is published.
//!
//! A page is kept under its path, its language and the count of publications, which every request reads from the database: so
//! that all replicas switch with the commit of a publication, and nothing that was kept before it is ever sent after it. What
//! is not part of a publication (the name of an office) may lag by [`LIFE`], as in every browser.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;
use i18n::Lang;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::state::Web;
use crate::visitor::Visitor;

/// How long browsers, proxies and this cache keep a page. It never depends on a coming publication: that would tell its
/// minute.
const LIFE: SignedDuration = SignedDuration::from_secs(60);
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=60");
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language, cookie");
/// Most pages that are kept: enough for the rounds of some years with all provinces.
const PAGES_MAX: usize = 512;
/// Largest page that is kept.
const PAGE_MAX: usize = 2 * 1024 * 1024;

/// What a kept page is found by.
type Key = (String, Lang, i64);

/// The pages kept by this process.
#[derive(Clone, Debug)]
pub(super) struct PageCache {
    web: Web,
    pages: Arc<Mutex<HashMap<Key, Arc<Kept>>>>,
}

#[derive(Debug)]
struct Kept {
    content_type: HeaderValue,
    disposition: Option<HeaderValue>,
    etag: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
    until: Timestamp,
}

impl PageCache {
    pub(super) fn new(web: Web) -> Self {
        Self { web, pages: Arc::default() }
    }

    fn find(&self, key: &Key, now: Timestamp) -> Option<Arc<Kept>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(key).filter(|kept| now < kept.until).cloned()
    }

    fn keep(&self, key: Key, kept: Arc<Kept>, now: Timestamp) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= PAGES_MAX {
            pages.retain(|(_, _, edition), kept| *edition == key.2 && now < kept.until);
        }
        if pages.len() < PAGES_MAX {
            pages.insert(key, kept);
        }
    }
}

/// Middleware: answers from what is kept, keeps what was rendered. Signed-in visitors, questions with a query and answers that
/// are no success pass through.
pub(super) async fn serve(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return next.run(request).await;
    };
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    if !readable || visitor.access().is_some() || request.uri().query().is_some() {
        return next.run(request).await;
    }
    let edition = match cache.web.app.public().edition().await {
        Ok(edition) => edition,
        Err(error) => return Failure::from(error).into_response(),
    };
    let headers = request.headers().clone();
    let key = (request.uri().path().to_owned(), visitor.texts().lang(), edition);
    let now = cache.web.app.now();
    if let Some(kept) = cache.find(&key, now) {
        return kept.answer(&headers);
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(plain) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if plain.len() > PAGE_MAX {
        return Response::from_parts(parts, Body::from(plain));
    }
    let squeezed = plain.clone();
    let Ok(Some(brotli)) = tokio::task::spawn_blocking(move || squeeze(&squeezed)).await else {
        return Response::from_parts(parts, Body::from(plain));
    };
    let header = |name| parts.headers.get(name).cloned();
    let kept = Arc::new(Kept {
        content_type: header(header::CONTENT_TYPE)
            .unwrap_or(HeaderValue::from_static("application/octet-stream")),
        disposition: header(header::CONTENT_DISPOSITION),
        etag: etag(&plain),
        plain,
        brotli,
        until: now + LIFE,
    });
    cache.keep(key, Arc::clone(&kept), now);
    kept.answer(&headers)
}

impl Kept {
    fn answer(&self, asked: &HeaderMap) -> Response {
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let is_known = known.is_some_and(|known| {
            known.split(',').any(|tag| tag.trim().trim_start_matches("W/").as_bytes() == self.etag.as_bytes())
        });
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else if takes_brotli(asked) {
            let mut response = Body::from(self.brotli.clone()).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            response
        } else {
            Body::from(self.plain.clone()).into_response()
        };
        let headers = response.headers_mut();
        if !is_known {
            headers.insert(header::CONTENT_TYPE, self.content_type.clone());
            if let Some(disposition) = &self.disposition {
                headers.insert(header::CONTENT_DISPOSITION, disposition.clone());
            }
        }
        // Weak: the same page in two encodings has one tag.
        if let Ok(etag) = HeaderValue::from_bytes(&[b"W/", self.etag.as_bytes()].concat()) {
            headers.insert(header::ETAG, etag);
        }
        headers.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        headers.insert(header::VARY, VARY);
        response
    }
}

/// Whether brotli is accepted: named, and not with a quality of zero.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.unwrap_or_default().split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some("br")
            && !words.any(|word| matches!(word, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn squeeze(plain: &[u8]) -> Option<Bytes> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*plain, &mut out, &parameters).ok()?;
    Some(out.into())
}

fn etag(plain: &[u8]) -> HeaderValue {
    let hash = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(plain)[..12]);
    HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_to_those_alone_who_take_it() {
        let asks = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_brotli(&headers)
        };
        assert!(asks("gzip, deflate, br") && asks("br;q=0.5"));
        assert!(!asks("gzip") && !asks("br;q=0") && !asks("brx") && !takes_brotli(&HeaderMap::new()));
    }
}
