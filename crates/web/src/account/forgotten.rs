//! The page for a forgotten password. Whether a name exists shows neither in words nor in status.

use app::AppError;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::client::Client;
use crate::components::{Button, Input};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "account/forgotten.html")]
struct ForgottenPage {
    shell: Shell,
    t: Texts,
    login: String,
    sends_mail: bool,
    errors: Messages,
}

#[derive(Debug, Template)]
#[template(path = "account/forgotten_sent.html")]
struct SentPage {
    shell: Shell,
    t: Texts,
    minutes: i64,
}

fn page(web: &Web, visitor: &Visitor, login: &str, errors: Messages) -> ForgottenPage {
    let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
    shell.private = true;
    let sends_mail = web.app.sends_mail();
    ForgottenPage { shell, t: *visitor.texts(), login: login.to_owned(), sends_mail, errors }
}

/// `GET /lupa`
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    render(StatusCode::OK, &page(&web, &visitor, "", Messages::default()))
}

/// `POST /lupa`
pub(super) async fn submit(
    State(web): State<Web>,
    visitor: Visitor,
    client: Client,
    fields: Fields,
) -> Result<Response, Failure> {
    let login = fields.text("login");
    match web.app.forgotten(login, client.address()).await {
        Ok(()) => {
            let mut shell = visitor.shell(&web);
            shell.private = true;
            let minutes = web.app.settings().reset_life.as_mins();
            Ok(render(StatusCode::OK, &SentPage { shell, t: *visitor.texts(), minutes }))
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(visitor.texts(), &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, &visitor, login, errors)))
        }
        Err(other) => Err(other.into()),
    }
}
