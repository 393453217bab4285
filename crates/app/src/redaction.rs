//! Blacking out: the document without what lay below its boxes takes the place of the first one in the edition that is being
//! written.

use std::convert::Infallible;

use bytes::Bytes;
use domain::catalogue::ItemState;
use domain::ids::{ItemFileId, RedactionId};
use domain::redaction::{Area, Progress};
use files::examine::Area as Place;
use files::examiner::MakeError;
use files::{Address, EvidenceKind, Limits, Stored};
use futures_util::stream;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::evidence::Blob;
use store::redaction::Redaction;

use crate::desk::{REDACTION_FAILED, note_item};
use crate::{App, AppError};

/// What a blacked-out document may have in bytes: as much as a worker may write.
const BYTES: u64 = 64 << 20;
/// Most characters of a file's name before the mark and the suffix.
const STEM: usize = 100;

impl App {
    /// The job of [`crate::jobs::Work::Redact`]. Doing it twice gives the same.
    pub(crate) async fn redact(&self, id: RedactionId) -> Result<(), AppError> {
        let (wish, file) = {
            let mut conn = self.db().read().await?;
            let wish = store::redaction::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
            if wish.progress != Progress::Waiting {
                return Ok(());
            }
            let file = store::catalogue::file(&mut conn, wish.file).await?.ok_or(AppError::NotFound)?;
            (wish, file)
        };
        let made = self.redacted(&file.blob.address, &wish.areas).await?;
        let now = self.now();
        let mut tx = self.db().write().await?;
        let item = store::catalogue::lock(&mut tx, wish.item).await?.ok_or(AppError::NotFound)?;
        // Another replica may have been faster.
        let wish = store::redaction::by_id(&mut tx, id).await?;
        let Some(wish) = wish.filter(|wish| wish.progress == Progress::Waiting) else { return Ok(()) };
        match made {
            Some(made) if still_there(&mut tx, &item, &file).await? => {
                self.take_the_place(&mut tx, item, &wish, &file, made, now).await?;
            }
            _ => self.end_in_vain(&mut tx, &item, &wish, &file, now).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Gives a wish up whose job was tried for the last time. One that was ended before stays as it is.
    pub(crate) async fn give_redaction_up(
        &self,
        conn: &mut Conn,
        id: RedactionId,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Some(wish) = store::redaction::by_id(conn, id).await? else { return Ok(()) };
        let item = store::catalogue::lock(conn, wish.item).await?;
        let file = store::catalogue::file(conn, wish.file).await?;
        match (item, file) {
            (Some(item), Some(file)) if wish.progress == Progress::Waiting => {
                self.end_in_vain(conn, &item, &wish, &file, now).await
            }
            _ => Ok(()),
        }
    }

    /// Ends a wish that came to nothing: the file is as it was, which whoever had the wish has to know.
    async fn end_in_vain(
        &self,
        conn: &mut Conn,
        item: &Item,
        wish: &Redaction,
        file: &ItemFile,
        now: Timestamp,
    ) -> Result<(), AppError> {
        store::redaction::end(conn, wish.id, None, now).await?;
        let by = Some(wish.asked_by);
        note_item(conn, by, item, "redaction_failed", json!({ "name": file.name }), now).await?;
        self.tell_of_file(conn, item, wish.asked_by, (REDACTION_FAILED, &file.name)).await
    }

    /// A stored PDF without what lies below these boxes, stored too; nothing where it cannot be done.
    pub(crate) async fn redacted(&self, blob: &str, areas: &[Area]) -> Result<Option<Stored>, AppError> {
        let address: Address = blob.parse().map_err(|_| AppError::Fault(format!("blob {blob}: address")))?;
        let places = areas.iter().map(|area| {
            let Area { page, left, top, right, bottom } = *area;
            Place { page, left, top, right, bottom }
        });
        let parts = self.parts();
        let bytes = match parts.examiner.redact(&parts.files, &address, places.collect()).await {
            Ok(bytes) => bytes,
            Err(MakeError::Nothing(facts)) => {
                tracing::warn!(blob, %facts, "a document could not be blacked out");
                return Ok(None);
            }
            Err(MakeError::Examine(error)) => return Err(AppError::Unavailable(error.to_string())),
        };
        let accepted = vec![EvidenceKind::Document];
        let limits = Limits { max_bytes: BYTES, accepted, file_name: "redacted.pdf".to_owned() };
        let stored = parts.files.put(stream::iter([Ok::<Bytes, Infallible>(bytes)]), &limits).await;
        stored.map(Some).map_err(|error| AppError::Unavailable(error.to_string()))
    }

    async fn take_the_place(
        &self,
        conn: &mut Conn,
        mut item: Item,
        wish: &Redaction,
        before: &ItemFile,
        made: Stored,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let blob = Blob {
            address: made.address.to_string(),
            sha256: made.sha256,
            size: i64::try_from(made.size).unwrap_or(i64::MAX),
            media: made.media.code().to_owned(),
        };
        // Whoever takes personal data out is not stopped for want of room.
        self.keep_for(conn, &item.body, &blob, now).await?;
        self.want_examined(conn, &blob.address, now).await?;
        let file = ItemFile {
            id: ItemFileId::new(now, self.random()),
            blob,
            name: self.marked(&before.name),
            caption: before.caption.clone(),
            redacted: true,
            added_in: item.edition,
            removed_in: None,
            added_by: wish.asked_by,
            added_at: now,
        };
        store::catalogue::insert_file(conn, item.id, &file).await?;
        store::catalogue::remove_file(conn, before.id, item.edition).await?;
        // Whoever looks the item over has seen the file as it is now.
        item.revision += 1;
        item.changed_at = now;
        store::catalogue::update(conn, &item).await?;
        store::redaction::end(conn, wish.id, Some(file.id), now).await?;
        let data = json!({
            "id": file.id.to_string(), "name": file.name, "sha256": file.blob.sha256,
            "before": before.id.to_string(), "boxes": wish.areas.len(),
        });
        note_item(conn, Some(wish.asked_by), &item, "file_redacted", data, now).await
    }

    /// The name of a file with the mark that parts of it are blacked out.
    fn marked(&self, name: &str) -> String {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem: String = stem.chars().take(STEM).collect();
        format!("{stem} ({}).pdf", self.operator_texts().redaction_mark())
    }
}

/// Whether the item is still being written and still has the file.
async fn still_there(conn: &mut Conn, item: &Item, file: &ItemFile) -> Result<bool, AppError> {
    if !matches!(item.state, ItemState::Draft | ItemState::Revised) {
        return Ok(false);
    }
    let files = store::catalogue::files(conn, item.id, item.edition).await?;
    Ok(files.iter().any(|one| one.id == file.id))
}
