//! Moments as people give them: a date and a time of day on the clock of one zone. The one parser for both; what a
//! form sends (`2024-06-10`, `14:30`) and what people write (`10 6 2024`, `10/6/2024`, `14.30`) are read alike.

use std::ops::RangeInclusive;

use domain::body::Zone;
use domain::catalogue::MADE_YEARS;
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::form::Fields;

/// First and last year that a date of this program can have.
const YEARS: RangeInclusive<i16> = 2000..=2199;

/// A day: year first with hyphens, or day, month, year with spaces, slashes, points or hyphens.
///
/// # Errors
/// [`Problem::Required`] for nothing, [`Problem::NotADate`] for what is no day of the calendar from 2000 to 2199.
pub fn date(typed: &str) -> Result<Date, Problem> {
    date_in(typed, YEARS)
}

/// The day on which information was made, read as [`date`] does: it may be older than this program's own dates.
///
/// # Errors
/// [`Problem::Required`] for nothing, [`Problem::NotADate`] for what is no day of the years [`MADE_YEARS`].
pub fn made_on(typed: &str) -> Result<Date, Problem> {
    date_in(typed, MADE_YEARS)
}

fn date_in(typed: &str, years: RangeInclusive<i16>) -> Result<Date, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let parts: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || "/.-".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else { return Err(Problem::NotADate) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let date = digits(year, 4..=4)
        .zip(digits(month, 1..=2))
        .zip(digits(day, 1..=2))
        .filter(|((year, ..), _)| years.contains(year))
        .and_then(|((year, month), day)| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        });
    date.ok_or(Problem::NotADate)
}

/// A time of day to the minute: `14.30` or `14:30`.
///
/// # Errors
/// [`Problem::Required`] for nothing, [`Problem::NotATime`] for anything but 00.00 to 23.59.
pub fn time(typed: &str) -> Result<Time, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let time = typed.split_once([':', '.']).and_then(|(hour, minute)| {
        let (hour, minute) = (digits(hour, 1..=2)?, digits(minute, 2..=2)?);
        Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
    });
    time.ok_or(Problem::NotATime)
}

/// A number of only ASCII digits, as many as allowed.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let right = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// The instant at which the clocks of a zone show this.
///
/// # Errors
/// [`Problem::NotADate`] where it lies outside the calendar.
pub fn instant(date: Date, time: Time, zone: Zone) -> Result<Timestamp, Problem> {
    let local = DateTime::from_parts(date, time);
    jiff::tz::offset(zone.hours()).to_timestamp(local).map_err(|_| Problem::NotADate)
}

/// What stands in the two fields of a moment: `name` for the day, [`time_field`] for the time.
///
/// # Errors
/// What is wrong, at the field where it is wrong.
pub fn read(fields: &Fields, name: &str, zone: Zone) -> Result<Timestamp, Vec<FieldProblem>> {
    let time_name = time_field(name);
    let day = date(fields.text(name)).map_err(|problem| FieldProblem::new(name, problem));
    let clock = time(fields.text(&time_name)).map_err(|problem| FieldProblem::new(&time_name, problem));
    match (day, clock) {
        (Ok(day), Ok(clock)) => {
            instant(day, clock, zone).map_err(|problem| vec![FieldProblem::new(name, problem)])
        }
        (day, clock) => Err([day.err(), clock.err()].into_iter().flatten().collect()),
    }
}

/// Whether neither of the two fields of a moment holds anything.
#[must_use]
pub fn is_blank(fields: &Fields, name: &str) -> bool {
    fields.text(name).is_empty() && fields.text(&time_field(name)).is_empty()
}

/// Name of the field that holds the time of a moment.
#[must_use]
pub fn time_field(name: &str) -> String {
    format!("{name}.time")
}

/// A moment as the two fields show it: `2024-06-10` and `14:30`.
#[must_use]
pub fn as_fields(at: Timestamp, zone: Zone) -> (String, String) {
    let local = jiff::tz::offset(zone.hours()).to_datetime(at);
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    (local.date().to_string(), clock)
}

