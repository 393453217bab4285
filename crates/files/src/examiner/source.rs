//! The stored file as a file on this machine, where a worker can open it.

use std::io;
use std::path::PathBuf;

use futures_util::TryStreamExt as _;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;

use super::ExamineError;
use crate::put::blocking;
use crate::{Address, Files};

/// The file on this machine, for the time of the look.
pub(super) struct Source {
    pub(super) path: PathBuf,
    _copy: Option<TempDir>,
}

impl Source {
    pub(super) async fn of(files: &Files, address: &Address) -> Result<Self, ExamineError> {
        if let Some(path) = files.local(address) {
            // That it is there; whether its bytes are right is compared elsewhere.
            files.size(address).await?;
            return Ok(Self { path, _copy: None });
        }
        let folder = temporary().await?;
        let path = folder.path().join("file");
        let mut copy = tokio::fs::File::create(&path).await?;
        let mut reading = files.read_verified(address).await?;
        while let Some(bytes) = reading.stream.try_next().await? {
            copy.write_all(&bytes).await?;
        }
        copy.flush().await?;
        Ok(Self { path, _copy: Some(folder) })
    }
}

/// An empty folder that goes with its value.
pub(super) async fn temporary() -> io::Result<TempDir> {
    blocking(|| tempfile::Builder::new().prefix("terbuka-look-").tempdir()).await
}
