//! The menu of the site of an office: what every site has, and what this one has written or is offered, in groups.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::content::{Kind, Place};
use http::Method;
use i18n::Texts;
use store::content::Existing;

use super::content::place_name;
use crate::Web;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// An entry of the menu of the site.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) is_here: bool,
}

/// Entries that belong together, with their name; the first ones have none.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) entries: Vec<Entry>,
}

/// What stands on a site beside what every site has.
#[derive(Debug, Default)]
pub(crate) struct OnSite {
    /// What the office has written or is offered.
    written: Vec<Existing>,
    /// Its leaders' video is public.
    has_video: bool,
}

impl OnSite {
    /// What stands on the site of an office.
    pub(super) async fn find(web: &Web, slug: &str) -> Result<Self, app::AppError> {
        let public = web.app.public();
        Ok(Self { written: public.existing(slug).await?, has_video: public.has_video(slug).await? })
    }
}

impl OnSite {
    /// Whether something of this kind stands there, the office's own or offered.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.written.iter().any(|one| one.kind == kind)
    }
}

/// Where below the site, and what it is called.
type MenuLine = (&'static str, fn(&Texts) -> String);

/// What every site has: where below it, and what it is called.
pub(super) const MENU: &[MenuLine] = &[
    ("", Texts::ppid_menu_home),
    ("/informasi", Texts::ppid_menu_public_information),
    ("/penetapan", Texts::decree_public_title),
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

/// Where below the site, and what it is called, in the page's language.
pub(super) type Line = (String, String);

/// The groups of a menu with their lines. The profile and the reports are on every site, since the records know something of
/// them; everything else is there when it is written.
pub(super) fn groups(t: &Texts, on_site: &OnSite) -> Vec<(String, Vec<Line>)> {
    let line = |(below, words): &MenuLine| ((*below).to_owned(), words(t));
    let is_start = |below: &str| below.is_empty();
    let is_information = |below: &str| below.starts_with("/informasi") || below == "/penetapan";
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<Line> {
        MENU.iter().filter(|(below, _)| wanted(below)).map(line).collect()
    };
    let mut information = of(&is_information);
    information.push((format!("/{}", Place::Reports.code()), place_name(t, Place::Reports)));
    vec![
        (String::new(), of(&is_start)),
        (t.content_menu_profile(), profile(t, on_site)),
        (t.content_menu_information(), information),
        (t.content_menu_service(), of(&|below| !is_start(below) && !is_information(below))),
        (t.content_menu_news(), news(t, &on_site.written)),
    ]
}

fn profile(t: &Texts, on_site: &OnSite) -> Vec<Line> {
    let pages: Vec<&Existing> = on_site.written.iter().filter(|one| one.kind == Kind::Page).collect();
    let is_there =
        |place: Place| place == Place::Profile || pages.iter().any(|page| page.name == place.code());
    let places = Place::ALL.iter().filter(|place| **place != Place::Reports && is_there(**place));
    let places = places.map(|place| (format!("/{}", place.code()), place_name(t, *place)));
    let own = pages.iter().filter(|page| page.name.parse::<Place>().is_err());
    let own = own.map(|page| (format!("/hal/{}", page.name), page.title.clone()));
    let video = on_site.has_video.then(|| ("/komitmen".to_owned(), t.video_menu()));
    places.chain(video).chain(own).collect()
}

fn news(t: &Texts, existing: &[Existing]) -> Vec<Line> {
    let lines = [
        (Kind::News, t.content_kind_news()),
        (Kind::Regulation, t.content_kind_regulation()),
        (Kind::Question, t.content_kind_question()),
    ];
    let is_there = |kind: Kind| existing.iter().any(|one| one.kind == kind);
    lines
        .into_iter()
        .filter(|(kind, _)| is_there(*kind))
        .map(|(kind, words)| (format!("/{}", kind.code()), words))
        .collect()
}

/// The menu of a site that begins at `home`, seen from the page at `path`.
pub(super) fn menu(t: &Texts, on_site: &OnSite, home: &str, path: &str) -> Vec<Group> {
    let entry = |(below, text): Line| {
        let href = format!("{home}{below}");
        let is_below = !below.is_empty() && path.starts_with(&format!("{href}/"));
        Entry { is_here: path == href || is_below, text, href }
    };
    let groups = groups(t, on_site).into_iter().filter(|(_, lines)| !lines.is_empty());
    groups.map(|(title, lines)| Group { title, entries: lines.into_iter().map(entry).collect() }).collect()
}

/// Middleware of the pages of sites: finds what stands on the site, for the menu of whichever page comes. What is no page
/// (tables, feeds, files, pictures) has none.
pub(super) async fn find_existing(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let slug = path.split('/').nth(1).unwrap_or_default().to_owned();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_page = request.method() == Method::GET
        && !last.contains('.')
        && !path.contains("/berkas/")
        && !path.contains("/gambar/");
    if is_page {
        let on_site = match OnSite::find(&web, &slug).await {
            Ok(on_site) => on_site,
            // The page says so itself.
            Err(app::AppError::NotFound) => OnSite::default(),
            Err(error) => return Failure::from(error).into_response(),
        };
        if let Some(visitor) = request.extensions_mut().get_mut::<Visitor>() {
            visitor.set_on_site(on_site);
        }
    }
    next.run(request).await
}
