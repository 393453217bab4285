//! Files that come in pieces, over lines that break.

use bytes::Bytes;
use domain::capture::Capture;
use domain::ids::EvidenceId;
use domain::policy::Action;
use domain::problem::Problem;
use domain::upload::{Arrival, UploadState, arrival};
use files::PutError;
use files::upload::{Checksum, End, Incoming, Part, PartKey, PieceError};
use futures_util::Stream;
use jiff::Timestamp;
use sql::Conn;
use store::evidence::{Content, Evidence};
use store::upload::{Outcome, Upload};

use super::ending::{end, key, log, shown_name};
use super::evidence::{check_caption, content, field, refusal_of};
use super::slot::{New, Place};
use super::{Office, filling_window};
use crate::AppError;
use crate::access::Access;

/// Most uploads of an office in a round that are open at the same time.
pub const OPEN_MAX: i64 = 100;
/// After so many bytes without a checksum at the latest, what has come is flushed and counted.
const STEP: u64 = 64 * 1024 * 1024;

/// A file that is to come.
#[derive(Debug, Clone)]
pub struct NewUpload<'a> {
    /// For which question.
    pub question: &'a str,
    /// For which slot of it.
    pub slot: &'a str,
    /// What the sender calls the file.
    pub file_name: &'a str,
    /// What the office says that it shows.
    pub caption: &'a str,
    /// Bytes.
    pub size: u64,
    /// What the camera of our page recorded.
    pub capture: Option<Capture>,
    /// The evidence whose place it is to take.
    pub replaces: Option<EvidenceId>,
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

/// An upload in the hands of somebody of its office.
#[derive(Debug, Clone)]
pub struct Uploading {
    office: Office,
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

impl Office {
    /// Begins an upload. When this returns, its place is kept.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the slot with what is wrong with name, size or number, [`AppError::Closed`] and
    /// [`AppError::Conflict`] as for answers.
    pub async fn begin_upload(&self, new: &NewUpload<'_>) -> Result<Uploading, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let (question, slot) = self.slot(new.question, new.slot)?;
        let wrong = |problem| AppError::field(field(slot), problem);
        let limits = self.limits(slot, new.file_name)?;
        let caption = check_caption(new.caption, &format!("caption.{}", slot.code))?;
        if let Err(refusal) = limits.check_announced(new.size) {
            return Err(wrong(refusal_of(refusal.into(), &limits.accepted)?));
        }
        let size = i64::try_from(new.size).unwrap_or(i64::MAX);
        let mut bytes = [0; 16];
        self.app.random().fill(&mut bytes);
        let mut upload = Upload {
            id: PartKey::from_bytes(bytes).to_string(),
            round: self.round.id,
            body: self.placed.body.code.clone(),
            question: question.code.clone(),
            slot: slot.code.clone(),
            person: self.who.person,
            file_name: new.file_name.to_owned(),
            caption,
            size,
            received: 0,
            state: UploadState::Open,
            problem: None,
            evidence: None,
            created_at: now,
            expires_at: now + self.app.settings().upload_life,
            capture: new.capture,
            replaces: new.replaces,
        };
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, new.question, now).await?;
        if let Some(old) = new.replaces {
            let old = self.own_evidence(&mut tx, new.question, old).await?;
            if old.slot != slot.code || matches!(old.content, Content::Link(_)) {
                return Err(AppError::NotFound);
            }
            if upload.caption.is_empty() {
                upload.caption = old.caption;
            }
        }
        let load = store::upload::load(&mut tx, self.round.id, self.placed.body.code.as_str()).await?;
        if load.open >= OPEN_MAX {
            return Err(wrong(Problem::NotNow { why: "saq-upload-too-many".into() }));
        }
        let room = i64::try_from(self.file_rules().max_office).unwrap_or(i64::MAX);
        if load.bytes.saturating_add(size) > room {
            return Err(wrong(Problem::NotNow { why: "saq-upload-no-room".into() }));
        }
        store::upload::insert(&mut tx, &upload).await?;
        log(&mut tx, &upload, Some(self.who.person), "upload_begun", now).await?;
        tx.commit().await?;
        Ok(Uploading { office: self.clone(), upload })
    }
}

impl Access {
    /// An upload by its name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or it is none of this person's office.
    pub async fn upload(&self, id: PartKey) -> Result<Uploading, AppError> {
        let mut conn = self.app.db().read().await?;
        let upload = store::upload::by_id(&mut conn, &id.to_string()).await?.ok_or(AppError::NotFound)?;
        let round = store::round::by_id(&mut conn, upload.round).await?;
        let placed = store::body::by_code(&mut conn, upload.body.as_str()).await?;
        let office = self.office_of(&mut conn, round, placed).await?;
        office.who.must(Action::FillAnswer, &office.placed)?;
        Ok(Uploading { office, upload })
    }
}

