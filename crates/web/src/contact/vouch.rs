//! The number of an office below, and the code that a colleague sends to it.

use app::contact::{Vouch, Vouched};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access_test::{Channel, address};
use domain::body::Phone;
use http::StatusCode;
use i18n::Texts;

use super::desk::facts;
use super::words::{handover_lines, history_lines, number_lines, reason_words, standing_tag};
use crate::Web;
use crate::components::{BackLink, Button, SummaryList, Tag};
use crate::failure::Failure;
use crate::moment;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "contact/vouch.html")]
struct VouchPage {
    shell: Shell,
    t: Texts,
    title: String,
    address: String,
    standing: Tag,
    reasons: Vec<String>,
    facts: SummaryList,
    /// Whether the office asks for a code for the number that it has.
    asks: bool,
    /// What is known of the code that was made before; empty for none.
    made: String,
    /// The code that was just made.
    shown: Option<Shown>,
    refused: bool,
    numbers: Vec<String>,
    handovers: Vec<String>,
    history: Vec<String>,
}

/// A code, once.
#[derive(Debug)]
struct Shown {
    code: String,
    number: String,
    href: String,
}

/// `GET /kontak/{slug}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let vouch = signed_in.access.vouch(&slug).await?;
    let page = page(&web, &signed_in, &vouch, None).await?;
    Ok(render(StatusCode::OK, &page))
}

/// `POST /kontak/{slug}/kode`: makes a code and shows it in the answer, which nothing keeps.
pub(super) async fn make(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let vouch = signed_in.access.vouch(&slug).await?;
    match vouch.make_code().await {
        Ok(made) => {
            let page = page(&web, &signed_in, &vouch, Some(made)).await?;
            Ok(render(StatusCode::OK, &page))
        }
        Err(AppError::Conflict(Conflict::State(_))) => {
            let mut page = page(&web, &signed_in, &vouch, None).await?;
            page.refused = true;
            Ok(render(StatusCode::CONFLICT, &page))
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    vouch: &Vouch,
    made: Option<Vouched>,
) -> Result<VouchPage, AppError> {
    let t = *signed_in.visitor.texts();
    let sheet = vouch.sheet().await?;
    let zone = moment::zone(sheet.body.zone);
    let digits = sheet.body.whatsapp.as_ref().map(Phone::digits);
    let code = sheet.code.as_ref().filter(|code| digits == Some(code.number.as_str()));
    let before = code.and_then(|code| code.asked.made_at).filter(|_| made.is_none());
    let (standing, reasons) = &sheet.readiness;
    Ok(VouchPage {
        title: t.contact_vouch_title(sheet.body.office_name.as_str()),
        address: format!("/kontak/{}", sheet.body.slug),
        standing: standing_tag(&t, *standing),
        reasons: reasons.iter().map(|reason| reason_words(&t, *reason)).collect(),
        facts: facts(&t, &sheet),
        asks: code.is_some(),
        made: before.map(|at| t.contact_vouch_made_at(t.date_time(at, zone))).unwrap_or_default(),
        shown: made.map(|made| shown(vouch, &made)),
        refused: false,
        numbers: number_lines(&t, &sheet, zone),
        handovers: handover_lines(&t, &sheet.handovers, zone),
        history: history_lines(&t, &sheet.history, zone),
        shell: signed_in.visitor.shell(web),
        t,
    })
}

/// The code and the chat in which it is sent. The message is Indonesian, whatever its sender reads.
fn shown(vouch: &Vouch, made: &Vouched) -> Shown {
    let id = Texts::new(i18n::Lang::Id);
    let office = vouch.body().office_name.as_str();
    let text = id.contact_vouch_message(made.code.as_str(), office, vouch.tier().office_name.as_str());
    let href = address::link(Channel::Whatsapp, made.number.digits(), "", &text).unwrap_or_default();
    Shown { code: made.code.clone(), number: made.number.to_string(), href }
}
