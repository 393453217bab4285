//! Working days and hours of service: what is counted when somebody is given so many days, or so many hours, to answer.
//!
//! The day of receipt is day 0 and the count starts on the next working day (law of public information, in the reading that
//! the project adopted: Saturdays, Sundays and national holidays never count, *cuti bersama* only where a round says so).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::body::{OpenHours, ServiceHours, Zone};
use crate::round::Window;

/// National holidays and *cuti bersama* by joint decree, as the program brings them.
const INDONESIA: &str = include_str!("../../../data/holidays-id.csv");

/// Longest way that is looked ahead for a day or an hour of service, so that a desk that never opens ends the search.
const HORIZON_DAYS: u32 = 800;

/// Why a day is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreeDay {
    /// *Libur nasional*.
    Holiday,
    /// *Cuti bersama*: leave granted to civil servants nationwide.
    CollectiveLeave,
}

/// A calendar that cannot be read: which line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected a date, libur_nasional or cuti_bersama, and a name")]
pub struct BadCalendar {
    /// The line.
    pub line: usize,
}

/// Which days are free beside Saturdays and Sundays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    free: BTreeMap<Date, FreeDay>,
    leave_counts: bool,
}

static USUAL: LazyLock<Calendar> = LazyLock::new(|| Calendar::from_csv(INDONESIA).unwrap_or_default());

impl Calendar {
    /// The calendar that the program brings (`data/holidays-id.csv`); *cuti bersama* is no working day.
    #[must_use]
    pub fn indonesia() -> Self {
        USUAL.clone()
    }

    /// The same calendar where *cuti bersama* counts as working days (`true`) or does not.
    #[must_use]
    pub fn with_leave_counted(mut self, counts: bool) -> Self {
        self.leave_counts = counts;
        self
    }

    /// Reads `date,kind,name,…` with a heading. A day that is in it twice is a holiday if one of the lines says so.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn from_csv(text: &str) -> Result<Self, BadCalendar> {
        let mut calendar = Self::default();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        for (at, record) in reader.records().enumerate() {
            let bad = BadCalendar { line: at + 2 };
            let record = record.map_err(|_| bad)?;
            let date: Date = record.get(0).and_then(|day| day.trim().parse().ok()).ok_or(bad)?;
            let kind = match record.get(1).map(str::trim) {
                Some("libur_nasional") => FreeDay::Holiday,
                Some("cuti_bersama") => FreeDay::CollectiveLeave,
                _ => return Err(bad),
            };
            let known = calendar.free.entry(date).or_insert(kind);
            if kind == FreeDay::Holiday {
                *known = kind;
            }
        }
        Ok(calendar)
    }

    /// Why a day is free beside being a Saturday or Sunday.
    #[must_use]
    pub fn free(&self, day: Date) -> Option<FreeDay> {
        self.free.get(&day).copied()
    }

    /// Whether any free days of a year are known: they are decreed for one year at a time, in the year before.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.free.keys().any(|day| day.year() == year)
    }

    /// Whether offices are closed on a day by decree.
    fn is_closed(&self, day: Date) -> bool {
        match self.free(day) {
            None => false,
            Some(FreeDay::Holiday) => true,
            Some(FreeDay::CollectiveLeave) => !self.leave_counts,
        }
    }

    /// Whether a day is a working day: Monday to Friday, and not closed by decree.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        day.weekday().to_monday_one_offset() <= 5 && !self.is_closed(day)
    }

    /// The day that is `days` working days after `day`, which itself is day 0; `None` beyond two years.
    #[must_use]
    pub fn after(&self, day: Date, days: u32) -> Option<Date> {
        let mut left = days;
        let mut day = day;
        for _ in 0..HORIZON_DAYS {
            if left == 0 {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        None
    }

    /// The latest day from which at least `days` working days lie up to and with `day`; `None` beyond two years.
    #[must_use]
    pub fn before(&self, day: Date, days: u32) -> Option<Date> {
        let mut left = days;
        let mut at = day;
        for _ in 0..HORIZON_DAYS {
            if left == 0 {
                return Some(at);
            }
            left -= u32::from(self.is_working_day(at));
            at = at.yesterday().ok()?;
        }
        None
    }

    /// How many working days lie after `from`, which is day 0, up to and with `to`; 0 where `to` is not later.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += u32::from(self.is_working_day(day));
        }
        count
    }
}

/// The hours of an office that has told none: Monday to Thursday 09.00 to 15.00, Friday 09.00 to 15.30.
#[must_use]
pub fn usual_hours() -> ServiceHours {
    ServiceHours(vec![
        OpenHours { first: 1, last: 4, from: 9 * 60, to: 15 * 60 },
        OpenHours { first: 5, last: 5, from: 9 * 60, to: 15 * 60 + 30 },
    ])
}

