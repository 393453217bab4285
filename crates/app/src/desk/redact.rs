//! Blacking out parts of a file at the desk.

use domain::facts::Progress;
use domain::ids::{ItemFileId, RedactionId};
use domain::policy::Action;
use domain::problem::Problem;
use domain::redaction::{Area, problems};
use files::Address;
use serde_json::json;
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::examination::Derivative;
use store::redaction::Redaction;
use tokio::sync::Semaphore;

use super::Desk;
use super::file::file_of;
use super::privacy::FilePrivacy;
use crate::AppError;
use crate::error::check;
use crate::evidence::{File, picture_of};
use crate::jobs::Work;

/// Pages that are painted for people who wait for them, at the same time in one process.
static PAINTED: Semaphore = Semaphore::const_new(1);

/// A PDF that can be blacked out.
#[derive(Debug, Clone)]
pub struct RedactionSheet {
    /// The file and what was found in it.
    pub privacy: FilePrivacy,
    /// The file itself.
    pub file: ItemFile,
    /// Wishes for this file, the first one first.
    pub wishes: Vec<Redaction>,
}

impl Desk {
    /// A PDF of the newest edition, to be blacked out.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for other files; [`AppError::Invalid`] at `boxes` while the look inside is not over, and where
    /// it found no pages.
    pub async fn redaction_sheet(&self, reference: &str, id: ItemFileId) -> Result<RedactionSheet, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let item = self.own_item(&mut conn, reference).await?;
        self.sheet_of(&mut conn, &item, id).await
    }

    async fn sheet_of(
        &self,
        conn: &mut Conn,
        item: &Item,
        id: ItemFileId,
    ) -> Result<RedactionSheet, AppError> {
        let file = file_of(conn, item, id).await?;
        must_be_pdf(&file)?;
        let privacy = self.privacy_of(conn, item).await?;
        let name = id.to_string();
        let privacy = privacy.files.into_iter().find(|one| one.id == name).ok_or(AppError::NotFound)?;
        let mut wishes = store::redaction::of_item(conn, item.id).await?;
        wishes.retain(|wish| wish.file == id);
        Ok(RedactionSheet { privacy, file, wishes })
    }

    /// The picture of one page, from 1, on which boxes are drawn.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such page; [`AppError::Unavailable`] when it cannot be painted now.
    pub async fn redaction_page(
        &self,
        reference: &str,
        id: ItemFileId,
        number: u32,
    ) -> Result<File, AppError> {
        let sheet = self.redaction_sheet(reference, id).await?;
        if number == 0 || number > sheet.privacy.pages.min(domain::redaction::PAGES_MAX) {
            return Err(AppError::NotFound);
        }
        let blob = sheet.file.blob.address;
        let mut conn = self.app.db().read().await?;
        match picture_of(&self.app, &mut conn, &blob, "page", number).await {
            Err(AppError::NotFound) => {}
            found => return found,
        }
        drop(conn);
        self.paint(&blob, number).await?;
        picture_of(&self.app, &mut self.app.db().read().await?, &blob, "page", number).await
    }

    /// Paints a page beyond those that every look paints, and keeps it with them.
    async fn paint(&self, blob: &str, number: u32) -> Result<(), AppError> {
        let address: Address = blob.parse().map_err(|_| AppError::NotFound)?;
        let unavailable = |error: String| AppError::Unavailable(error);
        let _permit = PAINTED.acquire().await.map_err(|error| unavailable(error.to_string()))?;
        let parts = self.app.parts();
        let page = parts.examiner.page(&parts.files, &address, number).await;
        let page = page.map_err(|error| unavailable(error.to_string()))?;
        let kept = parts.files.keep(page.bytes).await.map_err(|error| unavailable(error.to_string()))?;
        let made = Derivative {
            kind: page.kind,
            position: page.position,
            address: kept.address.to_string(),
            sha256: kept.sha256,
            media: page.media.code().to_owned(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            width: page.width,
            height: page.height,
        };
        let mut tx = self.app.db().write().await?;
        store::examination::add_derivative(&mut tx, blob, &made).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Wishes that nothing below these boxes is left of a PDF. It is made in the background and takes the file's place.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the boxes, and at `boxes` while another wish for the file waits;
    /// [`AppError::Conflict`] with the state of an item that is withdrawn.
    pub async fn redact(&self, reference: &str, id: ItemFileId, areas: Vec<Area>) -> Result<(), AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let sheet = self.redaction_sheet(reference, id).await?;
        must_be_seen(&sheet.privacy)?;
        check(problems(&areas, sheet.privacy.pages))?;
        let mut tx = self.app.db().write().await?;
        let mut item = self.lock_item(&mut tx, reference).await?;
        let file = file_of(&mut tx, &item, id).await?;
        let wishes = store::redaction::of_item(&mut tx, item.id).await?;
        if wishes.iter().any(|wish| wish.file == id && wish.progress == Progress::Waiting) {
            return Err(not_now("redaction-waiting"));
        }
        self.open_edition(&mut tx, &mut item, now).await?;
        let wish = Redaction {
            id: RedactionId::new(now, self.app.random()),
            item: item.id,
            file: id,
            areas,
            progress: Progress::Waiting,
            made: None,
            asked_by: self.who.person,
            asked_at: now,
        };
        store::redaction::insert(&mut tx, &wish).await?;
        self.app.put_off(&mut tx, &Work::Redact { id: wish.id }, now).await?;
        let data = json!({ "name": file.name, "boxes": wish.areas.len() });
        self.log_item(&mut tx, &item, "redaction_asked", data, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn not_now(why: &str) -> AppError {
    AppError::field("boxes", Problem::NotNow { why: why.to_owned() })
}

fn must_be_pdf(file: &ItemFile) -> Result<(), AppError> {
    if file.blob.media == files::Media::Pdf.code() { Ok(()) } else { Err(AppError::NotFound) }
}

/// Boxes are drawn on what was seen.
fn must_be_seen(privacy: &FilePrivacy) -> Result<(), AppError> {
    if !privacy.is_looked_at() {
        return Err(not_now("redaction-unseen"));
    }
    if privacy.pages == 0 { Err(not_now("redaction-broken")) } else { Ok(()) }
}
