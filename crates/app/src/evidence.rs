//! Giving files of evidence out.

use std::ops::Range;

use domain::ids::{EvidenceId, RoundId};
use domain::policy::Action;
use files::name::{Disposition, content_disposition};
use files::{Address, EvidenceKind, Media, ReadError, Reading};
use sql::Conn;
use store::evidence::{Blob, Content};

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
}

impl File {
    /// What it is, for a `Content-Type` header.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        self.media.mime()
    }

    /// Whether it is a PDF.
    #[must_use]
    pub fn is_pdf(&self) -> bool {
        self.media == Media::Pdf
    }

    /// Whether browsers may show it in the page: pictures and PDF. Everything else is saved.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_pdf() || (self.media.kind() == EvidenceKind::Photo && self.media != Media::Heic)
    }

    /// Value of a `Content-Disposition` header (RFC 6266), one line.
    #[must_use]
    pub fn content_disposition(&self) -> String {
        let how = if self.is_shown() { Disposition::Inline } else { Disposition::Attachment };
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
/// [`AppError::NotFound`] for everybody else, for links, and for what was removed.
pub async fn open(access: &Access, id: EvidenceId) -> Result<File, AppError> {
    let mut conn = access.app.db().read().await?;
    let evidence = store::evidence::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    must_see(access, &mut conn, evidence.round, evidence.body.as_str()).await?;
    match &evidence.content {
        Content::File { blob, name } => opened(&access.app, blob, name),
        Content::Link(_) => Err(AppError::NotFound),
    }
}

/// Asks whether somebody may see what a body has as evidence in a round: the office itself always, those who judge it
/// once it has submitted. [`AppError::NotFound`] for everybody else.
pub(crate) async fn must_see(
    access: &Access,
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<(), AppError> {
    let placed = store::body::by_code(conn, body).await?.ok_or(AppError::NotFound)?;
    if access.who.may(Action::ViewAssessment, &placed) {
        return Ok(());
    }
    access.who.must(Action::ViewSubmission, &placed)?;
    let assessment = store::assessment::get(conn, round, body).await?;
    let submitted = assessment.is_some_and(|assessment| assessment.submitted.is_some());
    if submitted { Ok(()) } else { Err(AppError::NotFound) }
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
    })
}
