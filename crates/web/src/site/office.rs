//! What was found at an office's own site, and its reply.

use app::{AppError, Conflict, Office};
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

#[derive(Debug, Template)]
#[template(path = "site/own.html")]
struct OwnPage {
    shell: Shell,
    t: Texts,
    home: String,
    site: String,
    visited: String,
    is_closed: bool,
    may_reply: bool,
    findings: Vec<FindingView>,
    links: Vec<ErrorLink>,
    /// The finding whose form was refused, what was typed there, and why.
    refused: (String, String, String),
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    (which, typed): (&str, &str),
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let own = office.site().await?;
    let t = *signed_in.visitor.texts();
    let body = &office.placed().body;
    let errors = Messages::new(&t, problems);
    let home = format!("/saq/{}/{}", office.round().slug, body.slug);
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path = format!("{home}/situs");
    shell.office.clone_from(&body.office_name);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let why = errors.get("reply").unwrap_or_default();
    let rules = &office.round().rules.site;
    let page = OwnPage {
        site: if body.site.is_empty() { t.site_none() } else { body.site.clone() },
        visited: own.visit.as_ref().map_or_else(|| t.site_never(), |visit| at(&t, visit.begun_at, body.zone)),
        is_closed: own.visit.is_some_and(|visit| visit.report.welcome == Welcome::Closed),
        may_reply: own.may_reply,
        findings: own.findings.iter().map(|one| finding(&t, one, rules, body.zone)).collect(),
        links: problems.iter().map(|_| ErrorLink::to_field(&format!("reply-{which}"), why.clone())).collect(),
        refused: (which.to_owned(), typed.to_owned(), why),
        shell,
        t,
        home,
    };
    Ok(render(status, &page))
}

/// `GET /saq/{round}/{body}/situs`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    page(&web, &signed_in, &office, ("", ""), &[]).await
}

/// `POST /saq/{round}/{body}/situs/{finding}`
pub(super) async fn reply(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, id)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let version = fields.text("version").parse().unwrap_or(-1);
    let typed = fields.raw("reply");
    let problems = match office.reply(finding_id(&id)?, version, typed).await {
        Ok(()) => {
            let to = format!("/saq/{}/{}/situs", office.round().slug, office.placed().body.slug);
            return Ok(redirect_with(&to, "site-replied", &web));
        }
        Err(AppError::Invalid(problems)) => problems,
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            let why = "site-changed-meanwhile".to_owned();
            vec![FieldProblem::new("reply", Problem::NotNow { why })]
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &signed_in, &office, (&id, typed), &problems).await
}
