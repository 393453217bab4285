//! The form that gives an office a host name of its own.

use app::AppError;
use app::hosts::OwnHost;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button, Input};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "bodies/host.html")]
struct HostPage {
    shell: Shell,
    t: Texts,
    title: String,
    slug: String,
    typed: String,
    errors: Messages,
}

fn page(web: &Web, signed_in: &SignedIn, own: &OwnHost, typed: String, errors: Messages) -> HostPage {
    let t = *signed_in.visitor.texts();
    HostPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        title: t.host_title(own.body().office_name.as_str()),
        slug: own.body().slug.to_string(),
        typed,
        errors,
        t,
    }
}

/// `GET /badan/{slug}/host`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let own = signed_in.access.own_host(&slug).await?;
    let name = own.name().await?;
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &own, name, Messages::default())))
}

/// `POST /badan/{slug}/host`: `host`.
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let own = signed_in.access.own_host(&slug).await?;
    match own.set(fields.text("host")).await {
        Ok(()) => Ok(redirect_with(&format!("/badan/{}/host", own.body().slug), "host-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let t = *signed_in.visitor.texts();
            let errors = Messages::named(&t, &problems, |_| Some(t.host_name()));
            let page = page(&web, &signed_in, &own, fields.raw("host").to_owned(), errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}
