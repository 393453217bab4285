//! What is wanted, in the words of the engines.
//!
//! Tokens are written in quotes and hold letters, digits and a few marks that no engine reads inside them. Nothing else goes
//! into an expression.

use std::fmt::Write as _;

use crate::token::{EVERY, LARGE_BITS, SMALL_BITS, Tokens, large_window, small_window};
use crate::{Filter, window_tokens};

/// Tokens joined: all of some groups, of each group one way, of each way every token; and nothing that is unwanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    all: Vec<Vec<Vec<String>>>,
    none: Vec<Vec<String>>,
    filters: Vec<(Filter, Narrowed)>,
}

/// A value to filter by, and its token.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Narrowed {
    value: String,
    token: String,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In titles.
    Title,
    /// In titles, summaries and the text of files.
    Anywhere,
}

/// A part of the index, by the numbers of documents: from the newest back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    tokens: Vec<String>,
    /// The lowest number in it.
    pub from: i64,
    /// The highest number in it.
    pub to: i64,
}

/// How many windows of which size are read together, one after the other; the last way to the end. Each time about four times
/// as many documents as before: few questions for rare words, few rows too many for frequent ones.
const STEPS: [(u32, i64); 4] = [(SMALL_BITS, 2), (SMALL_BITS, 8), (LARGE_BITS, 2), (LARGE_BITS, 8)];

impl Window {
    /// The windows of an index whose newest document has this number, from the newest back. Tokens of large windows stand in
    /// documents above `to` as well, which were in a window before.
    pub fn all(newest: i64) -> impl Iterator<Item = Self> {
        let mut steps = STEPS.into_iter().chain(std::iter::repeat(STEPS[STEPS.len() - 1]));
        let mut to = newest;
        std::iter::from_fn(move || {
            let (bits, together) = steps.next().filter(|_| to >= 0)?;
            let last = to >> bits;
            let first = (last - together + 1).max(0);
            let token = if bits == SMALL_BITS { small_window } else { large_window };
            let window = Self { tokens: (first..=last).map(token).collect(), from: first << bits, to };
            to = window.from - 1;
            Some(window)
        })
    }
}

impl Wanted {
    /// One of these ways, each of which needs all of its tokens.
    pub(crate) fn with(&mut self, ways: Vec<Vec<String>>) {
        self.all.push(ways);
    }

    pub(crate) fn without(&mut self, tokens: Vec<String>) {
        self.none.push(tokens);
    }

    /// Only documents with this value.
    #[must_use]
    pub fn only(mut self, filter: Filter, value: &str) -> Self {
        let (value, token) = (value.to_owned(), filter.token(value));
        self.filters.push((filter, Narrowed { value, token }));
        self
    }

    /// The value that this filter narrows to, as it was given; the last one of several.
    pub fn value_of(&self, filter: Filter) -> Option<&str> {
        let (_, narrowed) = self.filters.iter().rfind(|(other, _)| *other == filter)?;
        Some(&narrowed.value)
    }

    /// Whether words are wanted, not only filters.
    pub fn has_words(&self) -> bool {
        !self.all.is_empty()
    }

    /// The number of words that are wanted, each once whatever it can be said by.
    pub fn word_count(&self) -> usize {
        self.all.iter().filter_map(|ways| ways.first()).map(Vec::len).sum()
    }

    /// The stems of what is wanted, for marking them in a text.
    pub(crate) fn stems(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flatten().flatten().flat_map(|token| token.split('_'))
    }
}

/// How an engine writes it.
struct Style {
    and: &'static str,
    or: &'static str,
    not: &'static str,
    quote: char,
}

const FTS5: Style = Style { and: " AND ", or: " OR ", not: " NOT ", quote: '"' };
const TSQUERY: Style = Style { and: " & ", or: " | ", not: " & !", quote: '\'' };

/// The expression of SQLite's FTS5.
pub fn fts5(wanted: &Wanted, place: Place) -> String {
    expression(wanted, place, None, &FTS5)
}

