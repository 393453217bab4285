//! What the API answers with where nothing is wrong.

use app::paging::Page;
use app::{AppError, Conflict};
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::error::{self, ApiError, What, Wrong};
use super::query::Query;

/// One resource.
pub(super) fn one(value: impl Serialize) -> Response {
    Json(value).into_response()
}

/// A new resource.
pub(super) fn created(value: impl Serialize) -> Response {
    (StatusCode::CREATED, Json(value)).into_response()
}

/// One resource with the version for `If-Match`.
pub(super) fn versioned(version: i64, value: impl Serialize) -> Response {
    let mut response = one(value);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A list with the way to its next page.
pub(super) fn list<T: Serialize>(page: Page<T>, query: &Query) -> Response {
    linked(page.next.as_deref().map(|cursor| query.next(cursor)), page)
}

/// A value whose next page is elsewhere.
pub(super) fn linked(next: Option<String>, value: impl Serialize) -> Response {
    let mut response = one(value);
    let link = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// The version that an edit started from, of `If-Match`. A tag that is none of ours, `*` and lists match nothing: such
/// an edit is refused with the present value, which loses nothing.
pub(super) fn base(headers: &HeaderMap) -> Result<i64, ApiError> {
    let mut values = headers.get_all(header::IF_MATCH).iter();
    let first = values.next().ok_or(ApiError::PreconditionRequired)?;
    let tag = if values.next().is_some() { None } else { first.to_str().ok() };
    let version = tag.and_then(|tag| tag.trim().strip_prefix('"')?.strip_suffix('"'));
    let digits = version.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    Ok(digits.and_then(|text| text.parse().ok()).unwrap_or(NO_VERSION))
}

/// No resource ever has this version.
const NO_VERSION: i64 = -1;

/// An error of a use case whose fields are elsewhere in the body: `pointer` says where.
pub(super) fn placed(error: AppError, pointer: impl Fn(&str) -> String) -> ApiError {
    match error {
        AppError::Invalid(problems) if !problems.iter().any(|found| error::is_size(&found.problem)) => {
            let wrong = problems
                .into_iter()
                .map(|found| Wrong::new(pointer(&found.field), What::Problem(found.problem)));
            ApiError::Body(wrong.collect())
        }
        other => stale(other),
    }
}

/// An error of an edit with `If-Match`: versions that meet are a failed precondition.
pub(super) fn stale(error: AppError) -> ApiError {
    match error {
        AppError::Conflict(Conflict::Version { .. }) => ApiError::Stale(error.into()),
        other => other.into(),
    }
}
