//! *Masukan publik*: what offices claim and what the public says of it, and how that is handled.

mod claims;
mod queue;
mod send;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Web;

/// Most bytes of one request with files: three of ten megabytes and the texts.
const REQUEST_MAX: usize = 32 * 1024 * 1024;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let write = post(send::submit).layer(DefaultBodyLimit::max(REQUEST_MAX));
    Router::new()
        .route("/masukan-publik", get(claims::rounds))
        .route("/masukan-publik/{round}", get(claims::offices))
        .route("/masukan-publik/{round}/{body}", get(claims::show))
        .route("/masukan-publik/{round}/{body}/{question}", get(send::show).merge(write))
        .route("/masukan", get(queue::rounds))
        .route("/masukan/{round}", get(queue::show))
        .route("/masukan/{round}/{comment}", post(queue::handle))
        .route("/masukan/berkas/{comment}/{position}", get(queue::file))
}
