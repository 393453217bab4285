//! The second reading of one answer: blind to the first, compared with it, and settled where the two differ.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::problem::Problem;

/// Where a second reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingState {
    /// Drawn; nobody has read it.
    Waiting,
    /// Both give the same share.
    Agreed,
    /// They differ; somebody has to settle it.
    Differs,
    /// Settled: the province's value stays.
    Kept,
    /// Settled: another value takes its place.
    Changed,
}

/// What can happen to a second reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingAction {
    /// It is read, with the same share as the first.
    ReadSame,
    /// It is read, with another share.
    ReadOther,
    /// The province's value is kept.
    Keep,
    /// Another value is set.
    Change,
}

impl ReadingState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Agreed, Self::Differs, Self::Kept, Self::Changed];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Agreed => "agreed",
            Self::Differs => "differs",
            Self::Kept => "kept",
            Self::Changed => "changed",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: ReadingAction) -> Option<Self> {
        match (self, action) {
            (Self::Waiting, ReadingAction::ReadSame) => Some(Self::Agreed),
            (Self::Waiting, ReadingAction::ReadOther) => Some(Self::Differs),
            (Self::Differs, ReadingAction::Keep) => Some(Self::Kept),
            (Self::Differs, ReadingAction::Change) => Some(Self::Changed),
            _ => None,
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Differs)
    }
}

impl FromStr for ReadingState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a second reading")]
pub struct UnknownState;

/// Whoever read it does not settle it too.
///
/// # Errors
/// [`Problem::SamePerson`].
pub fn check_settler(read_by: Option<PersonId>, settler: PersonId) -> Result<(), Problem> {
    if read_by == Some(settler) { Err(Problem::SamePerson) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_reading_state_and_action() {
        use ReadingAction::{Change, Keep, ReadOther, ReadSame};
        use ReadingState::{Agreed, Changed, Differs, Kept, Waiting};
        let table = [
            (Waiting, [Some(Agreed), Some(Differs), None, None]),
            (Agreed, [None; 4]),
            (Differs, [None, None, Some(Kept), Some(Changed)]),
            (Kept, [None; 4]),
            (Changed, [None; 4]),
        ];
        for (state, expected) in table {
            let reached = [ReadSame, ReadOther, Keep, Change].map(|action| state.transition(action));
            assert_eq!(reached, expected, "{state:?}");
            assert_eq!(state.code().parse(), Ok(state));
        }
    }
}
