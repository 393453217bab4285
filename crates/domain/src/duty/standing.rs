//! How an office stands towards a duty on a day, and the score of all of them.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Duty, Frequency, day_in};
use crate::exact::Exact;

/// So many days before its day something is due soon.
pub const DUE_SOON_DAYS: i64 = 14;

/// How an office stands towards a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing that answers it is public.
    Missing,
    /// What is public is older than the law allows.
    Late,
    /// It is to be published again within [`DUE_SOON_DAYS`] days.
    DueSoon,
    /// What is public is current.
    Met,
    /// To be published when it happens.
    OnEvent,
}

impl State {
    /// Every state, the most pressing first.
    pub const ALL: [Self; 5] = [Self::Missing, Self::Late, Self::DueSoon, Self::Met, Self::OnEvent];

    /// The code in the database and in words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Late => "late",
            Self::DueSoon => "due_soon",
            Self::Met => "met",
            Self::OnEvent => "on_event",
        }
    }

    /// Whether the office is current: what is due soon is current still.
    #[must_use]
    pub const fn is_current(self) -> bool {
        matches!(self, Self::DueSoon | Self::Met)
    }
}

/// How an office stands towards a duty on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// In a word.
    pub state: State,
    /// The day on which the public last saw it anew.
    pub last: Option<Date>,
    /// The day by which it is, or was, to be published; none where no day is set.
    pub due: Option<Date>,
}

/// How an office stands towards a duty.
///
/// `publications` are the days, on the office's calendar, from which the public sees the items that answer the duty, each in
/// its newest visible edition; what was withdrawn is not among them. Days after `today` do not count.
///
/// A yearly duty is answered by what was published from 1 January on: a report of March 2026 answers 31 March 2026, one of
/// June 2025 answers 2025, late, and nothing else. The statute counts months and a day of the year here, no working days.
#[must_use]
pub fn standing(duty: &Duty, publications: &[Date], today: Date) -> Standing {
    let last = publications.iter().copied().filter(|day| *day <= today).max();
    let (state, due) = match (duty.frequency, last) {
        (Frequency::OnEvent, _) => (State::OnEvent, None),
        (_, None) => (State::Missing, first_due(duty.frequency, today)),
        (Frequency::Always, Some(_)) => (State::Met, None),
        (Frequency::Every { months }, Some(last)) => {
            let due = last.saturating_add(i32::from(months).months());
            (by_day(due, today), Some(due))
        }
        (Frequency::Yearly { month, day }, Some(last)) => yearly((month, day), last, today),
    };
    Standing { state, last, due }
}

/// By when something is to be there that never was; none where it should have been there all along.
fn first_due(frequency: Frequency, today: Date) -> Option<Date> {
    let Frequency::Yearly { month, day } = frequency else { return None };
    day_in(today.year(), month, day).filter(|due| *due >= today)
}

fn yearly((month, day): (i8, i8), last: Date, today: Date) -> (State, Option<Date>) {
    let year = today.year();
    let Some(due) = day_in(year, month, day) else { return (State::Met, None) };
    match year - last.year() {
        // This year's is there; the next is due next year.
        ..=0 => (State::Met, day_in(year + 1, month, day)),
        // Last year's is there.
        1 => (by_day(due, today), Some(due)),
        // Last year's never came.
        _ => (State::Late, day_in(year - 1, month, day)),
    }
}

fn by_day(due: Date, today: Date) -> State {
    if due < today {
        State::Late
    } else if today.saturating_add(DUE_SOON_DAYS.days()) >= due {
        State::DueSoon
    } else {
        State::Met
    }
}

/// How current an office is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Duties towards which the office is current.
    pub current: usize,
    /// Duties that count.
    pub counted: usize,
}

impl Score {
    /// The share of the duties that are current, from 0 to 1, exactly; none where nothing counts.
    #[must_use]
    pub fn share(&self) -> Option<Exact> {
        Exact::from_count(self.current).checked_div(&Exact::from_count(self.counted))
    }
}

