//! Correcting the judgement of an answer after the publication.

use app::AppError;
use app::controller::{Controller, NewCorrection};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::components::{BackLink, Button, Input, Select, SelectItem, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor, redirect_with};

#[derive(Debug)]
struct Line {
    office: String,
    question: String,
    share: String,
    reason: String,
    by: String,
}

#[derive(Debug, Template)]
#[template(path = "control/correction.html")]
struct CorrectionPage {
    shell: Shell,
    t: Texts,
    title: String,
    slug: String,
    back: String,
    offices: Select,
    questions: Select,
    typed: NewCorrection,
    lines: Vec<Line>,
    errors: Messages,
}

/// `GET /nasional/{round}/koreksi`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let page =
        CorrectionPage::new(&web, &visitor, &controller, NewCorrection::default(), Messages::default())
            .await?;
    Ok(render(StatusCode::OK, &page))
}

/// `POST /nasional/{round}/koreksi`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let typed = NewCorrection {
        body: fields.text("body").to_owned(),
        question: fields.text("question").to_owned(),
        share: fields.text("share").to_owned(),
        reason: fields.raw("reason").replace("\r\n", "\n"),
    };
    match controller.correct(&typed).await {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{round}/koreksi"), "result-corrected", &web)),
        Err(AppError::Invalid(problems)) => {
            let t = visitor.texts();
            let errors = Messages::named(t, &problems, |field| match field {
                "body" => Some(t.result_office()),
                "question" => Some(t.result_question()),
                "share" => Some(t.result_correct_share()),
                _ => None,
            });
            let page = CorrectionPage::new(&web, &visitor, &controller, typed, errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

impl CorrectionPage {
    async fn new(
        web: &Web,
        visitor: &Visitor,
        controller: &Controller,
        typed: NewCorrection,
        errors: Messages,
    ) -> Result<Self, Failure> {
        let t = *visitor.texts();
        let recap = controller.recap().await?;
        let slug = recap.round.slug.clone();
        let shell = visitor.shell(web).with_errors(!errors.is_empty());
        let nothing = || SelectItem::new("", t.common_choose());
        let mut offices: Vec<_> = recap.rows.iter().map(|row| &row.body).collect();
        offices.sort_by(|a, b| a.code.cmp(&b.code));
        let offices =
            offices.into_iter().map(|body| SelectItem::new(body.code.as_str(), body.office_name.as_str()));
        let questions = recap.instrument.questions().map(|question| {
            let text = format!("{}. {}", question.number, question.text.get(t.code()));
            SelectItem::new(question.code.as_str(), text)
        });
        let lines = controller.corrections().await?.into_iter().map(|found| Line {
            office: found.office,
            question: format!("{}. {}", found.number, found.question.get(t.code())),
            share: show::exact(&t, &found.judgement.share),
            reason: found.judgement.reason,
            by: t.result_correction_by(
                show::moment(&t, found.judgement.judged_at, recap.round.zone),
                found.judgement.judged_by_name,
            ),
        });
        Ok(Self {
            title: recap.round.title.clone(),
            back: format!("/nasional/{slug}/rekap"),
            offices: Select::new(
                "body",
                t.result_office(),
                std::iter::once(nothing()).chain(offices).collect::<Vec<_>>(),
            )
            .value(typed.body.as_str())
            .error(shell.error(errors.get("body"))),
            questions: Select::new(
                "question",
                t.result_question(),
                std::iter::once(nothing()).chain(questions).collect::<Vec<_>>(),
            )
            .value(typed.question.as_str())
            .error(shell.error(errors.get("question"))),
            lines: lines.collect(),
            typed,
            errors,
            slug,
            shell,
            t,
        })
    }
}
