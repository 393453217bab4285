//! Verification: the province judges its offices, RI looks on.

mod answer;
mod controls;
mod item;
mod judge;
mod queue;
mod typed;
mod worked;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/verifikasi", get(queue::rounds))
        .route("/verifikasi/{round}", get(queue::show))
        .route("/verifikasi/{round}/{body}", get(queue::office))
        .route("/verifikasi/{round}/{body}/{question}", get(item::show).post(judge::submit))
        .route("/penilaian/{round}/{body}", get(worked::show))
}
