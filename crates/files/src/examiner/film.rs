//! Films that a worker makes of films: put in order, or converted. They are too large to be held in memory.

use std::fs::File;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;
use tokio::sync::watch;

use super::{Answer, End, ExamineError, Examiner, LONGER, MakeError, Way, made};
use crate::examine::{Bounds, Task};
use crate::put::blocking;
use crate::{Address, Files};

/// Bytes that are read in one go.
const PIECE: usize = 256 << 10;
/// The program gets so much less time than the worker that calls it, so that the worker can still tell what it has.
const TO_TELL: Duration = Duration::from_secs(2);

/// What shall be made of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmTask {
    /// The same with its table of contents first.
    Reorder,
    /// One that all browsers play, of at most so much of it.
    Convert {
        /// How long it may be.
        longest: Duration,
    },
}

/// A film that a worker made; it goes with this value.
#[derive(Debug)]
pub struct MadeFilm {
    file: File,
    folder: TempDir,
}

impl MadeFilm {
    /// Its bytes.
    pub fn stream(self) -> impl Stream<Item = io::Result<Bytes>> + Send {
        let state = (tokio::fs::File::from_std(self.file), self.folder);
        futures_util::stream::try_unfold(state, |(mut file, folder)| async move {
            let mut piece = Vec::with_capacity(PIECE);
            (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
            Ok((!piece.is_empty()).then(|| (piece.into(), (file, folder))))
        })
    }
}

impl Examiner {
    /// Makes a film of a stored one, of at most `most` bytes. `percent` hears how much of it is done.
    ///
    /// # Errors
    /// [`MakeError::Nothing`] with what was found when none can be made, else as [`Self::examine`].
    pub async fn film(
        &self,
        files: &Files,
        address: &Address,
        media: &str,
        task: FilmTask,
        most: u64,
        percent: &watch::Sender<u8>,
    ) -> Result<MadeFilm, MakeError> {
        let bounds = self.bounds_of(task).map(|bounds| Bounds { output: most, ..bounds });
        let task = match task {
            FilmTask::Reorder => Task::Reorder,
            FilmTask::Convert { longest } => {
                let time = bounds.map_or(Duration::MAX, |bounds| bounds.time.saturating_sub(TO_TELL));
                Task::Convert { seconds: time.as_secs().max(1), longest: longest.as_secs().max(1) }
            }
        };
        let told = self.ask_within(files, address, (media, ""), task, bounds, Some(percent)).await?;
        let Answer { facts, document, .. } = told.answer;
        // Half a film is none.
        let Some(name) = document.filter(|_| told.end == End::Done) else {
            return Err(MakeError::Nothing(facts));
        };
        let folder = told.folder;
        let opened = blocking(move || Ok((made::film(folder.path(), &name, most), folder))).await;
        let (file, folder) = opened.map_err(ExamineError::from)?;
        file.map(|file| MadeFilm { file, folder }).ok_or(MakeError::Nothing(facts))
    }

    fn bounds_of(&self, task: FilmTask) -> Option<Bounds> {
        match (&self.0, task) {
            (Way::Process { bounds, .. }, FilmTask::Reorder) => {
                Some(Bounds { time: bounds.time * LONGER, ..*bounds })
            }
            (Way::Process { conversion, .. }, FilmTask::Convert { .. }) => Some(*conversion),
            (Way::Here(_), _) => None,
        }
    }
}
