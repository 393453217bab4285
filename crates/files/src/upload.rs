//! Uploads that come in pieces: a part that grows on the disk and survives cuts of the line and of the power.
//!
//! Who keeps the offset decides what counts. [`Part::receive`] writes behind the offset it is given, flushes, and says
//! how many bytes are there; only when the caller has written the new offset down are they part of the upload. Whatever
//! lies behind the offset is overwritten by the next piece. A piece with a checksum counts whole or not at all.

mod hashed;
mod incoming;
mod key;
mod writing;

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::Stream;
use tempfile::{NamedTempFile, TempPath};
use tokio::sync::{OwnedMutexGuard, watch};

use crate::put::{Received as Whole, blocking};
use crate::{Files, Limits, PutError, StoreError, Stored};

use hashed::Hashed;
pub use hashed::{Checksum, ChecksumError};
pub use incoming::Incoming;
pub use key::{PartKey, PartKeyError};
use writing::{Pen, Writing};

/// So many bytes are gathered before they are written. One upload holds twice that in memory: what is being written, and what
/// comes meanwhile.
const GATHERED: usize = 64 * 1024;
/// What has been gathered is written after a silence of this time: the lines of many slow senders hold next to nothing.
const PATIENCE: Duration = Duration::from_millis(200);
/// A piece without a checksum ends, to be flushed and counted, when so many bytes of it have come and so much time is over.
const FLUSHED_AFTER: u64 = 4 * 1024 * 1024;
const FLUSHED_WITHIN: Duration = Duration::from_secs(1);
/// Parts whose hashes are remembered between two pieces; those of others are read again at the end.
const REMEMBERED: usize = 4096;

/// What is known of parts in this process.
#[derive(Debug, Default)]
pub(crate) struct Parts(Mutex<HashMap<PartKey, Arc<Slot>>>);

#[derive(Debug)]
struct Slot {
    /// How many have asked for this part. Whoever is not the last to ask hands it over.
    asked: watch::Sender<u64>,
    /// The hashes up to where they were last taken.
    hashed: Arc<tokio::sync::Mutex<Hashed>>,
}

impl Parts {
    fn slot(&self, key: PartKey) -> Arc<Slot> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= REMEMBERED {
            slots.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        let new = || Arc::new(Slot { asked: watch::Sender::new(0), hashed: Arc::default() });
        Arc::clone(slots.entry(key).or_insert_with(new))
    }

    fn forget(&self, key: PartKey) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

/// A part in the hands of one request.
#[derive(Debug)]
pub struct Part {
    files: Files,
    key: PartKey,
    slot: Arc<Slot>,
    turn: u64,
    hashed: OwnedMutexGuard<Hashed>,
}

/// What has come of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Bytes that are on the disk behind the offset.
    pub bytes: u64,
    /// Why no more came.
    pub end: End,
}

/// Why a piece ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As many bytes came as were asked for, or it is time to count them; there may be more.
    Full,
    /// The sender has sent everything.
    Over,
    /// The line was cut.
    Cut,
    /// Another request wants to go on with this upload: the sender has come again over another line.
    Overtaken,
}

/// Why nothing of a piece counts.
#[derive(Debug, thiserror::Error)]
pub enum PieceError {
    /// Its checksum is another: it was changed on the way.
    #[error("the piece is not what its checksum says")]
    Mismatch,
    /// The store is at fault; try again later.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Files {
    /// Takes a part in hand. Whoever has it now is asked to hand it over, and does so when it would have to wait for
    /// more bytes: a request whose line is dead never keeps its sender from going on.
    pub async fn part(&self, key: PartKey) -> Part {
        let slot = self.inner.open_parts.slot(key);
        let mut turn = 0;
        slot.asked.send_modify(|asked| {
            *asked += 1;
            turn = *asked;
        });
        let hashed = Arc::clone(&slot.hashed).lock_owned().await;
        Part { files: self.clone(), key, slot, turn, hashed }
    }

    fn part_path(&self, key: PartKey) -> PathBuf {
        self.inner.parts.join(key.to_string())
    }
}

