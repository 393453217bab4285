//! Files of an item.

use std::error::Error;

use bytes::Bytes;
use domain::ids::{ItemFileId, PersonId};
use domain::policy::Action;
use domain::problem::Problem;
use files::{EvidenceKind, Limits};
use futures_util::Stream;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::evidence::Content;

use super::Desk;
use super::item::{Written, note_item};
use crate::evidence::File;
use crate::office::{Staged, staged_content};
use crate::{App, AppError};

/// Most files of an item.
pub const FILES_MAX: u32 = 50;
/// Most characters of a caption.
const CAPTION_MAX: usize = 300;

/// What the public may be given: documents, tables, pictures, recordings.
pub(crate) const ACCEPTED: [EvidenceKind; 4] =
    [EvidenceKind::Document, EvidenceKind::Spreadsheet, EvidenceKind::Photo, EvidenceKind::Video];

impl Desk {
    /// Keeps the bytes of a file for an item while they come in. Nothing refers to them before [`Self::add_files`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` with what is wrong with the file.
    pub async fn stage_file<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let limits = Limits {
            max_bytes: self.app.settings().file_rules().max_file,
            accepted: ACCEPTED.to_vec(),
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "files").await
    }

    /// Adds kept files to an item, all or none. The same bytes are not added twice.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` without any, or with too many; [`AppError::Conflict`] with the state of an item that
    /// is withdrawn.
    pub async fn add_files(
        &self,
        reference: &str,
        caption: &str,
        files: Vec<Staged>,
    ) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let caption = caption_of(caption)?;
        if files.is_empty() {
            return Err(AppError::field("files", Problem::NoFile));
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut item = self.lock_item(&mut tx, reference).await?;
        self.open_edition(&mut tx, &mut item, now).await?;
        attach(&self.app, &mut tx, &item, self.who.person, &caption, files, now).await?;
        tx.commit().await?;
        Ok(Written { revision: item.revision, state: item.state })
    }

    /// Takes a file away from the edition that is being written. Published editions keep it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the item has no such file, else as [`Self::add_files`].
    pub async fn remove_file(&self, reference: &str, id: ItemFileId) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut item = self.lock_item(&mut tx, reference).await?;
        let file = file_of(&mut tx, &item, id).await?;
        self.open_edition(&mut tx, &mut item, now).await?;
        store::catalogue::remove_file(&mut tx, id, item.edition).await?;
        let data = json!({ "id": id.to_string(), "name": file.name });
        self.log_item(&mut tx, &item, "file_removed", data, now).await?;
        tx.commit().await?;
        Ok(Written { revision: item.revision, state: item.state })
    }

    /// A file of the newest edition, for the office itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for what is in quarantine.
    pub async fn file(&self, reference: &str, id: ItemFileId) -> Result<File, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let item = self.own_item(&mut conn, reference).await?;
        let file = file_of(&mut conn, &item, id).await?;
        crate::evidence::given_out(&self.app, &mut conn, &file.blob, &file.name).await
    }
}

/// Adds kept files to the edition that is being written, in the caller's transaction. How many were not there before.
pub(crate) async fn attach(
    app: &App,
    conn: &mut Conn,
    item: &Item,
    who: PersonId,
    caption: &str,
    files: Vec<Staged>,
    now: Timestamp,
) -> Result<usize, AppError> {
    let mut present = store::catalogue::files(conn, item.id, item.edition).await?;
    let before = present.len();
    for staged in files {
        let Content::File { blob, name } = staged_content(staged) else { continue };
        if present.iter().any(|file| file.blob.address == blob.address) {
            continue;
        }
        app.let_in(conn, &item.body, &blob, "files", now).await?;
        app.want_examined(conn, &blob.address, now).await?;
        let file = ItemFile {
            id: ItemFileId::new(now, app.random()),
            blob,
            name,
            caption: caption.to_owned(),
            redacted: false,
            added_in: item.edition,
            removed_in: None,
            added_by: who,
            added_at: now,
        };
        store::catalogue::insert_file(conn, item.id, &file).await?;
        let data = json!({ "id": file.id.to_string(), "name": file.name, "sha256": file.blob.sha256 });
        note_item(conn, Some(who), item, "file_added", data, now).await?;
        present.push(file);
    }
    if u32::try_from(present.len()).is_ok_and(|count| count > FILES_MAX) {
        return Err(AppError::field("files", Problem::TooManyFiles { max: FILES_MAX }));
    }
    Ok(present.len() - before)
}

/// A file of the newest edition of an item.
pub(super) async fn file_of(conn: &mut Conn, item: &Item, id: ItemFileId) -> Result<ItemFile, AppError> {
    let files = store::catalogue::files(conn, item.id, item.edition).await?;
    files.into_iter().find(|file| file.id == id).ok_or(AppError::NotFound)
}

pub(super) fn caption_of(typed: &str) -> Result<String, AppError> {
    let caption = typed.trim();
    if caption.chars().count() > CAPTION_MAX {
        return Err(AppError::field("caption", Problem::TooLong { max: CAPTION_MAX }));
    }
    if caption.chars().any(domain::assessment::is_forbidden) {
        return Err(AppError::field("caption", Problem::BadCharacters));
    }
    Ok(caption.to_owned())
}
