//! The first page of those who manage rounds.

use app::national::{Document, RoundLine};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::dates::in_zones;
use crate::Web;
use crate::components::Button;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "national/overview.html")]
struct OverviewPage {
    shell: Shell,
    t: Texts,
    owner: String,
    rounds: Vec<RoundLine>,
    instruments: Vec<Document>,
    schemes: Vec<Document>,
}

impl OverviewPage {
    /// When the filling is.
    fn filling(&self, line: &RoundLine) -> String {
        let window = line.schedule.window(domain::round::PhaseKind::Filling);
        let at = |at| in_zones(&self.t, at, line.round.zone);
        window.map(|window| self.t.round_from_to(at(window.opens), at(window.closes))).unwrap_or_default()
    }
}

/// `GET /nasional`
pub(super) async fn show(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let page = OverviewPage {
        shell: reader.visitor.shell(&web),
        t: *reader.visitor.texts(),
        owner: national.owner().body.office_name.clone(),
        rounds: national.rounds().await?,
        instruments: national.instruments().await?,
        schemes: national.schemes().await?,
    };
    Ok(render(StatusCode::OK, &page))
}
