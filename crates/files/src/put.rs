//! Storing an upload.

use std::io::Seek as _;
use std::path::Path;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures_util::{Stream, StreamExt as _};
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, path::Path as Key};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::inspect::{InspectError, Inspected, check_suffix, inspect};
use crate::store::Place;
use crate::{Address, EvidenceKind, Files, Media, PutError, Refusal, StoreError};

/// What an upload may be.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most bytes.
    pub max_bytes: u64,
    /// Kinds that the slot takes; empty for all but footage.
    pub accepted: Vec<EvidenceKind>,
    /// The name that the sender gave, whose suffix is judged; may be empty.
    pub file_name: String,
}

impl Limits {
    /// Judges a file by what its sender says of it, before its bytes come.
    ///
    /// # Errors
    /// [`Refusal::Empty`], [`Refusal::TooLarge`], [`Refusal::Suffix`].
    pub fn check_announced(&self, size: u64) -> Result<(), Refusal> {
        match size {
            0 => Err(Refusal::Empty),
            _ if size > self.max_bytes => Err(Refusal::TooLarge { limit: self.max_bytes }),
            _ => check_suffix(&self.file_name, &self.accepted),
        }
    }
}

/// A file that is now kept: written, flushed to the disk and in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// BLAKE3 of its bytes, its key.
    pub address: Address,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits: what receipts print, as everybody can recompute it.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// What it is.
    pub media: Media,
    /// Width and height of a JPEG, PNG or WebP.
    pub pixels: Option<(u32, u32)>,
}

/// Where bytes of our own are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// BLAKE3 of the bytes, their key.
    pub address: Address,
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// Parts of a multipart upload to an object store (S3 takes no smaller ones than 5 MiB).
const REMOTE_PART: usize = 8 << 20;

impl Files {
    /// Stores an upload. When this returns, the file survives a power cut; when it fails or is dropped half-way,
    /// nothing of the upload is left.
    ///
    /// The same bytes are kept once. Putting them again replaces them by themselves: that heals a damaged object and
    /// makes the file young again, so that a sweep by age does not take it from under the new reference.
    ///
    /// # Errors
    /// [`PutError::Refused`] with the reason for the person, [`PutError::Source`] when `stream` fails,
    /// [`PutError::Store`] when the disk or the object store does.
    pub async fn put<S, E>(&self, stream: S, limits: &Limits) -> Result<Stored, PutError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let part = self.new_part().await?;
        let received = receive(stream, &part, limits.max_bytes).await?;
        self.settle(part, received, limits).await
    }

    /// Keeps bytes that were made here, such as a preview, as durably as an upload. They are not judged.
    ///
    /// # Errors
    /// When the disk or the object store takes none.
    pub async fn keep(&self, bytes: Bytes) -> Result<Kept, StoreError> {
        let part = self.new_part().await?;
        let doing = format!("write {}", part.path().display());
        let written = blocking(move || {
            std::io::Write::write_all(&mut part.as_file(), &bytes)?;
            part.as_file().sync_all()?;
            let received = Received {
                address: Address::from_bytes(*blake3::hash(&bytes).as_bytes()),
                sha256: HEXLOWER.encode(&Sha256::digest(&bytes)),
                size: bytes.len() as u64,
            };
            Ok((part, received))
        });
        let (part, received) = written.await.map_err(StoreError::io(doing))?;
        self.to_its_place(part, &received).await?;
        let Received { address, sha256, size } = received;
        Ok(Kept { address, sha256, size })
    }

    /// Judges a part that is whole and moves it to its place.
    pub(crate) async fn settle(
        &self,
        part: NamedTempFile,
        received: Received,
        limits: &Limits,
    ) -> Result<Stored, PutError> {
        let (part, found) = look(part, limits.clone()).await?;
        self.to_its_place(part, &received).await?;
        let Inspected { media, pixels } = found;
        let Received { address, sha256, size } = received;
        Ok(Stored { address, sha256, size, media, pixels })
    }

    async fn to_its_place(&self, part: NamedTempFile, received: &Received) -> Result<(), StoreError> {
        let _shared = self.inner.placing.read().await;
        match &self.inner.place {
            Place::Folder(root) => place(part, root, &received.address).await,
            Place::Remote => upload(self.inner.objects.as_ref(), &part, received).await,
        }
    }

    /// Writes and removes a small file where uploads begin, to see that the disk takes some.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        let part = self.new_part().await?;
        let doing = format!("write to {}", part.path().display());
        blocking(move || {
            std::io::Write::write_all(&mut part.as_file(), b"?")?;
            part.as_file().sync_data()
        })
        .await
        .map_err(StoreError::io(doing))
    }

    /// A new file among the parts that removes itself when it is dropped.
    async fn new_part(&self) -> Result<NamedTempFile, StoreError> {
        let parts = self.inner.parts.clone();
        let doing = format!("begin an upload in {}", parts.display());
        blocking(move || NamedTempFile::with_prefix_in("upload-", parts)).await.map_err(StoreError::io(doing))
    }
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)?
}

