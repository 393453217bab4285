//! A case on the tester's phone: the question, the act of sending, the clocks, the sheet, the files.

use app::access_test::{CaseView, Filled, channel_name, is_web};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::access_test::{CaseState, Channel};
use domain::problem::FieldProblem;
use http::{HeaderMap, HeaderValue, StatusCode};
use i18n::Texts;

use super::sheet::{self, Shown};
use super::{at, case_id, proofs, state_tag, tester};
use crate::Web;
use crate::components::{BackLink, Button, Html, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::national::frame::Form;
use crate::page::{Shell, render};
use crate::problem::problem_text;
use crate::saq::device::Device;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "access/case.html")]
struct CasePage {
    shell: Shell,
    t: Texts,
    title: String,
    path: String,
    channel: String,
    state: Tag,
    facts: SummaryList,
    question: String,
    right_answer: String,
    /// What stands above the button that sends; empty once it was sent.
    send_hint: String,
    send: Option<Button>,
    no_target: bool,
    /// The link that opens the channel again; empty where there is none.
    link: String,
    clocks: SummaryList,
    /// The sheet as a form while it is a draft.
    form: Html,
    base: i64,
    /// What scripts are told of the form: `typed` where it shows what was not saved, `arrived` right after a save.
    draft: &'static str,
    /// The sheet as it was handed in.
    lines: Vec<sheet::Line>,
    so_far: String,
    is_draft: bool,
    is_submitted: bool,
    proofs: Vec<proofs::Row>,
    caption: String,
    proof_error: Option<crate::components::ErrorMessage>,
    caption_error: Option<crate::components::ErrorMessage>,
    device: Device,
    links: Vec<crate::components::ErrorLink>,
    general: String,
}

/// What a page shows of an attempt that failed.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) fields: Option<Fields>,
    pub(super) problems: Vec<FieldProblem>,
    /// A sentence about the whole form.
    pub(super) general: String,
    pub(super) caption: String,
}

