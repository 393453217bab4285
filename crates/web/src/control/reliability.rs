//! How far two readings agree: tables, a chart, and the same as CSV.

use app::controller::{Agreement, Reliability};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::verification::reliability::Interval;
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;
use print::csv::{Options, table};
use print::intervals::{self, Row};

use crate::components::{BackLink, Html};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug)]
struct Line {
    name: String,
    read: String,
    agreement: String,
    alpha: String,
    shift: String,
    interval: String,
    stands_out: bool,
}

#[derive(Debug, Template)]
#[template(path = "control/reliability.html")]
struct ReliabilityPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    here: String,
    waiting: usize,
    is_empty: bool,
    chart: Html,
    provinces: Vec<Line>,
    questions: Vec<Line>,
}

/// A number with two decimals in the reader's way of writing.
fn decimal(t: &Texts, value: f64) -> String {
    let text = format!("{value:.2}");
    let text = if text == "-0.00" { "0.00".to_owned() } else { text };
    match text.strip_prefix('-') {
        Some(size) => format!("−{}", t.decimal(size)),
        None => t.decimal(&text),
    }
}

fn line(t: &Texts, name: String, found: &Agreement, stands_out: bool) -> Line {
    let none = || t.reliability_none_yet();
    let rate = found.count.rate().map(|rate| format!("{:.1}", rate * 100.0));
    let bounds = found.shift.and_then(|shift| shift.bounds);
    Line {
        name,
        read: t.integer(found.count.of),
        agreement: rate.map_or_else(none, |rate| t.percent(&rate)),
        alpha: found.alpha.map_or_else(none, |alpha| decimal(t, alpha)),
        shift: found.shift.map_or_else(none, |shift| decimal(t, shift.mean)),
        interval: bounds
            .map_or_else(none, |(low, high)| t.review_window_from_to(decimal(t, low), decimal(t, high))),
        stands_out,
    }
}

/// Thousandths, for the drawing.
fn thousandths(value: f64) -> i32 {
    format!("{:.0}", value * 1000.0).parse().unwrap_or(0)
}

fn chart(t: &Texts, provinces: &[(String, Interval)]) -> Html {
    let words: Vec<String> = provinces.iter().map(|(_, shift)| decimal(t, shift.mean)).collect();
    let rows: Vec<Row<'_>> = provinces
        .iter()
        .zip(&words)
        .map(|((name, shift), words)| Row {
            label: name,
            value: words,
            class: "",
            mean: thousandths(shift.mean),
            bounds: shift.bounds.map(|(low, high)| (thousandths(low), thousandths(high))),
        })
        .collect();
    let (strict, lenient) = (t.reliability_strict(), t.reliability_lenient());
    Html::trusted(intervals::svg(&t.reliability_shift_title(), (&strict, &lenient), &rows))
}

/// `GET /nasional/{round}/keandalan`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let found = controller.reliability().await?;
    let t = *visitor.texts();
    let shifts: Vec<(String, Interval)> = found
        .provinces
        .iter()
        .filter_map(|(placed, agreement)| Some((placed.body.name.clone(), agreement.shift?)))
        .collect();
    let all = line(&t, t.reliability_all(), &found.all, false);
    let provinces = found
        .provinces
        .iter()
        .map(|(placed, agreement)| line(&t, placed.body.office_name.clone(), agreement, false))
        .chain(std::iter::once(all));
    let questions = found.questions.iter().map(|question| {
        let name = format!("{}. {}", question.number, question.text.get(t.code()));
        line(&t, name, &question.agreement, question.stands_out)
    });
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    let page = ReliabilityPage {
        title: controller.round().title.clone(),
        back: format!("/nasional/{round}/kendali"),
        here: format!("/nasional/{round}/keandalan"),
        waiting: found.waiting,
        is_empty: found.all.count.of == 0,
        chart: chart(&t, &shifts),
        provinces: provinces.collect(),
        questions: questions.collect(),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// Columns of the file, the same in every language.
const COLUMNS: [&str; 9] =
    ["kind", "code", "name", "read_twice", "agree", "alpha", "mean_shift", "shift_low", "shift_high"];

fn cells(kind: &str, code: &str, name: &str, found: &Agreement) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.6}")).unwrap_or_default();
    let bounds = found.shift.and_then(|shift| shift.bounds);
    vec![
        kind.to_owned(),
        code.to_owned(),
        name.to_owned(),
        found.count.of.to_string(),
        found.count.hits.to_string(),
        number(found.alpha),
        number(found.shift.map(|shift| shift.mean)),
        number(bounds.map(|(low, _)| low)),
        number(bounds.map(|(_, high)| high)),
    ]
}

fn rows(found: &Reliability) -> Vec<Vec<String>> {
    let all = std::iter::once(cells("all", "", "", &found.all));
    let provinces = found.provinces.iter().map(|(placed, agreement)| {
        cells("province", placed.body.code.as_str(), &placed.body.name, agreement)
    });
    let questions = found.questions.iter().map(|question| {
        cells("question", question.code.as_str(), question.text.get("id"), &question.agreement)
    });
    all.chain(provinces).chain(questions).collect()
}

/// `GET /nasional/{round}/keandalan.csv`
pub(super) async fn csv(
    SignedIn { access, .. }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let found = access.controller(&round).await?.reliability().await?;
    let bytes = table(&COLUMNS, rows(&found), Options::SPREADSHEET)
        .map_err(|error| app::AppError::Fault(error.to_string()))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"keandalan-{round}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
