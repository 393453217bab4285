//! The list of exempt information of an office: what is closed, why, until when, by which decision, and nothing of its content.

use app::AppError;
use app::desk::{ground_name, term_words};
use app::public::{ExemptEntry, ExemptList};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::exemption::{State as TestState, Term};
use http::StatusCode;
use i18n::Texts;

use super::Frame;
use super::open_data::attached;
use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::moment;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// Names of the columns.
const COLUMNS: [&str; 15] = [
    "no",
    "nomor",
    "keadaan",
    "informasi",
    "unit_yang_menguasai",
    "dasar_pasal_17",
    "undang_undang_lain",
    "sebagian",
    "mulai",
    "sampai",
    "syarat_berakhir",
    "nomor_keputusan",
    "tempat_penetapan",
    "berakhir_pada",
    "keputusan_akhir",
];

/// An entry in words.
#[derive(Debug)]
struct Row {
    reference: String,
    information: Vec<String>,
    unit: String,
    ground: String,
    statute: String,
    partial: bool,
    term: String,
    decision: String,
    /// What became of it, where it is over.
    ended: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/exempt.html")]
struct ExemptPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    valid: Vec<Row>,
    past: Vec<Row>,
}

/// `GET /{slug}/informasi-dikecualikan`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().exempt(&slug).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &found.placed.body).await?;
    shell.description = t.exemption_public_lead(frame.office.as_str());
    let rows = |entries: &[ExemptEntry]| entries.iter().map(|entry| row(&t, &found, entry)).collect();
    let page = ExemptPage { valid: rows(&found.valid), past: rows(&found.past), shell, frame, t };
    Ok(render(StatusCode::OK, &page))
}

fn row(t: &Texts, found: &ExemptList, entry: &ExemptEntry) -> Row {
    let decision = &entry.decision;
    let zone = moment::zone(found.placed.body.zone);
    let ended = entry.ended_at.filter(|_| entry.state != TestState::Approved).map(|at| {
        let since = t.exemption_public_since(t.date_time(at, zone));
        let number =
            if entry.ended_number.is_empty() { String::new() } else { format!(", {}", entry.ended_number) };
        format!("{} {since}{number}", state_name(t, entry.state))
    });
    Row {
        reference: entry.reference.clone(),
        information: entry.information.lines().map(str::to_owned).collect(),
        unit: entry.unit.clone(),
        ground: entry.ground.map(|ground| ground_name(t, ground)).unwrap_or_default(),
        statute: entry.statute.clone(),
        partial: entry.partial,
        term: entry.term.as_ref().map(|term| term_words(t, term)).unwrap_or_default(),
        decision: t.exemption_public_decision(
            decision.day.map(|day| t.date(day)).unwrap_or_default(),
            decision.number.as_str(),
            decision.place.as_str(),
        ),
        ended: ended.unwrap_or_default(),
    }
}

/// Where a test stands, in a word.
pub(crate) fn state_name(t: &Texts, state: TestState) -> String {
    match state {
        TestState::Draft => t.exemption_state_draft(),
        TestState::Considered => t.exemption_state_considered(),
        TestState::Proposed => t.exemption_state_proposed(),
        TestState::Approved => t.exemption_state_approved(),
        TestState::Changed => t.exemption_state_changed(),
        TestState::Expired => t.exemption_state_expired(),
        TestState::Opened => t.exemption_state_opened(),
        TestState::Dropped => t.exemption_state_dropped(),
    }
}

/// `GET /{slug}/informasi-dikecualikan.csv`
pub(super) async fn csv(State(web): State<Web>, Path(slug): Path<String>) -> Result<Response, Failure> {
    let found = web.app.public().exempt(&slug).await?;
    let entries = found.valid.iter().chain(&found.past);
    let rows = entries.enumerate().map(|(at, entry)| cells(at + 1, entry).to_vec());
    let bytes = print::csv::table(&COLUMNS, rows, print::csv::Options::SPREADSHEET)
        .map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attached(bytes, "text/csv; charset=utf-8", &format!("informasi-dikecualikan-{slug}.csv")))
}

fn cells(number: usize, entry: &ExemptEntry) -> [String; 15] {
    let (until, condition) = match &entry.term {
        Some(Term::Until { day }) => (day.to_string(), String::new()),
        Some(Term::Condition { text }) => (String::new(), text.clone()),
        None => Default::default(),
    };
    [
        number.to_string(),
        entry.reference.clone(),
        entry.state.code().to_owned(),
        entry.information.clone(),
        entry.unit.clone(),
        entry.ground.map(|ground| ground.to_string()).unwrap_or_default(),
        entry.statute.clone(),
        if entry.partial { "ya" } else { "tidak" }.to_owned(),
        entry.decision.day.map(|day| day.to_string()).unwrap_or_default(),
        until,
        condition,
        entry.decision.number.clone(),
        entry.decision.place.clone(),
        entry.ended_at.map(|at| at.to_string()).unwrap_or_default(),
        entry.ended_number.clone(),
    ]
}
