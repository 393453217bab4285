//! Marking what was looked for in a text.

use std::collections::HashSet;

use crate::write::Wanted;
use crate::{stem, words};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it stands there, not escaped.
    pub text: String,
    /// Whether it was looked for.
    pub is_hit: bool,
}

/// The stems that are marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms(HashSet<String>);

impl Terms {
    /// Those of what is wanted, in all ways to say it.
    pub fn of(wanted: &Wanted) -> Self {
        Self(wanted.stems().map(str::to_owned).collect())
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the words stand that are marked.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        words(text).filter(|word| self.0.contains(&stem(&word.text))).map(|word| (word.start, word.end))
    }

    /// Whether one of them stands in a text.
    pub fn are_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }
}

/// The whole text in pieces.
pub fn marked(text: &str, terms: &Terms) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in terms.places(text) {
        push(&mut pieces, &text[at..start], false);
        push(&mut pieces, &text[start..end], true);
        at = end;
    }
    push(&mut pieces, &text[at..], false);
    pieces
}

/// A part of about `length` characters of the text, from a little before the first word that was looked for; the beginning
/// where there is none.
pub fn snippet(text: &str, terms: &Terms, length: usize) -> Vec<Piece> {
    let first = terms.places(text).next().map_or(0, |(start, _)| start);
    let before = text[..first].char_indices().rev().nth(length / 4).map_or(0, |(at, _)| at);
    // From the beginning of a word on: from a blank, which is left out below however many bytes it has.
    let start = if before == 0 {
        0
    } else {
        text[before..first].find(char::is_whitespace).map_or(first, |space| before + space)
    };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let end = text[start..].char_indices().nth(length).map_or(text.len(), |(at, _)| start + at);
    let end = if end == text.len() {
        end
    } else {
        text[start..end].rfind(char::is_whitespace).map_or(end, |space| start + space)
    };
    let part = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let mut pieces = marked(&part, terms);
    if start > 0 {
        pieces.insert(0, Piece { text: "… ".to_owned(), is_hit: false });
    }
    if end < text.len() {
        pieces.push(Piece { text: " …".to_owned(), is_hit: false });
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, text: &str, is_hit: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.to_owned(), is_hit });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Query;

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.is_hit { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn every_form_of_a_word_is_marked() {
        let terms = Terms::of(&Query::parse("laporan pemilu").wanted());
        let text = "Pelaporan <b>Pemilihan</b> Umum; LAPORAN lain";
        assert_eq!(shown(&marked(text, &terms)), "[Pelaporan] <b>[Pemilihan]</b> [Umum]; [LAPORAN] lain");
        assert!(terms.are_in("dilaporkan") && !terms.are_in("lapangan"));
    }

    #[test]
    fn a_snippet_is_around_the_first_hit() {
        let terms = Terms::of(&Query::parse("katingan").wanted());
        let text = format!("{} kantor Katingan {}", "awal ".repeat(40), "akhir ".repeat(80));
        let part = shown(&snippet(&text, &terms, 60));
        assert!(
            part.starts_with("… awal")
                && part.contains("kantor [Katingan] akhir")
                && part.ends_with("akhir …"),
            "{part}"
        );
        assert_eq!(shown(&snippet("pendek saja", &terms, 60)), "pendek saja");
    }

    #[test]
    fn a_snippet_begins_behind_any_blank() {
        let terms = Terms::of(&Query::parse("katingan").wanted());
        for blank in ["\u{a0}", "\u{2003}", "\u{3000}", "\n"] {
            let text = format!("{}Katingan", format!("awalan{blank}").repeat(12));
            let part = shown(&snippet(&text, &terms, 60));
            assert_eq!(part, "… awalan awalan [Katingan]", "{blank:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_blank_may_stand_anywhere(text in "(ab|katingan|[ \u{a0}\u{2003}\u{3000}é]){0,60}", length in 1usize..40) {
            let terms = Terms::of(&Query::parse("katingan").wanted());
            let part: String = snippet(&text, &terms, length).into_iter().map(|piece| piece.text).collect();
            proptest::prop_assert!(part.chars().count() <= length + 4);
        }

        #[test]
        fn pieces_are_the_text(text in "\\PC{0,80}", typed in "\\PC{0,20}", length in 1usize..60) {
            let terms = Terms::of(&Query::parse(&typed).wanted());
            let whole: String = marked(&text, &terms).into_iter().map(|piece| piece.text).collect();
            proptest::prop_assert_eq!(whole, text.clone());
            let part: String = snippet(&text, &terms, length).into_iter().map(|piece| piece.text).collect();
            proptest::prop_assert!(part.chars().count() <= length + 4);
        }
    }
}
