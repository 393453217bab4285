//! Queries, each on both engines.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod answers;
mod bulk;
mod evidence;
mod examination;
mod participation;
mod probe;
mod statements;
mod tree;
mod upload;
