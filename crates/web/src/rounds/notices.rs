//! One's own notices.

use app::notices::NoticeLine;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{Button, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "rounds/notices.html")]
struct NoticesPage {
    shell: Shell,
    t: Texts,
    notices: Vec<NoticeLine>,
    unread: bool,
}

/// `GET /pemberitahuan`
pub(super) async fn show(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let t = *reader.visitor.texts();
    let notices = reader.access.notices(&t).await?;
    let unread = notices.iter().any(|notice| !notice.is_read);
    let page = NoticesPage { shell: reader.visitor.shell(&web), t, notices, unread };
    Ok(render(StatusCode::OK, &page))
}

/// `POST /pemberitahuan`: all of them have been read.
pub(super) async fn read(reader: SignedIn) -> Result<Response, Failure> {
    reader.access.read_notices().await?;
    Ok(Redirect::to("/pemberitahuan").into_response())
}
