//! How often somebody may call: a person with a token, or an address without.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::Settings;
use domain::ids::PersonId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use http::{Extensions, HeaderMap};

use crate::client::Client;

/// After so many calls, those who have not called for a while are forgotten.
const SWEEP_EVERY: u32 = 4096;

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Person(PersonId),
    Address(IpAddr),
}

/// Counts calls. Cheap to clone; all clones count together.
#[derive(Debug, Clone)]
pub(super) struct Limiter(Arc<Counted>);

#[derive(Debug)]
struct Counted {
    keys: DefaultKeyedRateLimiter<Key>,
    clock: DefaultClock,
    calls: AtomicU32,
}

impl Limiter {
    pub(super) fn new(settings: &Settings) -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(number(settings.api_calls_a_second))
            .allow_burst(number(settings.api_calls_at_once));
        let keys = DefaultKeyedRateLimiter::keyed(quota);
        Self(Arc::new(Counted { keys, clock: DefaultClock::default(), calls: AtomicU32::new(0) }))
    }

    /// Counts a call. Seconds to wait when it is one too many.
    pub(super) fn check(&self, person: Option<PersonId>, extensions: &Extensions) -> Result<(), u64> {
        let key = person.map_or_else(|| Key::Address(address(extensions)), Key::Person);
        if self.0.calls.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.0.keys.retain_recent();
        }
        self.0.keys.check_key(&key).map_err(|early| early.wait_time_from(self.0.clock.now()).as_secs() + 1)
    }
}

fn address(extensions: &Extensions) -> IpAddr {
    let client = extensions.get::<Client>().copied();
    client.unwrap_or_else(|| Client::of(&HeaderMap::new(), extensions, &[])).0
}
