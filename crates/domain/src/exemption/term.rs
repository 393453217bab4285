//! How long information is exempt.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::ground::{Letter, TermRule};
use crate::body::Zone;
use crate::calendar::Calendar;
use crate::problem::{FieldProblem, Problem};

/// The decision to open comes at the latest so many working days before the term ends (PP 61/2010 Art. 11 (2)).
pub const OPENING_WORKING_DAYS: u32 = 30;
/// The PPID is told so many working days before the term ends: ten to decide in, which also make up for holidays that are
/// decreed late.
pub const ALERT_WORKING_DAYS: u32 = OPENING_WORKING_DAYS + 10;
/// The clock looks at a term so many working days before it ends and reckons the alert anew. Holidays are decreed for one year
/// at a time: of a term that ends later nothing is known when it is approved, and no stretch of this length has had more
/// than thirty of them.
pub const WATCH_WORKING_DAYS: u32 = ALERT_WORKING_DAYS + 20;

/// How long information is exempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Term {
    /// Up to and with a day.
    Until {
        /// The last day.
        day: Date,
    },
    /// Until something comes about.
    Condition {
        /// What.
        text: String,
    },
}

/// The days by which a term is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The day of the decision from which the years of a term count; see [`counted_since`].
    pub since: Date,
    /// Today, on the office's calendar.
    pub today: Date,
}

impl Counted {
    /// Of a term that counts from today.
    #[must_use]
    pub const fn from_today(today: Date) -> Self {
        Self { since: today, today }
    }
}

/// From when the term of a test on this letter counts that is decided on `on`: a test that takes the place of others begins no
/// new thirty years (PP 61/2010 Art. 5), but goes on counting from the first decision on the same letter. `before` has letters
/// and days of the decisions in whose place it stands, one after another.
#[must_use]
pub fn counted_since(letter: Letter, on: Date, before: impl IntoIterator<Item = (Letter, Date)>) -> Date {
    if !matches!(letter.term(), TermRule::AtMostYears(_)) {
        return on;
    }
    before.into_iter().filter(|(other, _)| *other == letter).map(|(_, day)| day).fold(on, Date::min)
}

impl Term {
    /// What is wrong with a term for a ground of this letter; at the fields `term_until` and `term_condition`.
    #[must_use]
    pub fn problems(&self, letter: Letter, counted: Counted) -> Vec<FieldProblem> {
        let problem = match (self, letter.term()) {
            (Self::Until { day }, _) if *day < counted.today => ("term_until", Problem::InThePast),
            (Self::Until { day }, TermRule::AtMostYears(years))
                if *day > counted.since.saturating_add(i32::from(years).years()) =>
            {
                ("term_until", Problem::NotNow { why: "exemption-term-too-long".to_owned() })
            }
            (Self::Condition { .. }, TermRule::AtMostYears(_)) => {
                ("term", Problem::NotNow { why: "exemption-term-needs-day".to_owned() })
            }
            (Self::Condition { text }, _) if text.is_empty() => ("term_condition", Problem::Required),
            _ => return Vec::new(),
        };
        vec![FieldProblem::new(problem.0, problem.1)]
    }
}

/// The minute from which the information is open by law: the first one after the last day, on the office's clock. None where
/// the term is a condition.
#[must_use]
pub fn ends_at(term: &Term, zone: Zone) -> Option<Timestamp> {
    let Term::Until { day } = term else { return None };
    let next = day.tomorrow().ok()?.at(0, 0, 0, 0);
    jiff::tz::offset(zone.hours()).to_timestamp(next).ok()
}

/// The last day on which the decision to open is in time, for a term whose last day is `day`.
#[must_use]
pub fn opening_day(calendar: &Calendar, day: Date) -> Option<Date> {
    calendar.before(day, OPENING_WORKING_DAYS)
}

/// The day on which the clock first looks at a term whose last day is `day`.
#[must_use]
pub fn watch_day(calendar: &Calendar, day: Date) -> Option<Date> {
    calendar.before(day, WATCH_WORKING_DAYS)
}

