//! Queries, each on both engines.

mod answers;
mod statements;
mod tree;
