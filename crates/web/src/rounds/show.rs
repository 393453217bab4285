//! A round as those see it who take part in it. Its guidelines are served by the self-assessment area.

use app::notices::phase_name;
use app::rounds::RoundForReaders;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::round::{PhaseKind, Standing};
use http::StatusCode;
use i18n::Texts;

use super::questions::Questions;
use crate::Web;
use crate::components::Tag;
use crate::failure::Failure;
use crate::moment;
use crate::page::{PhaseLine, Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug)]
struct PhaseView {
    name: String,
    opens: String,
    closes: String,
    standing: String,
    is_open: bool,
}

#[derive(Debug, Template)]
#[template(path = "rounds/show.html")]
struct RoundPage {
    shell: Shell,
    t: Texts,
    phases: Vec<PhaseView>,
    extensions: Vec<String>,
    questions: Questions,
    view: RoundForReaders,
}

/// `GET /siklus/{round}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let view = reader.access.round(&slug).await?;
    let t = *reader.visitor.texts();
    let now = web.app.now();
    let zone = moment::zone(view.zone);
    let at = |at| t.date_time_both(at, zone);
    let mut shell = reader.visitor.shell(&web);
    let mut phases = Vec::new();
    for kind in PhaseKind::ALL {
        let Some(window) = view.schedule.window(kind) else { continue };
        let standing = window.at(now);
        let is_open = standing == Standing::Open;
        if is_open && shell.phase.is_none() {
            shell.phase = Some(PhaseLine { name: phase_name(&t, kind), until: at(window.closes) });
        }
        let standing = match standing {
            Standing::Before => t.round_standing_before(),
            Standing::Open => t.round_standing_open(),
            Standing::After => t.round_standing_after(),
        };
        let (opens, closes) = (at(window.opens), at(window.closes));
        phases.push(PhaseView { name: phase_name(&t, kind), opens, closes, standing, is_open });
    }
    let extended = view.extensions.iter().map(|extension| {
        let name = phase_name(&t, extension.kind);
        let office = view.bodies.iter().find(|placed| placed.body.code == extension.body);
        let office = office.map_or(extension.body.as_str(), |placed| placed.body.office_name.as_str());
        t.round_notice_extended_until(office, at(extension.closes), name)
    });
    let page = RoundPage {
        extensions: extended.collect(),
        questions: Questions::new(&t, &view.instrument, &view.tutorials, false),
        shell,
        t,
        phases,
        view,
    };
    Ok(render(StatusCode::OK, &page))
}
