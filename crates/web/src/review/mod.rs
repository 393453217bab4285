//! Verification: the province judges its offices, RI looks on.

mod answer;
mod appeal;
pub(crate) mod controls;
mod desk;
pub(crate) mod item;
mod judge;
mod queue;
pub(crate) mod typed;
pub(crate) mod values;
mod worked;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/verifikasi", get(queue::rounds))
        .route("/verifikasi/{round}", get(queue::show))
        .route("/verifikasi/{round}/{body}", get(queue::office))
        .route("/verifikasi/{round}/{body}/{question}", get(item::show).post(judge::submit))
        .route("/verifikasi/{round}/{body}/{question}/kembalikan", post(judge::give_back))
        .route("/verifikasi/{round}/{body}/{question}/tarik", post(judge::take_back))
        .route("/penilaian/{round}/{body}", get(worked::show))
        .merge(appeal::routes())
}
