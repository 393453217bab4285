//! The pages that every site has, with what the records know where the office has written nothing.

use app::public::SitePage;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::content::{Kind, Place};
use http::StatusCode;
use i18n::Texts;

use super::reports::FiguresView;
use super::version::{Asked, Versions};
use super::{ArticleView, beginning, organization, place_name, view};
use crate::Web;
use crate::components::{BackLink, SummaryList};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::{Frame, home, service};
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "ppid/content/place.html")]
struct PlacePage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    title: String,
    /// The office's own text.
    own: Option<ArticleView>,
    /// Those that are offered to it.
    offered: Vec<ArticleView>,
    /// What the records know of the office, under its heading.
    facts: Option<(String, SummaryList)>,
    figures: Option<FiguresView>,
    structured: String,
    versions: Versions,
    /// Where the rules of the site stand, on the page of the legal basis.
    rules: Option<String>,
}

/// Handlers of the places, one for each address.
macro_rules! handlers {
    ($($name:ident $place:ident;)*) => { $(
        pub(super) async fn $name(
            State(web): State<Web>,
            visitor: Visitor,
            Path(slug): Path<String>,
            Query(asked): Query<Asked>,
        ) -> Result<Response, Failure> {
            show(web, visitor, slug, Place::$place, asked).await
        }
    )* };
}

handlers! {
    profile Profile;
    structure Structure;
    duties Duties;
    legal_basis LegalBasis;
    reports Reports;
}

async fn show(
    web: Web,
    visitor: Visitor,
    slug: String,
    place: Place,
    asked: Asked,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let public = web.app.public();
    let found = public.in_language(public.site_place(&slug, place).await?, asked.wanted(&t)).await?;
    let body = &found.placed.body;
    let (frame, mut shell) = Frame::new(&web, &visitor, body);
    if let Some(one) = found.articles.first() {
        let writing = &one.found.edition.writing;
        shell.description = beginning(&writing.lead, &writing.body);
    }
    let figures = match place {
        Place::Reports => Some(FiguresView::new(&t, &web.app.public().figures(&slug).await?)),
        _ => None,
    };
    let path = format!("{}/{}", frame.home, place.code());
    let versions = Versions::new(&t, &web.app.settings().base_url, &path, &found.articles, &asked);
    shell.canonical.push_str(&versions.query);
    let has_rules = place == Place::LegalBasis && visitor.on_site().has(Kind::Regulation);
    let page = PlacePage {
        versions,
        rules: has_rules.then(|| format!("{}/{}", frame.home, Kind::Regulation.code())),
        title: place_name(&t, place),
        own: found.articles.iter().find(|one| one.is_own).map(|one| {
            let is_titled = one.found.edition.writing.title != place_name(&t, place);
            view(&t, &body.office_name, body.zone, one, if is_titled { 3 } else { 2 })
        }),
        offered: offered(&t, &found),
        facts: facts(&web, &t, &slug, place, &found).await?,
        figures,
        structured: if place == Place::Profile {
            organization(&web, &t, &visitor, body)
        } else {
            String::new()
        },
        shell,
        frame,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn offered(t: &Texts, found: &SitePage) -> Vec<ArticleView> {
    let body = &found.placed.body;
    let offered = found.articles.iter().filter(|one| !one.is_own);
    offered.map(|one| view(t, &body.office_name, body.zone, one, 3)).collect()
}

/// Address, hours and channels beside the profile and wherever nothing is written; there, and beside the structure, who leads.
async fn facts(
    web: &Web,
    t: &Texts,
    slug: &str,
    place: Place,
    found: &SitePage,
) -> Result<Option<(String, SummaryList)>, Failure> {
    let is_empty = found.articles.is_empty();
    let is_own = found.articles.iter().any(|one| one.is_own);
    let heading = match place {
        Place::Reports => return Ok(None),
        Place::Profile if is_own => t.content_place_facts(),
        _ if is_empty => t.content_place_known(),
        _ => return Ok(None),
    };
    let mut rows = home::fact_rows(t, &found.placed.body);
    if is_empty {
        let service = web.app.public().service(slug).await?;
        rows.extend(service::leaders(t, &service.standard));
    }
    Ok(Some((heading, SummaryList::new(rows))))
}
