//! The form of a hand-over, and its confirmation.

use app::AppError;
use app::contact::{Contact, ContactSheet};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::contact::handover::{Part, Ticked, Typed};
use domain::ids::ContactHandoverId;
use i18n::Texts;
use jiff::Timestamp;

use super::desk::finish;
use crate::Web;
use crate::components::{Checkboxes, Choice, ErrorMessage, Html, SelectItem};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::visitor::SignedIn;

/// Where handing over stands, for the page of the number.
#[derive(Debug)]
pub(super) struct Handing {
    pub(super) open: Option<Open>,
    pub(super) has_number: bool,
    pub(super) takers: Vec<SelectItem>,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) day: String,
    pub(super) note: String,
    pub(super) parts: Html,
}

/// A hand-over that waits for its other side.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) id: String,
    pub(super) words: String,
    /// Whether the reader is the other side.
    pub(super) mine: bool,
}

impl Handing {
    pub(super) fn new(
        t: &Texts,
        contact: &Contact,
        sheet: &ContactSheet,
        (sent, wrong): (&Fields, Option<ErrorMessage>),
        now: Timestamp,
    ) -> Self {
        let zone = moment::zone(sheet.body.zone);
        let typed = |name: &str, usual: String| {
            if sent.has(name) { sent.raw(name).to_owned() } else { usual }
        };
        let open = sheet.handovers.iter().find(|handover| handover.ended_at.is_none());
        let open = open.map(|handover| {
            let mine = handover.given.to == contact.person();
            let words = if mine {
                t.contact_handover_mine(t.date(handover.given.day), handover.given.from.as_str())
            } else {
                let (by, to) = (handover.begun_by_name.as_str(), handover.to_name.as_str());
                t.contact_handover_open(by, to, t.date_time(handover.begun_at, zone))
            };
            Open { id: handover.id.to_string(), words, mine }
        });
        let others = sheet.takers.iter().filter(|(id, _)| *id != contact.person());
        let mut takers: Vec<SelectItem> =
            others.map(|(id, name)| SelectItem::new(id.to_string(), name.as_str())).collect();
        if !takers.is_empty() {
            takers.insert(0, SelectItem::new("", t.contact_handover_to_choose()));
        }
        let legend =
            if open.is_some() { t.contact_handover_parts_arrived() } else { t.contact_handover_parts() };
        Self {
            parts: parts(t, legend, sent, wrong),
            open,
            has_number: sheet.body.whatsapp.is_some(),
            takers,
            from: typed("from", sheet.holding.1.holder.clone()),
            to: typed("to", String::new()),
            day: typed("day", zone.local(now).date().to_string()),
            note: typed("note", String::new()),
        }
    }
}

/// The parts as boxes.
fn parts(t: &Texts, legend: String, sent: &Fields, wrong: Option<ErrorMessage>) -> Html {
    let word = |part: Part| match part {
        Part::Device => t.contact_part_device(),
        Part::Sim => t.contact_part_sim(),
        Part::Pin => t.contact_part_pin(),
        Part::QuickReplies => t.contact_part_quick_replies(),
        Part::Labels => t.contact_part_labels(),
    };
    let choices = Part::ALL.map(|part| Choice::new(part.code(), word(part)));
    Html::join([Checkboxes::new("parts", legend, choices).values(sent.all("parts")).error(wrong)])
}

/// `POST /meja/{slug}/whatsapp/serah-terima`: `from`, `to`, `day`, `parts`, `note`.
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    // What reads as no day goes on as it is, and is told of there.
    let day = moment::date(fields.text("day"))
        .map_or_else(|_| fields.text("day").to_owned(), |day| day.to_string());
    let typed = Typed {
        from: fields.text("from").to_owned(),
        to: fields.text("to").to_owned(),
        day,
        parts: Ticked::of(fields.all("parts")),
        note: fields.raw("note").to_owned(),
    };
    let done = contact.begin_handover(&typed).await;
    finish(&web, &signed_in, &contact, fields, done, "contact-handover-begun", |_| String::new()).await
}

/// `POST /meja/{slug}/whatsapp/serah-terima/{id}/terima`: `parts`.
pub(super) async fn take(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let done = contact.take_over(handover(&id)?, &Ticked::of(fields.all("parts"))).await;
    finish(&web, &signed_in, &contact, fields, done, "contact-handover-taken", |_| String::new()).await
}

/// `POST /meja/{slug}/whatsapp/serah-terima/{id}/batal`
pub(super) async fn cancel(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let contact = signed_in.access.contact(&slug).await?;
    let done = contact.cancel_handover(handover(&id)?).await;
    let told = "contact-handover-cancelled";
    finish(&web, &signed_in, &contact, Fields::default(), done, told, |_| String::new()).await
}

fn handover(id: &str) -> Result<ContactHandoverId, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}
