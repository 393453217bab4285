//! The life of a decree.

use std::str::FromStr;

use crate::catalogue::UnknownCode;

/// Where a frozen list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Frozen, without number and day. Nobody outside the office sees it.
    Draft,
    /// Decided and in force: one of an office and year at most.
    Decided,
    /// Another decree of the same year stands in its place.
    Superseded,
    /// Revoked, with a reason.
    Revoked,
    /// Given up before it was decided.
    Dropped,
}

/// What can happen to a frozen list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// The list is frozen anew.
    Freeze,
    /// Somebody else than who froze it gives it number and day.
    Decide,
    /// A new decree of the same year is decided.
    Supersede,
    /// It is revoked.
    Revoke,
    /// It is given up.
    Drop,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 5] = [Self::Freeze, Self::Decide, Self::Supersede, Self::Revoke, Self::Drop];
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Decided, Self::Superseded, Self::Revoked, Self::Dropped];

    /// The code in the database and in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Decided => "decided",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
            Self::Dropped => "dropped",
        }
    }

    /// Whether everybody may see it: what was decided at some time, whatever became of it.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Decided | Self::Superseded | Self::Revoked)
    }

    /// Where a frozen list stands after something happened to it; `None` where that cannot happen.
    #[must_use]
    pub const fn after(self, action: Action) -> Option<Self> {
        use Action as A;
        Some(match (self, action) {
            (Self::Draft, A::Freeze) => Self::Draft,
            (Self::Draft, A::Decide) => Self::Decided,
            (Self::Draft, A::Drop) => Self::Dropped,
            (Self::Decided, A::Supersede) => Self::Superseded,
            (Self::Decided, A::Revoke) => Self::Revoked,
            _ => return None,
        })
    }
}

impl FromStr for State {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action() {
        use Action as A;
        use State as S;
        let moves = [
            (S::Draft, A::Freeze, S::Draft),
            (S::Draft, A::Decide, S::Decided),
            (S::Draft, A::Drop, S::Dropped),
            (S::Decided, A::Supersede, S::Superseded),
            (S::Decided, A::Revoke, S::Revoked),
        ];
        for state in State::ALL {
            assert_eq!(state.code().parse(), Ok(state));
            for action in Action::ALL {
                let expected = moves.iter().find(|(from, by, _)| (*from, *by) == (state, action));
                assert_eq!(state.after(action), expected.map(|(.., to)| *to), "{state:?} {action:?}");
            }
        }
        assert_eq!("decree".parse::<State>(), Err(UnknownCode));
    }

    #[test]
    fn z08_only_what_was_decided_is_public() {
        let public: Vec<State> = State::ALL.into_iter().filter(|state| state.is_public()).collect();
        assert_eq!(public, [State::Decided, State::Superseded, State::Revoked]);
    }
}
