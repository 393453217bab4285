//! The tables of results as files: CSV for spreadsheet programs, JSON for others.

use app::public::{PublicRow, RoundResults};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use i18n::Texts;
use print::csv::{self, CsvError};
use serde_json::json;

use super::ranking;

/// In which form a table is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    Csv,
    Json,
}

/// An address without its suffix, and the suffix.
pub(super) fn suffix(address: &str) -> (&str, Option<Suffix>) {
    if let Some(stem) = address.strip_suffix(".csv") {
        (stem, Some(Suffix::Csv))
    } else if let Some(stem) = address.strip_suffix(".json") {
        (stem, Some(Suffix::Json))
    } else {
        (address, None)
    }
}

/// Names of the columns. They are part of the open data and the same in every language.
const COLUMNS: [&str; 13] = [
    "kode",
    "kantor",
    "kode_provinsi",
    "provinsi",
    "keluaran",
    "nilai_persis",
    "nilai",
    "kategori",
    "nama_kategori",
    "peringkat",
    "peringkat_provinsi",
    "nilai_sebelumnya",
    "selisih",
];

/// The rows as a file of this name.
pub(super) fn table(
    t: &Texts,
    results: &RoundResults,
    rows: &[&PublicRow],
    suffix: Suffix,
    name: &str,
) -> Result<Response, CsvError> {
    match suffix {
        Suffix::Csv => {
            let cells = rows.iter().map(|row| cells(t, results, row).to_vec());
            let bytes = csv::table(&COLUMNS, cells, csv::Options::SPREADSHEET)?;
            Ok(attached(bytes, "text/csv; charset=utf-8", &format!("hasil-{name}.csv")))
        }
        Suffix::Json => {
            let bytes = document(t, results, rows).to_string().into_bytes();
            Ok(attached(bytes, "application/json", &format!("hasil-{name}.json")))
        }
    }
}

fn cells(t: &Texts, results: &RoundResults, row: &PublicRow) -> [String; 13] {
    let listed = &row.listed;
    let group = listed.parent.as_ref().and_then(|code| results.group(code));
    let rank = |rank: Option<i64>| rank.map(|rank| rank.to_string()).unwrap_or_default();
    [
        listed.code.to_string(),
        listed.office_name.clone(),
        listed.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        group.map(|group| group.body.name.clone()).unwrap_or_default(),
        listed.outcome.clone(),
        listed.total.clone().unwrap_or_default(),
        listed.total_display.clone().unwrap_or_default(),
        listed.category.as_ref().map(ToString::to_string).unwrap_or_default(),
        if listed.category.is_some() { ranking::label(t, results, row) } else { String::new() },
        rank(listed.rank),
        rank(listed.rank_in_parent),
        row.before.as_ref().and_then(|before| before.display.clone()).unwrap_or_default(),
        row.change(&results.scheme).unwrap_or_default(),
    ]
}

fn document(t: &Texts, results: &RoundResults, rows: &[&PublicRow]) -> serde_json::Value {
    let offices: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            let pairs = COLUMNS.iter().zip(cells(t, results, row));
            let value = |(name, cell): (&&str, String)| {
                let is_rank = name.starts_with("peringkat");
                let value = match cell.parse::<u64>() {
                    Ok(number) if is_rank => json!(number),
                    _ if cell.is_empty() => serde_json::Value::Null,
                    _ => json!(cell),
                };
                ((*name).to_owned(), value)
            };
            serde_json::Value::Object(pairs.map(value).collect())
        })
        .collect();
    let tally = &results.tally;
    let categories: Vec<serde_json::Value> = tally
        .categories
        .iter()
        .map(|found| {
            json!({
                "kode": found.code, "nama": found.label.get(t.code()), "mulai": found.from, "kantor": found.count,
            })
        })
        .collect();
    json!({
        "siklus": results.round.slug,
        "judul": results.round.title,
        "tahun": results.round.year,
        "instrumen": results.instrument.reference(),
        "skema": results.scheme.code,
        "diumumkan": results.published_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "keputusan": results.decree,
        "sha256_hasil": results.results_hash,
        "nasional": {
            "kategori": categories,
            "dinilai": tally.scored,
            "tidak_mendaftar": tally.not_registered,
            "tidak_mengirim": tally.not_submitted,
            "tidak_dinilai": tally.not_assessed,
        },
        "kantor": offices,
    })
}

fn attached(bytes: Vec<u8>, content_type: &'static str, name: &str) -> Response {
    // Slugs have letters, digits and hyphens alone.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}
