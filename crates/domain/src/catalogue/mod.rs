//! *Informasi publik*: the rows of an office's list of public information (DIP), and their life.
//!
//! An item is written as a draft, looked over by a second pair of eyes, published, revised in editions, and perhaps withdrawn
//! with a reason. Nothing that was once public is overwritten: an edition stays as it was.

mod content;
pub mod import;
mod state;

pub(crate) use content::coded;
pub use content::{
    Content, Form, InformationClass, KEYWORDS_MAX, Licence, SUMMARY_MAX, TITLE_MAX, UnknownCode,
};
pub use state::{ItemAction, ItemState};

use std::ops::RangeInclusive;

use jiff::Timestamp;

use crate::random::Random;
use crate::reference;

/// Kind of the references of items, as people read them: `INF-26-7K3Q-94M2-X`.
pub const REFERENCE: &str = "INF";

/// First and last year in which information can have been made: offices keep documents of their predecessors.
pub const MADE_YEARS: RangeInclusive<i16> = 1945..=2199;

/// A new reference of an item.
#[must_use]
pub fn new_reference(year: i16, random: &dyn Random) -> String {
    reference::new_reference(REFERENCE, year, random)
}

/// The canonical form of a typed reference; `None` when it is none.
#[must_use]
pub fn parse_reference(typed: &str) -> Option<String> {
    reference::parse_reference(REFERENCE, typed)
}

/// The one place that decides whether the public may see an edition of an item: the item stands in the list, and the minute
/// from which the edition is visible has come. Pages, files, feeds, search and counts all ask it (the query for lists says
/// the same; a test holds them together).
#[must_use]
pub fn is_public(state: ItemState, visible_from: Option<Timestamp>, now: Timestamp) -> bool {
    state.has_public_edition() && visible_from.is_some_and(|from| from <= now)
}

/// Whether telling at once is for those alone who may publish: what was published last, given by its class and by whether the
/// public sees it now, would be replaced, or its embargo ended, by somebody who did not decide it. *Serta-merta* information
/// that is public already is told on by whoever writes.
#[must_use]
pub fn asks_publisher(last: Option<(InformationClass, bool)>) -> bool {
    last.is_some_and(|last| last != (InformationClass::Immediate, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z01_what_somebody_decided_to_publish_is_not_replaced_at_once_by_others() {
        assert!(!asks_publisher(None), "nothing was published yet");
        for class in InformationClass::ALL {
            assert!(asks_publisher(Some((*class, false))), "{class:?} under embargo, or withdrawn");
            let is_told_on = *class == InformationClass::Immediate;
            assert_eq!(asks_publisher(Some((*class, true))), !is_told_on, "{class:?}, public");
        }
    }

    #[test]
    fn z08_only_what_is_published_and_free_of_embargo_is_public() {
        let at = |second| Timestamp::from_second(second).expect("a moment");
        for state in ItemState::ALL {
            let published = matches!(state, ItemState::Published | ItemState::Revised | ItemState::Rechecked);
            assert!(!is_public(state, None, at(5)), "{state:?}, an edition that is being written");
            assert_eq!(is_public(state, Some(at(5)), at(5)), published, "{state:?}, at the minute");
            assert!(!is_public(state, Some(at(6)), at(5)), "{state:?}, before its minute");
        }
    }
}
