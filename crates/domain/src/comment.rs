//! *Masukan publik*: anybody challenges what an office claims, with proof, before the results are announced.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::assessment::is_forbidden;
use crate::problem::{FieldProblem, Problem};

/// Most characters of what is said.
pub const TEXT_MAX: usize = 4_000;
/// Most characters of a name or of a way to reach somebody.
pub const LINE_MAX: usize = 200;
/// Most characters of the reason for what became of it.
pub const REASON_MAX: usize = 2_000;
/// Most files of one comment.
pub const FILES_MAX: usize = 3;
/// Most bytes of one file.
pub const FILE_MAX: u64 = 10 * 1024 * 1024;

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentState {
    /// Nobody has handled it.
    New,
    /// It was taken into account.
    Used,
    /// It proves nothing.
    Unfounded,
}

/// What can happen to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAction {
    /// It is taken into account.
    Use,
    /// It is found to prove nothing.
    Dismiss,
}

impl CommentState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::New, Self::Used, Self::Unfounded];

    /// The code in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Used => "used",
            Self::Unfounded => "unfounded",
        }
    }

    /// The state after an action. A decision may be corrected; nothing becomes new again.
    #[must_use]
    pub const fn transition(self, action: CommentAction) -> Self {
        match (self, action) {
            (_, CommentAction::Use) => Self::Used,
            (_, CommentAction::Dismiss) => Self::Unfounded,
        }
    }
}

impl FromStr for CommentState {
    type Err = UnknownCommentState;

    fn from_str(text: &str) -> Result<Self, UnknownCommentState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownCommentState)
    }
}

/// Not a state of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a comment")]
pub struct UnknownCommentState;

/// Checks what somebody sends: `text`, `name`, `contact`.
#[must_use]
pub fn problems(text: &str, name: &str, contact: &str) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    if text.trim().is_empty() {
        found.push(FieldProblem::new("text", Problem::Required));
    }
    for (field, value, max) in
        [("text", text, TEXT_MAX), ("name", name, LINE_MAX), ("contact", contact, LINE_MAX)]
    {
        let has_line_end = field != "text" && value.contains(['\n', '\r']);
        if value.chars().count() > max {
            found.push(FieldProblem::new(field, Problem::TooLong { max }));
        } else if has_line_end || value.chars().any(is_forbidden) {
            found.push(FieldProblem::new(field, Problem::BadCharacters));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_comment_state_and_action() {
        for state in CommentState::ALL {
            assert_eq!(state.transition(CommentAction::Use), CommentState::Used);
            assert_eq!(state.transition(CommentAction::Dismiss), CommentState::Unfounded);
            assert_eq!(state.code().parse(), Ok(state));
        }
    }

    #[test]
    fn a_comment_says_something_in_bounds() {
        let fields = |text: &str, name: &str, contact: &str| -> Vec<String> {
            problems(text, name, contact).into_iter().map(|found| found.field).collect()
        };
        assert_eq!(fields("Ruang itu gudang", "", ""), Vec::<String>::new());
        assert_eq!(fields(" ", "a\nb", &"x".repeat(LINE_MAX + 1)), ["text", "name", "contact"]);
        assert_eq!(fields(&"x".repeat(TEXT_MAX + 1), "", "\u{202e}"), ["text", "contact"]);
    }
}
