//! The film of a video and the picture that stands for it.

use std::error::Error;

use bytes::Bytes;
use domain::policy::Action;
use domain::problem::Problem;
use domain::video::{FilmFault, TreatmentAction, may_retry};
use files::examiner::MakeError;
use files::{Address, EvidenceKind, Limits};
use futures_util::Stream;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::evidence::{Blob, Content as Kept};

use super::super::Desk;
use super::super::upload::Named;
use crate::evidence::File;
use crate::film;
use crate::office::{Staged, staged_content};
use crate::{AppError, Conflict};

/// The picture that a look takes out of a film.
pub(super) const STILL: &str = "poster";
/// Most bytes of a film that comes through a plain form, where a line that breaks loses all of it.
const PLAIN_MAX: u64 = 64 << 20;

impl Desk {
    /// Most bytes of a film that comes through a plain form.
    #[must_use]
    pub fn plain_film_max(&self) -> u64 {
        self.app.settings().video_max_bytes.min(PLAIN_MAX)
    }

    /// Most bytes of a film, and how long it may be.
    #[must_use]
    pub fn film_bounds(&self) -> (u64, jiff::SignedDuration) {
        (self.app.settings().video_max_bytes, self.app.settings().video_max_length)
    }

    /// Whether films are converted here, so that they may come in more forms than browsers play.
    #[must_use]
    pub fn converts_films(&self) -> bool {
        self.app.settings().video_convert
    }

    pub(in crate::desk) fn film_limits(&self, file_name: &str) -> Limits {
        let footage = self.converts_films().then_some(EvidenceKind::Footage);
        Limits {
            max_bytes: self.app.settings().video_max_bytes,
            accepted: [EvidenceKind::Video].into_iter().chain(footage).collect(),
            file_name: file_name.to_owned(),
        }
    }

