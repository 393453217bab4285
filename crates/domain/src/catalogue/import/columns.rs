//! What offices call the columns of the list, and what they write into them.

use crate::catalogue::{Form, InformationClass};

/// A column that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// What it is called; the statutory form has none.
    Title,
    /// *Ringkasan isi informasi*.
    Summary,
    /// *Klasifikasi*.
    Class,
    /// Who holds it.
    Holder,
    /// Who is responsible for it.
    Responsible,
    /// When it was made.
    MadeOn,
    /// Where it was made.
    Place,
    /// When and where, in one column.
    Made,
    /// In which forms it is there.
    Forms,
    /// How long it is kept.
    Retention,
    /// The rule that it rests on.
    LegalBasis,
    /// An address.
    Link,
    /// Further words.
    Keywords,
}

/// Words of a heading that tell its column. All words of one entry stand in the heading; the first entry that fits counts,
/// so what is told by more words comes first.
const HEADINGS: &[(&[&str], Column)] = &[
    (&["waktu", "tempat"], Column::Made),
    (&["tempat", "pembuatan"], Column::Place),
    (&["tempat"], Column::Place),
    (&["jangka", "waktu"], Column::Retention),
    (&["retensi"], Column::Retention),
    (&["waktu"], Column::MadeOn),
    (&["tanggal"], Column::MadeOn),
    (&["penanggung"], Column::Responsible),
    (&["penerbit"], Column::Responsible),
    (&["menguasai"], Column::Holder),
    (&["pejabat"], Column::Holder),
    (&["unit"], Column::Holder),
    (&["satuan", "kerja"], Column::Holder),
    (&["dasar", "hukum"], Column::LegalBasis),
    (&["tautan"], Column::Link),
    (&["link"], Column::Link),
    (&["url"], Column::Link),
    (&["alamat"], Column::Link),
    (&["kata", "kunci"], Column::Keywords),
    (&["klasifikasi"], Column::Class),
    (&["kategori"], Column::Class),
    (&["bentuk"], Column::Forms),
    (&["format"], Column::Forms),
    (&["jenis"], Column::Class),
    (&["judul"], Column::Title),
    (&["nama"], Column::Title),
    (&["ringkasan"], Column::Summary),
    (&["isi"], Column::Summary),
    (&["uraian"], Column::Summary),
];

impl Column {
    /// The column that a heading names.
    #[must_use]
    pub fn of_heading(text: &str) -> Option<Self> {
        let words = words(text);
        let fits = |entry: &&(&[&str], Self)| entry.0.iter().all(|word| words.iter().any(|w| w == word));
        HEADINGS.iter().find(fits).map(|(_, column)| *column)
    }

    /// The field of the form that it fills.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Class => "class",
            Self::Holder => "holder",
            Self::Responsible => "responsible",
            Self::MadeOn | Self::Made => "made_on",
            Self::Place => "place",
            Self::Forms => "forms",
            Self::Retention => "retention",
            Self::LegalBasis => "legal_basis",
            Self::Link => "link",
            Self::Keywords => "keywords",
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a cell is a bare number, as in the row of the columns' numbers.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')', '.']);
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The class that was written.
pub(super) fn class(text: &str) -> Option<InformationClass> {
    let words = words(text);
    let has = |word: &str| words.iter().any(|found| found == word);
    match () {
        () if has("berkala") => Some(InformationClass::Periodic),
        () if has("serta") || has("sertamerta") => Some(InformationClass::Immediate),
        () if has("setiap") || has("tersedia") => Some(InformationClass::Always),
        () => None,
    }
}

/// The form that was written.
pub(super) fn form(text: &str) -> Option<Form> {
    let words = words(text);
    let has = |some: &[&str]| words.iter().any(|found| some.contains(&found.as_str()));
    match () {
        () if has(&["cetak", "hardcopy", "hard", "kertas", "fisik"]) => Some(Form::Printed),
        () if has(&["rekaman", "audio", "video", "suara"]) => Some(Form::Recorded),
        () if has(&[
            "daring",
            "online",
            "softcopy",
            "soft",
            "elektronik",
            "digital",
            "pdf",
            "situs",
            "web",
            "website",
        ]) =>
        {
            Some(Form::Online)
        }
        () => None,
    }
}
