//! Signing in and out, links that set a password, one's own account.

mod link;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/masuk", get(sign_in::show).post(sign_in::submit))
        .route("/keluar", post(sign_in::sign_out))
        .route("/undangan/{token}", get(link::show_invitation).post(link::submit_invitation))
        .route("/sandi/{token}", get(link::show_reset).post(link::submit_reset))
}
