//! Files of an item at the desk.

use app::AppError;
use app::desk::Desk;
use app::office::Staged;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::ids::ItemFileId;
use http::HeaderMap;

use super::item;
use super::items::home;
use crate::Web;
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{FileBytes, Stage, receive};
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside the files.
const TEXT_MAX: usize = 8 * 1024;

type AtFile = Path<(String, String, String)>;

fn reference_and_file(reference: &str, file: &str) -> Result<(String, ItemFileId), AppError> {
    let reference = parse_reference(reference).ok_or(AppError::NotFound)?;
    Ok((reference, file.parse().map_err(|_| AppError::NotFound)?))
}

/// `POST /meja/{slug}/informasi/{reference}/berkas`: files in parts of any name, `caption`.
pub(super) async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    // Who may not write it sends nothing.
    desk.item(&reference).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let received = receive(parts, TEXT_MAX, &ItemFiles(&desk)).await?;
    let mut caption = String::new();
    match received {
        None => errors.add("files", t.desk_files_broke_off()),
        Some(received) => {
            caption = received.text("caption");
            for (name, problem) in &received.refused {
                errors.add("files", t.saq_named_problem(name.as_str(), problem_text(&t, problem)));
            }
            if errors.is_empty() || !received.files.is_empty() {
                match desk.add_files(&reference, &caption, received.files).await {
                    Err(AppError::Invalid(problems)) => {
                        for found in &problems {
                            errors.add(&found.field, problem_text(&t, &found.problem));
                        }
                    }
                    other => {
                        other?;
                    }
                }
            }
        }
    }
    if errors.is_empty() {
        return Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "desk-files-added", &web));
    }
    let typed = Fields::new(vec![("caption".to_owned(), caption)]);
    item::page(&web, &signed_in, &desk, &reference, typed, errors).await
}

/// Files of items.
pub(super) struct ItemFiles<'a>(pub(super) &'a Desk);

impl Stage for ItemFiles<'_> {
    async fn stage(&self, name: &str, bytes: FileBytes<'_>) -> Result<Staged, AppError> {
        self.0.stage_file(name, bytes).await
    }
}

/// `GET /meja/{slug}/informasi/{reference}/berkas/{file}`
pub(super) async fn give_file(
    signed_in: SignedIn,
    Path((slug, reference, file)): AtFile,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (reference, id) = reference_and_file(&reference, &file)?;
    let desk = signed_in.access.desk(&slug).await?;
    Ok(give(&desk.file(&reference, id).await?, &headers).await?)
}

/// `POST /meja/{slug}/informasi/{reference}/berkas/{file}/hapus`
pub(super) async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference, file)): AtFile,
) -> Result<Response, Failure> {
    let (reference, id) = reference_and_file(&reference, &file)?;
    let desk = signed_in.access.desk(&slug).await?;
    desk.remove_file(&reference, id).await?;
    Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "desk-files-removed", &web))
}
