//! The sign-in page.

use app::AppError;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use i18n::Texts;
use serde::Deserialize;

use crate::Web;
use crate::client::Client;
use crate::components::{Button, Input, PasswordInput};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, SignedIn, Visitor};

#[derive(Debug, Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    shell: Shell,
    t: Texts,
    login: String,
    next: String,
    errors: Messages,
}

impl SignInPage {
    fn new(web: &Web, visitor: &Visitor, login: &str, next: &str, errors: Messages) -> Self {
        let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
        shell.private = true;
        // The language links must not carry `next` into another site's log.
        "/masuk".clone_into(&mut shell.path);
        Self { shell, t: *visitor.texts(), login: login.to_owned(), next: next.to_owned(), errors }
    }
}

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /masuk`
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Query(next): Query<Next>) -> Response {
    if visitor.access().is_some() {
        return Redirect::to(local_path(&next.next)).into_response();
    }
    render(StatusCode::OK, &SignInPage::new(&web, &visitor, "", &next.next, Messages::default()))
}

/// `POST /masuk`
pub(super) async fn submit(
    State(web): State<Web>,
    visitor: Visitor,
    client: Client,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (login, next) = (fields.text("login"), fields.text("next"));
    match web.app.sign_in(login, fields.raw("password").to_owned().into(), agent, client.address()).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(local_path(next)).into_response();
            visitor::set_cookie(&mut response, &visitor::session_started(&signed_in.token, web.cookies()));
            Ok(response)
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(visitor.texts(), &problems);
            let page = SignInPage::new(&web, &visitor, login, next, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /keluar`
pub(super) async fn sign_out(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    signed_in.access.sign_out().await?;
    let mut response = Redirect::to("/").into_response();
    visitor::set_cookie(&mut response, &visitor::session_ended(web.cookies()));
    // What this browser keeps of the session goes too (drafts, cached pages).
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", clear);
    Ok(response)
}

/// The path to go to: a path of this site, or the first page. Another site, in whatever disguise, is not one.
fn local_path(next: &str) -> &str {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let local = next.starts_with('/') && !next.starts_with("//");
    if plain && local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn a11_only_paths_of_this_site_are_followed() {
        assert_eq!(local_path("/saq/2024?x=1"), "/saq/2024?x=1");
        for evil in [
            "//evil",
            "/\\evil",
            "/\t/evil",
            "/%09/evil\t",
            "https:evil",
            "https://evil",
            "evil",
            "",
            "/\n/evil",
        ] {
            assert_eq!(local_path(evil), "/", "{evil:?}");
        }
    }
}
