//! Signing in and out, one's own account.

mod sign_in;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/masuk", get(sign_in::show).post(sign_in::submit))
        .route("/keluar", post(sign_in::sign_out))
}
