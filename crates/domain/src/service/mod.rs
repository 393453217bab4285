//! *Standar layanan informasi publik* of an office: on what its service rests, what it asks of people, how long it takes, what it
//! costs, and what it pledges.
//!
//! What law fixes is the beginning, and an office changes what is its own to decide. Its steps and requirements may stay empty:
//! then those of the law hold, which the text catalogue has in both languages.

pub mod form;
mod hours;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::body::ServiceHours;
pub use hours::Day;

/// Working days in which a requester may object, from the day on which the ground is found (UU 14/2008 Art. 36(1)).
pub const OBJECTION_FILING: u8 = 30;
/// Working days in which a dispute may be filed with the Information Commission (UU 14/2008 Art. 37(2)).
pub const DISPUTE_FILING: u8 = 14;

/// The service standard of one office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standard {
    /// Laws and rules on which the service rests, one each.
    pub legal_bases: Vec<String>,
    /// What each kind of applicant brings.
    pub requirements: Requirements,
    /// The office's own steps of the procedures.
    pub steps: Steps,
    /// How many working days each step takes.
    pub clocks: Clocks,
    /// What it costs; `None` until the office has said so.
    pub fee: Option<Fee>,
    /// Costs of copies and of sending, one each.
    pub fee_lines: Vec<String>,
    /// The decree that sets them; empty where there is none.
    pub fee_decree: String,
    /// How people reach the desk.
    pub channels: Vec<Channel>,
    /// What the office guarantees.
    pub guarantee: String,
    /// How the service is evaluated.
    pub evaluation: String,
    /// Who leads, who decides objections, who serves.
    pub officials: Officials,
    /// What the office has decided by decree.
    pub decrees: Decrees,
    /// Hours of the fasting month.
    pub ramadan: Option<Season>,
    /// Days on which the desk is closed beside weekends and holidays, in their order.
    pub closed: Vec<Closure>,
    /// Anything else that people should know.
    pub note: String,
}

/// What applicants bring, one thing each. An empty list means what law and practice ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirements {
    /// *Perorangan*.
    pub person: Vec<String>,
    /// *Kelompok orang*.
    pub group: Vec<String>,
    /// *Badan hukum*.
    pub entity: Vec<String>,
    /// *Kuasa*.
    pub attorney: Vec<String>,
}

/// An office's own steps, one each. An empty list means the steps of the law.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Steps {
    /// From the request to the information.
    pub request: Vec<String>,
    /// From the objection to the superior's answer.
    pub objection: Vec<String>,
    /// At the Information Commission.
    pub dispute: Vec<String>,
}

/// The clocks of both tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clocks {
    /// *Jalur biasa* (UU 14/2008).
    pub regular: Track,
    /// *Jalur Pemilu dan Pemilihan* (PerKI 1/2019).
    pub election: Track,
}

/// Working days of one track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// For the written notice, from the receipt of the request.
    pub answer: u8,
    /// More days, once, with reasons in writing.
    pub extension: u8,
    /// In which an objection may be filed; `None` where no rule says so.
    pub objection_filing: Option<u8>,
    /// For the answer to an objection.
    pub objection: u8,
    /// In which a dispute may be filed; `None` where no rule says so.
    pub dispute_filing: Option<u8>,
}

impl Clocks {
    /// What law sets: 10 + 7 and 30 working days (UU 14/2008 Arts. 22, 36, 37); for information of elections 3 + 2 and 3
    /// (PerKI 1/2019 Arts. 12 and 14, where the times of filing were not found).
    pub const STATUTORY: Self = Self {
        regular: Track {
            answer: 10,
            extension: 7,
            objection_filing: Some(OBJECTION_FILING),
            objection: 30,
            dispute_filing: Some(DISPUTE_FILING),
        },
        election: Track {
            answer: 3,
            extension: 2,
            objection_filing: None,
            objection: 3,
            dispute_filing: None,
        },
    };
}

