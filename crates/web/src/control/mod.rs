//! RI's pages on scores: components, recap, proposal and approval, files of the calculation.

mod announcement;
mod changes;
mod components;
mod correction;
mod export;
mod reading;
mod recap;
mod reliability;
mod second;
mod tables;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/nasional/{round}/rekap", get(recap::show).post(announcement::propose))
        .route("/nasional/{round}/rekap/{announcement}/setuju", post(announcement::approve))
        .route("/nasional/{round}/rekap/{announcement}/tarik", post(announcement::withdraw))
        .route("/nasional/{round}/rekap.xlsx", get(tables::workbook))
        .route("/nasional/{round}/rekap.csv", get(tables::table))
        .route("/nasional/{round}/rekap/perubahan", get(changes::show))
        .route("/nasional/{round}/koreksi", get(correction::show).post(correction::submit))
        .route("/nasional/{round}/komponen/{component}", get(components::show).post(components::submit))
        .route("/nasional/{round}/kendali", get(second::show))
        .route("/nasional/{round}/kendali/undi", post(second::draw))
        .route("/nasional/{round}/kendali/serahkan", post(second::hand_over))
        .route("/nasional/{round}/kendali/undian/{draw}", get(second::file))
        .route("/nasional/{round}/kendali/{body}/{question}", get(reading::show).post(reading::submit))
        .route("/nasional/{round}/kendali/{body}/{question}/putusan", post(reading::settle))
        .route("/nasional/{round}/keandalan", get(reliability::show))
        .route("/nasional/{round}/keandalan.csv", get(reliability::csv))
        .route("/nasional/{round}/ekspor/{file}", get(export::file))
}
