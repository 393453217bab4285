//! What is written about a video, and the words of its captions.

use std::time::Duration;

use domain::policy::Action;
use domain::problem::Problem;
use domain::video::{BYTES_MAX, Captions, Content, CueFault, TRANSCRIPT_MAX};
use serde_json::json;
use store::video::Video;
use unicode_normalization::UnicodeNormalization as _;

use super::super::Desk;
use super::film_sheet;
use crate::error::check;
use crate::{AppError, Conflict};

/// What became of captions that were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Captioned {
    /// They are the video's now.
    Kept,
    /// They are not, for these faults; what the video had stays.
    Faulty(Vec<CueFault>),
}

impl Desk {
    /// Writes what is said about a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong; [`AppError::Conflict`] with what is there now when somebody else was
    /// faster, or with the state of what is no draft.
    pub async fn save_video(&self, reference: &str, revision: i64, content: Content) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let content = tidied(content);
        check(content.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_draft(&mut tx, reference).await?;
        if video.content == content {
            return Ok(());
        }
        // The lock has counted this change already.
        if video.revision - 1 != revision {
            let value = serde_jcs::to_string(&video.content).unwrap_or_default();
            return Err(AppError::Conflict(Conflict::Version { current: video.revision - 1, value }));
        }
        video.content = content;
        let data = json!({ "content": video.content });
        self.put_video(&mut tx, &video, "written", data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a draft captions, in place of those that it had.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `captions` for none and for too many bytes; as [`Self::save_video`].
    pub async fn set_captions(&self, reference: &str, bytes: &[u8]) -> Result<Captioned, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size == 0 {
            return Err(AppError::field("captions", Problem::NoFile));
        }
        if size > BYTES_MAX {
            return Err(AppError::field("captions", Problem::FileTooBig { max: BYTES_MAX }));
        }
        let length = self.film_length(reference).await?;
        let captions = match Captions::read(bytes, length) {
            Ok(captions) => captions,
            Err(faults) => return Ok(Captioned::Faulty(faults)),
        };
        self.change(reference, "captioned", |video| {
            let text = captions.write();
            let data = json!({ "cues": captions.cues().len(), "bytes": text.len() });
            video.captions = text;
            Ok(data)
        })
        .await?;
        Ok(Captioned::Kept)
    }

    /// Takes the captions of a draft away.
    ///
    /// # Errors
    /// As [`Self::save_video`].
    pub async fn remove_captions(&self, reference: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        self.change(reference, "captions_removed", |video| {
            video.captions.clear();
            Ok(json!({}))
        })
        .await
    }

    /// Writes the words of the captions as the text of what is said, in place of the one that was there.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `transcript` where there are no captions; as [`Self::save_video`].
    pub async fn transcribe(&self, reference: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        self.change(reference, "transcribed", |video| {
            let captions = Captions::read(video.captions.as_bytes(), None);
            let Ok(captions) = captions else {
                return Err(AppError::field("transcript", Problem::Required));
            };
            video.content.transcript = captions.transcript().chars().take(TRANSCRIPT_MAX).collect();
            video.content.no_transcript.clear();
            Ok(json!({ "content": video.content }))
        })
        .await
    }

    /// Changes a draft in a transaction of its own.
    pub(super) async fn change(
        &self,
        reference: &str,
        kind: &'static str,
        change: impl FnOnce(&mut Video) -> Result<serde_json::Value, AppError>,
    ) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_draft(&mut tx, reference).await?;
        let data = change(&mut video)?;
        self.put_video(&mut tx, &video, kind, data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How long the film of a draft is, where that is known.
    async fn film_length(&self, reference: &str) -> Result<Option<Duration>, AppError> {
        let mut conn = self.app.db().read().await?;
        let video = store::video::by_reference(&mut conn, reference).await?;
        let video = self.own_video(video)?;
        let Some(film) = video.film.as_deref() else { return Ok(None) };
        let sheet = film_sheet(&self.app, &mut conn, film).await?;
        let length = sheet.facts.map(|facts| Duration::from_millis(facts.milliseconds));
        Ok(length.filter(|length| !length.is_zero()))
    }
}

/// The content in one Unicode form, without spaces around.
pub(super) fn tidied(mut content: Content) -> Content {
    let Content { title, speaker, post, transcript, no_transcript, .. } = &mut content;
    for text in [title, speaker, post, transcript, no_transcript] {
        *text = text.replace("\r\n", "\n").trim().nfc().collect();
    }
    content
}
