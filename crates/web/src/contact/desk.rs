//! The number at its own desk: what it is, who holds it, how it is verified.

use app::contact::{CodeAsked, Contact, ContactSheet};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Phone;
use domain::contact::code::{Delivery, LIFE};
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;
use store::contact::code::Code;

use super::handover::Handing;
use super::words::{handover_lines, history_lines, number_lines, proof_words, reason_words, standing_tag};
use crate::Web;
use crate::components::{BackLink, Button, Input, Select, SummaryList, SummaryRow, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "contact/desk.html")]
pub(super) struct DeskPage {
    shell: Shell,
    t: Texts,
    office: String,
    desk: String,
    home: String,
    standing: Tag,
    reasons: Vec<String>,
    facts: SummaryList,
    /// What somebody else saved meanwhile.
    met: String,
    may_keep: bool,
    may_prove: bool,
    number: NumberForm,
    holding: HoldingForm,
    verify: Verify,
    handing: Handing,
    numbers: Vec<String>,
    handovers: Vec<String>,
    history: Vec<String>,
    errors: Messages,
}

#[derive(Debug)]
struct NumberForm {
    seen: String,
    typed: String,
}

#[derive(Debug)]
struct HoldingForm {
    version: String,
    holder: String,
    place: String,
}

/// Where the verification stands.
#[derive(Debug)]
struct Verify {
    lead: String,
    /// Whether there is a number, and a way to verify it.
    can_ask: bool,
    /// What is known of the code that was asked for.
    state: String,
    /// Whether a code can be typed in now.
    can_type: bool,
    was_asked: bool,
}

/// What a form sent, and what is wrong with it.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) fields: Fields,
    pub(super) problems: Vec<FieldProblem>,
    pub(super) met: String,
}

/// `GET /meja/{slug}/whatsapp`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    page(&web, &signed_in, &contact, StatusCode::OK, Sent::default()).await
}

/// `POST /meja/{slug}/whatsapp/nomor`: `seen`, `number`.
pub(super) async fn change_number(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let done = contact.change_number(fields.text("seen"), fields.text("number")).await;
    let t = *signed_in.visitor.texts();
    let met = |value: &str| match value {
        "" => t.contact_number_met_none(),
        number => t.contact_number_met(number),
    };
    finish(&web, &signed_in, &contact, fields, done, "contact-number-saved", met).await
}

/// `POST /meja/{slug}/whatsapp/pemegang`: `version`, `holder`, `place`.
pub(super) async fn hold(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let base = fields.text("version").parse().unwrap_or(0);
    let done = contact.hold(base, fields.text("holder"), fields.text("place")).await;
    let t = *signed_in.visitor.texts();
    let met = |value: &str| {
        let (holder, place) = value.split_once('\n').unwrap_or((value, ""));
        t.contact_holder_met(holder, place)
    };
    finish(&web, &signed_in, &contact, fields, done, "contact-holder-saved", met).await
}

/// `POST /meja/{slug}/whatsapp/kode`
pub(super) async fn ask_code(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let told = match contact.ask_code().await? {
        CodeAsked::Sent => "contact-code-asked-sent",
        CodeAsked::Waits => "contact-code-asked-waits",
        CodeAsked::GatewayFailed => "contact-code-asked-failed",
    };
    Ok(redirect_with(&address(&contact), told, &web))
}

/// `POST /meja/{slug}/whatsapp/verifikasi`: `code`.
pub(super) async fn prove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let done = contact.prove(fields.text("code")).await;
    finish(&web, &signed_in, &contact, fields, done, "contact-code-right", |_| String::new()).await
}

fn address(contact: &Contact) -> String {
    format!("/meja/{}/whatsapp", contact.body().slug)
}

