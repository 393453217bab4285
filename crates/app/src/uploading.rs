//! Files that come in pieces, over lines that break: to a slot of a questionnaire, or to a place at an office's desk.

use bytes::Bytes;
use domain::ids::{EvidenceId, PersonId};
use domain::policy::Action;
use domain::problem::Problem;
use domain::upload::UploadState;
pub use files::upload::{Checksum, PartKey as UploadName};
use files::upload::{End, Incoming, Part, PieceError};
use files::{Limits, PutError, Stored};
use futures_util::Stream;
use jiff::Timestamp;
use sql::Conn;
use store::evidence::Evidence;
use store::upload::{Outcome, Upload, UploadPlace};

use crate::access::Access;
use crate::desk::Desk;
use crate::office::ending::{end, key, log, shown_name};
use crate::office::refusal_of;
use crate::{App, AppError, Office};

/// After so many bytes without a checksum at the latest, what has come is flushed and counted.
const STEP: u64 = 64 * 1024 * 1024;

/// The name of a new upload: 128 random bits.
pub(crate) fn new_key(app: &App) -> String {
    let mut bytes = [0; 16];
    app.random().fill(&mut bytes);
    UploadName::from_bytes(bytes).to_string()
}

/// Where the file of an upload goes, in the hands of whoever sends it.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// To a slot of this questionnaire.
    Slot(Box<Office>),
    /// To a place at this desk.
    Desk(Box<Desk>),
}

impl Target {
    fn app(&self) -> &App {
        match self {
            Self::Slot(office) => &office.app,
            Self::Desk(desk) => &desk.app,
        }
    }

    fn person(&self) -> PersonId {
        match self {
            Self::Slot(office) => office.who.person,
            Self::Desk(desk) => desk.who.person,
        }
    }

    fn limits(&self, upload: &Upload) -> Result<Limits, AppError> {
        match self {
            Self::Slot(office) => office.upload_limits(upload),
            Self::Desk(desk) => desk.upload_limits(upload),
        }
    }

    /// Whether bytes may arrive at this moment.
    async fn arrival(&self, conn: &mut Conn, upload: &Upload, now: Timestamp) -> Result<(), AppError> {
        match self {
            Self::Slot(office) => office.upload_arrival(conn, upload, now).await.map(drop),
            // A desk is never closed.
            Self::Desk(_) => Ok(()),
        }
    }

    /// Puts a file that has arrived in its place, and closes its upload in the same transaction.
    async fn take(
        &self,
        upload: &Upload,
        stored: Stored,
        now: Timestamp,
    ) -> Result<Option<EvidenceId>, UploadError> {
        match self {
            Self::Slot(office) => office.take_upload(upload, stored, now).await,
            Self::Desk(desk) => desk.take_upload(upload, stored, now).await.map(|()| None),
        }
    }
}

/// One piece of an upload as it comes in.
#[derive(Debug)]
pub struct Piece<S> {
    /// Where the sender believes it begins.
    pub offset: u64,
    /// How many bytes the sender announces, where it does.
    pub length: Option<u64>,
    /// What the sender says it hashes to.
    pub checksum: Option<Checksum>,
    /// The bytes.
    pub stream: S,
}

/// An upload in the hands of somebody who may send it.
#[derive(Debug, Clone)]
pub struct Uploading {
    target: Target,
    upload: Upload,
}

/// Why a piece did not count, or not whole.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// It begins elsewhere than where the upload stands.
    #[error("the upload stands at {at}")]
    Offset {
        /// Where it stands.
        at: u64,
    },
    /// It is longer than what is missing.
    #[error("more bytes than announced")]
    TooMuch,
    /// It was changed on the way; nothing of it was kept.
    #[error("the checksum differs")]
    Checksum,
    /// The upload is over.
    #[error("the upload is over")]
    Over,
    /// The file has arrived and is no evidence.
    #[error("refused: {0:?}")]
    Refused(Problem),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<sql::SqlError> for UploadError {
    fn from(error: sql::SqlError) -> Self {
        Self::App(error.into())
    }
}

