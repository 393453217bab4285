//! What everybody may read of the tree.

use domain::body::Body;
use sql::paging::{self, Limit, Page};
use store::body::{Placed, Search};
use store::round::Round;

use super::succession::{Followed, Preceded, followed, preceded};
use crate::{App, AppError};

/// Bodies on one page of a list.
const PAGE: u32 = 50;
/// Most characters of the words that are searched for.
const WORDS_MAX: usize = 100;

/// What a list of bodies is asked for; everything empty asks for all.
#[derive(Debug, Clone, Default)]
pub struct BodySearch {
    /// A part of the name.
    pub words: String,
    /// Slug or code of a body: it and those below.
    pub under: String,
    /// Code of a level.
    pub level: String,
    /// Where the page before ended.
    pub after: String,
}

/// One page of what was found.
#[derive(Debug, Clone)]
pub struct FoundBodies {
    /// The bodies, by code.
    pub page: Page<Placed>,
    /// How many there are on all pages.
    pub total: i64,
}

/// An office and where it stands.
#[derive(Debug, Clone)]
pub struct BodyPage {
    /// The office.
    pub placed: Placed,
    /// The offices above, from the root down.
    pub above: Vec<Body>,
    /// How many stand right under it.
    pub children: usize,
    /// The announced rounds that have a result of the office or of one right under it.
    pub rounds: Vec<Round>,
    /// Who stands in its place; `None` while it goes on.
    pub followed: Option<Followed>,
    /// The offices before it, the nearest first.
    pub before: Vec<Preceded>,
}

impl App {
    /// The bodies that a search finds.
    pub async fn bodies(&self, asked: &BodySearch) -> Result<FoundBodies, AppError> {
        let under = match asked.under.as_str() {
            "" => None,
            under => match self.placed(under).await {
                Ok(placed) => Some(placed),
                // A body that is not there has none below it.
                Err(AppError::NotFound) => return Ok(nothing()),
                Err(other) => return Err(other),
            },
        };
        let after = match asked.after.as_str() {
            "" => String::new(),
            cursor => paging::decode(cursor).map_err(|_| AppError::NotFound)?,
        };
        let words = asked.words.trim().chars().take(WORDS_MAX).collect();
        let search = Search { words, under, level: asked.level.clone() };
        let limit = Limit::new(None, PAGE, PAGE);
        let mut conn = self.db().read().await?;
        let rows = store::body::search(&mut conn, &search, &after, limit.rows()).await?;
        let total = store::body::count(&mut conn, &search).await?;
        Ok(FoundBodies { page: Page::new(rows, limit, |placed| placed.body.code.to_string()), total })
    }

    /// The bodies right under one (slug or code), or the roots, by code.
    pub async fn bodies_under(&self, parent: Option<&str>) -> Result<Vec<Body>, AppError> {
        let parent = match parent {
            Some(parent) => Some(self.placed(parent).await?.body.code),
            None => None,
        };
        let mut conn = self.db().read().await?;
        Ok(store::body::children(&mut conn, parent.as_ref().map(AsRef::as_ref)).await?)
    }

    /// The codes of the levels that the tree has, from the root down.
    pub async fn levels(&self) -> Result<Vec<String>, AppError> {
        let mut conn = self.db().read().await?;
        Ok(store::body::levels(&mut conn).await?)
    }

    /// The office with this slug.
    pub async fn office_page(&self, slug: &str) -> Result<BodyPage, AppError> {
        let mut conn = self.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let mut above = Vec::new();
        for code in placed.above.iter().rev() {
            above.extend(store::body::by_code(&mut conn, code.as_str()).await?.map(|placed| placed.body));
        }
        let children = store::body::children(&mut conn, Some(placed.body.code.as_str())).await?.len();
        let rounds = crate::public::announced_with(&mut conn, &placed.body.code).await?;
        let successions = store::succession::all(&mut conn).await?;
        let followed = followed(&mut conn, &successions, &placed.body.code).await?;
        let before = preceded(&mut conn, &successions, &placed.body.code).await?;
        Ok(BodyPage { placed, above, children, rounds, followed, before })
    }
}

fn nothing() -> FoundBodies {
    FoundBodies { page: Page { items: Vec::new(), next: None }, total: 0 }
}
