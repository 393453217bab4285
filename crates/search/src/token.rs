//! Tokens of a document: all that the index knows of it.
//!
//! A stem or a pair of stems stands for itself (`lapor`, `lapor_uang`); with a full stop before it, it stands in the title;
//! with a colon before it, it is something to filter by (`:kberkala`). Words hold letters and digits alone, so the kinds
//! cannot be mistaken for each other, whatever a text says.

use std::collections::BTreeSet;

use crate::{is_stop_word, stem, words};

/// Words of one text that are indexed at most: some hundred pages.
const WORDS_MAX: usize = 100_000;
/// Words of one text whose neighbours are indexed, for phrases.
const PAIRS_MAX: usize = 20_000;
/// Bytes of tokens of one document at most; PostgreSQL takes 1 MiB with its own figures for each.
const BYTES_MAX: usize = 700_000;
/// The token that every document has.
pub(crate) const EVERY: &str = ":all";

/// Something to filter by. The letter keeps the kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// The class of the information.
    Class,
    /// The office that holds it.
    Body,
    /// The year it is of.
    Year,
    /// A form that it can be had in.
    Form,
    /// What it is: item, news, page, …
    Kind,
}

impl Filter {
    /// The token of a value; of characters that no value has, nothing is kept.
    pub fn token(self, value: &str) -> String {
        let letter = match self {
            Self::Class => 'k',
            Self::Body => 'b',
            Self::Year => 'y',
            Self::Form => 'f',
            Self::Kind => 'n',
        };
        let plain = value.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
        [':', letter].into_iter().chain(plain.map(|c| c.to_ascii_lowercase())).collect()
    }
}

/// The tokens of a document, each once, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    all: BTreeSet<String>,
    bytes: usize,
}

impl Default for Tokens {
    fn default() -> Self {
        let mut tokens = Self { all: BTreeSet::new(), bytes: 0 };
        tokens.add(EVERY.to_owned());
        tokens
    }
}

impl Tokens {
    /// Adds something to filter by.
    pub fn filter(&mut self, filter: Filter, value: &str) {
        self.add(filter.token(value));
    }

    /// Adds a title: its words count here and as text. Gives the number of its words.
    pub fn title(&mut self, title: &str) -> usize {
        let stems: Vec<String> = stems(title).collect();
        for token in stems.iter().cloned().chain(pairs(&stems)) {
            self.add(format!(".{token}"));
            self.add(token);
        }
        stems.len()
    }

    /// Adds a summary, a description, the text of a file.
    pub fn text(&mut self, text: &str) {
        let stems: Vec<String> = stems(text).take(WORDS_MAX).collect();
        // Words before pairs: where there is too much, single words are worth more.
        for stem in &stems {
            self.add(stem.clone());
        }
        for pair in pairs(&stems[..stems.len().min(PAIRS_MAX)]) {
            self.add(pair);
        }
    }

    fn add(&mut self, token: String) {
        let bytes = self.bytes + token.len() + 12;
        if bytes <= BYTES_MAX && !self.all.contains(&token) {
            self.bytes = bytes;
            self.all.insert(token);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }
}

/// The stems of a text in order, without stop words; a word that is said twice in a row (*undang-undang*) is one.
pub(crate) fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut last = String::new();
    words(text).filter(|word| !is_stop_word(&word.text)).map(|word| stem(&word.text)).filter(move |stem| {
        let again = *stem == last;
        last.clone_from(stem);
        !again
    })
}

/// Neighbours as tokens.
pub(crate) fn pairs(stems: &[String]) -> impl Iterator<Item = String> + '_ {
    stems.windows(2).map(|pair| format!("{}_{}", pair[0], pair[1]))
}

/// Documents are in small and in large windows by their number in the index, newest last; PostgreSQL reads window by window
/// where words are common. Both tokens of a document.
pub fn window_tokens(seq: i64) -> [String; 2] {
    [small_window(seq >> SMALL_BITS), large_window(seq >> LARGE_BITS)]
}

/// A small window has 8,192 documents.
pub(crate) const SMALL_BITS: u32 = 13;
/// A large window has 131,072 documents.
pub(crate) const LARGE_BITS: u32 = 17;

pub(crate) fn small_window(number: i64) -> String {
    format!(":w{number}")
}

pub(crate) fn large_window(number: i64) -> String {
    format!(":v{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_its_stems_pairs_title_and_filters() {
        let mut tokens = Tokens::default();
        assert_eq!(tokens.title("Laporan Keuangan"), 2);
        tokens.text("Undang-undang tentang pelaporan");
        tokens.filter(Filter::Class, "setiap_saat");
        tokens.filter(Filter::Body, "62.06\" OR :all");
        let all: Vec<&str> = tokens.iter().collect();
        let expected = [
            ".lapor",
            ".lapor_uang",
            ".uang",
            ":all",
            ":b62.06orall",
            ":ksetiap_saat",
            "lapor",
            "lapor_uang",
            "uang",
            "undang",
            "undang_lapor",
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_long_text_stays_in_bounds() {
        let text: String = (0..300_000).map(|n| format!("kata{n}x ")).collect();
        let mut tokens = Tokens::default();
        tokens.text(&text);
        assert!(tokens.iter().map(|token| token.len() + 12).sum::<usize>() <= BYTES_MAX);
        assert!(tokens.iter().any(|token| token == "kata0x"));
    }

    #[test]
    fn windows_nest() {
        for (seq, expected) in [
            (0, [":w0", ":v0"]),
            (8_191, [":w0", ":v0"]),
            (8_192, [":w1", ":v0"]),
            (131_072, [":w16", ":v1"]),
        ] {
            assert_eq!(window_tokens(seq), expected, "{seq}");
        }
    }
}
