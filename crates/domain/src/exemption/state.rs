//! The life of a consequence test.

use std::str::FromStr;

use crate::catalogue::UnknownCode;

/// Where a consequence test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Being written.
    Draft,
    /// Every step of the test is written down.
    Considered,
    /// The PPID asks for approval.
    Proposed,
    /// The information is exempt until its term ends.
    Approved,
    /// Another test that was approved stands in its place.
    Changed,
    /// Its term ended without a decision: the information is open by law.
    Expired,
    /// The PPID decided to open the information.
    Opened,
    /// The test came out in favour of opening: the information was never exempt by it.
    Dropped,
}

/// What can happen to a consequence test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// What is written changes.
    Edit,
    /// The PPID says that every step is done.
    Consider,
    /// The PPID asks for approval.
    Propose,
    /// The approver sends it back with a reason, or the PPID takes the proposal back.
    Return,
    /// The approver approves.
    Approve,
    /// A new test in its place is approved.
    Replace,
    /// The PPID decides to open the information.
    Open,
    /// Its term ends.
    Expire,
    /// The PPID gives the exemption up before it was approved.
    Drop,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Consider,
        Self::Propose,
        Self::Return,
        Self::Approve,
        Self::Replace,
        Self::Open,
        Self::Expire,
        Self::Drop,
    ];
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Considered,
        Self::Proposed,
        Self::Approved,
        Self::Changed,
        Self::Expired,
        Self::Opened,
        Self::Dropped,
    ];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Considered => "considered",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Changed => "changed",
            Self::Expired => "expired",
            Self::Opened => "opened",
            Self::Dropped => "dropped",
        }
    }

    /// Whether the public sees it in the list of exempt information: what is exempt, and what was.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        matches!(self, Self::Approved | Self::Changed | Self::Expired | Self::Opened)
    }

    /// Where a test stands at `now`: what was approved has expired once its end has come, whether or not the clock's job has
    /// written it down yet.
    #[must_use]
    pub fn at(self, ends_at: Option<jiff::Timestamp>, now: jiff::Timestamp) -> Self {
        if self == Self::Approved && ends_at.is_some_and(|end| end <= now) { Self::Expired } else { self }
    }

    /// Where a test stands after something happened to it; `None` where that cannot happen.
    #[must_use]
    pub const fn after(self, action: Action) -> Option<Self> {
        use Action as A;
        Some(match (self, action) {
            (Self::Draft | Self::Considered, A::Edit) | (Self::Proposed, A::Return) => Self::Draft,
            (Self::Draft, A::Consider) => Self::Considered,
            (Self::Considered, A::Propose) => Self::Proposed,
            (Self::Proposed, A::Approve) => Self::Approved,
            (Self::Approved, A::Replace) => Self::Changed,
            (Self::Approved, A::Open) => Self::Opened,
            (Self::Approved, A::Expire) => Self::Expired,
            (Self::Draft | Self::Considered, A::Drop) => Self::Dropped,
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
            (S::Draft, A::Edit, S::Draft),
            (S::Draft, A::Consider, S::Considered),
            (S::Draft, A::Drop, S::Dropped),
            (S::Considered, A::Edit, S::Draft),
            (S::Considered, A::Propose, S::Proposed),
            (S::Considered, A::Drop, S::Dropped),
            (S::Proposed, A::Return, S::Draft),
            (S::Proposed, A::Approve, S::Approved),
            (S::Approved, A::Replace, S::Changed),
            (S::Approved, A::Open, S::Opened),
            (S::Approved, A::Expire, S::Expired),
        ];
        for state in State::ALL {
            assert_eq!(state.code().parse(), Ok(state));
            for action in Action::ALL {
                let expected = moves.iter().find(|(from, by, _)| (*from, *by) == (state, action));
                assert_eq!(state.after(action), expected.map(|(.., to)| *to), "{state:?} {action:?}");
            }
        }
        let never_approved = [S::Draft, S::Considered, S::Proposed, S::Dropped];
        for state in State::ALL {
            assert_eq!(state.is_listed(), !never_approved.contains(&state), "{state:?}");
        }
    }
}
