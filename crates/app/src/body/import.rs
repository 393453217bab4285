//! Importing a tree of bodies.

use domain::body::Body;
use domain::body::import::{self, Change, Defect, Planned};
use domain::codes::BodyCode;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sql::Conn;
use store::body::Placed;
use store::event::{self, NewEvent};

use crate::operator::Operator;
use crate::{App, AppError};

/// The tree that the program brings: Bawaslu RI, 38 provinces, 514 regencies and cities. Its licence (`ODbL`) and source
/// are in `data/README.md`.
pub const BAWASLU: &[u8] = include_bytes!("../../../../data/bodies-bawaslu.csv");

/// Whether an import is done or only checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Write it.
    Now,
    /// Say what would be written, and write nothing.
    Never,
}

/// What became, or would become, of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line that names it; `None` for a body that moves with one above it.
    pub line: Option<usize>,
    /// Its code.
    pub code: BodyCode,
    /// Name of its office.
    pub office_name: String,
    /// What became of it.
    pub change: Change,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Every body, in the order of the file.
    pub rows: Vec<ImportedRow>,
}

impl ImportReport {
    /// How many bodies had this change.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is wrong; every defect of it.
    #[error("the file has {} defects", .0.len())]
    Defects(Vec<Defect>),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<sql::SqlError> for ImportError {
    fn from(error: sql::SqlError) -> Self {
        Self::App(error.into())
    }
}

impl Operator {
    /// Imports a tree of bodies from a CSV file (form: [`domain::body::import`]), whole or not at all. The same file
    /// once more changes nothing.
    pub async fn import_bodies(&self, file: &[u8], when: When) -> Result<ImportReport, ImportError> {
        let app = &self.app;
        let names = &app.settings().office_names;
        let now = app.now();
        let mut tx = app.db().write().await?;
        let present: Vec<_> = store::body::all(&mut tx).await?;
        let present: Vec<_> = present.into_iter().map(|placed| (placed.body, placed.above)).collect();
        let planned = import::plan(file, &present, &|level, name| names.of(level, name))
            .map_err(ImportError::Defects)?;
        if when == When::Now {
            write(app, &mut tx, &planned, &present, now).await?;
            tx.commit().await?;
        }
        Ok(report(planned))
    }
}

async fn write(
    app: &App,
    conn: &mut Conn,
    planned: &[Planned],
    present: &[(Body, Vec<BodyCode>)],
    now: Timestamp,
) -> Result<(), AppError> {
    let old: std::collections::HashMap<&str, &Body> =
        present.iter().map(|(body, _)| (body.code.as_str(), body)).collect();
    let changes = || planned.iter().filter(|planned| planned.change != Change::Unchanged);
    for planned in changes() {
        let code = planned.body.code.as_str();
        if old.get(code).is_some_and(|old| old.slug != planned.body.slug) {
            store::body::park_slug(conn, code).await?;
        }
    }
    for planned in changes() {
        let Planned { body, above, change, .. } = planned;
        store::body::put(conn, &Placed { body: body.clone(), above: above.clone() }).await?;
        let was = old.get(body.code.as_str()).and_then(|old| old.whatsapp.as_ref());
        if was != body.whatsapp.as_ref() {
            crate::contact::note_number(conn, app.random(), body, now).await?;
        }
        let kind = if *change == Change::Added { "added" } else { "changed" };
        let data = difference(old.get(body.code.as_str()).copied(), body);
        log(conn, now, None, &body.code, kind, data).await?;
    }
    Ok(())
}

/// Writes what happened to a body.
pub(super) async fn log(
    conn: &mut Conn,
    at: Timestamp,
    actor: Option<domain::ids::PersonId>,
    body: &BodyCode,
    kind: &'static str,
    data: Value,
) -> Result<(), AppError> {
    let object_id = body.to_string();
    let event =
        NewEvent { at, actor, body: Some(body), round: None, object_kind: "body", object_id, kind, data };
    event::append(conn, event).await?;
    Ok(())
}

/// The fields that a body has now and had not, or had otherwise.
pub(super) fn difference(old: Option<&Body>, new: &Body) -> Value {
    let (old, new) = (old.map(fields), fields(new));
    let differs = |name: &String, value: &Value| old.as_ref().is_none_or(|old| old.get(name) != Some(value));
    Value::Object(new.into_iter().filter(|(name, value)| differs(name, value)).collect())
}

fn fields(body: &Body) -> Map<String, Value> {
    let value = json!({
        "name": body.name,
        "office_name": body.office_name,
        "level": body.level.code(),
        "parent": body.parent,
        "category": body.category,
        "zone": body.zone.code(),
        "slug": body.slug,
        "address": body.address,
        "hours": body.hours.to_string(),
        "whatsapp": body.whatsapp,
        "email": body.email,
        "position": body.position.map(|at| at.to_string()), "site": body.site, "request_form": body.request_form,
    });
    if let Value::Object(fields) = value { fields } else { Map::new() }
}

fn report(planned: Vec<Planned>) -> ImportReport {
    let mut rows: Vec<ImportedRow> = planned
        .into_iter()
        .map(|planned| ImportedRow {
            line: planned.line,
            code: planned.body.code,
            office_name: planned.body.office_name,
            change: planned.change,
        })
        .collect();
    rows.sort_by_key(|row| row.line.unwrap_or(usize::MAX));
    ImportReport { rows }
}
