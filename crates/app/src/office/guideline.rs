//! The files of a round that its participants may read.

use domain::ids::GuidelineId;
use files::Media;
use files::name::{Disposition, content_disposition};

use super::Office;
use crate::AppError;
use crate::national::GuidelineFile;

/// A file to read before or while filling.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// Which.
    pub id: GuidelineId,
    /// What people read as its name.
    pub title: String,
    /// Bytes.
    pub size: u64,
    /// Code of what it is: `pdf`.
    pub media: String,
}

impl Office {
    /// The guidelines of the round, oldest first.
    pub async fn guidelines(&self) -> Result<Vec<Guideline>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for guideline in store::round::guidelines(&mut conn, self.round().id).await? {
            let Some(blob) = store::evidence::blob(&mut conn, &guideline.blob).await? else { continue };
            let size = u64::try_from(blob.size).unwrap_or(0);
            found.push(Guideline { id: guideline.id, title: guideline.title, size, media: blob.media });
        }
        Ok(found)
    }
}

impl GuidelineFile {
    /// Value of a `Content-Disposition` header (RFC 6266): browsers may show a PDF, all else is saved.
    #[must_use]
    pub fn content_disposition(&self) -> String {
        let how = if self.media == Media::Pdf { Disposition::Inline } else { Disposition::Attachment };
        content_disposition(how, &self.file_name)
    }
}
