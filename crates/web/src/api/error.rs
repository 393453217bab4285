//! What can go wrong with a request to the API: what use cases refuse, and what cannot even be given to one.

use std::sync::Arc;

use app::AppError;
use axum::response::{IntoResponse, Response};
use domain::problem::Problem;
use http::{HeaderValue, StatusCode, header};

use crate::failure::Failure;

/// Something wrong at one place of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// JSON pointer (RFC 6901) into the body, or the name of a parameter.
    pub(super) at: String,
    /// What is wrong.
    pub(super) what: What,
}

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A rule of the field.
    Problem(Problem),
    /// The API knows no field of this name here.
    UnknownField,
    /// The value has another type or form than this field.
    WrongType,
}

impl Wrong {
    pub(super) fn new(at: impl Into<String>, what: What) -> Self {
        Self { at: at.into(), what }
    }
}

/// An error on its way to its problem document.
#[derive(Debug, Clone)]
pub(super) enum ApiError {
    /// A use case refused.
    App(Arc<AppError>),
    /// A use case refused the version that the request named in `If-Match`.
    Stale(Arc<AppError>),
    /// No valid token where one is needed, or an invalid one anywhere.
    Token {
        /// Whether one was sent.
        sent: bool,
    },
    /// The body is not JSON; says where.
    Malformed(String),
    /// A parameter of the address has a wrong form.
    Parameters(Vec<Wrong>),
    /// The body is JSON and does not fit.
    Body(Vec<Wrong>),
    /// `If-Match` is needed and absent.
    PreconditionRequired,
    /// The body is of another media type; those that are taken.
    MediaType(&'static str),
    /// The body is too large; most bytes.
    TooLarge(u64),
    /// The range that was asked for lies outside the file.
    Range,
    /// The address takes other methods alone.
    Method,
}

impl ApiError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::App(error) => match &**error {
                AppError::Invalid(problems) if problems.iter().any(|found| is_size(&found.problem)) => {
                    StatusCode::PAYLOAD_TOO_LARGE
                }
                _ => Failure::status_of(error),
            },
            Self::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Self::Token { .. } => StatusCode::UNAUTHORIZED,
            Self::Malformed(_) | Self::Parameters(_) => StatusCode::BAD_REQUEST,
            Self::Body(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Range => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// One wrong parameter.
    pub(super) fn parameter(name: &str) -> Self {
        Self::Parameters(vec![Wrong::new(name, What::WrongType)])
    }
}

pub(super) const fn is_size(problem: &Problem) -> bool {
    matches!(problem, Problem::FileTooBig { .. })
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::SignInNeeded => Self::Token { sent: false },
            other => Self::App(Arc::new(other)),
        }
    }
}

impl IntoResponse for ApiError {
    /// Without a body: [`super::document::write`] gives it one in the reader's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        match &self {
            Self::Token { sent } => {
                let challenge = if *sent {
                    "Bearer realm=\"api\", error=\"invalid_token\""
                } else {
                    "Bearer realm=\"api\""
                };
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
            }
            Self::App(error) => {
                if let Some(seconds) = Failure::wait_of(error) {
                    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                }
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}
