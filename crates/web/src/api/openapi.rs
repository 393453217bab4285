//! The OpenAPI document, made from the operations.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use utoipa::openapi::path::PathsBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder, PathItem, ServerBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

use super::document::ProblemDocument;
use super::operation::{Schemas, TOKEN};
use super::{ANSWERS, ASSESSMENTS, BODIES, EVIDENCE, PREFIX, RESULTS, REVIEWS, ROUNDS, SCORES};

const ABOUT: &str = "Everything that people do on the pages of the service, for programs. \
    A token is made on the account page, has scopes and an end, and can never do more than its person. \
    What a token may not see is answered with 404. Errors are problem documents (RFC 9457), in Indonesian or English by \
    `Accept-Language`. Lists come in pages: `next` (and the header `Link`) leads to the next one. Numbers that take part in \
    scores are strings: `exact` is a fraction `p/q`, `display` is rounded for people. Times are UTC (RFC 3339).";

static DOCUMENT: LazyLock<String> = LazyLock::new(render);

/// The document as it is served at `/api/openapi.json` and committed as `docs/api/openapi.json`.
#[must_use]
pub fn openapi_json() -> &'static str {
    &DOCUMENT
}

fn render() -> String {
    let mut paths = PathsBuilder::new();
    let mut schemas: Schemas = vec![(ProblemDocument::name().into_owned(), ProblemDocument::schema())];
    ProblemDocument::schemas(&mut schemas);
    for mut operation in super::operations() {
        schemas.append(&mut operation.schemas);
        let (path, method) = (operation.path, operation.method.clone());
        let (_, doc) = operation.finish();
        paths = paths.path(path, PathItem::new(method, doc));
    }
    let schemas: BTreeMap<_, _> = schemas.into_iter().collect();
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A token of the account page. Scopes: read, answers:read, answers:write, reviews:read, reviews:write, manage."))
        .build();
    let components =
        schemas.into_iter().fold(ComponentsBuilder::new(), |all, (name, schema)| all.schema(name, schema));
    let tag = |name: &str, what: &str| TagBuilder::new().name(name).description(Some(what)).build();
    let document = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Terbuka")
                .version("1")
                .description(Some(ABOUT))
                .license(Some(
                    LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
                ))
                .build(),
        )
        .servers(Some([ServerBuilder::new().url(PREFIX).build()]))
        .tags(Some([
            tag(BODIES, "The tree of offices"),
            tag(ROUNDS, "Rounds, their phases and questions"),
            tag(ASSESSMENTS, "The questionnaire of an office: state, signatures, submission"),
            tag(ANSWERS, "Answers, one question at a time"),
            tag(EVIDENCE, "Files and links that support an answer"),
            tag(REVIEWS, "Judging what offices submitted"),
            tag(SCORES, "Scores before the announcement"),
            tag(RESULTS, "Announced results"),
        ]))
        .paths(paths)
        .components(Some(components.security_scheme(TOKEN, SecurityScheme::Http(token)).build()))
        .build();
    // A document of texts, lists and maps: nothing in it can fail.
    document.to_pretty_json().unwrap_or_default() + "\n"
}

pub(super) async fn show() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], openapi_json()).into_response()
}