    /// Keeps the bytes of a film while they come in through a plain form. Nothing refers to them before
    /// [`Self::set_film`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `film` with what is wrong with the file.
    pub async fn stage_film<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditSite, &self.placed)?;
        let limits = Limits { max_bytes: self.plain_film_max(), ..self.film_limits(file_name) };
        Staged::keep(&self.app, stream, &limits, "film").await
    }

    /// Makes a kept file the film of a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `film` without one; [`AppError::Conflict`] with the state of what is no draft.
    pub async fn set_film(&self, reference: &str, staged: Option<Staged>) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let Some(Kept::File { blob, name }) = staged.map(staged_content) else {
            return Err(AppError::field("film", Problem::NoFile));
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        self.put_film(&mut tx, reference, (blob, name), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Makes a file the film of a draft, in a transaction of the caller. A picture of the film before goes.
    pub(in crate::desk) async fn put_film(
        &self,
        conn: &mut Conn,
        reference: &str,
        (blob, name): Named,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let mut video = self.lock_draft(conn, reference).await?;
        self.app.let_in(conn, &video.body, &blob, "film", now).await?;
        self.app.want_examined(conn, &blob.address, now).await?;
        self.app.leave_film(conn, &video, self.who.person, now).await?;
        let data = json!({ "name": name, "sha256": blob.sha256, "size": blob.size });
        video.film = Some(blob.address);
        video.film_name = name;
        self.put_video(conn, &video, "film_set", data, now).await?;
        // The same bytes may have been looked at before.
        self.app.plan_film(conn, &video, Some(self.who.person), now).await
    }

    /// Has the film of a draft tried once more, of which nothing came.
    ///
    /// # Errors
    /// [`AppError::Conflict`] with the state of what is not to be tried again, and of what is no draft.
    pub async fn retry_film(&self, reference: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let video = self.lock_draft(&mut tx, reference).await?;
        let film = video.film.as_deref().ok_or(AppError::NotFound)?;
        let treatment = store::film_treatment::lock(&mut tx, video.id, film).await?;
        let mut treatment = treatment.ok_or(AppError::NotFound)?;
        let may = may_retry(treatment.state, treatment.fault, treatment.tries);
        if !may || !film::move_on(&mut treatment, TreatmentAction::Retry, now) {
            return Err(AppError::Conflict(Conflict::State(treatment.state.code())));
        }
        treatment.fault = None;
        store::film_treatment::put(&mut tx, &treatment).await?;
        self.app.put_off(&mut tx, &film::job_of(&treatment), now).await?;
        self.put_video(&mut tx, &video, "film_retried", json!({}), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The film as it was sent, where another one was made of it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for what is in quarantine.
    pub async fn original_film(&self, reference: &str) -> Result<File, AppError> {
        let film = self.video(reference).await?.film.ok_or(AppError::NotFound)?;
        let treatment = film.treatment.filter(|one| one.made.as_ref() == Some(&film.blob.address));
        let treatment = treatment.ok_or(AppError::NotFound)?;
        let mut conn = self.app.db().read().await?;
        let blob = store::evidence::blob(&mut conn, &treatment.source).await?.ok_or(AppError::NotFound)?;
        crate::evidence::given_out(&self.app, &mut conn, &blob, &treatment.name).await
    }

    /// Keeps the bytes of a picture while they come in. Nothing refers to them before [`Self::set_poster`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `poster` with what is wrong with the file.
    pub async fn stage_poster<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditSite, &self.placed)?;
        let limits = Limits {
            max_bytes: self.app.settings().file_rules().max_file,
            accepted: vec![EvidenceKind::Photo],
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "poster").await
    }

    /// Makes a small copy of a kept picture the one that stands for a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `poster` without one, and for one that cannot be shown; as [`Self::set_film`].
    pub async fn set_poster(&self, reference: &str, staged: Option<Staged>) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let Some(Kept::File { blob, .. }) = staged.map(staged_content) else {
            return Err(AppError::field("poster", Problem::NoFile));
        };
        self.poster_of(reference, &blob.address, &blob.media).await
    }

    /// Makes a picture of the film the one that stands for a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `poster` where no picture was taken out of the film; as [`Self::set_film`].
    pub async fn poster_from_film(&self, reference: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let still = {
            let mut conn = self.app.db().read().await?;
            let video = store::video::by_reference(&mut conn, reference).await?;
            let video = self.own_video(video)?;
            let film = video.film.unwrap_or_default();
            let made = store::examination::derivatives(&mut conn, &[&film]).await?;
            made.into_values().flatten().find(|one| one.kind == STILL)
        };
        let still = still.ok_or_else(|| AppError::field("poster", Problem::NoFile))?;
        self.poster_of(reference, &still.address, &still.media).await
    }

    async fn poster_of(&self, reference: &str, picture: &str, media: &str) -> Result<(), AppError> {
        let fault = || AppError::Fault(format!("picture {picture}: address"));
        let address: Address = picture.parse().map_err(|_| fault())?;
        let parts = self.app.parts();
        let made = match parts.examiner.poster(&parts.files, &address, media).await {
            Ok(made) => made,
            Err(MakeError::Nothing(_)) => {
                let why = "video-poster-unreadable".to_owned();
                return Err(AppError::field("poster", Problem::NotNow { why }));
            }
            Err(MakeError::Examine(error)) => return Err(AppError::Unavailable(error.to_string())),
        };
        let kept = parts.files.keep(made.bytes).await;
        let kept = kept.map_err(|error| AppError::Unavailable(error.to_string()))?;
        let blob = Blob {
            address: kept.address.to_string(),
            sha256: kept.sha256,
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            media: made.media.code().to_owned(),
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_draft(&mut tx, reference).await?;
        self.app.let_in(&mut tx, &video.body, &blob, "poster", now).await?;
        video.poster = Some(blob.address);
        self.put_video(&mut tx, &video, "poster_set", json!({ "sha256": blob.sha256 }), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Has the film of a video looked into at once, where it has not been: what its job would do later.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no film; [`AppError::Unavailable`] where nobody can look.
    pub async fn look_at_film(&self, reference: &str) -> Result<(), AppError> {
        let film = self.video(reference).await?.film.ok_or(AppError::NotFound)?;
        if film.fault == Some(FilmFault::Waiting) {
            self.app.examine(&film.blob.address).await
        } else {
            Ok(())
        }
    }

    /// The film, for the office itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for what is in quarantine.
    pub async fn film(&self, reference: &str) -> Result<File, AppError> {
        let sheet = self.video(reference).await?;
        let film = sheet.film.ok_or(AppError::NotFound)?;
        let mut conn = self.app.db().read().await?;
        crate::evidence::given_out(&self.app, &mut conn, &film.blob, &sheet.video.film_name).await
    }

    /// The picture, for the office itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none.
    pub async fn poster(&self, reference: &str) -> Result<File, AppError> {
        let sheet = self.video(reference).await?;
        crate::evidence::own_picture(&self.app, sheet.video.poster.as_deref()).await
    }
}
