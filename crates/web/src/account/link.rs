//! The page behind a link that sets a password: an invitation or a reset.

use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::person::PASSWORD_MIN;
use http::{HeaderValue, StatusCode};
use i18n::Texts;
use secrecy::SecretString;

use crate::Web;
use crate::components::{Button, InsetText, PasswordInput};
use crate::failure::Failure;
use crate::form::Fields;
use crate::headers::Exposure;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, Visitor};

/// Which of the two pages.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Invitation,
    Reset,
}

#[derive(Debug, Template)]
#[template(path = "account/link.html")]
struct LinkPage {
    shell: Shell,
    t: Texts,
    title: String,
    action: String,
    name: String,
    login: String,
    errors: Messages,
}

#[derive(Debug, Template)]
#[template(path = "account/link_dead.html")]
struct DeadPage {
    shell: Shell,
    t: Texts,
}

/// `GET /undangan/{token}`
pub(super) async fn show_invitation(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    show(&web, &visitor, &token, Kind::Invitation, Messages::default()).await
}

/// `GET /sandi/{token}`
pub(super) async fn show_reset(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    show(&web, &visitor, &token, Kind::Reset, Messages::default()).await
}

/// `POST /undangan/{token}`
pub(super) async fn submit_invitation(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    submit(&web, &visitor, &token, Kind::Invitation, &fields).await
}

/// `POST /sandi/{token}`
pub(super) async fn submit_reset(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    submit(&web, &visitor, &token, Kind::Reset, &fields).await
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    token: &str,
    kind: Kind,
    errors: Messages,
) -> Result<Response, Failure> {
    let person = match web.app.password_link(&SecretString::from(token.to_owned())).await {
        Ok(person) => person,
        Err(AppError::NotFound) => return Ok(dead(web, visitor)),
        Err(other) => return Err(other.into()),
    };
    let t = *visitor.texts();
    let (title, path) = match kind {
        Kind::Invitation => (t.account_invitation_title(), "undangan"),
        Kind::Reset => (t.account_reset_title(), "sandi"),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = LinkPage {
        shell: shell(web, visitor).with_errors(!errors.is_empty()),
        t,
        title,
        action: format!("/{path}/{token}"),
        name: person.name,
        login: person.login.to_string(),
        errors,
    };
    Ok(secret_address(render(status, &page)))
}

async fn submit(
    web: &Web,
    visitor: &Visitor,
    token: &str,
    kind: Kind,
    fields: &Fields,
) -> Result<Response, Failure> {
    let secret = SecretString::from(token.to_owned());
    let (password, repeated) = (fields.raw("password").to_owned(), fields.raw("repeated").to_owned());
    match web.app.set_password(&secret, password.into(), &repeated.into()).await {
        Ok(()) => {
            // Whoever was signed in here may be somebody else; the new password is asked for at once.
            let mut response = visitor::redirect_with("/masuk", "account-password-was-set", web);
            visitor::set_cookie(&mut response, &visitor::session_ended(web.cookies()));
            let clear = HeaderValue::from_static("\"cache\", \"storage\"");
            response.headers_mut().insert("clear-site-data", clear);
            Ok(secret_address(response))
        }
        Err(AppError::Invalid(problems)) => {
            show(web, visitor, token, kind, Messages::new(visitor.texts(), &problems)).await
        }
        Err(AppError::NotFound) => Ok(dead(web, visitor)),
        Err(other) => Err(other.into()),
    }
}

fn dead(web: &Web, visitor: &Visitor) -> Response {
    let mut shell = shell(web, visitor);
    "/masuk".clone_into(&mut shell.path);
    secret_address(render(StatusCode::NOT_FOUND, &DeadPage { shell, t: *visitor.texts() }))
}

/// The frame without account and navigation: the page belongs to whoever holds the link.
fn shell(web: &Web, visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell(web);
    shell.person = None;
    shell.navigation.clear();
    shell.sign_in.clear();
    shell.private = true;
    shell
}

fn secret_address(mut response: Response) -> Response {
    response.extensions_mut().insert(Exposure::SecretAddress);
    response
}
