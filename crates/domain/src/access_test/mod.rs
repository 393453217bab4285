//! *Uji akses*: somebody whom the office does not know asks it a question, with a stopwatch and a sheet.
//!
//! A case is one question to one office over one channel. It is drawn ([`draw`]), sent by its tester, recorded
//! ([`record`]) on a sheet that is data ([`sheet`]), and submitted; what it gives is a component's score of the office.

pub mod address;
pub mod draw;
mod read;
pub mod readiness;
pub mod record;
mod rules;
pub mod sheet;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use rules::{AccessTestRules, Opened};

/// Over what a question reaches the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The office's WhatsApp number.
    Whatsapp,
    /// The same number, by voice.
    Telephone,
    /// The office's own form for requests (e-PPID or another address).
    EppidForm,
    /// The PPID's e-mail address.
    Email,
    /// The desk: the tester goes there.
    Desk,
}

impl Channel {
    /// Every channel, in the order of the draw.
    pub const ALL: [Self; 5] = [Self::Whatsapp, Self::Telephone, Self::EppidForm, Self::Email, Self::Desk];

    /// The code in files and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Telephone => "telephone",
            Self::EppidForm => "eppid_form",
            Self::Email => "email",
            Self::Desk => "desk",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Channel {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|channel| channel.code() == text).ok_or(UnknownCode)
    }
}

/// Not a code of the access test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of the access test")]
pub struct UnknownCode;

/// Where a case is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// It has a tester and a time; nothing was sent.
    Drawn,
    /// The question is on its way; the stopwatch runs and the sheet is a draft.
    Sent,
    /// The sheet counts.
    Submitted,
    /// Taken out before it was sent: another draw took its place, or the office left the round.
    CalledOff,
}

/// What can happen to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseAction {
    /// The tester sends the question.
    Send,
    /// The tester keeps what is on the sheet.
    Save,
    /// The tester hands the sheet in.
    Submit,
    /// A controller changes a sheet that was handed in, with a reason.
    Correct,
    /// Another draw takes its place.
    CallOff,
}

impl CaseAction {
    /// Every action.
    pub const ALL: [Self; 5] = [Self::Send, Self::Save, Self::Submit, Self::Correct, Self::CallOff];
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Drawn, Self::Sent, Self::Submitted, Self::CalledOff];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Sent => "sent",
            Self::Submitted => "submitted",
            Self::CalledOff => "called_off",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: CaseAction) -> Option<Self> {
        match (self, action) {
            (Self::Drawn, CaseAction::Send) | (Self::Sent, CaseAction::Save) => Some(Self::Sent),
            (Self::Sent, CaseAction::Submit) | (Self::Submitted, CaseAction::Correct) => {
                Some(Self::Submitted)
            }
            (Self::Drawn, CaseAction::CallOff) => Some(Self::CalledOff),
            _ => None,
        }
    }
}

impl FromStr for CaseState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_case_state_and_action() {
        use CaseState::{CalledOff, Drawn, Sent, Submitted};
        // Send, Save, Submit, Correct, CallOff.
        let table = [
            (Drawn, [Some(Sent), None, None, None, Some(CalledOff)]),
            (Sent, [None, Some(Sent), Some(Submitted), None, None]),
            (Submitted, [None, None, None, Some(Submitted), None]),
            (CalledOff, [None; 5]),
        ];
        for (state, expected) in table {
            assert_eq!(CaseAction::ALL.map(|action| state.transition(action)), expected, "{state:?}");
        }
    }

    #[test]
    fn codes_read_as_they_print() {
        for channel in Channel::ALL {
            assert_eq!(channel.code().parse(), Ok(channel));
        }
        for state in CaseState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert_eq!("pigeon".parse::<Channel>(), Err(UnknownCode));
    }
}
