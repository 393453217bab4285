//! Blacking out parts of a PDF: its pages as pictures, and the boxes as numbers that a script fills in when one draws.

use app::AppError;
use app::desk::{Desk, RedactionSheet};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::facts::Progress;
use domain::ids::ItemFileId;
use domain::problem::FieldProblem;
use domain::redaction::{Area, BOXES_MAX, PAGES_MAX};
use http::{HeaderMap, StatusCode};
use i18n::Texts;
use serde::Deserialize;

use super::items::home;
use super::privacy::places;
use crate::Web;
use crate::components::{BackLink, Button, Input};
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Rows for boxes at first, and rows that are added at once.
const ROWS: usize = 5;
/// The sides of a box, in the order of its fields.
const SIDES: [&str; 4] = ["left", "top", "right", "bottom"];

type AtFile = Path<(String, String, String)>;

/// A row of the form.
#[derive(Debug)]
struct Row {
    legend: String,
    fields: Vec<Input>,
}

/// A box on the page that is shown, in hundredths of its sides.
#[derive(Debug)]
struct Drawn {
    number: usize,
    x: String,
    y: String,
    width: String,
    height: String,
}

#[derive(Debug, Template)]
#[template(path = "desk/redact.html")]
struct RedactPage {
    shell: Shell,
    t: Texts,
    name: String,
    back: String,
    path: String,
    /// Page that is shown, and how many there are; 0 where none can be.
    page: u32,
    pages: Vec<u32>,
    words: String,
    drawn: Vec<Drawn>,
    rows: Vec<Row>,
    row_count: usize,
    can_add: bool,
    found: Vec<String>,
    notice: String,
    tenths: [u8; 9],
    errors: Messages,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    hal: String,
}

fn place(reference: &str, file: &str) -> Result<(String, ItemFileId), AppError> {
    let reference = parse_reference(reference).ok_or(AppError::NotFound)?;
    Ok((reference, file.parse().map_err(|_| AppError::NotFound)?))
}

/// `GET …/berkas/{file}/hitamkan?hal=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference, file)): AtFile,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (reference, id) = place(&reference, &file)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.redaction_sheet(&reference, id).await?;
    let page = asked.hal.trim().parse().unwrap_or(1);
    Ok(page_of(&web, &signed_in, &desk, &reference, &sheet, page, &Fields::default(), Messages::default()))
}

/// `GET …/berkas/{file}/hitamkan/{page}`: the picture of a page.
pub(super) async fn picture(
    signed_in: SignedIn,
    Path((slug, reference, file, page)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (reference, id) = place(&reference, &file)?;
    let page = page.parse().map_err(|_| AppError::NotFound)?;
    let desk = signed_in.access.desk(&slug).await?;
    Ok(give(&desk.redaction_page(&reference, id, page).await?, &headers).await?)
}

/// `POST …/berkas/{file}/hitamkan`: boxes; `do` says whether they are sent, shown, or given more rows.
pub(super) async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference, file)): AtFile,
    fields: Fields,
) -> Result<Response, Failure> {
    let (reference, id) = place(&reference, &file)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.redaction_sheet(&reference, id).await?;
    let t = *signed_in.visitor.texts();
    let wanted = fields.text("do").to_owned();
    let page = wanted.strip_prefix("page-").unwrap_or(fields.text("page")).parse().unwrap_or(1);
    let read = boxes(&t, &fields);
    let mut errors = Messages::default();
    if wanted == "send" {
        errors = match read {
            Ok(boxes) => {
                let areas = boxes.iter().map(|(_, area)| *area).collect();
                match desk.redact(&reference, id, areas).await {
                    Ok(()) => {
                        let to = format!("{}/{reference}", home(&desk));
                        return Ok(redirect_with(&to, "redaction-asked-notice", &web));
                    }
                    Err(AppError::Invalid(problems)) => at_rows(&t, &problems, &boxes),
                    Err(other) => return Err(other.into()),
                }
            }
            Err(errors) => errors,
        };
    }
    let mut fields = fields;
    if wanted == "more" {
        let rows = (rows(&fields) + ROWS).min(BOXES_MAX);
        fields.set("rows", rows.to_string());
    }
    Ok(page_of(&web, &signed_in, &desk, &reference, &sheet, page, &fields, errors))
}