/// A zone as the texts know it.
#[must_use]
pub const fn zone(zone: Zone) -> i18n::Zone {
    match zone {
        Zone::Wib => i18n::Zone::Wib,
        Zone::Wita => i18n::Zone::Wita,
        Zone::Wit => i18n::Zone::Wit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d18_a_day_is_read_in_each_of_its_forms_and_nothing_else_is_a_day() {
        let day = jiff::civil::date(2026, 12, 31);
        for typed in
            ["2026-12-31", "31 12 2026", "31/12/2026", " 31-12-2026 ", "31.12.2026", "31  12\u{a0}2026"]
        {
            assert_eq!(date(typed), Ok(day), "{typed:?}");
        }
        for wrong in [
            "2027-02-30",
            "31/6/2027",
            "9999-01-01",
            "1999-12-31",
            "2200-01-01",
            "12/31/2026",
            "2026-12-31T10:00",
            "2026-12-31+07:00",
            "31/12/26",
            "31 Desember 2026",
            "٣١/١٢/٢٠٢٦",
            "-2026-12-31-1",
            "0x7e-1-1",
            "1",
            "--",
        ] {
            assert_eq!(date(wrong), Err(Problem::NotADate), "{wrong:?}");
        }
        assert_eq!(date("  "), Err(Problem::Required));
    }

    #[test]
    fn d18_a_time_has_hours_and_minutes_and_no_offset() {
        assert_eq!(time("14.30"), Ok(jiff::civil::time(14, 30, 0, 0)));
        assert_eq!(time("9:05"), Ok(jiff::civil::time(9, 5, 0, 0)));
        assert_eq!(time(" 23:59 "), Ok(jiff::civil::time(23, 59, 0, 0)));
        for wrong in
            ["24:00", "14:60", "14", "14:3", "1430", "14:30+07:00", "14:30Z", "2 pm", "-1:00", ":", "१४:३०"]
        {
            assert_eq!(time(wrong), Err(Problem::NotATime), "{wrong:?}");
        }
        assert_eq!(time(""), Err(Problem::Required));
    }

    #[test]
    fn information_may_be_older_than_the_dates_of_this_program() {
        for (typed, made, usual) in [
            ("1999-12-31", true, false),
            ("17/8/1945", true, false),
            ("1944-12-31", false, false),
            ("2199-12-31", true, true),
            ("2200-01-01", false, false),
        ] {
            assert_eq!((made_on(typed).is_ok(), date(typed).is_ok()), (made, usual), "{typed}");
        }
        assert_eq!(made_on(" "), Err(Problem::Required));
    }

    #[test]
    fn w03_one_clock_face_is_another_instant_in_each_zone() {
        let (day, clock) = (jiff::civil::date(2024, 6, 23), jiff::civil::time(23, 59, 0, 0));
        let instants = Zone::ALL.map(|zone| instant(day, clock, zone).expect("an instant").to_string());
        assert_eq!(instants, ["2024-06-23T16:59:00Z", "2024-06-23T15:59:00Z", "2024-06-23T14:59:00Z"]);
        for zone in Zone::ALL {
            let at = instant(day, clock, zone).expect("an instant");
            assert_eq!(as_fields(at, zone), ("2024-06-23".to_owned(), "23:59".to_owned()));
        }
    }

    #[test]
    fn each_of_the_two_fields_gets_its_own_message() {
        let fields = Fields::new(vec![
            ("a".into(), "2027-02-30".into()),
            ("a.time".into(), "8.00".into()),
            ("b".into(), "2024-06-10".into()),
        ]);
        let problem = |field: &str, problem| vec![FieldProblem::new(field, problem)];
        assert_eq!(read(&fields, "a", Zone::Wib), Err(problem("a", Problem::NotADate)));
        assert_eq!(read(&fields, "b", Zone::Wib), Err(problem("b.time", Problem::Required)));
        assert!(!is_blank(&fields, "b"));
        assert!(is_blank(&fields, "c"));
        assert_eq!(read(&fields, "c", Zone::Wib).expect_err("nothing given").len(), 2);
    }
}
