//! The offices below: who is ready, the worst first.

use app::contact::Watch;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::{reason_words, standing_tag};
use crate::Web;
use crate::components::Tag;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "contact/watch.html")]
struct WatchPage {
    shell: Shell,
    t: Texts,
    counts: Vec<(String, String)>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    href: String,
    office: String,
    standing: Tag,
    waits: bool,
    reasons: Vec<String>,
}

/// `GET /kontak`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    use domain::contact::readiness::Standing;
    let t = *signed_in.visitor.texts();
    let watched = signed_in.access.watched().await?;
    let count = |standing: Standing| {
        let count = watched.iter().filter(|line| line.standing == standing).count();
        t.decimal(&count.to_string())
    };
    let counts = vec![
        (count(Standing::NotReady), t.contact_standing_not_ready()),
        (count(Standing::Attention), t.contact_standing_attention()),
        (count(Standing::Ready), t.contact_standing_ready()),
    ];
    let row = |line: &Watch| Row {
        href: format!("/kontak/{}", line.body.slug),
        office: line.body.office_name.clone(),
        standing: standing_tag(&t, line.standing),
        waits: line.waits,
        reasons: line.reasons.iter().map(|reason| reason_words(&t, *reason)).collect(),
    };
    let rows = watched.iter().map(row).collect();
    let page = WatchPage { shell: signed_in.visitor.shell(&web), t, counts, rows };
    Ok(render(StatusCode::OK, &page))
}
