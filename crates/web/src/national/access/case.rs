//! A case for those who manage the test, with its history, and the correction of a sheet that was handed in.

use app::access_test::{CaseView, Filled, channel_name};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access_test::CaseState;
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;

use super::super::frame::Form;
use super::home;
use crate::Web;
use crate::access::sheet::{self, Shown};
use crate::access::{at, case_id, state_tag};
use crate::components::{BackLink, Button, ErrorLink, Html, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug)]
struct Happened {
    what: String,
    by: String,
    reason: String,
}

#[derive(Debug, Template)]
#[template(path = "national/access_case.html")]
struct CasePage {
    shell: Shell,
    t: Texts,
    title: String,
    home: String,
    path: String,
    state: Tag,
    facts: SummaryList,
    question: String,
    right_answer: String,
    note: String,
    lines: Vec<sheet::Line>,
    so_far: String,
    proofs: Vec<(String, String, String)>,
    form: Option<Html>,
    base: i64,
    links: Vec<ErrorLink>,
    general: String,
    history: Vec<Happened>,
}

fn page(
    web: &Web,
    reader: &SignedIn,
    view: &CaseView,
    fields: Option<Fields>,
    (problems, general): (&[FieldProblem], String),
) -> Response {
    let t = *reader.visitor.texts();
    let home = home(&view.round.slug);
    let path = format!("{home}/kasus/{}", view.case.id);
    let form = Form::new(web, reader, path.clone(), home.clone(), problems);
    let is_wrong = !problems.is_empty() || !general.is_empty();
    let mut shell = reader.visitor.shell(web).with_errors(is_wrong);
    shell.path.clone_from(&path);
    let fields = fields.unwrap_or_else(|| sheet::fields_of(&view.case.record, view.case.version, view.zone));
    let shown = Shown {
        sheet: &view.sheet.sheet,
        scored: view.scored.as_ref(),
        zone: view.zone,
        count: shell.count_words(),
    };
    let is_submitted = view.case.state == CaseState::Submitted;
    let correction = is_submitted.then(|| {
        let parts = sheet::parts(&form, &shown, &fields);
        parts.with(form.reason(t.access_reason_hint(), fields.text("reason"))).html()
    });
    let status = match (general.is_empty(), is_wrong) {
        (false, _) => StatusCode::CONFLICT,
        (true, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::OK,
    };
    let scored = view.scored.as_ref();
    let page = CasePage {
        title: t.access_case_title(view.placed.body.office_name.as_str()),
        state: state_tag(&t, view.case.state),
        facts: SummaryList::new(facts(&t, view)),
        question: view.case.question.clone(),
        right_answer: view.case.right_answer.clone(),
        note: view.case.record.note.clone(),
        lines: scored.map(|scored| sheet::lines(&t, &view.sheet.sheet, scored)).unwrap_or_default(),
        so_far: scored.map(|scored| sheet::so_far(&t, &view.sheet.sheet, scored)).unwrap_or_default(),
        proofs: view
            .proofs
            .iter()
            .map(|proof| {
                let name = if proof.file_name.is_empty() {
                    t.saq_evidence_unnamed()
                } else {
                    proof.file_name.clone()
                };
                (format!("/uji-akses/berkas/{}", proof.id), name, proof.caption.clone())
            })
            .collect(),
        form: correction,
        base: fields.text("base").parse().unwrap_or(view.case.version),
        links: form.summary(),
        history: view.history.iter().map(|event| happened(&t, view, event)).collect(),
        general,
        shell,
        t,
        home,
        path,
    };
    render(status, &page)
}

fn facts(t: &Texts, view: &CaseView) -> Vec<SummaryRow> {
    let zone = view.placed.body.zone;
    let mut rows = vec![
        SummaryRow::new(t.access_channel(), channel_name(t, view.case.channel)),
        SummaryRow::new(t.access_target(), view.target.as_str()),
        SummaryRow::new(t.access_tester(), view.tester.as_str()),
        SummaryRow::new(t.access_due(), at(t, view.case.due_at, zone)),
    ];
    if let Some(sent) = view.case.sent_at {
        let clocks = sheet::clocks(t, sent, &view.case.record, (view.days.unwrap_or_default(), zone));
        rows.extend(clocks.into_iter().map(|(name, value)| SummaryRow::new(name, value)));
    }
    if let Some(told) = view.case.told_at {
        rows.push(SummaryRow::new(t.access_event_province_told(), at(t, told, zone)));
    }
    rows
}

fn happened(t: &Texts, view: &CaseView, event: &store::event::Event) -> Happened {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let what = match event.kind.as_str() {
        "drawn" => t.access_event_drawn(),
        "sent" => t.access_event_sent(),
        "saved" => t.access_event_saved(),
        "submitted" => t.access_event_submitted(),
        "corrected" => t.access_event_corrected(),
        "proof_added" => t.access_event_proof_added(),
        "proof_removed" => t.access_event_proof_removed(),
        "province_told" => t.access_event_province_told(),
        _ => t.access_event_other(),
    };
    let score = data["score"].as_str().unwrap_or_default();
    let what = if score.is_empty() { what } else { format!("{what}: {score}") };
    let who = event.actor_name.clone().unwrap_or_else(|| t.evidence_history_clock());
    Happened {
        what,
        by: format!("{who}, {}", at(t, event.at, view.placed.body.zone)),
        reason: data["reason"].as_str().unwrap_or_default().to_owned(),
    }
}

/// `GET /nasional/{round}/uji-akses/kasus/{case}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, case)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let view = tests.case(case_id(&case)?).await?;
    Ok(page(&web, &reader, &view, None, (&[], String::new())))
}

/// `POST /nasional/{round}/uji-akses/kasus/{case}`: the corrected sheet.
pub(super) async fn correct(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, case)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let id = case_id(&case)?;
    let view = tests.case(id).await?;
    let (record, problems) = sheet::read(&fields, &view.sheet.sheet, view.zone, web.app.now());
    let filled = Filled { base: fields.text("base").parse().unwrap_or(-1), record };
    let done = if problems.is_empty() {
        tests.correct(id, &filled, fields.text("reason")).await
    } else {
        Err(AppError::Invalid(problems))
    };
    match done {
        Ok(_) => {
            let to = format!("{}/kasus/{id}", home(&slug));
            Ok(redirect_with(&to, "access-corrected", &web))
        }
        Err(AppError::Invalid(problems)) => {
            Ok(page(&web, &reader, &view, Some(fields), (&problems, String::new())))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            fields.set("base", current.to_string());
            let general = reader.visitor.texts().access_changed_meanwhile();
            Ok(page(&web, &reader, &view, Some(fields), (&[], general)))
        }
        Err(other) => Err(other.into()),
    }
}
