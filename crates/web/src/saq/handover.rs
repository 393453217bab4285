//! Who works on what: handing sections and questions to colleagues, taking them back, saying that they are done.

use app::office::{Colleague, HandOver};
use app::{AppError, Office};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::assignment::{Due, Scope, due};
use domain::ids::{AssignmentId, PersonId};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use jiff::Timestamp;
use store::assignment::Assignment;

use super::words;
use crate::Web;
use crate::components::{BackLink, Button, Html, Input, Select, SelectItem, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "saq/handover.html")]
struct HandoverPage {
    shell: Shell,
    t: Texts,
    home: String,
    lines: Vec<Line>,
    /// The form; nothing where nobody could be given anything.
    form: Option<Html>,
    errors: Messages,
}

/// One assignment in words.
#[derive(Debug)]
struct Line {
    what: String,
    href: String,
    who: String,
    note: String,
    take_back: Button,
    /// For the one who has it.
    done: Option<Button>,
    action: String,
}

type Address = Path<(String, String)>;

/// What was handed over, as people read it.
pub(super) fn named(t: &Texts, office: &Office, scope: Scope, code: &str) -> String {
    match scope {
        Scope::Section => {
            let found = office.instrument().sections.iter().find(|section| section.code == *code);
            t.handover_section(found.map_or(code, |section| section.title.get(t.code())))
        }
        Scope::Question => match office.instrument().question(code) {
            Some(question) => t.handover_question(i64::from(question.number), question.text.get(t.code())),
            None => code.to_owned(),
        },
    }
}

/// In whose hands something is, and until when.
pub(super) fn holder(t: &Texts, office: &Office, task: &Assignment, now: Timestamp) -> String {
    let who = if task.person == office.person() {
        t.handover_holder_mine()
    } else {
        t.handover_holder(task.person_name.as_str())
    };
    let at = task.due_at.map(|at| words::both_zones(t, office, at)).unwrap_or_default();
    match due(task.due_at, office.filling(), now) {
        Due::Open => who,
        Due::Ahead => format!("{who}, {}", t.handover_until(at)),
        Due::AfterClosing => format!("{who}, {}", t.handover_after_closing(at)),
        Due::Over => format!("{who}, {}", t.handover_overdue(at)),
    }
}

/// The assignment of a question: its own, else that of its section.
pub(super) fn of_question<'a>(
    office: &Office,
    tasks: &'a [Assignment],
    question: &str,
) -> Option<&'a Assignment> {
    let section = office.instrument().section_of(question);
    let own = tasks.iter().find(|task| task.scope == Scope::Question && task.code == question);
    own.or_else(|| {
        let section = section?;
        tasks.iter().find(|task| task.scope == Scope::Section && section.code == *task.code)
    })
}

/// `GET /saq/{round}/{body}/pembagian`; `apa=question:A1` chooses what to hand over.
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let fields = Fields::new(vec![("what".to_owned(), asked.apa)]);
    page(&web, &signed_in, &office, &fields, &[]).await
}

/// What the address says besides the place.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    apa: String,
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    if !office.may(Action::FillAnswer) {
        return Err(AppError::NotFound.into());
    }
    let errors = Messages::new(signed_in.visitor.texts(), problems);
    let mut shell = super::shell(web, signed_in, office).with_errors(!errors.is_empty());
    let (t, now, home) = (shell.t, web.app.now(), super::home(office));
    shell.path = format!("{home}/pembagian");
    let colleagues = office.colleagues().await?;
    let lines = office.assignments().await?.iter().map(|task| line(&t, office, task, now)).collect();
    let form = (!colleagues.is_empty()).then(|| form(&shell, office, &colleagues, fields, &errors));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(render(status, &HandoverPage { shell, t, home, lines, form, errors }))
}

fn line(t: &Texts, office: &Office, task: &Assignment, now: Timestamp) -> Line {
    let (what, home) = (named(t, office, task.scope, &task.code), super::home(office));
    let given = t.handover_given_by(task.giver_name.as_str(), words::local(t, office, task.given_at));
    let about = |button: Button, words: String| button.secondary().attribute("aria-label", words);
    Line {
        href: match task.scope {
            Scope::Question => format!("{home}/{}", task.code),
            Scope::Section => format!("{home}#bagian-{}", task.code),
        },
        who: format!("{} ({given})", holder(t, office, task, now)),
        note: task.note.clone(),
        take_back: about(Button::submit(t.handover_take_back()), t.handover_take_back_about(what.as_str())),
        done: (task.person == office.person())
            .then(|| about(Button::submit(t.handover_done()), t.handover_done_about(what.as_str()))),
        action: format!("{home}/pembagian/{}", task.id),
        what,
    }
}

