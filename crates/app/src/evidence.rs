//! Giving files of evidence out.

use std::ops::Range;

use domain::facts::Progress;
use domain::ids::EvidenceId;
use domain::policy::Action;
use files::name::{Disposition, content_disposition};
use files::{Address, Media, ReadError, Reading};
use store::evidence::{Blob, Content, Evidence};

use crate::access::Access;
use crate::{App, AppError};

/// A file that somebody may read.
#[derive(Debug, Clone)]
pub struct File {
    app: App,
    address: Address,
    media: Media,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    name: String,
    /// Whether browsers may show it in the page: a picture that was made here. What strangers sent is saved only.
    is_shown: bool,
}

impl File {
    /// What it is, for a `Content-Type` header.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        self.media.mime()
    }

    /// Value of a `Content-Disposition` header (RFC 6266), one line.
    #[must_use]
    pub fn content_disposition(&self) -> String {
        let how = if self.is_shown { Disposition::Inline } else { Disposition::Attachment };
        content_disposition(how, &self.name)
    }

    /// The bytes, or a range of them.
    ///
    /// # Errors
    /// [`AppError::Fault`] when the stored bytes are gone, [`AppError::Unavailable`] when the store does not answer.
    pub async fn read(&self, range: Option<Range<u64>>) -> Result<Reading, AppError> {
        self.app.parts().files.read(&self.address, range).await.map_err(|error| match error {
            ReadError::Store(error) => AppError::Unavailable(error.to_string()),
            other => AppError::Fault(other.to_string()),
        })
    }
}

/// The file of a piece of evidence: for the office itself, and once it has submitted for those who judge it.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else, for links, for what was removed and for what is in quarantine;
/// [`AppError::Unavailable`] while the virus scanner has not seen it.
pub async fn open(access: &Access, id: EvidenceId) -> Result<File, AppError> {
    let evidence = readable(access, id).await?;
    let Content::File { blob, name } = &evidence.content else { return Err(AppError::NotFound) };
    let mut conn = access.app.db().read().await?;
    let mut known = store::examination::of_blobs(&mut conn, &[&blob.address]).await?;
    if let Some(examination) = known.remove(&blob.address) {
        if examination.quarantine.is_some() {
            return Err(AppError::NotFound);
        }
    }
    opened(&access.app, blob, name)
}

/// The evidence, if this person may read it.
async fn readable(access: &Access, id: EvidenceId) -> Result<Evidence, AppError> {
    let mut conn = access.app.db().read().await?;
    let evidence = store::evidence::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let body = evidence.body.as_str();
    let placed = store::body::by_code(&mut conn, body).await?.ok_or(AppError::NotFound)?;
    if !access.who.may(Action::ViewAssessment, &placed) {
        access.who.must(Action::ViewSubmission, &placed)?;
        let assessment = store::assessment::get(&mut conn, evidence.round, body).await?;
        let submitted = assessment.is_some_and(|assessment| assessment.submitted.is_some());
        if !submitted {
            return Err(AppError::NotFound);
        }
    }
    Ok(evidence)
}

/// A picture that was made of a file of evidence, for those who may have the file.
///
/// # Errors
/// As [`open`]; [`AppError::NotFound`] also where there is no such picture.
pub async fn picture(
    access: &Access,
    id: EvidenceId,
    kind: &str,
    position: u32,
) -> Result<File, AppError> {
    let evidence = readable(access, id).await?;
    let Content::File { blob, .. } = &evidence.content else { return Err(AppError::NotFound) };
    let mut conn = access.app.db().read().await?;
    let made = store::examination::derivatives(&mut conn, &[&blob.address]).await?;
    let mut made = made.into_values().flatten();
    let made = made.find(|made| made.kind == kind && made.position == position).ok_or(AppError::NotFound)?;
    let blob = Blob { address: made.address, sha256: String::new(), size: made.size, media: made.media };
    let mut picture = opened(&access.app, &blob, kind)?;
    picture.is_shown = true;
    Ok(picture)
}

/// A blob as a file with a name.
fn opened(app: &App, blob: &Blob, name: &str) -> Result<File, AppError> {
    let broken = |what: &str| AppError::Fault(format!("blob {}: {what}", blob.address));
    Ok(File {
        app: app.clone(),
        address: blob.address.parse().map_err(|_| broken("address"))?,
        media: Media::from_code(&blob.media).ok_or_else(|| broken("media"))?,
        size: u64::try_from(blob.size).map_err(|_| broken("size"))?,
        sha256: blob.sha256.clone(),
        name: name.to_owned(),
        is_shown: false,
    })
}
