//! Versions of an article in other languages. Each is an article of its own, with editions and a life of its own; its pictures are
//! those of the original, and the public sees it only beside that.

use domain::content::{ArticleState, Writing, is_older, language_of};
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::content::{Article, ArticlePicture};

use super::{ArticleMoved, no_edition};
use crate::AppError;
use crate::desk::Desk;

/// A version of an article, in the list of its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// Its number.
    pub reference: String,
    /// Its language.
    pub language: String,
    /// Where it stands.
    pub state: ArticleState,
    /// From when the public sees its newest edition, where that is published.
    pub visible_from: Option<Timestamp>,
    /// Whether the original has a newer public edition than the one that it stands on.
    pub is_older: bool,
}

/// The original of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalSheet {
    /// Its number.
    pub reference: String,
    /// Its name in addresses.
    pub name: String,
    /// What stands in it now: the newest edition that is published, else the newest one.
    pub writing: Writing,
    /// The number of that edition.
    pub edition: i64,
    /// Whether the version stands on an older edition.
    pub is_newer: bool,
}

impl Desk {
    /// Begins the version of an article in another language, as a draft that has the words of the original.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `language` for one that is not known, that of the original, and one that is there already;
    /// [`AppError::NotFound`] for a version of a version.
    pub async fn begin_version(&self, reference: &str, language: &str) -> Result<ArticleMoved, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        // One after another: a language is free until the first of two has it.
        let original = self.lock_article(&mut tx, reference).await?;
        if original.original.is_some() {
            return Err(AppError::NotFound);
        }
        let wrong = |problem| Err(AppError::field("language", problem));
        if language.is_empty() {
            return wrong(Problem::Required);
        }
        let Some(language) = language_of(language) else { return wrong(Problem::UnknownOption) };
        let (edition, writing) = newest_public(&mut tx, &original).await?;
        let versions = store::content::versions(&mut tx, original.id).await?;
        let has = |tag: &str| versions.iter().any(|version| version.article.language == tag);
        if writing.language == language.tag || has(language.tag) {
            return wrong(Problem::Taken);
        }
        let tag = language.tag.to_owned();
        let article =
            self.begin_article(&mut tx, original.kind, "", Some((original.id, tag.clone())), now).await?;
        let writing = Writing { language: tag, basis: edition, ..writing };
        store::content::put_edition(&mut tx, article.id, 1, &writing).await?;
        let data = json!({ "writing": writing, "original": original.reference });
        self.log_article(&mut tx, &article, "begun", data, now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }
}

/// The pictures that the text of an article can show: of a version those of its original.
pub(super) async fn pictures_for(
    conn: &mut Conn,
    article: &Article,
) -> Result<Vec<ArticlePicture>, AppError> {
    Ok(store::content::pictures(conn, article.original.unwrap_or(article.id)).await?)
}

/// What the text of a version can say of itself: its language is fixed, and no edition of the original is yet to come.
pub(super) async fn fitted(
    conn: &mut Conn,
    article: &Article,
    mut writing: Writing,
) -> Result<Writing, AppError> {
    let Some(original) = article.original else {
        writing.basis = 0;
        return Ok(writing);
    };
    let original = store::content::by_id(conn, original).await?.ok_or_else(|| no_edition(article))?;
    writing.language.clone_from(&article.language);
    writing.basis = writing.basis.clamp(0, original.edition);
    Ok(writing)
}

/// A version that is still in the words of its original is none.
pub(super) async fn untranslated(
    conn: &mut Conn,
    article: &Article,
    writing: &Writing,
) -> Result<Option<FieldProblem>, AppError> {
    let Some(original) = article.original else { return Ok(None) };
    let original = store::content::by_id(conn, original).await?.ok_or_else(|| no_edition(article))?;
    let (_, told) = newest_public(conn, &original).await?;
    let is_same = writing.body == told.body && writing.title == told.title;
    let why = "content-version-untranslated".to_owned();
    Ok(is_same.then(|| FieldProblem::new("body", Problem::NotNow { why })))
}

/// The versions of an article, by language.
pub(super) async fn versions_of(conn: &mut Conn, article: &Article) -> Result<Vec<VersionLine>, AppError> {
    let versions = store::content::versions(conn, article.id).await?;
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    let newest = newest_published(conn, article).await?.map(|(number, _)| number);
    let line = |version: store::content::Version| VersionLine {
        is_older: is_older(version.newest.writing.basis, newest),
        reference: version.article.reference,
        language: version.article.language,
        state: version.article.state,
        visible_from: version.newest.visible_from,
    };
    Ok(versions.into_iter().map(line).collect())
}

/// The original of a version; nothing for an article that is none.
pub(super) async fn original_of(
    conn: &mut Conn,
    article: &Article,
    writing: &Writing,
) -> Result<Option<OriginalSheet>, AppError> {
    let Some(original) = article.original else { return Ok(None) };
    let original = store::content::by_id(conn, original).await?.ok_or_else(|| no_edition(article))?;
    let newest = newest_published(conn, &original).await?.map(|(number, _)| number);
    let (edition, told) = newest_public(conn, &original).await?;
    Ok(Some(OriginalSheet {
        reference: original.reference,
        name: original.name,
        writing: told,
        edition,
        is_newer: is_older(writing.basis, newest),
    }))
}

/// The newest edition of an article that was published, whether its minute has come or not.
async fn newest_published(conn: &mut Conn, article: &Article) -> Result<Option<(i64, Writing)>, AppError> {
    let editions = store::content::editions(conn, article.id).await?;
    let published = editions.into_iter().find(|edition| edition.published_at.is_some());
    Ok(published.map(|edition| (edition.number, edition.writing)))
}

/// What a version is made of: the newest edition that was published, else the newest one.
async fn newest_public(conn: &mut Conn, article: &Article) -> Result<(i64, Writing), AppError> {
    if let Some(found) = newest_published(conn, article).await? {
        return Ok(found);
    }
    let newest = store::content::edition(conn, article.id, article.edition).await?;
    let newest = newest.ok_or_else(|| no_edition(article))?;
    Ok((newest.number, newest.writing))
}
