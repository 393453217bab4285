//! Pages for everybody: the first page, announced results, what search engines and feed readers ask for.

mod cache;
mod files;
mod home;
mod kept;
pub(crate) mod machine;
mod office;
mod province;
mod ranking;
mod register;
mod rounds;
mod search;
mod share;
mod together;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::Web;
pub(crate) use ranking::signed;

/// The addresses of this area.
pub fn routes(web: &Web) -> Router<Web> {
    let cache = cache::PageCache::new(web.clone());
    Router::new()
        .route("/", get(home::show))
        .route("/hasil", get(rounds::show))
        .route("/hasil/atom.xml", get(machine::feed))
        .route("/hasil/{round}", get(rounds::one))
        .route("/hasil/{round}/perpanjangan", get(register::show))
        .route("/hasil/{round}/perpanjangan.csv", get(register::table))
        .route("/hasil/{round}/{place}", get(office::place))
        .route("/hasil/sitemap.xml", get(machine::sitemap))
        .route("/sitemap.xml", get(machine::sitemaps))
        .route("/robots.txt", get(machine::robots))
        .layer(from_fn_with_state(cache, cache::serve))
        // Never kept: what was withdrawn is found no more from that moment on.
        .merge(search::routes())
        .route("/bagikan/{file}", get(share::give))
}
