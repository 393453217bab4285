//! What is seen of every request from outside: its reference, a line in the log, the metrics, and its bounds.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tokio::sync::Semaphore;
use tracing::Instrument as _;

use crate::client::{Client, Network};
use crate::server::{Options, URI_MAX};

/// Most characters of an address or a browser's name in the log.
const LOGGED: usize = 200;
/// So long a request waits for its turn before it is told to come again.
const TURN_TIMEOUT: Duration = Duration::from_secs(2);
/// What those are told to wait who get no turn, in seconds.
const COME_AGAIN: u32 = 5;

/// The reference of a request: in the header `x-request-id`, in every log line, on pages that tell of a fault.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// The pattern of the route that answered (`/saq/{round}/{body}`), put into the response for the metrics.
#[derive(Debug, Clone)]
struct Route(MatchedPath);

/// What [`observe`] needs.
#[derive(Debug, Clone)]
pub(crate) struct Observer {
    app: App,
    trusted_proxies: Arc<[Network]>,
    turns: Arc<Semaphore>,
    /// Turns of those who bring files, so that slow lines keep no reader waiting.
    bringing: Arc<Semaphore>,
}

impl Observer {
    pub(crate) fn new(app: App, options: &Options) -> Self {
        let turns = || Arc::new(Semaphore::new(options.requests_at_once.clamp(1, Semaphore::MAX_PERMITS)));
        let trusted_proxies = options.trusted_proxies.as_slice().into();
        Self { app, trusted_proxies, turns: turns(), bringing: turns() }
    }
}

/// Middleware, outermost: gives each request its reference and its client, answers for those that cannot be let in, and
/// logs and counts what came out.
pub(crate) async fn observe(State(observer): State<Observer>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = observer.app.request_reference();
    let client = Client::of(request.headers(), request.extensions(), &observer.trusted_proxies);
    let method = request.method().clone();
    let agent =
        request.headers().get(header::USER_AGENT).map(|value| loggable(value.as_bytes())).unwrap_or_default();
    let span = tracing::info_span!(
        "request", %id, %method, path = %loggable(request.uri().path().as_bytes()), client = %client.0
    );
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(client);
    let mut response = answer(&observer, request, next).instrument(span.clone()).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let took = begun.elapsed();
    let status = response.status().as_u16();
    let route = response
        .extensions()
        .get::<Route>()
        .map_or_else(|| "none".to_owned(), |route| route.0.as_str().to_owned());
    span.in_scope(|| {
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status, ms, route, agent, "answered");
    });
    let labels =
        [("method", method_label(&method).to_owned()), ("route", route), ("status", status.to_string())];
    metrics::counter!("terbuka_http_requests_total", &labels).increment(1);
    metrics::histogram!("terbuka_http_request_seconds", &labels[..2]).record(took.as_secs_f64());
    response
}

async fn answer(observer: &Observer, request: Request, next: Next) -> Response {
    if request.uri().path_and_query().is_some_and(|target| target.as_str().len() > URI_MAX) {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    let turns = if brings_file(request.headers()) { &observer.bringing } else { &observer.turns };
    match tokio::time::timeout(TURN_TIMEOUT, turns.acquire()).await {
        Ok(Ok(_turn)) => next.run(request).await,
        _ => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, HeaderValue::from(COME_AGAIN))])
            .into_response(),
    }
}

/// Whether the body says that it is a file, or a piece of one.
fn brings_file(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind == b"application/offset+octet-stream" || kind.starts_with(b"multipart/form-data")
}

/// Middleware inside the router: notes which route answers.
pub(crate) async fn note_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(Route(route));
    }
    response
}

/// The usual methods by name; all others are one, so that nobody fills the memory with made-up ones.
fn method_label(method: &Method) -> &str {
    let usual = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if usual.contains(method) { method.as_str() } else { "other" }
}

/// What a client wrote, as it may stand in a log: cut, control characters and line ends escaped.
fn loggable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOGGED * 4)]);
    text.chars().take(LOGGED).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d03_what_clients_write_cannot_forge_log_lines() {
        assert_eq!(loggable(b"a\r\n2024 INFO masuk\x1b[31m"), "a\\r\\n2024 INFO masuk\\u{1b}[31m");
        assert_eq!(loggable(&vec![b'x'; 1 << 20]).len(), LOGGED);
        assert_eq!(loggable("Katingan – ü".as_bytes()), "Katingan – ü");
    }

    #[test]
    fn made_up_methods_are_one() {
        assert_eq!(method_label(&Method::from_bytes(b"BUKA").unwrap()), "other");
        assert_eq!(method_label(&Method::POST), "POST");
    }
}
