//! Many files at once: dropped at the desk, looked into, confirmed by somebody, and made drafts of the list in one step.

use std::collections::BTreeMap;

use domain::catalogue::Content;
use domain::document::Guess;
use domain::facts::Progress;
use domain::ids::{DroppedFileId, PersonId};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use files::EvidenceKind;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::dropped::{Double, DroppedFile};
use store::event::NewEvent;
use store::evidence::{Blob, Content as Kept};

use super::item::tidied;
use super::{Desk, UPLOAD};
use crate::error::check;
use crate::office::{Staged, staged_content};
use crate::{App, AppError};

/// Most files that wait at one desk.
pub const TRAY_MAX: u32 = 50;
/// How long a file waits.
pub const DROPPED_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Files that are forgotten in one go.
const FORGOTTEN_AT_ONCE: i64 = 500;

/// What may be dropped: what an item may have.
pub(super) const ACCEPTED: [EvidenceKind; 4] = super::file::ACCEPTED;

/// A file that waits, with what is known of it.
#[derive(Debug, Clone)]
pub struct TrayFile {
    /// The file.
    pub file: DroppedFile,
    /// How far the look inside has come.
    pub progress: Progress,
    /// Whether it may hold something harmful: no item can be made of it.
    pub is_shut_in: bool,
    /// What it seems to be called, and of which day it seems to be.
    pub guess: Guess,
    /// Items of the list that have the same bytes.
    pub doubles: Vec<Double>,
}

/// What somebody says of a file that waits.
#[derive(Debug, Clone)]
pub struct TrayRow {
    /// Which file.
    pub id: DroppedFileId,
    /// What is written about it.
    pub content: Content,
}

/// The drafts that were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// References of the items, in the order of the files.
    pub references: Vec<String>,
}

