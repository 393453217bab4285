//! How the appeals of a round stand, by province.

use app::appeal::ProvinceFigures;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::appeal::AppealState;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "national/appeals.html")]
struct FiguresPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    window: String,
    queue: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    total: Vec<String>,
}

fn cells(t: &Texts, figures: &ProvinceFigures) -> Vec<String> {
    let of = |wanted: AppealState| figures.count(|state| state == wanted);
    let refused = figures.count(|state| matches!(state, AppealState::Refused | AppealState::Lowered));
    [
        figures.offices,
        figures.seen,
        figures.filing,
        of(AppealState::Draft),
        figures.count(AppealState::is_filed),
        figures.count(AppealState::is_decided),
        of(AppealState::Accepted),
        of(AppealState::Partly),
        refused,
    ]
    .map(|count| t.integer(count))
    .to_vec()
}

/// `GET /nasional/{round}/sanggah`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let figures = reader.access.national_of(&slug).await?.appeal_figures(&slug).await?;
    let t = *reader.visitor.texts();
    let zone = figures.round.zone;
    let row = |province: &ProvinceFigures| {
        let name = province.parent.as_ref().map_or_else(|| t.appeal_figures_root(), |body| body.name.clone());
        (name, cells(&t, province))
    };
    let window = figures.window.map_or_else(
        || t.appeal_figures_no_window(),
        |window| {
            let at = |time| show::moment(&t, time, zone);
            t.appeal_figures_window(at(window.opens), at(window.closes))
        },
    );
    let mut shell = reader.visitor.shell(&web);
    shell.wide = true;
    let page = FiguresPage {
        title: t.appeal_figures_title(figures.round.title.as_str()),
        back: format!("/nasional/{slug}"),
        window,
        queue: format!("/sanggah/{slug}"),
        heads: vec![
            t.appeal_figures_offices(),
            t.appeal_figures_seen(),
            t.appeal_figures_filing(),
            t.appeal_figures_drafts(),
            t.appeal_figures_filed(),
            t.appeal_figures_decided(),
            t.appeal_figures_accepted(),
            t.appeal_figures_partly(),
            t.appeal_figures_refused(),
        ],
        rows: figures.provinces.iter().map(row).collect(),
        total: cells(&t, &figures.total),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
