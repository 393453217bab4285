//! The appeals that somebody sees, by round.

use app::appeal::{AppealLine, WhyNot};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use http::StatusCode;
use i18n::Texts;

use crate::appealed::{judged_words, state_tag};
use crate::components::{BackLink, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "review/appeal_rounds.html")]
struct RoundsPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<(String, String, String)>,
}

/// `GET /sanggah`
pub(super) async fn rounds(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let mut rounds = Vec::new();
    for found in access.reviews().await? {
        let queue = access.decider(&found.round.slug).await?.queue().await?;
        if queue.window.is_none() {
            continue;
        }
        rounds.push((found.round.title, format!("/sanggah/{}", found.round.slug), waiting(&t, &queue.lines)));
    }
    Ok(render(StatusCode::OK, &RoundsPage { shell: visitor.shell(&web), t, rounds }))
}

/// How many wait for this person.
fn waiting(t: &Texts, lines: &[AppealLine]) -> String {
    let mine = lines.iter().filter(|line| line.may_decide.is_ok() && !line.state.is_decided()).count();
    t.appeal_queue_waiting(i64::try_from(mine).unwrap_or(i64::MAX))
}

/// Why somebody cannot decide now.
pub(super) fn why_not(t: &Texts, why: WhyNot, zone: Zone) -> String {
    match why {
        WhyNot::NotYours => t.appeal_why_not_yours(),
        WhyNot::Judged => t.appeal_why_judged(),
        WhyNot::StillOpen(until) => t.appeal_why_open(show::moment(t, until, zone)),
        WhyNot::Frozen => t.appeal_why_frozen(),
    }
}

#[derive(Debug)]
struct Row {
    office: String,
    question: String,
    href: String,
    filed: String,
    contested: String,
    state: Tag,
    decided: String,
    note: String,
    is_mine: bool,
}

#[derive(Debug, Template)]
#[template(path = "review/appeals.html")]
struct QueuePage {
    shell: Shell,
    t: Texts,
    title: String,
    window: String,
    waiting: String,
    rows: Vec<Row>,
}

/// `GET /sanggah/{round}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let queue = access.decider(&round).await?.queue().await?;
    let t = *visitor.texts();
    let zone = queue.zone;
    let row = |line: &AppealLine| Row {
        office: line.body.office_name.clone(),
        question: format!("{}. {}", line.question.number, line.question.text.get(t.code())),
        href: format!("/sanggah/{}/{}/{}", queue.round.slug, line.body.slug, line.question.code),
        filed: line.filed_at.map(|at| show::moment(&t, at, zone)).unwrap_or_default(),
        contested: line.contested.as_ref().map(|judged| judged_words(&t, judged)).unwrap_or_default(),
        state: state_tag(&t, line.state),
        decided: line.decided.as_ref().map(|share| show::share(&t, share)).unwrap_or_default(),
        note: line.may_decide.err().map(|why| why_not(&t, why, zone)).unwrap_or_default(),
        is_mine: line.may_decide.is_ok(),
    };
    let window = queue.window.map_or_else(
        || t.appeal_figures_no_window(),
        |window| {
            let at = |time| show::moment(&t, time, zone);
            t.appeal_figures_window(at(window.opens), at(window.closes))
        },
    );
    let page = QueuePage {
        title: queue.round.title.clone(),
        window,
        waiting: waiting(&t, &queue.lines),
        rows: queue.lines.iter().map(row).collect(),
        shell: visitor.shell(&web),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