impl Desk {
    /// The files that wait at this desk, in the order in which they came.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who do not write the list.
    pub async fn tray(&self) -> Result<Vec<TrayFile>, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let waiting = store::dropped::waiting(&mut conn, code).await?;
        let blobs: Vec<String> = waiting.iter().map(|file| file.blob.address.clone()).collect();
        let addresses: Vec<&str> = blobs.iter().map(String::as_str).collect();
        let mut known = store::examination::of_blobs(&mut conn, &addresses).await?;
        let mut doubles: BTreeMap<String, Vec<Double>> = BTreeMap::new();
        for double in store::dropped::doubles(&mut conn, code, &blobs).await? {
            doubles.entry(double.blob.clone()).or_default().push(double);
        }
        let describe = |file: DroppedFile| {
            let looked = known.remove(&file.blob.address);
            TrayFile {
                progress: looked.as_ref().map_or(Progress::Waiting, |looked| looked.progress),
                is_shut_in: looked.as_ref().is_some_and(|looked| looked.quarantine.is_some()),
                guess: looked.map(|looked| looked.facts.guess).unwrap_or_default(),
                doubles: doubles.remove(&file.blob.address).unwrap_or_default(),
                file,
            }
        };
        Ok(waiting.into_iter().map(describe).collect())
    }

    /// Has kept files wait at this desk. Names of those that waited already.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` without any, or with too many.
    pub async fn drop_files(&self, files: Vec<Staged>) -> Result<Vec<String>, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        if files.is_empty() {
            return Err(AppError::field("files", Problem::NoFile));
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut present = Vec::new();
        for staged in files {
            let Kept::File { blob, name } = staged_content(staged) else { continue };
            if !self.drop_file(&mut tx, blob, name.clone(), now).await? {
                present.push(name);
            }
        }
        tx.commit().await?;
        Ok(present)
    }

    /// Has a file wait, in a transaction of the caller. `false` where the same bytes wait already.
    pub(super) async fn drop_file(
        &self,
        conn: &mut Conn,
        blob: Blob,
        name: String,
        now: Timestamp,
    ) -> Result<bool, AppError> {
        self.app.let_in(conn, &self.placed.body.code, &blob, "files", now).await?;
        let file = DroppedFile {
            id: DroppedFileId::new(now, self.app.random()),
            body: self.placed.body.code.clone(),
            person: self.who.person,
            blob,
            name,
            added_at: now,
            expires_at: now + DROPPED_LIFE,
        };
        if !store::dropped::insert(conn, &file).await? {
            return Ok(false);
        }
        self.check_tray(conn, 0).await?;
        self.app.want_examined(conn, &file.blob.address, now).await?;
        log_dropped(conn, &file, Some(self.who.person), "dropped", now).await?;
        Ok(true)
    }

    /// Whether so many more files may wait here.
    pub(super) async fn check_tray(&self, conn: &mut Conn, more: usize) -> Result<(), AppError> {
        let waiting = store::dropped::waiting(conn, self.placed.body.code.as_str()).await?.len() + more;
        if u32::try_from(waiting).is_ok_and(|waiting| waiting <= TRAY_MAX) {
            return Ok(());
        }
        Err(AppError::field("files", Problem::TooManyFiles { max: TRAY_MAX }))
    }

    /// Makes drafts of files that wait, each with its file; all or none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `rows` without any row, and at the fields of each row as `title.{id}`; `file.{id}` where a
    /// file waits no longer, is still looked at, or may hold something harmful.
    pub async fn confirm_tray(&self, rows: Vec<TrayRow>) -> Result<Confirmed, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        if rows.is_empty() {
            let why = "desk-many-none-chosen".to_owned();
            return Err(AppError::field("rows", Problem::NotNow { why }));
        }
        let rows: Vec<TrayRow> =
            rows.into_iter().map(|row| TrayRow { content: tidied(row.content), ..row }).collect();
        let tray = self.tray().await?;
        let mut problems = Vec::new();
        for row in &rows {
            let found = tray.iter().find(|one| one.file.id == row.id);
            problems.extend(problems_of(row, found));
        }
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut references = Vec::new();
        for row in rows {
            let found = tray.iter().find(|one| one.file.id == row.id).ok_or(AppError::NotFound)?;
            references.push(self.make_draft(&mut tx, &found.file, &row.content, now).await?);
        }
        tx.commit().await?;
        Ok(Confirmed { references })
    }

    async fn make_draft(
        &self,
        conn: &mut Conn,
        dropped: &DroppedFile,
        content: &Content,
        now: Timestamp,
    ) -> Result<String, AppError> {
        let item = self.begin_item(conn, content, now).await?;
        // A colleague may have been faster.
        if !store::dropped::close(conn, dropped.id, Some(item.id), now).await? {
            return Err(gone(dropped.id));
        }
        self.put_waiting(conn, &item, dropped, "", now).await?;
        Ok(item.reference)
    }

    /// Forgets a file that waits. One that waits no longer stays as it is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who do not write the list.
    pub async fn discard_dropped(&self, id: DroppedFileId) -> Result<(), AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let waiting = store::dropped::waiting(&mut tx, self.placed.body.code.as_str()).await?;
        let Some(file) = waiting.into_iter().find(|file| file.id == id) else { return Ok(()) };
        store::dropped::close(&mut tx, id, None, now).await?;
        log_dropped(&mut tx, &file, Some(self.who.person), "discarded", now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// What keeps an item from being made of a row.
fn problems_of(row: &TrayRow, found: Option<&TrayFile>) -> Vec<FieldProblem> {
    let id = row.id;
    let at_file =
        |why: &str| vec![FieldProblem::new(format!("file.{id}"), Problem::NotNow { why: why.to_owned() })];
    match found {
        None => return at_file("desk-many-gone"),
        Some(found) if found.is_shut_in => return at_file("desk-many-shut-in"),
        Some(_) => {}
    }
    let mut problems = row.content.problems();
    problems.extend(super::duties::problems(&row.content));
    problems
        .into_iter()
        .map(|found| FieldProblem::new(format!("{}.{id}", found.field), found.problem))
        .collect()
}

pub(super) fn gone(id: DroppedFileId) -> AppError {
    AppError::field(format!("file.{id}"), Problem::NotNow { why: "desk-many-gone".to_owned() })
}

async fn log_dropped(
    conn: &mut Conn,
    file: &DroppedFile,
    by: Option<PersonId>,
    kind: &'static str,
    now: Timestamp,
) -> Result<(), AppError> {
    let event = NewEvent {
        at: now,
        actor: by,
        body: Some(&file.body),
        round: None,
        object_kind: UPLOAD,
        object_id: format!("{}/tray", file.body),
        kind,
        data: json!({ "id": file.id.to_string(), "name": file.name, "sha256": file.blob.sha256 }),
    };
    store::event::append(conn, event).await?;
    Ok(())
}

impl App {
    /// Forgets files that nobody has confirmed in time, until none is left.
    pub(crate) async fn forget_dropped_files(&self) -> Result<(), AppError> {
        let now = self.now();
        loop {
            let mut tx = self.db().write().await?;
            let expired = store::dropped::expired(&mut tx, now, FORGOTTEN_AT_ONCE).await?;
            if expired.is_empty() {
                return Ok(());
            }
            for file in expired {
                store::dropped::close(&mut tx, file.id, None, now).await?;
                log_dropped(&mut tx, &file, None, "expired", now).await?;
            }
            tx.commit().await?;
        }
    }
}
