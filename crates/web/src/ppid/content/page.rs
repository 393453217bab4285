//! A page of an office's own.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::version::{Asked, Versions};
use super::{ArticleView, beginning, view};
use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::Frame;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "ppid/content/page.html")]
struct Page {
    shell: Shell,
    frame: Frame,
    t: Texts,
    article: ArticleView,
    versions: Versions,
}

/// `GET /{slug}/hal/{name}?teks=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let public = web.app.public();
    let found = public.in_language(public.own_page(&slug, &name).await?, asked.wanted(&t)).await?;
    let one = found.articles.first().ok_or(app::AppError::NotFound)?;
    let body = &found.placed.body;
    let (frame, mut shell) = Frame::new(&web, &visitor, body);
    let writing = &one.found.edition.writing;
    shell.description = beginning(&writing.lead, &writing.body);
    if !one.is_own && one.found.choice.addition.is_empty() {
        // The same page stands at many offices; search engines list that of its writer.
        shell.canonical = format!("{}/{}/hal/{name}", web.app.settings().base_url, one.found.slug);
    }
    let path = format!("{}/hal/{name}", frame.home);
    let versions = Versions::new(&t, &web.app.settings().base_url, &path, &found.articles, &asked);
    shell.canonical.push_str(&versions.query);
    let article = view(&t, &body.office_name, body.zone, one, 2);
    Ok(render(StatusCode::OK, &Page { shell, frame, t, article, versions }))
}
