//! A table of items: sent, shown with what is wrong in it, taken over.

use std::collections::BTreeSet;

use app::desk::{Desk, TableSheet};
use app::office::Staged;
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::catalogue::InformationClass;
use domain::catalogue::import::Row;
use domain::ids::ItemImportId;
use http::StatusCode;
use i18n::Texts;

use super::desk_of;
use super::form::field_name;
use super::items::home;
use crate::Web;
use crate::components::{BackLink, Button, FileUpload, Select, SelectItem};
use crate::failure::Failure;
use crate::incoming::{FileBytes, Stage, receive};
use crate::page::{Shell, render};
use crate::ppid::class_name;
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside the file.
const TEXT_MAX: usize = 1024;
/// Good rows that are shown.
const SHOWN: usize = 20;

#[derive(Debug, Template)]
#[template(path = "desk/import.html")]
struct ImportPage {
    shell: Shell,
    t: Texts,
    back: String,
    classes: Vec<SelectItem>,
    class: String,
    errors: Messages,
}

fn form(web: &Web, signed_in: &SignedIn, desk: &Desk, class: &str, errors: Messages) -> Response {
    let t = *signed_in.visitor.texts();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let classes = InformationClass::ALL.iter().map(|one| SelectItem::new(one.code(), class_name(&t, *one)));
    let page = ImportPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        back: home(desk),
        classes: std::iter::once(SelectItem::new("", t.desk_import_class_of_row())).chain(classes).collect(),
        class: class.to_owned(),
        errors,
        t,
    };
    render(status, &page)
}

/// `GET /meja/{slug}/informasi/impor`
pub(super) async fn ask(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    Ok(form(&web, &signed_in, &desk, "", Messages::default()))
}

/// `POST /meja/{slug}/informasi/impor`: one file in a part of any name, `class`.
pub(super) async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let received = receive(parts, TEXT_MAX, &Tables(&desk)).await?;
    let Some(mut received) = received else {
        errors.add("table", t.desk_files_broke_off());
        return Ok(form(&web, &signed_in, &desk, "", errors));
    };
    let class = received.text("class");
    for (_, problem) in &received.refused {
        errors.add("table", problem_text(&t, problem));
    }
    let staged = received.files.pop();
    if errors.is_empty() && staged.is_none() {
        errors.add("table", t.problem_no_file());
    }
    if let (Some(staged), true) = (staged, errors.is_empty()) {
        match desk.begin_import(staged, class.parse().ok()).await {
            Ok(id) => return Ok(Redirect::to(&format!("{}/impor/{id}", home(&desk))).into_response()),
            Err(AppError::Invalid(problems)) => {
                for found in &problems {
                    errors.add("table", problem_text(&t, &found.problem));
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(form(&web, &signed_in, &desk, &class, errors))
}

/// Tables of items.
struct Tables<'a>(&'a Desk);

impl Stage for Tables<'_> {
    async fn stage(&self, name: &str, bytes: FileBytes<'_>) -> Result<Staged, AppError> {
        self.0.stage_table(name, bytes).await
    }
}

/// A row with something wrong.
#[derive(Debug)]
struct FaultLine {
    number: String,
    title: String,
    faults: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "desk/imported.html")]
struct ImportedPage {
    shell: Shell,
    t: Texts,
    back: String,
    action: String,
    name: String,
    done: String,
    take: String,
    found: String,
    faulty: String,
    present: String,
    unknown: String,
    faults: Vec<FaultLine>,
    /// Row, title and class of the first good rows.
    rows: Vec<(String, String, String)>,
    more: String,
}

/// `GET /meja/{slug}/informasi/impor/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let id: ItemImportId = id.parse().map_err(|_| AppError::NotFound)?;
    let sheet = desk.table(id).await?;
    let t = *signed_in.visitor.texts();
    let good: Vec<&Row> = sheet.good().collect();
    let hidden = good.len().saturating_sub(SHOWN);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let page = ImportedPage {
        shell: signed_in.visitor.shell(&web),
        back: home(&desk),
        action: format!("{}/impor/{id}", home(&desk)),
        name: sheet.import.name.clone(),
        done: if sheet.import.done_at.is_some() {
            t.desk_import_done(sheet.import.made)
        } else {
            String::new()
        },
        found: t.desk_import_good(count(good.len())),
        faulty: t.desk_import_faulty(count(sheet.faulty().count())),
        present: if sheet.present.is_empty() {
            String::new()
        } else {
            t.desk_import_present(count(sheet.present.len()), numbers(&sheet.present))
        },
        unknown: if sheet.table.unknown.is_empty() {
            String::new()
        } else {
            t.desk_import_unknown(sheet.table.unknown.join(", "))
        },
        faults: faults(&t, &sheet),
        rows: good
            .iter()
            .take(SHOWN)
            .map(|row| (row.number.to_string(), row.content.title.clone(), class_name(&t, row.content.class)))
            .collect(),
        take: if good.is_empty() { String::new() } else { t.desk_import_take(count(good.len())) },
        more: if hidden > 0 { t.desk_import_more(count(hidden)) } else { String::new() },
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn numbers(rows: &BTreeSet<usize>) -> String {
    let numbers: Vec<String> = rows.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

fn faults(t: &Texts, sheet: &TableSheet) -> Vec<FaultLine> {
    let line = |row: &Row| {
        let mut faults: Vec<String> = row
            .problems
            .iter()
            .map(|found| {
                let column = field_name(t, &found.field).unwrap_or_else(|| found.field.clone());
                t.problem_in_field(column, problem_text(t, &found.problem))
            })
            .collect();
        faults.extend(row.repeats.map(|first| t.desk_import_repeats(first.to_string())));
        FaultLine { number: row.number.to_string(), title: row.content.title.clone(), faults }
    };
    sheet.faulty().map(line).collect()
}

/// `POST /meja/{slug}/informasi/impor/{id}`: its good rows become drafts.
pub(super) async fn take(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let id: ItemImportId = id.parse().map_err(|_| AppError::NotFound)?;
    match desk.take_table(id).await {
        // Sent twice does no harm: the page says what became of it.
        Ok(_) | Err(AppError::Conflict(Conflict::State(_))) => {
            Ok(redirect_with(&format!("{}/impor/{id}", home(&desk)), "desk-import-taken", &web))
        }
        Err(other) => Err(other.into()),
    }
}