/// Goes on where it was done; else shows everything again, with what was typed.
pub(super) async fn finish(
    web: &Web,
    signed_in: &SignedIn,
    contact: &Contact,
    fields: Fields,
    done: Result<(), AppError>,
    told: &'static str,
    met: impl Fn(&str) -> String,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(redirect_with(&address(contact), told, web)),
        Err(AppError::Invalid(problems)) => {
            let sent = Sent { fields, problems, met: String::new() };
            page(web, signed_in, contact, StatusCode::UNPROCESSABLE_ENTITY, sent).await
        }
        Err(AppError::Conflict(Conflict::Version { current, value })) => {
            let mut fields = fields;
            // The next save is made on sight of what is there now.
            fields.set("version", current.to_string());
            let digits = value.parse::<Phone>().map(|phone| phone.digits().to_owned());
            fields.set("seen", digits.unwrap_or_default());
            let sent = Sent { fields, problems: Vec::new(), met: met(&value) };
            page(web, signed_in, contact, StatusCode::CONFLICT, sent).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    contact: &Contact,
    status: StatusCode,
    sent: Sent,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let sheet = contact.sheet().await?;
    let errors = Messages::named(&t, &sent.problems, |field| field_name(&t, field));
    let zone = moment::zone(sheet.body.zone);
    let (standing, reasons) = &sheet.readiness;
    let typed = |name: &str, stored: String| {
        if sent.fields.has(name) { sent.fields.raw(name).to_owned() } else { stored }
    };
    let digits = sheet.body.whatsapp.as_ref().map(|phone| phone.digits().to_owned()).unwrap_or_default();
    let number = sheet.body.whatsapp.as_ref().map(ToString::to_string).unwrap_or_default();
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let sent_parts = (&sent.fields, shell.error(errors.get("parts")));
    let page = DeskPage {
        office: sheet.body.office_name.clone(),
        desk: address(contact),
        home: format!("/meja/{}", sheet.body.slug),
        standing: standing_tag(&t, *standing),
        reasons: reasons.iter().map(|reason| reason_words(&t, *reason)).collect(),
        facts: facts(&t, &sheet),
        met: sent.met.clone(),
        may_keep: contact.may_keep(),
        may_prove: contact.may_prove(),
        number: NumberForm { seen: typed("seen", digits), typed: typed("number", number) },
        holding: HoldingForm {
            version: typed("version", sheet.holding.0.to_string()),
            holder: typed("holder", sheet.holding.1.holder.clone()),
            place: typed("place", sheet.holding.1.place.clone()),
        },
        verify: verify(&t, contact, &sheet),
        handing: Handing::new(&t, contact, &sheet, sent_parts, web.app.now()),
        numbers: number_lines(&t, &sheet, zone),
        handovers: handover_lines(&t, &sheet.handovers, zone),
        history: history_lines(&t, &sheet.history, zone),
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "number" => t.contact_number(),
        "holder" => t.contact_holder(),
        "place" => t.contact_place(),
        "code" => t.contact_code(),
        "from" => t.contact_handover_from(),
        "to" => t.contact_handover_to(),
        "day" => t.contact_handover_day(),
        "parts" => t.contact_handover_parts(),
        "note" => t.contact_handover_note(),
        _ => return None,
    })
}

/// The number, what was proved of it, and who has it.
pub(super) fn facts(t: &Texts, sheet: &ContactSheet) -> SummaryList {
    let zone = moment::zone(sheet.body.zone);
    let number = sheet.body.whatsapp.as_ref().map_or_else(|| t.contact_none(), ToString::to_string);
    let mut rows = vec![SummaryRow::new(t.contact_number(), number)];
    if sheet.body.whatsapp.is_some() {
        let proof = sheet.current.as_ref().and_then(|number| Some((number, number.proof.as_ref()?)));
        let words = proof.map_or_else(
            || format!("{}. {}", t.contact_unverified(), t.contact_unverified_public()),
            |(number, proof)| proof_words(t, number, proof, zone),
        );
        rows.push(SummaryRow::new(t.contact_verify(), words));
    }
    if let Some(current) = &sheet.current {
        let since = t.contact_since(t.date(zone.local(current.since).date()));
        rows.push(SummaryRow::new(t.contact_now(), since));
    }
    let known = |text: &str| if text.is_empty() { t.contact_holder_unknown() } else { text.to_owned() };
    rows.push(SummaryRow::new(t.contact_holder(), known(&sheet.holding.1.holder)));
    rows.push(SummaryRow::new(t.contact_place(), known(&sheet.holding.1.place)));
    SummaryList::new(rows)
}

fn verify(t: &Texts, contact: &Contact, sheet: &ContactSheet) -> Verify {
    let zone = moment::zone(sheet.body.zone);
    let has_way = contact.has_gateway() || contact.has_tier_above();
    let lead = match (contact.has_gateway(), has_way) {
        (true, _) => t.contact_verify_lead_gateway(),
        (false, true) => t.contact_verify_lead_tier(),
        (false, false) => t.contact_verify_no_way(),
    };
    let digits = sheet.body.whatsapp.as_ref().map(Phone::digits);
    let code = sheet.code.as_ref().filter(|code| digits == Some(code.number.as_str()));
    let state = code.map_or_else(String::new, |code| state_words(t, code, zone));
    let can_type = code.is_some_and(|code| code.asked.made_at.is_some());
    Verify {
        lead,
        can_ask: has_way && sheet.body.whatsapp.is_some(),
        state,
        can_type,
        was_asked: code.is_some(),
    }
}

/// Where a code is that was asked for.
fn state_words(t: &Texts, code: &Code, zone: i18n::Zone) -> String {
    let left = i64::from(code.asked.left());
    match (code.asked.made_at, code.delivery) {
        (None, Some(Delivery::Failed)) => {
            t.contact_code_failed(code.asked_by_name.as_str(), t.date_time(code.asked_at, zone))
        }
        (None, _) => t.contact_code_waiting(code.asked_by_name.as_str(), t.date_time(code.asked_at, zone)),
        (Some(at), Some(Delivery::Sending)) => t.contact_code_sending(left, t.date_time(at, zone)),
        (Some(at), _) => {
            let until = at.saturating_add(LIFE).unwrap_or(at);
            t.contact_code_made(left, t.date_time(until, zone), t.date_time(at, zone))
        }
    }
}
