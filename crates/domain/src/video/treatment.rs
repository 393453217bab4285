//! Making a film fit to be shown: its table of contents brought to the front, or all of it converted; and where that stands.

use std::str::FromStr;
use std::time::Duration;

use super::film::{Film, FilmFault, judge};
use crate::facts::{Oddity, VideoFacts};

/// Longer side of a film that goes out as it is, in pixels; the shorter one.
const SIDES: (u32, u32) = (1280, 720);
/// Bits a second of a film that goes out as it is: a phone on a weak line plays no more without stops.
const BITS: u64 = 4_000_000;
/// Films so short are never too heavy: there is little to wait for.
const LIGHT: u64 = 8 << 20;
/// How often a film is tried, whoever asks for it.
pub const TRIES_MAX: u8 = 3;

/// What is done to a film before it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// Its table of contents is brought to the front; the film itself stays as it is.
    Reorder,
    /// It is converted to what all browsers play.
    Convert,
}

impl Treatment {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Reorder, Self::Convert];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reorder => "reorder",
            Self::Convert => "convert",
        }
    }
}

/// What a film of so many bytes needs before it is shown; nothing where it can go out as it is, and where nothing helps.
/// `can_convert` says whether films are converted here at all.
#[must_use]
pub fn treatment(film: Film<'_>, bytes: u64, longest: Duration, can_convert: bool) -> Option<Treatment> {
    let convert = can_convert.then_some(Treatment::Convert);
    match judge(film, longest) {
        Some(FilmFault::DoesNotPlay { .. }) => convert.filter(|_| is_short_enough(film, longest)),
        Some(FilmFault::NoLength) => convert,
        Some(_) => None,
        None => {
            let video = film.facts.video.as_ref()?;
            let heavy = convert.filter(|_| is_heavy(video, bytes));
            heavy.or_else(|| (!video.starts_early).then_some(Treatment::Reorder))
        }
    }
}

/// What says that it is too long is not converted in vain.
fn is_short_enough(film: Film<'_>, longest: Duration) -> bool {
    let is_broken = film.facts.oddities.contains(&Oddity::TooCostly);
    let length = film.facts.video.as_ref().map_or(0, |video| video.milliseconds);
    !is_broken && Duration::from_millis(length) <= longest
}

/// Whether a film costs those who watch it more than it shows.
fn is_heavy(video: &VideoFacts, bytes: u64) -> bool {
    let (long, short) = (video.width.max(video.height), video.width.min(video.height));
    let bits = bytes.saturating_mul(8000).checked_div(video.milliseconds).unwrap_or(0);
    long > SIDES.0 || short > SIDES.1 || (bytes > LIGHT && bits > BITS)
}

/// Where the treatment of a film stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TreatmentState {
    /// It waits for its turn.
    Waiting,
    /// It is being done.
    Running,
    /// What was made of the film took its place.
    Done,
    /// Nothing came of it.
    Failed,
    /// Nobody wants it any more: the draft has another film, or is none.
    Left,
}

/// What can happen to the treatment of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreatmentAction {
    /// Somebody takes it in hand; also who takes it over from somebody who died.
    Begin,
    /// What was made takes the film's place.
    Finish,
    /// Nothing comes of it.
    Fail,
    /// An officer asks for another try.
    Retry,
    /// It is not wanted any more.
    Leave,
    /// The film comes to the draft again.
    Renew,
}

impl TreatmentState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Left];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Left => "left",
        }
    }

    /// The state after an action; `None` where it cannot happen.
    #[must_use]
    pub const fn after(self, action: TreatmentAction) -> Option<Self> {
        use TreatmentAction::{Begin, Fail, Finish, Leave, Renew, Retry};
        match (self, action) {
            (Self::Waiting | Self::Running, Begin) => Some(Self::Running),
            (Self::Waiting | Self::Running, Fail) => Some(Self::Failed),
            (Self::Waiting | Self::Running, Leave) => Some(Self::Left),
            (Self::Running, Finish) => Some(Self::Done),
            (Self::Failed, Retry) | (Self::Done | Self::Failed | Self::Left, Renew) => Some(Self::Waiting),
            _ => None,
        }
    }

    /// Whether something may still come of it. Until then the draft is not published.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Why nothing came of the treatment of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TreatmentFault {
    /// It cannot be read, or is in a form that is not known here.
    Unreadable,
    /// It took more time, memory or room than it may.
    TooCostly,
    /// It is longer than allowed.
    TooLong,
    /// What does it is not there, or is switched off.
    NoProgram,
    /// Whoever did it died, each time.
    Died,
    /// What was made of it cannot be shown either.
    Unfit,
}

impl TreatmentFault {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Unreadable, Self::TooCostly, Self::TooLong, Self::NoProgram, Self::Died, Self::Unfit];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TooCostly => "too_costly",
            Self::TooLong => "too_long",
            Self::NoProgram => "no_program",
            Self::Died => "died",
            Self::Unfit => "unfit",
        }
    }

    /// Whether the same film may come out another time.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::TooCostly | Self::NoProgram | Self::Died)
    }
}

/// Whether an officer may ask for another try.
#[must_use]
pub fn may_retry(state: TreatmentState, fault: Option<TreatmentFault>, tries: u8) -> bool {
    state == TreatmentState::Failed && tries < TRIES_MAX && fault.is_some_and(TreatmentFault::may_pass)
}

