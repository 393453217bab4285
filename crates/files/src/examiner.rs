//! Having a file looked at by a worker, and believing it only so far.
//!
//! The worker decodes bytes of strangers and may die of it, hang, or be taken over. It gets the path of one file and an empty
//! folder, its time and its output are bounded here, and of what it made only plain small pictures are taken. Whatever becomes of it,
//! the file itself is not touched.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::examine::{Answer, Area, Bounds, Question, Task};
use crate::put::blocking;
use crate::{Address, Files, Media, ReadError};

mod film;
mod made;
mod source;

pub use film::{FilmTask, MadeFilm};
pub use made::Picture;
use source::{Source, temporary};

/// Longest output of a worker.
const OUTPUT: u64 = 1 << 20;
/// Most perceptual hashes of one picture.
const HASHES: usize = 16;

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Facts in the form of [`Answer::facts`].
    pub facts: Value,
    /// Perceptual hashes, that of the whole first; empty for what has none.
    pub likeness: Vec<u64>,
    /// Pictures that were made of it.
    pub pictures: Vec<Picture>,
    /// Its text, form feeds between pages, of a document or table; bounded, and as strange as its author liked.
    pub text: Option<String>,
    /// What stands beside that text without its readers seeing it, as bounded and as strange.
    pub beside: Option<String>,
}

/// Why a file could not be looked at. That a file is broken or takes too much is no error but a fact about it.
#[derive(Debug, thiserror::Error)]
pub enum ExamineError {
    /// The stored file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Working folders or the worker's process cannot be made; another try may help.
    #[error("a worker cannot look at files: {0}")]
    Worker(#[from] io::Error),
}

/// Why a worker did not make what it was asked for: a redacted document, a page, the cells of a table.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The file cannot be looked at at all.
    #[error(transparent)]
    Examine(#[from] ExamineError),
    /// It is broken, locked, too long, or has no such page: no other try helps.
    #[error("the worker made nothing of it: {0}")]
    Nothing(Value),
}

/// Redacting paints every page anew at the resolution of print: it may take so many times as long as a look.
const LONGER: u32 = 9;

/// Has files looked at. Cheap to clone. How many at once is the caller's matter.
#[derive(Debug, Clone)]
pub struct Examiner(Way);

#[derive(Debug, Clone)]
enum Way {
    Process { program: PathBuf, args: Vec<OsString>, bounds: Bounds, conversion: Bounds },
    Here(fn(&Question) -> Answer),
}

impl Examiner {
    /// By a process: `program` with `args`, then the seconds and the bytes that it may use.
    #[must_use]
    pub fn process(program: PathBuf, args: Vec<OsString>, bounds: Bounds) -> Self {
        Self(Way::Process { program, args, bounds, conversion: bounds })
    }

    /// With other bounds for the conversion of films, which takes far longer than a look.
    #[must_use]
    pub fn with_conversion(self, conversion: Bounds) -> Self {
        match self.0 {
            Way::Process { program, args, bounds, .. } => {
                Self(Way::Process { program, args, bounds, conversion })
            }
            here @ Way::Here(_) => Self(here),
        }
    }

    /// By a function in this process, without any bounds: for tests.
    #[must_use]
    pub fn in_process(answer: fn(&Question) -> Answer) -> Self {
        Self(Way::Here(answer))
    }

    /// Looks at a stored file. `media` is the code of its type ([`crate::Media::code`]), `name` what its sender called it.
    ///
    /// # Errors
    /// [`ExamineError::Read`] when the stored file is gone or changed, [`ExamineError::Worker`] when no worker can be
    /// started.
    pub async fn examine(
        &self,
        files: &Files,
        address: &Address,
        media: &str,
        name: &str,
    ) -> Result<Examined, ExamineError> {
        let told = self.ask(files, address, media, name, Task::Look).await?;
        let Answer { facts, made, mut likeness, text, beside, .. } = told.answer;
        likeness.truncate(HASHES);
        let folder = told.folder;
        let taken = move || {
            let text = text.and_then(|name| made::text(folder.path(), &name));
            let beside = beside.and_then(|name| made::text(folder.path(), &name));
            Ok((made::take(folder.path(), made), text, beside))
        };
        let (pictures, text, beside) = blocking(taken).await?;
        Ok(Examined { facts, likeness, pictures, text, beside })
    }

