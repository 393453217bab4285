//! Questions that are asked often, by topic.

use app::public::SiteArticle;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::content::Kind;
use http::StatusCode;
use i18n::Texts;

use super::version::{Asked, Versions};
use super::{ArticleView, structured, view};
use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::Frame;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "ppid/content/questions.html")]
struct QuestionsPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    /// The questions of one topic under its name.
    topics: Vec<(String, Vec<ArticleView>)>,
    structured: String,
    versions: Versions,
}

/// `GET /{slug}/tanya-jawab?teks=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let public = web.app.public();
    let found = public.articles(&slug, Kind::Question).await?;
    let mut found = public.in_language(found, asked.wanted(&t)).await?;
    let body = &found.placed.body;
    let (frame, mut shell) = Frame::new(&web, &visitor, body);
    shell.description = t.content_questions_lead();
    found.articles.sort_by_key(order);
    let mut topics: Vec<(String, Vec<ArticleView>)> = Vec::new();
    for one in &found.articles {
        let topic = &one.found.edition.writing.topic;
        let name = if topic.is_empty() { t.content_questions_other() } else { topic.clone() };
        let view = view(&t, &body.office_name, body.zone, one, 4);
        match topics.last_mut().filter(|(before, _)| before.to_lowercase() == name.to_lowercase()) {
            Some((_, questions)) => questions.push(view),
            None => topics.push((name, vec![view])),
        }
    }
    let structured = structured::questions(&found.articles);
    let path = format!("{}/tanya-jawab", frame.home);
    let versions = Versions::new(&t, &web.app.settings().base_url, &path, &found.articles, &asked);
    shell.canonical.push_str(&versions.query);
    Ok(render(StatusCode::OK, &QuestionsPage { shell, frame, t, topics, structured, versions }))
}

/// By topic, those without one last; in a topic by their place, the office's own before those from above.
fn order(one: &SiteArticle) -> (bool, String, u16, bool, String) {
    let writing = &one.found.edition.writing;
    (
        writing.topic.is_empty(),
        writing.topic.to_lowercase(),
        writing.order,
        !one.is_own,
        writing.title.clone(),
    )
}
