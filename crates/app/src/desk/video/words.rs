//! What is written about a video, and the words of its captions.

use std::time::Duration;

use domain::policy::Action;
use domain::problem::Problem;
use domain::video::{BYTES_MAX, Captions, Content, CueFault, Seen, TRANSCRIPT_MAX, is_unseen, merge};
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
    /// They are not: meanwhile somebody else gave it these.
    Clash {
        /// The captions that are there.
        stored: String,
    },
}

/// What became of words that were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Worded {
    /// They are the draft's now.
    Kept,
    /// They are not: meanwhile somebody else changed some of the same.
    Clash {
        /// Both people's changes; of what both changed, what was sent.
        merged: Box<Content>,
        /// What is there.
        stored: Box<Content>,
        /// The fields that both changed.
        fields: Vec<&'static str>,
    },
}

impl Desk {
    /// Writes what is said about a draft. `seen` is what its writer had before them: only a change of the same words by somebody
    /// else is in the way.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong; [`AppError::Conflict`] with the state of what is no draft.
    pub async fn save_video(
        &self,
        reference: &str,
        seen: &Seen,
        content: Content,
    ) -> Result<Worded, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let content = tidied(content);
        check(content.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut video = self.lock_draft(&mut tx, reference).await?;
        let merged = merge(seen, content, &video.content);
        if !merged.clashes.is_empty() {
            let (stored, fields) = (Box::new(video.content), merged.clashes);
            return Ok(Worded::Clash { merged: Box::new(merged.content), stored, fields });
        }
        if video.content == merged.content {
            return Ok(Worded::Kept);
        }
        video.content = merged.content;
        let data = json!({ "content": video.content });
        self.put_video(&mut tx, &video, "written", data, now).await?;
        tx.commit().await?;
        Ok(Worded::Kept)
    }

    /// Gives a draft captions, in place of those that it had; `seen` is the digest of those that their sender knows of.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `captions` for none and for too many bytes; as [`Self::save_video`].
    pub async fn set_captions(
        &self,
        reference: &str,
        seen: &str,
        bytes: &[u8],
    ) -> Result<Captioned, AppError> {
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
        let text = captions.write();
        let mut clash = None;
        let kept = self.change(reference, "captioned", |video| {
            if video.captions != text && is_unseen(&video.captions, seen) {
                clash = Some(video.captions.clone());
                return Err(stale(video, &video.captions));
            }
            let data = json!({ "cues": captions.cues().len(), "bytes": text.len() });
            video.captions = text;
            Ok(data)
        });
        let kept = kept.await;
        match clash {
            Some(stored) => Ok(Captioned::Clash { stored }),
            None => kept.map(|()| Captioned::Kept),
        }
    }

    /// Takes the captions of a draft away; `seen` as for [`Self::set_captions`].
    ///
    /// # Errors
    /// [`AppError::Conflict`] where there are others by now; as [`Self::save_video`].
    pub async fn remove_captions(&self, reference: &str, seen: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        self.change(reference, "captions_removed", |video| {
            if is_unseen(&video.captions, seen) {
                return Err(stale(video, &video.captions));
            }
            video.captions.clear();
            Ok(json!({}))
        })
        .await
    }

    /// Writes the words of the captions as the text of what is said, in place of the one that was there; `seen` is the digest of
    /// that one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `transcript` where there are no captions; [`AppError::Conflict`] where there is another text by now;
    /// as [`Self::save_video`].
    pub async fn transcribe(&self, reference: &str, seen: &str) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        self.change(reference, "transcribed", |video| {
            if is_unseen(&video.content.transcript, seen) {
                return Err(stale(video, &video.content.transcript));
            }
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
        let Some(sheet) = film_sheet(&self.app, &mut conn, &video).await? else { return Ok(None) };
        let length = sheet.facts.map(|facts| Duration::from_millis(facts.milliseconds));
        Ok(length.filter(|length| !length.is_zero()))
    }
}

/// Somebody else has changed this meanwhile.
fn stale(video: &Video, stored: &str) -> AppError {
    // The lock has counted a change already.
    AppError::Conflict(Conflict::Version { current: video.revision - 1, value: stored.to_owned() })
}

/// The content in one Unicode form, without spaces around.
pub(super) fn tidied(mut content: Content) -> Content {
    let Content { title, speaker, post, transcript, no_transcript, .. } = &mut content;
    for text in [title, speaker, post, transcript, no_transcript] {
        *text = text.replace("\r\n", "\n").trim().nfc().collect();
    }
    content
}
