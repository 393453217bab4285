//! The time and the randomness of the machine: what only the binary may ask.

use domain::clock::Clock;
use domain::random::Random;
use jiff::Timestamp;
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
