//! The sites of a round for those who manage its access test.

use app::site::Sites;
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::{FieldProblem, Problem};
use domain::site::Welcome;
use http::StatusCode;
use i18n::Texts;

use super::{FindingView, finding, finding_id};
use crate::Web;
use crate::access::at;
use crate::components::{BackLink, Button, ErrorLink};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug)]
struct Line {
    href: String,
    office: String,
    site: String,
    visited: String,
    seen: i64,
    repeated: i64,
    confirmed: i64,
}

#[derive(Debug, Template)]
#[template(path = "site/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    is_connected: bool,
    lines: Vec<Line>,
}

fn home(slug: &str) -> String {
    format!("/nasional/{slug}/situs")
}

/// `GET /nasional/{round}/situs`
pub(super) async fn list(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let sites = reader.access.sites(&slug).await?;
    let t = *reader.visitor.texts();
    let lines = sites.list().await?.into_iter().map(|line| {
        let body = &line.placed.body;
        Line {
            href: format!("{}/kantor/{}", home(&slug), body.code),
            office: body.office_name.clone(),
            site: if body.site.is_empty() { t.site_none() } else { body.site.clone() },
            visited: line.visited_at.map_or_else(|| t.site_never(), |when| at(&t, when, body.zone)),
            seen: line.seen,
            repeated: line.repeated,
            confirmed: line.confirmed,
        }
    });
    let mut shell = reader.visitor.shell(&web);
    shell.wide = true;
    let page = ListPage {
        shell,
        title: t.site_title(sites.round().title.as_str()),
        back: format!("/nasional/{slug}/uji-akses"),
        path: home(&slug),
        is_connected: sites.are_visited(),
        lines: lines.collect(),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// `POST /nasional/{round}/situs`: every site is visited.
pub(super) async fn visit_all(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    reader.access.sites(&slug).await?.visit(None).await?;
    Ok(redirect_with(&home(&slug), "site-visit-ordered", &web))
}

#[derive(Debug, Template)]
#[template(path = "site/office.html")]
struct OfficePage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    site: String,
    visited: String,
    is_closed: bool,
    findings: Vec<FindingView>,
    links: Vec<ErrorLink>,
    /// The finding whose form was refused, what was typed there, and why.
    refused: (String, String, String),
}

async fn page(
    web: &Web,
    reader: &SignedIn,
    (sites, body): (&Sites, &str),
    (which, typed): (&str, &str),
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let found = sites.of(body).await?;
    let t = *reader.visitor.texts();
    let (round, zone) = (sites.round(), found.placed.body.zone);
    let path = format!("{}/kantor/{body}", home(&round.slug));
    let errors = Messages::new(&t, problems);
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let why = errors.get("reason").unwrap_or_default();
    let page = OfficePage {
        title: t.site_of(found.placed.body.office_name.as_str()),
        back: home(&round.slug),
        site: found.placed.body.site.clone(),
        visited: found.visit.as_ref().map_or_else(|| t.site_never(), |visit| at(&t, visit.begun_at, zone)),
        is_closed: found.visit.is_some_and(|visit| visit.report.welcome == Welcome::Closed),
        findings: found.findings.iter().map(|one| finding(&t, one, &round.rules.site, zone)).collect(),
        links: problems
            .iter()
            .map(|_| ErrorLink::to_field(&format!("reason-{which}"), why.clone()))
            .collect(),
        refused: (which.to_owned(), typed.to_owned(), why),
        shell,
        t,
        path,
    };
    Ok(render(status, &page))
}

/// `GET /nasional/{round}/situs/kantor/{body}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let sites = reader.access.sites(&slug).await?;
    page(&web, &reader, (&sites, &body), ("", ""), &[]).await
}

/// `POST /nasional/{round}/situs/kantor/{body}`: this site is visited.
pub(super) async fn visit(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    reader.access.sites(&slug).await?.visit(Some(&body)).await?;
    Ok(redirect_with(&format!("{}/kantor/{body}", home(&slug)), "site-visit-ordered", &web))
}

/// `POST /nasional/{round}/situs/kantor/{body}/{finding}`: `do` is `confirm` or `dismiss`.
pub(super) async fn decide(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, body, id)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let sites = reader.access.sites(&slug).await?;
    let version = fields.text("version").parse().unwrap_or(-1);
    let confirms = match fields.text("do") {
        "confirm" => true,
        "dismiss" => false,
        _ => return Err(AppError::field("do", Problem::UnknownOption).into()),
    };
    let typed = fields.raw("reason");
    let problems = match sites.decide(finding_id(&id)?, version, confirms, typed).await {
        Ok(()) => {
            let to = format!("{}/kantor/{body}", home(&slug));
            return Ok(redirect_with(&to, "site-decided", &web));
        }
        Err(AppError::Invalid(problems)) => problems,
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            let why = "site-changed-meanwhile".to_owned();
            vec![FieldProblem::new("reason", Problem::NotNow { why })]
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &reader, (&sites, &body), (&id, typed), &problems).await
}
