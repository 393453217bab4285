//! Requests with files: their parts, one after another.

use app::AppError;
use app::office::Staged;
use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use domain::problem::Problem;
use futures_util::{StreamExt as _, stream};

/// Most parts of a request with files.
const PARTS_MAX: usize = 64;

/// What a request with files has brought.
#[derive(Debug, Default)]
pub(crate) struct Received {
    /// Texts by the names of their fields.
    pub(crate) fields: Vec<(String, String)>,
    /// Files that were taken.
    pub(crate) files: Vec<Staged>,
    /// Files that were refused, by name.
    pub(crate) refused: Vec<(String, Problem)>,
}

impl Received {
    /// The last text of a field; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        let found = self.fields.iter().rev().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// Notes a file that was taken or refused.
    ///
    /// # Errors
    /// Whatever is not about the file.
    pub(crate) fn keep(&mut self, name: &str, staged: Result<Staged, AppError>) -> Result<(), AppError> {
        match staged {
            Ok(staged) => self.files.push(staged),
            Err(AppError::Invalid(problems)) => {
                self.refused.extend(problems.into_iter().map(|found| (name.to_owned(), found.problem)));
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }
}

/// The bytes of a file.
pub(crate) type FileBytes<'m> = stream::BoxStream<'m, Result<Bytes, MultipartError>>;

/// Where the files of a request go while they come in.
pub(crate) trait Stage: Sync {
    /// Keeps the bytes of one file.
    fn stage(
        &self,
        name: &str,
        bytes: FileBytes<'_>,
    ) -> impl Future<Output = Result<Staged, AppError>> + Send;
}

/// Reads all parts of a request to the end, each text of at most so many bytes; `None` when it broke off or is none that a
/// form sends.
///
/// # Errors
/// Whatever is not about a file.
pub(crate) async fn receive(
    parts: Result<Multipart, MultipartRejection>,
    text_max: usize,
    stage: &impl Stage,
) -> Result<Option<Received>, AppError> {
    let Ok(parts) = parts else { return Ok(None) };
    let mut incoming = Incoming::new(parts, text_max);
    let mut received = Received::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, bytes) => {
                let staged = stage.stage(&name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => return Ok(Some(received)),
            Next::BrokenOff => return Ok(None),
        }
    }
}

/// What comes next in a request.
pub(crate) enum Next<'m> {
    /// A text and the name of its field.
    Text(String, String),
    /// A file and its name.
    File(String, FileBytes<'m>),
    /// A file field in which nothing was chosen: it sends one part without name and bytes.
    NotChosen,
    /// The request has come to its end.
    End,
    /// The request broke off, or is none that a form sends.
    BrokenOff,
}

/// A request with files, read to its end.
pub(crate) struct Incoming {
    parts: Multipart,
    left: usize,
    text_max: usize,
}

impl Incoming {
    /// A request whose texts have at most so many bytes each.
    pub(crate) const fn new(parts: Multipart, text_max: usize) -> Self {
        Self { parts, left: PARTS_MAX, text_max }
    }

    /// The next part.
    pub(crate) async fn next(&mut self) -> Next<'_> {
        if self.left == 0 {
            return Next::BrokenOff;
        }
        self.left -= 1;
        let Ok(part) = self.parts.next_field().await else { return Next::BrokenOff };
        let Some(mut part) = part else { return Next::End };
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            let name = part.name().unwrap_or_default().to_owned();
            let value = text(part, self.text_max).await;
            return value.map_or(Next::BrokenOff, |value| Next::Text(name, value));
        };
        let Ok(first) = first_bytes(&mut part).await else { return Next::BrokenOff };
        if file_name.is_empty() && first.is_none() {
            return Next::NotChosen;
        }
        Next::File(file_name, stream::iter(first.map(Ok)).chain(part).boxed())
    }
}

/// The first piece of a part that holds anything.
async fn first_bytes(part: &mut Field<'_>) -> Result<Option<Bytes>, MultipartError> {
    loop {
        match part.chunk().await? {
            Some(bytes) if bytes.is_empty() => {}
            first => return Ok(first),
        }
    }
}

/// The text of a part of at most so many bytes.
async fn text(mut part: Field<'_>, max: usize) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.ok()? {
        if bytes.len() + chunk.len() > max {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).ok()
}
