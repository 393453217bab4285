//! The name of an upload.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;

/// The name of an upload: 128 random bits, printed as 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartKey([u8; 16]);

/// The text is not 32 lower-case hexadecimal digits.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the name of an upload is 32 lower-case hexadecimal digits")]
pub struct PartKeyError;

impl PartKey {
    /// The key with these bits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for PartKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl FromStr for PartKey {
    type Err = PartKeyError;

    fn from_str(text: &str) -> Result<Self, PartKeyError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| PartKeyError)?;
        bytes.try_into().map(Self).map_err(|_| PartKeyError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u26_a_key_reads_what_it_prints_and_nothing_else() {
        let key = PartKey::from_bytes([0xa5; 16]);
        assert_eq!(key.to_string().parse(), Ok(key));
        let long = "a".repeat(10 * 1024);
        for bad in ["", "..%2f", "../../etc/passwd", &key.to_string().to_uppercase(), &long] {
            assert_eq!(bad.parse::<PartKey>(), Err(PartKeyError));
        }
    }
}
