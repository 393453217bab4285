//! The leaders' videos, as everybody may see them: the present one, and earlier ones.

use domain::facts::VideoFacts;
use domain::video::VideoState;
use sql::Conn;
use store::body::Placed;
use store::evidence::Blob;
use store::video::Video;

use super::Public;
use crate::AppError;
use crate::evidence::File;

/// Most earlier videos of one office that are shown: one a year for a long time.
const EARLIER_MAX: i64 = 40;

/// A video of an office that is public.
#[derive(Debug, Clone)]
pub struct PublicVideo {
    /// Whose.
    pub placed: Placed,
    /// The video.
    pub video: Video,
    /// Its film.
    pub film: Blob,
    /// What was found in the film.
    pub facts: VideoFacts,
}

/// All that is public of an office's videos; at least one.
#[derive(Debug, Clone)]
pub struct PublicVideos {
    /// Whose.
    pub placed: Placed,
    /// The present one.
    pub present: Option<PublicVideo>,
    /// Those of before, the latest first.
    pub earlier: Vec<Video>,
}

impl Public {
    /// The present video of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office, or none of its videos is the present one.
    pub async fn video(&self, slug: &str) -> Result<PublicVideo, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let video = store::video::published(&mut conn, placed.body.code.as_str()).await?;
        shown(&mut conn, placed, video).await
    }

    /// The present video of an office and those of before, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office, or none of its videos is public.
    pub async fn videos(&self, slug: &str) -> Result<PublicVideos, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let earlier = store::video::earlier(&mut conn, code, EARLIER_MAX).await?;
        let present = store::video::published(&mut conn, code).await?;
        let present = match shown(&mut conn, placed.clone(), present).await {
            Ok(present) => Some(present),
            Err(AppError::NotFound) => None,
            Err(other) => return Err(other),
        };
        if present.is_none() && earlier.is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(PublicVideos { placed, present, earlier })
    }

    /// A video of before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference that is public.
    pub async fn earlier_video(&self, slug: &str, reference: &str) -> Result<PublicVideo, AppError> {
        let found = self.video_at(slug, reference).await?;
        if found.video.state == VideoState::Replaced { Ok(found) } else { Err(AppError::NotFound) }
    }

    /// Whether an office has such a video, the present one or one of before.
    pub async fn has_video(&self, slug: &str) -> Result<bool, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::video::is_published(&mut conn, slug).await?)
    }

    /// The film of the video with this reference, while it is public.
    ///
    /// # Errors
    /// As [`Self::video`], and for every other reference.
    pub async fn video_film(&self, slug: &str, reference: &str) -> Result<File, AppError> {
        let found = self.video_at(slug, reference).await?;
        let mut conn = self.app.db().read().await?;
        let name = format!("{}.{}", found.video.reference, found.film.media);
        crate::evidence::given_out(&self.app, &mut conn, &found.film, &name).await
    }

    /// Its picture.
    ///
    /// # Errors
    /// As [`Self::video_film`]; [`AppError::NotFound`] also where it has none.
    pub async fn video_poster(&self, slug: &str, reference: &str) -> Result<File, AppError> {
        let found = self.video_at(slug, reference).await?;
        crate::evidence::own_picture(&self.app, found.video.poster.as_deref()).await
    }

    /// Its captions, as `WebVTT`.
    ///
    /// # Errors
    /// As [`Self::video_poster`].
    pub async fn video_captions(&self, slug: &str, reference: &str) -> Result<String, AppError> {
        let found = self.video_at(slug, reference).await?;
        if found.video.captions.is_empty() { Err(AppError::NotFound) } else { Ok(found.video.captions) }
    }

    async fn video_at(&self, slug: &str, reference: &str) -> Result<PublicVideo, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let video = store::video::by_reference(&mut conn, reference).await?;
        let video = video.filter(|video| video.body == placed.body.code);
        shown(&mut conn, placed, video).await
    }
}

/// A video with its film, as far as everybody may see it.
async fn shown(conn: &mut Conn, placed: Placed, video: Option<Video>) -> Result<PublicVideo, AppError> {
    let video = video.filter(|video| video.state.is_public()).ok_or(AppError::NotFound)?;
    let address = video.film.as_deref().ok_or(AppError::NotFound)?.to_owned();
    let film = store::evidence::blob(conn, &address).await?.ok_or(AppError::NotFound)?;
    let looked = store::examination::of_blobs(conn, &[&address]).await?.remove(&address);
    // What was shut in since is public no longer.
    let looked = looked.filter(|looked| looked.quarantine.is_none()).ok_or(AppError::NotFound)?;
    let facts = looked.facts.video.unwrap_or_default();
    Ok(PublicVideo { placed, video, film, facts })
}
