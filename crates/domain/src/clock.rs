//! Time as an argument.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Tells the time. Rules take an instant; use cases ask the clock that they were given.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// From now on never tells an earlier time than this. A clock that is set by hand does as it is told and ignores it.
    fn not_before(&self, floor: Timestamp) {
        let _ = floor;
    }
}

/// A clock that never goes back: when the one that it asks is set back, it stands still until that one has caught up, so
/// that no deadline opens again.
#[derive(Debug)]
pub struct SteadyClock {
    inner: Arc<dyn Clock>,
    /// The latest time told, in microseconds.
    latest: AtomicI64,
}

impl SteadyClock {
    /// A clock that asks `inner`.
    #[must_use]
    pub fn new(inner: Arc<dyn Clock>) -> Self {
        Self { inner, latest: AtomicI64::new(i64::MIN) }
    }
}

impl Clock for SteadyClock {
    /// To the microsecond, as the database keeps time.
    fn now(&self) -> Timestamp {
        let told = self.inner.now();
        let latest = self.latest.fetch_max(told.as_microsecond(), Ordering::SeqCst);
        if latest > told.as_microsecond() {
            Timestamp::from_microsecond(latest).unwrap_or(told)
        } else {
            told
        }
    }

    fn not_before(&self, floor: Timestamp) {
        self.latest.fetch_max(floor.as_microsecond(), Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Debug)]
    struct Told(Mutex<i64>);

    impl Clock for Told {
        fn now(&self) -> Timestamp {
            Timestamp::from_second(*self.0.lock().expect("a lock")).expect("in range")
        }
    }

    #[test]
    fn w04_a_steady_clock_stands_still_while_the_machine_is_behind() {
        let machine = Arc::new(Told(Mutex::new(100)));
        let steady = SteadyClock::new(machine.clone());
        let at = |second: i64| {
            *machine.0.lock().expect("a lock") = second;
            steady.now().as_second()
        };
        assert_eq!([at(100), at(50), at(99), at(101), at(102)], [100, 100, 100, 101, 102]);
        steady.not_before(Timestamp::from_second(200).expect("in range"));
        assert_eq!([at(103), at(199), at(201)], [200, 200, 201]);
    }
}