/// The page of a case.
pub(super) fn page(web: &Web, signed_in: &SignedIn, view: &CaseView, tried: Tried) -> Response {
    let t = *signed_in.visitor.texts();
    let path = format!("/uji-akses/{}", view.case.id);
    let body = &view.placed.body;
    let is_wrong = !tried.problems.is_empty() || !tried.general.is_empty();
    let mut shell = signed_in.visitor.shell(web).with_errors(is_wrong).with_htmx();
    shell.path.clone_from(&path);
    let form = Form::new(web, signed_in, path.clone(), "/uji-akses", &tried.problems);
    let typed = tried.fields.is_some();
    let fields =
        tried.fields.unwrap_or_else(|| sheet::fields_of(&view.case.record, view.case.version, view.zone));
    let shown = Shown {
        sheet: &view.sheet.sheet,
        scored: view.scored.as_ref(),
        zone: view.zone,
        count: shell.count_words(),
    };
    let is_draft = view.case.state == CaseState::Sent;
    let parts = if is_draft { sheet::parts(&form, &shown, &fields).html() } else { Html::default() };
    form.name("caption", t.access_proof_caption());
    form.name("file", t.access_proof_file());
    let channel = channel_name(&t, view.case.channel);
    let status = match (tried.general.is_empty(), is_wrong) {
        (false, _) => StatusCode::CONFLICT,
        (true, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::OK,
    };
    let is_drawn = view.case.state == CaseState::Drawn;
    let clocks = view.case.sent_at.map(|sent| {
        let days = (view.days.unwrap_or_default(), view.zone);
        sheet::clocks(&t, sent, &view.case.record, days)
    });
    let scored = view.scored.as_ref();
    let page = CasePage {
        title: t.access_case_title(body.office_name.as_str()),
        facts: facts(&t, view, &channel),
        state: state_tag(&t, view.case.state),
        question: view.case.question.clone(),
        right_answer: view.case.right_answer.clone(),
        send_hint: if view.link.is_none() { t.access_send_hint_desk() } else { t.access_send_hint() },
        send: is_drawn.then(|| Button::submit(send_words(&t, view))),
        no_target: view.target.is_empty(),
        link: view.link.clone().filter(|_| is_draft).unwrap_or_default(),
        clocks: SummaryList::new(
            clocks
                .into_iter()
                .flatten()
                .map(|(name, value)| SummaryRow::new(name, value))
                .collect::<Vec<_>>(),
        ),
        base: fields.text("base").parse().unwrap_or(view.case.version),
        form: parts,
        draft: match (typed, shell.flash.is_some()) {
            (true, _) => "typed",
            (false, true) => "arrived",
            (false, false) => "",
        },
        lines: scored.map(|scored| sheet::lines(&t, &view.sheet.sheet, scored)).unwrap_or_default(),
        so_far: scored.map(|scored| sheet::so_far(&t, &view.sheet.sheet, scored)).unwrap_or_default(),
        is_draft,
        is_submitted: view.case.state == CaseState::Submitted,
        proofs: proofs::rows(&t, view),
        caption: tried.caption,
        proof_error: form.error("file"),
        caption_error: form.error("caption"),
        device: Device::about(web, signed_in, body, &path, body.office_name.clone()),
        links: form.summary(),
        general: tried.general,
        channel,
        shell,
        t,
        path,
    };
    render(status, &page)
}

fn facts(t: &Texts, view: &CaseView, channel: &str) -> SummaryList {
    let body = &view.placed.body;
    let hours = if body.hours.0.is_empty() { domain::calendar::usual_hours() } else { body.hours.clone() };
    let mut rows = vec![
        SummaryRow::new(t.common_office(), body.office_name.as_str()),
        SummaryRow::new(t.access_channel(), channel),
        SummaryRow::new(t.access_due(), at(t, view.case.due_at, body.zone)),
        SummaryRow::new(t.bodies_hours(), format!("{hours} {}", body.zone)),
    ];
    if !view.target.is_empty() {
        rows.push(SummaryRow::new(t.access_target(), shown_target(view)));
    }
    SummaryList::new(rows)
}

fn shown_target(view: &CaseView) -> String {
    match view.case.channel {
        Channel::Whatsapp | Channel::Telephone if !view.target.is_empty() => format!("+{}", view.target),
        _ => view.target.clone(),
    }
}

fn send_words(t: &Texts, view: &CaseView) -> String {
    match view.case.channel {
        // There is nothing to open.
        _ if view.target.is_empty() => t.access_send_desk(),
        Channel::Whatsapp => t.access_send_whatsapp(),
        Channel::Telephone => t.access_send_telephone(),
        Channel::EppidForm => t.access_send_form(),
        Channel::Email => t.access_send_email(),
        Channel::Desk => t.access_send_desk(),
    }
}

/// `GET /uji-akses/{case}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(case): Path<String>,
) -> Result<Response, Failure> {
    let view = tester(&signed_in.access)?.case(case_id(&case)?).await?;
    Ok(page(&web, &signed_in, &view, Tried::default()))
}

