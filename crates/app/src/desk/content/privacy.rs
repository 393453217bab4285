//! Personal data in an article: in its texts, in the words about its pictures, and in the pictures that its text shows.

use domain::content::Writing;
use sql::Conn;
use store::content::{Article, ArticlePicture};

use super::no_edition;
use super::version::pictures_for;
use crate::desk::Desk;
use crate::desk::privacy::{Part, Privacy, look_through};
use crate::{AppError, Conflict};

impl Desk {
    /// What looks like personal data in the newest edition of an article.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn article_privacy(&self, reference: &str) -> Result<Privacy, AppError> {
        let mut conn = self.app.db().read().await?;
        let article = self.own_article(&mut conn, reference).await?;
        self.privacy_of_article(&mut conn, &article).await
    }

    pub(super) async fn privacy_of_article(
        &self,
        conn: &mut Conn,
        article: &Article,
    ) -> Result<Privacy, AppError> {
        let edition = store::content::edition(conn, article.id, article.edition).await?;
        let writing = edition.ok_or_else(|| no_edition(article))?.writing;
        let named = markup::numbers(&writing.body);
        let mut shown = pictures_for(conn, article).await?;
        shown.retain(|picture| named.contains(&picture.number));
        let answered = store::privacy::article_answered(conn, article.id, article.edition).await?;
        let words = words(&writing, &shown);
        let parts = shown.into_iter().map(|picture| Part {
            id: picture.number.to_string(),
            name: picture.name,
            // What is written about a picture belongs to the words of the article.
            label: String::new(),
            blob: picture.blob.address,
            media: picture.blob.media,
            failed: None,
        });
        look_through(conn, &self.office_known(), &words, parts.collect(), answered).await
    }

    /// Answers the warnings of an article: somebody looked at each of them, and what stands there may be published.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when there are other warnings by now than those with this digest.
    pub async fn answer_article_privacy(&self, reference: &str, digest: &str) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let article = self.lock_article(&mut tx, reference).await?;
        let privacy = self.privacy_of_article(&mut tx, &article).await?;
        if privacy.digest != digest {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: article.revision, value }));
        }
        if privacy.is_answered {
            return Ok(());
        }
        let edition = (article.id, article.edition);
        store::privacy::answer_article(&mut tx, edition, digest, self.who.person, now).await?;
        self.log_article(&mut tx, &article, "privacy_answered", privacy.answer(), now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Everything that is written in an article and about the pictures that it shows.
fn words(writing: &Writing, pictures: &[ArticlePicture]) -> String {
    let Writing { title, lead, body, topic, number, standing_note, link, .. } = writing;
    let words = [title, lead, body, topic, number, standing_note, link];
    let about = pictures.iter().map(|picture| &picture.alternative);
    let words: Vec<&str> = words.into_iter().chain(about).map(String::as_str).collect();
    words.join("\n")
}
