//! The public site of an office: `/{slug}` and everything below it, in one frame.

mod dcat;
mod exempt;
mod file;
mod home;
mod item;
mod list;
mod open_data;
mod service;
mod sitemap;
mod video;
mod words;

pub(crate) use exempt::state_name as exempt_state_name;
pub(crate) use service::element_name;
pub(crate) use video::{as_captions, facts_line, length_words};
pub(crate) use words::{class_long, class_name, form_name, licence_name, state_name};

use app::AppError;
use axum::Router;
use axum::routing::get;
use domain::body::Body;
use i18n::Texts;

use crate::Web;
use crate::page::Shell;
use crate::visitor::Visitor;

/// The addresses of this area. `/{slug}` comes after every other address of one part.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/{slug}", get(home::show))
        .route("/{slug}/maklumat", get(service::maklumat))
        .route("/{slug}/standar-layanan", get(service::standard))
        .route("/{slug}/prosedur", get(service::procedure))
        .route("/{slug}/biaya", get(service::fee))
        .route("/{slug}/jam-layanan", get(service::hours))
        .route("/{slug}/permohonan", get(service::request))
        .route("/{slug}/keberatan", get(service::objection))
        .route("/{slug}/lacak", get(service::track))
        .route("/{slug}/survei", get(service::survey))
        .route("/{slug}/formulir-permohonan.pdf", get(service::request_form))
        .route("/{slug}/formulir-keberatan.pdf", get(service::objection_form))
        .route("/{slug}/informasi", get(list::show))
        .route("/{slug}/informasi.csv", get(open_data::csv))
        .route("/{slug}/informasi.json", get(open_data::json))
        .route("/{slug}/informasi.jsonld", get(dcat::catalogue))
        .route("/{slug}/informasi-dikecualikan", get(exempt::show))
        .route("/{slug}/informasi-dikecualikan.csv", get(exempt::csv))
        .route("/{slug}/sitemap.xml", get(sitemap::show))
        .route("/{slug}/komitmen", get(video::show))
        .route("/{slug}/video/{reference}/berkas", get(video::film))
        .route("/{slug}/video/{reference}/sampul", get(video::poster))
        .route("/{slug}/video/{reference}/takarir.vtt", get(video::captions))
        .route("/{slug}/informasi/{reference}", get(item::show))
        .route("/{slug}/informasi/{reference}/berkas/{file}", get(file::give_file))
}

/// An entry of the menu of the site.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) is_here: bool,
}

/// The frame of the pages of one office, in a field named `frame`; templates extend `ppid/base.html`.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Where the site begins: `/kabupaten-katingan`.
    pub(crate) home: String,
    /// The office.
    pub(crate) office: String,
    /// Its code, by which the search is narrowed to it.
    pub(crate) code: String,
    /// The menu.
    pub(crate) menu: Vec<Entry>,
}

/// Where below the site, and what it is called.
type MenuLine = (&'static str, fn(&Texts) -> String);

/// What the menu has: where below the site, and what it is called.
const MENU: &[MenuLine] = &[
    ("", Texts::ppid_menu_home),
    ("/informasi", Texts::ppid_menu_public_information),
    ("/informasi-dikecualikan", Texts::exemption_public_title),
    ("/permohonan", Texts::service_request_title),
    ("/keberatan", Texts::service_objection_title),
    ("/lacak", Texts::service_track_title),
    ("/standar-layanan", Texts::service_standard_title),
    ("/maklumat", Texts::service_maklumat_title),
    ("/prosedur", Texts::service_procedure_title),
    ("/biaya", Texts::service_fee_title),
    ("/jam-layanan", Texts::service_hours_title),
    ("/survei", Texts::service_survey_title),
];

/// What the menu has besides where the office has a video.
const VIDEO: MenuLine = ("/komitmen", Texts::video_menu);

impl Frame {
    /// The frame of a page of this office's site, and the page's own with the office's name in its header.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn new(web: &Web, visitor: &Visitor, body: &Body) -> Result<(Self, Shell), AppError> {
        let has_video = web.app.public().has_video(body.slug.as_str()).await?;
        let t = visitor.texts();
        let home = format!("/{}", body.slug);
        let path = visitor.path().split('?').next().unwrap_or_default();
        let entry = |(below, words): &MenuLine| {
            let href = format!("{home}{below}");
            let is_below = !below.is_empty() && path.starts_with(&format!("{href}/"));
            Entry { is_here: path == href || is_below, text: words(t), href }
        };
        let menu = MENU.iter().chain(has_video.then_some(&VIDEO)).map(entry).collect();
        let mut shell = visitor.shell(web);
        shell.office.clone_from(&body.office_name);
        shell.canonical = format!("{}{path}", web.app.settings().base_url);
        Ok((Self { home, office: body.office_name.clone(), code: body.code.to_string(), menu }, shell))
    }
}
