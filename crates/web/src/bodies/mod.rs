//! Public bodies: the list, the form of a profile, and who stands in whose place.

mod host;
mod list;
mod profile;
mod succession;

pub(crate) use succession::Lineage;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/badan", get(list::show))
        .route("/badan/{slug}/ubah", get(profile::show).post(profile::save))
        .route("/badan/{slug}/host", get(host::show).post(host::save))
        .route("/badan/{slug}/host/periksa", post(host::check))
        .route("/badan/{slug}/penerus", get(succession::show).post(succession::save))
}

/// What people call a level.
pub(crate) fn level_name(t: &i18n::Texts, level: &domain::body::Level) -> String {
    use domain::body::Level;
    match level {
        Level::National => t.bodies_level_national(),
        Level::Province => t.bodies_level_province(),
        Level::Regency => t.bodies_level_regency(),
        // Levels of other programmes have the word of the file that brought them.
        Level::Other(code) => code.replace(['-', '_'], " "),
    }
}
