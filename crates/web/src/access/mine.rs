//! The tester's own cases, the next one first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::access_test::CaseState;
use http::StatusCode;
use i18n::Texts;

use super::{at, state_tag, tester};
use crate::Web;
use crate::components::Tag;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug)]
struct Line {
    href: String,
    office: String,
    channel: String,
    due: String,
    state: Tag,
    is_due: bool,
}

#[derive(Debug, Template)]
#[template(path = "access/mine.html")]
struct MinePage {
    shell: Shell,
    t: Texts,
    lines: Vec<Line>,
}

/// `GET /uji-akses`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let now = web.app.now();
    let mut cases = tester(&signed_in.access)?.cases().await?;
    // What is still to be done comes first.
    cases.sort_by_key(|line| line.case.state == CaseState::Submitted);
    let lines = cases.into_iter().map(|line| Line {
        href: format!("/uji-akses/{}", line.case.id),
        channel: app::access_test::channel_name(&t, line.case.channel),
        due: at(&t, line.case.due_at, line.placed.body.zone),
        state: state_tag(&t, line.case.state),
        is_due: line.case.state == CaseState::Drawn && line.case.due_at <= now,
        office: line.placed.body.office_name,
    });
    let page = MinePage { shell: signed_in.visitor.shell(&web), t, lines: lines.collect() };
    Ok(render(StatusCode::OK, &page))
}
