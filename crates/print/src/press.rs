//! What prints: sheets of paper with data on them, as PDF. The press itself is another crate; this is how it is called.

use std::fmt;

use serde_json::Value;

/// The kinds of printed sheets. Each has a template that an operator can replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// *Sertifikat*: A4 landscape, with a QR to the page that checks it.
    Certificate,
    /// *Surat rekomendasi*: what an office should mend, on A4.
    Letter,
    /// *Lembar pers*: the results of a round on a page or two.
    PressSheet,
    /// *Papan informasi*: A1 or A2, as the data say.
    Board,
    /// *Spanduk*: 3 × 1 m.
    Banner,
    /// *Penanda meja layanan*: A4 landscape.
    DeskSign,
    /// *Alur*: the steps of a procedure on A3.
    FlowChart,
    /// *Biaya dan jam layanan*: A4.
    FeeAndHours,
    /// *Maklumat pelayanan*: A3.
    Maklumat,
    /// *Kartu QR*: ten cards on A4, with marks for cutting.
    Cards,
    /// *Formulir permohonan informasi*: A4.
    RequestForm,
    /// *Formulir keberatan*: A4.
    ObjectionForm,
    /// *Lampiran keputusan DIP*: A4 landscape, as many pages as it needs.
    DipAnnex,
    /// *Lembar pengujian konsekuensi*: A4.
    ConsequenceTest,
}

impl Sheet {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Certificate,
        Self::Letter,
        Self::PressSheet,
        Self::Board,
        Self::Banner,
        Self::DeskSign,
        Self::FlowChart,
        Self::FeeAndHours,
        Self::Maklumat,
        Self::Cards,
        Self::RequestForm,
        Self::ObjectionForm,
        Self::DipAnnex,
        Self::ConsequenceTest,
    ];

    /// The name of its template, without `.typ`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Letter => "letter",
            Self::PressSheet => "press-sheet",
            Self::Board => "board",
            Self::Banner => "banner",
            Self::DeskSign => "desk-sign",
            Self::FlowChart => "flow-chart",
            Self::FeeAndHours => "fee-and-hours",
            Self::Maklumat => "maklumat",
            Self::Cards => "cards",
            Self::RequestForm => "request-form",
            Self::ObjectionForm => "objection-form",
            Self::DipAnnex => "dip-annex",
            Self::ConsequenceTest => "consequence-test",
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a sheet was not printed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{sheet}: {why}")]
pub struct PressError {
    /// Which.
    pub sheet: Sheet,
    /// Where in the template, and what is wrong there.
    pub why: String,
}

/// What stands on the picture that is shown where somebody passes a page on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareCard {
    /// The office.
    pub office: String,
    /// The title, at most some lines of it.
    pub title: String,
    /// What it is: the class of the information.
    pub class: String,
    /// The name of the service.
    pub service: String,
    /// The office's colour, `#rrggbb`, on which white can be read.
    pub colour: String,
}

/// Why a picture was not drawn.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the picture was not drawn: {0}")]
pub struct DrawError(pub String);

/// Something that prints.
pub trait Press: Send + Sync + fmt::Debug {
    /// A sheet with these data as PDF. The same data give the same bytes. Takes milliseconds of processor time.
    ///
    /// # Errors
    /// When the template does not fit the data.
    fn print(&self, sheet: Sheet, data: &Value) -> Result<Vec<u8>, PressError>;

    /// The first page of a sheet with these data as a small picture: a PNG that fills a square of `side` pixels in one direction.
    ///
    /// # Errors
    /// When the template does not fit the data, and where this press paints no pictures.
    fn picture(&self, sheet: Sheet, data: &Value, side: u16) -> Result<Vec<u8>, PressError> {
        let why = format!("this press paints no pictures ({side} px, {} bytes)", data.to_string().len());
        Err(PressError { sheet, why })
    }

    /// The picture of a page that is passed on: a PNG of 1200 × 630 pixels.
    ///
    /// # Errors
    /// Where this press draws no pictures.
    fn share_card(&self, card: &ShareCard) -> Result<Vec<u8>, DrawError> {
        Err(DrawError(format!("this press draws no pictures ({})", card.office)))
    }
}

/// A program that was built without a press.
#[derive(Debug, Clone, Copy)]
pub struct NoPress;

impl Press for NoPress {
    fn print(&self, sheet: Sheet, _: &Value) -> Result<Vec<u8>, PressError> {
        Err(PressError { sheet, why: "this program was built without the feature `pdf`".to_owned() })
    }
}
