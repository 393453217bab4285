//! Rendered pages and their packed bytes, found by address, language and edition.

use std::collections::HashMap;
use std::future::Future;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body_util::BodyExt as _;
use i18n::Lang;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

/// How long browsers, proxies and this process keep a page. It never depends on a coming publication: that would tell its
/// minute.
pub(super) const LIFE: SignedDuration = SignedDuration::from_secs(60);
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=60");
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language, cookie");
/// Most pages that are kept: enough for the rounds of some years with all provinces.
const PAGES_MAX: usize = 512;
/// Largest page that is kept.
const PAGE_MAX: usize = 2 * 1024 * 1024;
/// Pages that can be rendered at the same time.
const TURNS: usize = 64;

/// What a kept page is found by: path, language, count of publications.
pub(super) type Key = (String, Lang, i64);

/// Pages that have been rendered.
#[derive(Debug)]
pub(super) struct Pages {
    kept: Mutex<HashMap<Key, Arc<Kept>>>,
    /// Who renders a page holds the turn of its key, so that a page that many want at once is rendered once. Keys share
    /// turns: what is held for strangers' addresses stays bounded.
    turns: [tokio::sync::Mutex<()>; TURNS],
}

/// A rendered page.
#[derive(Debug)]
pub(super) struct Kept {
    content_type: HeaderValue,
    disposition: Option<HeaderValue>,
    etag: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
    until: Timestamp,
}

impl Default for Pages {
    fn default() -> Self {
        Self { kept: Mutex::default(), turns: std::array::from_fn(|_| tokio::sync::Mutex::default()) }
    }
}

impl Pages {
    /// The page that is kept, or what `render` makes: kept from then on if it is a success of bounded size, else handed
    /// back as it is.
    pub(super) async fn find_or_render(
        &self,
        key: Key,
        now: impl Fn() -> Timestamp,
        render: impl Future<Output = Response>,
    ) -> Result<Arc<Kept>, Response> {
        if let Some(kept) = self.find(&key, now()) {
            return Ok(kept);
        }
        let _turn = self.turn(&key).lock().await;
        // Somebody may have rendered it meanwhile.
        if let Some(kept) = self.find(&key, now()) {
            return Ok(kept);
        }
        let kept = Arc::new(Kept::of(render.await, now()).await?);
        self.keep(key, Arc::clone(&kept), now());
        Ok(kept)
    }

    fn turn(&self, key: &Key) -> &tokio::sync::Mutex<()> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let places = u64::try_from(TURNS).unwrap_or(u64::MAX);
        &self.turns[usize::try_from(hasher.finish() % places).unwrap_or_default()]
    }

    fn find(&self, key: &Key, now: Timestamp) -> Option<Arc<Kept>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|page| now < page.until).cloned()
    }

    fn keep(&self, key: Key, page: Arc<Kept>, now: Timestamp) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= PAGES_MAX {
            kept.retain(|(_, _, edition), page| *edition == key.2 && now < page.until);
        }
        if kept.len() < PAGES_MAX {
            kept.insert(key, page);
        }
    }
}

impl Kept {
    /// What is kept of a response, or the response where nothing of it is kept.
    async fn of(response: Response, now: Timestamp) -> Result<Self, Response> {
        if response.status() != StatusCode::OK {
            return Err(response);
        }
        let (parts, body) = response.into_parts();
        let Ok(plain) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        if plain.len() > PAGE_MAX {
            return Err(Response::from_parts(parts, Body::from(plain)));
        }
        let squeezed = plain.clone();
        let Ok(Some(brotli)) = tokio::task::spawn_blocking(move || squeeze(&squeezed)).await else {
            return Err(Response::from_parts(parts, Body::from(plain)));
        };
        let header = |name| parts.headers.get(name).cloned();
        Ok(Self {
            content_type: header(header::CONTENT_TYPE)
                .unwrap_or(HeaderValue::from_static("application/octet-stream")),
            disposition: header(header::CONTENT_DISPOSITION),
            etag: etag(&plain),
            plain,
            brotli,
            until: now + LIFE,
        })
    }

    /// The page as this request wants it: not at all if it is known, packed if that is understood.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
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
    use std::sync::atomic::{AtomicUsize, Ordering};

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

    fn key() -> Key {
        ("/hasil".to_owned(), Lang::Id, 1)
    }

    #[tokio::test]
    async fn a_page_that_many_want_at_once_is_rendered_once() {
        let pages = Arc::new(Pages::default());
        let rendered = Arc::new(AtomicUsize::new(0));
        let all: Vec<_> = (0..50)
            .map(|_| {
                let (pages, rendered) = (Arc::clone(&pages), Arc::clone(&rendered));
                tokio::spawn(async move {
                    let render = async {
                        rendered.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        "halaman".into_response()
                    };
                    pages.find_or_render(key(), || Timestamp::UNIX_EPOCH, render).await.unwrap().plain.clone()
                })
            })
            .collect();
        for one in all {
            assert_eq!(one.await.unwrap(), "halaman");
        }
        assert_eq!(rendered.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_page_is_rendered_anew_after_its_time_and_after_a_failure() {
        let pages = Pages::default();
        let at = |seconds| move || Timestamp::from_second(seconds).unwrap();
        let failed =
            pages.find_or_render(key(), at(0), async { StatusCode::NOT_FOUND.into_response() }).await;
        assert_eq!(failed.unwrap_err().status(), StatusCode::NOT_FOUND);
        for (second, text, shown) in [(0, "satu", "satu"), (59, "dua", "satu"), (60, "tiga", "tiga")] {
            let page = pages.find_or_render(key(), at(second), async { text.into_response() }).await.unwrap();
            assert_eq!(page.plain, shown, "at second {second}");
        }
    }
}
