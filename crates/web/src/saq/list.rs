//! The rounds in which the reader's offices take part.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::round::Standing;
use http::StatusCode;
use i18n::Texts;

use super::words;
use crate::Web;
use crate::components::{Html, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "saq/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<TakingView>,
}

#[derive(Debug)]
struct TakingView {
    title: String,
    href: String,
    facts: Html,
}

/// `GET /saq`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    let shell = signed_in.visitor.shell(&web);
    let t = shell.t;
    let now = web.app.now();
    let mut rounds = Vec::new();
    for taking in signed_in.access.takings().await? {
        let running: Vec<String> = taking
            .schedule
            .0
            .iter()
            .filter(|(_, window)| window.at(now) == Standing::Open)
            .map(|(kind, _)| words::phase(&t, *kind))
            .collect();
        let running = if running.is_empty() { t.saq_phases_none() } else { running.join(", ") };
        let zone = words::zone_of(taking.placed.body.zone);
        let deadline = taking.filling.map(|window| t.date_time_both(window.closes, zone));
        let facts = SummaryList::new([
            SummaryRow::new(t.common_office(), taking.placed.body.office_name.as_str()),
            SummaryRow::new(t.saq_phases(), running),
            SummaryRow::new(t.saq_deadline(), deadline.unwrap_or_else(|| t.saq_deadline_none())),
            SummaryRow::new(t.saq_state(), words::state(&t, taking.assessment.state)),
        ]);
        rounds.push(TakingView {
            title: taking.round.title.clone(),
            href: format!("/saq/{}/{}", taking.round.slug, taking.placed.body.slug),
            facts: Html::join([facts]),
        });
    }
    Ok(render(StatusCode::OK, &ListPage { shell, t, rounds }))
}
