//! The WhatsApp number of the PPID: its page at the desk, and the pages of the tier above.

mod desk;
mod handover;
mod vouch;
mod watch;
mod words;

pub(crate) use words::{reason_words, standing_tag};

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let desk = "/meja/{slug}/whatsapp";
    Router::new()
        .route(desk, get(desk::show))
        .route(&format!("{desk}/nomor"), post(desk::change_number))
        .route(&format!("{desk}/pemegang"), post(desk::hold))
        .route(&format!("{desk}/kode"), post(desk::ask_code))
        .route(&format!("{desk}/verifikasi"), post(desk::prove))
        .route(&format!("{desk}/serah-terima"), post(handover::begin))
        .route(&format!("{desk}/serah-terima/{{id}}/terima"), post(handover::take))
        .route(&format!("{desk}/serah-terima/{{id}}/batal"), post(handover::cancel))
        .route("/kontak", get(watch::show))
        .route("/kontak/{slug}", get(vouch::show))
        .route("/kontak/{slug}/kode", post(vouch::make))
}
