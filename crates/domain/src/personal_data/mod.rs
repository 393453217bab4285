//! Personal data in a text that is about to be published: numbers of identity and family cards, tax numbers, telephone
//! numbers, addresses of e-mail, bank accounts of persons, and the words of an identity card.
//!
//! What is found is a warning for a person to look at and no judgement: a number that has the shape of a NIK may be something
//! else, and a name or an address of a house is not found at all. The time is in proportion to the length of the text,
//! whatever stands in it. Sources of the shapes: Permendagri 72/2022 (NIK: region, day of birth with 40 added for women,
//! serial number), PER-20/PJ/2013 (NPWP), the national numbering plan (Permenkominfo 14/2018).

mod groups;
mod mail;
mod numbers;

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Phone;
use crate::document::PAGE_BREAK;

use groups::Line;

/// Most findings of one text that are listed; all of them are counted.
pub const LISTED: usize = 200;
/// Characters before a finding that are shown with it.
const CONTEXT: usize = 30;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// *Nomor induk kependudukan*, the number of a citizen.
    Nik,
    /// The number of a family card, which has the same shape.
    FamilyCard,
    /// *Nomor pokok wajib pajak*; those of offices are let through.
    Npwp,
    /// A telephone number that is not known as the office's.
    Phone,
    /// An address of e-mail that is neither known as the office's nor under `go.id`.
    Email,
    /// A bank account beside somebody's name.
    BankAccount,
    /// The words of an identity card together on a page.
    IdCard,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Nik, Self::FamilyCard, Self::Npwp, Self::Phone, Self::Email, Self::BankAccount, Self::IdCard];

    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nik => "nik",
            Self::FamilyCard => "family_card",
            Self::Npwp => "npwp",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::BankAccount => "bank_account",
            Self::IdCard => "id_card",
        }
    }
}

/// One place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it looks like.
    pub kind: Kind,
    /// The page, from 1; 1 throughout where the text has none.
    pub page: u32,
    /// The line on the page, from 1.
    pub line: u32,
    /// How it stands there, its middle masked, with a few words before it. Digits of these are masked too.
    pub excerpt: String,
}

/// What was found in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The first [`LISTED`] places, in their order.
    pub places: Vec<Finding>,
    /// How often each kind was found, also beyond those that are listed.
    pub counts: BTreeMap<Kind, u32>,
}

impl Findings {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    fn add(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.kind).or_default();
        *count = count.saturating_add(1);
        if self.places.len() < LISTED {
            self.places.push(finding);
        }
    }
}

/// What an office publishes of itself, which is therefore no finding.
#[derive(Debug, Clone, Default)]
pub struct Known {
    phones: BTreeSet<String>,
    emails: BTreeSet<String>,
}

impl Known {
    /// The telephone numbers and addresses of an office. What is no number or address is passed over.
    #[must_use]
    pub fn new<'a>(
        phones: impl IntoIterator<Item = &'a str>,
        emails: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let phone = |text: &str| text.parse::<Phone>().ok().map(|phone| phone.digits().to_owned());
        Self {
            phones: phones.into_iter().filter_map(phone).collect(),
            emails: emails.into_iter().map(|email| email.trim().to_lowercase()).collect(),
        }
    }
}

/// Looks through a text, whose pages are parted by [`PAGE_BREAK`].
#[must_use]
pub fn scan(text: &str, known: &Known) -> Findings {
    let about = About::new(text);
    let mut findings = Findings::default();
    for (page, words) in (1_u32..).zip(text.split(PAGE_BREAK)) {
        if is_id_card(words) {
            findings.add(Finding { kind: Kind::IdCard, page, line: 1, excerpt: String::new() });
        }
        for (number, words) in (1_u32..).zip(words.split('\n')) {
            let line = Line::new(words);
            let mut found = numbers::in_line(&line, about, known);
            found.extend(mail::in_line(words, known));
            found.sort_unstable_by_key(|span| span.start);
            for span in found {
                let excerpt = excerpt(words, &span);
                findings.add(Finding { kind: span.kind, page, line: number, excerpt });
            }
        }
    }
    findings
}

/// Where something stands in a line, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    kind: Kind,
    start: usize,
    end: usize,
}

/// What a document speaks of, which makes a number in a column below a heading more certain.
#[derive(Debug, Clone, Copy, Default)]
struct About {
    identity: bool,
    telephones: bool,
}

impl About {
    fn new(text: &str) -> Self {
        let mut about = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| (2..=13).contains(&word.len())) {
            let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
            about.identity |= is(&["nik", "ktp", "kependudukan"]);
            about.telephones |= is(&["hp", "wa", "whatsapp", "telepon", "telp", "handphone", "ponsel"]);
        }
        about
    }
}

/// Whether the words of an identity card stand together on a page; an empty form asks for fewer of them.
fn is_id_card(page: &str) -> bool {
    const WORDS: [&str; 9] = [
        "nik",
        "lahir",
        "jenis kelamin",
        "darah",
        "rt/rw",
        "agama",
        "status perkawinan",
        "kewarganegaraan",
        "berlaku hingga",
    ];
    const ENOUGH: usize = 7;
    let lower = page.to_lowercase();
    WORDS.iter().filter(|word| lower.contains(**word)).count() >= ENOUGH
}

/// The place with a few words before it; whatever could give a person away is masked.
fn excerpt(line: &str, span: &Span) -> String {
    let before = &line[..span.start];
    let cut = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    // Not from the middle of a word, unless it is all one.
    let cut = if cut == 0 { 0 } else { before[cut..].find(' ').map_or(cut, |space| cut + space) };
    let context = before[cut..].chars().map(|c| match c {
        c if c.is_ascii_digit() => '•',
        c if c.is_control() => ' ',
        c => c,
    });
    let context: String = context.collect();
    // An address before this one would stand there whole.
    let context = context.rsplit_once('@').map_or(context.as_str(), |(_, rest)| rest);
    let masked = match span.kind {
        Kind::Email => mail::mask(&line[span.start..span.end]),
        _ => groups::mask(&line[span.start..span.end]),
    };
    format!("{}{masked}", context.trim_start())
}

#[cfg(test)]
mod tests;
