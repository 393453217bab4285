//! What is written about an item: the seven columns of the list of public information, and what belongs beside them.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::{check_link, is_forbidden};
use crate::problem::{FieldProblem, Problem};

/// Most characters of a title.
pub const TITLE_MAX: usize = 250;
/// Most characters of a summary.
pub const SUMMARY_MAX: usize = 4_000;
/// Most characters of the other fields.
const FIELD_MAX: usize = 500;
/// Most keywords.
pub const KEYWORDS_MAX: usize = 20;

/// Not a code that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known code")]
pub struct UnknownCode;

/// Declares an enumeration with codes.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in files, addresses and the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                match text { $($code => Ok(Self::$variant),)* _ => Err(UnknownCode) }
            }
        }
    };
}

pub(crate) use coded;

coded! {
    /// The classes of public information that is open (UU 14/2008 Arts. 9–11). What is exempt is no item of the list.
    InformationClass {
        /// *Berkala*: published at least every six months.
        Periodic = "berkala",
        /// *Serta-merta*: published at once.
        Immediate = "serta_merta",
        /// *Setiap saat*: kept available.
        Always = "setiap_saat",
    }
}

coded! {
    /// The form in which information is available (column 6).
    Form {
        /// *Cetak*: on paper.
        Printed = "cetak",
        /// *Rekaman*: sound or picture.
        Recorded = "rekaman",
        /// *Daring*: on the internet.
        Online = "daring",
    }
}

coded! {
    /// What others may do with it.
    Licence {
        /// Public information, to be used with its source named (UU 14/2008 Art. 5).
        Open = "terbuka",
        /// Creative Commons Attribution 4.0.
        By = "cc-by-4.0",
        /// Creative Commons Attribution-ShareAlike 4.0.
        BySa = "cc-by-sa-4.0",
        /// Creative Commons Zero.
        Zero = "cc0-1.0",
    }
}

/// What is written about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// *Ringkasan isi informasi* (column 2).
    pub summary: String,
    /// The class.
    pub class: InformationClass,
    /// Code of the duty that it answers; empty for none.
    pub duty: String,
    /// *Pejabat/unit yang menguasai* (column 3).
    pub holder: String,
    /// *Penanggung jawab pembuatan atau penerbitan* (column 4).
    pub responsible: String,
    /// When it was made (column 5).
    pub made_on: Option<Date>,
    /// Where it was made (column 5).
    pub place: String,
    /// In which forms it is there (column 6), each once.
    pub forms: Vec<Form>,
    /// *Jangka waktu penyimpanan* (column 7).
    pub retention: String,
    /// The rule that it rests on.
    pub legal_basis: String,
    /// What others may do with it.
    pub licence: Licence,
    /// Language of the document: a code of ISO 639, `id` unless told.
    pub language: String,
    /// Words that it shall also be found by.
    pub keywords: Vec<String>,
    /// Where it stands on another site; empty where it is here.
    pub link: String,
    /// A part of it is blacked out.
    pub redacted: bool,
    /// People with a screen reader can read it.
    pub accessible: bool,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            title: String::new(),
            summary: String::new(),
            class: InformationClass::Always,
            duty: String::new(),
            holder: String::new(),
            responsible: String::new(),
            made_on: None,
            place: String::new(),
            forms: Vec::new(),
            retention: String::new(),
            legal_basis: String::new(),
            licence: Licence::Open,
            language: "id".to_owned(),
            keywords: Vec::new(),
            link: String::new(),
            redacted: false,
            accessible: false,
        }
    }
}

