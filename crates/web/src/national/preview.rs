//! An instrument as the office will see it, with its rubrics.

use std::collections::BTreeMap;

use app::AppError;
use app::national::Document;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::rounds::questions::Questions;
use crate::show;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "national/preview.html")]
struct PreviewPage {
    shell: Shell,
    t: Texts,
    title: String,
    document: Document,
    summary: String,
    questions: Questions,
}

/// `GET /nasional/instrumen/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let (document, instrument) = national.instrument(id).await?;
    let t = *reader.visitor.texts();
    let shell = reader.visitor.shell(&web);
    let points = show::exact(&t, &instrument.points);
    let page = PreviewPage {
        shell,
        t,
        title: instrument.title.get(t.code()).to_owned(),
        document,
        summary: t.instrument_summary(points, instrument.questions().count(), instrument.sections.len()),
        questions: Questions::new(&t, &instrument, &BTreeMap::new(), true),
    };
    Ok(render(StatusCode::OK, &page))
}
