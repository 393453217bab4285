//! What the desk shows of its articles.

use domain::content::{ArticleAction, Kind, may_be_offered, offers};
use domain::policy::Action;
use store::content::{Article, ArticlePicture, DeskFilter, Edition, Line};
use store::event::Event;

use super::ARTICLE;
use super::version::{OriginalSheet, VersionLine, original_of, pictures_for, versions_of};
use crate::AppError;
use crate::content::{Readiness, readiness};
use crate::desk::Desk;

/// Articles on a page.
pub const ARTICLES: i64 = 50;
/// Most events that are shown of an article.
const HISTORY: i64 = 200;

/// One page of the office's articles of a kind.
#[derive(Debug, Clone)]
pub struct ArticleList {
    /// The articles, those changed last first.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub total: i64,
    /// This page, from 1.
    pub page: i64,
    /// The names of the pages that the office has; nothing for other kinds.
    pub pages: Vec<String>,
}

/// A picture and what can be shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSheet {
    /// The picture.
    pub picture: ArticlePicture,
    /// What can be shown.
    pub readiness: Readiness,
}

/// One article, as the office sees it.
#[derive(Debug, Clone)]
pub struct ArticleSheet {
    /// The article.
    pub article: Article,
    /// Its editions, the newest first.
    pub editions: Vec<Edition>,
    /// Its pictures by number; those that were removed only as long as an edition may show them.
    pub pictures: Vec<PictureSheet>,
    /// What happened to it, latest first.
    pub history: Vec<Event>,
    /// Whether the office can offer it to those below.
    pub may_be_offered: bool,
    /// Its versions in other languages.
    pub versions: Vec<VersionLine>,
    /// The original, where it is a version itself.
    pub original: Option<OriginalSheet>,
}

impl ArticleSheet {
    /// Whether the article can be written: it was not withdrawn.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.article.state.transition(ArticleAction::Edit).is_some()
    }

    /// The newest edition: the one that is being written, where one is.
    #[must_use]
    pub fn newest(&self) -> Option<&Edition> {
        self.editions.first()
    }

    /// The pictures that texts can show from now on.
    pub fn there(&self) -> impl Iterator<Item = &PictureSheet> {
        self.pictures.iter().filter(|found| found.picture.removed_at.is_none())
    }
}

impl Desk {
    /// A page of the office's articles of a kind, from 1.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office.
    pub async fn articles(&self, kind: Kind, filter: DeskFilter, page: i64) -> Result<ArticleList, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let page = page.clamp(1, 1_000_000);
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let window = ((page - 1) * ARTICLES, ARTICLES);
        let (lines, total) = store::content::desk_list(&mut conn, code, kind, filter, window).await?;
        let pages = match kind {
            Kind::Page => store::content::pages_of(&mut conn, code).await?,
            _ => Vec::new(),
        };
        Ok(ArticleList { lines, total, page, pages })
    }

    /// One article.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn article(&self, reference: &str) -> Result<ArticleSheet, AppError> {
        let mut conn = self.app.db().read().await?;
        let article = self.own_article(&mut conn, reference).await?;
        let editions = store::content::editions(&mut conn, article.id).await?;
        let found = pictures_for(&mut conn, &article).await?;
        let ready = readiness(&mut conn, &found).await?;
        let pictures = found.into_iter().map(|picture| PictureSheet {
            readiness: ready.get(&picture.number).copied().unwrap_or(Readiness::Never),
            picture,
        });
        let history = store::event::of_object(&mut conn, ARTICLE, &article.id.to_string(), HISTORY).await?;
        let versions = versions_of(&mut conn, &article).await?;
        let original = match editions.first() {
            Some(newest) => original_of(&mut conn, &article, &newest.writing).await?,
            None => None,
        };
        Ok(ArticleSheet {
            may_be_offered: article.original.is_none()
                && offers(&self.placed.body.level)
                && may_be_offered(article.kind, &article.name),
            versions,
            original,
            pictures: pictures.collect(),
            article,
            editions,
            history,
        })
    }
}
