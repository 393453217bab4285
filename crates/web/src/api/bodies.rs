//! The tree of bodies.

use axum::extract::State;
use axum::response::Response;
use domain::body::{Body, Level};
use serde::Serialize;
use store::body::Filter;
use utoipa::ToSchema;

use super::caller::Caller;
use super::error::ApiError;
use super::operation::Operation;
use super::query::{Names, Query};
use super::{BODIES, answer};
use crate::state::Web;

/// A public body: an office in a tree of any depth.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Body)]
struct BodyDoc {
    /// Kemendagri code for regions.
    #[schema(example = "62.06")]
    code: String,
    /// Its name in addresses.
    #[schema(example = "kabupaten-katingan")]
    slug: String,
    /// Name of the region.
    #[schema(example = "Kabupaten Katingan")]
    name: String,
    /// Name of the office.
    #[schema(example = "Bawaslu Kabupaten Katingan")]
    office_name: String,
    /// `national`, `province`, `regency`, or a word of another programme.
    #[schema(example = "regency")]
    level: String,
    /// Code of the body above.
    #[schema(example = "62")]
    parent: Option<String>,
    /// Category inside the programme; empty where it has none.
    category: String,
    /// `WIB`, `WITA` or `WIT`.
    #[schema(example = "WIB")]
    zone: String,
    /// Where it is.
    address: String,
    /// When it is open.
    hours: String,
    /// Digits with country code, as `wa.me` links want them.
    whatsapp: Option<String>,
    /// E-mail address; empty where there is none.
    email: String,
}

impl From<Body> for BodyDoc {
    fn from(body: Body) -> Self {
        Self {
            code: body.code.to_string(),
            slug: body.slug.to_string(),
            name: body.name,
            office_name: body.office_name,
            level: body.level.code().to_owned(),
            parent: body.parent.map(|parent| parent.to_string()),
            category: body.category,
            zone: body.zone.code().to_owned(),
            address: body.address,
            hours: body.hours.to_string(),
            whatsapp: body.whatsapp.map(|phone| phone.digits().to_owned()),
            email: body.email,
        }
    }
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/bodies", "listBodies", list)
            .about(BODIES, "Bodies by code")
            .public()
            .text_parameter("parent", "Code of the body right above")
            .text_parameter("level", "`national`, `province`, `regency`, …")
            .lists::<BodyDoc>("A page of bodies"),
        Operation::get("/bodies/{body}", "getBody", show)
            .about(BODIES, "One body")
            .public()
            .answers::<BodyDoc>(200, "The body"),
    ]
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Result<Response, ApiError> {
    let level = query.parsed::<Level>("level")?.map(|level| level.code().to_owned());
    let filter = Filter { parent: query.text("parent")?, level };
    let after: Option<String> = query.cursor()?;
    let found = web.app.directory(caller.who()).bodies(&filter, after.as_deref(), query.limit()?).await?;
    Ok(answer::list(found.map(BodyDoc::from), &query))
}

async fn show(State(web): State<Web>, caller: Caller, names: Names) -> Result<Response, ApiError> {
    let found = web.app.directory(caller.who()).body(names.body()).await?;
    Ok(answer::one(BodyDoc::from(found.body)))
}
