//! The form that gives an office a host name of its own.

use app::AppError;
use app::hosts::{Answer, OwnHost};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button, Input};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
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
    /// Whether the site is known to answer under the name that is set; empty where none is.
    standing: String,
    /// What a visit found that was no good.
    found: String,
    errors: Messages,
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    own: &OwnHost,
    typed: Option<String>,
    errors: Messages,
) -> Result<HostPage, Failure> {
    let t = *signed_in.visitor.texts();
    let name = own.name().await?;
    let standing = match own.answered_at().await? {
        _ if name.is_empty() => String::new(),
        Some(at) => t.host_answered(name.as_str(), t.date_time(at, moment::zone(own.body().zone))),
        None => t.host_not_answered(name.as_str()),
    };
    Ok(HostPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        title: t.host_title(own.body().office_name.as_str()),
        slug: own.body().slug.to_string(),
        typed: typed.unwrap_or(name),
        standing,
        found: String::new(),
        errors,
        t,
    })
}

/// `GET /badan/{slug}/host`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let own = signed_in.access.own_host(&slug).await?;
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &own, None, Messages::default()).await?))
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
            let page = page(&web, &signed_in, &own, Some(fields.raw("host").to_owned()), errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /badan/{slug}/host/periksa`: visits the site under its name.
pub(super) async fn check(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let own = signed_in.access.own_host(&slug).await?;
    let t = *signed_in.visitor.texts();
    let found = match own.check().await {
        Ok(Answer::Site) => {
            let to = format!("/badan/{}/host", own.body().slug);
            return Ok(redirect_with(&to, "host-found-site", &web));
        }
        Ok(Answer::Other) => t.host_found_other(),
        Ok(Answer::Nothing) => t.host_found_nothing(),
        Err(AppError::Unavailable(_)) => t.host_check_off(),
        Err(other) => return Err(other.into()),
    };
    let page = HostPage { found, ..page(&web, &signed_in, &own, None, Messages::default()).await? };
    Ok(render(StatusCode::OK, &page))
}
