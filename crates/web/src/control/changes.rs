//! What moved since the province judged, and why.

use std::cmp::Ordering;

use app::controller::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use http::StatusCode;
use i18n::Texts;

use crate::components::{BackLink, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::review::values::tier_words;
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug)]
struct Line {
    office: String,
    href: String,
    question: String,
    before: String,
    after: String,
    direction: Tag,
    whose: String,
    reason: String,
    by: String,
}

#[derive(Debug, Template)]
#[template(path = "control/changes.html")]
struct ChangesPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    figures: Vec<(String, String)>,
    lines: Vec<Line>,
}

/// `GET /nasional/{round}/rekap/perubahan`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let changes = controller.changes().await?;
    let t = *visitor.texts();
    let count = |direction| changes.iter().filter(|change| change.direction() == direction).count();
    let figures = [
        (t.result_changes_up(), Ordering::Greater),
        (t.result_changes_down(), Ordering::Less),
        (t.result_changes_same(), Ordering::Equal),
    ];
    let figures = figures
        .map(|(word, direction)| (word, t.integer(i64::try_from(count(direction)).unwrap_or(i64::MAX))))
        .to_vec();
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    let zone = controller.round().zone;
    let page = ChangesPage {
        title: controller.round().title.clone(),
        back: format!("/nasional/{round}/rekap"),
        figures,
        lines: changes.iter().map(|change| line(&t, &round, change, zone)).collect(),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn line(t: &Texts, round: &str, change: &Change, zone: Zone) -> Line {
    let direction = match change.direction() {
        Ordering::Greater => Tag::new(t.result_changes_up()).colour("green"),
        Ordering::Less => Tag::new(t.result_changes_down()).colour("orange"),
        Ordering::Equal => Tag::new(t.result_changes_same()).colour("grey"),
    };
    let judgement = &change.judgement;
    Line {
        office: change.office.clone(),
        href: format!("/verifikasi/{round}/{}/{}", change.slug, change.question),
        question: format!("{}. {}", change.number, change.text.get(t.code())),
        before: change.before.as_ref().map_or_else(|| t.result_changes_none(), |share| show::share(t, share)),
        after: show::share(t, &change.after),
        direction,
        whose: tier_words(t, change.tier),
        reason: judgement.reason.clone(),
        by: t.result_correction_by(
            show::moment(t, judgement.judged_at, zone),
            judgement.judged_by_name.as_str(),
        ),
    }
}
