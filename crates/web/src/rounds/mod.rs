//! A round for those who take part in it, and one's own notices.

mod notices;
pub(crate) mod questions;
mod show;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/siklus/{round}", get(show::show))
        .route("/pemberitahuan", get(notices::show).post(notices::read))
}
