//! Files that come in pieces to a slot of a questionnaire.

use domain::capture::Capture;
use domain::ids::EvidenceId;
use domain::policy::Action;
use domain::problem::Problem;
use domain::upload::{Arrival, UploadState, arrival};
use files::{Limits, Stored};
use jiff::Timestamp;
use sql::Conn;
use store::evidence::Content;
use store::upload::{Outcome, Upload, UploadPlace};

use super::ending::{log, shown_name};
use super::evidence::{check_caption, content, field, refusal_of};
use super::slot::{New, Place};
use super::{Office, filling_window};
use crate::AppError;
use crate::uploading::{Target, UploadError, Uploading, new_key};

/// Most uploads of an office in a round that are open at the same time.
pub const OPEN_MAX: i64 = 100;

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
        let mut upload = Upload {
            id: new_key(&self.app),
            body: self.placed.body.code.clone(),
            place: UploadPlace::Slot {
                round: self.round.id,
                question: question.code.clone(),
                slot: slot.code.clone(),
            },
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
        Ok(Uploading::new(Target::Slot(Box::new(self.clone())), upload))
    }

    /// What the file of an upload may be. What was let in at the beginning is not too big at the end, though the round may
    /// have changed its mind.
    pub(crate) fn upload_limits(&self, upload: &Upload) -> Result<Limits, AppError> {
        let (question, slot) = place_of(upload)?;
        let (_, slot) = self.slot(question, slot)?;
        let mut limits = self.limits(slot, &upload.file_name)?;
        limits.max_bytes = limits.max_bytes.max(u64::try_from(upload.size).unwrap_or(0));
        Ok(limits)
    }

    /// Whether bytes may arrive at this moment, by the schedule and the state as this connection sees them.
    pub(crate) async fn upload_arrival(
        &self,
        conn: &mut Conn,
        upload: &Upload,
        now: Timestamp,
    ) -> Result<Arrival, AppError> {
        let created = upload.created_at;
        let code = &self.placed.body.code;
        if self.is_mending(conn, place_of(upload)?.0, now).await? {
            return Ok(Arrival::InTime);
        }
        let round = store::round::by_id(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        let filling = filling_window(conn, &round, code).await?;
        let state =
            store::assessment::state(conn, round.id, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let grace = round.files.over(self.app.settings().file_rules()).grace;
        filling
            .filter(|_| round.state.is_visible_to_participants())
            .and_then(|filling| arrival(created, state, filling, grace, now))
            .ok_or(AppError::Closed { opens: None, closed: filling.map(|window| window.closes) })
    }

    /// Puts a file that has arrived in its slot, and closes its upload.
    pub(crate) async fn take_upload(
        &self,
        upload: &Upload,
        stored: Stored,
        now: Timestamp,
    ) -> Result<Option<EvidenceId>, UploadError> {
        let (question, slot) = place_of(upload)?;
        let (question, slot) = self.slot(question, slot)?;
        let mut tx = self.app.db().write().await?;
        self.lock(&mut tx).await?;
        let late = self.upload_arrival(&mut tx, upload, now).await? == Arrival::Late;
        let place = Place { question, slot, caption: &upload.caption, late, appeal: false };
        let mut new = New::stored(content(stored, shown_name(upload)));
        (new.capture, new.replaces) = (upload.capture, upload.replaces);
        let attached = self.put_in_slot(&mut tx, place, vec![new], now).await?;
        let evidence = attached.added.first().or(attached.present.first()).copied();
        let evidence = evidence.ok_or_else(|| AppError::Fault("a file was put nowhere".into()))?;
        if !store::upload::close(&mut tx, &upload.id, &Outcome::Attached(Some(evidence)), now).await? {
            return Err(UploadError::Over);
        }
        tx.commit().await?;
        Ok(Some(evidence))
    }
}

/// The names of question and slot of an upload.
fn place_of(upload: &Upload) -> Result<(&str, &str), AppError> {
    match &upload.place {
        UploadPlace::Slot { question, slot, .. } => Ok((question.as_str(), slot.as_str())),
        UploadPlace::Desk(_) => Err(AppError::Fault(format!("upload {} has no slot", upload.id))),
    }
}
