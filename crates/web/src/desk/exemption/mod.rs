//! Consequence tests at the desk: `/meja/{slug}/dikecualikan…`, for those who make or approve them.

mod form;
mod sheet;

use app::desk::{Exemptions, ground_name, term_words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::exemption::State as TestState;
use http::StatusCode;
use i18n::Texts;
use store::exemption::Exemption;

use crate::Web;
use crate::components::{BackLink, Button, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::exempt_state_name;
use crate::visitor::SignedIn;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    let test = "/meja/{slug}/dikecualikan/{reference}";
    Router::new()
        .route("/meja/{slug}/dikecualikan", get(show))
        .route("/meja/{slug}/dikecualikan/baru", get(form::new).post(form::begin))
        .route(test, get(sheet::show))
        .route(&format!("{test}/ubah"), get(form::edit).post(form::save))
        .route(&format!("{test}/lembar.pdf"), get(sheet::pdf))
        .route(&format!("{test}/langkah"), post(sheet::step))
}

/// A test in the list.
#[derive(Debug)]
struct Line {
    href: String,
    information: String,
    ground: String,
    term: String,
    state: Tag,
}

#[derive(Debug, Template)]
#[template(path = "desk/exemption/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    home: String,
    /// Where the way back leads; the desk, for those who work at it.
    back: String,
    /// Where the decrees on the list are, for those who decide them.
    decrees: String,
    may_test: bool,
    lines: Vec<Line>,
}

/// `GET /meja/{slug}/dikecualikan`
async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let found = exemptions.list().await?;
    let t = *signed_in.visitor.texts();
    let home = home(&exemptions);
    let works_here = signed_in.access.works_at(exemptions.placed());
    let page = ListPage {
        shell: signed_in.visitor.shell(&web),
        office: exemptions.placed().body.office_name.clone(),
        back: if works_here {
            format!("/meja/{}", exemptions.placed().body.slug)
        } else {
            format!("/{}", exemptions.placed().body.slug)
        },
        decrees: if signed_in.access.decrees(&slug).await.is_ok_and(|decrees| decrees.may_decide()) {
            format!("/meja/{}/penetapan", exemptions.placed().body.slug)
        } else {
            String::new()
        },
        may_test: exemptions.may_test(),
        lines: found.iter().map(|test| line(&t, &home, test)).collect(),
        home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// Where the tests stand.
fn home(exemptions: &Exemptions) -> String {
    format!("/meja/{}/dikecualikan", exemptions.placed().body.slug)
}

fn line(t: &Texts, home: &str, test: &Exemption) -> Line {
    Line {
        href: format!("{home}/{}", test.reference),
        information: test.content.information.lines().next().unwrap_or_default().to_owned(),
        ground: test.content.ground.map(|ground| ground_name(t, ground)).unwrap_or_default(),
        term: test.content.term.as_ref().map(|term| term_words(t, term)).unwrap_or_default(),
        state: state_tag(t, test.state),
    }
}

/// The state in a word, with its colour.
fn state_tag(t: &Texts, state: TestState) -> Tag {
    let colour = match state {
        TestState::Draft | TestState::Dropped => "grey",
        TestState::Considered => "blue",
        TestState::Proposed => "yellow",
        TestState::Approved => "green",
        TestState::Changed | TestState::Opened => "turquoise",
        TestState::Expired => "orange",
    };
    Tag::new(exempt_state_name(t, state)).colour(colour)
}