impl Uploading {
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
        let mut conn = self.office.app.db().read().await?;
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
        self.arrival(&mut self.office.app.db().read().await?, self.office.app.now()).await?;
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
        end(&self.office.app, part, &self.upload, Some(self.office.who.person)).await?;
        Ok(())
    }

    /// Bytes that have not come yet.
    fn missing(&self) -> u64 {
        positive(self.upload.size - self.upload.received)
    }

    /// Takes the part in hand and reads where the upload stands now.
    async fn take(&mut self) -> Result<Part, UploadError> {
        let part = self.office.app.parts().files.part(key(&self.upload)?).await;
        let mut conn = self.office.app.db().read().await?;
        self.upload = store::upload::by_id(&mut conn, &self.upload.id).await?.ok_or(AppError::NotFound)?;
        Ok(part)
    }

    async fn advance(&mut self, bytes: u64) -> Result<(), UploadError> {
        let to = self.upload.received.saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX));
        if bytes == 0 {
            return Ok(());
        }
        let app = &self.office.app;
        let expires = app.now() + app.settings().upload_life;
        let mut tx = app.db().write().await?;
        if !store::upload::advance(&mut tx, &self.upload.id, self.upload.received, to, expires).await? {
            return Err(UploadError::Over);
        }
        tx.commit().await?;
        (self.upload.received, self.upload.expires_at) = (to, expires);
        Ok(())
    }

    /// Whether bytes may arrive at this moment, by the schedule and the state as this connection sees them.
    async fn arrival(&self, conn: &mut Conn, now: Timestamp) -> Result<Arrival, AppError> {
        let (office, created) = (&self.office, self.upload.created_at);
        let code = &office.placed.body.code;
        if office.is_mending(conn, self.upload.question.as_str(), now).await? {
            return Ok(Arrival::InTime);
        }
        let round = store::round::by_id(conn, office.round.id).await?.ok_or(AppError::NotFound)?;
        let filling = filling_window(conn, &round, code).await?;
        let state =
            store::assessment::state(conn, round.id, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let grace = round.files.over(office.app.settings().file_rules()).grace;
        filling
            .filter(|_| round.state.is_visible_to_participants())
            .and_then(|filling| arrival(created, state, filling, grace, now))
            .ok_or(AppError::Closed { opens: None, closed: filling.map(|window| window.closes) })
    }

    /// All bytes have come: the file is judged, kept, and put in its slot.
    async fn finish(&mut self, mut part: Part) -> Result<(), UploadError> {
        let now = self.office.app.now();
        let (question, slot) = self.office.slot(self.upload.question.as_str(), self.upload.slot.as_str())?;
        let mut limits = self.office.limits(slot, &self.upload.file_name)?;
        // What was let in at the beginning is not too big at the end, though the round may have changed its mind.
        limits.max_bytes = limits.max_bytes.max(positive(self.upload.size));
        let stored = match part.finish(positive(self.upload.size), &limits).await {
            Ok(stored) => stored,
            Err(error @ PutError::Refused(_)) => {
                let problem = refusal_of(error, &limits.accepted)?;
                return self.refuse(part, problem, now).await;
            }
            Err(error) => return Err(AppError::Unavailable(error.to_string()).into()),
        };
        let mut tx = self.office.app.db().write().await?;
        self.office.lock(&mut tx).await?;
        let late = self.arrival(&mut tx, now).await? == Arrival::Late;
        let place = Place { question, slot, caption: &self.upload.caption, late, appeal: false };
        let mut new = New::stored(content(stored, self.shown_name()));
        (new.capture, new.replaces) = (self.upload.capture, self.upload.replaces);
        let attached = self.office.put_in_slot(&mut tx, place, vec![new], now).await;
        let attached = match attached {
            Ok(attached) => attached,
            Err(AppError::Invalid(problems)) => {
                drop(tx);
                let problem = problems.into_iter().next().map(|found| found.problem);
                return self.refuse(part, problem.unwrap_or(Problem::Unknown), now).await;
            }
            Err(error) => return Err(error.into()),
        };
        let evidence = attached.added.first().or(attached.present.first()).copied();
        let evidence = evidence.ok_or_else(|| AppError::Fault("a file was put nowhere".into()))?;
        if !store::upload::close(&mut tx, &self.upload.id, &Outcome::Attached(evidence), now).await? {
            return Err(UploadError::Over);
        }
        tx.commit().await?;
        (self.upload.state, self.upload.evidence) = (UploadState::Attached, Some(evidence));
        self.forget(part).await;
        Ok(())
    }

    async fn refuse(&mut self, part: Part, problem: Problem, now: Timestamp) -> Result<(), UploadError> {
        let mut tx = self.office.app.db().write().await?;
        store::upload::close(&mut tx, &self.upload.id, &Outcome::Refused(problem.clone()), now).await?;
        self.upload.problem = Some(problem.clone());
        log(&mut tx, &self.upload, Some(self.office.who.person), "upload_refused", now).await?;
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
