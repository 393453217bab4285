//! What stands on the pieces of the kit: data for the templates. Sheets are in Indonesian, the language of the law; the forms have
//! English beside it.

use domain::body::Body;
use domain::service::{Channel, Clocks, Decree, Fee, Standard};
use i18n::{Lang, Texts};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::piece::Piece;
use super::{Dress, words};
use crate::AppError;
use crate::service::{Contact, Described, Procedure};

/// An office, and all that its sheets tell.
#[derive(Debug, Clone, Copy)]
pub struct Kit<'a> {
    /// Its standard; the law's where it has none.
    pub standard: &'a Standard,
    /// The office.
    pub body: &'a Body,
    /// The day of the data.
    pub today: Date,
    /// What is taken of the office's face.
    pub dress: &'a Dress,
}

impl Kit<'_> {
    /// The data of a piece. Every template finds `lang`, `owner`, `office` (name, address, email, phone,
    /// `phone_verified`), `colour` where the office has chosen one, `logo` where it has one (the bytes of a JPEG in base64, which
    /// templates find as bytes), `codes` (label, shown, qr, alt, verified) and `words`; beside that:
    ///
    /// - board: `paper`, `steps`, `then`, `clocks`, `fee`, `hours`, `ramadan`, `contacts` (name, value, and the words of the mark
    ///   where the number was verified)
    /// - banner, desk sign: `hours`, `ppid`; fee and hours: `fee`, `fee_lines`, `hours`, `ramadan`, `closed`, `contacts`
    /// - flow chart: `steps` (who, what, time)
    /// - maklumat: `elements` (name, lines), `head`, `place_and_date`
    /// - forms: `words_en`, `grounds` (letter, text, text in English), `superior`
    ///
    /// # Errors
    /// [`AppError::Fault`] where an address does not fit a code.
    pub fn data(&self, piece: Piece) -> Result<Value, AppError> {
        let t = Texts::new(Lang::Id);
        let said = Described::new(self.standard, self.body, t);
        let own = match piece {
            Piece::BoardA1 => self.board(&said, "a1"),
            Piece::BoardA2 => self.board(&said, "a2"),
            Piece::Banner | Piece::DeskSign => json!({ "hours": said.hours(), "ppid": self.ppid() }),
            Piece::FlowRequest => flow(&said.request()),
            Piece::FlowObjection => flow(&said.objection()),
            Piece::FlowDispute => flow(&said.dispute()),
            Piece::FeeAndHours => self.fee_and_hours(&said),
            Piece::Maklumat => self.maklumat(&t, &said),
            Piece::Cards => json!({}),
            Piece::RequestForm | Piece::ObjectionForm => self.form(&said, piece),
        };
        let mut data = self.common(&t, piece)?;
        if let (Value::Object(data), Value::Object(own)) = (&mut data, own) {
            data.extend(own);
        }
        Ok(data)
    }

    fn common(&self, t: &Texts, piece: Piece) -> Result<Value, AppError> {
        let body = self.body;
        let mut words = words::of(t, piece, self.today);
        words["logo"] = json!(t.look_logo_alt(body.office_name.as_str()));
        let mut common = json!({
            "lang": t.lang().code(),
            "owner": body.office_name,
            "office": {
                "name": body.office_name,
                "address": body.address.replace('\n', ", "),
                "email": body.email,
                "phone": body.whatsapp.as_ref().map(ToString::to_string).unwrap_or_default(),
                "phone_verified": self.verified(t),
            },
            "codes": self.codes(t)?,
            "words": words,
        });
        if let Some(colour) = self.dress.colour {
            common["colour"] = json!(colour);
        }
        if let Some(logo) = &self.dress.logo {
            common["logo"] = json!(data_encoding::BASE64.encode(logo));
        }
        Ok(common)
    }

    /// The words of the mark beside the number; empty where it was not verified.
    fn verified(&self, t: &Texts) -> String {
        self.dress.verified_on.map(|day| t.contact_card_verified(t.date(day))).unwrap_or_default()
    }

    /// The site, WhatsApp where there is a number, and the page for requests.
    fn codes(&self, t: &Texts) -> Result<Vec<Value>, AppError> {
        let site = &self.dress.site;
        let whatsapp = self.body.whatsapp.as_ref();
        let mut codes = vec![code(t, &t.kit_scan_site(), site, &shown(site))?];
        if let Some(phone) = whatsapp {
            let address = format!("https://wa.me/{}", phone.digits());
            let mut chat = code(t, &t.kit_scan_whatsapp(), &address, &phone.to_string())?;
            chat["verified"] = json!(self.verified(t));
            codes.push(chat);
        }
        let form = format!("{site}/permohonan");
        codes.push(code(t, &t.kit_scan_form(), &form, &shown(&form))?);
        Ok(codes)
    }

    fn board(&self, said: &Described<'_>, paper: &str) -> Value {
        json!({
            "paper": paper,
            "steps": steps(&said.request()),
            "then": [short(&said.objection()), short(&said.dispute())],
            "clocks": said.clocks().into_iter().map(|c| [c.what, c.regular, c.election]).collect::<Vec<_>>(),
            "fee": said.fee(),
            "free": self.is_free(),
            "hours": said.hours(),
            "ramadan": ramadan(said),
            "bring": bring(said),
            "contacts": self.contacts(said),
        })
    }

    fn fee_and_hours(&self, said: &Described<'_>) -> Value {
        json!({
            "fee": said.fee(),
            "free": self.is_free(),
            "fee_lines": self.standard.fee_lines,
            "fee_decree": self.standard.fee_decree,
            "hours": said.hours(),
            "ramadan": ramadan(said),
            "closed": said.closed(),
            "contacts": self.contacts(said),
        })
    }

    fn maklumat(&self, t: &Texts, said: &Described<'_>) -> Value {
        let standard = self.standard;
        let Clocks { regular, election } = standard.clocks;
        let day = |days: u8| u32::from(days);
        let time = t.kit_time_see(
            day(regular.answer),
            day(election.answer),
            day(election.extension),
            day(election.objection),
            day(regular.extension),
            day(regular.objection),
        );
        let channels: Vec<String> = said.contacts().into_iter().map(|contact| contact.name).collect();
        let fee = [said.fee()].into_iter().chain(standard.fee_lines.iter().cloned()).collect::<Vec<_>>();
        json!({
            "elements": [
                (t.service_element_legal_basis(), &standard.legal_bases),
                (t.service_element_procedure(), vec![t.kit_procedure_see(channels.join(", "))]),
                (t.service_element_time(), vec![time]),
                (t.service_element_fee(), fee),
                (t.service_element_guarantee(), [&standard.guarantee]),
                (t.service_element_evaluation(), [&standard.evaluation]),
            ],
            "number": numbered(t, &standard.decrees.maklumat),
            "place_and_date": self.place_and_date(t),
            "head": { "name": standard.officials.head.name, "title": title_or(&standard.officials.head.title, &t.service_head()) },
        })
    }

    fn form(&self, said: &Described<'_>, piece: Piece) -> Value {
        let english = Texts::new(Lang::En);
        let in_english = Described::new(self.standard, self.body, english).grounds();
        let pairs = said.grounds().into_iter().zip(in_english);
        let grounds: Vec<_> = pairs.map(|((letter, text), (_, english))| (letter, text, english)).collect();
        let superior = &self.standard.officials.superior;
        json!({
            "grounds": grounds,
            "superior": { "name": superior.name, "title": superior.title },
            "words": words::of_form(&Texts::new(Lang::Id), piece, &self.standard.clocks),
            "words_en": words::of_form(&english, piece, &self.standard.clocks),
        })
    }

    /// The ways to the desk whose addresses are known, each address once: name, address, and the words of the mark.
    fn contacts(&self, said: &Described<'_>) -> Vec<[String; 3]> {
        let contacts = said.contacts();
        let in_person = contacts.iter().any(|contact| contact.channel == Channel::InPerson);
        let known = contacts
            .into_iter()
            .filter(|contact| !(contact.value.is_empty() || in_person && contact.channel == Channel::Letter));
        let line = |contact: Contact| {
            let is_number = contact.channel == Channel::Whatsapp;
            let mark = if is_number { self.verified(&Texts::new(Lang::Id)) } else { String::new() };
            [contact.name, shown(&contact.value), mark]
        };
        known.map(line).collect()
    }

    fn ppid(&self) -> Value {
        let ppid = &self.standard.officials.ppid;
        json!({ "name": ppid.name, "title": ppid.title })
    }

    fn is_free(&self) -> bool {
        // Copies may cost something; asking never does.
        matches!(self.standard.fee, Some(Fee::Free | Fee::CopiesAtCost))
    }

    /// The day of the pledge; the place is written by hand where no day is known.
    fn place_and_date(&self, t: &Texts) -> String {
        self.standard.decrees.maklumat.date.map(|date| t.date(date)).unwrap_or_default()
    }
}

