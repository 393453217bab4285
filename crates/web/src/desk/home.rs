//! The first page of a desk, and the way to it.

use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "desk/own.html")]
struct OwnPage {
    shell: Shell,
    t: Texts,
    desks: Vec<(String, String)>,
}

/// `GET /meja`: the desk of whoever has one, a choice for whoever has several.
pub(super) async fn own(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    let desks = signed_in.access.desks().await?;
    match &desks[..] {
        [] => approving(&signed_in).await,
        [one] => Ok(Redirect::to(&format!("/meja/{}", one.body.slug)).into_response()),
        several => {
            let desks = several
                .iter()
                .map(|placed| (format!("/meja/{}", placed.body.slug), placed.body.office_name.clone()));
            let page = OwnPage {
                shell: signed_in.visitor.shell(&web),
                t: *signed_in.visitor.texts(),
                desks: desks.collect(),
            };
            Ok(render(StatusCode::OK, &page))
        }
    }
}

/// Whoever only approves exemptions comes to these.
async fn approving(signed_in: &SignedIn) -> Result<Response, Failure> {
    let approving = signed_in.access.approving().await?;
    let first = approving.first().ok_or(AppError::NotFound)?;
    Ok(Redirect::to(&format!("/meja/{}/dikecualikan", first.body.slug)).into_response())
}

#[derive(Debug, Template)]
#[template(path = "desk/home.html")]
struct HomePage {
    shell: Shell,
    t: Texts,
    title: String,
    site: String,
    /// Where to, what it is called, and what it is for.
    rooms: Vec<(String, String, String)>,
}

/// `GET /meja/{slug}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let t = *signed_in.visitor.texts();
    let body = &desk.placed().body;
    let home = format!("/meja/{}", body.slug);
    let mut rooms = Vec::new();
    if desk.may_edit_catalogue() {
        rooms.push((format!("{home}/informasi"), t.desk_catalogue(), t.desk_catalogue_hint()));
        rooms.push((format!("{home}/kewajiban"), t.duties_title(), t.duties_hint()));
    }
    if signed_in.access.exemptions(&slug).await.is_ok() {
        rooms.push((format!("{home}/dikecualikan"), t.exemption_title(), t.exemption_hint()));
    }
    if desk.may_edit_site() {
        rooms.push((format!("{home}/standar"), t.service_desk_title(), t.service_desk_lead()));
        rooms.push((format!("{home}/cetak"), t.kit_title(), t.kit_lead()));
        rooms.push((format!("{home}/video"), t.video_desk_title(), t.video_desk_lead()));
    }
    let page = HomePage {
        shell: signed_in.visitor.shell(&web),
        title: t.desk_title(body.office_name.as_str()),
        site: format!("/{}", body.slug),
        rooms,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
