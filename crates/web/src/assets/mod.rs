//! Style sheet, scripts and icon: embedded in the program, compressed beforehand, cached for ever by browsers.
//!
//! A file's name holds a hash of its content, so a new version has a new address and nothing is ever stale.
//! `cargo run -p xtask -- assets` builds the files and the table below.

mod table;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, Uri, header};

use table::ASSETS;

/// Where the files are served.
const PREFIX: &str = "/assets/";

/// A year, the longest that caches honour (RFC 9111), and no questions in between (RFC 8246).
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// One embedded file.
struct Asset {
    /// Name that templates use, e.g. `terbuka.css`.
    name: &'static str,
    /// Name with the hash of the content.
    file: &'static str,
    mime: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

/// Address of a file by its plain name: `terbuka.css` → `/assets/terbuka-0123456789ab.css`.
///
/// A name that does not exist gives an address that answers 404; a test reads all templates for such names.
pub fn asset_url(name: &str) -> String {
    let file = ASSETS.iter().find(|asset| asset.name == name).map_or(name, |asset| asset.file);
    format!("{PREFIX}{file}")
}

/// Text of a file by its plain name; empty where there is none.
pub(crate) fn asset_source(name: &str) -> &'static str {
    let plain = ASSETS.iter().find(|asset| asset.name == name).map(|asset| asset.plain);
    plain.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Serves the embedded files and nothing else.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*file}", get(serve))
}

/// Compares the address as it was sent, before any decoding: `%2e%2e%2f` is not a name, so it is not found.
async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let file = uri.path().strip_prefix(PREFIX).unwrap_or_default();
    let Some(asset) = ASSETS.iter().find(|asset| asset.file == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (encoding, bytes) = match Encoding::best(&headers) {
        Encoding::Brotli => (Some("br"), asset.brotli),
        Encoding::Gzip => (Some("gzip"), asset.gzip),
        Encoding::Identity => (None, asset.plain),
    };
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, asset.mime)
        .header(header::CACHE_CONTROL, FOR_EVER)
        .header(header::VARY, header::ACCEPT_ENCODING.as_str());
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response.body(Body::from(bytes)).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest form that the client accepts (RFC 9110, section 12.5.3). Weights only matter when they are
    /// zero: we prefer the smaller form, whichever the client ranks first.
    fn best(headers: &HeaderMap) -> Self {
        let (mut brotli, mut gzip) = (None, None);
        let mut any = false;
        for value in headers.get_all(header::ACCEPT_ENCODING) {
            for part in value.to_str().unwrap_or_default().split(',') {
                let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
                let accepted = !is_zero_weight(weight);
                match coding.trim().to_ascii_lowercase().as_str() {
                    "br" => brotli = Some(accepted),
                    "gzip" | "x-gzip" => gzip = Some(accepted),
                    "*" => any = accepted,
                    _ => {}
                }
            }
        }
        match (brotli.unwrap_or(any), gzip.unwrap_or(any)) {
            (true, _) => Self::Brotli,
            (false, true) => Self::Gzip,
            (false, false) => Self::Identity,
        }
    }
}

/// `q=0`, `q=0.0`, …
fn is_zero_weight(parameter: &str) -> bool {
    let weight = parameter.trim().strip_prefix("q=").or_else(|| parameter.trim().strip_prefix("Q="));
    weight.is_some_and(|weight| weight.trim().parse::<f32>() == Ok(0.0))
}

#[cfg(test)]
mod tests;
