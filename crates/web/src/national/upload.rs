//! Forms with a file (`multipart/form-data`, RFC 7578).

use app::AppError;
use axum::extract::multipart::{Field, Multipart};
use domain::problem::Problem;

use crate::form::Fields;

/// Most bytes of a field that is no file.
const FIELD_MAX: usize = 2 * 1024 * 1024;

/// What a form with one file sent, the file read into memory.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// The other fields.
    pub(crate) fields: Fields,
    /// Name of the file; empty where none was chosen.
    pub(crate) file_name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Reads a whole form. A file of more than `max` bytes is cut one byte behind it, which is enough to be refused.
pub(crate) async fn read(mut parts: Multipart, max: usize) -> Result<Sent, AppError> {
    let (mut sent, mut fields) = (Sent::default(), Vec::new());
    while let Some(mut part) = parts.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            part.file_name().unwrap_or_default().clone_into(&mut sent.file_name);
            sent.bytes = bytes(&mut part, max + 1).await?;
        } else {
            fields.push((name, text(&mut part).await?));
        }
    }
    sent.fields = Fields::new(fields);
    Ok(sent)
}

/// The text of a field.
pub(crate) async fn text(part: &mut Field<'_>) -> Result<String, AppError> {
    let bytes = bytes(part, FIELD_MAX).await?;
    String::from_utf8(bytes).map_err(|_| AppError::field("", Problem::BadCharacters))
}

async fn bytes(part: &mut Field<'_>, max: usize) -> Result<Vec<u8>, AppError> {
    let mut all = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| broken())? {
        let room = max.saturating_sub(all.len());
        all.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
    }
    Ok(all)
}

/// The request broke off, is no form, or is larger than the address takes.
pub(crate) fn broken() -> AppError {
    let max = u64::try_from(app::national::DOCUMENT_MAX).unwrap_or(u64::MAX);
    AppError::field("file", Problem::FileTooBig { max })
}
