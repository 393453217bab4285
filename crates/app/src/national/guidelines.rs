//! Files that those who take part may read: guidelines, forms, letters.

use bytes::Bytes;
use domain::ids::GuidelineId;
use domain::problem::Problem;
use files::{EvidenceKind, Limits, Media, PutError, Reading, Refusal, Stored};
use futures_util::Stream;
use serde_json::json;
use store::evidence::Blob;
use store::round::Guideline;

use super::{Locked, National, plan, write};
use crate::{App, AppError};

/// Kinds of files that a guideline can be.
const ACCEPTED: [Media; 3] = [Media::Pdf, Media::Docx, Media::Xlsx];

/// What is said of a guideline as it is added.
#[derive(Debug, Clone)]
pub struct NewGuideline {
    /// Version of the round.
    pub version: i64,
    /// What people read as its name.
    pub title: String,
    /// The name that the sender's file has.
    pub file_name: String,
}

/// A guideline on its way out.
#[derive(Debug)]
pub struct GuidelineFile {
    /// Name for the download.
    pub file_name: String,
    /// What it is.
    pub media: Media,
    /// The bytes.
    pub reading: Reading,
}

impl National {
    /// Adds a guideline: PDF, DOCX or XLSX, judged by its bytes. Gives the new version of the round.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `title` and `file`; then nothing of the file stays.
    pub async fn add_guideline<S, E>(
        &self,
        slug: &str,
        new: &NewGuideline,
        stream: S,
    ) -> Result<i64, AppError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        plan::check_title(&new.title).map_err(|problem| AppError::field("title", problem))?;
        // Refused before a byte is read, where the round is somebody else's.
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        drop(conn);
        let limits = Limits {
            max_bytes: self.app.settings().max_file_bytes,
            accepted: vec![EvidenceKind::Document, EvidenceKind::Spreadsheet],
            file_name: new.file_name.clone(),
        };
        let stored = self.app.parts().files.put(stream, &limits).await.map_err(put_failed)?;
        if !ACCEPTED.contains(&stored.media) {
            return Err(AppError::field("file", wrong_kind(stored.media.code())));
        }
        self.keep_guideline(slug, new, &stored).await
    }

    async fn keep_guideline(&self, slug: &str, new: &NewGuideline, stored: &Stored) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, new.version, now).await?;
        let blob = Blob {
            address: stored.address.to_string(),
            sha256: stored.sha256.clone(),
            size: i64::try_from(stored.size).map_err(|error| AppError::Fault(error.to_string()))?,
            media: stored.media.code().to_owned(),
        };
        store::evidence::put_blob(&mut tx, &blob, now).await?;
        let guideline = Guideline {
            id: GuidelineId::new(now, self.app.random()),
            title: new.title.trim().to_owned(),
            file_name: files::name::display(&new.file_name).text,
            blob: blob.address,
            added_at: now,
        };
        store::round::insert_guideline(&mut tx, round.id, &guideline).await?;
        write(&mut tx, &mut round).await?;
        let data = json!({
            "id": guideline.id, "title": guideline.title, "file_name": guideline.file_name, "sha256": blob.sha256,
        });
        self.log(&mut tx, now, &round, None, "guideline_added", data).await?;
        tx.commit().await?;
        Ok(round.version)
    }

    /// Takes a guideline away. Gives the new version of the round.
    pub async fn remove_guideline(&self, slug: &str, version: i64, id: GuidelineId) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        if store::round::remove_guideline(&mut tx, round.id, id, now).await? == 0 {
            return Err(AppError::NotFound);
        }
        write(&mut tx, &mut round).await?;
        self.log(&mut tx, now, &round, None, "guideline_removed", json!({ "id": id })).await?;
        tx.commit().await?;
        Ok(round.version)
    }
}

impl App {
    /// Opens the bytes of a guideline; the caller has made sure that the reader may have them.
    pub(crate) async fn open_guideline(
        &self,
        guideline: Guideline,
        blob: &Blob,
    ) -> Result<GuidelineFile, AppError> {
        let address = guideline.blob.parse();
        let address =
            address.map_err(|error| AppError::Fault(format!("guideline {}: {error}", guideline.id)))?;
        let media = Media::from_code(&blob.media)
            .ok_or_else(|| AppError::Fault(format!("guideline {} is {}", guideline.id, blob.media)))?;
        let reading = self.parts().files.read(&address, None).await.map_err(|error| match error {
            files::ReadError::Store(error) => AppError::Unavailable(error.to_string()),
            other => AppError::Fault(other.to_string()),
        })?;
        Ok(GuidelineFile { file_name: guideline.file_name, media, reading })
    }
}

fn wrong_kind(found: &str) -> Problem {
    let accepted = ACCEPTED.iter().map(|media| media.code().to_uppercase()).collect();
    Problem::FileKind { found: found.to_owned(), accepted }
}

fn put_failed(error: PutError) -> AppError {
    let problem = match error {
        PutError::Refused(refusal) => match refusal {
            Refusal::Empty => Problem::EmptyFile,
            Refusal::TooLarge { limit } => Problem::FileTooBig { max: limit },
            Refusal::Locked { .. } => Problem::FileLocked,
            Refusal::NotAccepted { found } => wrong_kind(&found),
            Refusal::Suffix { suffix } => wrong_kind(&suffix),
            Refusal::WrongKind { found, .. }
            | Refusal::Broken { media: found }
            | Refusal::Bomb { media: found } => wrong_kind(found.code()),
            Refusal::TooManyPixels { .. } => wrong_kind("image"),
        },
        PutError::Source(error) => return AppError::Unavailable(error.to_string()),
        PutError::Store(error) => return AppError::Unavailable(error.to_string()),
    };
    AppError::field("file", problem)
}
