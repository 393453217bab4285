//! Sheets of the list of public information and of consequence tests: what they are printed from.

use i18n::{Lang, Texts};
use serde_json::{Value, json};

/// The annex of a decree that freezes the list of public information. Printed as [`print::press::Sheet::DipAnnex`], A4 landscape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DipAnnex {
    /// The office.
    pub office: String,
    /// The year of the list.
    pub year: i16,
    /// The decree with its number and date; it stands in the head and at the foot of every page.
    pub decree: String,
    /// The classes in their order; one without items says so.
    pub classes: Vec<DipClass>,
    /// Where and when it is signed.
    pub place_and_date: String,
    /// The post of who signs.
    pub signer_title: String,
    /// Who signs.
    pub signer: String,
}

/// A class of information with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DipClass {
    /// Its name.
    pub name: String,
    /// In their order; they are numbered within the class.
    pub items: Vec<DipItem>,
}

/// An item: the columns of PerKI 1/2010 Annex II after the number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DipItem {
    /// *Ringkasan isi informasi*.
    pub summary: String,
    /// *Pejabat/unit/satuan kerja yang menguasai informasi*.
    pub holder: String,
    /// *Penanggung jawab pembuatan atau penerbitan*.
    pub responsible: String,
    /// *Waktu dan tempat pembuatan*.
    pub made: String,
    /// *Bentuk/format informasi yang tersedia*.
    pub form: String,
    /// *Jangka waktu penyimpanan atau retensi arsip*.
    pub retention: String,
}

impl DipAnnex {
    /// The data of the template.
    #[must_use]
    pub fn data(&self) -> Value {
        let t = Texts::new(Lang::Id);
        let classes = self.classes.iter().map(|class| {
            let items = class.items.iter().map(|item| {
                [&item.summary, &item.holder, &item.responsible, &item.made, &item.form, &item.retention]
            });
            json!({ "name": class.name, "items": items.collect::<Vec<_>>() })
        });
        json!({
            "lang": t.lang().code(),
            "owner": self.office,
            "office": self.office,
            "year": self.year.to_string(),
            "decree": self.decree,
            "classes": classes.collect::<Vec<_>>(),
            "place_and_date": self.place_and_date,
            "signer_title": self.signer_title,
            "signer": self.signer,
            "words": {
                "title": t.kit_dip_title(),
                "annex": t.kit_dip_annex(&self.decree),
                "none": t.kit_dip_none(),
                "columns": [
                    t.kit_dip_no(), t.kit_dip_summary(), t.kit_dip_holder(), t.kit_dip_responsible(), t.kit_dip_made(),
                    t.kit_dip_form(), t.kit_dip_retention(),
                ],
            },
        })
    }
}

/// The sheet of a consequence test (PerKI 1/2021 Art. 49). Printed as [`print::press::Sheet::ConsequenceTest`], A4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestSheet {
    /// The office.
    pub office: String,
    /// Its address; empty where not known.
    pub address: String,
    /// The number of the test.
    pub number: String,
    /// Trigger, document, unit, …: a name and a value each.
    pub facts: Vec<(String, String)>,
    /// Statute, consequence if opened, consequence if closed, weighing, term, …: a heading and a text each.
    pub parts: Vec<(String, String)>,
    /// Where and when it is signed.
    pub place_and_date: String,
    /// Who signs: post and name each.
    pub signers: Vec<(String, String)>,
}

impl TestSheet {
    /// The data of the template.
    #[must_use]
    pub fn data(&self) -> Value {
        let t = Texts::new(Lang::Id);
        json!({
            "lang": t.lang().code(),
            "owner": self.office,
            "owner_address": self.address,
            "number": self.number,
            "facts": self.facts,
            "parts": self.parts,
            "place_and_date": self.place_and_date,
            "signers": self.signers,
            "words": { "title": t.kit_test_title() },
        })
    }
}
