//! Adding files and links to a question, describing them, taking them away.

use std::error::Error;

use bytes::Bytes;
use domain::assessment::{check_link, is_forbidden};
use domain::ids::EvidenceId;
use domain::instrument::{EvidenceKind, Question, Slot};
use domain::policy::Action;
use domain::problem::Problem;
use files::{Limits, PutError, Refusal, Stored};
use futures_util::Stream;
use sql::Conn;
use store::evidence::{Blob, Content, Evidence};
use unicode_normalization::UnicodeNormalization as _;

use super::Office;
use super::slot::{New, Place};
use crate::{AppError, Conflict};

/// Most characters of a caption.
pub const CAPTION_MAX: usize = 300;

/// A file that is kept, and not yet attached to anything.
#[derive(Debug, Clone)]
pub struct Staged {
    pub(super) stored: Stored,
    pub(super) name: String,
}

impl Staged {
    /// Keeps the bytes of a file while they come in; what is wrong with it stands at `field`.
    pub(crate) async fn keep<S, E>(
        app: &crate::App,
        stream: S,
        limits: &Limits,
        field: &str,
    ) -> Result<Self, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let stored = app.parts().files.put(stream, limits).await;
        let stored = stored.map_err(|error| match refusal_of(error, &limits.accepted) {
            Ok(problem) => AppError::field(field, problem),
            Err(error) => error,
        })?;
        Ok(Self { stored, name: files::name::display(&limits.file_name).text })
    }
}

/// What a kept file is, as content.
pub(crate) fn staged_content(file: Staged) -> Content {
    content(file.stored, file.name)
}

/// Evidence that is now attached.
#[derive(Debug, Clone)]
pub struct Attached {
    /// What was new.
    pub added: Vec<EvidenceId>,
    /// What was there already: the same bytes or the same link in the same slot.
    pub present: Vec<EvidenceId>,
}