/// The expression of PostgreSQL, in one window of the index or in all of it.
pub fn tsquery(wanted: &Wanted, place: Place, window: Option<&Window>) -> String {
    expression(wanted, place, window, &TSQUERY)
}

/// The tokens of a document as FTS5 takes them, with the tokenizer `ascii` and the marks `.`, `:` and `_` in its tokens.
pub fn fts5_row(tokens: &Tokens) -> String {
    tokens.iter().collect::<Vec<_>>().join(" ")
}

/// The tokens of the document with this number as a `tsvector`.
pub fn tsvector(tokens: &Tokens, seq: i64) -> String {
    let windows = window_tokens(seq);
    let mut text = String::new();
    for token in tokens.iter().chain(windows.iter().map(String::as_str)) {
        // Writing to a text cannot fail.
        let _ = write!(text, "'{token}' ");
    }
    text
}

fn expression(wanted: &Wanted, place: Place, window: Option<&Window>, style: &Style) -> String {
    let quoted = |token: &str, mark: &str| format!("{0}{mark}{token}{0}", style.quote);
    let mark = if place == Place::Title { "." } else { "" };
    let way = |tokens: &Vec<String>, mark| {
        bracketed(tokens.iter().map(|token| quoted(token, mark)).collect(), style.and)
    };
    let mut parts: Vec<String> = wanted
        .all
        .iter()
        .map(|ways| bracketed(ways.iter().map(|tokens| way(tokens, mark)).collect(), style.or))
        .collect();
    parts.extend(wanted.filters.iter().map(|(_, narrowed)| quoted(&narrowed.token, "")));
    if let Some(window) = window {
        parts.push(bracketed(window.tokens.iter().map(|token| quoted(token, "")).collect(), style.or));
    }
    if parts.is_empty() {
        parts.push(quoted(EVERY, ""));
    }
    let with = parts.join(style.and);
    if wanted.none.is_empty() {
        return with;
    }
    let none: Vec<String> = wanted.none.iter().map(|tokens| way(tokens, "")).collect();
    let with = if parts.len() == 1 { with } else { format!("({with})") };
    format!("{with}{}({})", style.not, none.join(style.or))
}

fn bracketed(parts: Vec<String>, by: &str) -> String {
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(by)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Query;

    #[test]
    fn both_engines_get_the_same() {
        let wanted = Query::parse("katingan -\"barang jasa\"").wanted().only(Filter::Year, "2024");
        assert_eq!(fts5(&wanted, Place::Title), "(\".kating\" AND \":y2024\") NOT (\"barang_jasa\")");
        assert_eq!((wanted.value_of(Filter::Year), wanted.value_of(Filter::Body)), (Some("2024"), None));
        let body = wanted.clone().only(Filter::Body, "RI-1");
        assert_eq!(body.value_of(Filter::Body), Some("RI-1"), "as it was given, unlike its token");
        let window = Window::all(20_000).next().unwrap();
        assert_eq!(
            tsquery(&wanted, Place::Anywhere, Some(&window)),
            "('kating' & ':y2024' & (':w1' | ':w2')) & !('barang_jasa')"
        );
    }

    #[test]
    fn windows_hold_every_document_once_from_the_newest_back() {
        for newest in [0, 1, 8_191, 8_192, 20_000, 131_071, 131_072, 140_000, 262_144, 1_000_000, 1_500_000] {
            let windows: Vec<Window> = Window::all(newest).collect();
            assert_eq!(windows[0].to, newest);
            for pair in windows.windows(2) {
                assert_eq!(pair[1].to, pair[0].from - 1, "{newest}");
            }
            let last = &windows[windows.len() - 1];
            assert_eq!(last.from, 0, "{newest}");
            for window in &windows {
                for seq in [window.from, window.to] {
                    assert!(
                        window_tokens(seq).iter().any(|token| window.tokens.contains(token)),
                        "{newest} {seq}"
                    );
                }
            }
        }
    }
}
