//! What the search index holds and how it is asked, without a database.
//!
//! A text becomes words ([`words`]), words become stems ([`stem`]), and a document becomes a set of **tokens**
//! ([`Tokens`]): its stems, pairs of neighbouring stems (for phrases), the same once more for its title, and a token for
//! each thing that it can be filtered by. A [`Query`] becomes tokens in the same way, joined by *and*, *or* and *without*
//! ([`Wanted`]), and is written as an FTS5 expression or a `tsquery` ([`fts5`], [`tsquery`]). Both engines hold the same
//! tokens and nothing else, so they find the same documents; neither of them ever sees what somebody typed.

mod mark;
mod query;
mod spelling;
mod stem;
mod synonyms;
mod token;
mod word;
mod write;

pub use mark::{Piece, Terms, marked, snippet};
pub use query::{QUERY_MAX, Query, WORDS_MAX};
pub use spelling::nearest;
pub use stem::{is_stop_word, stem};
pub use token::{Filter, Tokens, window_tokens};
pub use word::{Word, words};
pub use write::{Place, Wanted, Window, fts5, fts5_row, tsquery, tsvector};
