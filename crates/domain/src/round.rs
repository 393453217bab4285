//! A round: one year's assessment, its phases with dates, and what may happen when.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};

/// The dated parts of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// *Sosialisasi*.
    Socialisation,
    /// *Pengisian SAQ*.
    Filling,
    /// *Uji akses*.
    AccessTest,
    /// *Verifikasi*.
    Verification,
    /// *Masa sanggah*.
    Appeal,
    /// *Rekapitulasi*.
    Recap,
    /// *Wawancara*.
    Interview,
    /// *Masukan publik*: anybody may challenge what an office claims.
    PublicComment,
    /// *Pengumuman*: its start is the minute at which results appear.
    Announcement,
}

impl PhaseKind {
    /// In the usual order of a year. They may overlap.
    pub const ALL: [Self; 9] = [
        Self::Socialisation,
        Self::Filling,
        Self::AccessTest,
        Self::Verification,
        Self::Appeal,
        Self::Recap,
        Self::Interview,
        Self::PublicComment,
        Self::Announcement,
    ];

    /// The code in files and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Socialisation => "socialisation",
            Self::Filling => "filling",
            Self::AccessTest => "access_test",
            Self::Verification => "verification",
            Self::Appeal => "appeal",
            Self::Recap => "recap",
            Self::Interview => "interview",
            Self::PublicComment => "public_comment",
            Self::Announcement => "announcement",
        }
    }

    /// Whether a round cannot do without it.
    #[must_use]
    pub const fn required(self) -> bool {
        matches!(self, Self::Filling | Self::Verification | Self::Announcement)
    }
}

impl fmt::Display for PhaseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for PhaseKind {
    type Err = UnknownPhase;

    fn from_str(text: &str) -> Result<Self, UnknownPhase> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(UnknownPhase)
    }
}

/// Not the code of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phase")]
pub struct UnknownPhase;

/// When a phase is open: from `opens`, inclusive, to `closes`, exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First instant.
    pub opens: Timestamp,
    /// First instant after it.
    pub closes: Timestamp,
}

impl Window {
    /// Where an instant stands.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Standing {
        if now < self.opens {
            Standing::Before
        } else if now < self.closes {
            Standing::Open
        } else {
            Standing::After
        }
    }
}

/// Before, in, or after a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not open yet.
    Before,
    /// Open.
    Open,
    /// Closed.
    After,
}

/// The phases of a round. A phase that the round does not have is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schedule(pub BTreeMap<PhaseKind, Window>);

impl Schedule {
    /// The window of a phase.
    #[must_use]
    pub fn window(&self, kind: PhaseKind) -> Option<Window> {
        self.0.get(&kind).copied()
    }

    /// Whether a phase is open. A phase that the round does not have never is.
    #[must_use]
    pub fn is_open(&self, kind: PhaseKind, now: Timestamp) -> bool {
        self.window(kind).is_some_and(|window| window.at(now) == Standing::Open)
    }

    /// What is wrong with it: a required phase absent, an end not after its start, or a phase out of its order
    /// (verification before filling opens, announcement before verification closes).
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        for kind in PhaseKind::ALL {
            match self.window(kind) {
                None if kind.required() => {
                    found.push(FieldProblem::new(format!("{kind}.opens"), Problem::Required));
                }
                Some(window) if window.closes <= window.opens => {
                    found.push(FieldProblem::new(format!("{kind}.closes"), Problem::EndBeforeStart));
                }
                _ => {}
            }
        }
        let mut order = |earlier: Option<Timestamp>, later: PhaseKind| {
            if let (Some(earlier), Some(window)) = (earlier, self.window(later))
                && window.opens < earlier
            {
                found.push(FieldProblem::new(format!("{later}.opens"), Problem::EndBeforeStart));
            }
        };
        let filling = self.window(PhaseKind::Filling);
        order(filling.map(|window| window.opens), PhaseKind::Verification);
        order(filling.map(|window| window.closes), PhaseKind::Appeal);
        order(filling.map(|window| window.closes), PhaseKind::Announcement);
        order(self.window(PhaseKind::Verification).map(|window| window.closes), PhaseKind::Announcement);
        order(filling.map(|window| window.closes), PhaseKind::PublicComment);
        order(self.window(PhaseKind::PublicComment).map(|window| window.closes), PhaseKind::Announcement);
        found
    }
}

