//! What of a round may be seen by whom, before and after the announcement: the one place where it is decided.
//!
//! Every page, table, file, feed and site map asks [`may_see`]. Until the results are announced, nothing of them exists
//! for the public and for the offices; those who judge see what they work on.

use jiff::Timestamp;

use crate::round::{PhaseKind, RoundState, Schedule};

/// A part of a round's outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Outcome, total, category, ranks, components and sections of the offices.
    Results,
    /// How an office's score came about: weight, share and points of each question.
    WorkedSum,
    /// What an office answered, with its evidence.
    Submission,
}

/// From where somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Anybody, signed in or not.
    Anybody,
    /// Somebody of the office itself.
    Office,
    /// Somebody who judges the office, or controls those who do.
    Judge,
}

/// Whether a part of a round in this state may be seen.
#[must_use]
pub const fn may_see(part: Part, viewer: Viewer, round: RoundState) -> bool {
    let announced = matches!(round, RoundState::Announced);
    match (part, viewer) {
        (_, Viewer::Judge) | (Part::Submission, Viewer::Office) => true,
        (Part::Submission, Viewer::Anybody) => false,
        (Part::Results | Part::WorkedSum, Viewer::Anybody | Viewer::Office) => announced,
    }
}

/// Whether an office sees its own provisional result: from the minute at which its appeals open, as long as the round is
/// not given up. A round without appeals never shows one.
#[must_use]
pub fn may_see_provisional(schedule: &Schedule, round: RoundState, now: Timestamp) -> bool {
    let opened = schedule.window(PhaseKind::Appeal).is_some_and(|window| window.opens <= now);
    opened && matches!(round.at(schedule, now), RoundState::Running | RoundState::Announced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Window;

    #[test]
    fn a_provisional_result_exists_from_the_opening_of_the_appeals() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let mut schedule = Schedule::default();
        schedule.0.insert(PhaseKind::Filling, Window { opens: at(1), closes: at(5) });
        assert!(!may_see_provisional(&schedule, RoundState::Running, at(30)), "no appeals in this round");
        schedule.0.insert(PhaseKind::Appeal, Window { opens: at(10), closes: at(20) });
        for (state, shown) in RoundState::ALL.into_iter().zip([false, true, true, true, false]) {
            assert!(!may_see_provisional(&schedule, state, at(9)), "{state:?}");
            assert_eq!(may_see_provisional(&schedule, state, at(10)), shown, "{state:?}");
            assert_eq!(may_see_provisional(&schedule, state, at(99)), shown, "{state:?}");
        }
    }

    #[test]
    fn w17_results_exist_for_judges_alone_until_they_are_announced() {
        for state in RoundState::ALL {
            let announced = state == RoundState::Announced;
            for part in [Part::Results, Part::WorkedSum] {
                assert_eq!(may_see(part, Viewer::Anybody, state), announced, "{part:?} {state:?}");
                assert_eq!(may_see(part, Viewer::Office, state), announced, "{part:?} {state:?}");
                assert!(may_see(part, Viewer::Judge, state));
            }
            assert!(!may_see(Part::Submission, Viewer::Anybody, state), "answers are never public");
            assert!(may_see(Part::Submission, Viewer::Office, state));
        }
    }
}
