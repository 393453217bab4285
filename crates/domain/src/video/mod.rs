//! *Video komitmen*: what the leaders of an office promise about openness, said into a camera.
//!
//! A video is written as a draft and published; the next one takes its place, or it is withdrawn with a reason. What was
//! published is kept. It may only be published when browsers play it and when people who do not hear can read what is said.

mod captions;
mod content;
mod film;
mod treatment;
mod words;

pub use captions::{BYTES_MAX, Captions, Cue, CueFault, CueFaultKind};
pub use content::{Content, REASON_MAX, TRANSCRIPT_MAX};
pub use film::{Film, FilmFault, judge};
pub use treatment::{
    TRIES_MAX, Treatment, TreatmentAction, TreatmentFault, TreatmentState, UnknownTreatment, may_retry,
    treatment,
};
pub use words::{Merged, Seen, digest, is_unseen, merge};

use std::str::FromStr;

use crate::random::Random;
use crate::reference;

/// Kind of the references of videos: `VID-26-7K3Q-94M2-X`.
pub const REFERENCE: &str = "VID";

/// A new reference of a video.
#[must_use]
pub fn new_reference(year: i16, random: &dyn Random) -> String {
    reference::new_reference(REFERENCE, year, random)
}

/// The canonical form of a typed reference; `None` when it is none.
#[must_use]
pub fn parse_reference(typed: &str) -> Option<String> {
    reference::parse_reference(REFERENCE, typed)
}

/// Where a video stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VideoState {
    /// Being made; nobody outside the office sees it.
    Draft,
    /// Public. An office has one such video at most.
    Published,
    /// Another took its place. It stays public among the earlier ones.
    Replaced,
    /// One that mends it took its place: nobody sees it any more.
    Mended,
    /// Taken from the public, with a reason.
    Withdrawn,
    /// A draft that was given up.
    Dropped,
}

/// What can happen to a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VideoAction {
    /// Its words, its film, its captions or its picture change.
    Edit,
    /// It becomes public.
    Publish,
    /// Another is published in its place.
    Replace,
    /// One that mends it is published in its place.
    Mend,
    /// It is taken from the public.
    Withdraw,
    /// It is given up before anybody saw it.
    Drop,
}

impl VideoState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Published, Self::Replaced, Self::Mended, Self::Withdrawn, Self::Dropped];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Replaced => "replaced",
            Self::Mended => "mended",
            Self::Withdrawn => "withdrawn",
            Self::Dropped => "dropped",
        }
    }

    /// The state after an action; `None` where it cannot happen.
    #[must_use]
    pub const fn after(self, action: VideoAction) -> Option<Self> {
        match (self, action) {
            (Self::Draft, VideoAction::Edit) => Some(Self::Draft),
            (Self::Draft, VideoAction::Publish) => Some(Self::Published),
            (Self::Draft, VideoAction::Drop) => Some(Self::Dropped),
            (Self::Published, VideoAction::Replace) => Some(Self::Replaced),
            (Self::Published | Self::Replaced, VideoAction::Mend) => Some(Self::Mended),
            (Self::Published | Self::Replaced, VideoAction::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether everybody may see it, as the present one or among the earlier ones: page, film, picture, captions and site map ask
    /// this alone.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Replaced)
    }
}

impl FromStr for VideoState {
    type Err = UnknownVideoState;

    fn from_str(text: &str) -> Result<Self, UnknownVideoState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownVideoState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a video")]
pub struct UnknownVideoState;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action() {
        use VideoAction::{Drop, Edit, Mend, Publish, Replace, Withdraw};
        use VideoState::{Draft, Dropped, Mended, Published, Replaced, Withdrawn};
        let actions = [Edit, Publish, Replace, Mend, Withdraw, Drop];
        let none = [None; 6];
        for (state, expected) in [
            (Draft, [Some(Draft), Some(Published), None, None, None, Some(Dropped)]),
            (Published, [None, None, Some(Replaced), Some(Mended), Some(Withdrawn), None]),
            (Replaced, [None, None, None, Some(Mended), Some(Withdrawn), None]),
            (Mended, none),
            (Withdrawn, none),
            (Dropped, none),
        ] {
            assert_eq!(actions.map(|action| state.after(action)), expected, "{state:?}");
            assert_eq!(state.code().parse(), Ok(state));
            assert_eq!(state.is_public(), matches!(state, Published | Replaced));
        }
    }
}
