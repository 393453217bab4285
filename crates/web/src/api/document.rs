//! Problem documents (RFC 9457): what every error of the API looks like.

use app::{AppError, Conflict};
use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::error::{ApiError, What, Wrong};
use crate::failure::{self, Failure};
use crate::observe::RequestId;
use crate::problem::problem_text;
use crate::state::Web;

/// The media type of a problem document.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong (RFC 9457), in the language of `Accept-Language` (Indonesian or English).
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProblemDocument {
    /// Which kind of problem: an address whose text explains it.
    #[serde(rename = "type")]
    #[schema(format = "uri")]
    kind: String,
    /// What happened.
    title: String,
    /// The status of the response.
    status: u16,
    /// Why, and what to do.
    detail: String,
    /// Path of the request.
    #[schema(format = "uri-reference")]
    instance: String,
    /// What is wrong at which place of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Reference of the request in the log of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// At a conflict of versions: what is there now.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<Current>,
    /// At a step out of order: the present state.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// When it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    opens: Option<Timestamp>,
    /// When it closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    closed: Option<Timestamp>,
}

/// Something wrong at one place of the request.
#[derive(Debug, Serialize, ToSchema)]
struct FieldError {
    /// JSON pointer (RFC 6901) into the body, or the name of a parameter.
    pointer: String,
    /// What is wrong, for programs.
    code: String,
    /// What is wrong, for people.
    detail: String,
}

/// What another request left there.
#[derive(Debug, Serialize, ToSchema)]
struct Current {
    /// The version for `If-Match`.
    version: i64,
    /// What it holds.
    value: Value,
}

/// Middleware: gives every error its document. What other layers refuse (an unknown method, a path that is not UTF-8)
/// gets one too.
pub(super) async fn write(State(web): State<Web>, request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let texts = Texts::new(Lang::wanted(None, None, accepted).unwrap_or(web.app.settings().language));
    let path = request.uri().path().to_owned();
    let reference = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let mut response = next.run(request).await;
    let status = response.status();
    let error = match response.extensions_mut().remove::<ApiError>() {
        Some(error) => error,
        None => match response.extensions_mut().remove::<Failure>() {
            Some(failure) => ApiError::App(failure.shared()),
            None if status == StatusCode::METHOD_NOT_ALLOWED => ApiError::Method,
            None if status.is_client_error() => ApiError::App(AppError::NotFound.into()),
            None if status.is_server_error() => ApiError::App(AppError::Fault(status.to_string()).into()),
            None => return response,
        },
    };
    if let ApiError::App(error) = &error {
        failure::note(error);
    }
    let mut document = ProblemDocument::new(&web, texts, &error, path);
    document.request_id = reference;
    let (parts, _) = response.into_parts();
    let mut shown = (error.status(), Json(document)).into_response();
    for name in [header::ALLOW, header::CONTENT_RANGE, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = parts.headers.get(&name) {
            shown.headers_mut().insert(name, value.clone());
        }
    }
    let headers = shown.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(texts.lang().code()));
    shown
}

impl ProblemDocument {
    fn new(web: &Web, t: Texts, error: &ApiError, instance: String) -> Self {
        let (code, title, detail) = words(t, error);
        let mut document = Self {
            kind: format!("{}/api#{code}", web.app.settings().base_url),
            title,
            status: error.status().as_u16(),
            detail,
            instance,
            errors: errors(t, error),
            request_id: None,
            current: None,
            state: None,
            opens: None,
            closed: None,
        };
        if let ApiError::App(error) | ApiError::Stale(error) = error {
            match &**error {
                AppError::Conflict(Conflict::Version { current, value }) => {
                    let value = serde_json::from_str(value).unwrap_or(Value::Null);
                    document.current = Some(Current { version: *current, value });
                }
                AppError::Conflict(Conflict::State(state)) => document.state = Some((*state).to_owned()),
                AppError::Closed { opens, closed } => {
                    document.opens = *opens;
                    document.closed = *closed;
                }
                _ => {}
            }
        }
        document
    }
}

