//! Randomness as an argument.

use std::sync::Mutex;

use rand::{Rng, SeedableRng, rngs::StdRng};

/// Gives random bytes. The binary gives those of the operating system, a test gives [`Seeded`].
pub trait Random: Send + Sync + std::fmt::Debug {
    /// Fills `into` with random bytes.
    fn fill(&self, into: &mut [u8]);
}

/// The same bytes for the same seed, for tests and for the demo. Not for secrets of a real service.
#[derive(Debug)]
pub struct Seeded(Mutex<StdRng>);

impl Seeded {
    /// A generator that starts from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Random for Seeded {
    fn fill(&self, into: &mut [u8]) {
        let mut rng = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        rng.fill_bytes(into);
    }
}
