//! The page of one question, and saving its answer: with a button, or while typing.

use app::link::answer_links;
use app::office::{QuestionSheet, SaveAnswer, Saved};
use app::{AppError, Office};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::round::Standing;
use http::{HeaderMap, StatusCode};
use i18n::Texts;
use jiff::Timestamp;
use store::assignment::Assignment;
use store::event::Event;

use super::controls::controls;
use super::device::Device;
use super::handover;
use super::mending::Mending;
use super::slots::{Beside, Slots};
use super::typed::{Attempt, Typed};
use super::words::{self, Line};
use crate::Web;
use crate::components::{BackLink, Button, Html, InsetText, WarningText};
use crate::fact::{self, FactCard};
use crate::failure::Failure;
use crate::form::Fields;
use crate::headers::Exposure;
use crate::link::LinkProofView;
use crate::page::{Shell, render};
use crate::problem::{Messages, problem_text};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "saq/question.html")]
struct QuestionPage {
    shell: Shell,
    t: Texts,
    home: String,
    path: String,
    section: String,
    position: String,
    text: String,
    help: String,
    basis: Vec<String>,
    tutorial: String,
    status: String,
    standing: String,
    notice: String,
    /// That it was given back, and what became of it.
    mending: Option<Mending>,
    editable: bool,
    controls: Html,
    lines: Vec<Line>,
    base: i64,
    saved: String,
    /// What is known of the links in the answer.
    links: Vec<LinkProofView>,
    slots: Slots,
    /// What the records of the office say.
    facts: Vec<FactCard>,
    /// In whose hands it is, and what the giver says, a sentence a line.
    hands: Vec<String>,
    /// Where it can be handed over; empty where not.
    hand_over: String,
    previous: Option<String>,
    next: Option<String>,
    history: Vec<Happened>,
    errors: Messages,
    device: Device,
}

/// An event of the history, in words.
#[derive(Debug)]
struct Happened {
    what: String,
    by: String,
    /// Address of an older version that is kept.
    old: Option<String>,
}

/// What a page of a question shows beside what is stored.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// What was typed and not saved.
    pub(super) typed: Option<Typed>,
    /// What was typed at a place for evidence.
    pub(super) at_slot: Fields,
    /// What is wrong with it.
    pub(super) errors: Messages,
}

pub(super) type Address = Path<(String, String, String)>;

/// `GET /saq/{round}/{body}/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    // A question that does not exist opens nothing.
    office.question_sheet(&code).await?;
    office.open().await?;
    page(&web, &signed_in, &office, &code, StatusCode::OK, Shown::default()).await
}

/// The page of a question.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    code: &str,
    status: StatusCode,
    shown: Shown,
) -> Result<Response, Failure> {
    let sheet = office.question_sheet(code).await?;
    let question = sheet.question;
    let mut shell = super::shell(web, signed_in, office).with_errors(!shown.errors.is_empty());
    let t = shell.t;
    let editable = is_editable(office, &sheet);
    shell.htmx = editable;
    // A page that answers a POST is not asked for again in another language.
    shell.path = format!("{}/{code}", super::home(office));
    let history = office.history(&question.code).await?;
    let (previous, next) = neighbours(office, code);
    let total = office.instrument().questions().count();
    let answer = sheet.answer();
    let not_saved = shown.typed.is_some() && !shown.errors.is_empty();
    let typed = shown.typed.unwrap_or_else(|| Typed::from_answer(&t, question, &answer));
    let text = |text: &domain::instrument::Text| text.get(t.code()).to_owned();
    let beside = Beside::load(office).await?;
    let tasks = office.assignments().await?;
    let task = handover::of_question(office, &tasks, code);
    let at_slot = |name: &str| shown.at_slot.raw(name).to_owned();
    let position = t.saq_question_of(i64::from(question.number), i64::try_from(total).unwrap_or(i64::MAX));
    let named = format!("{position}: {}", text(&question.text));
    let facts = super::facts::cards(&t, office, question, editable).await?;
    let page = QuestionPage {
        facts,
        device: Device::new(web, signed_in, office, &shell.path, named),
        t,
        home: super::home(office),
        path: shell.path.clone(),
        section: office.instrument().section_of(code).map(|section| text(&section.title)).unwrap_or_default(),
        position,
        text: text(&question.text),
        help: question.help.as_ref().map(text).unwrap_or_default(),
        basis: question.basis.clone(),
        tutorial: sheet.tutorial.clone().unwrap_or_default(),
        status: words::status(&t, sheet.status()),
        standing: if editable { String::new() } else { why_locked(&t, office, &sheet) },
        notice: if not_saved { t.saq_not_saved_errors() } else { String::new() },
        mending: sheet.returned.as_ref().map(|returned| Mending::new(&t, office, returned)),
        editable,
        controls: controls(&shell, office, question, &typed, &shown.errors),
        lines: if editable { Vec::new() } else { words::answer_lines(&t, question, &answer) },
        base: sheet.base(),
        saved: saved_line(&t, office, &sheet),
        links: super::link::words(&t, office).of_answer(&sheet.links, &answer_links(&answer)),
        slots: Slots::new(&shell, office, &sheet, &beside, (editable, &shown.errors), &at_slot),
        hands: task.map(|task| hands(&t, office, task, web.app.now())).unwrap_or_default(),
        hand_over: if editable {
            format!("{}/pembagian?apa=question:{code}", super::home(office))
        } else {
            String::new()
        },
        previous,
        next,
        history: history.iter().map(|event| happened(&t, office, event)).collect(),
        errors: shown.errors,
        shell,
    };
    let mut response = render(status, &page);
    response.extensions_mut().insert(Exposure::PageWithCamera);
    Ok(response)
}

