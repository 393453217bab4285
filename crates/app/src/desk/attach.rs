//! Files that wait at the desk, put into an item that is there already.

use domain::catalogue::ItemState;
use domain::ids::{DroppedFileId, ItemFileId};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::dropped::DroppedFile;

use super::Desk;
use super::file::{FILES_MAX, caption_of};
use super::item::Written;
use super::tray::gone;
use crate::AppError;
use crate::error::check;

/// Most items that a search for one shows.
pub const CHOICES: usize = 20;

/// An item that files can be put into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChoice {
    /// Its name in addresses.
    pub reference: String,
    /// Title of its newest edition.
    pub title: String,
    /// Where it stands.
    pub state: ItemState,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl Desk {
    /// How many files wait at this desk.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who do not write the list.
    pub async fn waiting_files(&self) -> Result<usize, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        Ok(store::dropped::waiting(&mut conn, self.placed.body.code.as_str()).await?.len())
    }

    /// The items of this office, those that were withdrawn left out, whose title or reference has all these words, those changed last
    /// first: at most [`CHOICES`]. Without a word those that were changed last.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who do not write the list.
    pub async fn find_items(&self, words: &str) -> Result<Vec<ItemChoice>, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let words = words.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut conn = self.app.db().read().await?;
        let found = store::catalogue::titles(&mut conn, self.placed.body.code.as_str()).await?;
        let has_all = |line: &store::catalogue::Titled| {
            let text = format!("{} {}", line.title, line.reference).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let choice = |line: store::catalogue::Titled| ItemChoice {
            reference: line.reference,
            title: line.title,
            state: line.state,
            changed_at: line.changed_at,
        };
        Ok(found.into_iter().filter(has_all).take(CHOICES).map(choice).collect())
    }

    /// Puts files that wait into an item, all or none. What is public stays as it is: the next edition begins. Bytes that the item
    /// has already are not added again.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` without any, and with too many; at `file.{id}` for one that waits no longer or may hold
    /// something harmful; at `caption`. [`AppError::Conflict`] with the state of an item that is withdrawn.
    pub async fn attach_waiting(
        &self,
        reference: &str,
        ids: &[DroppedFileId],
        caption: &str,
    ) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let caption = caption_of(caption)?;
        if ids.is_empty() {
            let why = "desk-attach-none-chosen".to_owned();
            return Err(AppError::field("files", Problem::NotNow { why }));
        }
        let tray = self.tray().await?;
        let mut chosen = Vec::new();
        let mut problems = Vec::new();
        for id in ids {
            match tray.iter().find(|one| one.file.id == *id) {
                None => problems.push(not_now(*id, "desk-many-gone")),
                Some(found) if found.is_shut_in => problems.push(not_now(*id, "desk-many-shut-in")),
                Some(found) => chosen.push(&found.file),
            }
        }
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut item = self.lock_item(&mut tx, reference).await?;
        self.open_edition(&mut tx, &mut item, now).await?;
        let mut present = store::catalogue::files(&mut tx, item.id, item.edition).await?;
        for file in chosen {
            if !present.iter().any(|one| one.blob.address == file.blob.address) {
                present.push(self.put_waiting(&mut tx, &item, file, &caption, now).await?);
            }
            // A colleague may have been faster.
            if !store::dropped::close(&mut tx, file.id, Some(item.id), now).await? {
                return Err(gone(file.id));
            }
        }
        if u32::try_from(present.len()).is_ok_and(|count| count > FILES_MAX) {
            return Err(AppError::field("files", Problem::TooManyFiles { max: FILES_MAX }));
        }
        tx.commit().await?;
        Ok(Written { revision: item.revision, state: item.state })
    }

    /// Adds a file that waits to the edition of an item that is being written.
    pub(super) async fn put_waiting(
        &self,
        conn: &mut Conn,
        item: &Item,
        dropped: &DroppedFile,
        caption: &str,
        now: Timestamp,
    ) -> Result<ItemFile, AppError> {
        let file = ItemFile {
            id: ItemFileId::new(now, self.app.random()),
            blob: dropped.blob.clone(),
            name: dropped.name.clone(),
            caption: caption.to_owned(),
            redacted: false,
            added_in: item.edition,
            removed_in: None,
            added_by: self.who.person,
            added_at: now,
        };
        store::catalogue::insert_file(conn, item.id, &file).await?;
        let data = json!({ "id": file.id.to_string(), "name": file.name, "sha256": file.blob.sha256 });
        self.log_item(conn, item, "file_added", data, now).await?;
        Ok(file)
    }
}

fn not_now(id: DroppedFileId, why: &str) -> FieldProblem {
    FieldProblem::new(format!("file.{id}"), Problem::NotNow { why: why.to_owned() })
}
