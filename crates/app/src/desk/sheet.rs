//! What the desk shows of its list and of one item.

use domain::ids::ItemFileId;
use domain::policy::Action;
use store::catalogue::{DeskFilter, Edition, Item, ItemFile, Line};
use store::event::Event;

use super::{Desk, ITEM};
use crate::AppError;

/// Items on a page.
pub const PAGE: i64 = 50;
/// Most events that are shown of an item.
const HISTORY: i64 = 200;

/// One page of the office's list.
#[derive(Debug, Clone)]
pub struct SheetList {
    /// The items, those changed last first.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub total: i64,
    /// This page, from 1.
    pub page: i64,
}

/// One item, as the office sees it.
#[derive(Debug, Clone)]
pub struct ItemSheet {
    /// The item.
    pub item: Item,
    /// Its editions, the newest first.
    pub editions: Vec<Edition>,
    /// The files of the newest edition.
    pub files: Vec<ItemFile>,
    /// What happened to it, latest first.
    pub history: Vec<Event>,
}

impl ItemSheet {
    /// The newest edition: the one that is being written, where one is.
    #[must_use]
    pub fn newest(&self) -> Option<&Edition> {
        self.editions.first()
    }

    /// One of its files.
    #[must_use]
    pub fn file(&self, id: ItemFileId) -> Option<&ItemFile> {
        self.files.iter().find(|file| file.id == id)
    }
}

impl Desk {
    /// A page of the office's list, from 1.
    pub async fn items(&self, filter: DeskFilter, page: i64) -> Result<SheetList, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let page = page.clamp(1, 1_000_000);
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let window = ((page - 1) * PAGE, PAGE);
        let (lines, counted) = store::catalogue::desk_list(&mut conn, code, filter, window).await?;
        Ok(SheetList { lines, total: counted.total, page })
    }

    /// One item.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn item(&self, reference: &str) -> Result<ItemSheet, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let item = self.own_item(&mut conn, reference).await?;
        let editions = store::catalogue::editions(&mut conn, item.id).await?;
        let files = store::catalogue::files(&mut conn, item.id, item.edition).await?;
        let history = store::event::of_object(&mut conn, ITEM, &item.id.to_string(), HISTORY).await?;
        Ok(ItemSheet { item, editions, files, history })
    }
}