    /// Makes the picture of one page of a stored PDF, counted from 1, as a look makes it of the first ones.
    ///
    /// # Errors
    /// [`MakeError::Nothing`] when there is no such page or it cannot be shown, else as [`Self::examine`].
    pub async fn page(&self, files: &Files, address: &Address, number: u32) -> Result<Picture, MakeError> {
        let told = self.ask(files, address, Media::Pdf.code(), "", Task::Page { number }).await?;
        let Answer { facts, made, .. } = told.answer;
        let folder = told.folder;
        let pictures = blocking(move || Ok(made::take(folder.path(), made))).await;
        let page = pictures.map_err(ExamineError::from)?.into_iter().find(|one| one.position == number);
        page.ok_or(MakeError::Nothing(facts))
    }

    /// Makes of a stored picture the small one that stands for a video: a JPEG of at most 640 pixels and 16 KiB.
    ///
    /// # Errors
    /// [`MakeError::Nothing`] when it cannot be shown, else as [`Self::examine`].
    pub async fn poster(&self, files: &Files, address: &Address, media: &str) -> Result<Picture, MakeError> {
        let told = self.ask(files, address, media, "", Task::Poster).await?;
        let Answer { facts, made, .. } = told.answer;
        let folder = told.folder;
        let pictures = blocking(move || Ok(made::take(folder.path(), made))).await;
        let poster = pictures.map_err(ExamineError::from)?.into_iter().find(|one| one.kind == "poster");
        poster.ok_or(MakeError::Nothing(facts))
    }

    /// The cells of the first sheet of a stored table that has any, row by row, empty rows too.
    ///
    /// # Errors
    /// [`MakeError::Nothing`] when it cannot be read, else as [`Self::examine`].
    pub async fn table(
        &self,
        files: &Files,
        address: &Address,
        media: &str,
    ) -> Result<Vec<Vec<String>>, MakeError> {
        let told = self.ask(files, address, media, "", Task::Table).await?;
        let Answer { facts, document, .. } = told.answer;
        // Half a table is none: rows would be missing that nobody misses.
        let Some(name) = document.filter(|_| told.end == End::Done) else {
            return Err(MakeError::Nothing(facts));
        };
        let folder = told.folder;
        let cells = blocking(move || Ok(made::table(folder.path(), &name))).await;
        cells.map_err(ExamineError::from)?.ok_or(MakeError::Nothing(facts))
    }

    /// Makes a PDF of a stored one, of which nothing below these boxes is left.
    ///
    /// # Errors
    /// [`MakeError::Nothing`] with what was found when it cannot be done, else as [`Self::examine`].
    pub async fn redact(
        &self,
        files: &Files,
        address: &Address,
        areas: Vec<Area>,
    ) -> Result<Bytes, MakeError> {
        let told = self.ask(files, address, Media::Pdf.code(), "", Task::Redact { areas }).await?;
        let Answer { facts, document, .. } = told.answer;
        // Half a document is none: one that was cut short may lack the page that matters.
        let Some(name) = document.filter(|_| told.end == End::Done) else {
            return Err(MakeError::Nothing(facts));
        };
        let folder = told.folder;
        let bytes = blocking(move || Ok(made::document(folder.path(), &name))).await;
        bytes.map_err(ExamineError::from)?.ok_or(MakeError::Nothing(facts))
    }

    async fn ask(
        &self,
        files: &Files,
        address: &Address,
        media: &str,
        name: &str,
        task: Task,
    ) -> Result<Told, ExamineError> {
        let times = if matches!(task, Task::Redact { .. }) { LONGER } else { 1 };
        let bounds = self.bounds().map(|bounds| Bounds { time: bounds.time * times, ..bounds });
        self.ask_within(files, address, (media, name), task, bounds, None).await
    }

    /// What one look may use; nothing where it is in this process.
    fn bounds(&self) -> Option<Bounds> {
        match &self.0 {
            Way::Process { bounds, .. } => Some(*bounds),
            Way::Here(_) => None,
        }
    }

    async fn ask_within(
        &self,
        files: &Files,
        address: &Address,
        (media, name): (&str, &str),
        task: Task,
        bounds: Option<Bounds>,
        percent: Option<&watch::Sender<u8>>,
    ) -> Result<Told, ExamineError> {
        let source = Source::of(files, address).await?;
        let folder = temporary().await?;
        let question = Question {
            file: source.path.clone(),
            media: media.to_owned(),
            name: name.to_owned(),
            folder: folder.path().to_owned(),
            task,
        };
        let (answer, end) = match &self.0 {
            Way::Process { program, args, bounds: usual, .. } => {
                ask(program, args, bounds.unwrap_or(*usual), &question, percent).await?
            }
            Way::Here(answer) => ask_here(*answer, question).await,
        };
        let answer = match (answer, end) {
            (Some(answer), End::Done) => answer,
            // It had begun to tell: that stays, with what it died of.
            (answer, end) => with_end(answer, end)?,
        };
        Ok(Told { answer, end, folder })
    }
}

/// What a worker told, and the folder with what it made.
struct Told {
    answer: Answer,
    end: End,
    folder: TempDir,
}

/// How a worker ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    /// Its time or memory was up.
    TooCostly,
    /// It died of something else, or made no sense.
    Died,
    /// It never began.
    Refused,
}

