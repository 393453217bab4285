//! The first page: what this is, the latest results, a search for an office.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::rounds::{CategoryLine, category_lines, headline};
use super::share;
use crate::components::{Button, Input};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

/// The latest results on the first page.
#[derive(Debug)]
struct Latest {
    title: String,
    href: String,
    published: String,
    headline: Option<(String, String)>,
    categories: Vec<CategoryLine>,
}

#[derive(Debug, Template)]
#[template(path = "public/home.html")]
struct HomePage {
    shell: Shell,
    t: Texts,
    latest: Option<Latest>,
}

/// `GET /`
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let latest = web.app.public().announced().await?.into_iter().next().map(|found| Latest {
        href: format!("/hasil/{}", found.round.slug),
        published: t.result_published(show::moment(&t, found.published_at, found.round.zone)),
        headline: headline(&t, &found.tally, &t.result_headline_national()),
        categories: category_lines(&t, &found.tally, None),
        title: t.result_home_latest(&found.round.title),
    });
    let mut shell = visitor.shell(&web);
    shell.canonical = format!("{}/", web.app.settings().base_url);
    shell.share = Some(share::share(&web, &t, share::Page::Home, ""));
    Ok(render(StatusCode::OK, &HomePage { shell, t, latest }))
}
