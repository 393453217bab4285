//! Announced results, for everybody.

use app::public::{Place, PublicRow, Tally};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;
use super::entry::{ResultDoc, WorkedSum};
use super::error::ApiError;
use super::number::NumberDoc;
use super::operation::Operation;
use super::query::{Names, Query};
use super::{RESULTS, answer};
use crate::state::Web;

/// A page of announced results.
#[derive(Debug, Serialize, ToSchema)]
struct ResultsPage {
    /// When they became public.
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// Number of the decree; empty where there is none.
    decree: String,
    /// SHA-256 of the results file, hexadecimal.
    results_sha256: String,
    /// How many offices came to what, of the whole round.
    summary: Summary,
    /// Ranked first, then by code.
    items: Vec<ResultDoc>,
    /// Cursor of the next page; null on the last.
    next: Option<String>,
}

/// How many offices came to what.
#[derive(Debug, Serialize, ToSchema)]
struct Summary {
    /// In the order of the scheme.
    categories: Vec<CategoryCount>,
    /// Offices with a total.
    scored: usize,
    /// Never signed in.
    not_registered: usize,
    /// Did not submit.
    not_submitted: usize,
    /// Not assessed.
    not_assessed: usize,
    /// Mean of the totals.
    mean: Option<NumberDoc>,
}

/// How many offices came to one category.
#[derive(Debug, Serialize, ToSchema)]
struct CategoryCount {
    /// Code of the category.
    #[schema(example = "informatif")]
    code: String,
    /// What people read, in Indonesian.
    #[schema(example = "Informatif")]
    label: String,
    /// Its lower bound.
    #[schema(example = "175/2")]
    from: String,
    /// Offices.
    count: usize,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/rounds/{round}/results", "listResults", list)
            .about(RESULTS, "The results of an announced round, best first")
            .note("A round that is not announced has none: the answer is 404.")
            .public()
            .text_parameter("category", "Code of the category")
            .text_parameter("parent", "Code of the body right above")
            .answers_page::<ResultsPage>("A page of results"),
        Operation::get("/rounds/{round}/results/{body}", "getResult", show)
            .about(RESULTS, "The result of one office, with the worked sum")
            .public()
            .answers::<WorkedSum>(200, "The result"),
    ]
}

/// The order of the list: ranked first, then by code.
fn key(row: &PublicRow) -> (i64, String) {
    (row.listed.rank.unwrap_or(i64::MAX), row.listed.code.to_string())
}

async fn list(State(web): State<Web>, _: Caller, names: Names, query: Query) -> Result<Response, ApiError> {
    let (category, parent) = (query.text("category")?, query.text("parent")?);
    let results = web.app.public().results(names.round()).await?;
    let rows: Vec<PublicRow> = results
        .rows
        .into_iter()
        .filter(|row| {
            let is = |wanted: &Option<String>, found: Option<&str>| {
                wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
            };
            is(&category, row.listed.category.as_ref().map(AsRef::as_ref))
                && is(&parent, row.listed.parent.as_ref().map(AsRef::as_ref))
        })
        .collect();
    let page = query.page(rows, key)?;
    let link = page.next.as_deref().map(|cursor| query.next(cursor));
    let doc = ResultsPage {
        published_at: results.published_at,
        decree: results.decree,
        results_sha256: results.results_hash,
        summary: summary(&results.tally, &results.scheme),
        items: page.items.into_iter().map(ResultDoc::from).collect(),
        next: page.next,
    };
    Ok(answer::linked(link, doc))
}

async fn show(State(web): State<Web>, _: Caller, names: Names) -> Result<Response, ApiError> {
    match web.app.public().place(names.round(), names.body()).await? {
        Place::Office(office) => Ok(answer::one(WorkedSum::new(&office.body, &office.entry))),
        Place::Group(..) => Err(app::AppError::NotFound.into()),
    }
}

impl From<PublicRow> for ResultDoc {
    fn from(row: PublicRow) -> Self {
        let listed = row.listed;
        let total = listed.total.zip(listed.total_display);
        Self {
            body: listed.code.to_string(),
            slug: listed.slug,
            name: listed.office_name,
            parent: listed.parent.map(|parent| parent.to_string()),
            outcome: listed.outcome,
            total: total.map(|(exact, display)| NumberDoc { exact, display }),
            category: listed.category.map(|category| category.to_string()),
            rank: listed.rank,
            rank_in_parent: listed.rank_in_parent,
        }
    }
}

fn summary(tally: &Tally, scheme: &domain::scheme::Scheme) -> Summary {
    Summary {
        categories: tally
            .categories
            .iter()
            .map(|found| CategoryCount {
                code: found.code.to_string(),
                label: found.label.get("id").to_owned(),
                from: found.from.to_string(),
                count: found.count,
            })
            .collect(),
        scored: tally.scored,
        not_registered: tally.not_registered,
        not_submitted: tally.not_submitted,
        not_assessed: tally.not_assessed,
        mean: tally.mean.as_ref().map(|mean| NumberDoc::of(mean, scheme)),
    }
}