/// Where a round is in its life. The phases say what happens inside `Running`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Being prepared; only those who manage rounds see it.
    Draft,
    /// Announced to the participants; instrument and scheme may still be replaced.
    Scheduled,
    /// The filling has opened; instrument and scheme are frozen.
    Running,
    /// Results are public.
    Announced,
    /// Given up.
    Cancelled,
}

/// What can happen to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundAction {
    /// Show it to the participants.
    Schedule,
    /// Freeze it because the filling opens.
    Start,
    /// Publish the approved results.
    Announce,
    /// Publish a correction of them.
    Correct,
    /// Give it up.
    Cancel,
}

impl RoundState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Scheduled, Self::Running, Self::Announced, Self::Cancelled];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Announced => "announced",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: RoundAction) -> Option<Self> {
        match (self, action) {
            (Self::Draft, RoundAction::Schedule) => Some(Self::Scheduled),
            (Self::Scheduled, RoundAction::Start) => Some(Self::Running),
            (Self::Running, RoundAction::Announce) | (Self::Announced, RoundAction::Correct) => {
                Some(Self::Announced)
            }
            (Self::Draft | Self::Scheduled | Self::Running, RoundAction::Cancel) => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// The state at an instant: a round whose filling has opened runs, and is frozen, even before the clock has written
    /// that down.
    #[must_use]
    pub fn at(self, schedule: &Schedule, now: Timestamp) -> Self {
        let filling = schedule.window(PhaseKind::Filling);
        let opened = filling.is_some_and(|window| window.at(now) != Standing::Before);
        if self == Self::Scheduled && opened { Self::Running } else { self }
    }

    /// Whether instrument, scheme and participants may still be replaced without a new version and a reason.
    #[must_use]
    pub const fn is_open_to_change(self) -> bool {
        matches!(self, Self::Draft | Self::Scheduled)
    }

    /// Whether the taking part offices see it.
    #[must_use]
    pub const fn is_visible_to_participants(self) -> bool {
        matches!(self, Self::Scheduled | Self::Running | Self::Announced)
    }
}

impl FromStr for RoundState {
    type Err = UnknownPhase;

    fn from_str(text: &str) -> Result<Self, UnknownPhase> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownPhase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_round_state_and_action() {
        use RoundAction::{Announce, Cancel, Correct, Schedule, Start};
        use RoundState::{Announced, Cancelled, Draft, Running, Scheduled};
        let table = [
            (Draft, [Some(Scheduled), None, None, None, Some(Cancelled)]),
            (Scheduled, [None, Some(Running), None, None, Some(Cancelled)]),
            (Running, [None, None, Some(Announced), None, Some(Cancelled)]),
            (Announced, [None, None, None, Some(Announced), None]),
            (Cancelled, [None; 5]),
        ];
        for (state, expected) in table {
            let reached = [Schedule, Start, Announce, Correct, Cancel].map(|action| state.transition(action));
            assert_eq!(reached, expected, "{state:?}");
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn a_window_is_open_from_its_start_to_just_before_its_end() {
        let window = Window { opens: at(10), closes: at(20) };
        let seen = [9, 10, 19, 20].map(|second| window.at(at(second)));
        assert_eq!(seen, [Standing::Before, Standing::Open, Standing::Open, Standing::After]);
    }

    #[test]
    fn a_scheduled_round_runs_from_the_instant_at_which_the_filling_opens() {
        let mut schedule = Schedule::default();
        schedule.0.insert(PhaseKind::Filling, Window { opens: at(10), closes: at(20) });
        for state in RoundState::ALL {
            assert_eq!(state.at(&schedule, at(9)), state);
            let later = if state == RoundState::Scheduled { RoundState::Running } else { state };
            assert_eq!(state.at(&schedule, at(10)), later);
            assert_eq!(state.at(&schedule, at(30)), later);
        }
    }

    #[test]
    fn a_schedule_names_everything_that_is_wrong_with_it() {
        let mut schedule = Schedule::default();
        let fields = |schedule: &Schedule| -> Vec<String> {
            schedule.problems().into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(fields(&schedule), ["filling.opens", "verification.opens", "announcement.opens"]);
        schedule.0.insert(PhaseKind::Filling, Window { opens: at(10), closes: at(10) });
        schedule.0.insert(PhaseKind::Verification, Window { opens: at(5), closes: at(30) });
        schedule.0.insert(PhaseKind::Announcement, Window { opens: at(20), closes: at(40) });
        assert_eq!(fields(&schedule), ["filling.closes", "verification.opens", "announcement.opens"]);
    }
}
