//! What everybody may find: documents, their tokens, and the words of their titles.
//!
//! One of the modules with statements of its own for each engine. Both hold the same tokens, made in Rust, and give the same
//! hits in the same order; `docs/adr/0011-search.md` says why it is built like this.

mod again;
mod find;
mod vocabulary;
mod write;

pub use again::{articles_after, items_after};
pub use find::{
    ByPlace, HITS_MAX, Hit, Shown, TextOf, hits, hits_by_place, newest, office_names, shown, texts,
};
pub use vocabulary::{WordPage, completions, count_words, frequent, replace_words};
pub use write::{Document, put, remove, set_texts};