/// `POST /uji-akses/{case}/kirim`: the stopwatch starts, and the channel opens. The content policy lets no form lead to
/// another site, so the way goes over a page of ours that sends the browser on.
pub(super) async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(case): Path<String>,
) -> Result<Response, Failure> {
    let (tester, id) = (tester(&signed_in.access)?, case_id(&case)?);
    match tester.send(id).await {
        Ok(Some(_)) => Ok(Redirect::to(&format!("/uji-akses/{id}/buka")).into_response()),
        Ok(None) => Ok(Redirect::to(&format!("/uji-akses/{id}")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let view = tester.case(id).await?;
            Ok(page(&web, &signed_in, &view, Tried { problems, ..Tried::default() }))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "access/open.html")]
struct OpenPage {
    shell: Shell,
    t: Texts,
    path: String,
    lead: String,
    link: String,
    open: String,
    question: String,
}

/// `GET /uji-akses/{case}/buka`: sends the browser on to a page of the web; other channels wait for a touch.
pub(super) async fn open(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(case): Path<String>,
) -> Result<Response, Failure> {
    let view = tester(&signed_in.access)?.case(case_id(&case)?).await?;
    let (Some(sent), Some(link)) = (view.case.sent_at, view.link.clone()) else {
        return Err(AppError::NotFound.into());
    };
    let t = *signed_in.visitor.texts();
    let page = OpenPage {
        shell: signed_in.visitor.shell(&web),
        path: format!("/uji-akses/{}", view.case.id),
        lead: t.access_open_lead(at(&t, sent, view.placed.body.zone)),
        open: t.access_open_again(channel_name(&t, view.case.channel)),
        question: view.case.question,
        link: link.clone(),
        t,
    };
    let mut response = render(StatusCode::OK, &page);
    // Only right after sending: whoever comes back later finds the page and its link.
    let is_fresh = web.app.now().duration_since(sent).as_secs() < FRESH_SECONDS;
    if let (true, true, Ok(value)) =
        (is_fresh, is_web(view.case.channel), HeaderValue::try_from(format!("0; url={link}")))
    {
        response.headers_mut().insert("refresh", value);
    }
    Ok(response)
}

/// So long after sending the browser is sent on by itself.
const FRESH_SECONDS: i64 = 10;

/// `POST /uji-akses/{case}`: the sheet; `do` says what is to become of it (`draft`, `submit`, `compare`, or the event that
/// came just now).
pub(super) async fn fill(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(case): Path<String>,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let (tester, id) = (tester(&signed_in.access)?, case_id(&case)?);
    let view = tester.case(id).await?;
    let (record, problems) = sheet::read(&fields, &view.sheet.sheet, view.zone, web.app.now());
    let filled = Filled { base: fields.text("base").parse().unwrap_or(-1), record };
    let submits = fields.text("do") == "submit";
    let done = if !problems.is_empty() {
        Err(AppError::Invalid(problems))
    } else if submits {
        tester.submit(id, &filled).await
    } else {
        tester.save(id, &filled).await
    };
    if headers.get("hx-request").is_some() {
        return line(&web, &signed_in, done);
    }
    let path = format!("/uji-akses/{id}");
    match done {
        Ok(_) => Ok(redirect_with(&path, if submits { "access-submitted" } else { "access-saved" }, &web)),
        Err(AppError::Invalid(problems)) => {
            Ok(page(&web, &signed_in, &view, Tried { fields: Some(fields), problems, ..Tried::default() }))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            // Who sends it again has been told, and goes on from what is there.
            fields.set("base", current.to_string());
            let general = signed_in.visitor.texts().access_changed_meanwhile();
            Ok(page(&web, &signed_in, &view, Tried { fields: Some(fields), general, ..Tried::default() }))
        }
        Err(other) => Err(other.into()),
    }
}

/// The line that says what became of a save while typing.
#[derive(Debug, Default, Template)]
#[template(path = "access/saved.html")]
struct SavedLine {
    text: String,
    is_saved: bool,
    compare: String,
    base: Option<i64>,
}

fn line(web: &Web, signed_in: &SignedIn, done: Result<i64, AppError>) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let (status, line) = match done {
        Ok(version) => {
            let text = t.saq_saved_at(t.time(web.app.now(), i18n::Zone::Wib));
            (StatusCode::OK, SavedLine { text, is_saved: true, base: Some(version), ..SavedLine::default() })
        }
        Err(AppError::Invalid(problems)) => {
            let why = problems.first().map(|found| problem_text(&t, &found.problem)).unwrap_or_default();
            let text = t.saq_not_saved_because(why);
            (StatusCode::UNPROCESSABLE_ENTITY, SavedLine { text, ..SavedLine::default() })
        }
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            let text = t.access_changed_meanwhile();
            let compare = t.saq_conflict_compare();
            (StatusCode::CONFLICT, SavedLine { text, compare, ..SavedLine::default() })
        }
        Err(other) => return Err(other.into()),
    };
    Ok(render(status, &line))
}
