//! The API for programs, `/api/v1`: the same use cases as the pages, in JSON.
//!
//! A handler parses, calls one use case and renders. [`operation`] holds the one description of each operation, from which
//! both its route and its part of the OpenAPI document come.

mod answer;
mod answers;
mod assessments;
mod bodies;
mod caller;
mod document;
mod entry;
mod error;
mod evidence;
mod instrument;
mod json;
mod limiter;
mod number;
mod openapi;
mod operation;
mod page;
mod query;
mod results;
mod reviews;
mod rounds;
mod scores;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};

use caller::Gate;
use error::ApiError;
use limiter::Limiter;
use operation::Operation;

use crate::state::Web;
use crate::{observe, wrap};

pub use openapi::openapi_json;
pub(crate) use page::routes as pages;

/// Under which path all operations are.
pub const PREFIX: &str = "/api/v1";

// Headings of the document.
const BODIES: &str = "bodies";
const ROUNDS: &str = "rounds";
const ASSESSMENTS: &str = "assessments";
const ANSWERS: &str = "answers";
const EVIDENCE: &str = "evidence";
const REVIEWS: &str = "reviews";
const SCORES: &str = "scores";
const RESULTS: &str = "results";

/// Every operation.
fn operations() -> Vec<Operation> {
    let all = [
        bodies::operations(),
        rounds::operations(),
        instrument::operations(),
        assessments::operations(),
        answers::operations(),
        evidence::operations(),
        reviews::operations(),
        scores::operations(),
        results::operations(),
    ];
    all.into_iter().flatten().collect()
}

/// Everything under `/api/` but the page for people. It reads no cookie, so it needs no protection from other sites.
pub fn routes(web: &Web) -> Router {
    let mut operations_by_path = Router::new();
    for operation in operations() {
        let path = format!("{PREFIX}{}", operation.path);
        let (route, _) = operation.finish();
        operations_by_path = operations_by_path.route(&path, route);
    }
    let gate = Gate { web: web.clone(), limiter: Limiter::new(web.app.settings()) };
    operations_by_path
        .route("/api/openapi.json", get(openapi::show))
        .route("/api/{*rest}", any(not_found))
        .layer(DefaultBodyLimit::max(crate::BODY_MAX))
        .layer(wrap::catch_panics())
        .layer(from_fn_with_state(gate, caller::find))
        .layer(from_fn_with_state(web.clone(), document::write))
        .layer(wrap::compress())
        .layer(from_fn(observe::note_route))
        .with_state(web.clone())
}

async fn not_found() -> ApiError {
    app::AppError::NotFound.into()
}