#[expect(clippy::too_many_arguments, reason = "a page, what it is about, and what was typed into it")]
fn page_of(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    reference: &str,
    sheet: &RedactionSheet,
    page: u32,
    typed: &Fields,
    errors: Messages,
) -> Response {
    let t = *signed_in.visitor.texts();
    let count = sheet.privacy.pages.min(PAGES_MAX);
    let page = page.clamp(1, count.max(1));
    let back = format!("{}/{reference}", home(desk));
    let path = format!("{back}/berkas/{}/hitamkan", sheet.file.id);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let row_count = rows(typed);
    let rows = (1..=row_count).map(|number| row(&t, &shell, number, page, typed, &errors)).collect();
    let page = RedactPage {
        name: sheet.file.name.clone(),
        pages: (1..=count).collect(),
        words: words(&t, page),
        drawn: drawn(typed, page),
        rows,
        row_count,
        can_add: row_count < BOXES_MAX,
        found: places(&t, &sheet.privacy.findings, true),
        notice: notice(&t, sheet),
        tenths: [10, 20, 30, 40, 50, 60, 70, 80, 90],
        back,
        path,
        page,
        errors,
        shell,
        t,
    };
    render(status, &page)
}

/// What became of the last wish.
fn notice(t: &Texts, sheet: &RedactionSheet) -> String {
    match sheet.wishes.last().map(|wish| (wish.progress, wish.areas.len())) {
        Some((Progress::Waiting, boxes)) => {
            t.redaction_wish_waiting(i64::try_from(boxes).unwrap_or(i64::MAX))
        }
        Some((Progress::Failed, _)) => t.redaction_wish_failed(),
        _ if !sheet.privacy.is_looked_at() => t.redaction_unseen(),
        _ if sheet.privacy.pages == 0 => t.redaction_broken(),
        _ => String::new(),
    }
}

/// What the script says.
fn words(t: &Texts, page: u32) -> String {
    let drawn = t.redaction_drawn("%{number}");
    let words = serde_json::json!({
        "drawing": t.redaction_drawing(i64::from(page)), "drawn": drawn,
        "cancelled": t.redaction_cancelled(), "full": t.redaction_full(),
    });
    words.to_string()
}

fn rows(typed: &Fields) -> usize {
    typed.text("rows").parse().unwrap_or(ROWS).clamp(ROWS, BOXES_MAX)
}

fn row(t: &Texts, shell: &Shell, number: usize, page: u32, typed: &Fields, errors: &Messages) -> Row {
    let labels = [
        ("page", t.redaction_box_page()),
        ("left", t.redaction_box_left()),
        ("top", t.redaction_box_top()),
        ("right", t.redaction_box_right()),
        ("bottom", t.redaction_box_bottom()),
    ];
    let fields = labels.into_iter().map(|(side, label)| {
        let name = format!("{side}-{number}");
        let value =
            if side == "page" && !typed.has(&name) { page.to_string() } else { typed.raw(&name).to_owned() };
        let error = shell.error(errors.get(&name));
        let field = Input::new(name, label).width(5).value(value).error(error);
        if side == "page" { field.numeric() } else { field.decimal() }
    });
    Row { legend: t.redaction_box(number.to_string()), fields: fields.collect() }
}

/// A share that was typed as per cent with at most two decimals, in ten-thousandths.
fn share(typed: &str) -> Option<u16> {
    let (whole, decimals) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || decimals.len() > 2 || !is_number(whole) || !is_number(decimals)
    {
        return None;
    }
    let decimals: u16 = format!("{decimals:0<2}").parse().ok()?;
    // More than a page is refused by the rule, as far as it is a number at all.
    whole.parse::<u16>().ok()?.checked_mul(100)?.checked_add(decimals)
}

