//! Writing a part while more of it comes in, and pushing it to the disk on the way.

use std::fs::File;
use std::io::{Result, Write as _};
use std::sync::Arc;

use tokio::task::JoinHandle;

use super::hashed::{Checking, Hashed};

/// After so many bytes the disk is asked to take them, so that little is left to wait for in the end.
const PUSHED: usize = 8 * 1024 * 1024;

/// A file in which bytes are written one after the other, and what is known of them.
pub(super) struct Pen {
    pub(super) file: Arc<File>,
    /// The hashes of everything up to where it writes.
    pub(super) hashed: Hashed,
    /// The hash of this piece.
    pub(super) check: Option<Checking>,
}

impl Pen {
    fn write(mut self, bytes: &[u8]) -> Result<Self> {
        (&*self.file).write_all(bytes)?;
        self.hashed.update(bytes);
        if let Some(check) = &mut self.check {
            check.update(bytes);
        }
        Ok(self)
    }
}

/// A pen at work on a thread where that may take its time.
pub(super) struct Writing {
    pen: JoinHandle<Result<(Pen, Vec<u8>)>>,
    /// Bytes that came since the disk was last asked to take them.
    since: usize,
    pushing: Option<JoinHandle<Result<()>>>,
}

impl Writing {
    /// Opens a file; whoever goes on waits for that.
    pub(super) fn begin(open: impl FnOnce() -> Result<Pen> + Send + 'static) -> Self {
        let pen = tokio::task::spawn_blocking(move || Ok((open()?, Vec::new())));
        Self { pen, since: 0, pushing: None }
    }

    /// Waits until what came before is written, and begins to write this. Gives the room of what came before, to be filled again.
    pub(super) async fn go_on(mut self, gathered: Vec<u8>) -> Result<(Self, Vec<u8>)> {
        let (pen, mut room) = joined(self.pen).await?;
        room.clear();
        self.since += gathered.len();
        let is_pushing = self.pushing.as_ref().is_some_and(|pushing| !pushing.is_finished());
        if self.since >= PUSHED && !is_pushing {
            if let Some(pushing) = self.pushing {
                joined(pushing).await?;
            }
            let file = Arc::clone(&pen.file);
            self.pushing = Some(tokio::task::spawn_blocking(move || file.sync_data()));
            self.since = 0;
        }
        self.pen = tokio::task::spawn_blocking(move || Ok((pen.write(&gathered)?, gathered)));
        Ok((self, room))
    }

    /// Waits until everything is written. What was pushed is on the disk; the rest is not yet.
    pub(super) async fn end(self) -> Result<Pen> {
        let (pen, _) = joined(self.pen).await?;
        if let Some(pushing) = self.pushing {
            // A system tells of an error once: here it may be the one that the last flush would have told of.
            joined(pushing).await?;
        }
        Ok(pen)
    }
}

async fn joined<T>(task: JoinHandle<Result<T>>) -> Result<T> {
    task.await.map_err(std::io::Error::other)?
}
