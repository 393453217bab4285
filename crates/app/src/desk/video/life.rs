//! From draft to public, to the next one, and away from the public.

use std::time::Duration;

use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::video::{Captions, FilmFault, REASON_MAX, VideoAction, VideoState};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::video::Video;

use super::super::Desk;
use super::{film_sheet, move_on};
use crate::error::check;
use crate::{AppError, Conflict};

impl Desk {
    /// Publishes a draft. The one that was public is replaced; its reason is the new one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is missing; [`AppError::Conflict`] with another state or revision.
    pub async fn publish_video(&self, reference: &str, revision: i64) -> Result<(), AppError> {
        self.must_publish_video()?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_video_at(&mut tx, reference, revision).await?;
        move_on(&mut video, VideoAction::Publish, now)?;
        let mut problems = video.content.gaps();
        problems.extend(self.film_problems(&mut tx, &video).await?);
        check(problems)?;
        self.make_room(&mut tx, &video, now).await?;
        video.published_at = Some(now);
        let data = json!({
            "content": video.content, "film": video.film.as_deref(), "captions": !video.captions.is_empty(),
        });
        self.put_video(&mut tx, &video, "published", data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes the public one from its place, and what a mended one mends out of sight.
    async fn make_room(&self, conn: &mut Conn, new: &Video, now: Timestamp) -> Result<(), AppError> {
        let present = store::video::lock_published(conn, self.placed.body.code.as_str()).await?;
        let mended = match new.mends {
            Some(id) => store::video::lock_by_id(conn, id).await?,
            None => None,
        };
        let earlier = mended.filter(|old| old.state == VideoState::Replaced);
        for mut old in present.into_iter().chain(earlier) {
            let is_mended = new.mends == Some(old.id);
            let action = if is_mended { VideoAction::Mend } else { VideoAction::Replace };
            move_on(&mut old, action, now)?;
            old.ended_at = Some(now);
            let kind = if is_mended { "mended" } else { "replaced" };
            self.put_video(conn, &old, kind, json!({ "by": new.reference }), now).await?;
        }
        Ok(())
    }

    /// Takes a video from the public, the present one or an earlier one, with a reason.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; as [`Self::publish_video`].
    pub async fn withdraw_video(&self, reference: &str, revision: i64, reason: &str) -> Result<(), AppError> {
        self.must_publish_video()?;
        let reason = reason.trim();
        let wrong = |problem| AppError::field("reason", problem);
        if reason.is_empty() {
            return Err(wrong(Problem::Required));
        }
        if reason.chars().count() > REASON_MAX {
            return Err(wrong(Problem::TooLong { max: REASON_MAX }));
        }
        if reason.chars().any(domain::assessment::is_forbidden) {
            return Err(wrong(Problem::BadCharacters));
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_video_at(&mut tx, reference, revision).await?;
        move_on(&mut video, VideoAction::Withdraw, now)?;
        (video.ended_at, video.ended_reason) = (Some(now), reason.to_owned());
        self.put_video(&mut tx, &video, "withdrawn", json!({ "reason": reason }), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a draft up. Its row stays and is shown no more.
    ///
    /// # Errors
    /// As [`Self::publish_video`].
    pub async fn drop_video(&self, reference: &str, revision: i64) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_video_at(&mut tx, reference, revision).await?;
        move_on(&mut video, VideoAction::Drop, now)?;
        self.app.leave_film(&mut tx, &video, self.who.person, now).await?;
        video.ended_at = Some(now);
        self.put_video(&mut tx, &video, "dropped", json!({}), now).await?;
        tx.commit().await?;
        Ok(())
    }

    fn must_publish_video(&self) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        self.who.must(Action::PublishCatalogue, &self.placed)
    }

    /// The video at the revision that the reader has seen.
    async fn lock_video_at(
        &self,
        conn: &mut Conn,
        reference: &str,
        revision: i64,
    ) -> Result<Video, AppError> {
        let video = store::video::lock(conn, reference).await?;
        let video = self.own_video(video)?;
        if video.revision == revision {
            return Ok(video);
        }
        let value = serde_jcs::to_string(&video.content).unwrap_or_default();
        Err(AppError::Conflict(Conflict::Version { current: video.revision, value }))
    }

    /// What keeps the film and its captions from being published, for people.
    async fn film_problems(&self, conn: &mut Conn, video: &Video) -> Result<Vec<FieldProblem>, AppError> {
        let Some(sheet) = film_sheet(&self.app, conn, video).await? else {
            return Ok(vec![FieldProblem::new("film", Problem::NoFile)]);
        };
        let wrong =
            |field: &str, why: &str| FieldProblem::new(field, Problem::NotNow { why: why.to_owned() });
        if sheet.is_being_treated() {
            return Ok(vec![wrong("film", "video-fault-treated")]);
        }
        if let Some(fault) = sheet.fault {
            return Ok(vec![wrong("film", fault_key(&fault))]);
        }
        // The film may have been replaced since the captions were read.
        let length = sheet.facts.map(|facts| Duration::from_millis(facts.milliseconds));
        let fits = video.captions.is_empty() || Captions::read(video.captions.as_bytes(), length).is_ok();
        Ok(if fits { Vec::new() } else { vec![wrong("captions", "video-fault-captions")] })
    }
}

/// The key of what is said of a fault.
const fn fault_key(fault: &FilmFault) -> &'static str {
    match fault {
        FilmFault::Waiting => "video-fault-waiting",
        FilmFault::ShutIn => "video-fault-shut-in",
        FilmFault::Unreadable => "video-fault-unreadable",
        FilmFault::DoesNotPlay { .. } => "video-fault-does-not-play",
        FilmFault::NoLength => "video-fault-no-length",
        FilmFault::TooLong { .. } => "video-fault-too-long",
    }
}
