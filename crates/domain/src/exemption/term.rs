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
/// The PPID is told so many working days before the term ends: ten to decide in. Holidays of years to come are not decreed
/// yet, and the ten also make up for those that the calendar does not know.
pub const ALERT_WORKING_DAYS: u32 = OPENING_WORKING_DAYS + 10;

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

impl Term {
    /// What is wrong with a term that begins on `from`, for a ground of this letter; at the fields `term_until` and
    /// `term_condition`.
    #[must_use]
    pub fn problems(&self, letter: Letter, from: Date) -> Vec<FieldProblem> {
        let problem = match (self, letter.term()) {
            (Self::Until { day }, _) if *day < from => ("term_until", Problem::InThePast),
            (Self::Until { day }, TermRule::AtMostYears(years))
                if *day > from.saturating_add(i32::from(years).years()) =>
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

/// The day on which the PPID is told that a term whose last day is `day` ends.
#[must_use]
pub fn alert_day(calendar: &Calendar, day: Date) -> Option<Date> {
    calendar.before(day, ALERT_WORKING_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn t24_law_enforcement_is_closed_for_thirty_years_at_most_and_by_a_day() {
        let from = day("2026-11-25");
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
    fn what_ends_on_a_day_is_open_from_the_next_midnight_of_its_office() {
        let term = Term::Until { day: day("2026-12-31") };
        let ends = Zone::ALL.map(|zone| ends_at(&term, zone).expect("an end").to_string());
        assert_eq!(ends, ["2026-12-31T17:00:00Z", "2026-12-31T16:00:00Z", "2026-12-31T15:00:00Z"]);
        assert_eq!(ends_at(&Term::Condition { text: "x".into() }, Zone::Wib), None);
    }
}
