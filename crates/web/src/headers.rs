//! Security headers on every response, and cookies that follow the same policy.
//!
//! The policy lets a page load from this site alone: no inline script or style, no plugin, no frame around it. What
//! deviates says so itself, by an [`Exposure`] in the extensions of its response.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::post;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::header::{self, HeaderName};
use http::{HeaderValue, StatusCode};

/// Where browsers report what the content policy refused.
pub const REPORT_PATH: &str = "/csp-report";

/// Two years, as the preload list asks (RFC 6797).
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
);
/// On the page of a question photos are taken and marked with the place.
const PERMISSIONS_WITH_CAMERA: HeaderValue = HeaderValue::from_static(
    "camera=(self), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()",
);
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// Kept, and asked for again each time: what is withdrawn is seen no longer.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const PRIVATE_NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");

/// How a response may be used, where it is not a page of ours. Handlers put it into the response's extensions:
/// `response.extensions_mut().insert(Exposure::Evidence)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exposure {
    /// A page on which photos are taken: it may ask for camera and place.
    PageWithCamera,
    /// A file that people uploaded, to be saved or shown as an image: it can run nothing and read nothing.
    Evidence,
    /// A PDF of those who run a round, to be read in the browser. Browsers refuse to show a PDF in a sandbox, so it has none;
    /// it can still load nothing, run nothing, and be framed by this site alone.
    EvidencePdf,
    /// A film or its picture that everybody may see: as evidence, and a browser may keep it and ask each time whether it may
    /// still be seen.
    PublicFilm,
    /// A page whose address holds a secret: no address is told to where its links lead, this site included.
    SecretAddress,
}

/// The headers of this deployment, worked out once.
#[derive(Clone, Debug)]
pub struct HeaderPolicy {
    shared: Arc<Values>,
}

#[derive(Debug)]
struct Values {
    https: bool,
    page: HeaderValue,
    evidence: HeaderValue,
    evidence_pdf: HeaderValue,
    reporting: HeaderValue,
}

/// Why a header policy cannot be made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum HeaderPolicyError {
    /// The host for files is not an origin.
    #[error("the origin for files, {0:?}, must be like https://files.example.id, without path")]
    FilesOrigin(String),
}

impl HeaderPolicy {
    /// `https`: the site is reached by https, so browsers are told to stay there. `files_origin`: another origin that
    /// serves evidence (`https://files.example.id`), if any.
    ///
    /// # Errors
    ///
    /// When `files_origin` is anything but scheme, host and port: it becomes part of the content policy.
    pub fn new(https: bool, files_origin: Option<&str>) -> Result<Self, HeaderPolicyError> {
        let files = match files_origin {
            None => String::new(),
            Some(origin) if is_origin(origin) => format!(" {origin}"),
            Some(origin) => return Err(HeaderPolicyError::FilesOrigin(origin.to_owned())),
        };
        let page = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{files}; font-src 'self'; \
             connect-src 'self'; media-src 'self'{files}; manifest-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'; object-src 'none'; report-to csp; report-uri {REPORT_PATH}"
        );
        let value = |text: String| {
            HeaderValue::try_from(text)
                .map_err(|_| HeaderPolicyError::FilesOrigin(files_origin.unwrap_or_default().to_owned()))
        };
        Ok(Self {
            shared: Arc::new(Values {
                https,
                page: value(page)?,
                evidence: HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'self'"),
                evidence_pdf: HeaderValue::from_static(
                    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
                ),
                reporting: value(format!("csp=\"{REPORT_PATH}\""))?,
            }),
        })
    }

    /// Whether the site is reached by https.
    pub fn https(&self) -> bool {
        self.shared.https
    }

    fn content_policy(&self, exposure: Option<Exposure>) -> &HeaderValue {
        match exposure {
            None | Some(Exposure::SecretAddress | Exposure::PageWithCamera) => &self.shared.page,
            Some(Exposure::Evidence | Exposure::PublicFilm) => &self.shared.evidence,
            Some(Exposure::EvidencePdf) => &self.shared.evidence_pdf,
        }
    }

    /// Sets every header. Only `Cache-Control` is left as the handler set it: a page that says nothing is not stored.
    fn apply(&self, response: &mut Response) {
        let exposure = response.extensions().get::<Exposure>().copied();
        let is_evidence = matches!(exposure, Some(Exposure::Evidence | Exposure::EvidencePdf));
        let is_film = exposure == Some(Exposure::PublicFilm);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, self.content_policy(exposure).clone());
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        let referrer = if exposure == Some(Exposure::SecretAddress) { "no-referrer" } else { "same-origin" };
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
        headers.insert(
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        );
        let resource = if is_evidence || is_film { "same-site" } else { "same-origin" };
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static(resource),
        );
        let has_camera = exposure == Some(Exposure::PageWithCamera);
        let permissions = if has_camera { PERMISSIONS_WITH_CAMERA } else { PERMISSIONS };
        headers.insert(HeaderName::from_static("permissions-policy"), permissions);
        headers.insert(HeaderName::from_static("reporting-endpoints"), self.shared.reporting.clone());
        if self.shared.https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
        }
        if is_evidence {
            headers.insert(header::CACHE_CONTROL, PRIVATE_NO_STORE);
        } else if is_film {
            headers.insert(header::CACHE_CONTROL, ASK_AGAIN);
        } else {
            headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
        }
    }
}

