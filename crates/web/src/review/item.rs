//! The review screen: evidence on one side, question, rubric, answer and judgement on the other.

use std::collections::BTreeMap;

use app::fact::SeenFact;
use app::link::answer_links;
use app::reviewer::{AT_OFFICE, Closing, IN_OTHER_HANDS, Item, Order, Place, RETURNED_BEFORE};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::assessment::AssessmentState;
use domain::assessments::Review;
use domain::codes::QuestionCode;
use domain::exact::Exact;
use domain::verification::duty::Bar;
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::answer::{self, AnswerLine, EvidenceLine};
use super::controls::{Controls, Judging};
use super::desk::{Desk, GivingBack};
use super::queue::state_words;
use super::typed::Typed;
use super::values::{self, ValueLine};
use crate::components::{BackLink, Button, Checkboxes, Choice, Html, Textarea};
use crate::fact::FactCard;
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
pub(crate) struct ItemPage {
    pub(super) shell: Shell,
    t: Texts,
    title: String,
    office: String,
    section: String,
    back: String,
    back_words: String,
    position: String,
    progress: String,
    done: usize,
    count: usize,
    order_links: Vec<(String, String, bool)>,
    previous: String,
    next: String,
    evidence: Vec<EvidenceLine>,
    /// What the office took from its records.
    facts: Vec<FactCard>,
    question: String,
    help: String,
    answer: Vec<AnswerLine>,
    answered_by: String,
    /// What is known of the links in the answer.
    links: Vec<LinkProofView>,
    /// Empty where they are withheld.
    values: Vec<ValueLine>,
    outdated: bool,
    rubric: Vec<(String, String)>,
    rubric_note: String,
    drops_out: String,
    note: String,
    can_judge: bool,
    controls: Html,
    reason: Option<Textarea>,
    doubtful: Option<Checkboxes>,
    desk: Option<Desk>,
    giving_back: Option<GivingBack>,
    /// Addresses of pictures that the browser fetches before they are asked for.
    ahead: Vec<String>,
    errors: Messages,
    base: i64,
    action: String,
    /// Address of the item without its order.
    here: String,
    order: Order,
    history: Vec<Past>,
    /// What the public says of the answer, and where that is handled.
    comments: Vec<String>,
    comments_at: String,
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
    page.shell.flash = match how.tersimpan.as_str() {
        "1" => Some(Flash::Success(visitor.texts().review_saved())),
        "kembali" => Some(Flash::Success(visitor.texts().verification_return_done())),
        "tarik" => Some(Flash::Success(visitor.texts().verification_return_taken_back())),
        _ => page.shell.flash,
    };
    Ok(render(StatusCode::OK, &page))
}

/// What is in the way of judging: the office's state, or frozen results. 409.
pub(super) fn state_page(web: &Web, visitor: &Visitor, round: &str, office: &str, state: &str) -> Response {
    let t = visitor.texts();
    let detail = match (state, state.parse::<AssessmentState>()) {
        (_, Ok(state)) => t.review_state_detail(office, state_words(t, state)),
        (AT_OFFICE, _) => t.verification_at_office(),
        (IN_OTHER_HANDS, _) => t.verification_in_other_hands(office),
        (RETURNED_BEFORE, _) => t.verification_returned_before(),
        _ => t.review_frozen_detail(),
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
    pub(crate) fn new(
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
        let is_open = item.may_review && item.closing == Closing::Open;
        let can_judge = is_open && !system_scored && !item.is_at_office;
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
            back_words: t.review_back_to_queue(),
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
            facts: item.facts.iter().map(|seen| fact_card(&t, item, seen)).collect(),
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
            values: item
                .values
                .as_ref()
                .map(|values| values::lines(&t, values, &item.question.weight, item.body.zone, system_scored))
                .unwrap_or_default(),
            outdated: item.is_outdated,
            rubric,
            rubric_note,
            drops_out,
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
            desk: can_judge.then(|| Desk::new(&shell, item, typed, &errors)),
            giving_back: GivingBack::new(&shell, item, is_open, &errors),
            ahead: item
                .ahead
                .iter()
                .map(|(id, kind, position)| crate::belief::picture_href(*id, kind, *position))
                .collect(),
            base: typed.base,
            action: address(round, &here, order),
            comments: item.comments.iter().map(|comment| comment.text.clone()).collect(),
            comments_at: format!("/masukan/{round}"),
            here: format!("/verifikasi/{round}/{}/{}", here.0, here.1),
            order,
            history: item.history.iter().filter_map(|event| past(&t, item, event)).collect(),
            errors,
            shell,
            t,
        }
    }
}

/// Where a second reading is, among those of its reader.
pub(crate) struct ReadingPlace {
    /// Address of the list.
    pub(crate) list: String,
    /// Address of the reading.
    pub(crate) here: String,
    /// The next reading that waits; empty where there is none.
    pub(crate) next: String,
    /// How many of the reader's readings are done, and how many there are.
    pub(crate) done: usize,
    /// All of them.
    pub(crate) count: usize,
}

impl ItemPage {
    /// The screen as a second reader has it: nothing of the province, and the ways of the reader's own list.
    pub(crate) fn for_reading(mut self, place: ReadingPlace) -> Self {
        let t = self.t;
        self.note = t.reading_note();
        self.position = t.reading_position();
        self.progress = t.reading_progress(place.done, place.count);
        (self.done, self.count) = (place.done, place.count.max(1));
        (self.back, self.action, self.here) = (place.list, place.here.clone(), place.here);
        (self.previous, self.next) = (String::new(), place.next);
        self.order_links.clear();
        (self.desk, self.doubtful, self.giving_back) = (None, None, None);
        self.back_words = t.reading_back();
        self
    }
}

/// A fact as the office took it, with what the records say by now.
fn fact_card(t: &Texts, item: &Item, seen: &SeenFact) -> FactCard {
    let mut card = FactCard::of_taken(t, &item.body, &seen.taken);
    card.is_changed = seen.has_changed() || seen.now.is_none();
    card.now = match &seen.now {
        None => t.fact_review_gone(),
        Some(now) if seen.has_changed() => {
            let at = show::moment(t, now.read_at, item.body.zone);
            t.fact_review_now(at, crate::fact::value(t, now.fact, &now.value))
        }
        Some(_) => t.fact_review_same(),
    };
    card
}

/// Why there is nothing to choose; empty where there is.
fn note(t: &Texts, item: &Item) -> String {
    let zone = item.body.zone;
    match item.closing {
        _ if item.values.is_none() => t.verification_withheld(),
        _ if item.bar == Some(Bar::Served) => t.verification_bar_served(),
        _ if item.bar == Some(Bar::InOtherHands) => {
            t.verification_bar_others(item.holder.as_deref().unwrap_or_default())
        }
        _ if !item.may_review => t.review_read_only(),
        _ if item.is_at_office => item
            .returned
            .as_ref()
            .map(|found| t.verification_at_office_until(show::moment(t, found.due_at, zone)))
            .unwrap_or_default(),
        _ if item.question.rubric.is_system_scored() => t.review_system_scored(),
        Closing::Open => String::new(),
        Closing::Opens(at) => t.review_opens_at(show::moment(t, at, zone)),
        Closing::Closed(Some(at)) => t.review_closed_at(show::moment(t, at, zone)),
        Closing::Closed(None) => t.review_closed(),
    }
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
