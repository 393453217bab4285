//! The page about the API for people: what it is, how to get a token, examples, kinds of problems.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use i18n::Texts;

use super::PREFIX;
use crate::Web;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "api/about.html")]
struct AboutPage {
    shell: Shell,
    t: Texts,
    /// Address of the API.
    base: String,
    at_once: String,
    a_second: String,
    /// Kinds of problems: the part of their address, the title.
    problems: Vec<(&'static str, String)>,
}

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/api", get(show))
}

async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    let t = *visitor.texts();
    let page = AboutPage {
        shell: visitor.shell(&web),
        t,
        base: format!("{}{PREFIX}", web.app.settings().base_url),
        at_once: web.app.settings().api_calls_at_once.to_string(),
        a_second: web.app.settings().api_calls_a_second.to_string(),
        problems: vec![
            ("malformed", t.api_malformed_title()),
            ("bad-parameter", t.api_parameters_title()),
            ("unauthorized", t.api_token_title()),
            ("closed", t.problem_closed_title()),
            ("not-found", t.api_not_found_title()),
            ("method", t.api_method_title()),
            ("conflict", t.problem_conflict_title()),
            ("precondition-failed", t.api_stale_title()),
            ("too-large", t.api_too_large_title()),
            ("media-type", t.api_media_type_title()),
            ("range", t.evidence_range_title()),
            ("invalid", t.problem_invalid_title()),
            ("precondition-required", t.api_precondition_title()),
            ("too-many", t.problem_too_many_title()),
            ("damaged", t.evidence_damaged_title()),
            ("fault", t.problem_fault_title()),
            ("unavailable", t.problem_unavailable_title()),
        ],
    };
    render(StatusCode::OK, &page)
}
