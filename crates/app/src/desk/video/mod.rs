//! *Video komitmen* at the desk: written, filmed, captioned, published, replaced, withdrawn.

mod file;
mod life;
mod words;

use domain::facts::{Facts, Progress, VideoFacts};
use domain::ids::VideoId;
use domain::policy::Action;
use domain::video::{Content, Film, FilmFault, VideoAction, VideoState, judge, new_reference};
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::event::{Event, NewEvent};
use store::evidence::Blob;
use store::film_treatment::FilmTreatment;
use store::video::Video;

use super::Desk;
use crate::error::check;
use crate::{App, AppError, Conflict};

pub use words::{Captioned, Worded};

/// Kind of the objects whose events are the history of a video.
pub(crate) const VIDEO: &str = "video";
/// Most events that are shown of a video.
const HISTORY: i64 = 200;
/// Times that a new reference is drawn before something must be wrong.
const DRAWS: usize = 8;

/// A film, as far as it is known.
#[derive(Debug, Clone)]
pub struct FilmSheet {
    /// The bytes.
    pub blob: Blob,
    /// What the look inside found.
    pub facts: Option<VideoFacts>,
    /// What keeps it from being published.
    pub fault: Option<FilmFault>,
    /// Whether a picture was taken out of it that can stand for it.
    pub has_still: bool,
    /// What is done to it, or was done to another one to make it.
    pub treatment: Option<FilmTreatment>,
}

impl FilmSheet {
    /// Whether it is being made fit to be shown, or waits for that.
    #[must_use]
    pub fn is_being_treated(&self) -> bool {
        self.treatment.as_ref().is_some_and(|treatment| treatment.state.is_open())
    }
}

/// A video, as the office sees it.
#[derive(Debug, Clone)]
pub struct VideoSheet {
    /// The video.
    pub video: Video,
    /// Its film.
    pub film: Option<FilmSheet>,
    /// What happened to it, latest first.
    pub history: Vec<Event>,
}

impl Desk {
    /// Whether this person publishes and withdraws videos.
    #[must_use]
    pub fn may_publish_video(&self) -> bool {
        self.may_edit_site() && self.may_publish()
    }

    /// The office's videos, the newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who do not write the site.
    pub async fn videos(&self) -> Result<Vec<Video>, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        Ok(store::video::of_office(&mut conn, self.placed.body.code.as_str()).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn video(&self, reference: &str) -> Result<VideoSheet, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let video = store::video::by_reference(&mut conn, reference).await?;
        let video = self.own_video(video)?;
        let film = film_sheet(&self.app, &mut conn, &video).await?;
        let history = store::event::of_object(&mut conn, VIDEO, &video.id.to_string(), HISTORY).await?;
        Ok(VideoSheet { video, film, history })
    }

    /// Begins a video as a draft. Its reference.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the content.
    pub async fn new_video(&self, content: Content) -> Result<String, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let content = words::tidied(content);
        check(content.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let video = self.begin_video(&mut tx, |video| video.content = content.clone(), now).await?;
        self.log_video(&mut tx, &video, "begun", json!({ "content": content }), now).await?;
        tx.commit().await?;
        Ok(video.reference)
    }

