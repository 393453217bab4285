//! Sections and questions in the hands of colleagues.

use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};
use crate::round::Window;

/// Most characters of a note.
pub const NOTE_MAX: usize = 500;

/// What is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All questions of a section.
    Section,
    /// One question. It goes before its section.
    Question,
}

impl Scope {
    /// The code in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Question => "question",
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        [Self::Section, Self::Question].into_iter().find(|scope| scope.code() == text).ok_or(UnknownScope)
    }
}

/// Not the code of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a section nor a question")]
pub struct UnknownScope;

/// Where an assignment stands to its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// No time was set.
    Open,
    /// There is time left.
    Ahead,
    /// There is time left, and more than until the filling closes: what is done then comes too late.
    AfterClosing,
    /// The time is over.
    Over,
}

/// Where a due time stands at `now`.
#[must_use]
pub fn due(at: Option<Timestamp>, filling: Option<Window>, now: Timestamp) -> Due {
    match (at, filling) {
        (None, _) => Due::Open,
        (Some(at), _) if at <= now => Due::Over,
        (Some(at), Some(filling)) if at > filling.closes => Due::AfterClosing,
        (Some(_), _) => Due::Ahead,
    }
}

/// What is wrong with a due time and a note: a time that has passed (`due`), a note that is too long or cannot be shown
/// (`note`). A time behind the closing is no mistake, the filling may be extended; who sets it is told.
#[must_use]
pub fn problems(at: Option<Timestamp>, note: &str, now: Timestamp) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    if at.is_some_and(|at| at <= now) {
        found.push(FieldProblem::new("due", Problem::InThePast));
    }
    if note.chars().count() > NOTE_MAX {
        found.push(FieldProblem::new("note", Problem::TooLong { max: NOTE_MAX }));
    } else if note.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
        found.push(FieldProblem::new("note", Problem::BadCharacters));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn a_due_time_stands_before_or_after_now_and_the_closing() {
        let filling = Some(Window { opens: at(0), closes: at(100) });
        for (set, filling, expected) in [
            (None, filling, Due::Open),
            (Some(50), filling, Due::Over),
            (Some(51), filling, Due::Ahead),
            (Some(100), filling, Due::Ahead),
            (Some(101), filling, Due::AfterClosing),
            (Some(101), None, Due::Ahead),
        ] {
            assert_eq!(due(set.map(at), filling, at(50)), expected, "{set:?}");
        }
    }

    #[test]
    fn a_note_has_bounds_and_a_due_time_lies_ahead() {
        let fields = |due: Option<i64>, note: &str| -> Vec<String> {
            problems(due.map(at), note, at(50)).into_iter().map(|found| found.field).collect()
        };
        assert!(fields(None, "dua\nbaris").is_empty());
        assert!(fields(Some(51), &"c".repeat(NOTE_MAX)).is_empty());
        assert_eq!(fields(Some(50), &"c".repeat(NOTE_MAX + 1)), ["due", "note"]);
        assert_eq!(fields(None, "\u{7}"), ["note"]);
    }
}
