//! A file on its way: what can become of an upload, and until when it may arrive.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

use crate::assessment::AssessmentState;
use crate::round::Window;

/// What has become of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UploadState {
    /// Bytes may come.
    Open,
    /// The file arrived and is evidence.
    Attached,
    /// The file arrived and was no evidence.
    Refused,
    /// Given up by its sender, or expired.
    Ended,
}

impl UploadState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Attached, Self::Refused, Self::Ended];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Attached => "attached",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }
}

impl FromStr for UploadState {
    type Err = UnknownUploadState;

    fn from_str(text: &str) -> Result<Self, UnknownUploadState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownUploadState)
    }
}

/// Not the code of a state, or of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state or place of an upload")]
pub struct UnknownUploadState;

/// Where at the desk of an office a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskPlace {
    /// Among the files of which items are to be made.
    Tray,
    /// To the video with this reference.
    Video(String),
}

/// What the code of a video's place begins with.
const VIDEO: &str = "video/";

impl fmt::Display for DeskPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tray => f.write_str("tray"),
            Self::Video(reference) => write!(f, "{VIDEO}{reference}"),
        }
    }
}

impl FromStr for DeskPlace {
    type Err = UnknownUploadState;

    fn from_str(text: &str) -> Result<Self, UnknownUploadState> {
        match text.strip_prefix(VIDEO) {
            Some(reference) => Ok(Self::Video(reference.to_owned())),
            None if text == "tray" => Ok(Self::Tray),
            None => Err(UnknownUploadState),
        }
    }
}

/// How a file arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// While the answers can be changed.
    InTime,
    /// After they were signed: it is marked *terlambat unggah*.
    Late,
}

/// Whether, and how, the bytes of an upload that was created at `created` may arrive at `now`; `None` when it is too late.
/// An upload that was begun before the answers were signed may go on behind the signatures until the filling closes, and
/// where the questionnaire was submitted by then, for the time of grace after it.
#[must_use]
pub fn arrival(
    created: Timestamp,
    questionnaire: AssessmentState,
    filling: Window,
    grace: SignedDuration,
    now: Timestamp,
) -> Option<Arrival> {
    if filling.opens <= now && now < filling.closes {
        return Some(if questionnaire.is_editable() { Arrival::InTime } else { Arrival::Late });
    }
    let has_grace = created < filling.closes
        && questionnaire == AssessmentState::Submitted
        && filling.closes <= now
        && now.duration_since(filling.closes) < grace;
    has_grace.then_some(Arrival::Late)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_at_a_desk_are_read_as_they_are_written() {
        for place in [DeskPlace::Tray, DeskPlace::Video("VID-26-7K3Q-94M2-X".to_owned())] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        assert_eq!("kotak".parse::<DeskPlace>(), Err(UnknownUploadState));
    }

    #[test]
    fn files_arrive_until_the_grace_is_over_and_only_where_it_is_given() {
        use AssessmentState::{Endorsed, InProgress, SignedOff, Submitted};
        let at = |minute: i64| Timestamp::from_second(minute * 60).unwrap();
        let filling = Window { opens: at(0), closes: at(100) };
        let grace = SignedDuration::from_mins(30);
        let (in_time, late) = (Some(Arrival::InTime), Some(Arrival::Late));
        for (created, state, now, expected) in [
            (10, InProgress, 99, in_time),
            (10, SignedOff, 99, late),
            (10, Endorsed, 99, late),
            (10, Submitted, 99, late),
            (10, InProgress, 100, None),
            (10, Endorsed, 100, None),
            (10, Submitted, 100, late),
            (99, Submitted, 129, late),
            (99, Submitted, 130, None),
            (100, Submitted, 101, None),
            (10, InProgress, -1, None),
        ] {
            assert_eq!(
                arrival(at(created), state, filling, grace, at(now)),
                expected,
                "{created} {state:?} {now}"
            );
        }
    }
}
