//! News of an office.

use app::AppError;
use app::public::{NEWS, News};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::body::Zone;
use domain::content::{Kind, parse_reference};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::content::PublicArticle;

use super::version::{self, Versions};
use super::{ArticleView, beginning, day, structured, view};
use crate::Web;
use crate::components::{BackLink, PageItem, PageStep, Pagination};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::Frame;
use crate::visitor::Visitor;

/// A piece of news in a list.
#[derive(Debug, Clone)]
pub(in crate::ppid) struct NewsLine {
    pub(in crate::ppid) href: String,
    pub(in crate::ppid) title: String,
    pub(in crate::ppid) summary: String,
    pub(in crate::ppid) date: String,
    /// The language of its words; empty where it is the page's.
    pub(in crate::ppid) lang: String,
}

/// A piece of news as a line of a list.
pub(in crate::ppid) fn line(t: &Texts, home: &str, zone: Zone, one: &PublicArticle) -> NewsLine {
    let writing = &one.edition.writing;
    NewsLine {
        href: format!("{home}/berita/{}", one.article.reference),
        title: writing.title.clone(),
        summary: beginning(&writing.lead, &writing.body),
        date: day(t, one.since, zone),
        lang: crate::ppid::foreign(t, &writing.language),
    }
}

#[derive(Debug, Template)]
#[template(path = "ppid/content/news.html")]
struct NewsPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    title: String,
    lines: Vec<NewsLine>,
    pages: Option<Pagination>,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    hal: String,
}

/// `GET /{slug}/berita?hal=`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = web.app.public().news(&slug, asked.hal.parse().unwrap_or(1), NEWS).await?;
    let t = *visitor.texts();
    let body = &found.placed.body;
    let (frame, shell) = Frame::new(&web, &visitor, body);
    let page = NewsPage {
        title: t.content_news_title(body.office_name.as_str()),
        lines: found.articles.iter().map(|one| line(&t, &frame.home, body.zone, one)).collect(),
        pages: pages(&t, &frame.home, &found),
        shell,
        frame,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn pages(t: &Texts, home: &str, found: &News) -> Option<Pagination> {
    let last = (found.total + NEWS - 1) / NEWS;
    if last <= 1 {
        return None;
    }
    let step = |text: String, page: i64| {
        PageStep::new(text, t.common_page_of(page, last), format!("{home}/berita?hal={page}"))
    };
    let before = (found.page > 1).then(|| step(t.common_previous(), found.page - 1));
    let next = (found.page < last).then(|| step(t.common_next(), found.page + 1));
    Some(Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next))
}

#[derive(Debug, Template)]
#[template(path = "ppid/content/story.html")]
struct StoryPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    article: ArticleView,
    minutes: String,
    versions: Versions,
    structured: String,
}

/// `GET /{slug}/berita/{reference}?teks=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, typed)): Path<(String, String)>,
    Query(asked): Query<version::Asked>,
) -> Result<Response, Failure> {
    let reference = parse_reference(&typed).ok_or(AppError::NotFound)?;
    let t = *visitor.texts();
    let public = web.app.public();
    let found = public.article(&slug, Kind::News, &reference).await?;
    let found = public.in_language(found, asked.wanted(&t)).await?;
    if reference != typed {
        return Ok(Redirect::permanent(&format!("/{slug}/berita/{reference}")).into_response());
    }
    let one = found.articles.first().ok_or(AppError::NotFound)?;
    let body = &found.placed.body;
    let (frame, mut shell) = Frame::new(&web, &visitor, body);
    let writing = &one.found.edition.writing;
    shell.description = beginning(&writing.lead, &writing.body);
    let path = format!("{}/berita/{reference}", frame.home);
    let versions = Versions::new(&t, &web.app.settings().base_url, &path, &found.articles, &asked);
    shell.canonical.push_str(&versions.query);
    let page = StoryPage {
        versions,
        article: view(&t, &body.office_name, body.zone, one, 2),
        minutes: t.content_minutes(i64::try_from(markup::minutes(&writing.body)).unwrap_or(i64::MAX)),
        structured: structured::story(&web, body, one),
        shell,
        frame,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
