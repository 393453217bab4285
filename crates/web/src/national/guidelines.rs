//! The page with the guidelines of a round.

use app::AppError;
use app::national::{NewGuideline, RoundDetail};
use askama::Template;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::GuidelineId;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use store::round::Guideline;

use super::frame::version;
use super::upload;
use crate::Web;
use crate::components::{BackLink, Button, ErrorMessage, FileUpload, Input};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "national/guidelines.html")]
struct GuidelinesPage {
    shell: Shell,
    t: Texts,
    slug: String,
    title: String,
    version: i64,
    guidelines: Vec<Guideline>,
    name: String,
    errors: Messages,
    error: Option<ErrorMessage>,
}

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: RoundDetail,
    name: &str,
    problems: &[FieldProblem],
) -> Response {
    let t = *reader.visitor.texts();
    let errors = Messages::new(&t, problems);
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path = format!("/nasional/{}/pedoman", detail.round.slug);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = errors.get("file").map(|text| ErrorMessage::new(t.common_error_prefix(), text));
    let page = GuidelinesPage {
        shell,
        t,
        title: t.national_guidelines_title(detail.round.title.as_str()),
        slug: detail.round.slug,
        version: detail.round.version,
        guidelines: detail.guidelines,
        name: name.to_owned(),
        errors,
        error,
    };
    render(status, &page)
}

/// `GET /nasional/{round}/pedoman`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    Ok(page(&web, &reader, detail, "", &[]))
}

/// `POST /nasional/{round}/pedoman`: the fields stand before the file, whose bytes go straight into the store.
pub(super) async fn add(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let mut fields = Vec::new();
    let mut outcome = Err(AppError::field("file", Problem::NoFile));
    while let Some(mut part) = parts.next_field().await.map_err(|_| upload::broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            fields.push((name, upload::text(&mut part).await?));
            continue;
        };
        if !file_name.is_empty() {
            let given = Fields::new(fields.clone());
            let new =
                NewGuideline { version: version(&given), title: given.text("title").to_owned(), file_name };
            outcome = national.add_guideline(&slug, &new, part).await;
        }
        break;
    }
    match outcome {
        Ok(_) => Ok(redirect_with(&format!("/nasional/{slug}/pedoman"), "national-done-uploaded", &web)),
        Err(AppError::Invalid(problems)) => {
            let detail = national.round(&slug).await?;
            Ok(page(&web, &reader, detail, Fields::new(fields).text("title"), &problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /nasional/{round}/pedoman/{id}/hapus`
pub(super) async fn remove(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let id: GuidelineId = id.parse().map_err(|_| AppError::NotFound)?;
    national.remove_guideline(&slug, version(&fields), id).await?;
    Ok(redirect_with(&format!("/nasional/{slug}/pedoman"), "national-done-removed", &web))
}