/// The bytes of an upload, all of them.
pub(crate) struct Received {
    pub(crate) address: Address,
    pub(crate) sha256: String,
    pub(crate) size: u64,
}

/// Writes the stream into the part and flushes it to the disk, hashing on the way.
async fn receive<S, E>(stream: S, part: &NamedTempFile, limit: u64) -> Result<Received, PutError>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let writing = || StoreError::io(format!("write {}", part.path().display()));
    let mut file = tokio::fs::File::from_std(part.as_file().try_clone().map_err(writing())?);
    let (mut blake3, mut sha256, mut size) = (blake3::Hasher::new(), Sha256::new(), 0_u64);
    let mut stream = std::pin::pin!(stream);
    while let Some(bytes) = stream.next().await {
        let bytes = bytes.map_err(|error| PutError::Source(error.into()))?;
        size = size.saturating_add(bytes.len() as u64);
        if size > limit {
            return Err(Refusal::TooLarge { limit }.into());
        }
        blake3.update(&bytes);
        sha256.update(&bytes);
        file.write_all(&bytes).await.map_err(writing())?;
    }
    if size == 0 {
        return Err(Refusal::Empty.into());
    }
    file.flush().await.map_err(writing())?;
    file.sync_all().await.map_err(writing())?;
    Ok(Received {
        address: Address::from_bytes(*blake3.finalize().as_bytes()),
        sha256: HEXLOWER.encode(&sha256.finalize()),
        size,
    })
}

async fn look(part: NamedTempFile, limits: Limits) -> Result<(NamedTempFile, Inspected), PutError> {
    let reading = format!("read {}", part.path().display());
    let looked = blocking(move || {
        let mut file = part.as_file();
        let found = inspect(&mut file, &limits.file_name, &limits.accepted);
        Ok((part, found))
    });
    let (part, found) = looked.await.map_err(StoreError::io(reading.clone()))?;
    match found {
        Ok(found) => Ok((part, found)),
        Err(InspectError::Refused(refusal)) => Err(refusal.into()),
        Err(InspectError::Io(error)) => Err(StoreError::io(reading)(error).into()),
    }
}

/// Renames the part to its place and flushes the folders, so that the name is as durable as the bytes.
async fn place(part: NamedTempFile, root: &Path, address: &Address) -> Result<(), StoreError> {
    let target = root.join(address.key());
    let doing = format!("keep the upload as {}", target.display());
    let top = root.to_owned();
    let placed = blocking(move || {
        let Some(folder) = target.parent() else { return Err(std::io::ErrorKind::InvalidInput.into()) };
        std::fs::create_dir_all(folder)?;
        part.persist(&target).map_err(|error| error.error)?;
        // Every folder up to the root may be new, made here or by an upload that has not flushed it yet.
        for folder in folder.ancestors().take_while(|folder| folder.starts_with(&top)) {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    });
    placed.await.map_err(StoreError::io(doing))
}

/// Sends the part to the object store, which shows it only when it is complete.
async fn upload(
    objects: &dyn ObjectStore,
    part: &NamedTempFile,
    received: &Received,
) -> Result<(), StoreError> {
    let key = Key::from(received.address.key());
    let reading = || StoreError::io(format!("read {}", part.path().display()));
    let mut file = part.as_file().try_clone().map_err(reading())?;
    file.rewind().map_err(reading())?;
    let mut file = tokio::fs::File::from_std(file);
    let mut piece = next_piece(&mut file).await.map_err(reading())?;
    if received.size <= REMOTE_PART as u64 {
        objects.put(&key, PutPayload::from(piece)).await?;
        return Ok(());
    }
    let mut sending = objects.put_multipart(&key).await?;
    let result = async {
        while !piece.is_empty() {
            sending.put_part(PutPayload::from(piece)).await?;
            piece = next_piece(&mut file).await.map_err(reading())?;
        }
        sending.complete().await?;
        Ok(())
    };
    let result: Result<(), StoreError> = result.await;
    if result.is_err() {
        // The error that counts is the first; the bucket's own rule removes what cannot be aborted.
        let _ = sending.abort().await;
    }
    result
}

async fn next_piece(file: &mut tokio::fs::File) -> std::io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(REMOTE_PART);
    file.take(REMOTE_PART as u64).read_to_end(&mut piece).await?;
    Ok(piece)
}
