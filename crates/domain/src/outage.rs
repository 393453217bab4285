//! The platform could not be used for a while: who lost how much of an open phase by it, and gets it back.

use jiff::{SignedDuration, Timestamp};

use crate::problem::{FieldProblem, Problem};
use crate::round::{Standing, Window};

/// The longest outage that is recorded in one go.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);
/// So long after a phase closed in the middle of an outage it may still be opened again by recording that outage.
const LATEST_RECORD: SignedDuration = SignedDuration::from_hours(72);

/// What is wrong with an outage: fields `began` and `ended`.
#[must_use]
pub fn problems(outage: Window, now: Timestamp) -> Vec<FieldProblem> {
    if outage.closes <= outage.opens {
        return vec![FieldProblem::new("ended", Problem::EndBeforeStart)];
    }
    let too_long = outage.closes.duration_since(outage.opens) > LONGEST;
    let why = if outage.closes > now {
        "fairness-outage-not-over"
    } else if too_long {
        "fairness-outage-too-long"
    } else {
        return Vec::new();
    };
    vec![FieldProblem::new("ended", Problem::NotNow { why: why.to_owned() })]
}

/// How much of a phase these outages took, hours that two of them share counted once.
#[must_use]
pub fn lost(outages: &[Window], phase: Window) -> SignedDuration {
    let mut parts: Vec<(Timestamp, Timestamp)> = outages
        .iter()
        .map(|outage| (outage.opens.max(phase.opens), outage.closes.min(phase.closes)))
        .filter(|(from, to)| from < to)
        .collect();
    parts.sort_unstable();
    let mut sum = SignedDuration::ZERO;
    let mut counted_to: Option<Timestamp> = None;
    for (from, to) in parts {
        let from = counted_to.map_or(from, |counted| counted.max(from));
        if from < to {
            sum += to.duration_since(from);
            counted_to = Some(to);
        }
    }
    sum
}

/// The new end of a phase of one office after an outage that comes to those that are known, or `None` where it gets nothing:
/// it lost nothing that it did not get back before, the phase is not open yet, or it closed outside of the outage or too
/// long ago. Where the phase closed in the middle of it, the hours are counted from now: hours that are past would help
/// nobody.
#[must_use]
pub fn new_end(known: &[Window], outage: Window, phase: Window, now: Timestamp) -> Option<Timestamp> {
    let all: Vec<Window> = known.iter().copied().chain([outage]).collect();
    let back = lost(&all, phase) - lost(known, phase);
    if back <= SignedDuration::ZERO {
        return None;
    }
    match phase.at(now) {
        Standing::Before => None,
        Standing::Open => Some(phase.closes + back),
        Standing::After => {
            let closed_in_it = outage.closes >= phase.closes && now < phase.closes + LATEST_RECORD;
            closed_in_it.then(|| now + back)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_718_000_000 + hour * 3600).expect("in range")
    }

    fn window(from: i64, to: i64) -> Window {
        Window { opens: at(from), closes: at(to) }
    }

    #[test]
    fn hours_are_given_back_once() {
        let phase = window(0, 100);
        assert_eq!(new_end(&[], window(10, 14), phase, at(20)), Some(at(104)));
        assert_eq!(new_end(&[window(10, 14)], window(10, 14), phase, at(20)), None, "recorded twice");
        assert_eq!(new_end(&[window(10, 14)], window(12, 17), phase, at(20)), Some(at(103)), "three are new");
        assert_eq!(
            new_end(&[], window(-5, 2), phase, at(20)),
            Some(at(102)),
            "what lay before does not count"
        );
        assert_eq!(new_end(&[], window(-5, 0), phase, at(20)), None);
    }

    #[test]
    fn a_phase_that_closed_in_the_outage_opens_again_for_the_hours_that_were_lost() {
        let phase = window(0, 100);
        assert_eq!(new_end(&[], window(98, 103), phase, at(105)), Some(at(107)));
        assert_eq!(new_end(&[], window(90, 95), phase, at(105)), None, "there was time left after it");
        assert_eq!(new_end(&[], window(98, 103), phase, at(172)), None, "recorded too late");
        assert_eq!(new_end(&[], window(10, 12), window(50, 60), at(20)), None, "not open yet");
    }

    #[test]
    fn an_outage_is_over_and_of_a_bounded_length() {
        let fields = |outage, now| problems(outage, now).len();
        assert_eq!(fields(window(1, 2), at(2)), 0);
        assert_eq!(fields(window(1, 3), at(2)), 1);
        assert_eq!(fields(window(3, 3), at(9)), 1);
        assert_eq!(fields(window(0, 14 * 24 + 1), at(999)), 1);
    }

    proptest! {
        /// In whatever order and however often outages are recorded, together they give back what they took and no more.
        #[test]
        fn together_they_give_back_what_they_took(parts in prop::collection::vec((0_i64..90, 1_i64..20), 1..8)) {
            let now = at(95);
            let outages: Vec<Window> = parts.iter().map(|(from, hours)| window(*from, (from + hours).min(95))).collect();
            let mut phase = window(0, 100);
            let mut known: Vec<Window> = Vec::new();
            for outage in outages.iter().chain(&outages) {
                if let Some(end) = new_end(&known, *outage, phase, now) {
                    phase.closes = end;
                }
                known.push(*outage);
            }
            let given = phase.closes.duration_since(at(100));
            prop_assert_eq!(given, lost(&outages, window(0, 100)));
        }
    }
}
