//! One office's questionnaire: its state on the way to submission, and what each answer still lacks.

mod completeness;

pub use completeness::{
    Gap, LINK_MAX, QuestionStatus, TEXT_MAX, check_answer, check_link, gaps, is_asked, is_forbidden, status,
};

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::problem::Problem;

/// Where an office's questionnaire stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    /// Invited to the round, nobody of the office has opened it yet.
    Invited,
    /// Being filled.
    InProgress,
    /// Signed off by the PPID; answers are locked.
    SignedOff,
    /// Endorsed by the leader; ready to submit.
    Endorsed,
    /// Submitted, with a receipt.
    Submitted,
}

/// What can happen to a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssessmentAction {
    /// Somebody of the office opens it for the first time.
    Open,
    /// An answer or its evidence changes.
    Edit,
    /// The PPID signs it off.
    SignOff,
    /// The leader endorses it.
    Endorse,
    /// It is submitted.
    Submit,
    /// It goes back to being filled: sign-off and endorsement fall, a submission is withdrawn.
    Reopen,
}

impl AssessmentState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Invited, Self::InProgress, Self::SignedOff, Self::Endorsed, Self::Submitted];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::InProgress => "in_progress",
            Self::SignedOff => "signed_off",
            Self::Endorsed => "endorsed",
            Self::Submitted => "submitted",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: AssessmentAction) -> Option<Self> {
        use AssessmentAction as A;
        match (self, action) {
            (Self::Invited | Self::InProgress, A::Open | A::Edit)
            | (Self::SignedOff | Self::Endorsed | Self::Submitted, A::Reopen) => Some(Self::InProgress),
            (Self::InProgress, A::SignOff) => Some(Self::SignedOff),
            (Self::SignedOff, A::Endorse) => Some(Self::Endorsed),
            (Self::Endorsed, A::Submit) => Some(Self::Submitted),
            _ => None,
        }
    }

    /// Whether answers can be changed.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        self.transition(AssessmentAction::Edit).is_some()
    }
}

impl FromStr for AssessmentState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an assessment")]
pub struct UnknownState;

/// Sign-off and endorsement are two signatures of two people.
pub fn check_endorser(signed_off_by: PersonId, endorser: PersonId) -> Result<(), Problem> {
    if signed_off_by == endorser { Err(Problem::SamePerson) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_assessment_state_and_action() {
        use AssessmentAction::{Edit, Endorse, Open, Reopen, SignOff, Submit};
        use AssessmentState::{Endorsed, InProgress, Invited, SignedOff, Submitted};
        let (fill, none) = (Some(InProgress), None);
        let table = [
            (Invited, [fill, fill, none, none, none, none]),
            (InProgress, [fill, fill, Some(SignedOff), none, none, none]),
            (SignedOff, [none, none, none, Some(Endorsed), none, fill]),
            (Endorsed, [none, none, none, none, Some(Submitted), fill]),
            (Submitted, [none, none, none, none, none, fill]),
        ];
        for (state, expected) in table {
            let reached =
                [Open, Edit, SignOff, Endorse, Submit, Reopen].map(|action| state.transition(action));
            assert_eq!(reached, expected, "{state:?}");
        }
    }
}
