//! The whole list of an office for programs, piece by piece, so that a long one is never whole in memory.

use std::collections::BTreeMap;

use domain::ids::{ItemFileId, ItemId};
use jiff::Timestamp;
use store::body::Placed;
use store::catalogue::{ItemFile, PublicFilter, PublicLine};

use super::Public;
use super::file::given;
use crate::{App, AppError};

/// Items that are read at once.
const PIECE: i64 = 500;

/// The list of an office, as it is read.
#[derive(Debug)]
pub struct Listing {
    app: App,
    /// Whose.
    pub placed: Placed,
    /// How many items there were of those asked for when the reading began.
    pub total: i64,
    filter: PublicFilter,
    now: Timestamp,
    last: Option<PublicLine>,
    is_over: bool,
}

impl Public {
    /// Begins to read the whole list of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn listing(&self, slug: &str, filter: PublicFilter) -> Result<Listing, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let counts = store::catalogue::public_counts(&mut conn, placed.body.code.as_str(), now).await?;
        let wanted = counts.iter().filter(|(class, year, _)| filter.wants(*class, *year));
        let total = wanted.map(|(.., count)| count).sum();
        Ok(Listing { app: self.app.clone(), placed, total, filter, now, last: None, is_over: false })
    }
}

impl Listing {
    /// The next items; none at the end. What was withdrawn since the reading began is not among them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn next(&mut self) -> Result<Vec<PublicLine>, AppError> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let piece = (self.last.as_ref(), PIECE);
        let lines = store::catalogue::public_page(&mut conn, code, self.filter, self.now, piece).await?;
        self.is_over = !i64::try_from(lines.len()).is_ok_and(|count| count == PIECE);
        self.last = lines.last().cloned();
        Ok(lines)
    }

    /// The files of these items by item, as the public gets them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn files(&self, lines: &[PublicLine]) -> Result<BTreeMap<ItemId, Vec<ItemFile>>, AppError> {
        let ids: Vec<ItemId> = lines.iter().map(|line| line.id).collect();
        let mut conn = self.app.db().read().await?;
        let found = store::catalogue::public_files(&mut conn, &ids, self.now).await?;
        let item_of: BTreeMap<ItemFileId, ItemId> =
            found.iter().flat_map(|(item, files)| files.iter().map(|file| (file.id, *item))).collect();
        let given = given(&mut conn, found.into_values().flatten().collect()).await?;
        let mut by_item: BTreeMap<ItemId, Vec<ItemFile>> = BTreeMap::new();
        for file in given.files {
            if let Some(item) = item_of.get(&file.id) {
                by_item.entry(*item).or_default().push(file);
            }
        }
        Ok(by_item)
    }
}