impl Access {
    /// An upload by its name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or it is none of a place where this person sends files.
    pub async fn upload(&self, id: UploadName) -> Result<Uploading, AppError> {
        let mut conn = self.app.db().read().await?;
        let upload = store::upload::by_id(&mut conn, &id.to_string()).await?.ok_or(AppError::NotFound)?;
        let placed = store::body::by_code(&mut conn, upload.body.as_str()).await?;
        let target = match &upload.place {
            UploadPlace::Slot { round, .. } => {
                let round = store::round::by_id(&mut conn, *round).await?;
                let office = self.office_of(&mut conn, round, placed).await?;
                office.who.must(Action::FillAnswer, office.placed())?;
                Target::Slot(Box::new(office))
            }
            UploadPlace::Desk(place) => {
                let placed = placed.ok_or(AppError::NotFound)?;
                let desk = Desk { app: self.app.clone(), who: self.who.clone(), placed };
                desk.may_take(place)?;
                Target::Desk(Box::new(desk))
            }
        };
        Ok(Uploading { target, upload })
    }
}

impl Uploading {
    pub(crate) const fn new(target: Target, upload: Upload) -> Self {
        Self { target, upload }
    }

    fn app(&self) -> &App {
        self.target.app()
    }

    /// The upload as it was last read.
    #[must_use]
    pub fn upload(&self) -> &Upload {
        &self.upload
    }

    /// The name of the file as it may be shown.
    #[must_use]
    pub fn shown_name(&self) -> String {
        shown_name(&self.upload)
    }

    /// The evidence that it has become, unless that was taken away.
    pub async fn evidence(&self) -> Result<Option<Evidence>, AppError> {
        let Some(id) = self.upload.evidence else { return Ok(None) };
        let mut conn = self.app().db().read().await?;
        match store::evidence::by_id(&mut conn, id).await? {
            Some(evidence) => Ok(Some(evidence)),
            None => Ok(store::evidence::replaced(&mut conn, id).await?),
        }
    }

