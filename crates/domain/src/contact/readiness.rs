//! Whether a question of the public would reach an office today: what is known of its number, judged.
//!
//! Offices failed access tests because nobody had the device, there was no credit or data, or nobody had practised. The bounds
//! are ours and advice: nothing of this counts in any score.

use jiff::Timestamp;

/// Days after which a verification should be done again.
pub const VERIFIED_DAYS: i64 = 180;
/// Days after which the daily check is missed.
pub const CHECK_DAYS: i64 = 7;
/// Days after which the office should practise again.
pub const PRACTICE_DAYS: i64 = 90;
/// Days in which a new number has to become known.
pub const NEW_DAYS: i64 = 14;

/// How an office stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A question may not arrive, or not at this office.
    NotReady,
    /// It arrives, and something should be mended.
    Attention,
    /// It arrives.
    Ready,
}

impl Standing {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotReady => "not_ready",
            Self::Attention => "attention",
            Self::Ready => "ready",
        }
    }
}

/// Why an office is not simply ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has no number.
    NoNumber,
    /// Nobody knows that it holds the number.
    NotVerified,
    /// It was verified so many days ago.
    VerifiedLongAgo(i64),
    /// Nobody has written down who holds the device.
    NoHolder,
    /// A hand-over was begun and not finished.
    HandoverOpen,
    /// The daily check was never made.
    NeverChecked,
    /// It was made last so many days ago.
    CheckedLongAgo(i64),
    /// The last check found something missing.
    CheckFailed,
    /// The office has never practised the access test.
    NeverPractised,
    /// It did last so many days ago.
    PractisedLongAgo(i64),
    /// The number is only so many days old.
    NewNumber(i64),
}

impl Reason {
    /// What it makes of the office.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::NoNumber | Self::NotVerified => Standing::NotReady,
            _ => Standing::Attention,
        }
    }
}

/// What is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether the office has a number.
    pub has_number: bool,
    /// Since when the office has this number; `None` where nobody wrote it down.
    pub since: Option<Timestamp>,
    /// When it was verified.
    pub verified_at: Option<Timestamp>,
    /// Whether it is known who holds the device.
    pub has_holder: bool,
    /// Whether a hand-over waits for its other side.
    pub handover_open: bool,
    /// When the daily check was made last, and whether everything was as it should be.
    pub checked: Option<(Timestamp, bool)>,
    /// When the office practised last.
    pub practised_at: Option<Timestamp>,
}

impl Known {
    /// How the office stands at a moment, and why.
    #[must_use]
    pub fn judge(&self, now: Timestamp) -> (Standing, Vec<Reason>) {
        let reasons = self.reasons(now);
        let worst = reasons.iter().map(|reason| reason.standing()).min();
        (worst.unwrap_or(Standing::Ready), reasons)
    }

    fn reasons(&self, now: Timestamp) -> Vec<Reason> {
        if !self.has_number {
            return vec![Reason::NoNumber];
        }
        let days = |at: Timestamp| now.duration_since(at).as_hours() / 24;
        let old = |at: Timestamp, bound: i64| Some(days(at)).filter(|days| *days > bound);
        let verified = match self.verified_at {
            None => Some(Reason::NotVerified),
            Some(at) => old(at, VERIFIED_DAYS).map(Reason::VerifiedLongAgo),
        };
        let checked = match self.checked {
            None => Some(Reason::NeverChecked),
            Some((at, _)) if old(at, CHECK_DAYS).is_some() => Some(Reason::CheckedLongAgo(days(at))),
            Some((_, is_ready)) => (!is_ready).then_some(Reason::CheckFailed),
        };
        let practised = match self.practised_at {
            None => Some(Reason::NeverPractised),
            Some(at) => old(at, PRACTICE_DAYS).map(Reason::PractisedLongAgo),
        };
        let new = self.since.map(days).filter(|days| *days < NEW_DAYS).map(Reason::NewNumber);
        let holder = (!self.has_holder).then_some(Reason::NoHolder);
        let open = self.handover_open.then_some(Reason::HandoverOpen);
        [verified, open, holder, checked, practised, new].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn every_fact_has_its_reason_and_the_worst_decides() {
        let now = Timestamp::from_second(1_718_000_000).unwrap();
        let ago = |days: i64| now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap();
        let ready = Known {
            has_number: true,
            since: Some(ago(NEW_DAYS)),
            verified_at: Some(ago(VERIFIED_DAYS)),
            has_holder: true,
            handover_open: false,
            checked: Some((ago(CHECK_DAYS), true)),
            practised_at: Some(ago(PRACTICE_DAYS)),
        };
        use Reason as R;
        use Standing::{Attention, NotReady, Ready};
        let table: [(&str, Known, Standing, Vec<Reason>); 14] = [
            ("on every bound", ready, Ready, vec![]),
            ("number of unknown age", Known { since: None, ..ready }, Ready, vec![]),
            ("no number", Known { has_number: false, ..ready }, NotReady, vec![R::NoNumber]),
            ("never verified", Known { verified_at: None, ..ready }, NotReady, vec![R::NotVerified]),
            (
                "verified too long ago",
                Known { verified_at: Some(ago(181)), ..ready },
                Attention,
                vec![R::VerifiedLongAgo(181)],
            ),
            ("nobody holds it", Known { has_holder: false, ..ready }, Attention, vec![R::NoHolder]),
            ("half handed over", Known { handover_open: true, ..ready }, Attention, vec![R::HandoverOpen]),
            ("never checked", Known { checked: None, ..ready }, Attention, vec![R::NeverChecked]),
            (
                "checked too long ago, and badly",
                Known { checked: Some((ago(8), false)), ..ready },
                Attention,
                vec![R::CheckedLongAgo(8)],
            ),
            ("no credit", Known { checked: Some((now, false)), ..ready }, Attention, vec![R::CheckFailed]),
            ("never practised", Known { practised_at: None, ..ready }, Attention, vec![R::NeverPractised]),
            (
                "practised too long ago",
                Known { practised_at: Some(ago(91)), ..ready },
                Attention,
                vec![R::PractisedLongAgo(91)],
            ),
            ("new number", Known { since: Some(ago(13)), ..ready }, Attention, vec![R::NewNumber(13)]),
            (
                "several",
                Known { verified_at: None, practised_at: None, ..ready },
                NotReady,
                vec![R::NotVerified, R::NeverPractised],
            ),
        ];
        for (name, known, standing, reasons) in table {
            assert_eq!(known.judge(now), (standing, reasons), "{name}");
        }
        assert!(NotReady < Attention && Attention < Ready, "the worst first");
    }
}