/// What is known when a worker did not end well.
fn with_end(answer: Option<Answer>, end: End) -> Result<Answer, ExamineError> {
    let what = match end {
        End::TooCostly => "too_costly",
        End::Done | End::Died => "broken",
        End::Refused => return Err(io::Error::other("it ended before it began").into()),
    };
    let mut answer = answer.unwrap_or(Answer {
        facts: json!({}),
        made: Vec::new(),
        likeness: Vec::new(),
        text: None,
        beside: None,
        document: None,
        percent: None,
    });
    let oddity = json!({ "what": what });
    match answer.facts.get_mut("oddities").and_then(Value::as_array_mut) {
        Some(oddities) if !oddities.contains(&oddity) => oddities.push(oddity),
        Some(_) => {}
        None => answer.facts["oddities"] = json!([oddity]),
    }
    Ok(answer)
}

async fn ask_here(answer: fn(&Question) -> Answer, question: Question) -> (Option<Answer>, End) {
    match tokio::task::spawn_blocking(move || answer(&question)).await {
        Ok(answer) => (Some(answer), End::Done),
        Err(_panic) => (None, End::Died),
    }
}

async fn ask(
    program: &Path,
    args: &[OsString],
    bounds: Bounds,
    question: &Question,
    percent: Option<&watch::Sender<u8>>,
) -> io::Result<(Option<Answer>, End)> {
    let seconds = bounds.time.as_secs().max(1);
    let mut command = Command::new(program);
    command.args(args);
    command.args(
        [seconds, bounds.memory, bounds.output, bounds.processors.into()].map(|bound| bound.to_string()),
    );
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.current_dir(&question.folder).process_group(0).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Also when the caller gives up: programs that the worker started go with it.
    let group = Group::of(&child);
    let (mut output, mut text) = (Vec::new(), serde_json::to_vec(question)?);
    text.push(b'\n');
    let talk = talk(&mut child, text, &mut output, percent);
    // The worker is given a little more than it gives itself, so that it can tell what it has.
    let end = match tokio::time::timeout(bounds.time + Duration::from_secs(1), talk).await {
        Ok(status) => end_of(status?),
        Err(_elapsed) => End::TooCostly,
    };
    drop(group);
    child.wait().await?;
    let answer = last_answer(&output);
    Ok(match (answer, end) {
        (None, End::Done) => (None, End::Died),
        (None, End::Died) if output.is_empty() => (None, End::Refused),
        told => told,
    })
}

/// Asks, listens to the end or as long as is heard out, and waits. Passes on how much is done.
async fn talk(
    child: &mut Child,
    question: Vec<u8>,
    output: &mut Vec<u8>,
    percent: Option<&watch::Sender<u8>>,
) -> io::Result<ExitStatus> {
    if let Some(mut stdin) = child.stdin.take() {
        // A worker that died at once does not listen; its status tells.
        let _ = stdin.write_all(&question).await;
    }
    if let Some(stdout) = child.stdout.take() {
        let mut stdout = stdout.take(OUTPUT);
        while stdout.read_buf(output).await? > 0 {
            let Some(percent) = percent else { continue };
            if let Some(done) = last_answer(output).and_then(|answer| answer.percent) {
                percent.send_replace(done.min(99));
            }
        }
    }
    child.wait().await
}

fn end_of(status: ExitStatus) -> End {
    use rustix::process::Signal;
    const COSTLY: [Signal; 5] = [Signal::XCPU, Signal::KILL, Signal::ABORT, Signal::XFSZ, Signal::SEGV];
    match status.signal() {
        None if status.success() => End::Done,
        Some(number) if COSTLY.iter().any(|signal| signal.as_raw() == number) => End::TooCostly,
        _ => End::Died,
    }
}

/// The last whole line that is an answer.
fn last_answer(output: &[u8]) -> Option<Answer> {
    let whole = &output[..output.iter().rposition(|byte| *byte == b'\n')?];
    whole.rsplit(|byte| *byte == b'\n').find_map(|line| serde_json::from_slice(line).ok())
}

/// All processes of a worker; they are killed when this goes.
struct Group(Option<rustix::process::Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(id.and_then(rustix::process::Pid::from_raw))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            // A group that is gone already is what is wanted.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
    }
}

#[cfg(test)]
mod tests;
