//! The address of a file: the BLAKE3 hash of its bytes.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;

/// The BLAKE3 hash of a file's bytes, printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address([u8; 32]);

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a file address is 64 lower-case hexadecimal digits")]
pub struct AddressError;

impl Address {
    /// The address with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash itself.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Where the file lies in the store: `blobs/ab/cd/<address>`.
    pub(crate) fn key(&self) -> String {
        let hex = self.to_string();
        format!("blobs/{}/{}/{hex}", &hex[..2], &hex[2..4])
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Address({self})")
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| AddressError)?;
        bytes.try_into().map(Self).map_err(|_| AddressError)
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressError};

    #[test]
    fn reads_what_it_prints_and_nothing_else() {
        let address = Address::from_bytes(*blake3::hash(b"bukti").as_bytes());
        assert_eq!(address.to_string().parse(), Ok(address));
        for bad in ["", "ab", "../../etc/passwd", &address.to_string().to_uppercase(), &"0".repeat(63)] {
            assert_eq!(bad.parse::<Address>(), Err(AddressError));
        }
    }
}
