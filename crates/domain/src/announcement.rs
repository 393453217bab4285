//! The results of a round on their way to the public: proposed by one person, approved by another, published by the
//! clock.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::problem::Problem;

/// Where a proposal of results stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementState {
    /// Proposed; the numbers are frozen in it.
    Proposed,
    /// Approved by another person; waits for its minute.
    Approved,
    /// Public.
    Published,
    /// Was public; a correction took its place.
    Superseded,
    /// Taken back or refused; another proposal may follow.
    Withdrawn,
}

/// What can happen to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnouncementAction {
    /// Another person approves it.
    Approve,
    /// The clock publishes it.
    Publish,
    /// A correction of it is published.
    Supersede,
    /// It is taken back or refused.
    Withdraw,
}

impl AnnouncementState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Proposed, Self::Approved, Self::Published, Self::Superseded, Self::Withdrawn];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: AnnouncementAction) -> Option<Self> {
        match (self, action) {
            (Self::Proposed, AnnouncementAction::Approve) => Some(Self::Approved),
            (Self::Approved, AnnouncementAction::Publish) => Some(Self::Published),
            (Self::Published, AnnouncementAction::Supersede) => Some(Self::Superseded),
            (Self::Proposed | Self::Approved, AnnouncementAction::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }
}

impl FromStr for AnnouncementState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an announcement")]
pub struct UnknownState;

/// Two people decide: the one who approves is not the one who proposed (ASVS 2.3.5).
pub fn check_approver(proposed_by: PersonId, approver: PersonId) -> Result<(), Problem> {
    if proposed_by == approver { Err(Problem::SamePerson) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_announcement_state_and_action() {
        use AnnouncementAction::{Approve, Publish, Supersede, Withdraw};
        use AnnouncementState::{Approved, Proposed, Published, Superseded, Withdrawn};
        let table = [
            (Proposed, [Some(Approved), None, None, Some(Withdrawn)]),
            (Approved, [None, Some(Published), None, Some(Withdrawn)]),
            (Published, [None, None, Some(Superseded), None]),
            (Superseded, [None; 4]),
            (Withdrawn, [None; 4]),
        ];
        for (state, expected) in table {
            assert_eq!(
                [Approve, Publish, Supersede, Withdraw].map(|action| state.transition(action)),
                expected,
                "{state:?}"
            );
        }
    }
}
