//! From draft to public, to the next edition, and away from the public.

use domain::content::{ArticleAction, Writing, may_be_offered, offers};
use domain::problem::Problem;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::content::Article;

use super::version::{fitted, pictures_for, untranslated};
use super::write::tidied;
use super::{ArticleMoved, no_edition, step};
use crate::content::faults;
use crate::desk::life::{REASON_MAX, minute_of, reason_of};
use crate::desk::{Desk, Publication};
use crate::error::check;
use crate::{AppError, Conflict};

impl Desk {
    /// Publishes an article, or its next edition, now or from a later minute on. A reason is for the history alone.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is missing, with what is wrong with the text, and for a minute that has passed;
    /// [`AppError::Conflict`] with another state or revision.
    pub async fn publish_article(
        &self,
        reference: &str,
        revision: i64,
        publication: &Publication,
    ) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        step(&mut article, ArticleAction::Publish, now)?;
        let edition = store::content::edition(&mut tx, article.id, article.edition).await?;
        let writing = edition.ok_or_else(|| no_edition(&article))?.writing;
        let pictures = pictures_for(&mut tx, &article).await?;
        let mut problems = writing.gaps(article.kind);
        problems.extend(faults("body", &writing.body, &pictures));
        problems.extend(untranslated(&mut tx, &article, &writing).await?);
        check(problems)?;
        self.privacy_of_article(&mut tx, &article).await?.must_be_answered(true)?;
        let was_seen = match article.withdrawn_at {
            Some(at) => store::content::public_edition(&mut tx, article.id, at).await?.is_some(),
            None => false,
        };
        let visible_from = minute_of(publication, was_seen, now)?;
        article.withdrawn_at = None;
        article.withdrawn_reason.clear();
        let reason = publication.reason.trim();
        if reason.chars().count() > REASON_MAX {
            return Err(AppError::field("reason", Problem::TooLong { max: REASON_MAX }));
        }
        // Editions that wait for their minute would be seen until that of this one.
        store::content::forget_coming(&mut tx, article.id, now).await?;
        let by = (now, self.who.person);
        store::content::publish(&mut tx, article.id, article.edition, by, visible_from, reason).await?;
        let data = json!({ "reason": reason, "visible_from": visible_from.to_string() });
        self.move_article(&mut tx, &article, "published", data, now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// Gives the next edition up; the public one stays.
    ///
    /// # Errors
    /// [`AppError::Conflict`] with another state or revision.
    pub async fn discard_article_edition(
        &self,
        reference: &str,
        revision: i64,
    ) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        step(&mut article, ArticleAction::Discard, now)?;
        let given_up = store::content::edition(&mut tx, article.id, article.edition).await?;
        let given_up = given_up.ok_or_else(|| no_edition(&article))?;
        store::content::delete_edition(&mut tx, article.id, article.edition).await?;
        article.edition -= 1;
        self.move_article(&mut tx, &article, "discarded", json!({ "writing": given_up.writing }), now)
            .await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// Takes an article from the public, here and at the offices that show it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; [`AppError::Conflict`] with another state or revision.
    pub async fn withdraw_article(
        &self,
        reference: &str,
        revision: i64,
        reason: &str,
    ) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        let reason = reason_of(reason)?;
        step(&mut article, ArticleAction::Withdraw, now)?;
        article.withdrawn_at = Some(now);
        article.withdrawn_reason.clone_from(&reason);
        store::content::forget_coming(&mut tx, article.id, now).await?;
        self.move_article(&mut tx, &article, "withdrawn", json!({ "reason": reason }), now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// Writes on with an article that was withdrawn: its next edition begins as a draft.
    ///
    /// # Errors
    /// [`AppError::Conflict`] with another state or revision.
    pub async fn resume_article(&self, reference: &str, revision: i64) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        self.write_on(&mut tx, &mut article, now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// Writes on with an article that was withdrawn, and saves a text that somebody was writing when that happened.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the text; [`AppError::Conflict`] with another state or revision.
    pub async fn rewrite_article(
        &self,
        reference: &str,
        revision: i64,
        writing: Writing,
    ) -> Result<ArticleMoved, AppError> {
        let writing = tidied(writing);
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        let writing = fitted(&mut tx, &article, writing).await?;
        let pictures = pictures_for(&mut tx, &article).await?;
        check(self.text_problems(&mut tx, &writing, &pictures).await?)?;
        self.write_on(&mut tx, &mut article, now).await?;
        store::content::put_edition(&mut tx, article.id, article.edition, &writing).await?;
        self.log_article(&mut tx, &article, "written", json!({ "writing": writing }), now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    async fn write_on(&self, conn: &mut Conn, article: &mut Article, now: Timestamp) -> Result<(), AppError> {
        step(article, ArticleAction::Resume, now)?;
        let newest = store::content::edition(conn, article.id, article.edition).await?;
        let newest = newest.ok_or_else(|| no_edition(article))?;
        if newest.published_at.is_some() {
            article.edition += 1;
            store::content::put_edition(conn, article.id, article.edition, &newest.writing).await?;
        }
        self.move_article(conn, article, "resumed", json!({}), now).await
    }

    /// Offers an article to the offices below, or no longer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] at a body that offers nothing, and for what nobody can offer; [`AppError::Conflict`] with another
    /// revision.
    pub async fn offer_article(
        &self,
        reference: &str,
        revision: i64,
        is_offered: bool,
    ) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.article_at(&mut tx, reference, revision).await?;
        let is_version = article.original.is_some();
        if is_version || !offers(&self.placed.body.level) || !may_be_offered(article.kind, &article.name) {
            return Err(AppError::NotFound);
        }
        if article.offered != is_offered {
            article.offered = is_offered;
            article.revision += 1;
            article.changed_at = now;
            let kind = if is_offered { "offered" } else { "kept" };
            self.move_article(&mut tx, &article, kind, json!({}), now).await?;
            tx.commit().await?;
        }
        Ok(ArticleMoved::of(&article))
    }

    async fn move_article(
        &self,
        conn: &mut Conn,
        article: &Article,
        kind: &'static str,
        data: serde_json::Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        store::content::update(conn, article).await?;
        self.log_article(conn, article, kind, data, now).await?;
        self.app.index_article(conn, article, now).await
    }

    /// The article, locked, as the reader saw it.
    async fn article_at(&self, conn: &mut Conn, reference: &str, revision: i64) -> Result<Article, AppError> {
        let article = self.lock_article(conn, reference).await?;
        if article.revision == revision {
            Ok(article)
        } else {
            let value = String::new();
            Err(AppError::Conflict(Conflict::Version { current: article.revision, value }))
        }
    }
}