/// Not a code of a treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of the treatment of a film")]
pub struct UnknownTreatment;

impl FromStr for Treatment {
    type Err = UnknownTreatment;

    fn from_str(text: &str) -> Result<Self, UnknownTreatment> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or(UnknownTreatment)
    }
}

impl FromStr for TreatmentState {
    type Err = UnknownTreatment;

    fn from_str(text: &str) -> Result<Self, UnknownTreatment> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or(UnknownTreatment)
    }
}

impl FromStr for TreatmentFault {
    type Err = UnknownTreatment;

    fn from_str(text: &str) -> Result<Self, UnknownTreatment> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or(UnknownTreatment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, Progress};

    fn facts(change: impl Fn(&mut VideoFacts)) -> Facts {
        let mut video = VideoFacts {
            milliseconds: 60_000,
            width: 1280,
            height: 720,
            codec: "avc1".into(),
            plays: true,
            starts_early: true,
            tells_place: false,
        };
        change(&mut video);
        Facts { video: Some(video), ..Facts::default() }
    }

    #[test]
    fn what_a_film_needs() {
        use Treatment::{Convert, Reorder};
        const MB: u64 = 1 << 20;
        let longest = Duration::from_mins(10);
        let odd = |oddity, plays| Facts { oddities: vec![oddity], ..facts(|video| video.plays = plays) };
        for (name, facts, bytes, with, without) in [
            ("as it should be", facts(|_| ()), 20 * MB, None, None),
            ("table last", facts(|video| video.starts_early = false), 20 * MB, Some(Reorder), Some(Reorder)),
            ("another packing", facts(|video| video.plays = false), MB, Some(Convert), None),
            ("no length", facts(|video| video.milliseconds = 0), MB, Some(Convert), None),
            ("too tall", facts(|video| video.height = 1080), MB, Some(Convert), None),
            ("upright", facts(|video| (video.width, video.height) = (720, 1280)), MB, None, None),
            (
                "upright and too large",
                facts(|video| (video.width, video.height) = (1080, 1920)),
                MB,
                Some(Convert),
                None,
            ),
            (
                "too tall, table last",
                facts(|video| (video.height, video.starts_early) = (1080, false)),
                MB,
                Some(Convert),
                Some(Reorder),
            ),
            ("too many bits", facts(|_| ()), 31 * MB, Some(Convert), None),
            ("many bits of a short film", facts(|video| video.milliseconds = 5000), 7 * MB, None, None),
            ("too long", facts(|video| video.milliseconds = 601_000), MB, None, None),
            (
                "too long in another packing",
                facts(|video| (video.milliseconds, video.plays) = (601_000, false)),
                MB,
                None,
                None,
            ),
            ("cut off", odd(Oddity::Broken, true), MB, None, None),
            ("another packing without a picture", odd(Oddity::Broken, false), MB, Some(Convert), None),
            ("two types", odd(Oddity::Polyglot { second: "text/html".into() }, false), MB, None, None),
            ("no film", Facts::default(), MB, None, None),
        ] {
            let film = Film { progress: Some(Progress::Done), facts: &facts, is_shut_in: false };
            assert_eq!(treatment(film, bytes, longest, true), with, "{name}");
            assert_eq!(treatment(film, bytes, longest, false), without, "{name}");
            for film in
                [Film { is_shut_in: true, ..film }, Film { progress: Some(Progress::Waiting), ..film }]
            {
                assert_eq!(treatment(film, bytes, longest, true), None, "{name}");
            }
        }
    }

    #[test]
    fn every_state_and_action() {
        use TreatmentAction::{Begin, Fail, Finish, Leave, Renew, Retry};
        use TreatmentState::{Done, Failed, Left, Running, Waiting};
        let actions = [Begin, Finish, Fail, Retry, Leave, Renew];
        for (state, expected) in [
            (Waiting, [Some(Running), None, Some(Failed), None, Some(Left), None]),
            (Running, [Some(Running), Some(Done), Some(Failed), None, Some(Left), None]),
            (Done, [None, None, None, None, None, Some(Waiting)]),
            (Failed, [None, None, None, Some(Waiting), None, Some(Waiting)]),
            (Left, [None, None, None, None, None, Some(Waiting)]),
        ] {
            assert_eq!(actions.map(|action| state.after(action)), expected, "{state:?}");
            assert_eq!(state.code().parse(), Ok(state));
            assert_eq!(state.is_open(), matches!(state, Waiting | Running));
        }
    }

    #[test]
    fn only_what_may_pass_is_tried_again_and_not_for_ever() {
        for fault in TreatmentFault::ALL {
            assert_eq!(fault.code().parse(), Ok(fault));
            for tries in 0..=TRIES_MAX {
                let may = may_retry(TreatmentState::Failed, Some(fault), tries);
                assert_eq!(may, fault.may_pass() && tries < TRIES_MAX, "{fault:?} {tries}");
            }
            assert!(!may_retry(TreatmentState::Running, Some(fault), 0));
        }
        assert!(!may_retry(TreatmentState::Failed, None, 0));
        for one in Treatment::ALL {
            assert_eq!(one.code().parse(), Ok(one));
        }
    }
}
