//! Dates and times as people read them, with the zone always named.
//!
//! Arguments are taken by value or by reference (`Borrow`), because templates pass their fields by reference.

use std::borrow::Borrow;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::{Lang, Texts, Zone};

impl Texts {
    /// `10 Juni 2024`, `10 June 2024`.
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        let date = date.borrow();
        format!("{} {} {}", date.day(), self.month(date.month()), date.year())
    }

    /// `Senin, 10 Juni 2024`, `Monday, 10 June 2024`.
    pub fn weekday_date(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        format!("{}, {}", self.weekday(date.weekday()), self.date(date))
    }

    /// `10 Juni`, `10 June`: a day of every year.
    pub fn day_month(&self, date: impl Borrow<Date>) -> String {
        let date = date.borrow();
        format!("{} {}", date.day(), self.month(date.month()))
    }

    /// `Juni 2024`, `June 2024`.
    pub fn month_year(&self, date: impl Borrow<Date>) -> String {
        let date = date.borrow();
        format!("{} {}", self.month(date.month()), date.year())
    }

    /// The time of day in `zone`: `14.32 WIB`, `14:32 WIB`. Seconds are dropped, not rounded.
    pub fn time(&self, at: impl Borrow<Timestamp>, zone: impl Borrow<Zone>) -> String {
        let zone = *zone.borrow();
        let local = zone.local(*at.borrow());
        let separator = match self.lang() {
            Lang::Id => '.',
            Lang::En => ':',
        };
        format!("{:02}{separator}{:02} {}", local.hour(), local.minute(), zone.label())
    }

    /// Date and time in `zone`: `10 Juni 2024 pukul 14.32 WIB`, `10 June 2024 at 14:32 WIB`.
    pub fn date_time(&self, at: impl Borrow<Timestamp>, zone: impl Borrow<Zone>) -> String {
        let (at, zone) = (*at.borrow(), *zone.borrow());
        self.common_date_at_time(self.date(zone.local(at).date()), self.time(at, zone))
    }

    /// An instant that binds everybody, such as a deadline: in WIB, and behind it in the office's zone when that is
    /// another one, each with its own date: `23 Juni 2024 pukul 23.59 WIB (24 Juni 2024 pukul 01.59 WIT)`.
    pub fn date_time_both(&self, at: impl Borrow<Timestamp>, office: impl Borrow<Zone>) -> String {
        let (at, office) = (*at.borrow(), *office.borrow());
        let wib = self.date_time(at, Zone::Wib);
        if office == Zone::Wib { wib } else { format!("{wib} ({})", self.date_time(at, office)) }
    }

    fn month(self, month: i8) -> String {
        match month {
            1 => self.common_month_january(),
            2 => self.common_month_february(),
            3 => self.common_month_march(),
            4 => self.common_month_april(),
            5 => self.common_month_may(),
            6 => self.common_month_june(),
            7 => self.common_month_july(),
            8 => self.common_month_august(),
            9 => self.common_month_september(),
            10 => self.common_month_october(),
            11 => self.common_month_november(),
            _ => self.common_month_december(),
        }
    }

    fn weekday(self, day: Weekday) -> String {
        match day {
            Weekday::Monday => self.common_day_monday(),
            Weekday::Tuesday => self.common_day_tuesday(),
            Weekday::Wednesday => self.common_day_wednesday(),
            Weekday::Thursday => self.common_day_thursday(),
            Weekday::Friday => self.common_day_friday(),
            Weekday::Saturday => self.common_day_saturday(),
            Weekday::Sunday => self.common_day_sunday(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use crate::{Lang, Texts, Zone};

    const ID: Lang = Lang::Id;
    const EN: Lang = Lang::En;

    #[test]
    fn dates_name_month_and_day() {
        let day = date(2024, 6, 10);
        assert_eq!(Texts::new(ID).date(day), "10 Juni 2024");
        assert_eq!(Texts::new(EN).date(day), "10 June 2024");
        assert_eq!(Texts::new(ID).weekday_date(day), "Senin, 10 Juni 2024");
        assert_eq!(Texts::new(EN).weekday_date(day), "Monday, 10 June 2024");
        assert_eq!(Texts::new(ID).month_year(date(2027, 8, 1)), "Agustus 2027");
    }

    #[test]
    fn every_month_and_weekday_has_its_name() {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let months: std::collections::BTreeSet<String> =
                (1..=12).map(|month| texts.month_year(date(2024, month, 1))).collect();
            let days: std::collections::BTreeSet<String> =
                (1..=7).map(|day| texts.weekday_date(date(2024, 1, day))).collect();
            assert_eq!((months.len(), days.len()), (12, 7));
        }
        let id = Texts::new(ID);
        assert_eq!(id.weekday_date(date(2024, 2, 2)), "Jumat, 2 Februari 2024");
        assert_eq!(id.date(date(2024, 12, 31)), "31 Desember 2024");
    }

    #[test]
    fn times_carry_their_zone() {
        let at = "2024-06-10T07:32:59Z".parse::<Timestamp>().unwrap();
        assert_eq!(Texts::new(ID).time(at, Zone::Wib), "14.32 WIB");
        assert_eq!(Texts::new(EN).time(at, Zone::Wib), "14:32 WIB");
        assert_eq!(Texts::new(ID).time(at, Zone::Wita), "15.32 WITA");
        assert_eq!(Texts::new(ID).date_time(at, Zone::Wib), "10 Juni 2024 pukul 14.32 WIB");
        assert_eq!(Texts::new(EN).date_time(at, Zone::Wit), "10 June 2024 at 16:32 WIT");
    }

    #[test]
    fn w03_deadline_in_wib_is_printed_for_wit_with_the_next_day() {
        let at = "2024-06-23T23:59:00+07:00".parse::<Timestamp>().unwrap();
        assert_eq!(
            Texts::new(ID).date_time_both(at, Zone::Wit),
            "23 Juni 2024 pukul 23.59 WIB (24 Juni 2024 pukul 01.59 WIT)"
        );
        assert_eq!(
            Texts::new(EN).date_time_both(at, Zone::Wita),
            "23 June 2024 at 23:59 WIB (24 June 2024 at 00:59 WITA)"
        );
        assert_eq!(Texts::new(ID).date_time_both(at, Zone::Wib), "23 Juni 2024 pukul 23.59 WIB");
    }
}