fn hands(t: &Texts, office: &Office, task: &Assignment, now: Timestamp) -> Vec<String> {
    let mut hands = vec![handover::holder(t, office, task, now) + "."];
    if !task.note.is_empty() {
        hands.push(t.handover_note_by(task.giver_name.as_str(), task.note.as_str()));
    }
    hands
}

/// Whether this person can change the answer now.
fn is_editable(office: &Office, sheet: &QuestionSheet<'_>) -> bool {
    let is_filled = office.may(Action::FillAnswer)
        && office.standing() == Standing::Open
        && sheet.assessment.state.is_editable();
    is_filled || office.is_mendable(sheet.returned.as_ref())
}

fn why_locked(t: &Texts, office: &Office, sheet: &QuestionSheet<'_>) -> String {
    if office.standing() != Standing::Open {
        words::standing(t, office)
    } else if !sheet.assessment.state.is_editable() {
        t.saq_locked(words::state(t, sheet.assessment.state))
    } else {
        t.saq_read_only()
    }
}

fn saved_line(t: &Texts, office: &Office, sheet: &QuestionSheet<'_>) -> String {
    match sheet.saved.as_ref().filter(|saved| saved.version > 0) {
        Some(saved) => t.saq_saved_by(saved.saved_by_name.as_str(), words::local(t, office, saved.saved_at)),
        None => t.saq_nothing_saved(),
    }
}

/// Addresses of the questions before and after one.
fn neighbours(office: &Office, code: &str) -> (Option<String>, Option<String>) {
    let codes: Vec<&str> = office.instrument().questions().map(|question| question.code.as_str()).collect();
    let at = codes.iter().position(|found| *found == code);
    let href = |index: Option<usize>| {
        index.and_then(|index| codes.get(index)).map(|code| format!("{}/{code}", super::home(office)))
    };
    (href(at.and_then(|at| at.checked_sub(1))), href(at.map(|at| at + 1)))
}

fn happened(t: &Texts, office: &Office, event: &Event) -> Happened {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let name = ["file", "link"].iter().find_map(|key| data[*key].as_str());
    let name = name.filter(|name| !name.is_empty()).map_or_else(|| t.saq_evidence_unnamed(), str::to_owned);
    let what = match event.kind.as_str() {
        "saved" => t.saq_history_saved(data["version"].as_i64().unwrap_or_default()),
        "evidence_added" => t.saq_history_evidence_added(name),
        "evidence_removed" => t.saq_history_evidence_removed(name),
        "evidence_described" => t.saq_history_evidence_described(name),
        "evidence_replaced" => {
            let old = data["replaces"]["file"].as_str().filter(|name| !name.is_empty());
            let old = old.map_or_else(|| t.saq_evidence_unnamed(), str::to_owned);
            t.evidence_history_replaced(name, old)
        }
        "upload_begun" => t.evidence_history_begun(name),
        "upload_refused" => t.evidence_history_refused(name),
        "upload_given_up" => t.evidence_history_given_up(name),
        "upload_expired" => t.evidence_history_expired(name),
        "handed_over" => t.handover_history_given(data["name"].as_str().unwrap_or_default()),
        "taken_back" => t.handover_history_back(data["name"].as_str().unwrap_or_default()),
        "returned" => t.mending_history_returned(),
        "resubmitted" => t.mending_history_resubmitted(),
        "return_withdrawn" => t.mending_history_withdrawn(),
        "return_expired" => t.mending_history_expired(),
        "return_reminded" => t.mending_history_reminded(),
        "fact_taken" => fact_told(&data, |named, came| t.fact_history_taken(named, came), t),
        "fact_given_back" => fact_told(&data, |named, _| t.fact_history_given_back(named), t),
        "done" => t.handover_history_done(data["name"].as_str().unwrap_or_default()),
        other => t.saq_history_other(other),
    };
    let old = data["replaces"]["id"].as_str();
    let old = match event.kind.as_str() {
        "evidence_replaced" => old.map(|id| format!("/bukti/{id}")),
        "fact_taken" => old.map(|id| format!("/bukti/data/{id}")),
        _ => None,
    };
    let who = event.actor_name.clone().unwrap_or_else(|| t.evidence_history_clock());
    Happened { what, by: t.saq_history_by(who, words::local(t, office, event.at)), old }
}