impl Office {
    /// Keeps the bytes of a file for a slot while they come in. Nothing refers to them before [`Self::attach`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the slot (`slot.x`) with what is wrong with the file, [`AppError::Closed`] and
    /// [`AppError::Conflict`] as for answers: what could not be attached is not read.
    pub async fn stage<S, E>(
        &self,
        question: &str,
        slot: &str,
        file_name: &str,
        stream: S,
    ) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::FillAnswer, &self.placed)?;
        let (_, slot) = self.slot(question, slot)?;
        let limits = self.limits(slot, file_name)?;
        self.editable_now(question).await?;
        Staged::keep(&self.app, stream, &limits, &field(slot)).await
    }

    /// Attaches kept files to a slot, all or none, with one caption for all. A file that is in the slot already is not
    /// attached twice.
    ///
    /// # Errors
    /// As [`Self::stage`]; [`Problem::TooManyFiles`] when the slot cannot hold them all.
    pub async fn attach(
        &self,
        question: &str,
        slot: &str,
        caption: &str,
        files: Vec<Staged>,
    ) -> Result<Attached, AppError> {
        let new = files.into_iter().map(|file| New::stored(staged_content(file)));
        self.add(question, slot, caption, new.collect()).await
    }

    /// Adds a link to a slot that takes links.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the link (`link.x`), else as [`Self::attach`].
    pub async fn add_link(
        &self,
        question: &str,
        slot: &str,
        link: &str,
        caption: &str,
    ) -> Result<Attached, AppError> {
        let (_, found) = self.slot(question, slot)?;
        if !found.kinds.contains(&EvidenceKind::Url) {
            return Err(AppError::NotFound);
        }
        let link = link.trim();
        let at = format!("link.{slot}");
        if link.is_empty() {
            return Err(AppError::field(at, Problem::Required));
        }
        check_link(link).map_err(|problem| AppError::field(at, problem))?;
        let link = Content::Link(link.to_owned());
        self.add(question, slot, caption, vec![New::known(link)]).await
    }

    pub(super) async fn add(
        &self,
        question: &str,
        slot: &str,
        caption: &str,
        new: Vec<New>,
    ) -> Result<Attached, AppError> {
        // The request is complete: this moment decides whether it came in time.
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let (question, slot) = self.slot(question, slot)?;
        let caption = check_caption(caption, &format!("caption.{}", slot.code))?;
        if new.is_empty() {
            return Err(AppError::field(field(slot), Problem::NoFile));
        }
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question.code.as_str(), now).await?;
        let place = Place { question, slot, caption: &caption, late: false, appeal: false };
        let attached = self.put_in_slot(&mut tx, place, new, now).await?;
        self.check_room(&mut tx, slot).await?;
        tx.commit().await?;
        Ok(attached)
    }

    /// Changes what the office says that a piece of evidence shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is none of this question's, else as for answers.
    pub async fn set_caption(&self, question: &str, id: EvidenceId, caption: &str) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let caption = check_caption(caption, &format!("caption.{id}"))?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question, now).await?;
        let mut evidence = self.own_evidence(&mut tx, question, id).await?;
        if evidence.caption != caption {
            store::evidence::set_caption(&mut tx, id, &caption).await?;
            evidence.caption = caption;
            self.log_evidence(&mut tx, &evidence, "evidence_described", now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Takes evidence away. Its row and its bytes stay. What is away already stays away: sending this twice does no
    /// harm.
    ///
    /// # Errors
    /// As [`Self::set_caption`].
    pub async fn remove_evidence(&self, question: &str, id: EvidenceId) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question, now).await?;
        let (round, body) = (self.round.id, self.placed.body.code.as_str());
        if store::evidence::was_removed(&mut tx, round, body, question, id).await? {
            return Ok(());
        }
        let evidence = self.own_evidence(&mut tx, question, id).await?;
        store::evidence::remove(&mut tx, id, self.who.person, now).await?;
        self.log_evidence(&mut tx, &evidence, "evidence_removed", now).await?;
        self.follow_evidence(&mut tx, self.question(question)?, now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn own_evidence(
        &self,
        conn: &mut Conn,
        question: &str,
        id: EvidenceId,
    ) -> Result<Evidence, AppError> {
        let evidence = store::evidence::by_id(conn, id).await?.ok_or(AppError::NotFound)?;
        let own = evidence.round == self.round.id
            && evidence.body == self.placed.body.code
            && evidence.question == *question
            && !evidence.appeal;
        if own { Ok(evidence) } else { Err(AppError::NotFound) }
    }

    /// What a file for a slot may be; [`AppError::NotFound`] where a slot takes links alone.
    pub(super) fn limits(&self, slot: &Slot, file_name: &str) -> Result<Limits, AppError> {
        let accepted: Vec<files::EvidenceKind> = slot.kinds.iter().copied().filter_map(file_kind).collect();
        if accepted.is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(Limits { max_bytes: self.file_rules().max_file, accepted, file_name: file_name.to_owned() })
    }

    pub(super) fn slot(&self, question: &str, slot: &str) -> Result<(&Question, &Slot), AppError> {
        let question = self.question(question)?;
        let slot = question.evidence.iter().find(|found| found.code == *slot).ok_or(AppError::NotFound)?;
        Ok((question, slot))
    }

    /// Whether answers could be changed at this moment; the transaction that changes them looks again.
    pub(super) async fn editable_now(&self, question: &str) -> Result<(), AppError> {
        let mut conn = self.app.db().read().await?;
        if self.is_mending(&mut conn, question, self.app.now()).await? {
            return Ok(());
        }
        self.in_time(&mut conn, self.app.now()).await?;
        let code = self.placed.body.code.as_str();
        match store::assessment::state(&mut conn, self.round.id, code).await? {
            Some(state) if state.is_editable() => Ok(()),
            Some(state) => Err(AppError::Conflict(Conflict::State(state.code()))),
            None => Err(AppError::NotFound),
        }
    }
}

/// Name of a slot among the fields.
pub(super) fn field(slot: &Slot) -> String {
    format!("slot.{}", slot.code)
}

pub(super) fn check_caption(typed: &str, at: &str) -> Result<String, AppError> {
    let caption: String = typed.trim().nfc().collect();
    if caption.chars().count() > CAPTION_MAX {
        Err(AppError::field(at, Problem::TooLong { max: CAPTION_MAX }))
    } else if caption.chars().any(is_forbidden) {
        Err(AppError::field(at, Problem::BadCharacters))
    } else {
        Ok(caption)
    }
}

const fn file_kind(kind: EvidenceKind) -> Option<files::EvidenceKind> {
    match kind {
        EvidenceKind::Photo => Some(files::EvidenceKind::Photo),
        EvidenceKind::Document => Some(files::EvidenceKind::Document),
        EvidenceKind::Spreadsheet => Some(files::EvidenceKind::Spreadsheet),
        EvidenceKind::Video => Some(files::EvidenceKind::Video),
        EvidenceKind::Url => None,
    }
}

/// The suffixes of the files that a slot takes, without dots; empty where it takes links alone.
#[must_use]
pub fn accepted_suffixes(slot: &Slot) -> Vec<&'static str> {
    let kinds = slot.kinds.iter().copied().filter_map(file_kind);
    kinds.flat_map(files::EvidenceKind::media).map(files::Media::code).collect()
}

/// The content that a stored file is.
pub(crate) fn content(stored: Stored, name: String) -> Content {
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    let media = stored.media.code().to_owned();
    let blob = Blob { address: stored.address.to_string(), sha256: stored.sha256, size, media };
    Content::File { blob, name }
}

/// What is wrong with a file, or that the store does not work.
pub(crate) fn refusal_of(error: PutError, accepted: &[files::EvidenceKind]) -> Result<Problem, AppError> {
    let takes =
        || accepted.iter().flat_map(|kind| kind.media()).map(|media| media.code().to_owned()).collect();
    let why = |key: &str| Problem::NotNow { why: key.to_owned() };
    Ok(match error {
        PutError::Refused(refusal) => match refusal {
            Refusal::Empty => Problem::EmptyFile,
            Refusal::TooLarge { limit } => Problem::FileTooBig { max: limit },
            Refusal::NotAccepted { found } => Problem::FileKind { found, accepted: takes() },
            Refusal::WrongKind { found, .. } => {
                Problem::FileKind { found: found.code().to_owned(), accepted: takes() }
            }
            Refusal::Suffix { suffix } => Problem::FileKind { found: suffix, accepted: takes() },
            Refusal::Locked { .. } => Problem::FileLocked,
            Refusal::TooManyPixels { .. } => why("saq-file-too-many-pixels"),
            Refusal::Broken { .. } => why("saq-file-broken"),
            Refusal::Bomb { .. } => why("inspect-file-bomb"),
        },
        PutError::Source(_) => why("saq-file-broke-off"),
        PutError::Store(error) => return Err(AppError::Unavailable(error.to_string())),
    })
}
