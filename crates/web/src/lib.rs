//! Pages, forms and the API over the use cases: parse, call one use case, render.

mod access;
pub mod account;
pub mod api;
mod appealed;
pub mod assets;
mod belief;
pub mod bodies;
mod certificate;
pub mod client;
mod comment;
pub mod components;
pub mod control;
pub mod csrf;
mod defect;
mod desk;
mod download;
mod duties;
pub mod failure;
pub mod form;
pub mod headers;
mod health;
mod help;
mod incoming;
mod interview;
mod link;
pub mod moment;
mod national;
mod navigation;
pub mod observe;
pub mod page;
pub mod people;
mod ppid;
pub mod problem;
pub mod public;
pub mod review;
mod rounds;
mod saq;
pub mod server;
mod show;
mod site;
pub mod state;
mod tus;
pub mod visitor;
mod worked;
mod wrap;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};

pub use state::Web;
pub use wrap::service;

/// Most bytes of a request that is not an upload.
pub const BODY_MAX: usize = 1024 * 1024;

/// The whole site.
///
/// # Errors
/// When the base address cannot be part of the content policy.
pub fn router(web: Web) -> Result<Router, headers::HeaderPolicyError> {
    let areas = areas(&web);
    frame(web, areas)
}

/// Every area, each in its own module.
fn areas(web: &Web) -> Router<Web> {
    Router::new()
        .merge(account::routes())
        .merge(access::routes())
        .merge(saq::routes())
        .merge(people::routes())
        .merge(public::routes(web))
        .merge(help::routes())
        .merge(bodies::routes())
        .merge(review::routes())
        .merge(comment::routes())
        .merge(control::routes())
        .merge(certificate::routes())
        .merge(interview::routes())
        .merge(duties::routes())
        .merge(national::routes())
        .merge(rounds::routes())
        .merge(site::routes())
        .merge(desk::routes())
        .merge(ppid::routes())
        .merge(api::pages())
}

/// What is common to all areas, around these. Layers from inside out: failures get their pages, the visitor is found,
/// other sites' requests are refused, headers are set.
///
/// # Errors
/// When the base address cannot be part of the content policy.
pub fn frame(web: Web, areas: Router<Web>) -> Result<Router, headers::HeaderPolicyError> {
    let policy = headers::HeaderPolicy::new(web.is_secure(), None)?;
    let api = api::routes(&web);
    let pages = areas
        .fallback(not_found)
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(wrap::catch_panics())
        .layer(from_fn_with_state(web.clone(), failure::show_failures))
        .layer(from_fn_with_state(web.clone(), visitor::find_visitor))
        .layer(wrap::compress())
        .layer(from_fn(observe::note_route))
        .with_state(web);
    let all = Router::new().merge(assets::routes()).merge(headers::report_routes()).fallback_service(pages);
    // The API stands outside the protection against other sites: no cookie counts there.
    let all = api.fallback_service(csrf::protect(all));
    Ok(all.layer(from_fn_with_state(policy, headers::secure)))
}

async fn not_found() -> failure::Failure {
    app::AppError::NotFound.into()
}
