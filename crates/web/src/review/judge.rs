//! Giving a judgement, and what becomes of it.

use app::reviewer::{Item, Reviewer};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;

use super::item::{How, ItemPage, address, here, judgement_words, state_page};
use super::typed::Typed;
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor};

#[derive(Debug, Template)]
#[template(path = "review/conflict.html")]
struct ConflictPage {
    shell: Shell,
    t: Texts,
    office: String,
    question: String,
    detail: String,
    theirs: Vec<String>,
    their_share: String,
    their_reason: String,
    yours: Vec<String>,
    typed: Typed,
    current: i64,
    action: String,
}

impl ConflictPage {
    /// Both judgements beside each other: the one that stands, and the one that came too late.
    fn new(mut shell: Shell, present: &Item, typed: Typed, current: i64, action: String) -> Self {
        shell.private = true;
        let t = shell.t;
        let theirs = present.review.as_ref();
        let name = theirs.map(|saved| saved.reviewed_by_name.clone()).unwrap_or_default();
        let yours = typed.verdict(present).map(|verdict| judgement_words(&t, present, &verdict.review));
        Self {
            office: present.body.office_name.clone(),
            question: present.question.text.get(t.code()).to_owned(),
            detail: t.review_conflict_detail(name),
            theirs: theirs.map(|saved| judgement_words(&t, present, &saved.value)).unwrap_or_default(),
            their_share: theirs.map(|saved| show::share(&t, &saved.share)).unwrap_or_default(),
            their_reason: theirs.map(|saved| saved.reason.clone()).unwrap_or_default(),
            yours: yours.unwrap_or_default(),
            current,
            action,
            typed,
            shell,
            t,
        }
    }
}

/// `POST /verifikasi/{round}/{body}/{question}`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    Query(how): Query<How>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reviewer = access.reviewer(&round).await?;
    let order = how.order();
    let typed = Typed::read(&fields);
    let item = match reviewer.item(&body, &question, order).await {
        Ok(item) => item,
        Err(AppError::Conflict(Conflict::State(state))) => {
            let office = reviewer.office_queue(&body).await?.office.name;
            return Ok(state_page(&web, &visitor, &round, &office, state));
        }
        Err(other) => return Err(other.into()),
    };
    let saved = match typed.verdict(&item) {
        Ok(verdict) => reviewer.save(&body, &question, &verdict).await.map(|_| ()),
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match saved {
        Ok(()) => {
            let to = match &item.around.next_open {
                Some(place) => format!("{}&tersimpan=1", address(&round, place, order)),
                None => format!("/verifikasi/{round}"),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(visitor.texts(), &problems);
            let page = ItemPage::new(&web, &visitor, &item, order, &typed, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(Conflict::State(state))) => {
            Ok(state_page(&web, &visitor, &round, &item.body.office_name, state))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            let present = reviewer.item(&body, &question, order).await?;
            let action = address(&round, &here(&present), order);
            let shell = visitor.shell(&web);
            Ok(render(StatusCode::CONFLICT, &ConflictPage::new(shell, &present, typed, current, action)))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /verifikasi/{round}/{body}/{question}/kembalikan`: gives the question back to its office.
pub(super) async fn give_back(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    Query(how): Query<How>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reviewer = access.reviewer(&round).await?;
    let reason = fields.raw("return_reason").replace("\r\n", "\n");
    let given = reviewer.give_back(&body, &question, &reason).await.map(|_| ());
    after_return(&web, &visitor, &reviewer, (&round, &body, &question), &how, given, "kembali").await
}

/// `POST /verifikasi/{round}/{body}/{question}/tarik`: takes back what was given back.
pub(super) async fn take_back(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    Query(how): Query<How>,
) -> Result<Response, Failure> {
    let reviewer = access.reviewer(&round).await?;
    let taken = reviewer.take_back(&body, &question).await;
    after_return(&web, &visitor, &reviewer, (&round, &body, &question), &how, taken, "tarik").await
}

async fn after_return(
    web: &Web,
    visitor: &Visitor,
    reviewer: &Reviewer,
    (round, body, question): (&str, &str, &str),
    how: &How,
    done: Result<(), AppError>,
    said: &str,
) -> Result<Response, Failure> {
    let order = how.order();
    match done {
        Ok(()) => {
            let to = format!("/verifikasi/{round}/{body}/{question}?urut={order}&tersimpan={said}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let item = reviewer.item(body, question, order).await?;
            let errors = Messages::new(visitor.texts(), &problems);
            let page = ItemPage::new(web, visitor, &item, order, &Typed::of(&item), errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(Conflict::State(state))) => {
            let office = reviewer.office_queue(body).await?.office.name;
            Ok(state_page(web, visitor, round, &office, state))
        }
        Err(other) => Err(other.into()),
    }
}
