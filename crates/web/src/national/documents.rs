//! The pages that list and take instruments and schemes, and their files.

use app::AppError;
use app::national::{Document, Kind, National, Upload, defects};
use askama::Template;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::{FieldProblem, Problem};
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;

use super::upload::{self, Sent};
use crate::Web;
use crate::components::{BackLink, Button, ErrorLink, ErrorMessage, FileUpload, Textarea};
use crate::defect::defect_text;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// One thing that is wrong with the file, and the line to look at.
#[derive(Debug)]
struct DefectLine {
    line: usize,
    text: String,
}

/// A line of the source that was sent.
#[derive(Debug)]
struct SourceLine {
    number: usize,
    text: String,
    wrong: bool,
}

#[derive(Debug, Template)]
#[template(path = "national/documents.html")]
struct DocumentsPage {
    shell: Shell,
    t: Texts,
    title: String,
    intro: String,
    path: &'static str,
    documents: Vec<Document>,
    defects: Vec<DefectLine>,
    source: Vec<SourceLine>,
    text: String,
    reason: String,
    links: Vec<ErrorLink>,
    file_error: Option<ErrorMessage>,
    reason_error: Option<ErrorMessage>,
}

const fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Instrument => "/nasional/instrumen",
        Kind::Scheme => "/nasional/skema",
    }
}

async fn page(
    (web, reader, national): (&Web, &SignedIn, &National),
    kind: Kind,
    sent: &Sent,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let t = *reader.visitor.texts();
    let errors = Messages::new(&t, problems);
    let (documents, title, intro) = match kind {
        Kind::Instrument => {
            (national.instruments().await?, t.instrument_list_title(), t.instrument_list_intro())
        }
        Kind::Scheme => {
            (national.schemes().await?, t.instrument_schemes_title(), t.instrument_schemes_intro())
        }
    };
    let has_defects = problems.iter().any(|found| matches!(found.problem, Problem::Defects { .. }));
    let found = if has_defects { defects(kind, &sent.bytes) } else { Vec::new() };
    let text = String::from_utf8_lossy(&sent.bytes).into_owned();
    let numbered = text.lines().enumerate().map(|(index, line)| SourceLine {
        number: index + 1,
        text: line.to_owned(),
        wrong: found.iter().any(|defect| defect.line == index + 1),
    });
    let source = if has_defects { numbered.collect() } else { Vec::new() };
    let name = if sent.file_name.is_empty() { "teks.yaml" } else { sent.file_name.as_str() };
    let defects: Vec<DefectLine> = found
        .iter()
        .map(|defect| DefectLine { line: defect.line, text: defect_text(&t, name, defect) })
        .collect();
    let message = |field: &str| -> Option<String> {
        if field == "file" && has_defects {
            return Some(t.instrument_defects(i64::try_from(defects.len()).unwrap_or(i64::MAX)));
        }
        errors.get(field)
    };
    let wrong = ["file", "reason"].into_iter();
    let links = wrong.filter_map(|field| Some(ErrorLink::to_field(field, message(field)?))).collect();
    let as_error = |text: String| ErrorMessage::new(t.common_error_prefix(), text);
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    path(kind).clone_into(&mut shell.path);
    shell.wide = has_defects;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DocumentsPage {
        shell,
        t,
        title,
        intro,
        path: path(kind),
        documents,
        file_error: message("file").map(as_error),
        reason_error: message("reason").map(as_error),
        defects,
        source,
        text: if errors.is_empty() { String::new() } else { text },
        reason: sent.fields.text("reason").to_owned(),
        links,
    };
    Ok(render(status, &page))
}

async fn take(web: &Web, reader: &SignedIn, kind: Kind, parts: Multipart) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let mut sent = upload::read(parts, app::national::DOCUMENT_MAX).await?;
    if sent.bytes.is_empty() {
        // Corrected in the page itself instead of in a file. Browsers send CR LF.
        sent.bytes = sent.fields.raw("source").replace("\r\n", "\n").into_bytes();
    }
    let file_name = if sent.file_name.is_empty() { "teks.yaml" } else { sent.file_name.as_str() }.to_owned();
    let reason = sent.fields.text("reason").to_owned();
    let upload = Upload { file_name, bytes: sent.bytes.clone(), reason };
    let outcome = match kind {
        Kind::Instrument => national.upload_instrument(&upload).await.map(|id| id.to_string()),
        Kind::Scheme => national.upload_scheme(&upload).await.map(|id| id.to_string()),
    };
    match outcome {
        Ok(id) => Ok(redirect_with(&format!("{}/{id}", path(kind)), "national-done-uploaded", web)),
        Err(AppError::Invalid(problems)) => page((web, reader, &national), kind, &sent, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// `GET /nasional/instrumen`
pub(super) async fn instruments(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    page((&web, &reader, &national), Kind::Instrument, &Sent::default(), &[]).await
}

/// `GET /nasional/skema`
pub(super) async fn schemes(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    page((&web, &reader, &national), Kind::Scheme, &Sent::default(), &[]).await
}

/// `POST /nasional/instrumen`
pub(super) async fn upload_instrument(
    State(web): State<Web>,
    reader: SignedIn,
    parts: Multipart,
) -> Result<Response, Failure> {
    take(&web, &reader, Kind::Instrument, parts).await
}

/// `POST /nasional/skema`
pub(super) async fn upload_scheme(
    State(web): State<Web>,
    reader: SignedIn,
    parts: Multipart,
) -> Result<Response, Failure> {
    take(&web, &reader, Kind::Scheme, parts).await
}

/// `GET /nasional/instrumen/{id}/berkas`
pub(super) async fn instrument_file(reader: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(file(national.instrument(id).await?.0))
}

/// `GET /nasional/skema/{id}/berkas`
pub(super) async fn scheme_file(reader: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(file(national.scheme(id).await?.0))
}

/// The source as it was uploaded, to be saved. Its code is of small letters, digits and hyphens.
fn file(document: Document) -> Response {
    let name = format!("attachment; filename=\"{}-v{}.yaml\"", document.code, document.version);
    let mut response = document.source.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/yaml; charset=utf-8"));
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
