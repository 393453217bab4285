//! Files that wait at the desk, put into an item of the list: which item first, then which files.

use app::desk::{CHOICES, Desk, ItemChoice};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::ids::DroppedFileId;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::desk_of;
use super::items::{home, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, Checkboxes, Choice, Input, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// An item that can be chosen.
#[derive(Debug)]
struct ItemLine {
    href: String,
    title: String,
    reference: String,
    state: Tag,
    changed: String,
}

/// The item that was chosen, and the files that can go into it.
#[derive(Debug)]
struct Chosen {
    reference: String,
    title: String,
    state: Tag,
    note: String,
    files: Checkboxes,
    has_files: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/attach.html")]
struct AttachPage {
    shell: Shell,
    t: Texts,
    back: String,
    path: String,
    words: String,
    lines: Vec<ItemLine>,
    /// Whether more items than are shown may have these words.
    has_more: bool,
    chosen: Option<Chosen>,
    typed: Fields,
    errors: Messages,
}

/// What the page is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Words of the title.
    #[serde(default)]
    cari: String,
    /// Reference of the item.
    #[serde(default)]
    informasi: String,
}

fn path_of(desk: &Desk) -> String {
    format!("{}/berkas-banyak/lampirkan", home(desk))
}

/// `GET /meja/{slug}/informasi/berkas-banyak/lampirkan?cari=&informasi=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    page(&web, &signed_in, &desk, (StatusCode::OK, asked), Fields::default(), Messages::default()).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    (status, asked): (StatusCode, Asked),
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let path = path_of(desk);
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let (lines, chosen) = if asked.informasi.is_empty() {
        let found = desk.find_items(&asked.cari).await?;
        (found.iter().map(|one| line(&t, desk, &path, one)).collect(), None)
    } else {
        let reference = parse_reference(&asked.informasi).ok_or(AppError::NotFound)?;
        (Vec::new(), Some(chosen(&t, &shell, desk, &reference, (&typed, &errors)).await?))
    };
    let page = AttachPage {
        back: format!("{}/berkas-banyak", home(desk)),
        has_more: lines.len() >= CHOICES,
        words: asked.cari,
        path,
        lines,
        chosen,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn line(t: &Texts, desk: &Desk, path: &str, one: &ItemChoice) -> ItemLine {
    ItemLine {
        href: format!("{path}?informasi={}", one.reference),
        title: one.title.clone(),
        reference: one.reference.clone(),
        state: state_tag(t, one.state),
        changed: t.date_time(one.changed_at, moment::zone(desk.placed().body.zone)),
    }
}

async fn chosen(
    t: &Texts,
    shell: &Shell,
    desk: &Desk,
    reference: &str,
    (typed, errors): (&Fields, &Messages),
) -> Result<Chosen, AppError> {
    let sheet = desk.item(reference).await?;
    let tray = desk.tray().await?;
    let choices = tray.iter().filter(|file| !file.is_shut_in).map(|file| {
        let size = t.bytes(u64::try_from(file.file.blob.size).unwrap_or(0));
        let facts = t.catalogue_item_size(file.file.blob.media.to_uppercase(), size);
        Choice::new(file.file.id.to_string(), file.file.name.clone()).hint(facts)
    });
    let choices: Vec<Choice> = choices.collect();
    let has_files = !choices.is_empty();
    let files = Checkboxes::new("files", t.desk_attach_files(), choices)
        .values(typed.all("files"))
        .error(shell.error(errors.get("files")));
    let is_public = sheet.item.state.has_public_edition();
    Ok(Chosen {
        reference: reference.to_owned(),
        title: sheet.newest().map(|newest| newest.content.title.clone()).unwrap_or_default(),
        state: state_tag(t, sheet.item.state),
        note: if is_public { t.desk_attach_public() } else { String::new() },
        files,
        has_files,
    })
}

/// `POST /meja/{slug}/informasi/berkas-banyak/lampirkan`: `informasi`, `files` with the ids of files that wait, `caption`.
pub(super) async fn attach(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let reference = parse_reference(fields.text("informasi")).ok_or(AppError::NotFound)?;
    let ids: Result<Vec<DroppedFileId>, _> = fields.all("files").map(str::parse).collect();
    let attached = match ids {
        Ok(ids) => desk.attach_waiting(&reference, &ids, fields.text("caption")).await,
        Err(_) => Err(AppError::field("files", Problem::Unknown)),
    };
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let status = match attached {
        Ok(_) => {
            let to = format!("{}/{reference}", home(&desk));
            return Ok(redirect_with(&to, "desk-files-added", &web));
        }
        Err(AppError::Invalid(problems)) => {
            // A file is told of at the list of files: one that is gone has no place of its own any more.
            let at_list = |found: FieldProblem| {
                if found.field.starts_with("file.") {
                    FieldProblem::new("files", found.problem)
                } else {
                    found
                }
            };
            let problems: Vec<FieldProblem> = problems.into_iter().map(at_list).collect();
            errors =
                Messages::named(&t, &problems, |field| (field == "files").then(|| t.desk_attach_files()));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(AppError::Conflict(Conflict::State(_) | Conflict::Version { .. })) => {
            errors.add("files", t.desk_step_impossible());
            StatusCode::CONFLICT
        }
        Err(other) => return Err(other.into()),
    };
    let asked = Asked { informasi: reference, ..Asked::default() };
    page(&web, &signed_in, &desk, (status, asked), fields, errors).await
}