/// The day on which the PPID is told that a term whose last day is `day` ends, as far as it can be known. While no holidays of
/// that year are known, it is the day of the first look.
#[must_use]
pub fn alert_day(calendar: &Calendar, day: Date) -> Option<Date> {
    if calendar.knows(day.year()) {
        calendar.before(day, ALERT_WORKING_DAYS)
    } else {
        watch_day(calendar, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn t24_law_enforcement_is_closed_for_thirty_years_at_most_and_by_a_day() {
        let from = Counted::from_today(day("2026-11-25"));
        let until = |text: &str| Term::Until { day: day(text) };
        let found = |term: &Term, letter| -> Vec<String> {
            term.problems(letter, from).into_iter().map(|problem| problem.field).collect()
        };
        assert!(found(&until("2056-11-25"), Letter::A).is_empty());
        assert_eq!(found(&until("2056-11-26"), Letter::A), ["term_until"]);
        assert!(found(&until("2056-11-26"), Letter::C).is_empty());
        assert_eq!(found(&until("2026-11-24"), Letter::C), ["term_until"]);
        let condition = |text: &str| Term::Condition { text: text.to_owned() };
        assert_eq!(found(&condition("Putusan berkekuatan hukum tetap"), Letter::A), ["term"]);
        assert!(found(&condition("Orangnya setuju"), Letter::H).is_empty());
        assert_eq!(found(&condition(""), Letter::H), ["term_condition"]);
    }

    #[test]
    fn t23_thirty_working_days_lie_between_the_last_day_to_decide_and_the_end() {
        let calendar = Calendar::indonesia();
        let end = day("2026-11-30");
        let (alert, opening) = (alert_day(&calendar, end), opening_day(&calendar, end));
        assert_eq!((alert, opening), (Some(day("2026-10-05")), Some(day("2026-10-19"))));
        assert_eq!(calendar.between(day("2026-10-19"), end), 30);
    }

    #[test]
    fn t24_a_test_in_place_of_another_begins_no_new_thirty_years() {
        let (first, on) = (day("2004-03-01"), day("2026-11-25"));
        let chain = [(Letter::A, day("2015-03-01")), (Letter::A, first), (Letter::H, day("1999-01-01"))];
        assert_eq!(counted_since(Letter::A, on, chain), first);
        assert_eq!(
            counted_since(Letter::A, on, [(Letter::H, first)]),
            on,
            "on another ground nothing was counted"
        );
        assert_eq!(counted_since(Letter::H, on, chain), on, "a ground without a number of years");
        let counted = Counted { since: first, today: on };
        let found = |until: &str| Term::Until { day: day(until) }.problems(Letter::A, counted).len();
        assert_eq!((found("2034-03-01"), found("2034-03-02"), found("2026-11-24")), (0, 1, 1));
    }

    /// The calendar as it was known before the joint decree of a year.
    fn before_the_decree_of(year: &str) -> Calendar {
        const ALL: &str = include_str!("../../../../data/holidays-id.csv");
        let known: Vec<&str> = ALL.lines().filter(|line| line.starts_with("date") || *line < year).collect();
        Calendar::from_csv(&known.join("\n")).expect("a calendar")
    }

    #[test]
    fn t23_an_alert_leaves_thirty_working_days_though_holidays_are_decreed_after_the_approval() {
        let decreed = Calendar::indonesia();
        for (year, from, to) in [("2024", "2024-05-23", "2024-06-02"), ("2025", "2025-05-13", "2025-05-22")] {
            let then = before_the_decree_of(year);
            let (mut end, to) = (day(from), day(to));
            while end <= to {
                let fixed = then.before(end, ALERT_WORKING_DAYS).expect("a day");
                assert!(
                    decreed.between(fixed, end) < 30,
                    "{end}: what was fixed at the approval came too late"
                );
                let looked = watch_day(&then, end).expect("a day");
                let alert = alert_day(&decreed, end).expect("a day");
                assert!(looked <= alert, "{end}: the alert still lies ahead of the first look");
                assert!(decreed.between(alert, end) >= ALERT_WORKING_DAYS, "{end}");
                end = end.tomorrow().expect("a day");
            }
        }
    }

    #[test]
    fn t23_while_no_holidays_of_a_year_are_known_the_alert_comes_at_the_first_look() {
        let decreed = Calendar::indonesia();
        for year in ["2024", "2025", "2026"] {
            let then = before_the_decree_of(year);
            let mut end = day(&format!("{year}-01-01"));
            while end <= day(&format!("{year}-12-31")) {
                let alert = alert_day(&then, end).expect("a day");
                assert_eq!(Some(alert), watch_day(&then, end));
                assert!(decreed.between(alert, end) >= OPENING_WORKING_DAYS, "{end}");
                end = end.tomorrow().expect("a day");
            }
        }
    }

    #[test]
    fn what_ends_on_a_day_is_open_from_the_next_midnight_of_its_office() {
        let term = Term::Until { day: day("2026-12-31") };
        let ends = Zone::ALL.map(|zone| ends_at(&term, zone).expect("an end").to_string());
        assert_eq!(ends, ["2026-12-31T17:00:00Z", "2026-12-31T16:00:00Z", "2026-12-31T15:00:00Z"]);
        assert_eq!(ends_at(&Term::Condition { text: "x".into() }, Zone::Wib), None);
    }
}
