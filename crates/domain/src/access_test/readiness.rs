//! What an office checks each day so that a question reaches it: the faults that made offices fail were an empty balance,
//! no data, nobody with the device, and no agreed way to answer.

use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};

/// Most characters of each text.
pub const TEXT_MAX: usize = 1_000;

/// One day's check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checks {
    /// There is credit for calls and messages.
    pub credit: bool,
    /// There is a data package.
    pub data: bool,
    /// The device is charged, switched on and with whoever is on duty.
    pub device: bool,
    /// Who is on duty, today and next.
    pub roster: String,
    /// The text that answers by itself outside service hours.
    pub auto_reply: String,
    /// Anything else.
    pub note: String,
}

impl Checks {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.credit && self.data && self.device && !self.roster.is_empty() && !self.auto_reply.is_empty()
    }

    /// What is wrong with what was written. Fields: `roster`, `auto_reply`, `note`.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let texts = [("roster", &self.roster), ("auto_reply", &self.auto_reply), ("note", &self.note)];
        let long = texts.into_iter().filter(|(_, text)| text.chars().count() > TEXT_MAX);
        long.map(|(field, _)| FieldProblem::new(field, Problem::TooLong { max: TEXT_MAX })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_ready_when_nothing_is_open() {
        let ready = Checks {
            credit: true,
            data: true,
            device: true,
            roster: "Sri".to_owned(),
            auto_reply: "Terima kasih".to_owned(),
            note: String::new(),
        };
        assert!(ready.is_ready() && ready.problems().is_empty());
        for less in [
            Checks { credit: false, ..ready.clone() },
            Checks { data: false, ..ready.clone() },
            Checks { device: false, ..ready.clone() },
            Checks { roster: String::new(), ..ready.clone() },
            Checks { auto_reply: String::new(), ..ready.clone() },
        ] {
            assert!(!less.is_ready(), "{less:?}");
        }
        let long = Checks { note: "x".repeat(TEXT_MAX + 1), ..ready };
        assert_eq!(long.problems()[0].field, "note");
    }
}
