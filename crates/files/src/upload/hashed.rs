//! Hashes that grow with an upload, and the checksum of one piece.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use data_encoding::{BASE64, HEXLOWER};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::Address;

/// The size of hashes that do not stand anywhere.
const LOST: u64 = u64::MAX;

/// The hashes of the first bytes of a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Hashed {
    size: u64,
    blake3: Box<blake3::Hasher>,
    sha256: Sha256,
}

impl Hashed {
    /// These hashes if they stand at the offset. If they do not (a process was killed, an offset was not written down),
    /// they are of no use any more: nothing is fed to them from here on, and [`Self::up_to`] reads the file.
    pub(super) fn at(self, offset: u64) -> Self {
        match offset {
            0 => Self::default(),
            _ if self.size == offset => self,
            _ => Self { size: LOST, ..Self::default() },
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        if self.size == LOST {
            return;
        }
        self.size += bytes.len() as u64;
        self.blake3.update(bytes);
        self.sha256.update(bytes);
    }

    /// The hashes of the first `size` bytes: these, or else those of the file, read from its beginning.
    pub(super) fn up_to(self, size: u64, mut file: &File) -> std::io::Result<Self> {
        if self.size == size {
            return Ok(self);
        }
        let mut hashed = Self::default();
        file.seek(SeekFrom::Start(0))?;
        let mut buffer = vec![0; 256 * 1024];
        let mut reader = file.take(size);
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(hashed),
                read => hashed.update(&buffer[..read]),
            }
        }
    }

    /// Address and SHA-256 in hexadecimal digits.
    pub(super) fn finish(self) -> (Address, String) {
        let address = Address::from_bytes(*self.blake3.finalize().as_bytes());
        (address, HEXLOWER.encode(&self.sha256.finalize()))
    }
}

/// What a sender says a piece hashes to: the header `Upload-Checksum` of the tus protocol 1.0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checksum {
    /// SHA-1, which every tus server must know: good against accidents alone.
    Sha1([u8; 20]),
    /// SHA-256.
    Sha256([u8; 32]),
}

/// Why a checksum cannot be used (tus 1.0, "Checksum": answered with 400).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChecksumError {
    /// An algorithm that is not known here.
    #[error("unknown checksum algorithm; known are {}", Checksum::ALGORITHMS)]
    Algorithm,
    /// Not an algorithm, a space and the hash in Base64.
    #[error("a checksum is an algorithm, a space and the hash in Base64")]
    Form,
}

impl Checksum {
    /// The known algorithms, as the header `Tus-Checksum-Algorithm` lists them.
    pub const ALGORITHMS: &str = "sha1,sha256";

    /// Reads the value of an `Upload-Checksum` header.
    ///
    /// # Errors
    /// When it has another form, or its algorithm is not known.
    pub fn parse(value: &str) -> Result<Self, ChecksumError> {
        let (algorithm, hash) = value.split_once(' ').ok_or(ChecksumError::Form)?;
        let hash = BASE64.decode(hash.trim().as_bytes()).map_err(|_| ChecksumError::Form)?;
        match algorithm {
            "sha1" => hash.try_into().map(Self::Sha1).map_err(|_| ChecksumError::Form),
            "sha256" => hash.try_into().map(Self::Sha256).map_err(|_| ChecksumError::Form),
            _ => Err(ChecksumError::Algorithm),
        }
    }

    pub(super) fn begin(&self) -> Checking {
        match self {
            Self::Sha1(_) => Checking::Sha1(Sha1::new()),
            Self::Sha256(_) => Checking::Sha256(Sha256::new()),
        }
    }
}

/// The hash of a piece while it comes in.
pub(super) enum Checking {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Checking {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
        }
    }

    pub(super) fn is(self, expected: &Checksum) -> bool {
        match (self, expected) {
            (Self::Sha1(hash), Checksum::Sha1(expected)) => hash.finalize().as_slice() == expected,
            (Self::Sha256(hash), Checksum::Sha256(expected)) => hash.finalize().as_slice() == expected,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_read_from_its_header() {
        let of = |algorithm: &str, hash: &[u8]| format!("{algorithm} {}", BASE64.encode(hash));
        assert_eq!(Checksum::parse(&of("sha256", &[7; 32])), Ok(Checksum::Sha256([7; 32])));
        assert_eq!(Checksum::parse(&of("sha1", &[7; 20])), Ok(Checksum::Sha1([7; 20])));
        assert_eq!(Checksum::parse(&of("md5", &[7; 16])), Err(ChecksumError::Algorithm));
        for bad in ["", "sha256", "sha256 ???", &of("sha256", &[7; 31])] {
            assert_eq!(Checksum::parse(bad), Err(ChecksumError::Form), "{bad}");
        }
    }
}