/// The *skor kemutakhiran*: of the duties that count, how many are current. Every duty counts the same. What is published only
/// when it happens is left out, since nobody can say from outside whether it happened.
#[must_use]
pub fn score<'a>(standings: impl IntoIterator<Item = (&'a Duty, Standing)>) -> Score {
    let mut score = Score { current: 0, counted: 0 };
    for (_, standing) in standings.into_iter().filter(|(duty, _)| duty.counts()) {
        score.counted += 1;
        score.current += usize::from(standing.state.is_current());
    }
    score
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::duty::Duties;

    fn duty(code: &str) -> &'static Duty {
        Duties::usual().get(code).expect("a duty of the list")
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn seen(code: &str, published: &[&str], today: &str) -> (State, Option<String>) {
        let published: Vec<Date> = published.iter().map(|text| day(text)).collect();
        let found = standing(duty(code), &published, day(today));
        (found.state, found.due.map(|due| due.to_string()))
    }

    #[test]
    fn t19_periodic_information_is_published_every_six_months() {
        let due = Some("2026-07-15".to_owned());
        assert_eq!(seen("profil", &[], "2026-07-01"), (State::Missing, None));
        assert_eq!(seen("profil", &["2025-12-01", "2026-01-15"], "2026-06-30"), (State::Met, due.clone()));
        assert_eq!(seen("profil", &["2026-01-15"], "2026-07-01"), (State::DueSoon, due.clone()));
        assert_eq!(
            seen("profil", &["2026-01-15"], "2026-07-15"),
            (State::DueSoon, due.clone()),
            "on its day"
        );
        assert_eq!(seen("profil", &["2026-01-15"], "2026-07-16"), (State::Late, due));
        let end_of_month = seen("profil", &["2025-08-31"], "2026-02-28");
        assert_eq!(end_of_month, (State::DueSoon, Some("2026-02-28".to_owned())), "February has no 31");
        assert_eq!(seen("profil", &["2026-08-01"], "2026-07-16").0, State::Missing, "under embargo");
    }

    #[test]
    fn t22_the_yearly_report_is_due_on_31_march() {
        let report = |published: &[&str], today| seen("laporan_layanan", published, today);
        let on = |text: &str| Some(text.to_owned());
        assert_eq!(report(&[], "2026-02-01"), (State::Missing, on("2026-03-31")));
        assert_eq!(report(&[], "2026-04-01"), (State::Missing, None));
        assert_eq!(report(&["2025-03-20"], "2026-03-16"), (State::Met, on("2026-03-31")));
        assert_eq!(report(&["2025-03-20"], "2026-03-17"), (State::DueSoon, on("2026-03-31")));
        assert_eq!(report(&["2025-06-20"], "2026-04-01"), (State::Late, on("2026-03-31")));
        assert_eq!(report(&["2026-03-30"], "2026-03-31"), (State::Met, on("2027-03-31")));
        assert_eq!(report(&["2024-03-30"], "2026-01-05"), (State::Late, on("2025-03-31")), "2025 never came");
    }

    #[test]
    fn t20_what_happens_when_it_happens_is_never_missing_and_does_not_count() {
        assert_eq!(seen("wabah", &[], "2026-07-01"), (State::OnEvent, None));
        assert_eq!(seen("wabah", &["2020-01-01"], "2026-07-01"), (State::OnEvent, None));
        assert!(!duty("wabah").counts());
        assert_eq!(seen("keputusan", &["2020-01-01"], "2026-07-01"), (State::Met, None), "kept available");
    }

    #[test]
    fn the_score_is_an_exact_share_of_what_counts() {
        let today = day("2026-07-01");
        let codes = [("profil", "2026-06-01"), ("kinerja", "2020-01-01"), ("wabah", "2026-06-01")];
        let mut all: Vec<_> =
            codes.iter().map(|(code, at)| (duty(code), standing(duty(code), &[day(at)], today))).collect();
        all.push((duty("keputusan"), standing(duty("keputusan"), &[], today)));
        let score = score(all);
        assert_eq!((score.current, score.counted), (1, 3));
        assert_eq!(score.share(), Exact::fraction(1, 3));
        assert_eq!(super::score([]).share(), None, "nothing counts");
    }

    proptest! {
        /// Time alone only makes things older: without a new publication nothing becomes current again.
        #[test]
        fn what_is_late_stays_late_until_it_is_published(ago in 0_i32..1_500, later in 0_i32..1_500, which in 0_usize..44) {
            let duty = &Duties::usual().duties[which];
            let published = day("2024-02-29");
            let today = published.saturating_add(ago.days());
            let before = standing(duty, &[published], today);
            let after = standing(duty, &[published], today.saturating_add(later.days()));
            prop_assert!(before.state.is_current() || !after.state.is_current());
            let again = standing(duty, &[published, today], today);
            prop_assert!(again.state.is_current() || !duty.counts(), "{:?}", again);
        }
    }
}
