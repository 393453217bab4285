//! Readiness of an office: the check of the day, its log, and rehearsals.

use app::access_test::{Filled, PracticeView, Readiness, channel_name};
use app::{AppError, Conflict, Office};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::access_test::Channel;
use domain::access_test::readiness::Checks;
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;

use super::sheet::{self, Shown};
use super::{at, case_id};
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, ErrorLink, Html, SummaryList, SummaryRow, Tag, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::national::frame::{Form, Parts};
use crate::page::{Shell, render};
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug)]
struct EntryView {
    title: String,
    state: Tag,
    facts: SummaryList,
}

#[derive(Debug)]
struct PracticeLine {
    href: String,
    words: String,
    state: Tag,
}

#[derive(Debug, Template)]
#[template(path = "access/ready.html")]
struct ReadyPage {
    shell: Shell,
    t: Texts,
    home: String,
    path: String,
    today: String,
    may_write: bool,
    form: Html,
    begin: Html,
    entries: Vec<EntryView>,
    practices: Vec<PracticeLine>,
    links: Vec<ErrorLink>,
}

fn home(office: &Office) -> String {
    format!("/saq/{}/{}", office.round().slug, office.placed().body.slug)
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let ready = office.readiness().await?;
    let t = *signed_in.visitor.texts();
    let home = home(office);
    let path = format!("{home}/kesiapan");
    let form = Form::new(web, signed_in, path.clone(), home.clone(), problems);
    let mut shell = signed_in.visitor.shell(web).with_errors(!problems.is_empty());
    shell.path.clone_from(&path);
    shell.office.clone_from(&office.placed().body.office_name);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ReadyPage {
        today: if ready.checked_today { t.access_ready_today() } else { t.access_ready_not_today() },
        may_write: ready.may_write,
        form: checks(&form, &ready, fields).html(),
        begin: beginning(&form, fields).html(),
        entries: entries(&t, office, &ready),
        practices: practices(&t, office, &ready),
        links: form.summary(),
        shell,
        t,
        home,
        path,
    };
    Ok(render(status, &page))
}

/// The check of the day. People on duty and automatic reply change rarely, so those of the last check stand there.
fn checks(form: &Form<'_>, ready: &Readiness, fields: &Fields) -> Parts {
    let t = form.t();
    let last = ready.entries.first().map(|entry| &entry.checks);
    let text = |name: &'static str, of: fn(&Checks) -> &String| {
        if fields.has(name) {
            fields.raw(name).to_owned()
        } else {
            last.map(|checks| of(checks).clone()).unwrap_or_default()
        }
    };
    let items = [
        Choice::new("credit", t.access_ready_credit()),
        Choice::new("data", t.access_ready_data()),
        Choice::new("device", t.access_ready_device()),
    ];
    let chosen: Vec<&str> = fields.all("checks").collect();
    let area = |name: &'static str, label: String, value: String| {
        form.name(name, label.clone());
        Textarea::new(name, label).rows(3).value(value).error(form.error(name))
    };
    Parts::default()
        .with(Checkboxes::new("checks", t.access_ready_checks(), items).values(chosen))
        .with(
            area("roster", t.access_ready_roster(), text("roster", |checks| &checks.roster))
                .hint(t.access_ready_roster_hint()),
        )
        .with(area(
            "auto_reply",
            t.access_ready_auto_reply(),
            text("auto_reply", |checks| &checks.auto_reply),
        ))
        .with(area("note", t.access_ready_note(), fields.raw("note").to_owned()))
}

fn beginning(form: &Form<'_>, fields: &Fields) -> Parts {
    let t = form.t();
    let channels = Channel::ALL.map(|channel| (channel.code().to_owned(), channel_name(t, channel)));
    form.name("question", t.access_practice_question());
    let question = Textarea::new("question", t.access_practice_question()).rows(2);
    Parts::default()
        .with(form.select("channel", t.access_channel(), channels, fields.text("channel")))
        .with(question.value(fields.raw("question")).error(form.error("question")))
}

fn entries(t: &Texts, office: &Office, ready: &Readiness) -> Vec<EntryView> {
    let yes = |is: bool| if is { t.access_yes() } else { t.access_no() };
    let view = |entry: &store::access_test::practice::Entry| {
        let checks = &entry.checks;
        let moment = at(t, entry.at, office.placed().body.zone);
        EntryView {
            title: t.access_ready_by(moment, entry.by_name.as_str()),
            state: if checks.is_ready() {
                Tag::new(t.access_ready_all()).colour("green")
            } else {
                Tag::new(t.access_ready_gaps()).colour("yellow")
            },
            facts: SummaryList::new([
                SummaryRow::new(t.access_ready_credit(), yes(checks.credit)),
                SummaryRow::new(t.access_ready_data(), yes(checks.data)),
                SummaryRow::new(t.access_ready_device(), yes(checks.device)),
                SummaryRow::new(t.access_ready_roster(), checks.roster.as_str()),
                SummaryRow::new(t.access_ready_auto_reply(), checks.auto_reply.as_str()),
                SummaryRow::new(t.access_ready_note(), checks.note.as_str()),
            ]),
        }
    };
    ready.entries.iter().map(view).collect()
}

fn practices(t: &Texts, office: &Office, ready: &Readiness) -> Vec<PracticeLine> {
    let line = |practice: &store::access_test::practice::Practice| PracticeLine {
        href: format!("{}/kesiapan/latihan/{}", home(office), practice.id),
        words: t.access_practice_line(
            at(t, practice.sent_at, office.placed().body.zone),
            channel_name(t, practice.channel),
        ),
        state: if practice.ended_at.is_some() {
            Tag::new(t.access_state_submitted()).colour("green")
        } else {
            Tag::new(t.access_practice_running()).colour("yellow")
        },
    };
    ready.practices.iter().map(line).collect()
}

