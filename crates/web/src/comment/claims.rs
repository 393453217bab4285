//! What offices claim, for everybody, while a round asks for comments.

use app::comment::{Claim, Claims};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::codes::OptionCode;
use http::StatusCode;
use i18n::Texts;

use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "comment/rounds.html")]
struct RoundsPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<(String, String)>,
}

/// `GET /masukan-publik`
pub(super) async fn rounds(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let rounds = web.app.public().asking().await?;
    let rounds = rounds.into_iter().map(|round| (round.title, format!("/masukan-publik/{}", round.slug)));
    let page = RoundsPage { t: *visitor.texts(), rounds: rounds.collect(), shell: shell(&web, &visitor) };
    Ok(render(StatusCode::OK, &page))
}

/// The frame of these pages: they are there for a while only, and search engines keep nothing of them.
pub(super) fn shell(web: &Web, visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell(web);
    shell.private = true;
    shell
}

#[derive(Debug, Template)]
#[template(path = "comment/offices.html")]
struct OfficesPage {
    shell: Shell,
    t: Texts,
    title: String,
    intro: String,
    /// The body above, and its offices with their addresses.
    groups: Vec<(String, Vec<(String, String)>)>,
}

/// `GET /masukan-publik/{round}`
pub(super) async fn offices(
    State(web): State<Web>,
    visitor: Visitor,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().asked_offices(&round).await?;
    let t = *visitor.texts();
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (body, above) in &found.offices {
        let above = above.clone().unwrap_or_default();
        let line = (body.office_name.clone(), format!("/masukan-publik/{round}/{}", body.slug));
        match groups.last_mut().filter(|(name, _)| *name == above) {
            Some((_, offices)) => offices.push(line),
            None => groups.push((above, vec![line])),
        }
    }
    let page = OfficesPage {
        title: found.round.title.clone(),
        intro: t.comment_offices_intro(show::moment(&t, found.window.closes, found.round.zone)),
        groups,
        shell: shell(&web, &visitor),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

#[derive(Debug, Template)]
#[template(path = "comment/claims.html")]
struct ClaimsPage {
    shell: Shell,
    t: Texts,
    office: String,
    back: String,
    claims: Vec<ClaimView>,
}

#[derive(Debug)]
struct ClaimView {
    title: String,
    claimed: String,
    write: String,
    href: String,
}

/// What an office claims of one question, in words.
pub(super) fn claimed(t: &Texts, claim: &Claim) -> String {
    let word = |code: &OptionCode| match code.as_str() {
        "yes" => t.common_yes(),
        "no" => t.common_no(),
        other => other.to_owned(),
    };
    let chosen = claim.chosen.iter().map(|chosen| match chosen {
        Ok(label) => label.get(t.code()).to_owned(),
        Err(code) => word(code),
    });
    t.comment_claimed(chosen.collect::<Vec<_>>().join(", "))
}

/// `GET /masukan-publik/{round}/{body}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = web.app.public().claims(&round, &body).await?;
    let t = *visitor.texts();
    let Claims { body, claims, .. } = found;
    let view = |claim: &Claim| ClaimView {
        title: format!("{}. {}", claim.number, claim.text.get(t.code())),
        claimed: claimed(&t, claim),
        write: t.comment_write(claim.number),
        href: format!("/masukan-publik/{round}/{}/{}", body.slug, claim.question),
    };
    let page = ClaimsPage {
        office: body.office_name.clone(),
        back: format!("/masukan-publik/{round}"),
        claims: claims.iter().map(view).collect(),
        shell: shell(&web, &visitor),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
