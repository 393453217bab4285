//! The sheet of a round: seeing it, downloading it, using another one.

use app::AppError;
use app::access_test::{AccessTests, SheetUpload};
use app::national::DOCUMENT_MAX;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::FieldProblem;
use http::{HeaderValue, header};

use super::super::frame::{Form, Heading, Paragraph, Parts};
use super::super::upload;
use super::home;
use crate::Web;
use crate::components::{Button, FileUpload, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::show;
use crate::visitor::{SignedIn, redirect_with};

async fn page(
    web: &Web,
    reader: &SignedIn,
    tests: &AccessTests,
    reason: &str,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let used = tests.sheet().await?;
    let home = home(&tests.round().slug);
    let form = Form::new(web, reader, format!("{home}/lembar"), home.clone(), problems);
    let t = *form.t();
    let mut body = Parts::default();
    for part in &used.sheet.parts {
        body = body.with(Heading { text: part.title.get(t.code()).to_owned() });
        for question in &part.questions {
            let rows = question.options.iter().map(|choice| {
                let points = t.access_points(show::exact(&t, &choice.points));
                SummaryRow::new(choice.label.get(t.code()), points)
            });
            body = body
                .with(Paragraph { text: question.text.get(t.code()).to_owned() })
                .with(SummaryList::new(rows.collect::<Vec<_>>()));
        }
    }
    form.name("file", t.access_sheet_file());
    let file = FileUpload::new("file", t.access_sheet_file()).accept(".yaml,.yml").error(form.error("file"));
    let body = body
        .with(Button::link(t.access_sheet_download(), format!("{home}/lembar.yaml")).secondary())
        .with(form.reason(t.access_reason_hint(), reason))
        .with(file);
    let title = t.access_sheet_page();
    Ok(form.render(title, vec![t.access_sheet_intro()], body, Button::submit(t.access_sheet_upload()), true))
}

/// `GET /nasional/{round}/uji-akses/lembar`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    page(&web, &reader, &tests, "", &[]).await
}

/// `GET /nasional/{round}/uji-akses/lembar.yaml`
pub(super) async fn file(reader: SignedIn, Path(slug): Path<String>) -> Result<Response, Failure> {
    let used = reader.access.access_tests(&slug).await?.sheet().await?;
    let name = format!("attachment; filename=\"{}-{}.yaml\"", used.sheet.code, used.version);
    let mut response = used.source.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/yaml"));
    if let Ok(value) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// `POST /nasional/{round}/uji-akses/lembar`
pub(super) async fn upload(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    parts: Multipart,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let sent = upload::read(parts, DOCUMENT_MAX).await?;
    let reason = sent.fields.text("reason").to_owned();
    let upload = SheetUpload { file_name: sent.file_name, bytes: sent.bytes, reason: reason.clone() };
    match tests.upload_sheet(&upload).await {
        Ok(_) => Ok(redirect_with(&home(&slug), "access-sheet-uploaded", &web)),
        Err(AppError::Invalid(problems)) => page(&web, &reader, &tests, &reason, &problems).await,
        Err(other) => Err(other.into()),
    }
}