impl Part {
    /// Writes what comes of `incoming` behind `offset`, at most `most` bytes, and flushes it to the disk. With a
    /// checksum the bytes up to the end, or up to `most`, are one piece: cut off or changed, none of them counts. Without one
    /// it may return before `most`, so that what a long piece has brought is counted from time to time.
    ///
    /// # Errors
    /// [`PieceError::Mismatch`] when the checksum differs, [`PieceError::Store`] when the disk fails.
    pub async fn receive<S, E>(
        &mut self,
        offset: u64,
        most: u64,
        incoming: &mut Incoming<S>,
        checksum: Option<&Checksum>,
    ) -> Result<Arrived, PieceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let doing = format!("write {}", self.files.part_path(self.key).display());
        let failed = || StoreError::io(doing.clone());
        let hashed = std::mem::take(&mut *self.hashed).at(offset);
        let before = checksum.map(|_| hashed.clone());
        let check = checksum.map(Checksum::begin);
        let path = self.files.part_path(self.key);
        let mut writing =
            Writing::begin(move || Ok(Pen { file: Arc::new(open(&path, offset)?), hashed, check }));
        let (begun, mut bytes) = (Instant::now(), 0);
        let mut gathered = Vec::new();
        let end = loop {
            let room = usize::try_from(most - bytes).unwrap_or(usize::MAX).min(GATHERED);
            let is_due = checksum.is_none() && bytes >= FLUSHED_AFTER && begun.elapsed() >= FLUSHED_WITHIN;
            if room == 0 || is_due {
                break End::Full;
            }
            let end = self.gather(incoming, room, &mut gathered).await;
            bytes += gathered.len() as u64;
            if !gathered.is_empty() {
                (writing, gathered) = writing.go_on(gathered).await.map_err(failed())?;
            }
            if let Some(end) = end {
                break end;
            }
        };
        let Pen { file, hashed, check } = writing.end().await.map_err(failed())?;
        if let (Some(check), Some(checksum)) = (check, checksum) {
            *self.hashed = before.unwrap_or_default();
            if matches!(end, End::Cut | End::Overtaken) {
                return Ok(Arrived { bytes: 0, end });
            }
            if !check.is(checksum) {
                return Err(PieceError::Mismatch);
            }
        }
        if bytes > 0 {
            blocking(move || file.sync_data()).await.map_err(failed())?;
        }
        *self.hashed = hashed;
        Ok(Arrived { bytes, end })
    }

    /// Gathers what comes without a long pause, at most `room` bytes, and says why there is no more, if so. The bytes are copied:
    /// a slice of what the connection has read would keep all of it in memory.
    async fn gather<S, E>(
        &self,
        incoming: &mut Incoming<S>,
        room: usize,
        gathered: &mut Vec<u8>,
    ) -> Option<End>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut asked = self.slot.asked.subscribe();
        while gathered.len() < room {
            // What is there is taken first; only who would have to wait hands over.
            let next = tokio::select! {
                biased;
                next = incoming.next(room - gathered.len()) => next,
                _ = asked.wait_for(|asked| *asked != self.turn) => return Some(End::Overtaken),
                () = tokio::time::sleep(PATIENCE), if !gathered.is_empty() => return None,
            };
            match next {
                Some(Ok(piece)) => gathered.extend_from_slice(&piece),
                Some(Err(_)) => return Some(End::Cut),
                None => return Some(End::Over),
            }
        }
        None
    }

    /// Makes a stored file of the first `size` bytes. The part stays until [`Self::remove`]: whoever is killed before it
    /// has written down what came of this does it again.
    ///
    /// # Errors
    /// As [`Files::put`].
    pub async fn finish(&mut self, size: u64, limits: &Limits) -> Result<Stored, PutError> {
        let path = self.files.part_path(self.key);
        let doing = || StoreError::io(format!("finish {}", path.display()));
        let hashed = std::mem::take(&mut *self.hashed);
        let place = path.clone();
        let ready = blocking(move || {
            let file = OpenOptions::new().read(true).write(true).open(&place)?;
            if file.metadata()?.len() < size {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            file.set_len(size)?;
            let hashed = hashed.up_to(size, &file)?;
            file.sync_all()?;
            Ok((second_name(file, &place)?, hashed))
        });
        let (whole, hashed) = ready.await.map_err(doing())?;
        let (address, sha256) = hashed.clone().finish();
        *self.hashed = hashed;
        self.files.settle(whole, Whole { address, sha256, size }, limits).await
    }

    /// Throws the part away.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn remove(self) -> Result<(), StoreError> {
        let path = self.files.part_path(self.key);
        self.files.inner.open_parts.forget(self.key);
        let doing = format!("remove {}", path.display());
        let removed = blocking(move || {
            remove_if_there(&path.with_extension(WHOLE))?;
            remove_if_there(&path)
        });
        removed.await.map_err(StoreError::io(doing))
    }
}

/// Opens a part for writing at the offset. Its name is flushed when it is new.
fn open(path: &Path, offset: u64) -> std::io::Result<File> {
    let is_new = offset == 0 && !path.exists();
    let mut file = OpenOptions::new().read(true).write(true).create(is_new).truncate(false).open(path)?;
    if let (true, Some(folder)) = (is_new, path.parent()) {
        File::open(folder)?.sync_all()?;
    }
    file.seek(SeekFrom::Start(offset))?;
    Ok(file)
}

/// Suffix of the second name of a part that is whole.
const WHOLE: &str = "whole";

/// The file under a second name, to be renamed to its place. On a disk without hard links it is the only one.
fn second_name(file: File, path: &Path) -> std::io::Result<NamedTempFile> {
    let second = path.with_extension(WHOLE);
    remove_if_there(&second)?;
    if std::fs::hard_link(path, &second).is_ok() {
        return Ok(NamedTempFile::from_parts(file, TempPath::try_from_path(second)?));
    }
    let mut only = NamedTempFile::from_parts(file, TempPath::try_from_path(path)?);
    only.disable_cleanup(true);
    Ok(only)
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
