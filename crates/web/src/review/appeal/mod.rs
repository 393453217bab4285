//! What offices contest: the list, and deciding one.

mod item;
mod queue;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/sanggah", get(queue::rounds))
        .route("/sanggah/{round}", get(queue::show))
        .route("/sanggah/{round}/{body}/{question}", get(item::show).post(item::submit))
}
