//! The time and the randomness of the machine: what only the binary may ask.

use domain::clock::Clock;
use domain::random::Random;
use jiff::{SignedDuration, Timestamp};
use rand::TryRng as _;
use rand::rngs::SysRng;

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock that everything else asks")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that was set to another time and runs on from there, as fast as that of the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OffsetClock {
    ahead: SignedDuration,
}

impl OffsetClock {
    /// A clock that shows `start` now.
    pub(crate) fn starting_at(start: Timestamp) -> Self {
        Self { ahead: start.duration_since(SystemClock.now()) }
    }
}

impl Clock for OffsetClock {
    /// At the ends of the calendar it stands still.
    fn now(&self) -> Timestamp {
        // Saturating fails on spans of calendar units only.
        SystemClock.now().saturating_add(self.ahead).unwrap_or(Timestamp::MAX)
    }
}

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OsRandom;

impl Random for OsRandom {
    /// # Panics
    /// When the operating system has no randomness to give: no secret could be made then.
    fn fill(&self, into: &mut [u8]) {
        SysRng.try_fill_bytes(into).expect("the operating system gives random bytes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_clock_starts_where_it_was_set_and_runs_on() {
        for start in ["1999-12-31T23:59:59Z", "2024-06-25T09:00+07:00", "2400-02-29T00:00:00Z"] {
            let start: Timestamp = start.parse().expect("a time");
            let clock = OffsetClock::starting_at(start);
            let first = clock.now();
            assert!(first.duration_since(start).abs() < SignedDuration::from_secs(10), "{first}");
            std::thread::sleep(std::time::Duration::from_millis(5));
            assert!(clock.now() > first);
        }
    }

    #[test]
    fn an_offset_clock_ends_with_the_calendar() {
        assert_eq!(OffsetClock { ahead: SignedDuration::MAX }.now(), Timestamp::MAX);
        assert_eq!(OffsetClock { ahead: SignedDuration::MIN }.now(), Timestamp::MIN);
    }
}