/// When the desk of one office is open: its hours, on its own clock, on days that are not closed by decree.
#[derive(Debug, Clone)]
pub struct ServiceTime<'a> {
    calendar: &'a Calendar,
    hours: ServiceHours,
    zone: Zone,
}

impl<'a> ServiceTime<'a> {
    /// The service time of an office; where it told no hours, the [`usual_hours`].
    #[must_use]
    pub fn new(calendar: &'a Calendar, hours: &ServiceHours, zone: Zone) -> Self {
        let hours = if hours.0.is_empty() { usual_hours() } else { hours.clone() };
        Self { calendar, hours, zone }
    }

    /// The day that the office's calendar shows at an instant.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        jiff::tz::offset(self.zone.hours()).to_datetime(at).date()
    }

    /// How many working days lie between the days of two instants; see [`Calendar::between`].
    #[must_use]
    pub fn working_days(&self, from: Timestamp, to: Timestamp) -> u32 {
        self.calendar.between(self.day(from), self.day(to))
    }

    /// When the desk is open on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Window> {
        if self.calendar.is_closed(day) {
            return None;
        }
        let weekday = u8::try_from(day.weekday().to_monday_one_offset()).ok()?;
        let entry = self.hours.0.iter().find(|entry| (entry.first..=entry.last).contains(&weekday))?;
        Some(Window { opens: self.instant(day, entry.from)?, closes: self.instant(day, entry.to)? })
    }

    fn instant(&self, day: Date, minute: u16) -> Option<Timestamp> {
        let (day, minute) = if minute == 24 * 60 { (day.tomorrow().ok()?, 0) } else { (day, minute) };
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        let local = DateTime::from_parts(day, Time::new(hour, minute, 0, 0).ok()?);
        jiff::tz::offset(self.zone.hours()).to_timestamp(local).ok()
    }

    /// The stretches of service time inside a window, in order; at most two years of it.
    #[must_use]
    pub fn inside(&self, window: Window) -> Vec<Window> {
        let mut found = Vec::new();
        let mut day = self.day(window.opens);
        for _ in 0..HORIZON_DAYS {
            if let Some(open) = self.on(day) {
                if open.opens >= window.closes {
                    break;
                }
                let part =
                    Window { opens: open.opens.max(window.opens), closes: open.closes.min(window.closes) };
                if part.opens < part.closes {
                    found.push(part);
                }
            } else if self.instant(day, 0).is_none_or(|start| start >= window.closes) {
                break;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        found
    }

    /// The instant at which so much service time has passed since `from`; `None` where the desk does not open long enough
    /// within two years.
    #[must_use]
    pub fn after(&self, from: Timestamp, duration: SignedDuration) -> Option<Timestamp> {
        let horizon = from.checked_add(SignedDuration::from_hours(24 * i64::from(HORIZON_DAYS))).ok()?;
        let mut left = duration;
        let mut day = self.day(from);
        for _ in 0..HORIZON_DAYS {
            if let Some(open) = self.on(day) {
                let begins = open.opens.max(from);
                let here = open.closes.duration_since(begins);
                if here >= left && begins < open.closes {
                    return begins.checked_add(left).ok().filter(|at| *at <= horizon);
                }
                if here.is_positive() {
                    left -= here;
                }
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// How much service time lies between two instants; zero where `to` is not later.
    #[must_use]
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        if to <= from {
            return SignedDuration::ZERO;
        }
        let parts = self.inside(Window { opens: from, closes: to });
        parts.into_iter().map(|part| part.closes.duration_since(part.opens)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_before_which_so_many_working_days_lie_is_found() {
        let calendar = Calendar::indonesia();
        for (end, days, found) in [
            ("2025-04-14", 10, "2025-03-20"),
            ("2025-08-25", 10, "2025-08-10"),
            ("2025-08-25", 0, "2025-08-25"),
        ] {
            let before = calendar.before(day(end), days).unwrap();
            assert_eq!(before, day(found), "{end} {days}");
            assert_eq!(calendar.between(before, day(end)), days);
            assert!(days == 0 || calendar.between(before.tomorrow().unwrap(), day(end)) < days, "the latest");
        }
    }

    #[test]
    fn days_are_counted_as_the_vectors_of_the_law_say() {
        let strict = Calendar::indonesia();
        let counted = Calendar::indonesia().with_leave_counted(true);
        for (received, days, excluded, with_leave) in [
            ("2025-03-20", 10, "2025-04-14", "2025-04-07"),
            ("2025-08-08", 10, "2025-08-25", "2025-08-22"),
            ("2024-02-07", 3, "2024-02-15", "2024-02-13"),
            ("2024-11-25", 3, "2024-11-29", "2024-11-29"),
            ("2026-05-11", 14, "2026-06-05", "2026-06-03"),
        ] {
            assert_eq!(strict.after(day(received), days), Some(day(excluded)), "{received}");
            assert_eq!(counted.after(day(received), days), Some(day(with_leave)), "{received} with leave");
            assert_eq!(strict.between(day(received), day(excluded)), days);
            assert_eq!(counted.between(day(received), day(with_leave)), days);
        }
        assert_eq!(strict.between(day("2024-06-10"), day("2024-06-10")), 0);
        assert_eq!(strict.between(day("2024-06-10"), day("2024-06-07")), 0);
    }

    #[test]
    fn a_year_has_as_many_working_days_as_the_decrees_leave() {
        for (year, excluded, counted) in [(2024, 238, 248), (2025, 237, 248), (2026, 240, 248)] {
            let (before, last) = (format!("{}-12-31", year - 1), format!("{year}-12-31"));
            let (before, last) = (day(&before), day(&last));
            assert_eq!(Calendar::indonesia().between(before, last), excluded, "{year}");
            assert_eq!(
                Calendar::indonesia().with_leave_counted(true).between(before, last),
                counted,
                "{year}"
            );
        }
    }

    #[test]
    fn a_calendar_names_the_line_that_is_wrong() {
        let head = "date,kind,name,decree\n";
        let read = |lines: &str| Calendar::from_csv(&format!("{head}{lines}"));
        assert_eq!(read("2024-02-30,libur_nasional,x,y\n"), Err(BadCalendar { line: 2 }));
        assert_eq!(
            read("2024-02-01,libur_nasional,x,y\n2024-02-02,libur,x,y\n"),
            Err(BadCalendar { line: 3 })
        );
        let twice = read("2024-02-01,cuti_bersama,x,y\n2024-02-01,libur_nasional,x,y\n").unwrap();
        assert_eq!(twice.free(day("2024-02-01")), Some(FreeDay::Holiday));
        assert!(Calendar::from_csv(INDONESIA).is_ok(), "the program's own can be read");
    }

    #[test]
    fn hours_run_while_the_desk_is_open_and_stand_still_otherwise() {
        let calendar = Calendar::indonesia();
        let east = ServiceTime::new(&calendar, &ServiceHours::default(), Zone::Wit);
        let two = SignedDuration::from_hours(2);
        // Thursday 13 June 2024, 14.00 WIT: an hour is left that day, and the next one is a Friday.
        assert_eq!(east.after(at("2024-06-13T14:00+09:00"), two), Some(at("2024-06-14T10:00+09:00")));
        // Friday 15.00: half an hour; Monday 17 is Idul Adha and Tuesday collective leave.
        assert_eq!(east.after(at("2024-06-14T15:00+09:00"), two), Some(at("2024-06-19T10:30+09:00")));
        // Before the desk opens, at night and on Sunday nothing runs.
        assert_eq!(east.after(at("2024-06-09T12:00+09:00"), two), Some(at("2024-06-10T11:00+09:00")));
        assert_eq!(
            east.between(at("2024-06-14T15:00+09:00"), at("2024-06-19T10:30+09:00")),
            two,
            "there and back"
        );
        assert_eq!(
            east.between(at("2024-06-15T08:00+09:00"), at("2024-06-16T08:00+09:00")),
            SignedDuration::ZERO
        );
        assert_eq!(
            east.between(at("2024-06-14T15:00+09:00"), at("2024-06-14T10:00+09:00")),
            SignedDuration::ZERO
        );
    }

    #[test]
    fn own_hours_go_before_the_usual_ones_and_a_desk_that_never_opens_ends_the_search() {
        let calendar = Calendar::indonesia();
        let own: ServiceHours = "sabtu 08.00-10.00".parse().unwrap();
        let service = ServiceTime::new(&calendar, &own, Zone::Wib);
        assert_eq!(
            service.after(at("2024-06-10T09:00+07:00"), SignedDuration::from_hours(3)),
            Some(at("2024-06-22T09:00+07:00"))
        );
        let week = Window { opens: at("2024-06-10T00:00+07:00"), closes: at("2024-06-15T09:00+07:00") };
        let expected = Window { opens: at("2024-06-15T08:00+07:00"), closes: week.closes };
        assert_eq!(service.inside(week), [expected]);
        assert_eq!(service.after(at("2024-06-10T09:00+07:00"), SignedDuration::from_hours(1_000)), None);
    }
}
