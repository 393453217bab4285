//! The WhatsApp number of an office: one card for every page that tells it.

use askama::Template;
use domain::access_test::{Channel, address};
use domain::body::{Body, Phone};
use i18n::Texts;
use jiff::Timestamp;

use super::markup::Html;

/// The number, whether it is verified, the way into a chat with a greeting in it, its QR code and the hours.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/whatsapp.html")]
pub struct WhatsappCard {
    t: Option<Texts>,
    number: String,
    href: String,
    label: String,
    verified: String,
    code: Html,
    code_label: String,
    hours: Vec<String>,
    heading: String,
}

impl askama::filters::HtmlSafe for WhatsappCard {}

/// The address that opens a chat with a greeting.
#[must_use]
pub fn chat_address(t: &Texts, body: &Body, phone: &Phone) -> String {
    let greeting = t.contact_greeting(body.office_name.as_str());
    address::link(Channel::Whatsapp, phone.digits(), "", &greeting).unwrap_or_default()
}

impl WhatsappCard {
    /// The card of an office; `None` where it has no number. `hours` is a line for each entry, in the reader's words.
    #[must_use]
    pub fn of(t: &Texts, body: &Body, verified_at: Option<Timestamp>, hours: Vec<String>) -> Option<Self> {
        let phone = body.whatsapp.as_ref()?;
        let number = phone.to_string();
        // The code has no greeting: fewer modules are read more easily from a screen or a wall.
        let code = print::qr::svg(&format!("https://wa.me/{}", phone.digits())).unwrap_or_default();
        let day = |at: Timestamp| t.date(body.zone.time_zone().to_datetime(at).date());
        Some(Self {
            href: chat_address(t, body, phone),
            label: t.contact_card_chat_of(body.office_name.as_str()),
            verified: verified_at.map(|at| t.contact_card_verified(day(at))).unwrap_or_default(),
            // Rectangles that we drew ourselves.
            code: Html::trusted(code),
            code_label: t.contact_card_qr(number.as_str()),
            heading: t.contact_card_title(),
            t: Some(*t),
            number,
            hours,
        })
    }

    /// Without the code, for the foot of a page.
    #[must_use]
    pub fn without_code(mut self) -> Self {
        self.code = Html::default();
        self
    }

    fn words(&self, which: fn(&Texts) -> String) -> String {
        self.t.as_ref().map(which).unwrap_or_default()
    }
}
