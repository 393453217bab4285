//! The leaders' video, as everybody may see it.

use domain::facts::VideoFacts;
use store::body::Placed;
use store::evidence::Blob;
use store::video::Video;

use super::Public;
use crate::AppError;
use crate::evidence::File;

/// The video of an office that is public.
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

impl Public {
    /// The video of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office, or none of its videos is public.
    pub async fn video(&self, slug: &str) -> Result<PublicVideo, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let video = store::video::published(&mut conn, placed.body.code.as_str()).await?;
        let video = video.filter(|video| video.state.is_public()).ok_or(AppError::NotFound)?;
        let address = video.film.as_deref().ok_or(AppError::NotFound)?.to_owned();
        let film = store::evidence::blob(&mut conn, &address).await?.ok_or(AppError::NotFound)?;
        let looked = store::examination::of_blobs(&mut conn, &[&address]).await?.remove(&address);
        // What was shut in since is public no longer.
        let looked = looked.filter(|looked| looked.quarantine.is_none()).ok_or(AppError::NotFound)?;
        let facts = looked.facts.video.unwrap_or_default();
        Ok(PublicVideo { placed, video, film, facts })
    }

    /// Whether an office has such a video.
    pub async fn has_video(&self, slug: &str) -> Result<bool, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::video::is_published(&mut conn, slug).await?)
    }

    /// The film of the video with this reference, while it is the public one.
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
        let found = self.video(slug).await?;
        if found.video.reference == reference { Ok(found) } else { Err(AppError::NotFound) }
    }
}
