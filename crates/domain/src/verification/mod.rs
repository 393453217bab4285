//! *Verifikasi* and *kendali mutu*: what a round decides about them, questions given back to their office, who judges which
//! office, the second reading and what it tells of the first.

pub mod duty;
pub mod lot;
pub mod reading;
pub mod reliability;
pub mod returned;
pub mod sampling;

use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};

/// Longest time that a round may give an office to mend one question, in hours: two weeks.
pub const RETURN_HOURS_MAX: u32 = 336;
/// Largest least sample of a round, in items.
pub const SAMPLE_LEAST_MAX: u32 = 1_000;
/// Most characters of a reviewer's note.
pub const NOTE_MAX: usize = 2_000;
/// Most characters of a reason that a round offers.
pub const PHRASE_MAX: usize = 500;
/// Most characters of a declared post.
pub const POST_MAX: usize = 200;

/// What a round decides about its verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VerificationRules {
    /// Whether a reviewer may give a question back to its office.
    pub returns: bool,
    /// How long the office then has, in hours; never beyond the end of the verification.
    pub return_hours: u32,
    /// How many of a hundred judged items of a province are read a second time.
    pub sample_percent: u32,
    /// How many at least.
    pub sample_least: u32,
}

impl Default for VerificationRules {
    fn default() -> Self {
        Self { returns: true, return_hours: 48, sample_percent: 5, sample_least: 5 }
    }
}

impl VerificationRules {
    /// What is wrong with them.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let range = |field: &str, value: u32, min: u32, max: u32| {
            let problem = Problem::OutOfRange { min: Some(min.to_string()), max: Some(max.to_string()) };
            (value < min || value > max).then(|| FieldProblem::new(format!("verification.{field}"), problem))
        };
        let found = [
            range("return_hours", self.return_hours, 1, RETURN_HOURS_MAX),
            range("sample_percent", self.sample_percent, 0, 100),
            range("sample_least", self.sample_least, 0, SAMPLE_LEAST_MAX),
        ];
        found.into_iter().flatten().collect()
    }
}

/// A text that a person typed, spaces at its ends taken off: there where it must be, not too long, and fit to be shown.
///
/// # Errors
/// The problem, for the field of the text.
pub fn check_text(text: &str, needed: bool, max: usize) -> Result<&str, Problem> {
    let text = text.trim();
    if text.is_empty() && needed {
        Err(Problem::Required)
    } else if text.chars().count() > max {
        Err(Problem::TooLong { max })
    } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
        Err(Problem::BadCharacters)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_bounds() {
        assert_eq!(VerificationRules::default().problems(), []);
        let wrong =
            VerificationRules { returns: true, return_hours: 0, sample_percent: 101, sample_least: 1_001 };
        let fields: Vec<String> = wrong.problems().into_iter().map(|found| found.field).collect();
        assert_eq!(
            fields,
            ["verification.return_hours", "verification.sample_percent", "verification.sample_least"]
        );
    }

    #[test]
    fn a_text_is_there_short_and_printable() {
        assert_eq!(check_text(" dua\nbaris ", true, 9), Ok("dua\nbaris"));
        assert_eq!(check_text(" \n", true, 9), Err(Problem::Required));
        assert_eq!(check_text(" \n", false, 9), Ok(""));
        assert_eq!(check_text("0123456789", true, 9), Err(Problem::TooLong { max: 9 }));
        assert_eq!(check_text("a\u{7}", true, 9), Err(Problem::BadCharacters));
    }
}
