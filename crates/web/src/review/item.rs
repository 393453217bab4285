//! The review screen: evidence on one side, question, rubric, answer and judgement on the other.

use std::collections::BTreeMap;

use app::link::answer_links;
use app::reviewer::{Closing, Item, Order, Place};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::assessment::AssessmentState;
use domain::assessments::Review;
use domain::codes::QuestionCode;
use domain::exact::Exact;
use domain::scoring::{Found, SelfShare};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::answer::{self, AnswerLine, EvidenceLine};
use super::controls::{Controls, Judging};
use super::queue::state_words;
use super::typed::Typed;
use crate::components::{BackLink, Button, Checkboxes, Choice, Html, Textarea};
use crate::failure::Failure;
use crate::link::{LinkProofView, Reader, Words};
use crate::page::{Flash, ProblemPage, Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor};

/// What the address says besides the place.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct How {
    /// In which order items follow each other.
    #[serde(default)]
    pub(super) urut: String,
    /// What was just done.
    #[serde(default)]
    pub(super) tersimpan: String,
}

impl How {
    pub(super) fn order(&self) -> Order {
        self.urut.parse().unwrap_or_default()
    }
}

/// A judgement of the past.
#[derive(Debug)]
struct Past {
    by: String,
    words: String,
    reason: String,
    doubtful: bool,
}

#[derive(Debug, Deserialize)]
struct PastData {
    version: i64,
    share: Exact,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    doubtful: bool,
}

#[derive(Debug, Template)]
#[template(path = "review/item.html")]
pub(super) struct ItemPage {
    pub(super) shell: Shell,
    t: Texts,
    title: String,
    office: String,
    section: String,
    back: String,
    position: String,
    progress: String,
    done: usize,
    count: usize,
    order_links: Vec<(String, String, bool)>,
    previous: String,
    next: String,
    evidence: Vec<EvidenceLine>,
    question: String,
    help: String,
    answer: Vec<AnswerLine>,
    answered_by: String,
    /// What is known of the links in the answer.
    links: Vec<LinkProofView>,
    claimed: String,
    verified: String,
    outdated: bool,
    rubric: Vec<(String, String)>,
    rubric_note: String,
    drops_out: String,
    system_scored: bool,
    note: String,
    can_judge: bool,
    controls: Html,
    reason: Option<Textarea>,
    doubtful: Option<Checkboxes>,
    errors: Messages,
    base: i64,
    action: String,
    history: Vec<Past>,
}

/// `GET /verifikasi/{round}/{body}/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    Query(how): Query<How>,
) -> Result<Response, Failure> {
    let reviewer = access.reviewer(&round).await?;
    let item = match reviewer.item(&body, &question, how.order()).await {
        Ok(item) => item,
        Err(AppError::Conflict(Conflict::State(state))) => {
            let office = reviewer.office_queue(&body).await?.office.name;
            return Ok(state_page(&web, &visitor, &round, &office, state));
        }
        Err(other) => return Err(other.into()),
    };
    let typed = Typed::of(&item);
    let mut page = ItemPage::new(&web, &visitor, &item, how.order(), &typed, Messages::default());
    if how.tersimpan == "1" {
        page.shell.flash = Some(Flash::Success(visitor.texts().review_saved()));
    }
    Ok(render(StatusCode::OK, &page))
}

/// What is in the way of judging: the office's state, or frozen results. 409.
pub(super) fn state_page(web: &Web, visitor: &Visitor, round: &str, office: &str, state: &str) -> Response {
    let t = visitor.texts();
    let detail = match state.parse::<AssessmentState>() {
        Ok(state) => t.review_state_detail(office, state_words(t, state)),
        Err(_) => t.review_frozen_detail(),
    };
    let page = ProblemPage {
        shell: visitor.shell(web),
        title: t.review_state_title(),
        detail,
        advice: String::new(),
        onward: Some(Button::link(t.review_back_to_queue(), format!("/verifikasi/{round}"))),
    };
    render(StatusCode::CONFLICT, &page).into_response()
}

/// The address of an item.
pub(super) fn address(round: &str, place: &Place, order: Order) -> String {
    format!("/verifikasi/{round}/{}/{}?urut={order}", place.0, place.1)
}

