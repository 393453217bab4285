//! Entering the scores of a component, office by office on one sheet.

use app::AppError;
use app::controller::{ComponentSheet, Entered};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use crate::components::{BackLink, Button};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Flash, Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    tersimpan: Option<u32>,
}

#[derive(Debug)]
struct Row {
    code: String,
    name: String,
    score: String,
    reason: String,
    base: i64,
    score_error: String,
    reason_error: String,
}

#[derive(Debug, Template)]
#[template(path = "control/components.html")]
struct ComponentsPage {
    shell: Shell,
    t: Texts,
    title: String,
    round_title: String,
    back: String,
    action: String,
    rows: Vec<Row>,
    errors: Messages,
}

impl ComponentsPage {
    fn new(
        web: &Web,
        visitor: &Visitor,
        round: &store::round::Round,
        sheet: &ComponentSheet,
        typed: &[Entered],
        errors: Messages,
    ) -> Self {
        let t = *visitor.texts();
        let label = sheet.component.label.as_ref();
        let name = label.map_or(sheet.component.code.as_str(), |label| label.get(t.code()));
        let rows = sheet.rows.iter().map(|row| {
            let code = row.code.as_str();
            let typed = typed.iter().find(|typed| typed.body == code);
            let saved = row.score.as_ref();
            Row {
                score: typed.map_or_else(
                    || saved.map(|saved| show::number(&t, &saved.score, 10)).unwrap_or_default(),
                    |typed| typed.score.clone(),
                ),
                reason: typed.map_or_else(
                    || saved.map(|saved| saved.reason.clone()).unwrap_or_default(),
                    |typed| typed.reason.clone(),
                ),
                base: saved.map_or(0, |saved| saved.version),
                score_error: errors.get(&format!("score-{code}")).unwrap_or_default(),
                reason_error: errors.get(&format!("reason-{code}")).unwrap_or_default(),
                code: code.to_owned(),
                name: row.name.clone(),
            }
        });
        let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
        shell.wide = true;
        Self {
            title: t.result_components_title(name),
            round_title: round.title.clone(),
            back: format!("/nasional/{}/rekap", round.slug),
            action: format!("/nasional/{}/komponen/{}", round.slug, sheet.component.code),
            rows: rows.collect(),
            errors,
            shell,
            t,
        }
    }
}

/// `GET /nasional/{round}/komponen/{component}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, component)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let sheet = controller.component(&component).await?;
    let mut page = ComponentsPage::new(&web, &visitor, controller.round(), &sheet, &[], Messages::default());
    if let Some(count) = done.tersimpan {
        page.shell.flash = Some(Flash::Success(visitor.texts().result_components_saved(count)));
    }
    Ok(render(StatusCode::OK, &page))
}

/// `POST /nasional/{round}/komponen/{component}`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, component)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let entered: Vec<Entered> = fields
        .starting("score-")
        .map(|(code, score)| Entered {
            body: code.to_owned(),
            score: score.to_owned(),
            reason: fields.raw(&format!("reason-{code}")).replace("\r\n", "\n"),
            base: fields.text(&format!("base-{code}")).parse().unwrap_or(0),
        })
        .collect();
    match controller.enter_component(&component, &entered).await {
        Ok(count) => {
            let to = format!("/nasional/{round}/komponen/{component}?tersimpan={count}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let sheet = controller.component(&component).await?;
            let errors = Messages::new(visitor.texts(), &problems);
            let page = ComponentsPage::new(&web, &visitor, controller.round(), &sheet, &entered, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}
