//! Files that come to a desk in pieces, by the same server as evidence.

use domain::policy::Action;
use domain::upload::{DeskPlace, UploadState};
use files::{Limits, Stored};
use jiff::Timestamp;
use store::evidence::{Blob, Content};
use store::upload::{Outcome, Upload, UploadPlace};

use super::Desk;
use super::tray::ACCEPTED;
use crate::AppError;
use crate::office::ending::{log, shown_name};
use crate::office::{refusal_of, stored_content};
use crate::uploading::{Target, UploadError, Uploading, new_key};

/// Most uploads of a desk that are open at the same time.
const OPEN_MAX: i64 = 60;

impl Desk {
    /// Whether this person sends files to a place.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where not.
    pub(crate) fn may_take(&self, place: &DeskPlace) -> Result<(), AppError> {
        self.who.must(action_of(place), &self.placed)
    }

    /// Begins an upload to a place at this desk. When this returns, its place is kept.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` or `film` with what is wrong with name, size or number; [`AppError::NotFound`] for a
    /// video that is none of this office's, [`AppError::Conflict`] for one that is no draft.
    pub async fn begin_upload(
        &self,
        place: DeskPlace,
        file_name: &str,
        size: u64,
    ) -> Result<Uploading, AppError> {
        self.may_take(&place)?;
        let now = self.app.now();
        let field = field_of(&place);
        let mut upload = Upload {
            id: new_key(&self.app),
            body: self.placed.body.code.clone(),
            place: UploadPlace::Desk(place.clone()),
            person: self.who.person,
            file_name: file_name.to_owned(),
            caption: String::new(),
            size: 0,
            received: 0,
            state: UploadState::Open,
            problem: None,
            evidence: None,
            created_at: now,
            expires_at: now + self.app.settings().upload_life,
            capture: None,
            replaces: None,
        };
        let limits = self.upload_limits(&upload)?;
        if let Err(refusal) = limits.check_announced(size) {
            return Err(AppError::field(field, refusal_of(refusal.into(), &limits.accepted)?));
        }
        upload.size = i64::try_from(size).unwrap_or(i64::MAX);
        let mut tx = self.app.db().write().await?;
        match &place {
            DeskPlace::Tray => self.check_tray(&mut tx, 1).await?,
            DeskPlace::Video(reference) => drop(self.lock_draft(&mut tx, reference).await?),
        }
        self.app.promise_room(&mut tx, &upload.body, size, OPEN_MAX, field, now).await?;
        store::upload::insert(&mut tx, &upload).await?;
        log(&mut tx, &upload, Some(self.who.person), "upload_begun", now).await?;
        tx.commit().await?;
        Ok(Uploading::new(Target::Desk(Box::new(self.clone())), upload))
    }

    /// What the file of an upload may be.
    pub(crate) fn upload_limits(&self, upload: &Upload) -> Result<Limits, AppError> {
        match &upload.place {
            UploadPlace::Desk(DeskPlace::Tray) => Ok(Limits {
                max_bytes: self.app.settings().file_rules().max_file,
                accepted: ACCEPTED.to_vec(),
                file_name: upload.file_name.clone(),
            }),
            UploadPlace::Desk(DeskPlace::Video(_)) => Ok(self.film_limits(&upload.file_name)),
            UploadPlace::Slot { .. } => {
                Err(AppError::Fault(format!("upload {} is none of a desk", upload.id)))
            }
        }
    }

    /// Puts a file that has arrived in its place, and closes its upload.
    pub(crate) async fn take_upload(
        &self,
        upload: &Upload,
        stored: Stored,
        now: Timestamp,
    ) -> Result<(), UploadError> {
        let UploadPlace::Desk(place) = &upload.place else { return Err(UploadError::Over) };
        let Content::File { blob, name } = stored_content(stored, shown_name(upload)) else {
            return Err(UploadError::Over);
        };
        let mut tx = self.app.db().write().await?;
        // From here on what was promised is no longer counted, but what has come.
        if !store::upload::close(&mut tx, &upload.id, &Outcome::Attached(None), now).await? {
            return Err(UploadError::Over);
        }
        match place {
            DeskPlace::Tray => {
                self.drop_file(&mut tx, blob, name, now).await?;
            }
            DeskPlace::Video(reference) => self.put_film(&mut tx, reference, (blob, name), now).await?,
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Bytes that were kept and their name.
pub(super) type Named = (Blob, String);

const fn action_of(place: &DeskPlace) -> Action {
    match place {
        DeskPlace::Tray => Action::EditCatalogue,
        DeskPlace::Video(_) => Action::EditSite,
    }
}

const fn field_of(place: &DeskPlace) -> &'static str {
    match place {
        DeskPlace::Tray => "files",
        DeskPlace::Video(_) => "film",
    }
}
