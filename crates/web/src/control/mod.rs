//! RI's pages on scores: components, recap, proposal and approval, files of the calculation.

mod announcement;
mod components;
mod export;
mod recap;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/nasional/{round}/rekap", get(recap::show).post(announcement::propose))
        .route("/nasional/{round}/rekap/{announcement}/setuju", post(announcement::approve))
        .route("/nasional/{round}/rekap/{announcement}/tarik", post(announcement::withdraw))
        .route("/nasional/{round}/komponen/{component}", get(components::show).post(components::submit))
        .route("/nasional/{round}/ekspor/{file}", get(export::file))
}
