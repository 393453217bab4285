//! When the desk is open on one day.

use jiff::civil::Date;

use super::Standard;
use crate::body::{OpenHours, ServiceHours};
use crate::calendar::Calendar;

/// What a day is for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day<'a> {
    /// Open at these hours.
    Open(OpenHours),
    /// Closed by the office, for this reason.
    Closed(&'a str),
    /// A national holiday or *cuti bersama*.
    Holiday,
    /// No hours on this day of the week.
    Free,
    /// The office has not told its hours.
    Unknown,
}

impl Standard {
    /// The hours that hold on a day: those of the fasting month within it, else `usual`.
    #[must_use]
    pub fn hours_on<'a>(&'a self, usual: &'a ServiceHours, day: Date) -> &'a ServiceHours {
        match &self.ramadan {
            Some(season) if (season.from..=season.to).contains(&day) => &season.hours,
            _ => usual,
        }
    }

    /// What `day` is for the desk. What the office closes for counts before the calendar, and that before the hours.
    #[must_use]
    pub fn day<'a>(&'a self, usual: &'a ServiceHours, calendar: &Calendar, day: Date) -> Day<'a> {
        if let Some(closed) = self.closed.iter().find(|closed| closed.date == day) {
            return Day::Closed(&closed.reason);
        }
        if calendar.free(day).is_some() {
            return Day::Holiday;
        }
        let hours = self.hours_on(usual, day);
        if hours.0.is_empty() {
            return Day::Unknown;
        }
        let weekday = day.weekday().to_monday_one_offset();
        let open = hours
            .0
            .iter()
            .find(|entry| (entry.first..=entry.last).any(|number| i8::try_from(number) == Ok(weekday)));
        open.map_or(Day::Free, |entry| Day::Open(*entry))
    }
}
