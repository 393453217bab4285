//! Pictures of an article.

use std::error::Error;

use bytes::Bytes;
use domain::assessment::is_forbidden;
use domain::content::{ALTERNATIVE_MAX, ArticleAction, PICTURE_BYTES_MAX, PICTURES_MAX};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use files::{EvidenceKind, Limits};
use futures_util::Stream;
use serde_json::json;
use store::content::ArticlePicture;
use store::evidence::Content;

use super::Desk;
use crate::content::{COPY, Readiness, readiness};
use crate::error::check;
use crate::evidence::{File, picture_of};
use crate::office::{Staged, staged_content};
use crate::{AppError, Conflict};

/// What is said of a picture that is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPicture {
    /// What is to be seen.
    pub alternative: String,
    /// It only decorates: whoever does not see it misses nothing.
    pub decoration: bool,
}

impl NewPicture {
    fn problems(&self) -> Vec<FieldProblem> {
        let words = self.alternative.trim();
        let problem = match (words.is_empty(), self.decoration) {
            (true, false) => Some(Problem::Required),
            (false, true) => Some(Problem::NotNow { why: "content-picture-either".to_owned() }),
            _ if words.chars().count() > ALTERNATIVE_MAX => Some(Problem::TooLong { max: ALTERNATIVE_MAX }),
            _ if words.chars().any(|c| is_forbidden(c) || c == '\n') => Some(Problem::BadCharacters),
            _ => None,
        };
        problem.map(|problem| FieldProblem::new("alternative", problem)).into_iter().collect()
    }
}

impl Desk {
    /// Keeps the bytes of a picture while they come in. Nothing refers to them before [`Self::add_picture`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `picture` with what is wrong with the file.
    pub async fn stage_picture<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditSite, &self.placed)?;
        let limits = Limits {
            max_bytes: self.app.settings().file_rules().max_file.min(PICTURE_BYTES_MAX),
            accepted: vec![EvidenceKind::Photo],
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "picture").await
    }

    /// Adds a kept picture to an article; its number. The texts of the article do not change.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `alternative` where nobody says what is to be seen, and at `picture` with too many;
    /// [`AppError::Conflict`] with the state of an article that is withdrawn.
    pub async fn add_picture(
        &self,
        reference: &str,
        said: &NewPicture,
        staged: Staged,
    ) -> Result<u32, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        check(said.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let article = self.lock_article(&mut tx, reference).await?;
        if article.original.is_some() {
            return Err(AppError::field(
                "picture",
                Problem::NotNow { why: "content-version-pictures".to_owned() },
            ));
        }
        if article.state.transition(ArticleAction::Edit).is_none() {
            return Err(AppError::Conflict(Conflict::State(article.state.code())));
        }
        let present = store::content::pictures(&mut tx, article.id).await?;
        let there = present.iter().filter(|picture| picture.removed_at.is_none()).count();
        if u32::try_from(there).is_ok_and(|there| there >= PICTURES_MAX) {
            return Err(AppError::field("picture", Problem::TooManyFiles { max: PICTURES_MAX }));
        }
        let Content::File { blob, name } = staged_content(staged) else {
            return Err(AppError::field("picture", Problem::NoFile));
        };
        self.app.let_in(&mut tx, &article.body, &blob, "picture", now).await?;
        self.app.want_examined(&mut tx, &blob.address, now).await?;
        let picture = ArticlePicture {
            number: present.iter().map(|picture| picture.number).max().unwrap_or(0) + 1,
            blob,
            name,
            alternative: said.alternative.trim().to_owned(),
            decoration: said.decoration,
            added_by: self.who.person,
            added_at: now,
            removed_at: None,
        };
        store::content::insert_picture(&mut tx, article.id, &picture).await?;
        let data = json!({ "number": picture.number, "name": picture.name, "sha256": picture.blob.sha256 });
        self.log_article(&mut tx, &article, "picture_added", data, now).await?;
        tx.commit().await?;
        Ok(picture.number)
    }

    /// Takes a picture away from what can be shown. Editions that were published with it keep it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the article has no such picture.
    pub async fn remove_picture(&self, reference: &str, number: u32) -> Result<(), AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let article = self.lock_article(&mut tx, reference).await?;
        let picture = store::content::picture(&mut tx, article.id, number).await?;
        let picture = picture.filter(|picture| picture.removed_at.is_none()).ok_or(AppError::NotFound)?;
        store::content::remove_picture(&mut tx, article.id, number, now).await?;
        let data = json!({ "number": number, "name": picture.name });
        self.log_article(&mut tx, &article, "picture_removed", data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The copy of a picture, for the office itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and while it is not made.
    pub async fn article_picture(&self, reference: &str, number: u32) -> Result<File, AppError> {
        let mut conn = self.app.db().read().await?;
        let article = self.own_article(&mut conn, reference).await?;
        let owner = article.original.unwrap_or(article.id);
        let picture = store::content::picture(&mut conn, owner, number).await?.ok_or(AppError::NotFound)?;
        let ready = readiness(&mut conn, std::slice::from_ref(&picture)).await?;
        if !matches!(ready.get(&number), Some(Readiness::Ready { .. })) {
            return Err(AppError::NotFound);
        }
        picture_of(&self.app, &mut conn, &picture.blob.address, COPY, 1).await
    }
}
