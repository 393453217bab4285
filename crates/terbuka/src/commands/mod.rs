//! One file for each command.

pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod reindex;
pub(crate) mod score;
pub(crate) mod serve;
pub(crate) mod simulate;
pub(crate) mod user;

/// An input is wrong: a line for each thing, written as it is. The exit status is 2, and nothing was changed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct InputWrong(pub(crate) String);
