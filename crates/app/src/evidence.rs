//! Giving files of evidence out.

use std::ops::Range;

use domain::facts::Progress;
use domain::ids::{EvidenceId, RoundId};
use domain::instrument::Question;
use domain::policy::Action;
use files::name::{Disposition, content_disposition};
use files::{Address, Media, ReadError, Reading};
use futures_util::{StreamExt as _, stream};
use sql::Conn;
use store::answer::Place;
use store::body::Placed;
use store::evidence::{Blob, Content, Evidence};
use store::examination::Derivative;
use store::round::Round;

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

    /// The bytes, or a range of them. A whole file is compared with its address on the way; a small one before its first
    /// byte goes out, a larger one so that its last piece is held back where it was changed. What was found damaged is
    /// written down and told.
    ///
    /// # Errors
    /// [`AppError::Damaged`] when the stored bytes are gone or changed, [`AppError::Unavailable`] when the store does
    /// not answer.
    pub async fn read(&self, range: Option<Range<u64>>) -> Result<Reading, AppError> {
        let mut conn = self.app.db().read().await?;
        let known = store::care::damage(&mut conn, &self.address.to_string()).await?;
        drop(conn);
        if let Some(what) = known {
            return Err(AppError::Damaged(format!("{}: {what}", self.address)));
        }
        let files = &self.app.parts().files;
        let opened = match &range {
            None => files.read_verified(&self.address).await,
            Some(_) => files.read(&self.address, range).await,
        };
        let reading = match opened {
            Ok(reading) => reading,
            Err(error) => return Err(self.failed(error).await),
        };
        if reading.size <= KNOWN_FIRST && reading.range == (0..reading.size) {
            self.gathered(reading).await
        } else {
            Ok(self.watched(reading))
        }
    }

    /// A file that is read to its end before it is given out.
    async fn gathered(&self, mut reading: Reading) -> Result<Reading, AppError> {
        let mut pieces = Vec::new();
        while let Some(piece) = reading.stream.next().await {
            match piece {
                Ok(piece) => pieces.push(Ok(piece)),
                Err(error) => return Err(self.failed(error).await),
            }
        }
        reading.stream = stream::iter(pieces).boxed();
        Ok(reading)
    }

    /// A file whose damage is noted while it goes out.
    fn watched(&self, mut reading: Reading) -> Reading {
        let file = self.clone();
        let watched = reading.stream.then(move |piece| {
            let file = file.clone();
            async move {
                if let Err(ReadError::Damaged { what, .. }) = &piece {
                    file.note(what).await;
                }
                piece
            }
        });
        reading.stream = watched.boxed();
        reading
    }

    async fn failed(&self, error: ReadError) -> AppError {
        match error {
            ReadError::Store(error) => AppError::Unavailable(error.to_string()),
            ReadError::Damaged { what, .. } => {
                self.note(what).await;
                AppError::Damaged(error.to_string())
            }
            ReadError::Range { .. } => AppError::Fault(error.to_string()),
        }
    }

    /// What cannot be written down now is found again by the next reader and by the nightly comparison.
    async fn note(&self, what: &str) {
        if let Err(error) = self.app.note_damage(&self.address.to_string(), what).await {
            tracing::error!(%error, file = %self.address, "a damaged file could not be noted");
        }
    }
}

/// A file of at most so many bytes is compared with its address before it is given out.
const KNOWN_FIRST: u64 = 1024 * 1024;

/// The file of a piece of evidence: for the office itself, and once it has submitted for those who judge it. A version
/// whose place a newer one has taken stays readable for the office.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else, for links, for what was removed and for what is in quarantine;
/// [`AppError::Unavailable`] while the virus scanner has not seen it.
pub async fn open(access: &Access, id: EvidenceId) -> Result<File, AppError> {
    let mut conn = access.app.db().read().await?;
    let (evidence, _) = readable(access, &mut conn, id).await?;
    let Content::File { blob, name } = &evidence.content else { return Err(AppError::NotFound) };
    given_out(&access.app, &mut conn, blob, name).await
}

/// A file that somebody sent, for a reader who may have it.
///
/// # Errors
/// [`AppError::NotFound`] for what is in quarantine; [`AppError::Unavailable`] while the virus scanner has not seen it.
pub(crate) async fn given_out(app: &App, conn: &mut Conn, blob: &Blob, name: &str) -> Result<File, AppError> {
    let mut known = store::examination::of_blobs(conn, &[&blob.address]).await?;
    if let Some(examination) = known.remove(&blob.address) {
        if examination.quarantine.is_some() {
            return Err(AppError::NotFound);
        }
        // Where there is a virus scanner, nothing is given out that it has not seen.
        if examination.progress != Progress::Done && app.parts().clamd.is_some() {
            return Err(AppError::Unavailable("the file waits for the virus scanner".into()));
        }
    }
    opened(app, blob, name)
}

