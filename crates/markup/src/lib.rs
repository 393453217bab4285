//! Markdown that officers write, as HTML that cannot do anything.
//!
//! [`check`] says what is wrong, by line, before a text is kept; [`render`] makes HTML of any text, also of one that was never
//! checked; [`plain`] is what is left of it for feeds and the search.

mod address;
mod check;
mod headings;
mod picture;
mod plain;
mod render;

use pulldown_cmark::{Options as Syntax, Parser};

pub use check::{Fault, Wrong, check};
pub use picture::numbers;
pub use plain::{minutes, plain};
pub use render::{Options, Picture, render};

/// Most bytes of a text; of a longer one nothing is read beyond.
pub const BYTES_MAX: usize = 256 * 1024;
/// How deep lists and quotations may stand inside each other.
pub const DEPTH_MAX: usize = 8;
/// How deep anything may stand inside anything else; what is deeper loses its form and keeps its words.
const NESTING_MAX: usize = 32;

/// The text as far as it is read, cut between characters.
fn bounded(text: &str) -> &str {
    &text[..text.floor_char_boundary(BYTES_MAX)]
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(bounded(text), Syntax::ENABLE_TABLES | Syntax::ENABLE_STRIKETHROUGH)
}
