//! What lies around the site: the layers that every request passes, and those around every page.

use std::any::Any;

use app::{App, AppError};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, Predicate};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::failure::Failure;
use crate::headers::Exposure;
use crate::server::Options;
use crate::{health, observe};

/// The whole service as [`crate::server::serve`] runs it: the site, the addresses for those who watch over it, and
/// around both the bounds, the log and the metrics.
pub fn service(app: &App, site: Router, options: &Options) -> Router {
    let observer = observe::Observer::new(app.clone(), options);
    health::routes(app.clone(), options)
        .fallback_service(site)
        .layer(RequestBodyTimeoutLayer::new(options.body_timeout))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, options.request_timeout))
        .layer(CatchPanicLayer::custom(panicked_outside))
        .layer(from_fn_with_state(observer, observe::observe))
}

type Panic = Box<dyn Any + Send + 'static>;

/// A handler that panics is a fault: the reader gets the page of faults, the process lives.
pub(crate) fn catch_panics() -> CatchPanicLayer<fn(Panic) -> Response> {
    CatchPanicLayer::custom(panicked)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked(panic: Panic) -> Response {
    Failure::from(AppError::Fault(format!("panic: {}", message(&panic)))).into_response()
}

/// A panic outside the pages, where nothing can be shown.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked_outside(panic: Panic) -> Response {
    tracing::error!(why = message(&panic), "panic outside the pages");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn message(panic: &Panic) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

/// Compresses what handlers write: pages, JSON, CSV. Assets come compressed, evidence stays as it is.
pub(crate) fn compress() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(is_text_of_ours)
}

fn is_text_of_ours(_: StatusCode, _: Version, headers: &HeaderMap, extensions: &Extensions) -> bool {
    const KINDS: [&str; 6] = [
        "text/html",
        "application/json",
        "application/problem+json",
        "text/csv",
        "image/svg+xml",
        "text/plain",
    ];
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let is_evidence = matches!(extensions.get(), Some(Exposure::Evidence | Exposure::EvidencePdf));
    KINDS.contains(&kind) && !is_evidence
}