/// A picture that was made of a file of evidence, for those who may have the file.
///
/// # Errors
/// As [`open`]; [`AppError::NotFound`] also where there is no such picture.
pub async fn picture(access: &Access, id: EvidenceId, kind: &str, position: u32) -> Result<File, AppError> {
    let mut conn = access.app.db().read().await?;
    let (evidence, _) = readable(access, &mut conn, id).await?;
    let Content::File { blob, .. } = &evidence.content else { return Err(AppError::NotFound) };
    picture_of(&access.app, &mut conn, &blob.address, kind, position).await
}

/// A picture that was made of a file, for a reader who may have it. [`AppError::NotFound`] where there is no such picture.
pub(crate) async fn picture_of(
    app: &App,
    conn: &mut Conn,
    blob: &str,
    kind: &str,
    position: u32,
) -> Result<File, AppError> {
    let made = store::examination::derivatives(conn, &[blob]).await?;
    let mut made = made.into_values().flatten();
    let made = made.find(|made| made.kind == kind && made.position == position).ok_or(AppError::NotFound)?;
    let Derivative { address, sha256, size, media, .. } = made;
    let blob = Blob { address, sha256, size, media };
    let mut picture = opened(app, &blob, kind)?;
    picture.is_shown = true;
    Ok(picture)
}

/// The evidence and its office, for somebody who may read it.
async fn readable(access: &Access, conn: &mut Conn, id: EvidenceId) -> Result<(Evidence, Placed), AppError> {
    let (evidence, is_live) = match store::evidence::by_id(conn, id).await? {
        Some(evidence) => (evidence, true),
        None => (store::evidence::replaced(conn, id).await?.ok_or(AppError::NotFound)?, false),
    };
    let placed = must_see(access, conn, evidence.round, evidence.body.as_str()).await?;
    if evidence.appeal && !access.who.may(Action::ViewAssessment, &placed) {
        // What comes with an appeal is the office's own until the appeal is filed.
        let at = Place { round: evidence.round, body: &evidence.body, question: &evidence.question };
        let appeal = store::appeal::get(conn, at).await?;
        if !appeal.is_some_and(|appeal| appeal.state.is_filed()) {
            return Err(AppError::NotFound);
        }
    }
    // Those who judge see what counts; the office sees its older versions too.
    if is_live || access.who.may(Action::ViewAssessment, &placed) {
        Ok((evidence, placed))
    } else {
        Err(AppError::NotFound)
    }
}

/// What an office holds in its hands for a file that has arrived.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Its number, which people read out.
    pub number: String,
    /// The evidence, with the moment at which the server had it whole.
    pub evidence: Evidence,
    /// What the file is.
    pub blob: Blob,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub placed: Placed,
    /// In which round.
    pub round: Round,
    /// For which question.
    pub question: Question,
    /// Who sent it.
    pub by: String,
}

/// The receipt of a file, for whoever may read the file.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else, for links, and for files of before there were receipts.
pub async fn receipt(access: &Access, id: EvidenceId) -> Result<Receipt, AppError> {
    let mut conn = access.app.db().read().await?;
    let (evidence, placed) = readable(access, &mut conn, id).await?;
    let number = evidence.receipt.clone().ok_or(AppError::NotFound)?;
    let Content::File { blob, name } = evidence.content.clone() else { return Err(AppError::NotFound) };
    let round = store::round::by_id(&mut conn, evidence.round).await?.ok_or(AppError::NotFound)?;
    let instrument = access.app.instrument(&mut conn, round.instrument).await?;
    let question = instrument.question(evidence.question.as_str()).ok_or(AppError::NotFound)?.clone();
    let person = store::person::by_id(&mut conn, evidence.added_by).await?;
    let by = person.map(|person| person.name).unwrap_or_default();
    Ok(Receipt { number, evidence, blob, name, placed, round, question, by })
}

/// Asks whether somebody may see what a body has as evidence in a round: the office itself always, those who judge it
/// once it has submitted. The body; [`AppError::NotFound`] for everybody else.
pub(crate) async fn must_see(
    access: &Access,
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<Placed, AppError> {
    let placed = store::body::by_code(conn, body).await?.ok_or(AppError::NotFound)?;
    if access.who.may(Action::ViewAssessment, &placed) {
        return Ok(placed);
    }
    access.who.must(Action::ViewSubmission, &placed)?;
    let assessment = store::assessment::get(conn, round, body).await?;
    let submitted = assessment.is_some_and(|assessment| assessment.submitted.is_some());
    if submitted { Ok(placed) } else { Err(AppError::NotFound) }
}

/// A picture that was made here and stands in a row of its own; [`AppError::NotFound`] where there is none.
pub(crate) async fn own_picture(app: &App, address: Option<&str>) -> Result<File, AppError> {
    let mut conn = app.db().read().await?;
    let blob = store::evidence::blob(&mut conn, address.unwrap_or_default()).await?;
    let mut picture = opened(app, &blob.ok_or(AppError::NotFound)?, "poster")?;
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

/// The media type of a stored file, by the code of what it is.
#[must_use]
pub fn media_type(code: &str) -> &'static str {
    Media::from_code(code).map_or("application/octet-stream", Media::mime)
}
