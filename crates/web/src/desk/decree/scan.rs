//! The scan of a signed decree: a file for everybody.

use app::AppError;
use app::decree::Decrees;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::decree::parse_reference;
use domain::problem::Problem;
use http::HeaderMap;

use super::{home, record};
use crate::Web;
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{Incoming, Next, Received};
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside the file.
const TEXT_MAX: usize = 8 * 1024;

type AtDecree = Path<(String, String)>;

/// `POST /meja/{slug}/penetapan/{reference}/pindaian`: one file in a part of any name.
pub(super) async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtDecree,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    if !decrees.may_freeze() {
        return Err(AppError::NotFound.into());
    }
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let received = match parts {
        Ok(parts) => receive(&decrees, parts).await?,
        Err(_) => None,
    };
    match received {
        None => errors.add("scan", t.desk_files_broke_off()),
        Some(mut received) => {
            for (name, problem) in &received.refused {
                errors.add("scan", t.saq_named_problem(name.as_str(), problem_text(&t, problem)));
            }
            match (received.files.pop(), received.files.is_empty(), errors.is_empty()) {
                (_, _, false) => {}
                (None, ..) => errors.add("scan", problem_text(&t, &Problem::NoFile)),
                (Some(_), false, _) => {
                    errors.add("scan", problem_text(&t, &Problem::TooManyFiles { max: 1 }));
                }
                (Some(file), ..) => match decrees.add_scan(&reference, file).await {
                    Err(AppError::Conflict(_)) => errors.add("scan", t.decree_impossible()),
                    Err(AppError::Invalid(problems)) => {
                        for found in &problems {
                            errors.add("scan", problem_text(&t, &found.problem));
                        }
                    }
                    other => drop(other?),
                },
            }
        }
    }
    if errors.is_empty() {
        return Ok(redirect_with(&format!("{}/{reference}", home(&decrees)), "decree-scan-added", &web));
    }
    record::page(&web, &signed_in, &decrees, &reference, Fields::default(), errors).await
}

async fn receive(decrees: &Decrees, parts: Multipart) -> Result<Option<Received>, AppError> {
    let mut incoming = Incoming::new(parts, TEXT_MAX);
    let mut received = Received::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, bytes) => {
                let staged = decrees.stage_scan(&name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => return Ok(Some(received)),
            Next::BrokenOff => return Ok(None),
        }
    }
}

/// `GET /meja/{slug}/penetapan/{reference}/pindaian`
pub(super) async fn give_file(
    signed_in: SignedIn,
    Path((slug, reference)): AtDecree,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    Ok(give(&decrees.scan(&reference).await?, &headers).await?)
}

/// `POST /meja/{slug}/penetapan/{reference}/pindaian/keluarkan`
pub(super) async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtDecree,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    decrees.remove_scan(&reference).await?;
    Ok(redirect_with(&format!("{}/{reference}", home(&decrees)), "decree-scan-removed", &web))
}