/// The box in a row; nothing where no side was typed.
fn area(typed: &Fields, number: usize) -> Option<Result<Area, String>> {
    let text = |side: &str| typed.text(&format!("{side}-{number}")).to_owned();
    if SIDES.iter().all(|side| text(side).is_empty()) {
        return None;
    }
    let side = |side: &str| share(&text(side)).ok_or_else(|| format!("{side}-{number}"));
    let read = || {
        let page = text("page").parse().map_err(|_| format!("page-{number}"))?;
        Ok(Area {
            page,
            left: side("left")?,
            top: side("top")?,
            right: side("right")?,
            bottom: side("bottom")?,
        })
    };
    Some(read())
}

/// The boxes that were typed, each with its row.
fn boxes(t: &Texts, typed: &Fields) -> Result<Vec<(usize, Area)>, Messages> {
    let mut errors = Messages::default();
    let mut boxes = Vec::new();
    for number in 1..=rows(typed) {
        match area(typed, number) {
            None => {}
            Some(Ok(area)) => boxes.push((number, area)),
            Some(Err(field)) => errors.add(&field, t.redaction_number_wrong()),
        }
    }
    if errors.is_empty() { Ok(boxes) } else { Err(errors) }
}

/// Problems of boxes at the rows in which they stand.
fn at_rows(t: &Texts, problems: &[FieldProblem], boxes: &[(usize, Area)]) -> Messages {
    let mut errors = Messages::default();
    for found in problems {
        let number = found.field.strip_prefix("box-").and_then(|number| number.parse::<usize>().ok());
        let row = number.and_then(|number| boxes.get(number.wrapping_sub(1))).map(|(row, _)| *row);
        // Without any box the first row is where one would stand.
        let field = row.map_or_else(|| "left-1".to_owned(), |row| format!("left-{row}"));
        errors.add(&field, problem_text(t, &found.problem));
    }
    errors
}

/// The boxes that lie on the page that is shown.
fn drawn(typed: &Fields, page: u32) -> Vec<Drawn> {
    let hundredths = |part: u16| format!("{}.{:02}", part / 100, part % 100);
    let one = |number: usize| {
        let area = area(typed, number)?.ok().filter(|area| area.page == page)?;
        Some(Drawn {
            number,
            x: hundredths(area.left),
            y: hundredths(area.top),
            width: hundredths(area.right.saturating_sub(area.left)),
            height: hundredths(area.bottom.saturating_sub(area.top)),
        })
    };
    (1..=rows(typed)).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{area, drawn, share};
    use crate::form::Fields;

    #[test]
    fn shares_are_read_as_people_type_them() {
        for (typed, read) in [("0", 0), ("12,5", 1250), ("12.05", 1205), ("100", 10_000), ("101", 10_100)] {
            assert_eq!(share(typed), Some(read), "{typed}");
        }
        for none in ["", "-1", "a", "1,234", "1000", "1 2", "١", ",5", "999"] {
            assert_eq!(share(none), None, "{none}");
        }
    }

    #[test]
    fn rows_without_sides_are_no_boxes() {
        let fields = |pairs: &[(&str, &str)]| {
            Fields::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        assert_eq!(area(&fields(&[("page-1", "1")]), 1), None);
        let half = fields(&[("page-1", "2"), ("left-1", "5"), ("top-1", "x")]);
        assert_eq!(area(&half, 1), Some(Err("top-1".to_owned())));
        let whole = fields(&[
            ("page-1", "2"),
            ("left-1", "5"),
            ("top-1", "6,5"),
            ("right-1", "50"),
            ("bottom-1", "10"),
        ]);
        assert!(drawn(&whole, 1).is_empty());
        let drawn = drawn(&whole, 2);
        assert_eq!(
            (drawn[0].x.as_str(), drawn[0].y.as_str(), drawn[0].height.as_str()),
            ("5.00", "6.50", "3.50")
        );
    }
}
