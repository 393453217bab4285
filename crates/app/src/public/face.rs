//! What every page of an office's site shows of it: its verified number, its look, its host name.

use domain::look::Look;
use store::look::Face;

use super::Public;
use crate::AppError;

impl Public {
    /// The face of the office with this slug.
    pub async fn face(&self, slug: &str) -> Result<Option<Face>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::look::face(&mut conn, slug).await?)
    }

    /// The logo of an office, a JPEG, if it has this hash.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it has not.
    pub async fn logo(&self, slug: &str, hash: &str) -> Result<Vec<u8>, AppError> {
        let mut conn = self.app.db().read().await?;
        store::look::logo(&mut conn, slug, hash).await?.ok_or(AppError::NotFound)
    }

    /// The look of an office, the usual one where nobody has chosen another.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn look(&self, slug: &str) -> Result<Look, AppError> {
        let face = self.face(slug).await?.ok_or(AppError::NotFound)?;
        Ok(face.look.unwrap_or_default())
    }
}