    /// Begins a draft that has everything of another video, to mend what is public or was.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn copy_video(&self, reference: &str) -> Result<String, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let old = store::video::by_reference(&mut tx, reference).await?;
        let old = self.own_video(old)?;
        let video = self
            .begin_video(
                &mut tx,
                |video| {
                    video.content = old.content.clone();
                    video.film.clone_from(&old.film);
                    video.film_name.clone_from(&old.film_name);
                    video.captions.clone_from(&old.captions);
                    video.poster.clone_from(&old.poster);
                    video.mends = Some(old.id);
                },
                now,
            )
            .await?;
        let data = json!({ "content": video.content, "copied": old.reference });
        self.log_video(&mut tx, &video, "begun", data, now).await?;
        if let Some(film) = &video.film {
            // Waits for a look that ends just now, which plans what it finds for the drafts that it sees.
            self.app.want_examined(&mut tx, film, now).await?;
        }
        self.app.plan_film(&mut tx, &video, Some(self.who.person), now).await?;
        tx.commit().await?;
        Ok(video.reference)
    }

    async fn begin_video(
        &self,
        conn: &mut Conn,
        fill: impl Fn(&mut Video),
        now: Timestamp,
    ) -> Result<Video, AppError> {
        let year = self.placed.body.zone.time_zone().to_datetime(now).year();
        for _ in 0..DRAWS {
            let mut video = Video {
                id: VideoId::new(now, self.app.random()),
                reference: new_reference(year, self.app.random()),
                body: self.placed.body.code.clone(),
                state: VideoState::Draft,
                revision: 1,
                content: Content::default(),
                film: None,
                film_name: String::new(),
                captions: String::new(),
                poster: None,
                created_at: now,
                changed_at: now,
                published_at: None,
                ended_at: None,
                ended_reason: String::new(),
                mends: None,
            };
            fill(&mut video);
            if store::video::insert(conn, &video).await? {
                return Ok(video);
            }
        }
        Err(AppError::Fault("no free reference for a video".to_owned()))
    }

    /// The video, if it is one of this office's.
    fn own_video(&self, found: Option<Video>) -> Result<Video, AppError> {
        found.filter(|video| video.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    /// A draft, locked for a change.
    pub(super) async fn lock_draft(&self, conn: &mut Conn, reference: &str) -> Result<Video, AppError> {
        let video = store::video::lock(conn, reference).await?;
        let mut video = self.own_video(video)?;
        move_on(&mut video, VideoAction::Edit, self.app.now())?;
        Ok(video)
    }

    /// Writes down what was changed, and what it was.
    async fn put_video(
        &self,
        conn: &mut Conn,
        video: &Video,
        kind: &'static str,
        data: Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        store::video::update(conn, video).await?;
        self.log_video(conn, video, kind, data, now).await
    }

    async fn log_video(
        &self,
        conn: &mut Conn,
        video: &Video,
        kind: &'static str,
        mut data: Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if let Some(data) = data.as_object_mut() {
            data.insert("reference".to_owned(), json!(video.reference));
        }
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(&self.placed.body.code),
            round: None,
            object_kind: VIDEO,
            object_id: video.id.to_string(),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }
}

/// Moves a video on; a conflict with its state where that cannot happen.
fn move_on(video: &mut Video, action: VideoAction, now: Timestamp) -> Result<(), AppError> {
    let after = video.state.after(action);
    video.state = after.ok_or(AppError::Conflict(Conflict::State(video.state.code())))?;
    video.revision += 1;
    video.changed_at = now;
    Ok(())
}

/// What is known of the film of a video, where it has one.
async fn film_sheet(app: &App, conn: &mut Conn, video: &Video) -> Result<Option<FilmSheet>, AppError> {
    let Some(film) = video.film.as_deref() else { return Ok(None) };
    let blob = store::evidence::blob(conn, film).await?;
    let blob = blob.ok_or_else(|| AppError::Fault(format!("film {film}: no row")))?;
    let looked = store::examination::of_blobs(conn, &[film]).await?.remove(film);
    let made = store::examination::derivatives(conn, &[film]).await?;
    let has_still = made.get(film).is_some_and(|made| made.iter().any(|one| one.kind == file::STILL));
    let none = Facts::default();
    let fault = judge(
        Film {
            progress: looked.as_ref().map(|looked| looked.progress),
            facts: looked.as_ref().map_or(&none, |looked| &looked.facts),
            is_shut_in: looked.as_ref().is_some_and(|looked| looked.quarantine.is_some()),
        },
        app.longest_film(),
    );
    let is_done = looked.as_ref().is_some_and(|looked| looked.progress == Progress::Done);
    let facts = looked.filter(|_| is_done).and_then(|looked| looked.facts.video);
    let treatment = store::film_treatment::of_film(conn, video.id, film).await?;
    Ok(Some(FilmSheet { blob, facts, fault, has_still, treatment }))
}
