//! From errors of use cases to answers: here alone are status and words decided.

use std::sync::Arc;

use app::{AppError, Conflict};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, Method, StatusCode, header};
use i18n::Texts;

use crate::components::Button;
use crate::observe::RequestId;
use crate::page::{ProblemPage, render};
use crate::problem::problem_text;
use crate::state::Web;
use crate::visitor::Visitor;

/// An error on its way out of a handler. [`show_failures`] gives it its page.
#[derive(Debug, Clone)]
pub struct Failure(Arc<AppError>);

impl Failure {
    /// The error itself.
    #[must_use]
    pub fn error(&self) -> &AppError {
        &self.0
    }

    /// The error itself, shared.
    pub(crate) fn shared(self) -> Arc<AppError> {
        self.0
    }

    /// The status that tells a client what kind of error it is.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        Self::status_of(&self.0)
    }

    /// As [`Self::status`], for an error that is not a page's.
    pub(crate) fn status_of(error: &AppError) -> StatusCode {
        match error {
            AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::SignInNeeded => StatusCode::UNAUTHORIZED,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::Closed { .. } => StatusCode::FORBIDDEN,
            AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Damaged(_) | AppError::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl Failure {
    /// How many seconds to wait before trying again, where that helps.
    pub(crate) fn wait_of(error: &AppError) -> Option<u64> {
        match error {
            AppError::TooMany { seconds } => Some(*seconds),
            AppError::Unavailable(_) => Some(5),
            _ => None,
        }
    }
}

impl<E: Into<AppError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(Arc::new(error.into()))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(wait) = Self::wait_of(self.error()) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Middleware: gives every [`Failure`] that leaves a page handler its page, in the reader's language, and writes faults
/// to the log.
pub async fn show_failures(State(web): State<Web>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let reference = request.extensions().get::<RequestId>().cloned();
    let method = request.method().clone();
    let target = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut response = next.run(request).await;
    let Some(failure) = response.extensions_mut().remove::<Failure>() else { return response };
    note(failure.error());
    let Some(visitor) = visitor else { return response };
    if matches!(failure.error(), AppError::SignInNeeded) && method == Method::GET {
        let next = serde_urlencoded::to_string([("next", &target)]).unwrap_or_default();
        return Redirect::to(&format!("/masuk?{next}")).into_response();
    }
    let page = problem_page(&web, &visitor, &failure, reference.as_ref());
    let mut shown = render(failure.status(), &page);
    if let Some(wait) = response.headers_mut().remove(header::RETRY_AFTER) {
        shown.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    shown
}

/// Writes what the operators must know to the log.
pub(crate) fn note(error: &AppError) {
    match error {
        AppError::Fault(why) => tracing::error!(%why, "fault"),
        AppError::Damaged(why) => tracing::error!(%why, "a stored file is damaged"),
        AppError::Unavailable(why) => tracing::warn!(%why, "unavailable"),
        _ => {}
    }
}

fn problem_page(
    web: &Web,
    visitor: &Visitor,
    failure: &Failure,
    reference: Option<&RequestId>,
) -> ProblemPage {
    let t = visitor.texts();
    let (title, detail, mut advice) = words(t, failure.error());
    if let (AppError::Fault(_), Some(RequestId(reference))) = (failure.error(), reference) {
        advice = format!("{advice} {}", t.problem_fault_reference(reference));
    }
    ProblemPage {
        shell: visitor.shell(web),
        title,
        detail,
        advice,
        onward: Some(Button::link(t.problem_home(), "/")),
    }
}

/// Title, detail and advice for an error.
pub(crate) fn words(t: &Texts, error: &AppError) -> (String, String, String) {
    let time = |at: jiff::Timestamp| t.date_time(at, i18n::Zone::Wib);
    match error {
        AppError::Invalid(problems) => {
            let detail: Vec<String> = problems.iter().map(|found| problem_text(t, &found.problem)).collect();
            (t.problem_invalid_title(), detail.join(" "), t.problem_invalid_advice())
        }
        AppError::NotFound => {
            (t.problem_not_found_title(), t.problem_not_found_detail(), t.problem_not_found_advice())
        }
        AppError::SignInNeeded => {
            (t.problem_sign_in_title(), t.problem_sign_in_detail(), t.problem_sign_in_advice())
        }
        AppError::Conflict(Conflict::Version { .. }) => {
            (t.problem_conflict_title(), t.problem_conflict_version(), t.problem_conflict_advice())
        }
        AppError::Conflict(Conflict::State(_)) => {
            (t.problem_conflict_title(), t.problem_conflict_state(), t.problem_conflict_advice())
        }
        AppError::Closed { closed: Some(closed), .. } => {
            (t.problem_closed_title(), t.problem_closed_since(time(*closed)), t.problem_closed_advice())
        }
        AppError::Closed { opens: Some(opens), .. } => {
            (t.problem_not_open_title(), t.problem_not_open_until(time(*opens)), t.problem_closed_advice())
        }
        AppError::Closed { .. } => {
            (t.problem_closed_title(), t.problem_closed_detail(), t.problem_closed_advice())
        }
        AppError::TooMany { seconds } => (
            t.problem_too_many_title(),
            t.problem_too_many_detail(i64::try_from(*seconds).unwrap_or(i64::MAX)),
            String::new(),
        ),
        AppError::Unavailable(_) => {
            (t.problem_unavailable_title(), t.problem_unavailable_detail(), t.problem_unavailable_advice())
        }
        AppError::Damaged(_) => {
            (t.evidence_damaged_title(), t.evidence_damaged_detail(), t.evidence_damaged_advice())
        }
        AppError::Fault(_) => (t.problem_fault_title(), t.problem_fault_detail(), t.problem_fault_advice()),
    }
}
