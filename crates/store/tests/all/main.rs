//! Queries, each on both engines.

mod statements;
mod tree;