/// Code of the kind, title and detail.
fn words(t: Texts, error: &ApiError) -> (&'static str, String, String) {
    match error {
        ApiError::App(error) => app_words(t, error, error_code(error)),
        ApiError::Stale(error) => app_words(t, error, "precondition-failed"),
        ApiError::Token { sent: true } => ("unauthorized", t.api_token_title(), t.api_token_invalid()),
        ApiError::Token { sent: false } => ("unauthorized", t.api_token_title(), t.api_token_needed()),
        ApiError::Malformed(at) => ("malformed", t.api_malformed_title(), t.api_malformed_detail(at)),
        ApiError::Parameters(_) => ("bad-parameter", t.api_parameters_title(), t.api_parameters_detail()),
        ApiError::Body(_) => ("invalid", t.problem_invalid_title(), t.api_body_detail()),
        ApiError::PreconditionRequired => {
            ("precondition-required", t.api_precondition_title(), t.api_precondition_detail())
        }
        ApiError::MediaType(types) => {
            ("media-type", t.api_media_type_title(), t.api_media_type_detail(types))
        }
        ApiError::TooLarge(max) => {
            ("too-large", t.api_too_large_title(), t.api_too_large_detail(t.bytes(*max)))
        }
        ApiError::Range => ("range", t.evidence_range_title(), t.evidence_range_detail()),
        ApiError::Method => ("method", t.api_method_title(), t.api_method_detail()),
    }
}

fn app_words(t: Texts, error: &AppError, code: &'static str) -> (&'static str, String, String) {
    // The words of a page that is not there would mislead: programs ask for resources.
    if matches!(error, AppError::NotFound) {
        return (code, t.api_not_found_title(), t.api_not_found_detail());
    }
    let (title, detail, advice) = failure::words(&t, error);
    let advice =
        if matches!(error, AppError::Invalid(_) | AppError::Conflict(_)) { String::new() } else { advice };
    (code, title, format!("{detail} {advice}").trim().to_owned())
}

const fn error_code(error: &AppError) -> &'static str {
    match error {
        AppError::Invalid(_) => "invalid",
        AppError::NotFound => "not-found",
        AppError::SignInNeeded => "unauthorized",
        AppError::Conflict(Conflict::Version { .. }) => "precondition-failed",
        AppError::Conflict(Conflict::State(_)) => "conflict",
        AppError::Closed { .. } => "closed",
        AppError::TooMany { .. } => "too-many",
        AppError::Unavailable(_) => "unavailable",
        AppError::Damaged(_) => "damaged",
        AppError::Fault(_) => "fault",
    }
}

fn errors(t: Texts, error: &ApiError) -> Vec<FieldError> {
    match error {
        ApiError::Parameters(wrong) | ApiError::Body(wrong) => {
            wrong.iter().map(|wrong| field_error(t, wrong)).collect()
        }
        ApiError::App(error) => match &**error {
            AppError::Invalid(problems) => problems
                .iter()
                .map(|found| {
                    let what = What::Problem(found.problem.clone());
                    field_error(t, &Wrong::new(pointer(&found.field), what))
                })
                .collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn field_error(t: Texts, wrong: &Wrong) -> FieldError {
    let (code, detail) = match &wrong.what {
        What::Problem(problem) => (problem_code(problem), problem_text(&t, problem)),
        What::UnknownField => ("unknown_field".to_owned(), t.api_unknown_field()),
        What::WrongType => ("wrong_type".to_owned(), t.api_wrong_type()),
    };
    FieldError { pointer: wrong.at.clone(), code, detail }
}

/// The word by which the problem is stored and sent.
fn problem_code(problem: &domain::problem::Problem) -> String {
    let value = serde_json::to_value(problem).unwrap_or_default();
    value.get("problem").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The pointer of a field of a use case: `fields.terima` is `/fields/terima`.
fn pointer(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!("/{}", field.replace('.', "/")) }
}
