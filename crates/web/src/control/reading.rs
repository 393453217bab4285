//! One second reading: blind while it waits, both sides beside each other afterwards.

use app::controller::{Controller, Dispute, Settlement};
use app::reviewer::{Item, Reviewer};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::Problem;
use domain::verification::reading::ReadingState;
use http::StatusCode;
use i18n::Texts;
use store::reading::Second;

use super::second::state_tag;
use crate::components::{BackLink, Button, Choice, Fieldset, Html, Radios, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::review::controls::Judging;
use crate::review::item::{ItemPage, ReadingPlace};
use crate::review::typed::Typed;
use crate::review::values::{self, ValueLine};
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

type Address = Path<(String, String, String)>;

async fn place(reviewer: &Reviewer, item: &Item) -> Result<ReadingPlace, AppError> {
    let list = format!("/nasional/{}/kendali", item.round.slug);
    let own = reviewer.readings().await?;
    let is_here = |slug: &str, code: &str| slug == item.body.slug.as_str() && item.question.code == *code;
    let mut waiting = own.iter().filter(|line| line.state == ReadingState::Waiting);
    let next = waiting.find(|line| !is_here(&line.slug, line.question.as_str()));
    Ok(ReadingPlace {
        here: format!("{list}/{}/{}", item.body.slug, item.question.code),
        next: next.map(|line| format!("{list}/{}/{}", line.slug, line.question)).unwrap_or_default(),
        done: own.iter().filter(|line| line.state != ReadingState::Waiting).count(),
        count: own.len(),
        list,
    })
}

/// `GET /nasional/{round}/kendali/{body}/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, body, question)): Address,
) -> Result<Response, Failure> {
    let reviewer = reader.access.reviewer(&round).await?;
    match reviewer.blind_item(&body, &question).await {
        Ok(item) => {
            let typed = Typed::of(&item);
            blind(&web, &reader, &reviewer, &item, &typed, Messages::default()).await
        }
        Err(AppError::Conflict(Conflict::State(state))) if state.parse::<ReadingState>().is_ok() => {
            let controller = reader.access.controller(&round).await?;
            both(&web, &reader, &controller, (&body, &question), None, Messages::default()).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn blind(
    web: &Web,
    reader: &SignedIn,
    reviewer: &Reviewer,
    item: &Item,
    typed: &Typed,
    errors: Messages,
) -> Result<Response, Failure> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let place = place(reviewer, item).await?;
    let order = app::reviewer::Order::Office;
    let page = ItemPage::new(web, &reader.visitor, item, order, typed, errors).for_reading(place);
    Ok(render(status, &page))
}

/// `POST /nasional/{round}/kendali/{body}/{question}`: keeps what the second reader found, and goes on to the next.
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, body, question)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let reviewer = reader.access.reviewer(&round).await?;
    let item = reviewer.blind_item(&body, &question).await?;
    let typed = Typed::read(&fields);
    let place = place(&reviewer, &item).await?;
    let saved = match typed.verdict(&item) {
        Ok(verdict) => reviewer.save_reading(&body, &question, &verdict).await.map(|_| ()),
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match saved {
        Ok(()) => {
            let to = if place.next.is_empty() { place.list } else { place.next };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(reader.visitor.texts(), &problems);
            blind(&web, &reader, &reviewer, &item, &typed, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "control/dispute.html")]
struct DisputePage {
    shell: Shell,
    t: Texts,
    title: String,
    office: String,
    question: String,
    back: String,
    here: String,
    item: String,
    state: Tag,
    values: Vec<ValueLine>,
    /// Share, by whom and when, reason.
    second: (String, String, String),
    /// What the province had given when the two were compared.
    first: String,
    settle: Option<Settle>,
    /// Why this person cannot settle it; empty where that is not asked.
    refused: String,
    errors: Messages,
}

/// The form that settles a difference.
#[derive(Debug)]
struct Settle {
    choice: Radios,
    /// What the rubric asks for a third value.
    third: Html,
    reason: Textarea,
}

impl Settle {
    fn new(
        shell: &Shell,
        (item, second): (&Item, &Second),
        sent: Option<&Fields>,
        errors: &Messages,
    ) -> Self {
        let t = shell.t;
        let choices = [
            Choice::new("keep", t.reading_settle_keep(show::share(&t, &second.first_share))),
            Choice::new("change", t.reading_settle_change(show::share(&t, &second.share))),
            Choice::new("third", t.reading_settle_third()).hint(t.reading_settle_third_hint()),
        ];
        let field = |name: &str| sent.map_or("", |fields| fields.text(name));
        // A third value begins with nothing chosen.
        let typed = sent.map(Typed::read).unwrap_or_default();
        let third = Judging { shell, item, typed: &typed, errors }.controls(true).html;
        Self {
            choice: Radios::new("settle", t.reading_settle(), choices)
                .value(field("settle"))
                .error(shell.error(errors.get("settle"))),
            third: Html::join([Fieldset::new(t.reading_settle_third_title(), third)]),
            reason: Textarea::new("reason", t.review_reason())
                .rows(4)
                .value(typed.reason.as_str())
                .error(shell.error(errors.get("reason"))),
        }
    }
}

async fn both(
    web: &Web,
    reader: &SignedIn,
    controller: &Controller,
    (body, question): (&str, &str),
    sent: Option<&Fields>,
    errors: Messages,
) -> Result<Response, Failure> {
    let dispute = controller.dispute(body, question).await?;
    let t = *reader.visitor.texts();
    let shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    let round = controller.round();
    let here =
        format!("/nasional/{}/kendali/{}/{}", round.slug, dispute.placed.body.slug, dispute.question.code);
    let Dispute { reading, values: said, .. } = &dispute;
    let second = reading.second.as_ref().ok_or(AppError::NotFound)?;
    let zone = round.zone;
    let is_open = reading.state == ReadingState::Differs;
    let settle = if dispute.may_settle {
        let reviewer = reader.access.reviewer(&round.slug).await?;
        let item = reviewer.item(body, question, app::reviewer::Order::Office).await?;
        Some(Settle::new(&shell, (&item, second), sent, &errors))
    } else {
        None
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DisputePage {
        title: t.review_question_number(dispute.question.number),
        office: dispute.placed.body.office_name.clone(),
        question: dispute.question.text.get(t.code()).to_owned(),
        back: format!("/nasional/{}/kendali", round.slug),
        item: format!("/verifikasi/{}/{}/{}", round.slug, dispute.placed.body.slug, dispute.question.code),
        state: state_tag(&t, reading.state),
        values: values::lines(&t, said, &dispute.question.weight, zone, false),
        second: (
            show::share(&t, &second.share),
            t.review_history_entry(dispute.read_by.as_str(), show::moment(&t, second.at, zone)),
            second.reason.clone(),
        ),
        first: show::share(&t, &second.first_share),
        refused: if is_open && settle.is_none() { t.reading_settle_other() } else { String::new() },
        settle,
        here,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// `POST /nasional/{round}/kendali/{body}/{question}/putusan`
pub(super) async fn settle(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, body, question)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = reader.access.controller(&round).await?;
    let reason = Typed::read(&fields).reason;
    let done = match chosen(&reader, (&round, &body, &question), &fields).await {
        Ok(settlement) => controller.settle(&body, &question, settlement, &reason).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/nasional/{round}/kendali/{body}/{question}")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(reader.visitor.texts(), &problems);
            both(&web, &reader, &controller, (&body, &question), Some(&fields), errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// How the difference is to be settled, as it was sent.
async fn chosen(
    reader: &SignedIn,
    (round, body, question): (&str, &str, &str),
    fields: &Fields,
) -> Result<Settlement, AppError> {
    match fields.text("settle") {
        "keep" => Ok(Settlement::Keep),
        "change" => Ok(Settlement::Change),
        "third" => {
            let reviewer = reader.access.reviewer(round).await?;
            let item = reviewer.item(body, question, app::reviewer::Order::Office).await?;
            let verdict = Typed::read(fields).verdict(&item).map_err(AppError::Invalid)?;
            Ok(Settlement::Third(verdict.review))
        }
        "" => Err(AppError::field("settle", Problem::Required)),
        _ => Err(AppError::field("settle", Problem::UnknownOption)),
    }
}
