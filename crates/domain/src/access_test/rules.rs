//! What a round decides about its access test.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Channel;
use crate::codes::ComponentCode;
use crate::problem::{FieldProblem, Problem};
use crate::round::{PhaseKind, RoundState, Schedule, Standing};
use jiff::Timestamp;

/// The longest time of silence after which a province can be told, in minutes of service time.
const SILENCE_MOST: u32 = 60 * 24;

/// When an office learns how it was tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// Once the phase of the access test is over.
    AfterPhase,
    /// Once the results of the round are public.
    #[default]
    AfterAnnouncement,
}

/// How a round tests access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessTestRules {
    /// Over which channels each office is tested: one case for each.
    pub channels: Vec<Channel>,
    /// Whether the province is told of an office that does not acknowledge.
    pub tells_province: bool,
    /// After how many minutes of the office's service time.
    pub silence_minutes: u32,
    /// When an office sees its own cases.
    pub opened: Opened,
    /// Whether *cuti bersama* counts as working days.
    pub leave_counts: bool,
    /// Which component of the scheme the score goes into; absent: the first one `from: sheet`.
    pub component: Option<ComponentCode>,
}

impl Default for AccessTestRules {
    fn default() -> Self {
        Self {
            channels: vec![Channel::Whatsapp],
            tells_province: true,
            silence_minutes: 120,
            opened: Opened::default(),
            leave_counts: false,
            component: None,
        }
    }
}

impl AccessTestRules {
    /// What is wrong with them. Whether the component is one of the scheme is the use case's to see.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut seen: Vec<Channel> = Vec::new();
        if self.channels.is_empty() {
            found.push(FieldProblem::new("access_test.channels", Problem::Required));
        }
        for channel in &self.channels {
            if seen.contains(channel) {
                found.push(FieldProblem::new("access_test.channels", Problem::Taken));
                break;
            }
            seen.push(*channel);
        }
        if !(1..=SILENCE_MOST).contains(&self.silence_minutes) {
            let (min, max) = (Some("1".to_owned()), Some(SILENCE_MOST.to_string()));
            found.push(FieldProblem::new("access_test.silence_minutes", Problem::OutOfRange { min, max }));
        }
        found
    }

    /// So much service time may pass without acknowledgement.
    #[must_use]
    pub fn silence(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.silence_minutes))
    }

    /// Whether the offices see their own cases now. Before, nothing of the test exists for them.
    #[must_use]
    pub fn is_open(&self, round: RoundState, schedule: &Schedule, now: Timestamp) -> bool {
        match self.opened {
            Opened::AfterAnnouncement => round == RoundState::Announced,
            Opened::AfterPhase => {
                let over = schedule.window(PhaseKind::AccessTest).map(|window| window.at(now));
                round == RoundState::Announced
                    || (round == RoundState::Running && over == Some(Standing::After))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Window;

    #[test]
    fn rules_have_bounds() {
        let fields = |rules: AccessTestRules| -> Vec<String> {
            rules.problems().into_iter().map(|found| found.field).collect()
        };
        assert!(fields(AccessTestRules::default()).is_empty());
        let rules = AccessTestRules { channels: vec![], silence_minutes: 0, ..AccessTestRules::default() };
        assert_eq!(fields(rules), ["access_test.channels", "access_test.silence_minutes"]);
        let twice = vec![Channel::Email, Channel::Desk, Channel::Email];
        let rules = AccessTestRules { channels: twice, silence_minutes: 1_441, ..AccessTestRules::default() };
        assert_eq!(fields(rules).len(), 2);
    }

    #[test]
    fn w17_offices_learn_of_the_test_when_the_round_says_so_and_not_before() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut schedule = Schedule::default();
        schedule.0.insert(PhaseKind::AccessTest, Window { opens: at(10), closes: at(20) });
        let late = AccessTestRules::default();
        let early = AccessTestRules { opened: Opened::AfterPhase, ..AccessTestRules::default() };
        for state in RoundState::ALL {
            let announced = state == RoundState::Announced;
            assert_eq!(late.is_open(state, &schedule, at(99)), announced, "{state:?}");
            assert_eq!(early.is_open(state, &schedule, at(19)), announced, "{state:?}");
            let over = announced || state == RoundState::Running;
            assert_eq!(early.is_open(state, &schedule, at(20)), over, "{state:?}");
        }
        assert!(
            !early.is_open(RoundState::Running, &Schedule::default(), at(99)),
            "a round without the phase"
        );
    }
}
