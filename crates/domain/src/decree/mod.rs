//! *Penetapan daftar informasi publik*: the list of an office as it stood on a day, decided by a decree for a year.
//!
//! The rows are frozen from what is public at that moment, in the words in which the annex prints them, and never change: a change
//! within the year is a new decree that takes the place of the old one (UU 14/2008 Art. 11; PerKI 1/2021 Art. 23).

mod compare;
mod state;

pub use compare::{Changed, Column, Comparison, Difference, compare};
pub use state::{Action, State};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::is_forbidden;
use crate::catalogue::InformationClass;
use crate::problem::{FieldProblem, Problem};
use crate::random::Random;
use crate::reference;

/// Kind of the references of decrees, as people read them: `PEN-26-7K3Q-94M2-X`.
pub const REFERENCE: &str = "PEN";
/// The `format` of a frozen list.
pub const FORMAT: &str = "terbuka/frozen-list@1";
/// Most characters of a number, a place, a name or a post.
pub const SHORT_MAX: usize = 200;
/// Most characters of a reason.
pub const REASON_MAX: usize = 1_000;
/// First and last year for which a list can be frozen.
pub const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

/// A new reference of a decree.
#[must_use]
pub fn new_reference(year: i16, random: &dyn Random) -> String {
    reference::new_reference(REFERENCE, year, random)
}

/// The canonical form of a typed reference; `None` when it is none.
#[must_use]
pub fn parse_reference(typed: &str) -> Option<String> {
    reference::parse_reference(REFERENCE, typed)
}

/// A row of the annex, in the words in which it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Name of the item in addresses.
    pub reference: String,
    /// Number of the edition that was public.
    pub edition: i64,
    /// Its class.
    pub class: InformationClass,
    /// What it is called.
    pub title: String,
    /// *Ringkasan isi informasi* (column 2).
    pub summary: String,
    /// *Pejabat/unit yang menguasai* (column 3).
    pub holder: String,
    /// *Penanggung jawab pembuatan atau penerbitan* (column 4).
    pub responsible: String,
    /// *Waktu dan tempat pembuatan* (column 5).
    pub made: String,
    /// *Bentuk informasi yang tersedia* (column 6).
    pub form: String,
    /// *Jangka waktu penyimpanan* (column 7).
    pub retention: String,
    /// The rule that it rests on.
    pub legal_basis: String,
}

/// The list as it was frozen. Its canonical JSON (RFC 8785) is what is kept and what its SHA-256 is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// [`FORMAT`].
    pub format: String,
    /// Code of the office.
    pub body: String,
    /// Its name at that moment.
    pub office: String,
    /// The year for which it is decided.
    pub year: i16,
    /// The moment at which exactly this was public.
    pub frozen_at: Timestamp,
    /// By class, then the latest year first, as the public list shows them.
    pub rows: Vec<Row>,
}

/// What makes a frozen list a decree. Empty while it is a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// Number of the decree, as it stands on it.
    pub number: String,
    /// Its day.
    pub day: Option<Date>,
    /// Where it was signed.
    pub place: String,
    /// Who signed.
    pub signer: String,
    /// The post of who signed.
    pub signer_title: String,
}

impl Decision {
    /// What is missing or wrong, for a list that was frozen on `frozen` and is decided on `today`, both on the office's calendar.
    /// A decree decides a list that is there: its day is neither before the freezing nor in the future.
    #[must_use]
    pub fn problems(&self, frozen: Date, today: Date) -> Vec<FieldProblem> {
        let texts = [
            ("number", &self.number),
            ("place", &self.place),
            ("signer", &self.signer),
            ("signer_title", &self.signer_title),
        ];
        let mut problems: Vec<FieldProblem> = texts
            .into_iter()
            .filter_map(|(field, text)| short(text).map(|problem| FieldProblem::new(field, problem)))
            .collect();
        let why = |why: &str| Some(Problem::NotNow { why: why.to_owned() });
        let day = match self.day {
            None => Some(Problem::Required),
            Some(day) if day > today => why("decree-day-later"),
            Some(day) if day < frozen => why("decree-day-before-freezing"),
            Some(_) => None,
        };
        problems.extend(day.map(|problem| FieldProblem::new("day", problem)));
        problems
    }
}

/// What is wrong with a short text that must be there.
fn short(text: &str) -> Option<Problem> {
    if text.is_empty() {
        Some(Problem::Required)
    } else if text.chars().count() > SHORT_MAX {
        Some(Problem::TooLong { max: SHORT_MAX })
    } else if text.chars().any(|c| is_forbidden(c) || c == '\n') {
        Some(Problem::BadCharacters)
    } else {
        None
    }
}

/// A reason that was typed, without spaces around.
///
/// # Errors
/// What is wrong with it.
pub fn reason(typed: &str) -> Result<String, Problem> {
    let reason = typed.replace("\r\n", "\n").trim().to_owned();
    if reason.is_empty() {
        Err(Problem::Required)
    } else if reason.chars().count() > REASON_MAX {
        Err(Problem::TooLong { max: REASON_MAX })
    } else if reason.chars().any(is_forbidden) {
        Err(Problem::BadCharacters)
    } else {
        Ok(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn decision() -> Decision {
        Decision {
            number: "05/HM.01/2026".to_owned(),
            day: Some(day("2026-03-03")),
            place: "Kasongan".to_owned(),
            signer: "Sri Rahayu, S.H.".to_owned(),
            signer_title: "Ketua".to_owned(),
        }
    }

    fn fields(decision: &Decision) -> Vec<String> {
        let found = decision.problems(day("2026-03-01"), day("2026-03-04"));
        found.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_decree_has_a_number_a_day_a_place_and_somebody_who_signed() {
        assert_eq!(fields(&decision()), [] as [&str; 0]);
        assert_eq!(fields(&Decision::default()), ["number", "place", "signer", "signer_title", "day"]);
        let long = Decision { number: "5".repeat(SHORT_MAX + 1), signer: "dua\nbaris".into(), ..decision() };
        assert_eq!(fields(&long), ["number", "signer"]);
    }

    #[test]
    fn its_day_lies_between_the_freezing_and_today() {
        for (text, is_right) in
            [("2026-02-28", false), ("2026-03-01", true), ("2026-03-04", true), ("2026-03-05", false)]
        {
            let found = Decision { day: Some(day(text)), ..decision() };
            assert_eq!(fields(&found).is_empty(), is_right, "{text}");
        }
    }

    #[test]
    fn a_reason_is_needed_and_bounded() {
        assert_eq!(reason("  dicabut\r\noleh pimpinan "), Ok("dicabut\noleh pimpinan".to_owned()));
        assert_eq!(reason(" "), Err(Problem::Required));
        assert_eq!(reason(&"a".repeat(REASON_MAX + 1)), Err(Problem::TooLong { max: REASON_MAX }));
        assert_eq!(reason("a\u{202e}b"), Err(Problem::BadCharacters));
    }
}