fn form(
    shell: &Shell,
    office: &Office,
    colleagues: &[Colleague],
    fields: &Fields,
    errors: &Messages,
) -> Html {
    let t = &shell.t;
    let error = |name: &str| shell.error(errors.get(name));
    let mut things = vec![SelectItem::new("", t.national_choose())];
    for section in &office.instrument().sections {
        let name = named(t, office, Scope::Section, section.code.as_str());
        things.push(SelectItem::new(format!("section:{}", section.code), name));
        for question in &section.questions {
            let name = named(t, office, Scope::Question, question.code.as_str());
            things.push(SelectItem::new(format!("question:{}", question.code), name));
        }
    }
    let mut people = vec![SelectItem::new("", t.national_choose())];
    people.extend(colleagues.iter().map(|found| SelectItem::new(found.id.to_string(), found.name.as_str())));
    let zone = office.placed().body.zone.code();
    let day = Input::new("due", t.handover_due()).kind("date").width(10).hint(t.handover_due_optional());
    let time = Input::new("due.time", t.handover_due_time(zone)).kind("time").width(5);
    Html::join([
        Html::join([Select::new("what", t.handover_what(), things)
            .value(fields.text("what"))
            .error(error("what"))]),
        Html::join([Select::new("person", t.handover_to(), people)
            .value(fields.text("person"))
            .error(error("person"))]),
        Html::join([day.value(fields.text("due")).error(error("due"))]),
        Html::join([time.value(fields.text("due.time")).error(error("due.time"))]),
        Html::join([Textarea::new("note", t.handover_note())
            .rows(3)
            .value(fields.raw("note"))
            .error(error("note"))]),
    ])
}

/// `POST /saq/{round}/{body}/pembagian`: `what` (`section:A`, `question:A1`), `person`, `due`, `due.time`, `note`.
pub(super) async fn give(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let mut problems = Vec::new();
    let what = fields.text("what").split_once(':');
    let what = what.and_then(|(scope, code)| Some((scope.parse::<Scope>().ok()?, code)));
    let person = fields.text("person").parse::<PersonId>().ok();
    if what.is_none() {
        problems.push(FieldProblem::new("what", Problem::Required));
    }
    if person.is_none() {
        problems.push(FieldProblem::new("person", Problem::Required));
    }
    let mut due_at = None;
    if !moment::is_blank(&fields, "due") {
        match moment::read(&fields, "due", office.placed().body.zone) {
            Ok(at) => due_at = Some(at),
            Err(found) => problems.extend(found),
        }
    }
    if let (Some((scope, code)), Some(person), true) = (what, person, problems.is_empty()) {
        let new = HandOver { scope, code, person, due: due_at, note: fields.raw("note") };
        match office.hand_over(&new).await {
            Ok(_) => {
                let is_after = due(due_at, office.filling(), web.app.now()) == Due::AfterClosing;
                let said = match (is_after, person == office.person()) {
                    (true, _) => "handover-done-given-late",
                    (false, true) => "handover-done-own",
                    (false, false) => "handover-done-given",
                };
                return Ok(redirect_with(&format!("{}/pembagian", super::home(&office)), said, &web));
            }
            Err(AppError::Invalid(found)) => problems = found,
            Err(error) => return Err(error.into()),
        }
    }
    page(&web, &signed_in, &office, &fields, &problems).await
}

type One = Path<(String, String, String)>;

/// `POST /saq/{round}/{body}/pembagian/{id}/ambil-kembali`
pub(super) async fn take_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, id)): One,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.take_back(read(&id)?).await?;
    Ok(ended(&web, &office))
}

/// `POST /saq/{round}/{body}/pembagian/{id}/selesai`
pub(super) async fn done(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, id)): One,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.done(read(&id)?).await?;
    Ok(ended(&web, &office))
}

fn read(id: &str) -> Result<AssignmentId, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}

fn ended(web: &Web, office: &Office) -> Response {
    redirect_with(&format!("{}/pembagian", super::home(office)), "handover-done-ended", web)
}
