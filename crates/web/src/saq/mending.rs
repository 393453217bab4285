//! A question that came back: what is to be mended until when, sending it again, and the receipt of that.

use app::{AppError, Office};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::policy::Action;
use domain::verification::returned::ReturnState;
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;
use store::returned::Returned;

use super::question::Address;
use super::receipt::{panel, plain};
use super::words;
use crate::Web;
use crate::components::{BackLink, Button, Panel, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

/// What the page of a question says about its return.
#[derive(Debug, Template)]
#[template(path = "saq/mending.html")]
pub(super) struct Mending {
    t: Texts,
    /// What is to be mended, and what became of it, a sentence a line.
    lines: Vec<String>,
    /// Where it is sent again; empty where it cannot be.
    send: String,
    /// Where its receipt is; empty where there is none.
    receipt: String,
}

impl HtmlSafe for Mending {}

impl Mending {
    pub(super) fn new(t: &Texts, office: &Office, returned: &Returned) -> Self {
        let here = format!("{}/{}", super::home(office), returned.question);
        let can_send = office.is_mendable(Some(returned)) && office.may(Action::Submit);
        Self {
            t: *t,
            lines: lines(t, office, returned),
            send: if can_send { format!("{here}/kirim-lagi") } else { String::new() },
            receipt: if returned.receipt.is_some() { format!("{here}/tanda-terima") } else { String::new() },
        }
    }
}

fn lines(t: &Texts, office: &Office, returned: &Returned) -> Vec<String> {
    let at = |at| words::both_zones(t, office, at);
    let closed = at(returned.closed_at.unwrap_or(returned.due_at));
    let receipt = returned.receipt.as_deref().unwrap_or_default();
    let last = match returned.state {
        ReturnState::Open if office.is_mendable(Some(returned)) => t.mending_until(at(returned.due_at)),
        ReturnState::Open => t.mending_at_office(at(returned.due_at)),
        ReturnState::Expired => t.verification_return_expired(at(returned.due_at)),
        ReturnState::Resubmitted => t.verification_return_resubmitted(closed, receipt),
        ReturnState::Withdrawn => t.verification_return_withdrawn(closed),
    };
    vec![t.mending_returned(at(returned.opened_at)), returned.reason.clone(), last]
}

/// The returned questions that are at the office now, for the task list: words and address.
pub(super) fn tasks(t: &Texts, office: &Office, returned: &[Returned]) -> Vec<(String, String)> {
    let now = returned.iter().filter(|found| office.is_mendable(Some(found)));
    let line = |found: &Returned| {
        let number = office.instrument().question(found.question.as_str()).map_or(0, |asked| asked.number);
        let words = t.mending_task(words::both_zones(t, office, found.due_at), number);
        (words, format!("{}/{}", super::home(office), found.question))
    };
    now.map(line).collect()
}

/// `POST /saq/{round}/{body}/{question}/kirim-lagi`
pub(super) async fn send(
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.send_again(&code).await?;
    let to = format!("{}/{code}/tanda-terima", super::home(&office));
    Ok(Redirect::to(&to).into_response())
}

#[derive(Debug, Template)]
#[template(path = "saq/mended.html")]
struct MendedPage {
    shell: Shell,
    t: Texts,
    here: String,
    panel: Panel,
    facts: SummaryList,
}

/// `GET /saq/{round}/{body}/{question}/tanda-terima`
pub(super) async fn receipt(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let receipt = office.mended_receipt(&code).await?;
    let question = office.instrument().question(&code).ok_or(AppError::NotFound)?;
    let shell = super::shell(&web, &signed_in, &office);
    let t = shell.t;
    let facts = SummaryList::new([
        SummaryRow::new(t.saq_receipt_office(), office.placed().body.office_name.as_str()),
        SummaryRow::new(t.saq_round(), office.round().title.as_str()),
        SummaryRow::new(t.review_question(), format!("{}. {}", question.number, question.text.get(t.code()))),
        SummaryRow::new(t.saq_receipt_time(), words::both_zones(&t, &office, receipt.at)),
        SummaryRow::new(t.saq_receipt_hash(), receipt.hash),
    ]);
    let here = format!("{}/{code}", super::home(&office));
    let panel = panel(t.mending_receipt_title(), t.saq_receipt_number(), &receipt.number);
    Ok(render(StatusCode::OK, &MendedPage { shell, t, here, panel, facts }))
}

/// `GET /saq/{round}/{body}/{question}/tanda-terima.json`: the very bytes whose hash the receipt prints.
pub(super) async fn document(
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let receipt = office.mended_receipt(&code).await?;
    let name = format!("attachment; filename=\"{}.json\"", plain(&receipt.number));
    let mut response = receipt.document.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