impl Content {
    /// What keeps this from being saved even as a draft: no title, too long, characters that cannot be shown.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.is_empty() {
            problems.push(FieldProblem::new("title", Problem::Required));
        }
        let texts = [
            ("title", &self.title, TITLE_MAX),
            ("summary", &self.summary, SUMMARY_MAX),
            ("holder", &self.holder, FIELD_MAX),
            ("responsible", &self.responsible, FIELD_MAX),
            ("place", &self.place, FIELD_MAX),
            ("retention", &self.retention, FIELD_MAX),
            ("legal_basis", &self.legal_basis, FIELD_MAX),
        ];
        for (field, text, max) in texts {
            if text.chars().count() > max {
                problems.push(FieldProblem::new(field, Problem::TooLong { max }));
            }
            let bad = |c: char| is_forbidden(c) || (c == '\n' && field != "summary");
            if text.chars().any(bad) {
                problems.push(FieldProblem::new(field, Problem::BadCharacters));
            }
        }
        if self.keywords.len() > KEYWORDS_MAX {
            problems.push(FieldProblem::new("keywords", Problem::TooLong { max: KEYWORDS_MAX }));
        }
        if self.keywords.iter().any(|word| word.chars().any(|c| is_forbidden(c) || c == '\n')) {
            problems.push(FieldProblem::new("keywords", Problem::BadCharacters));
        }
        if !self.link.is_empty()
            && let Err(problem) = check_link(&self.link)
        {
            problems.push(FieldProblem::new("link", problem));
        }
        let is_language =
            (2..=3).contains(&self.language.len()) && self.language.bytes().all(|b| b.is_ascii_lowercase());
        if !is_language {
            problems.push(FieldProblem::new("language", Problem::NotACode));
        }
        problems
    }

    /// What is missing for the list of public information: its seven columns. *Serta-merta* information is never held up by
    /// a missing field; it needs what happened, and no more.
    #[must_use]
    pub fn gaps(&self) -> Vec<FieldProblem> {
        let is_at_once = self.class == InformationClass::Immediate;
        let missing = [
            ("title", self.title.is_empty()),
            ("summary", self.summary.is_empty()),
            ("holder", !is_at_once && self.holder.is_empty()),
            ("responsible", !is_at_once && self.responsible.is_empty()),
            ("made_on", !is_at_once && self.made_on.is_none()),
            ("place", !is_at_once && self.place.is_empty()),
            ("forms", !is_at_once && self.forms.is_empty()),
            ("retention", !is_at_once && self.retention.is_empty()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        missing.map(|(field, _)| FieldProblem::new(field, Problem::Required)).collect()
    }

    /// The year by which it is found: that in which it was made.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.made_on.map(Date::year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(problems: &[FieldProblem]) -> Vec<&str> {
        problems.iter().map(|problem| problem.field.as_str()).collect()
    }

    #[test]
    fn a_draft_needs_a_title_and_the_list_needs_its_seven_columns() {
        let mut content = Content::default();
        assert_eq!(fields(&content.problems()), ["title"]);
        content.title = "Laporan keuangan 2025".to_owned();
        assert!(content.problems().is_empty());
        assert_eq!(
            fields(&content.gaps()),
            ["summary", "holder", "responsible", "made_on", "place", "forms", "retention"]
        );
    }

    #[test]
    fn what_must_be_told_at_once_needs_no_more_than_what_happened() {
        let content = Content {
            title: "Jadwal pemungutan suara ulang".to_owned(),
            summary: "TPS 4 memungut suara ulang besok.".to_owned(),
            class: InformationClass::Immediate,
            ..Content::default()
        };
        assert!(content.gaps().is_empty());
    }

    #[test]
    fn bad_input_is_named_by_its_field() {
        let content = Content {
            title: "a".repeat(TITLE_MAX + 1),
            holder: "dua\nbaris".to_owned(),
            summary: "dua\nbaris".to_owned(),
            link: "javascript:alert(1)".to_owned(),
            language: "Indonesia".to_owned(),
            ..Content::default()
        };
        assert_eq!(fields(&content.problems()), ["title", "holder", "link", "language"]);
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        for class in InformationClass::ALL {
            assert_eq!(class.code().parse(), Ok(*class));
        }
        for form in Form::ALL {
            assert_eq!(form.code().parse(), Ok(*form));
        }
        assert_eq!("dikecualikan".parse::<InformationClass>(), Err(UnknownCode));
    }
}
