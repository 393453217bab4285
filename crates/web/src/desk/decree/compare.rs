//! Two lists beside each other: what was added, taken out and changed, column by column.

use app::AppError;
use app::decree::{Compared, Decrees, Side};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::decree::{Changed, Column, Row, parse_reference};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::decree::ListDecree;

use super::{home, state_name};
use crate::Web;
use crate::components::{BackLink, Button, Select, SelectItem};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::{attached, class_name};
use crate::visitor::SignedIn;

/// What stands in an address for the list as it is public now.
const TODAY: &str = "sekarang";
/// Names of the columns of the file.
const COLUMNS: [&str; 6] = ["perubahan", "nomor", "judul", "kolom", "semula", "menjadi"];

/// What is compared.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    dari: String,
    #[serde(default)]
    ke: String,
}

/// A row that came or went.
#[derive(Debug)]
struct RowLine {
    reference: String,
    title: String,
    class: String,
}

/// A row that changed, with its columns: name, before, after.
#[derive(Debug)]
struct ChangedLine {
    reference: String,
    title: String,
    columns: Vec<(String, String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "desk/decree/compare.html")]
struct ComparePage {
    shell: Shell,
    t: Texts,
    office: String,
    home: String,
    choices: Vec<SelectItem>,
    from: String,
    to: String,
    from_name: String,
    to_name: String,
    /// Where the file is; empty before both sides are chosen.
    csv: String,
    added: Vec<RowLine>,
    removed: Vec<RowLine>,
    changed: Vec<ChangedLine>,
    same: i64,
    is_alike: bool,
}

/// `GET /meja/{slug}/penetapan/banding?dari=&ke=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let t = *signed_in.visitor.texts();
    let all = decrees.list().await?;
    let mut shell = signed_in.visitor.shell(&web);
    shell.wide = true;
    let mut page = ComparePage {
        office: decrees.placed().body.office_name.clone(),
        home: home(&decrees),
        choices: choices(&t, &all),
        from: asked.dari.clone(),
        to: asked.ke.clone(),
        from_name: String::new(),
        to_name: String::new(),
        csv: String::new(),
        added: Vec::new(),
        removed: Vec::new(),
        changed: Vec::new(),
        same: 0,
        is_alike: false,
        shell,
        t,
    };
    if !asked.dari.is_empty() && !asked.ke.is_empty() {
        let compared = compared(&decrees, &asked).await?;
        let found = &compared.found;
        page.csv = format!("{}/banding.csv?dari={}&ke={}", page.home, asked.dari, asked.ke);
        page.from_name = side_name(&t, &compared.old);
        page.to_name = side_name(&t, &compared.new);
        page.added = found.added.iter().map(|row| row_line(&t, row)).collect();
        page.removed = found.removed.iter().map(|row| row_line(&t, row)).collect();
        page.changed = found.changed.iter().map(|changed| changed_line(&t, changed)).collect();
        page.same = i64::try_from(found.same).unwrap_or(i64::MAX);
        page.is_alike = page.added.is_empty() && page.removed.is_empty() && page.changed.is_empty();
    }
    Ok(render(StatusCode::OK, &page))
}

/// Both sides as the address names them.
async fn compared(decrees: &Decrees, asked: &Asked) -> Result<Compared, AppError> {
    let side = |named: &str| match named {
        TODAY => Ok(None),
        named => parse_reference(named).map(Some).ok_or(AppError::NotFound),
    };
    let (old, new) = (side(&asked.dari)?, side(&asked.ke)?);
    decrees.compared(old.as_deref(), new.as_deref()).await
}

fn choices(t: &Texts, all: &[ListDecree]) -> Vec<SelectItem> {
    let today = std::iter::once(SelectItem::new(TODAY, t.decree_compare_today()));
    let decrees = all.iter().map(|decree| SelectItem::new(decree.reference.clone(), name(t, decree)));
    today.chain(decrees).collect()
}

fn name(t: &Texts, decree: &ListDecree) -> String {
    let number = &decree.decision.number;
    let named = if number.is_empty() { decree.title.as_str() } else { number.as_str() };
    t.decree_compare_choice(named, state_name(t, decree.state), decree.year.to_string())
}

fn side_name(t: &Texts, side: &Side) -> String {
    side.decree.as_ref().map_or_else(|| t.decree_compare_today(), |decree| name(t, decree))
}

fn row_line(t: &Texts, row: &Row) -> RowLine {
    RowLine { reference: row.reference.clone(), title: row.title.clone(), class: class_name(t, row.class) }
}

fn changed_line(t: &Texts, changed: &Changed) -> ChangedLine {
    let shown = |column: Column, text: &str| match column {
        Column::Class => text.parse().map_or_else(|_| text.to_owned(), |class| class_name(t, class)),
        _ => text.to_owned(),
    };
    let columns = changed
        .columns
        .iter()
        .map(|one| (column_name(t, one.column), shown(one.column, &one.old), shown(one.column, &one.new)));
    ChangedLine {
        reference: changed.reference.clone(),
        title: changed.title.clone(),
        columns: columns.collect(),
    }
}

fn column_name(t: &Texts, column: Column) -> String {
    match column {
        Column::Title => t.catalogue_field_title(),
        Column::Class => t.catalogue_field_class(),
        Column::Summary => t.catalogue_field_summary(),
        Column::Holder => t.catalogue_field_holder(),
        Column::Responsible => t.catalogue_field_responsible(),
        Column::Made => t.catalogue_field_made(),
        Column::Form => t.catalogue_field_forms(),
        Column::Retention => t.catalogue_field_retention(),
        Column::LegalBasis => t.catalogue_field_legal_basis(),
        Column::Edition => t.decree_edition(),
    }
}

/// `GET /meja/{slug}/penetapan/banding.csv?dari=&ke=`
pub(super) async fn csv(
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let found = compared(&decrees, &asked).await?.found;
    let whole = |change: &str, row: &Row, is_new: bool| {
        let (old, new) = if is_new { ("", row.summary.as_str()) } else { (row.summary.as_str(), "") };
        [change, row.reference.as_str(), row.title.as_str(), "", old, new].map(str::to_owned).to_vec()
    };
    let mut rows: Vec<Vec<String>> = found.added.iter().map(|row| whole("ditambah", row, true)).collect();
    rows.extend(found.removed.iter().map(|row| whole("keluar", row, false)));
    for changed in &found.changed {
        rows.extend(changed.columns.iter().map(|one| {
            let (reference, title) = (changed.reference.as_str(), changed.title.as_str());
            ["berubah", reference, title, one.column.code(), one.old.as_str(), one.new.as_str()]
                .map(str::to_owned)
                .to_vec()
        }));
    }
    let bytes = print::csv::table(&COLUMNS, rows, print::csv::Options::SPREADSHEET)
        .map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attached(bytes, "text/csv; charset=utf-8", &format!("perbandingan-dip-{slug}.csv")))
}
