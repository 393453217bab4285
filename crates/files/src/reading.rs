//! Giving a file out again.

use std::ops::Range;

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::{GetOptions, GetRange, ObjectStore as _, path::Path as Key};

use crate::store::{Bytestream, boxed};
use crate::{Address, Files, ReadError, StoreError};

/// A file, or a range of one, on its way out.
pub struct Reading {
    /// Size of the whole file in bytes.
    pub size: u64,
    /// The bytes that come, of the whole file.
    pub range: Range<u64>,
    /// The bytes.
    pub stream: Bytestream,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Reading")
            .field("size", &self.size)
            .field("range", &self.range)
            .finish_non_exhaustive()
    }
}

impl Files {
    /// Reads a file or a range of it (RFC 9110, 14.1.2; the end is exclusive and may lie behind the file's end). The
    /// bytes are not compared with the address; [`Files::read_verified`] does that.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when the object is gone, [`ReadError::Range`] when the range begins behind its end.
    pub async fn read(&self, address: &Address, range: Option<Range<u64>>) -> Result<Reading, ReadError> {
        let key = Key::from(address.key());
        if let Some(wanted) = &range {
            let size = self.size(address).await?;
            if wanted.start >= wanted.end || wanted.start >= size {
                return Err(ReadError::Range { size });
            }
        }
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let result =
            self.inner.objects.get_opts(&key, options).await.map_err(|error| failed(*address, error))?;
        let address = *address;
        Ok(Reading {
            size: result.meta.size,
            range: result.range.clone(),
            stream: boxed(result.into_stream().map_err(move |error| failed(address, error))),
        })
    }

    /// Size of a stored file in bytes.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when the object is gone.
    pub async fn size(&self, address: &Address) -> Result<u64, ReadError> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        let key = Key::from(address.key());
        let result =
            self.inner.objects.get_opts(&key, options).await.map_err(|error| failed(*address, error))?;
        Ok(result.meta.size)
    }

    /// Reads a whole file and compares it with its address on the way. The last piece is held back until the hash is
    /// known: who has read the stream to its end without an error has the very bytes that were stored.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], at the start when the object is gone, in place of the last piece when it was changed.
    pub async fn read_verified(&self, address: &Address) -> Result<Reading, ReadError> {
        let Reading { size, range, stream } = self.read(address, None).await?;
        let state = Verifying {
            stream,
            hasher: blake3::Hasher::new(),
            held: None,
            address: *address,
            is_over: false,
        };
        let stream = boxed(futures_util::stream::try_unfold(state, |mut state| async move {
            Ok::<_, ReadError>(state.next().await?.map(|bytes| (bytes, state)))
        }));
        Ok(Reading { size, range, stream })
    }

    /// Reads a whole file only to compare it with its address; its size in bytes.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when it is gone or changed.
    pub async fn verify(&self, address: &Address) -> Result<u64, ReadError> {
        let mut reading = self.read_verified(address).await?;
        while let Some(bytes) = reading.stream.next().await {
            bytes?;
        }
        Ok(reading.size)
    }
}

struct Verifying {
    stream: Bytestream,
    hasher: blake3::Hasher,
    held: Option<Bytes>,
    address: Address,
    is_over: bool,
}

impl Verifying {
    async fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        while !self.is_over {
            if let Some(bytes) = self.stream.next().await {
                let bytes = bytes?;
                self.hasher.update(&bytes);
                if let Some(before) = self.held.replace(bytes) {
                    return Ok(Some(before));
                }
            } else {
                self.is_over = true;
                if self.hasher.finalize().as_bytes() != self.address.as_bytes() {
                    self.held = None;
                    return Err(ReadError::Damaged { address: self.address, what: "changed" });
                }
            }
        }
        Ok(self.held.take())
    }
}

fn failed(address: Address, error: object_store::Error) -> ReadError {
    match error {
        object_store::Error::NotFound { .. } => ReadError::Damaged { address, what: "missing" },
        error => ReadError::Store(StoreError::Object(error)),
    }
}