/// What an event tells of a fact: its name and what it came to, in words.
fn fact_told(data: &serde_json::Value, words: impl Fn(String, String) -> String, t: &Texts) -> String {
    let read = |name: &str| data[name].clone();
    let Ok(known) = serde_json::from_value(read("fact")) else { return t.saq_history_other("data") };
    let came = serde_json::from_value(read("value")).map(|came| fact::value(t, known, &came));
    words(fact::name(t, known), came.unwrap_or_default())
}

/// `POST /saq/{round}/{body}/{question}`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    if !office.may(Action::FillAnswer) {
        return Err(AppError::NotFound.into());
    }
    let while_typing = headers.get("hx-request").is_some();
    let before = office.question_sheet(&code).await?;
    let typed = Typed::from_fields(before.question, &fields);
    let (value, problems) = typed.read(before.question);
    let result = if problems.is_empty() {
        // Without the version that it started from, an edit fits none.
        let base = fields.text("base").parse().unwrap_or(-1);
        let command = SaveAnswer { question: before.question.code.clone(), base, value: value.clone() };
        office.save_answer(command).await
    } else {
        Err(AppError::Invalid(problems))
    };
    if while_typing {
        return line(&web, &signed_in, &office, &before, result).await;
    }
    match result {
        Ok(_) => {
            let (_, next) = neighbours(&office, &code);
            let here = format!("{}/{code}", super::home(&office));
            let check = format!("{}/periksa", super::home(&office));
            let to = if fields.text("do") == "next" { next.unwrap_or(check) } else { here };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &worded(problems));
            let shown = Shown { typed: Some(typed), errors, ..Shown::default() };
            page(&web, &signed_in, &office, &code, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(error @ (AppError::Conflict(_) | AppError::Closed { .. })) => {
            super::conflict::page(&web, &signed_in, &office, &code, &Attempt { typed, value }, error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Problems with the words that fit the controls of these pages.
fn worded(mut problems: Vec<FieldProblem>) -> Vec<FieldProblem> {
    for found in &mut problems {
        if found.problem == Problem::NotADate {
            found.problem = Problem::NotNow { why: "saq-not-a-date".to_owned() };
        }
    }
    problems
}

/// The line that says what became of a save while typing, with what else on the page has changed.
#[derive(Debug, Default, Template)]
#[template(path = "saq/saved.html")]
struct SavedLine {
    text: String,
    is_saved: bool,
    /// Words of the button that compares, when somebody else was faster.
    compare: String,
    /// The version that the next edit starts from.
    base: Option<i64>,
    /// Where the question stands now.
    status: Option<String>,
    /// The places for evidence, where the answer asks for others than before.
    slots: Option<Slots>,
}

async fn line(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    before: &QuestionSheet<'_>,
    result: Result<Saved, AppError>,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let mut line = SavedLine::default();
    let status = match result {
        Ok(saved) => {
            line.is_saved = true;
            line.text = t.saq_saved_at(t.time(saved.at, words::zone(office)));
            line.base = Some(saved.version);
            let after = office.question_sheet(before.question.code.as_str()).await?;
            line.status = Some(words::status(&t, after.status()));
            if after.shown_slots() != before.shown_slots() {
                let shell = super::shell(web, signed_in, office);
                let nothing = |_: &str| String::new();
                let beside = Beside::load(office).await?;
                let state = (true, &Messages::default());
                let mut slots = Slots::new(&shell, office, &after, &beside, state, &nothing);
                slots.out_of_band = true;
                line.slots = Some(slots);
            }
            StatusCode::OK
        }
        Err(AppError::Invalid(problems)) => {
            let why = worded(problems).first().map(|found| problem_text(&t, &found.problem));
            line.text = t.saq_not_saved_because(why.unwrap_or_default());
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(AppError::Conflict(app::Conflict::Version { .. })) => {
            let now = office.question_sheet(before.question.code.as_str()).await?;
            let name = now.saved.map(|saved| saved.saved_by_name).unwrap_or_default();
            line.text = t.saq_conflict_line(name);
            line.compare = t.saq_conflict_compare();
            StatusCode::CONFLICT
        }
        Err(error @ (AppError::Conflict(_) | AppError::Closed { .. })) => {
            line.text = super::conflict::why(&t, office, &error);
            Failure::from(error).status()
        }
        Err(error) => return Err(error.into()),
    };
    Ok(render(status, &line))
}
