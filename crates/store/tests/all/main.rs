//! Queries, each on both engines.

mod answers;
mod participation;
mod statements;
mod tree;
