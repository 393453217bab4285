//! Secrets that stand for a person: of sessions, links and tokens. The database keeps only their hashes.

use data_encoding::BASE64URL_NOPAD;
use domain::random::Random;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

/// A new secret of 256 bits, in characters that fit into addresses and headers.
#[must_use]
pub fn new(random: &dyn Random) -> SecretString {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes).into()
}

/// What the database keeps of a secret. A plain hash is enough for 256 random bits.
#[must_use]
pub fn hash(secret: &SecretString) -> Vec<u8> {
    Sha256::digest(secret.expose_secret().as_bytes()).to_vec()
}
