//! A table of items: sent, looked through, and its good rows taken over as drafts.

use std::collections::{BTreeSet, HashSet};
use std::error::Error;

use bytes::Bytes;
use domain::catalogue::InformationClass;
use domain::catalogue::import::{Row, Table, TableFault, read};
use domain::ids::ItemImportId;
use domain::policy::Action;
use domain::problem::Problem;
use files::examiner::MakeError;
use files::{Address, EvidenceKind, Limits};
use futures_util::Stream;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::catalogue::ItemImport;
use store::evidence::Content;

use super::Desk;
use crate::office::{Staged, staged_content};
use crate::{AppError, Conflict};

/// What was written so much earlier may have become visible later: clocks differ, and so do transactions.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// What is in the list already: titles in lower case, each with its day.
type Known = HashSet<(String, Option<Date>)>;

/// A table that was sent, as it reads.
#[derive(Debug, Clone)]
pub struct TableSheet {
    /// The table.
    pub import: ItemImport,
    /// Its rows.
    pub table: Table,
    /// Numbers of the rows that are in the office's list already.
    pub present: BTreeSet<usize>,
}

impl TableSheet {
    /// The rows that would become drafts.
    pub fn good(&self) -> impl Iterator<Item = &Row> {
        self.table.rows.iter().filter(|row| row.is_good() && !self.present.contains(&row.number))
    }

    /// The rows with something wrong.
    pub fn faulty(&self) -> impl Iterator<Item = &Row> {
        self.table.rows.iter().filter(|row| !row.is_good())
    }
}

impl Desk {
    /// Keeps the bytes of a table while they come in. Nothing refers to them before [`Self::begin_import`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `table` with what is wrong with the file.
    pub async fn stage_table<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let limits = Limits {
            max_bytes: self.app.settings().file_rules().max_file,
            accepted: vec![EvidenceKind::Spreadsheet],
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "table").await
    }

    /// Notes a table that was sent, once it reads as a list. `class` is that of rows that tell none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `table` for what is no such list.
    pub async fn begin_import(
        &self,
        staged: Staged,
        class: Option<InformationClass>,
    ) -> Result<ItemImportId, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let Content::File { blob, name } = staged_content(staged) else {
            return Err(AppError::field("table", Problem::NoFile));
        };
        let import = ItemImport {
            id: ItemImportId::new(now, self.app.random()),
            body: self.placed.body.code.clone(),
            person: self.who.person,
            blob,
            name,
            class,
            created_at: now,
            done_at: None,
            made: 0,
        };
        self.table_of(&import).await?;
        let mut tx = self.app.db().write().await?;
        self.app.let_in(&mut tx, &import.body, &import.blob, "table", now).await?;
        store::catalogue::insert_import(&mut tx, &import).await?;
        tx.commit().await?;
        Ok(import.id)
    }

    /// A table that was sent, as it reads now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a table of another office.
    pub async fn table(&self, id: ItemImportId) -> Result<TableSheet, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let import = self.own_import(&mut conn, id).await?;
        let known = known(&mut conn, self.placed.body.code.as_str(), Timestamp::MIN).await?;
        drop(conn);
        let table = self.table_of(&import).await?;
        Ok(TableSheet { present: present(&table, &known), import, table })
    }

    /// Takes the good rows over as drafts, all or none. How many they are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a table of another office; [`AppError::Conflict`] when it was taken over already.
    pub async fn take_table(&self, id: ItemImportId) -> Result<i64, AppError> {
        let read_at = self.app.now();
        let sheet = self.table(id).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        // What came into the list since it was read is not doubled.
        let since = read_at.saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN);
        let later = known(&mut tx, self.placed.body.code.as_str(), since).await?;
        let mut made = 0;
        for row in sheet.good().filter(|row| !later.contains(&key(row))) {
            self.begin_item(&mut tx, &super::item::tidied(row.content.clone()), now).await?;
            made += 1;
        }
        if !store::catalogue::close_import(&mut tx, id, made, now).await? {
            return Err(AppError::Conflict(Conflict::State("done")));
        }
        let event = store::event::NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(&self.placed.body.code),
            round: None,
            object_kind: "item_import",
            object_id: id.to_string(),
            kind: "taken",
            data: json!({ "made": made, "name": sheet.import.name, "sha256": sheet.import.blob.sha256 }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(made)
    }

    async fn own_import(&self, conn: &mut Conn, id: ItemImportId) -> Result<ItemImport, AppError> {
        let found = store::catalogue::import(conn, id).await?;
        found.filter(|import| import.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    /// Has a worker read the cells.
    async fn table_of(&self, import: &ItemImport) -> Result<Table, AppError> {
        let blob = &import.blob;
        let address: Address =
            blob.address.parse().map_err(|_| AppError::Fault(format!("blob {}: address", blob.address)))?;
        let parts = self.app.parts();
        let cells = parts.examiner.table(&parts.files, &address, &blob.media).await;
        let why = |key: &str| AppError::field("table", Problem::NotNow { why: key.to_owned() });
        let cells = match cells {
            Ok(cells) => cells,
            Err(MakeError::Nothing(_)) => return Err(why("desk-import-unreadable")),
            Err(MakeError::Examine(error)) => return Err(AppError::Unavailable(error.to_string())),
        };
        // Tables that were exported here have an apostrophe before what looks like a formula.
        let cells: Vec<Vec<String>> = cells
            .into_iter()
            .map(|row| row.iter().map(|cell| print::csv::unprotected(cell).to_owned()).collect())
            .collect();
        read(&cells, import.class).map_err(|fault| {
            why(match fault {
                TableFault::NoHeading => "desk-import-no-heading",
                TableFault::NoTitle => "desk-import-no-title",
                TableFault::Empty => "desk-import-empty",
                TableFault::TooManyRows { .. } => "desk-import-too-many",
            })
        })
    }
}

/// Numbers of the good rows that are in the list already: by title and day.
fn present(table: &Table, known: &Known) -> BTreeSet<usize> {
    let is_present = |row: &&Row| row.is_good() && known.contains(&key(row));
    table.rows.iter().filter(is_present).map(|row| row.number).collect()
}

/// By what a row is known.
fn key(row: &Row) -> (String, Option<Date>) {
    (row.content.title.to_lowercase(), row.content.made_on)
}

/// What is in the list of an office, as far as it changed at `since` or later.
async fn known(conn: &mut Conn, body: &str, since: Timestamp) -> Result<Known, AppError> {
    Ok(store::catalogue::known_items(conn, body, since).await?.into_iter().collect())
}