/// `GET /saq/{round}/{body}/kesiapan`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    page(&web, &signed_in, &office, &Fields::default(), &[]).await
}

/// `POST /saq/{round}/{body}/kesiapan`: the check of the day.
pub(super) async fn note(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let chosen: Vec<&str> = fields.all("checks").collect();
    let checks = Checks {
        credit: chosen.contains(&"credit"),
        data: chosen.contains(&"data"),
        device: chosen.contains(&"device"),
        roster: fields.raw("roster").to_owned(),
        auto_reply: fields.raw("auto_reply").to_owned(),
        note: fields.raw("note").to_owned(),
    };
    match office.note_readiness(&checks).await {
        Ok(()) => Ok(redirect_with(&format!("{}/kesiapan", home(&office)), "access-ready-saved", &web)),
        Err(AppError::Invalid(problems)) => page(&web, &signed_in, &office, &fields, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /saq/{round}/{body}/kesiapan/latihan`
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    match office.begin_practice(fields.text("channel"), fields.raw("question")).await {
        Ok(id) => {
            let to = format!("{}/kesiapan/latihan/{id}", home(&office));
            Ok(redirect_with(&to, "access-practice-begun", &web))
        }
        Err(AppError::Invalid(problems)) => page(&web, &signed_in, &office, &fields, &problems).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "access/practice.html")]
struct PracticePage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    question: String,
    clocks: SummaryList,
    form: Html,
    base: i64,
    lines: Vec<sheet::Line>,
    so_far: String,
    is_open: bool,
    links: Vec<ErrorLink>,
    general: String,
}

fn practice_page(
    web: &Web,
    signed_in: &SignedIn,
    (office, view): (&Office, &PracticeView),
    fields: Option<Fields>,
    (problems, general): (&[FieldProblem], String),
) -> Response {
    let t = *signed_in.visitor.texts();
    let zone = office.placed().body.zone;
    let back = format!("{}/kesiapan", home(office));
    let path = format!("{back}/latihan/{}", view.practice.id);
    let form = Form::new(web, signed_in, path.clone(), back.clone(), problems);
    let is_wrong = !problems.is_empty() || !general.is_empty();
    let mut shell = signed_in.visitor.shell(web).with_errors(is_wrong);
    shell.path.clone_from(&path);
    shell.office.clone_from(&office.placed().body.office_name);
    let fields =
        fields.unwrap_or_else(|| sheet::fields_of(&view.practice.record, view.practice.version, zone));
    let is_open = view.may_write && view.practice.ended_at.is_none();
    let shown =
        Shown { sheet: &view.sheet.sheet, scored: Some(&view.scored), zone, count: shell.count_words() };
    let clocks = sheet::clocks(&t, view.practice.sent_at, &view.practice.record, (view.days, zone));
    let rows: Vec<SummaryRow> =
        clocks.into_iter().map(|(name, value)| SummaryRow::new(name, value)).collect();
    let status = match (general.is_empty(), is_wrong) {
        (false, _) => StatusCode::CONFLICT,
        (true, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::OK,
    };
    let page = PracticePage {
        title: channel_name(&t, view.practice.channel),
        question: view.practice.question.clone(),
        clocks: SummaryList::new(rows),
        form: if is_open { sheet::parts(&form, &shown, &fields).html() } else { Html::default() },
        base: fields.text("base").parse().unwrap_or(view.practice.version),
        lines: sheet::lines(&t, &view.sheet.sheet, &view.scored),
        so_far: sheet::so_far(&t, &view.sheet.sheet, &view.scored),
        is_open,
        links: form.summary(),
        general,
        shell,
        t,
        back,
        path,
    };
    render(status, &page)
}

/// `GET /saq/{round}/{body}/kesiapan/latihan/{practice}`
pub(super) async fn practice(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, id)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let view = office.practice(case_id(&id)?).await?;
    Ok(practice_page(&web, &signed_in, (&office, &view), None, (&[], String::new())))
}

/// `POST /saq/{round}/{body}/kesiapan/latihan/{practice}`
pub(super) async fn fill(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, id)): Path<(String, String, String)>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let view = office.practice(case_id(&id)?).await?;
    let zone = office.placed().body.zone;
    let (record, problems) = sheet::read(&fields, &view.sheet.sheet, zone, web.app.now());
    let filled = Filled { base: fields.text("base").parse().unwrap_or(-1), record };
    let ends = fields.text("do") == "submit";
    let done = if problems.is_empty() {
        office.fill_practice(view.practice.id, &filled, ends).await
    } else {
        Err(AppError::Invalid(problems))
    };
    let here = (&office, &view);
    match done {
        Ok(_) => {
            let to = format!("{}/kesiapan/latihan/{}", home(&office), view.practice.id);
            let key = if ends { "access-practice-ended" } else { "access-practice-saved" };
            Ok(redirect_with(&to, key, &web))
        }
        Err(AppError::Invalid(problems)) => {
            Ok(practice_page(&web, &signed_in, here, Some(fields), (&problems, String::new())))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            fields.set("base", current.to_string());
            let general = signed_in.visitor.texts().access_changed_meanwhile();
            Ok(practice_page(&web, &signed_in, here, Some(fields), (&[], general)))
        }
        Err(AppError::Conflict(Conflict::State(_))) => {
            let to = format!("{}/kesiapan/latihan/{}", home(&office), view.practice.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