/// Middleware: `router.layer(from_fn_with_state(policy, headers::secure))`, as the outermost layer but tracing.
pub async fn secure(State(policy): State<HeaderPolicy>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    policy.apply(&mut response);
    response
}

/// Takes browsers' reports on refused content and logs them, shortened. At most 16 KiB are read.
pub fn report_routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route(REPORT_PATH, post(report)).layer(DefaultBodyLimit::max(16 * 1024))
}

async fn report(body: Bytes) -> StatusCode {
    /// Enough for the directive and the address; the rest is page text that does not belong in a log.
    const LOGGED: usize = 600;
    // `escape_debug` keeps line breaks and control characters from forging log lines.
    let text: String =
        String::from_utf8_lossy(&body).chars().take(LOGGED).flat_map(char::escape_debug).collect();
    tracing::warn!(report = %text, "the content policy refused something");
    StatusCode::NO_CONTENT
}

/// Scheme, host and port, nothing else: no path, no space, no semicolon that would end a directive.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
    })
}

/// Names and attributes of our cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    https: bool,
}

impl Cookies {
    /// On https names begin with `__Host-`, so that no other host and no plain connection can set them. The demo on
    /// `http://127.0.0.1` uses plain names, since browsers refuse the prefix there.
    pub fn new(https: bool) -> Self {
        Self { https }
    }

    /// The name under which `name` is sent.
    pub fn name(self, name: &str) -> String {
        if self.https { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A cookie for this host alone that scripts cannot read. Without a maximal age it ends with the browser's session.
    pub fn make(self, name: &str, value: impl Into<String>) -> Cookie<'static> {
        Cookie::build((self.name(name), value.into()))
            .path("/")
            .secure(self.https)
            .http_only(true)
            .same_site(SameSite::Lax)
            .build()
    }

    /// The cookie that makes the browser forget `name`.
    pub fn forget(self, name: &str) -> Cookie<'static> {
        let mut cookie = self.make(name, "");
        cookie.make_removal();
        cookie
    }

    /// The value of `name` among the request's cookies. `None` too when it was sent twice with different values:
    /// somebody on a neighbouring host has planted one of them.
    pub fn read<'a>(self, headers: &'a http::HeaderMap, name: &str) -> Option<&'a str> {
        let name = self.name(name);
        let mut found = None;
        for header in headers.get_all(header::COOKIE) {
            for pair in header.to_str().unwrap_or_default().split(';') {
                let Some((key, value)) = pair.trim().split_once('=') else { continue };
                if key != name {
                    continue;
                }
                if found.is_some_and(|first| first != value) {
                    return None;
                }
                found = Some(value);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
