//! *Meja layanan*: the pages of those who work at an office's desk. `/meja/{slug}/…`

mod attach;
mod content;
mod decree;
mod duties;
mod exemption;
mod form;
mod harvest;
mod home;
mod import;
mod item;
mod items;
mod kit;
mod look;
mod many;
mod privacy;
mod redact;
mod room;
mod standard;
mod upload;
mod video;

pub(crate) use decree::{state_name as decree_state_name, state_tag as decree_state_tag};
pub(crate) use kit::{inline_pdf, pdf};

use app::AppError;
use app::desk::Desk;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Web;
use crate::visitor::SignedIn;

/// Most bytes of a request with files: several files, each bounded by the settings as it comes in.
const UPLOAD_MAX: usize = 512 * 1024 * 1024;

/// The desk of an office, for somebody who writes its list; from others its pages are hidden.
async fn desk_of(signed_in: &SignedIn, slug: &str) -> Result<Desk, AppError> {
    let desk = signed_in.access.desk(slug).await?;
    if desk.may_edit_catalogue() { Ok(desk) } else { Err(AppError::NotFound) }
}

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let item = "/meja/{slug}/informasi/{reference}";
    let many = "/meja/{slug}/informasi/berkas-banyak";
    let files = post(upload::add).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    let table = get(import::ask).post(import::send).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    let look = get(look::show).post(look::save).layer(DefaultBodyLimit::max(look::SENT_MAX));
    Router::new()
        .route("/meja", get(home::own))
        .route("/meja/{slug}", get(home::show))
        .route("/meja/{slug}/kewajiban", get(duties::show))
        .merge(decree::routes())
        .merge(exemption::routes())
        .merge(harvest::routes())
        .merge(content::routes())
        .merge(video::routes(UPLOAD_MAX))
        .route(many, get(many::show).post(many::send).layer(DefaultBodyLimit::max(UPLOAD_MAX)))
        .route(&format!("{many}/unggah"), post(many::create).options(many::options))
        .route(&format!("{many}/draf"), post(many::take))
        .route(&format!("{many}/lampirkan"), get(attach::show).post(attach::attach))
        .route("/meja/{slug}/standar", get(standard::show).post(standard::save))
        .route("/meja/{slug}/tampilan", look)
        .route("/meja/{slug}/cetak", get(kit::show))
        .route("/meja/{slug}/cetak/{piece}", get(kit::print))
        .route("/meja/{slug}/informasi", get(items::show))
        .route("/meja/{slug}/informasi/impor", table)
        .route("/meja/{slug}/informasi/impor/{id}", get(import::show).post(import::take))
        .route("/meja/{slug}/informasi/baru", get(form::new).post(form::begin))
        .route(item, get(item::show))
        .route(&format!("{item}/ubah"), get(form::edit).post(form::save))
        .route(&format!("{item}/langkah"), post(item::step))
        .route(&format!("{item}/berkas"), files)
        .route(&format!("{item}/berkas/{{file}}"), get(upload::give_file))
        .route(&format!("{item}/berkas/{{file}}/hapus"), post(upload::remove))
        .route(&format!("{item}/data-pribadi"), post(privacy::answer))
        .route(&format!("{item}/berkas/{{file}}/hitamkan"), get(redact::show).post(redact::send))
        .route(&format!("{item}/berkas/{{file}}/hitamkan/{{page}}"), get(redact::picture))
}
