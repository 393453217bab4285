//! Writing the search index anew: after its words, stems or synonyms have changed with the program.

use domain::ids::{ArticleId, ItemId};
use store::search as index;

use crate::{AppError, Operator};

/// Items or articles that are written with one commit: others wait no longer than for these.
const BATCH: i64 = 50;

/// What was gone through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reindexed {
    /// Items of all offices, also those that are not public and therefore not in the index.
    pub items: u64,
    /// Articles, likewise.
    pub articles: u64,
}

impl Operator {
    /// Brings every item and every article in step with the index, whatever stands in it, and counts the words anew. The service
    /// may run meanwhile. What is ended half way is taken up by doing it again: twice gives the same as once.
    pub async fn reindex(&self) -> Result<Reindexed, AppError> {
        let done = Reindexed { items: self.reindex_items().await?, articles: self.reindex_articles().await? };
        self.app.count_words().await?;
        Ok(done)
    }

    async fn reindex_items(&self) -> Result<u64, AppError> {
        let (mut done, mut last): (u64, Option<ItemId>) = (0, None);
        loop {
            let now = self.app.now();
            let mut tx = self.app.db().write().await?;
            let ids = index::items_after(&mut tx, last, BATCH).await?;
            let Some(&end) = ids.last() else { return Ok(done) };
            for id in ids {
                if let Some(item) = store::catalogue::lock(&mut tx, id).await? {
                    self.app.index_item(&mut tx, &item, now).await?;
                    done += 1;
                }
            }
            tx.commit().await?;
            last = Some(end);
        }
    }

    async fn reindex_articles(&self) -> Result<u64, AppError> {
        let (mut done, mut last): (u64, Option<ArticleId>) = (0, None);
        loop {
            let now = self.app.now();
            let mut tx = self.app.db().write().await?;
            let ids = index::articles_after(&mut tx, last, BATCH).await?;
            let Some(&end) = ids.last() else { return Ok(done) };
            for id in ids {
                if let Some(article) = store::content::lock(&mut tx, id).await? {
                    self.app.index_article(&mut tx, &article, now).await?;
                    done += 1;
                }
            }
            tx.commit().await?;
            last = Some(end);
        }
    }
}