impl Default for Clocks {
    fn default() -> Self {
        Self::STATUTORY
    }
}

/// What the service costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// Nothing at all.
    Free,
    /// The service costs nothing; copies and sending cost what they cost the office.
    CopiesAtCost,
}

impl Fee {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Free, Self::CopiesAtCost];

    /// The word in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::CopiesAtCost => "copies_at_cost",
        }
    }
}

/// A way to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// *Datang langsung*.
    InPerson,
    /// *Laman PPID*: the form of the office's profile.
    Site,
    /// *Surat elektronik*.
    Email,
    /// *WhatsApp*.
    Whatsapp,
    /// *Surat atau jasa pengiriman*.
    Letter,
    /// *Telepon*.
    Phone,
    /// *Faksimili*.
    Fax,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 7] =
        [Self::InPerson, Self::Site, Self::Email, Self::Whatsapp, Self::Letter, Self::Phone, Self::Fax];

    /// The word in forms and in keys of texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Site => "site",
            Self::Email => "email",
            Self::Whatsapp => "whatsapp",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::Fax => "fax",
        }
    }
}

/// The people of the service. Each may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Officials {
    /// The head of the office, who signs the pledge.
    pub head: Official,
    /// *Atasan PPID*, who answers objections.
    pub superior: Official,
    /// The PPID.
    pub ppid: Official,
}

/// Somebody with a post. Empty where not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Official {
    /// With academic titles, as they sign.
    pub name: String,
    /// *Jabatan*.
    pub title: String,
}

/// Decrees of the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decrees {
    /// Which sets this standard.
    pub standard: Decree,
    /// Which appoints the PPID.
    pub ppid: Decree,
    /// Which announces the *maklumat*.
    pub maklumat: Decree,
}

/// A decree. Empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decree {
    /// Its number, as it stands on it.
    pub number: String,
    /// Its day.
    pub date: Option<Date>,
}

/// Hours that hold for some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Hours in these days.
    pub hours: ServiceHours,
}

/// A day on which the desk is closed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Closure {
    /// Which day.
    pub date: Date,
    /// Why.
    pub reason: String,
}

/// What a *maklumat pelayanan* holds at least (PerKI 1/2021 Art. 47(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// *Dasar hukum*.
    LegalBasis,
    /// *Sistem, mekanisme, dan prosedur*.
    Procedure,
    /// *Waktu penyelesaian*.
    Time,
    /// *Biaya*.
    Fee,
    /// *Jaminan bahwa standar dilaksanakan*.
    Guarantee,
    /// *Evaluasi kinerja*.
    Evaluation,
}

impl Element {
    /// All six, in the order of the rule.
    pub const ALL: [Self; 6] =
        [Self::LegalBasis, Self::Procedure, Self::Time, Self::Fee, Self::Guarantee, Self::Evaluation];

    /// The word in keys of texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LegalBasis => "legal-basis",
            Self::Procedure => "procedure",
            Self::Time => "time",
            Self::Fee => "fee",
            Self::Guarantee => "guarantee",
            Self::Evaluation => "evaluation",
        }
    }
}

/// Which elements the *maklumat* of an office lacks. An office without a standard has pledged nothing: it lacks all of them.
/// The procedure counts as told once people know how to reach the desk; the times once there is a standard, which always has
/// them.
#[must_use]
pub fn missing(standard: Option<&Standard>) -> Vec<Element> {
    let Some(standard) = standard else { return Element::ALL.to_vec() };
    let lacks = |element: &Element| match element {
        Element::LegalBasis => standard.legal_bases.is_empty(),
        Element::Procedure => standard.channels.is_empty(),
        Element::Time => false,
        Element::Fee => standard.fee.is_none(),
        Element::Guarantee => standard.guarantee.is_empty(),
        Element::Evaluation => standard.evaluation.is_empty(),
    };
    Element::ALL.into_iter().filter(lacks).collect()
}
