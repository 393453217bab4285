//! Scores before the announcement, for those who control them.

use app::Scope;
use app::controller::{Entered, RecapRow};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::caller::Member;
use super::entry::{ResultDoc, WorkedSum};
use super::error::ApiError;
use super::json::Form;
use super::number::NumberDoc;
use super::operation::Operation;
use super::query::{Names, Query};
use super::{SCORES, answer};

/// A page of scores.
#[derive(Debug, Serialize, ToSchema)]
struct ScoresPage {
    /// Whether the numbers are those of a proposal, and do not move any more.
    frozen: bool,
    /// Ranked first, then by code.
    items: Vec<ResultDoc>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// The scores of a component.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ComponentSheet)]
struct SheetDoc {
    /// Code of the component.
    #[schema(example = "uji_akses")]
    component: String,
    /// The offices for which this person may enter it, by code.
    scores: Vec<ComponentDoc>,
}

/// The score of one office in one component.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ComponentScore)]
struct ComponentDoc {
    /// Code of the body.
    #[schema(example = "62.06")]
    body: String,
    /// Version; 0 where nothing is entered.
    version: i64,
    /// 0 to 100.
    score: Option<NumberDoc>,
    /// Why, or where it comes from.
    reason: Option<String>,
}

/// Scores to be entered: all, or none where one of them is wrong.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `enter` reads")]
struct NewScores {
    /// One for each office.
    scores: Vec<NewScore>,
}

/// The score of one office.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `enter` reads")]
struct NewScore {
    /// Code of the body.
    body: String,
    /// 0 to 100, with a comma or a point.
    score: String,
    /// Why, or where it comes from; needed for a correction.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// The version that the change started from; 0 where nothing was entered.
    #[schema(minimum = 0)]
    version: i64,
}

pub(super) fn operations() -> Vec<Operation> {
    const SHEET: &str = "/rounds/{round}/components/{component}";
    vec![
        Operation::get("/rounds/{round}/scores", "listScores", list)
            .about(SCORES, "Scores as they stand, best first")
            .note("For those who propose results. After a proposal the numbers are frozen.")
            .scope(Scope::Manage)
            .answers_page::<ScoresPage>("A page of scores"),
        Operation::get("/rounds/{round}/scores/{body}", "getScore", show)
            .about(SCORES, "How the total of an office came about")
            .note("For those who judge it at any time, for everybody after the announcement.")
            .scope(Scope::ReadReviews)
            .answers::<WorkedSum>(200, "The worked sum"),
        Operation::get(SHEET, "getComponent", sheet)
            .about(SCORES, "The scores of a component that does not come from the questionnaire")
            .scope(Scope::Manage)
            .answers::<SheetDoc>(200, "The scores"),
        Operation::put(SHEET, "enterComponent", enter)
            .about(SCORES, "Enter scores of a component")
            .note("Each names the version that it started from. A token needs `manage` and `reviews:write`.")
            .scope(Scope::Manage)
            .takes::<NewScores>(
                json!({ "scores": [{ "body": "62.06", "score": "87.5", "reason": "Lembar uji akses", "version": 0 }] }),
            )
            .answers::<SheetDoc>(200, "The scores as they are entered"),
    ]
}

/// The order of the list: ranked first, then by code.
fn key(row: &RecapRow) -> (u32, String) {
    (row.entry.rank.unwrap_or(u32::MAX), row.body.code.to_string())
}

async fn list(member: Member, names: Names, query: Query) -> Result<Response, ApiError> {
    let recap = member.0.controller(names.round()).await?.recap().await?;
    let page = query.page(recap.rows, key)?;
    let link = page.next.as_deref().map(|cursor| query.next(cursor));
    let items = page.items.iter().map(|row| ResultDoc::new(&row.body, &row.entry)).collect();
    Ok(answer::linked(link, ScoresPage { frozen: recap.is_frozen, items, next: page.next }))
}

async fn show(member: Member, names: Names) -> Result<Response, ApiError> {
    let sum = member.0.worked_sum(names.round(), names.body()).await?;
    Ok(answer::one(WorkedSum::new(&sum.body, &sum.entry)))
}

async fn sheet(member: Member, names: Names) -> Result<Response, ApiError> {
    shown(&member, &names).await
}

async fn enter(member: Member, names: Names, mut form: Form) -> Result<Response, ApiError> {
    let entered = form.list("scores", |row| Entered {
        body: row.required("body").unwrap_or_default(),
        score: row.required("score").unwrap_or_default(),
        reason: row.optional("reason").unwrap_or_default(),
        base: row.required("version").unwrap_or_default(),
    });
    form.done()?;
    let controller = member.0.controller(names.round()).await?;
    let place = |field: &str| in_body(field, &entered);
    let changed = controller.enter_component(names.component(), &entered).await;
    changed.map_err(|error| answer::placed(error, place))?;
    shown(&member, &names).await
}

/// Where a field of the use case is in the body: `score-62.06` is `/scores/0/score`.
fn in_body(field: &str, entered: &[Entered]) -> String {
    let (name, body) = field.split_once('-').unwrap_or((field, ""));
    let index = entered.iter().position(|row| row.body == body).unwrap_or(0);
    format!("/scores/{index}/{name}")
}

async fn shown(member: &Member, names: &Names) -> Result<Response, ApiError> {
    let sheet = member.0.controller(names.round()).await?.component(names.component()).await?;
    let scores = sheet.rows.into_iter().map(|row| ComponentDoc {
        body: row.code.to_string(),
        version: row.score.as_ref().map_or(0, |score| score.version),
        score: row.score.as_ref().map(|score| NumberDoc::rounded(&score.score)),
        reason: row.score.map(|score| score.reason),
    });
    let component = sheet.component.code.to_string();
    Ok(answer::one(SheetDoc { component, scores: scores.collect() }))
}
