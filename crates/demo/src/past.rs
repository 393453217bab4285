//! Acting in the past: the application with a clock that is set, and the days around the first start.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::App;
use domain::body::Zone;
use domain::clock::Clock;
use domain::random::{Random, Seeded};
use domain::round::Window;
use jiff::{SignedDuration, Timestamp};

/// A clock that stands still until it is set.
#[derive(Debug)]
struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

/// The application at a time that is set, with randomness of a seed.
#[derive(Debug)]
pub(crate) struct Past {
    pub(crate) app: App,
    clock: Arc<SetClock>,
    random: Arc<Seeded>,
}

impl Past {
    /// The same seed gives the same acts.
    pub(crate) fn new(app: &App, seed: u64) -> Self {
        let clock = Arc::new(SetClock(AtomicI64::new(app.now().as_microsecond())));
        let random = Arc::new(Seeded::new(seed));
        Self { app: app.replaying(clock.clone(), random.clone()), clock, random }
    }

    /// Goes to a time.
    pub(crate) fn set(&self, at: Timestamp) {
        self.clock.0.store(at.as_microsecond(), Ordering::Relaxed);
    }

    /// The randomness of this telling.
    pub(crate) fn random(&self) -> &Seeded {
        &self.random
    }
}

/// A number below `sides`, all equally likely as far as a demo needs it.
pub(crate) fn dice(random: &dyn Random, sides: u32) -> u32 {
    let mut bytes = [0_u8; 4];
    random.fill(&mut bytes);
    u32::from_le_bytes(bytes) % sides.max(1)
}

/// Days in WIB, counted from the one of the first start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    midnight: Timestamp,
}

impl Days {
    /// The days around an instant.
    pub(crate) fn around(now: Timestamp) -> Self {
        // WIB has no summer time: a day there begins at the same time of UTC all year.
        let ahead = i64::from(Zone::Wib.hours()) * 3600;
        let since_midnight = (now.as_second() + ahead).rem_euclid(24 * 3600);
        let midnight = Timestamp::from_second(now.as_second() - since_midnight);
        Self { midnight: midnight.unwrap_or(now) }
    }

    /// The days around another day of these.
    pub(crate) fn from(self, day: i64) -> Self {
        Self { midnight: self.at(day, 0) }
    }

    /// So many minutes after the beginning of a day.
    pub(crate) fn at(self, day: i64, minute: i64) -> Timestamp {
        self.midnight + SignedDuration::from_mins(day * 24 * 60 + minute)
    }

    /// From the beginning of one day to the beginning of another.
    pub(crate) fn window(self, from: i64, to: i64) -> Window {
        Window { opens: self.at(from, 0), closes: self.at(to, 0) }
    }

    /// A day as dates are typed.
    pub(crate) fn date(self, day: i64) -> String {
        jiff::tz::offset(Zone::Wib.hours()).to_datetime(self.at(day, 0)).date().to_string()
    }
}

/// One office's working days: each act comes some minutes after the one before, none outside office hours.
#[derive(Debug)]
pub(crate) struct Diary<'a> {
    past: &'a Past,
    days: Days,
    day: i64,
    minute: i64,
}

/// 16.00, when desks close.
const EVENING: i64 = 16 * 60;

impl<'a> Diary<'a> {
    /// Begins in the morning of a day.
    pub(crate) fn from(past: &'a Past, days: Days, day: i64) -> Self {
        Self { past, days, day, minute: 8 * 60 }
    }

    /// Some minutes later.
    pub(crate) fn next(&mut self) {
        self.minute += 4 + i64::from(dice(self.past.random(), 6));
        if self.minute >= EVENING {
            self.day += 1;
            self.minute = 8 * 60 + i64::from(dice(self.past.random(), 40));
        }
        self.past.set(self.days.at(self.day, self.minute));
    }

    /// The morning of a day.
    pub(crate) fn morning_of(&mut self, day: i64) {
        self.day = day;
        self.minute = 8 * 60 + i64::from(dice(self.past.random(), 90));
        self.past.set(self.days.at(self.day, self.minute));
    }
}
