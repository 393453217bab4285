//! A question that goes back to its office: once at most, with a reason and a time.

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// Where a returned question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnState {
    /// At the office, which may change this question alone.
    Open,
    /// The office has sent it again.
    Resubmitted,
    /// Its time went by; what the office had saved until then counts.
    Expired,
    /// The reviewer took it back.
    Withdrawn,
}

/// What can happen to a returned question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnAction {
    /// The office sends it again.
    Resubmit,
    /// The clock ends it.
    Expire,
    /// The reviewer takes it back.
    Withdraw,
}

impl ReturnState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Resubmitted, Self::Expired, Self::Withdrawn];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resubmitted => "resubmitted",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: ReturnAction) -> Option<Self> {
        match (self, action) {
            (Self::Open, ReturnAction::Resubmit) => Some(Self::Resubmitted),
            (Self::Open, ReturnAction::Expire) => Some(Self::Expired),
            (Self::Open, ReturnAction::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether the office may change the question at `now`. The time decides, even before the clock has written it down.
    #[must_use]
    pub fn is_at_office(self, due: Timestamp, now: Timestamp) -> bool {
        self == Self::Open && now < due
    }
}

impl FromStr for ReturnState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a returned question")]
pub struct UnknownState;

/// The least time that an office must have to mend something.
pub const LEAST: SignedDuration = SignedDuration::from_hours(1);

/// Until when an office may mend a question that goes back at `now`: the round's hours, never beyond the end of the
/// verification.
///
/// # Errors
/// [`Problem::NotNow`] where the verification ends before anybody could mend anything.
pub fn due(now: Timestamp, hours: u32, closes: Timestamp) -> Result<Timestamp, Problem> {
    let why = || Problem::NotNow { why: "verification-return-too-late".to_owned() };
    let wished = now.checked_add(SignedDuration::from_hours(i64::from(hours))).map_err(|_| why())?;
    let due = wished.min(closes);
    if due.duration_since(now) < LEAST { Err(why()) } else { Ok(due) }
}

/// When the office is reminded: a day before its time, or in the middle where the whole time is shorter than two days.
#[must_use]
pub fn reminded_at(opened: Timestamp, due: Timestamp) -> Timestamp {
    let whole = due.duration_since(opened);
    let before = SignedDuration::from_hours(24).min(whole / 2);
    due.checked_sub(before).unwrap_or(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_return_state_and_action() {
        use ReturnAction::{Expire, Resubmit, Withdraw};
        use ReturnState::{Expired, Open, Resubmitted, Withdrawn};
        let table = [
            (Open, [Some(Resubmitted), Some(Expired), Some(Withdrawn)]),
            (Resubmitted, [None; 3]),
            (Expired, [None; 3]),
            (Withdrawn, [None; 3]),
        ];
        for (state, expected) in table {
            let reached = [Resubmit, Expire, Withdraw].map(|action| state.transition(action));
            assert_eq!(reached, expected, "{state:?}");
            assert_eq!(state.code().parse(), Ok(state));
        }
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).expect("in range")
    }

    #[test]
    fn the_time_ends_with_the_verification_and_leaves_room_to_mend() {
        assert_eq!(due(at(0), 48, at(100)), Ok(at(48)));
        assert_eq!(due(at(0), 48, at(10)), Ok(at(10)));
        assert_eq!(due(at(0), 48, at(1)), Ok(at(1)));
        let late = due(at(1), 48, at(1));
        assert!(matches!(late, Err(Problem::NotNow { .. })), "{late:?}");
        assert_eq!(reminded_at(at(0), at(48)), at(24));
        assert_eq!(reminded_at(at(0), at(240)), at(216));
        assert_eq!(reminded_at(at(0), at(10)), at(5));
    }

    #[test]
    fn w12_the_time_decides_before_the_clock_has_written_it_down() {
        for state in ReturnState::ALL {
            assert_eq!(state.is_at_office(at(5), at(4)), state == ReturnState::Open);
            assert!(!state.is_at_office(at(5), at(5)));
        }
    }
}
