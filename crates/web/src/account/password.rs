//! Changing one's own password.

use app::AppError;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::person::PASSWORD_MIN;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button, PasswordInput};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, SignedIn};

#[derive(Debug, Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    shell: Shell,
    t: Texts,
    login: String,
    errors: Messages,
}

fn page(web: &Web, signed_in: &SignedIn, errors: Messages) -> PasswordPage {
    PasswordPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        t: *signed_in.visitor.texts(),
        login: signed_in.access.who().login.to_string(),
        errors,
    }
}

/// `GET /akun/sandi`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Response {
    render(StatusCode::OK, &page(&web, &signed_in, Messages::default()))
}

/// `POST /akun/sandi`
pub(super) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let [old, new, repeated] = ["old", "password", "repeated"].map(|field| fields.raw(field).to_owned());
    match signed_in.access.change_password(old.into(), new.into(), &repeated.into()).await {
        Ok(()) => Ok(visitor::redirect_with("/akun", "account-password-changed", &web)),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, &signed_in, errors)))
        }
        Err(other) => Err(other.into()),
    }
}
