//! The public site of an office: `/{slug}` and everything below it, in one frame.

mod content;
mod dcat;
mod decree;
mod exempt;
mod face;
mod file;
mod home;
mod item;
mod list;
mod menu;
mod open_data;
mod pieces;
mod service;
mod share;
mod sitemap;
mod video;
mod words;

pub(crate) use content::{kind_name, place_name, rule_kind, rule_name, standing_name, text as markup_text};
pub(crate) use exempt::state_name as exempt_state_name;
pub(crate) use face::{find_face, kept};
pub(crate) use open_data::attached;
pub(crate) use service::element_name;
pub(crate) use video::{as_captions, facts_line, length_words};
pub(crate) use words::{class_long, class_name, foreign, form_name, licence_name, state_name};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use domain::body::Body;

pub(crate) use menu::OnSite;

use menu::Group;

use crate::Web;
use crate::page::Shell;
use crate::visitor::Visitor;

/// The addresses of this area. `/{slug}` comes after every other address of one part.
pub(crate) fn routes(web: &Web) -> Router<Web> {
    Router::new()
        .merge(content::routes())
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
        .route("/{slug}/penetapan", get(decree::show))
        .route("/{slug}/penetapan.json", get(decree::json))
        .route("/{slug}/penetapan/{file}", get(decree::paper))
        .route("/{slug}/penetapan/{file}/keputusan", get(decree::scan))
        .route("/{slug}/informasi-dikecualikan", get(exempt::show))
        .route("/{slug}/informasi-dikecualikan.csv", get(exempt::csv))
        .route("/{slug}/sitemap.xml", get(sitemap::show))
        .route("/{slug}/robots.txt", get(sitemap::robots))
        .route("/{slug}/tampilan/{file}", get(face::give))
        .route("/{slug}/komitmen", get(video::show))
        .route("/{slug}/komitmen/{reference}", get(video::earlier))
        .route("/{slug}/video/{reference}/berkas", get(video::film))
        .route("/{slug}/video/{reference}/sampul", get(video::poster))
        .route("/{slug}/video/{reference}/takarir.vtt", get(video::captions))
        .route("/{slug}/informasi/{reference}", get(item::show))
        .route("/{slug}/informasi/{reference}/berkas/{file}", get(file::give_file))
        .route("/{slug}/informasi/{reference}/berkas/{file}/gambar", get(file::give_picture))
        .route_layer(from_fn_with_state(web.clone(), menu::find_existing))
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
    pub(crate) menu: Vec<Group>,
}

impl Frame {
    /// The frame of a page of this office's site, and the page's own with the office's name in its header.
    pub(crate) fn new(web: &Web, visitor: &Visitor, body: &Body) -> (Self, Shell) {
        let t = visitor.texts();
        let home = format!("/{}", body.slug);
        let path = visitor.path().split('?').next().unwrap_or_default();
        let menu = menu::menu(t, visitor.on_site(), &home, path);
        let mut shell = visitor.shell(web);
        shell.office.clone_from(&body.office_name);
        shell.canonical = visitor.address(web, path);
        if let Some(face) = visitor.face().filter(|face| face.body.code == body.code) {
            face::dress(web, t, face, &mut shell);
        }
        (Self { home, office: body.office_name.clone(), code: body.code.to_string(), menu }, shell)
    }
}
