//! Drawing lots that anybody can draw again: the order of things is the order of the SHA-256 of seed and name. The generators
//! of programming libraries may change from one version to the next; a hash does not. See `docs/sampling.md`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::random::Random;

/// Bytes of a seed.
const BYTES: usize = 16;

/// What a lot is drawn from: 128 random bits, published in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(String);

impl Seed {
    /// A new seed.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        use fmt::Write as _;
        let mut bytes = [0_u8; BYTES];
        random.fill(&mut bytes);
        let mut text = String::with_capacity(2 * BYTES);
        for byte in bytes {
            // A string takes all that is written to it.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The seed as it is published.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place of something in the lot: the SHA-256 of the seed and its names, each on a line of its own (a line feed
    /// between them, none at the end). Smaller ones come first.
    #[must_use]
    pub fn ticket(&self, names: &[&str]) -> Ticket {
        let mut hasher = Sha256::new();
        hasher.update(self.0.as_bytes());
        for name in names {
            hasher.update(b"\n");
            hasher.update(name.as_bytes());
        }
        Ticket(hasher.finalize().into())
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Seed {
    type Err = NotASeed;

    fn from_str(text: &str) -> Result<Self, NotASeed> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if text.len() == 2 * BYTES && is_hex { Ok(Self(text.to_owned())) } else { Err(NotASeed) }
    }
}

/// Not 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected 32 lower-case hexadecimal digits")]
pub struct NotASeed;

/// The place of something in a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket([u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seeded;

    #[test]
    fn a_ticket_is_what_any_sha256_program_prints() {
        let seed: Seed = "000102030405060708090a0b0c0d0e0f".parse().expect("a seed");
        // printf '000102030405060708090a0b0c0d0e0f\n62.06\nA1' | sha256sum
        let ticket = seed.ticket(&["62.06", "A1"]);
        let printed: String = ticket.0.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(printed, "d61a1610a4e10e59ea9a57ea9a282e628f67881ff85e42f8a56f0bfa0e69aad1");
    }

    #[test]
    fn seeds_are_random_and_read_as_they_print() {
        let random = Seeded::new(1);
        let (a, b) = (Seed::new(&random), Seed::new(&random));
        assert_ne!(a, b);
        assert_eq!(a.to_string().parse::<Seed>(), Ok(a));
        for bad in ["", "00", "000102030405060708090A0B0C0D0E0F", "g00102030405060708090a0b0c0d0e0f"] {
            assert_eq!(bad.parse::<Seed>(), Err(NotASeed), "{bad}");
        }
    }
}
