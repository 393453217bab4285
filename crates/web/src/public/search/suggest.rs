//! Suggestions to somebody who types. Without a script there are none, and their address leads to the search itself.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use i18n::Texts;

use super::address::Address;
use super::checked;
use super::page::{Line, line};
use crate::failure::Failure;
use crate::state::Web;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "public/suggestions.html")]
struct Suggestions {
    t: Texts,
    questions: Vec<(String, String)>,
    results: Vec<Line>,
}

/// `GET /informasi/saran?q=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if !headers.contains_key("hx-request") {
        return Ok(Redirect::to(&address.page()).into_response());
    }
    let suggestions = web.app.public().suggest(&address.asked()).await?;
    let t = *visitor.texts();
    let question = |text: String| (address.with(|address| address.q.clone_from(&text)).page(), text);
    let page = Suggestions {
        questions: suggestions.questions.into_iter().map(question).collect(),
        results: suggestions.results.iter().map(|one| line(&t, one)).collect(),
        t,
    };
    let html = page.render().map_err(|error| app::AppError::Fault(error.to_string()))?;
    Ok(checked(&headers, "text/html; charset=utf-8", html))
}
