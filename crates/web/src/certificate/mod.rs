//! Certificates: the page that checks one, what is printed, and the list of a round.

mod check;
mod list;
mod sheets;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The addresses of this area. The first is on paper, as a QR code: it stays short.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/s", get(check::ask))
        .route("/s/{reference}", get(check::show))
        .route("/s/{reference}/sertifikat.pdf", get(sheets::certificate))
        .route("/s/{reference}/rekomendasi.pdf", get(sheets::letter))
        .route("/hasil/{round}/lembar-pers.pdf", get(sheets::press_sheet))
        .route("/nasional/{round}/sertifikat", get(list::show))
}
