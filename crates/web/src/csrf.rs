//! Protection against requests that another site makes in a person's name.
//!
//! Two guards, both without tokens in forms:
//! 1. `tower_http::csrf` compares `Sec-Fetch-Site`, or else `Origin` with `Host`, and refuses what comes from elsewhere.
//! 2. It lets requests with neither header pass, since they are rarely a browser's; [`guard`] refuses them too, unless
//!    they carry an API token, which no other site can make a browser send.
//!
//! Nothing is exempt at run time: [`EXEMPT`] is a constant, and nothing that a request does can add to it.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use i18n::{Lang, Texts};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::components::Button;
use crate::page::{ProblemPage, Shell, render};

/// Paths that take unsafe requests from anywhere. Each must prove its sender by itself (a signature), and there is
/// none at present.
pub const EXEMPT: &[&str] = &[];

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Wraps all routes, so that none can be forgotten.
pub fn protect(router: Router) -> Router {
    let layer = CsrfLayer::new().with_insecure_bypass(|_, uri| EXEMPT.contains(&uri.path()));
    router.layer(layer).layer(from_fn(guard))
}

/// Refuses unsafe requests of unknown origin, and words the refusals of both guards.
async fn guard(request: Request, next: Next) -> Response {
    let reader = Reader::of(request.headers());
    if is_unsafe(request.method()) && !is_trusted(&request) {
        return reader.refusal();
    }
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() { reader.refusal() } else { response }
}

/// Everything but the methods that by their definition change nothing. `TRACE` is not answered anywhere.
fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the request says where it comes from (the inner guard then judges that) or carries a token.
fn is_trusted(request: &Request) -> bool {
    let headers = request.headers();
    let says = |name: &HeaderName| headers.get(name).is_some_and(|value| !value.is_empty());
    says(&SEC_FETCH_SITE)
        || says(&header::ORIGIN)
        || has_token(headers)
        || EXEMPT.contains(&request.uri().path())
}

/// `Authorization: Bearer …`: a form cannot set it, and a script of another site would need our consent (CORS).
fn has_token(headers: &HeaderMap) -> bool {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()
}

/// For whom a refusal is worded.
struct Reader {
    texts: Texts,
    wants_page: bool,
}

impl Reader {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            texts: Texts::new(Lang::negotiate(None, None, text(header::ACCEPT_LANGUAGE))),
            wants_page: text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html")),
        }
    }

    fn refusal(&self) -> Response {
        let t = self.texts;
        tracing::warn!("refused an unsafe request that did not come from our own pages");
        if !self.wants_page {
            return self.problem_document();
        }
        let page = ProblemPage {
            // The address takes a POST, so the language links lead to the first page.
            shell: Shell::new(t, "/"),
            title: t.layout_refused_title(),
            detail: t.layout_refused_cross_site(),
            advice: t.layout_refused_what_to_do(),
            onward: Some(Button::link(t.layout_home(), "/")),
        };
        render(StatusCode::FORBIDDEN, &page)
    }

    /// RFC 9457.
    fn problem_document(&self) -> Response {
        let document = serde_json::json!({
            "type": "about:blank",
            "title": self.texts.layout_refused_title(),
            "status": StatusCode::FORBIDDEN.as_u16(),
            "detail": self.texts.layout_refused_cross_site(),
        });
        let mime = HeaderValue::from_static("application/problem+json");
        (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, mime)], document.to_string()).into_response()
    }
}

#[cfg(test)]
mod tests;
