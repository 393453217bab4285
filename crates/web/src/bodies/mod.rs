//! Public bodies: the list, the page of an office, and the form of its profile.

mod list;
mod office;
mod profile;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The addresses of this area. `/{slug}` comes after every other address of one part.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/badan", get(list::show))
        .route("/badan/{slug}/ubah", get(profile::show).post(profile::save))
        .route("/{slug}", get(office::show))
}

/// What people call a level.
fn level_name(t: &i18n::Texts, level: &domain::body::Level) -> String {
    use domain::body::Level;
    match level {
        Level::National => t.bodies_level_national(),
        Level::Province => t.bodies_level_province(),
        Level::Regency => t.bodies_level_regency(),
        // Levels of other programmes have the word of the file that brought them.
        Level::Other(code) => code.replace(['-', '_'], " "),
    }
}
