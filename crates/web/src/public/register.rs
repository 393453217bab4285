//! The register of extensions of an announced round: page and table.

use app::public::{Register, RegisterLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;
use print::csv;

use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "public/register.html")]
struct RegisterPage {
    shell: Shell,
    t: Texts,
    title: String,
    intro: String,
    back: String,
    table: String,
    rows: Vec<[String; 7]>,
    outages: Vec<String>,
}

/// `GET /hasil/{round}/perpanjangan`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let register = web.app.public().register(&round).await?;
    let t = *visitor.texts();
    let zone = register.round.zone;
    let at = |time| show::moment(&t, time, zone);
    let row = |line: &RegisterLine| {
        [
            line.office.clone(),
            app::notices::phase_name(&t, line.phase),
            line.old.map(at).unwrap_or_default(),
            at(line.new),
            cause(&t, line),
            line.reason.clone(),
            at(line.given_at),
        ]
    };
    let outage = |(window, count, reason): &(domain::round::Window, usize, String)| {
        t.fairness_outages_line(
            i64::try_from(*count).unwrap_or(i64::MAX),
            at(window.opens),
            reason.as_str(),
            at(window.closes),
        )
    };
    let mut shell = visitor.shell(&web);
    shell.canonical = format!("{}/hasil/{round}/perpanjangan", web.app.settings().base_url);
    shell.wide = true;
    let page = RegisterPage {
        title: register.round.title.clone(),
        intro: t.fairness_register_intro(register.by.office_name.as_str()),
        back: format!("/hasil/{round}"),
        table: format!("/hasil/{round}/perpanjangan.csv"),
        rows: register.lines.iter().map(row).collect(),
        outages: register.outages.iter().map(outage).collect(),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn cause(t: &Texts, line: &RegisterLine) -> String {
    if line.by_outage { t.fairness_register_outage() } else { t.fairness_register_given() }
}

/// Names of the columns: part of the open data, the same in every language.
const COLUMNS: [&str; 9] = [
    "kode",
    "kantor",
    "tahapan",
    "semula_berakhir",
    "menjadi",
    "sebab",
    "alasan",
    "diberikan_oleh",
    "diberikan_pada",
];

/// `GET /hasil/{round}/perpanjangan.csv`
pub(super) async fn table(State(web): State<Web>, Path(round): Path<String>) -> Result<Response, Failure> {
    let register = web.app.public().register(&round).await?;
    let rows = register.lines.iter().map(|line| cells(&register, line).to_vec());
    let bytes = csv::table(&COLUMNS, rows, csv::Options::SPREADSHEET)
        .map_err(|error| app::AppError::Fault(error.to_string()))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = format!("attachment; filename=\"perpanjangan-{round}.csv\"");
    if let Ok(value) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn cells(register: &Register, line: &RegisterLine) -> [String; 9] {
    [
        line.code.clone(),
        line.office.clone(),
        line.phase.code().to_owned(),
        line.old.map(|at| at.to_string()).unwrap_or_default(),
        line.new.to_string(),
        if line.by_outage { "gangguan" } else { "keputusan" }.to_owned(),
        line.reason.clone(),
        register.by.office_name.clone(),
        line.given_at.to_string(),
    ]
}