impl ItemPage {
    pub(super) fn new(
        web: &Web,
        visitor: &Visitor,
        item: &Item,
        order: Order,
        typed: &Typed,
        errors: Messages,
    ) -> Self {
        let t = *visitor.texts();
        let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
        shell.wide = true;
        let round = item.round.slug.as_str();
        let here = (item.body.slug.to_string(), item.question.code.clone());
        let system_scored = item.question.rubric.is_system_scored();
        let can_judge = item.may_review && item.closing == Closing::Open && !system_scored;
        let judging = Judging { shell: &shell, item, typed, errors: &errors };
        let Controls { html, rubric, rubric_note, drops_out } = judging.controls(can_judge);
        let href = |place: &Option<Place>| {
            place.as_ref().map(|place| address(round, place, order)).unwrap_or_default()
        };
        let answer = item.answer.as_ref();
        let looks = web.app.looks_at_links();
        let words = Words { t: &t, zone: item.body.zone, reader: Reader::Reviewer, looks };
        let of = |order: Order, words: String, now: bool| (words, address(round, &here, order), now);
        let section = item.instrument.section_of(item.question.code.as_str());
        Self {
            title: t.review_question_number(item.question.number),
            office: item.body.office_name.clone(),
            section: section.map(|section| section.title.get(t.code()).to_owned()).unwrap_or_default(),
            back: format!("/verifikasi/{round}"),
            position: t.review_item_position(item.around.count, item.around.position),
            progress: t.review_progress(item.around.done, item.around.count),
            done: item.around.done,
            count: item.around.count.max(1),
            order_links: vec![
                of(Order::Office, t.review_order_office(), order == Order::Office),
                of(Order::Question, t.review_order_question(), order == Order::Question),
            ],
            previous: href(&item.around.previous),
            next: href(&item.around.next),
            evidence: answer::evidence(&t, item, words),
            links: answer
                .map(|saved| words.of_answer(&item.links, &answer_links(&saved.value)))
                .unwrap_or_default(),
            question: item.question.text.get(t.code()).to_owned(),
            help: item.question.help.as_ref().map(|help| help.get(t.code()).to_owned()).unwrap_or_default(),
            answer: answer.map(|saved| answer::lines(&t, &item.question, &saved.value)).unwrap_or_default(),
            answered_by: answer
                .map(|saved| {
                    let at = show::moment(&t, saved.saved_at, item.body.zone);
                    t.review_answer_saved(&saved.saved_by_name, at)
                })
                .unwrap_or_default(),
            claimed: claimed_words(&t, &item.claimed, &item.question.weight),
            verified: found_words(&t, &item.found, &item.question.weight),
            outdated: item.is_outdated,
            rubric,
            rubric_note,
            drops_out,
            system_scored,
            note: note(&t, item),
            can_judge,
            controls: html,
            reason: can_judge.then(|| {
                Textarea::new("reason", t.review_reason())
                    .hint(t.review_reason_hint())
                    .rows(4)
                    .value(typed.reason.as_str())
                    .error(shell.error(errors.get("reason")))
            }),
            doubtful: can_judge.then(|| {
                let choice = Choice::new("1", t.review_doubtful()).checked(typed.doubtful);
                Checkboxes::single("doubtful", choice).small()
            }),
            base: typed.base,
            action: address(round, &here, order),
            history: item.history.iter().filter_map(|event| past(&t, item, event)).collect(),
            errors,
            shell,
            t,
        }
    }
}

/// Why there is nothing to choose; empty where there is.
fn note(t: &Texts, item: &Item) -> String {
    let zone = item.body.zone;
    match item.closing {
        _ if !item.may_review => t.review_read_only(),
        _ if item.question.rubric.is_system_scored() => t.review_system_scored(),
        Closing::Open => String::new(),
        Closing::Opens(at) => t.review_opens_at(show::moment(t, at, zone)),
        Closing::Closed(Some(at)) => t.review_closed_at(show::moment(t, at, zone)),
        Closing::Closed(None) => t.review_closed(),
    }
}

/// What the office claims, in words.
fn claimed_words(t: &Texts, claimed: &SelfShare, weight: &Exact) -> String {
    match claimed {
        SelfShare::Share(share) => share_words(t, share, weight),
        SelfShare::Unanswered => t.review_unanswered(),
        SelfShare::NotEstimable => t.review_not_estimable(),
        SelfShare::NotApplicable => t.review_not_applicable(),
    }
}

fn found_words(t: &Texts, found: &Found, weight: &Exact) -> String {
    match found {
        Found::Share(share) => share_words(t, share, weight),
        Found::NotApplicable => t.review_not_applicable(),
        Found::Unanswered | Found::Unreviewed => t.review_not_reviewed(),
    }
}

fn share_words(t: &Texts, share: &Exact, weight: &Exact) -> String {
    t.review_share_points(show::share(t, share), show::number(t, weight, 4))
}

fn past(t: &Texts, item: &Item, event: &store::event::Event) -> Option<Past> {
    let data: PastData = serde_json::from_str(&event.data).ok()?;
    let at = show::moment(t, event.at, item.body.zone);
    Some(Past {
        by: t.review_history_entry(event.actor_name.as_deref().unwrap_or_default(), at),
        words: t.review_history_version(show::share(t, &data.share), data.version),
        reason: data.reason,
        doubtful: data.doubtful,
    })
}

/// What a judgement says, in words: for two judgements side by side.
pub(super) fn judgement_words(t: &Texts, item: &Item, review: &Review) -> Vec<String> {
    let question = &item.question;
    let mut words = Vec::new();
    if let (domain::instrument::Rubric::Levels { levels, .. }, Some(level)) = (&question.rubric, review.level)
    {
        let level = usize::try_from(level).ok().and_then(|level| levels.get(level));
        words.extend(level.map(|level| level.text.get(t.code()).to_owned()));
    }
    let options = question.claim_options().map(|(_, _, options)| options).unwrap_or_default();
    for code in review.options.iter().flatten() {
        words.push(answer::option_label(t, options, code.as_str()));
    }
    if let domain::instrument::Rubric::Criteria { criteria } = &question.rubric {
        let ticked = review.criteria.iter().flatten();
        let found = ticked.filter_map(|code| criteria.iter().find(|criterion| criterion.code == *code));
        words.extend(found.map(|criterion| criterion.text.get(t.code()).to_owned()));
    }
    let labels: BTreeMap<_, _> = question.fields().map(|spec| (&spec.code, &spec.label)).collect();
    for (code, value) in &review.fields {
        let label = labels.get(code).map_or(code.as_str(), |label| label.get(t.code()));
        words.push(format!("{label}: {}", show::number(t, value, 6)));
    }
    if words.is_empty() {
        words.push(t.review_answer_nothing_chosen());
    }
    words
}

/// The code of the question of an item, for addresses.
pub(super) fn here(item: &Item) -> (String, QuestionCode) {
    (item.body.slug.to_string(), item.question.code.clone())
}
