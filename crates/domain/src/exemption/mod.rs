//! *Informasi yang dikecualikan*: the consequence test (*uji konsekuensi*) and the entry of the list of exempt information (DIK)
//! that comes of it.
//!
//! Information is closed only by a test: the document identified, the statute analysed, the consequence of opening weighed
//! against the public interest (PerKI 1/2021 Art. 49), by the PPID with the approval of the head (PP 61/2010 Art. 3), for a
//! term (Arts. 5 to 9). When the term ends without a decision of the PPID, the information is open by law (Art. 11).

mod content;
mod ground;
mod state;
mod term;

pub use content::{Content, DESCRIPTION_MAX, TEXT_MAX, Trigger};
pub use ground::{Ground, Letter, TermRule};
pub use state::{Action, State};
pub use term::{
    ALERT_WORKING_DAYS, Counted, OPENING_WORKING_DAYS, Term, WATCH_WORKING_DAYS, alert_day, counted_since,
    ends_at, opening_day, watch_day,
};

use jiff::Timestamp;

use crate::random::Random;
use crate::reference;

/// Kind of the references of consequence tests, as people read them: `DIK-26-7K3Q-94M2-X`.
pub const REFERENCE: &str = "DIK";

/// A new reference of a consequence test.
#[must_use]
pub fn new_reference(year: i16, random: &dyn Random) -> String {
    reference::new_reference(REFERENCE, year, random)
}

/// The canonical form of a typed reference; `None` when it is none.
#[must_use]
pub fn parse_reference(typed: &str) -> Option<String> {
    reference::parse_reference(REFERENCE, typed)
}

/// Whether a request may be refused with this entry now: only with an approved test whose term has not ended. `ends_at` is the
/// minute from which the information is open by law; none where the term is a condition, which holds until the PPID says that
/// it came about.
#[must_use]
pub fn may_refuse_with(state: State, ends_at: Option<Timestamp>, now: Timestamp) -> bool {
    state.at(ends_at, now) == State::Approved
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    #[test]
    fn only_an_approved_test_within_its_term_refuses() {
        for state in State::ALL {
            let approved = state == State::Approved;
            assert_eq!(may_refuse_with(state, None, at(5)), approved, "{state:?}");
            assert_eq!(may_refuse_with(state, Some(at(6)), at(5)), approved, "{state:?}");
            assert!(!may_refuse_with(state, Some(at(5)), at(5)), "{state:?}, at its minute");
        }
    }

    proptest! {
        /// However a test is moved, it refuses only after an approval that nothing has undone, and never after its end.
        #[test]
        fn no_way_leads_past_the_approval(steps in proptest::collection::vec(0_usize..Action::ALL.len(), 0..12), end: u16, now: u16) {
            let mut state = State::Draft;
            let mut last = None;
            for step in steps {
                let action = Action::ALL[step];
                if let Some(after) = state.after(action) {
                    state = after;
                    last = Some(action);
                }
            }
            let refuses = may_refuse_with(state, Some(at(i64::from(end))), at(i64::from(now)));
            prop_assert_eq!(refuses, last == Some(Action::Approve) && now < end);
        }
    }
}
