//! The recap as a workbook and as CSV.

use app::AppError;
use app::controller::{Recap, RecapRow};
use app::public::difference;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use domain::instrument::Text;
use http::{HeaderValue, header};
use i18n::Texts;
use print::csv;
use print::xlsx::{self, Cell, Sheet};

use crate::failure::Failure;
use crate::show;
use crate::visitor::SignedIn;
use crate::worked::{component_name, words};

/// `GET /nasional/{round}/rekap.xlsx`
pub(super) async fn workbook(
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let recap = access.controller(&round).await?.recap().await?;
    let t = *visitor.texts();
    let (columns, rows) = (columns(&t, &recap), rows(&t, &recap));
    let sheets =
        [Sheet { name: t.result_recap_title(), columns, rows }, sections(&t, &recap), counts(&t, &recap)];
    let day = i18n::Zone::Wib.local(recap.at).date();
    let made = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    let (Ok(year), Ok(month), Ok(day)) = made else {
        return Err(AppError::Fault(format!("no day: {day}")).into());
    };
    let bytes =
        xlsx::workbook(&sheets, (year, month, day)).map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attached(bytes, xlsx::MEDIA_TYPE, &format!("rekap-{round}.xlsx")))
}

/// `GET /nasional/{round}/rekap.csv`
pub(super) async fn table(
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let recap = access.controller(&round).await?.recap().await?;
    let t = *visitor.texts();
    let text = |cell: Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) => text,
    };
    let cells = rows(&t, &recap).into_iter().map(|row| row.into_iter().map(text).collect::<Vec<_>>());
    let columns = columns(&t, &recap);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let bytes = csv::table(&columns, cells, csv::Options::SPREADSHEET)
        .map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attached(bytes, "text/csv; charset=utf-8", &format!("rekap-{round}.csv")))
}

fn columns(t: &Texts, recap: &Recap) -> Vec<String> {
    let mut columns = vec![t.result_code(), t.result_office(), t.result_province(), t.common_status()];
    columns.extend(
        recap.scheme.components.iter().map(|found| component_name(t, &recap.scheme, found.code.as_str())),
    );
    columns.extend([
        t.result_total(),
        t.result_total_exact(),
        t.result_category(),
        t.result_rank(),
        t.result_rank_in_province(),
        t.result_recap_before(),
        t.result_recap_change(),
        t.result_recap_notes(),
    ]);
    columns
}

fn rows(t: &Texts, recap: &Recap) -> Vec<Vec<Cell>> {
    recap.rows.iter().map(|row| cells(t, recap, row)).collect()
}

fn cells(t: &Texts, recap: &Recap, row: &RecapRow) -> Vec<Cell> {
    let (entry, scheme) = (&row.entry, &recap.scheme);
    let number = |shown: Option<String>| shown.map_or(Cell::Empty, Cell::Number);
    let rank = |rank: Option<u32>| number(rank.map(|rank| rank.to_string()));
    let label = entry.category.as_ref().and_then(|code| scheme.category(code.as_str()));
    let mut cells = vec![
        Cell::from(row.body.code.as_str()),
        Cell::from(row.body.office_name.as_str()),
        Cell::from(province(recap, row)),
        Cell::from(show::outcome(t, &entry.outcome)),
    ];
    cells.extend(
        scheme.components.iter().map(|component| {
            number(entry.components.get(&component.code).map(|score| score.display.clone()))
        }),
    );
    let change = entry.total.as_ref().zip(row.before.as_ref());
    let notes: Vec<String> =
        entry.warnings.iter().map(|text| words(t, &recap.instrument, scheme, text)).collect();
    cells.extend([
        number(entry.total.as_ref().map(|total| total.display.clone())),
        Cell::from(entry.total.as_ref().map(|total| total.exact.to_string()).unwrap_or_default()),
        Cell::from(label.map(|found| found.label.get(t.code())).unwrap_or_default()),
        rank(entry.rank),
        rank(entry.rank_in_parent),
        number(row.before.as_ref().map(|before| scheme.display.show(before))),
        number(change.map(|(total, before)| difference(&total.exact, before, scheme))),
        Cell::from(notes.join("; ")),
    ]);
    cells
}

fn province(recap: &Recap, row: &RecapRow) -> String {
    let parent = row.body.parent.as_ref();
    let found = parent.and_then(|code| recap.parents.iter().find(|body| body.code == *code));
    found.map(|body| body.name.clone()).unwrap_or_default()
}

/// The points of each section at each office.
fn sections(t: &Texts, recap: &Recap) -> Sheet {
    let sections = &recap.instrument.sections;
    let title = |title: &Text| title.get(t.code()).to_owned();
    let mut columns = vec![t.result_code(), t.result_office()];
    columns.extend(sections.iter().map(|section| title(&section.title)));
    let rows = recap.rows.iter().map(|row| {
        let points = sections.iter().map(|section| {
            let points = row.entry.sections.get(&section.code).and_then(Option::as_ref);
            points.map_or(Cell::Empty, |points| Cell::Number(points.display.clone()))
        });
        let office = [Cell::from(row.body.code.as_str()), Cell::from(row.body.office_name.as_str())];
        office.into_iter().chain(points).collect()
    });
    Sheet { name: t.result_sections_sheet(), columns, rows: rows.collect() }
}

/// How many offices came to what.
fn counts(t: &Texts, recap: &Recap) -> Sheet {
    let row = |(word, count): (String, u32)| vec![Cell::from(word), Cell::Number(count.to_string())];
    Sheet {
        name: t.result_categories(),
        columns: vec![t.result_category(), t.result_count()],
        rows: super::recap::tally(t, recap).into_iter().map(row).collect(),
    }
}

fn attached(bytes: Vec<u8>, content_type: &'static str, name: &str) -> Response {
    // Slugs have letters, digits and hyphens alone.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, bytes).into_response()
}
