//! What can go wrong in a use case, in the terms that every way in (pages, API, commands) can answer.

use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;

/// Why a use case did not do what was asked. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What was given is wrong; each problem names its field.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldProblem>),
    /// It does not exist, or this person may not know that it does. Outside, both look the same.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, and this needs somebody.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Somebody else was faster, or a step is out of order. Holds what is there now.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// The time for it is over, or has not come.
    #[error("closed (opens {opens:?}, closed {closed:?})")]
    Closed {
        /// When it opens, if it will.
        opens: Option<Timestamp>,
        /// When it closed, if it did.
        closed: Option<Timestamp>,
    },
    /// Too many tries.
    #[error("too many tries; again in {seconds} s")]
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// Something that the program needs does not answer now; trying again later can help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The bytes of a stored file are gone or are not those that were stored. The text names the file for the log.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A fault of the program or of its data. The text is for the log, never for people.
    #[error("internal fault: {0}")]
    Fault(String),
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// The object has moved on: its present version, and what it holds now (canonical JSON).
    Version {
        /// The present version.
        current: i64,
        /// The present value.
        value: String,
    },
    /// The object is in a state in which this cannot be done; the code of that state.
    State(&'static str),
}

impl AppError {
    /// One problem at one field.
    #[must_use]
    pub fn field(field: impl Into<String>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, problem)])
    }
}

impl From<sql::SqlError> for AppError {
    fn from(error: sql::SqlError) -> Self {
        match error {
            sql::SqlError::Busy(_) | sql::SqlError::Unavailable(_) => Self::Unavailable(error.to_string()),
            other => Self::Fault(other.to_string()),
        }
    }
}

/// `Ok` when nothing is wrong, all problems otherwise.
pub fn check(problems: Vec<FieldProblem>) -> Result<(), AppError> {
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}
