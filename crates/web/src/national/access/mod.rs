//! The access test for those who manage it: rules, sheet, bank of questions, pool, draws, cases.

mod case;
mod draws;
mod overview;
mod rules;
mod scenarios;
mod sheet;
mod testers;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::DOCUMENT_REQUEST_MAX;
use crate::Web;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    let sheet = get(sheet::show).post(sheet::upload).layer(DefaultBodyLimit::max(DOCUMENT_REQUEST_MAX));
    Router::new()
        .route("/nasional/{round}/uji-akses", get(overview::show))
        .route("/nasional/{round}/uji-akses/aturan", get(rules::show).post(rules::submit))
        .route("/nasional/{round}/uji-akses/lembar", sheet)
        .route("/nasional/{round}/uji-akses/lembar.yaml", get(sheet::file))
        .route("/nasional/{round}/uji-akses/skenario", get(scenarios::new).post(scenarios::add))
        .route("/nasional/{round}/uji-akses/skenario/{id}", get(scenarios::show).post(scenarios::change))
        .route("/nasional/{round}/uji-akses/skenario/{id}/pakai", post(scenarios::retire))
        .route("/nasional/{round}/uji-akses/penguji", get(testers::show).post(testers::put))
        .route("/nasional/{round}/uji-akses/penguji/{person}/keluar", post(testers::remove))
        .route("/nasional/{round}/uji-akses/undian", get(draws::show).post(draws::draw))
        .route("/nasional/{round}/uji-akses/undian/{number}", get(draws::record))
        .route("/nasional/{round}/uji-akses/kasus/{case}", get(case::show).post(case::correct))
}

/// The address of the access test of a round.
fn home(slug: &str) -> String {
    format!("/nasional/{slug}/uji-akses")
}
