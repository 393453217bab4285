//! The first page of a desk, and the way to it.

use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;

use super::room::RoomBox;
use crate::Web;
use crate::components::Tag;
use crate::contact::{reason_words, standing_tag};
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
    /// Where the number of the office is kept, and how ready it is.
    contact: Option<ContactLine>,
    /// Where to, what it is called, and what it is for.
    rooms: Vec<(String, String, String)>,
    room: RoomBox,
}

/// How ready the office is to answer.
#[derive(Debug)]
struct ContactLine {
    href: String,
    standing: Tag,
    reasons: Vec<String>,
}

async fn contact_line(signed_in: &SignedIn, slug: &str) -> Result<Option<ContactLine>, AppError> {
    let t = signed_in.visitor.texts();
    let contact = match signed_in.access.contact(slug).await {
        Ok(contact) => contact,
        Err(AppError::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let (standing, reasons) = contact.readiness().await?;
    Ok(Some(ContactLine {
        href: format!("/meja/{}/whatsapp", contact.body().slug),
        standing: standing_tag(t, standing),
        reasons: reasons.into_iter().map(|reason| reason_words(t, reason)).collect(),
    }))
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
        rooms.push((format!("{home}/pindahan"), t.harvest_title(), t.harvest_hint()));
        rooms.push((format!("{home}/penetapan"), t.decree_title(), t.decree_hint()));
    }
    if signed_in.access.exemptions(&slug).await.is_ok() {
        rooms.push((format!("{home}/dikecualikan"), t.exemption_title(), t.exemption_hint()));
    }
    if desk.may_edit_site() {
        rooms.push((format!("{home}/situs"), t.content_desk_title(), t.content_desk_lead()));
        rooms.push((format!("{home}/standar"), t.service_desk_title(), t.service_desk_lead()));
        rooms.push((format!("{home}/cetak"), t.kit_title(), t.kit_lead()));
        rooms.push((format!("{home}/tampilan"), t.look_title(), t.look_hint()));
        rooms.push((format!("{home}/video"), t.video_desk_title(), t.video_desk_lead()));
    }
    let contact = contact_line(&signed_in, &slug).await?;
    if let Some(contact) = &contact {
        rooms.push((contact.href.clone(), t.contact_title(), t.contact_hint()));
    }
    let page = HomePage {
        shell: signed_in.visitor.shell(&web),
        title: t.desk_title(body.office_name.as_str()),
        site: format!("/{}", body.slug),
        contact,
        rooms,
        room: RoomBox::of(t, &desk).await?,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