/// What each kind of applicant brings, in one line each.
fn bring(said: &Described<'_>) -> Vec<[String; 2]> {
    said.requirements().map(|required| [required.who, required.things.join("; ")]).to_vec()
}

fn title_or(title: &str, otherwise: &str) -> String {
    if title.is_empty() { otherwise.to_owned() } else { title.to_owned() }
}

fn steps(procedure: &Procedure) -> Vec<[&str; 3]> {
    procedure.steps.iter().map(|step| [step.who.as_str(), &step.what, &step.time]).collect()
}

fn flow(procedure: &Procedure) -> Value {
    json!({ "steps": steps(procedure) })
}

/// The first step of a procedure under its title.
fn short(procedure: &Procedure) -> [&str; 3] {
    let first = procedure.steps.first();
    [&procedure.title, first.map_or("", |step| &step.what), first.map_or("", |step| &step.time)]
}

fn ramadan(said: &Described<'_>) -> Value {
    said.ramadan().map_or(Value::Null, |(when, hours)| json!({ "when": when, "hours": hours }))
}

fn numbered(t: &Texts, decree: &Decree) -> String {
    if decree.number.is_empty() { String::new() } else { t.kit_number(&decree.number) }
}

/// An address as people read it.
fn shown(address: &str) -> String {
    address.trim_start_matches("https://").trim_start_matches("http://").to_owned()
}

fn code(t: &Texts, label: &str, address: &str, shown: &str) -> Result<Value, AppError> {
    let qr = print::qr::svg(address).map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(json!({ "label": label, "shown": shown, "qr": qr, "alt": t.kit_qr_alt(address), "verified": "" }))
}
