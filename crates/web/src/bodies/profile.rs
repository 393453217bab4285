//! The form for an office's profile.

use app::AppError;
use app::body::{NewProfile, Profile};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button, Input, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, SignedIn};

#[derive(Debug, Template)]
#[template(path = "bodies/profile.html")]
struct ProfilePage {
    shell: Shell,
    t: Texts,
    office: String,
    slug: String,
    zone: &'static str,
    typed: NewProfile,
    errors: Messages,
}

fn page(
    web: &Web,
    signed_in: &SignedIn,
    profile: &Profile,
    typed: NewProfile,
    errors: Messages,
) -> ProfilePage {
    let body = profile.body();
    ProfilePage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        t: *signed_in.visitor.texts(),
        office: body.office_name.clone(),
        slug: body.slug.to_string(),
        zone: body.zone.code(),
        typed,
        errors,
    }
}

/// `GET /badan/{slug}/ubah`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let profile = signed_in.access.profile(&slug).await?;
    let body = profile.body();
    let typed = NewProfile {
        address: body.address.clone(),
        hours: body.hours.to_string(),
        whatsapp: body.whatsapp.as_ref().map(ToString::to_string).unwrap_or_default(),
        email: body.email.clone(),
        position: body.position.map(|at| at.to_string()).unwrap_or_default(),
        site: body.site.clone(),
        request_form: body.request_form.clone(),
    };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &profile, typed, Messages::default())))
}

/// `POST /badan/{slug}/ubah`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let profile = signed_in.access.profile(&slug).await?;
    let [hours, whatsapp, email, position, site, request_form] =
        ["hours", "whatsapp", "email", "position", "site", "request_form"]
            .map(|field| fields.text(field).to_owned());
    let address = fields.raw("address").to_owned();
    let typed = NewProfile { address, hours, whatsapp, email, position, site, request_form };
    match profile.save(&typed).await {
        Ok(()) => Ok(visitor::redirect_with(&format!("/{}", profile.body().slug), "bodies-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            let page = page(&web, &signed_in, &profile, typed, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}
