//! Rounds and their phases.

use std::collections::BTreeMap;

use app::directory::{DocumentName, ListedRound};
use axum::extract::State;
use axum::response::Response;
use domain::round::Window;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;
use super::error::ApiError;
use super::operation::Operation;
use super::query::{Names, Query};
use super::{ROUNDS, answer};
use crate::state::Web;

/// One year's assessment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Round)]
struct RoundDoc {
    /// Its name in addresses.
    #[schema(example = "monev-2024")]
    slug: String,
    /// What people call it.
    #[schema(example = "Monev KIP 2024")]
    title: String,
    /// The year that it assesses.
    #[schema(example = 2024)]
    year: i64,
    /// Code of the body that runs it.
    #[schema(example = "00")]
    owner: String,
    /// `draft`, `scheduled`, `running`, `announced` or `cancelled`.
    #[schema(example = "running")]
    state: String,
    /// The zone in which its deadlines are set.
    #[schema(example = "WIB")]
    zone: String,
    /// When each phase is open, by its code.
    phases: BTreeMap<String, WindowDoc>,
    /// The questions.
    instrument: DocumentRef,
    /// How they become a score.
    scheme: DocumentRef,
}

/// When something is open: from `opens`, inclusive, to `closes`, exclusive.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Window)]
pub(super) struct WindowDoc {
    /// First instant.
    #[schema(value_type = String, format = DateTime)]
    opens: Timestamp,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    closes: Timestamp,
}

impl From<Window> for WindowDoc {
    fn from(window: Window) -> Self {
        Self { opens: window.opens, closes: window.closes }
    }
}

/// A document and its version.
#[derive(Debug, Serialize, ToSchema)]
struct DocumentRef {
    /// Its code.
    #[schema(example = "saq-bawaslu")]
    code: String,
    /// Its edition; empty for schemes.
    edition: String,
    /// 1, 2, …
    version: i64,
    /// SHA-256 of its file, hexadecimal.
    sha256: String,
}

impl From<DocumentName> for DocumentRef {
    fn from(name: DocumentName) -> Self {
        Self { code: name.code, edition: name.edition, version: name.version, sha256: name.sha256 }
    }
}

impl From<ListedRound> for RoundDoc {
    fn from(listed: ListedRound) -> Self {
        let ListedRound { round, schedule, instrument, scheme } = listed;
        Self {
            slug: round.slug,
            title: round.title,
            year: round.year,
            owner: round.owner.to_string(),
            state: round.state.code().to_owned(),
            zone: round.zone.code().to_owned(),
            phases: schedule
                .0
                .into_iter()
                .map(|(kind, window)| (kind.code().to_owned(), window.into()))
                .collect(),
            instrument: instrument.into(),
            scheme: scheme.into(),
        }
    }
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/rounds", "listRounds", list)
            .about(ROUNDS, "Rounds, latest year first")
            .note("Announced rounds for everybody; with a token of scope `read` those in which its person takes part.")
            .public()
            .scope(app::Scope::Read)
            .lists::<RoundDoc>("A page of rounds"),
        Operation::get("/rounds/{round}", "getRound", show)
            .about(ROUNDS, "One round with its phases")
            .public()
            .scope(app::Scope::Read)
            .answers::<RoundDoc>(200, "The round"),
    ]
}

/// The order of the list: latest year first.
fn key(found: &ListedRound) -> (std::cmp::Reverse<i64>, std::cmp::Reverse<uuid::Uuid>) {
    (std::cmp::Reverse(found.round.year), std::cmp::Reverse(found.round.id.0))
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Result<Response, ApiError> {
    let mut found = web.app.directory(caller.who()).rounds().await?;
    found.sort_by_key(key);
    Ok(answer::list(query.page(found, key)?.map(RoundDoc::from), &query))
}

async fn show(State(web): State<Web>, caller: Caller, names: Names) -> Result<Response, ApiError> {
    let found = web.app.directory(caller.who()).round(names.round()).await?;
    Ok(answer::one(RoundDoc::from(found)))
}
