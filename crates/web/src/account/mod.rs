//! Signing in and out, links that set a password, one's own account.

mod agent;
mod forgotten;
mod link;
mod own;
mod password;
mod sign_in;
mod tokens;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/masuk", get(sign_in::show).post(sign_in::submit))
        .route("/keluar", post(sign_in::sign_out))
        .route("/lupa", get(forgotten::show).post(forgotten::submit))
        .route("/undangan/{token}", get(link::show_invitation).post(link::submit_invitation))
        .route("/sandi/{token}", get(link::show_reset).post(link::submit_reset))
        .route("/akun", get(own::show).post(own::save))
        .route("/akun/sesi/{session}", post(own::end_session))
        .route("/akun/keluar-semua", post(own::sign_out_everywhere))
        .route("/akun/sandi", get(password::show).post(password::submit))
        .route("/akun/token", get(tokens::show).post(tokens::submit))
        .route("/akun/token/{token}", post(tokens::revoke))
}
