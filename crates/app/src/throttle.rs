//! How often a name, or an address, may try something.
//!
//! Each key has a bucket that holds the tries of a quarter of an hour and fills up evenly (the generic cell rate
//! algorithm). A try that turns out right is given back, so that only wrong ones count: an office behind one address can
//! sign in together at nine o'clock. The buckets live in memory, each replica has its own.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::AppError;

/// The quarter of an hour, in nanoseconds.
const WINDOW: i128 = 900 * 1_000_000_000;
/// From this many buckets on, full ones are thrown away before another is made.
const CLEAN_FROM: usize = 10_000;

/// Who is being counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// Tries for one name, from wherever.
    Name(String),
    /// Tries from one address, for whichever name.
    Address(IpAddr),
    /// Tries for one name from an address from which its owner has come in before.
    Owner(String, IpAddr),
    /// Requests for a new password of one name or e-mail address.
    Forgotten(String),
    /// The same from one address.
    ForgottenAt(IpAddr),
    /// Looks at all links of a questionnaire.
    Links(String),
    /// Comments of the public from one address.
    Comment(IpAddr),
}

/// All buckets.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    /// When the bucket of a key will be full again, in nanoseconds since 1970.
    full_at: Mutex<HashMap<Key, i128>>,
    /// From where the owner of a name came in last.
    owners: Mutex<HashMap<String, IpAddr>>,
}

/// A try that was let through. Given back when it was right.
#[derive(Debug)]
pub(crate) struct Taken {
    keys: Vec<Key>,
    interval: i128,
}

impl Throttle {
    /// Takes a try out of the bucket of each key, or out of none.
    pub(crate) fn take(&self, keys: Vec<Key>, tries: u32, now: Timestamp) -> Result<Taken, AppError> {
        let now = now.as_nanosecond();
        let interval = WINDOW / i128::from(tries.max(1));
        let mut full_at = lock(&self.full_at);
        let after = |key: &Key| full_at.get(key).copied().unwrap_or(now).max(now) + interval;
        let wait = keys.iter().map(|key| after(key) - now - WINDOW).max().unwrap_or(0);
        if wait > 0 {
            let seconds = u64::try_from((wait + 999_999_999) / 1_000_000_000).unwrap_or(u64::MAX);
            return Err(AppError::TooMany { seconds });
        }
        if full_at.len() >= CLEAN_FROM {
            full_at.retain(|_, full_at| *full_at > now);
        }
        for key in &keys {
            let at = full_at.entry(key.clone()).or_insert(now);
            *at = (*at).max(now) + interval;
        }
        Ok(Taken { keys, interval })
    }

    /// Gives a try back.
    pub(crate) fn give_back(&self, taken: &Taken) {
        let mut full_at = lock(&self.full_at);
        for key in &taken.keys {
            if let Some(at) = full_at.get_mut(key) {
                *at -= taken.interval;
            }
        }
    }

    /// The keys of a try to sign in. A stranger who empties the bucket of a name does not shut its owner out: from the
    /// address of the last right try the owner has a bucket alone.
    pub(crate) fn sign_in_keys(&self, name: &str, address: Option<IpAddr>) -> Vec<Key> {
        let Some(address) = address.map(network) else { return vec![Key::Name(name.to_owned())] };
        if lock(&self.owners).get(name) == Some(&address) {
            return vec![Key::Owner(name.to_owned(), address)];
        }
        vec![Key::Name(name.to_owned()), Key::Address(address)]
    }

    /// Notes from where the owner of a name came in.
    pub(crate) fn remember(&self, name: &str, address: Option<IpAddr>) {
        if let Some(address) = address {
            lock(&self.owners).insert(name.to_owned(), network(address));
        }
    }

    /// Fills the bucket of a name: its owner has just shown who it is in another way.
    pub(crate) fn pardon(&self, name: &str) {
        lock(&self.full_at).remove(&Key::Name(name.to_owned()));
    }
}

impl Key {
    /// The key of a comment of the public.
    pub(crate) fn comment(address: IpAddr) -> Self {
        Self::Comment(network(address))
    }

    /// The keys of a request for a new password.
    pub(crate) fn forgotten(asked: &str, address: Option<IpAddr>) -> Vec<Self> {
        let named = Self::Forgotten(asked.to_lowercase());
        std::iter::once(named).chain(address.map(|address| Self::ForgottenAt(network(address)))).collect()
    }
}

/// An IPv6 customer has at least 64 bits of addresses; they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let prefix = u128::from(v6) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(prefix))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_718_000_000 + second).unwrap()
    }

    fn name() -> Vec<Key> {
        vec![Key::Name("sari".into())]
    }

    #[test]
    fn a_bucket_holds_its_tries_and_fills_evenly() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            throttle.take(name(), 10, at(0)).unwrap();
        }
        assert!(matches!(throttle.take(name(), 10, at(0)), Err(AppError::TooMany { seconds: 90 })));
        assert!(matches!(throttle.take(name(), 10, at(89)), Err(AppError::TooMany { seconds: 1 })));
        throttle.take(name(), 10, at(90)).unwrap();
        assert!(throttle.take(name(), 10, at(90)).is_err());
        throttle.take(vec![Key::Name("budi".into())], 10, at(0)).unwrap();
    }

    #[test]
    fn what_was_right_is_given_back_and_a_refusal_costs_nothing() {
        let throttle = Throttle::default();
        for _ in 0..100 {
            let taken = throttle.take(name(), 2, at(0)).unwrap();
            throttle.give_back(&taken);
        }
        let both = || vec![Key::Name("sari".into()), Key::Address("203.0.113.9".parse().unwrap())];
        throttle.take(both(), 2, at(0)).unwrap();
        throttle.take(both(), 2, at(0)).unwrap();
        for _ in 0..50 {
            throttle.take(both(), 2, at(0)).unwrap_err();
        }
        throttle.take(both(), 2, at(450)).unwrap();
    }

    #[test]
    fn a03_a_stranger_does_not_shut_the_owner_out() {
        let throttle = Throttle::default();
        let home: Option<IpAddr> = Some("2001:db8:1:2::7".parse().unwrap());
        throttle.remember("sari", home);
        for n in 0..20_u8 {
            let stranger = Some(IpAddr::from([203, 0, 113, n]));
            let tried = throttle.take(throttle.sign_in_keys("sari", stranger), 10, at(0));
            assert_eq!(tried.is_ok(), n < 10, "{n}");
        }
        let neighbour = Some("2001:db8:1:2::8".parse().unwrap());
        throttle.take(throttle.sign_in_keys("sari", neighbour), 10, at(0)).unwrap();
        throttle.take(throttle.sign_in_keys("sari", None), 10, at(0)).unwrap_err();
        throttle.pardon("sari");
        throttle.take(throttle.sign_in_keys("sari", None), 10, at(0)).unwrap();
    }
}