    /// Takes a piece. When this returns, the bytes that [`Self::upload`] counts are on the disk; with the last of them
    /// the file is judged and becomes evidence. A piece whose line is cut counts as far as it came, if it has no
    /// checksum.
    ///
    /// # Errors
    /// [`UploadError`]; nothing of a piece counts that begins elsewhere, is too long or was changed.
    pub async fn receive<S, E>(&mut self, piece: Piece<S>) -> Result<(), UploadError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut part = self.take().await?;
        if self.upload.state != UploadState::Open {
            return Err(UploadError::Over);
        }
        let at = positive(self.upload.received);
        if piece.offset != at {
            return Err(UploadError::Offset { at });
        }
        if piece.length.is_some_and(|length| length > self.missing()) {
            return Err(UploadError::TooMuch);
        }
        {
            let mut conn = self.app().db().read().await?;
            self.target.arrival(&mut conn, &self.upload, self.app().now()).await?;
        }
        let mut incoming = Incoming::new(piece.stream);
        loop {
            let at = positive(self.upload.received);
            let most = if piece.checksum.is_some() { self.missing() } else { self.missing().min(STEP) };
            let arrived = part.receive(at, most, &mut incoming, piece.checksum.as_ref()).await;
            let arrived = arrived.map_err(|error| match error {
                PieceError::Mismatch => UploadError::Checksum,
                PieceError::Store(error) => AppError::Unavailable(error.to_string()).into(),
            })?;
            self.advance(arrived.bytes).await?;
            if arrived.end != End::Full || self.missing() == 0 {
                break;
            }
        }
        if self.missing() == 0 { self.finish(part).await } else { Ok(()) }
    }

    /// Where all bytes have come and the end was cut off (by a fault of the disk, or of the process), ends it now.
    ///
    /// # Errors
    /// As [`Self::receive`].
    pub async fn resume(&mut self) -> Result<(), UploadError> {
        if self.upload.state != UploadState::Open || self.missing() > 0 {
            return Ok(());
        }
        let part = self.take().await?;
        match self.upload.state {
            UploadState::Open => self.finish(part).await,
            _ => Ok(()),
        }
    }

    /// Gives the upload up; its bytes are removed.
    ///
    /// # Errors
    /// [`UploadError::Over`] when it is over already.
    pub async fn give_up(mut self) -> Result<(), UploadError> {
        let part = self.take().await?;
        if self.upload.state != UploadState::Open {
            return Err(UploadError::Over);
        }
        end(self.app(), part, &self.upload, Some(self.target.person())).await?;
        Ok(())
    }

    /// Bytes that have not come yet.
    fn missing(&self) -> u64 {
        positive(self.upload.size - self.upload.received)
    }

    /// Takes the part in hand and reads where the upload stands now.
    async fn take(&mut self) -> Result<Part, UploadError> {
        let part = self.app().parts().files.part(key(&self.upload)?).await;
        let mut conn = self.app().db().read().await?;
        self.upload = store::upload::by_id(&mut conn, &self.upload.id).await?.ok_or(AppError::NotFound)?;
        Ok(part)
    }

    async fn advance(&mut self, bytes: u64) -> Result<(), UploadError> {
        let to = self.upload.received.saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX));
        if bytes == 0 {
            return Ok(());
        }
        let app = self.app().clone();
        let expires = app.now() + app.settings().upload_life;
        let mut tx = app.db().write().await?;
        if !store::upload::advance(&mut tx, &self.upload.id, self.upload.received, to, expires).await? {
            return Err(UploadError::Over);
        }
        tx.commit().await?;
        (self.upload.received, self.upload.expires_at) = (to, expires);
        Ok(())
    }

    /// All bytes have come: the file is judged, kept, and put in its place.
    async fn finish(&mut self, mut part: Part) -> Result<(), UploadError> {
        let now = self.app().now();
        let limits = self.target.limits(&self.upload)?;
        let stored = match part.finish(positive(self.upload.size), &limits).await {
            Ok(stored) => stored,
            Err(error @ PutError::Refused(_)) => {
                let problem = refusal_of(error, &limits.accepted)?;
                return self.refuse(part, problem, now).await;
            }
            Err(error) => return Err(AppError::Unavailable(error.to_string()).into()),
        };
        match self.target.take(&self.upload, stored, now).await {
            Ok(evidence) => (self.upload.state, self.upload.evidence) = (UploadState::Attached, evidence),
            Err(UploadError::App(AppError::Invalid(problems))) => {
                let problem = problems.into_iter().next().map(|found| found.problem);
                return self.refuse(part, problem.unwrap_or(Problem::Unknown), now).await;
            }
            // What it was for has moved on; asking again would only hash the bytes again.
            Err(UploadError::App(AppError::Conflict(_))) if matches!(self.target, Target::Desk(_)) => {
                let why = "desk-upload-too-late".to_owned();
                return self.refuse(part, Problem::NotNow { why }, now).await;
            }
            Err(error) => return Err(error),
        }
        self.forget(part).await;
        Ok(())
    }

    async fn refuse(&mut self, part: Part, problem: Problem, now: Timestamp) -> Result<(), UploadError> {
        let mut tx = self.app().db().write().await?;
        store::upload::close(&mut tx, &self.upload.id, &Outcome::Refused(problem.clone()), now).await?;
        self.upload.problem = Some(problem.clone());
        log(&mut tx, &self.upload, Some(self.target.person()), "upload_refused", now).await?;
        tx.commit().await?;
        self.upload.state = UploadState::Refused;
        self.forget(part).await;
        Err(UploadError::Refused(problem))
    }

    /// Removes the bytes of an upload that is over. Where that fails they only take room, until parts are swept by age.
    async fn forget(&self, part: Part) {
        if let Err(error) = part.remove().await {
            tracing::warn!(upload = self.upload.id, %error, "the part of an upload that is over stays");
        }
    }
}

/// A count of bytes from the database, which holds no negative ones.
fn positive(bytes: i64) -> u64 {
    u64::try_from(bytes).unwrap_or(0)
}
