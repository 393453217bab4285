//! What somebody asks for.
//!
//! Words are all wanted; `"words in quotes"` are wanted side by side; `-word` and `-"words"` are not wanted. That is the
//! whole grammar: every other character separates words, and words that are operators elsewhere (`OR`, `NEAR`) are words.

use crate::synonyms;
use crate::token::{pairs, stems};
use crate::write::Wanted;
use crate::{Word, is_stop_word, stem, words};

/// Characters of a question that are read; what comes after is not.
pub const QUERY_MAX: usize = 200;
/// Words that are read, wanted and unwanted ones together.
pub const WORDS_MAX: usize = 12;

/// Words that belong together: one, or those in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clause {
    words: Vec<Word>,
    quoted: bool,
    without: bool,
}

/// A question that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    text: String,
    clauses: Vec<Clause>,
    /// Words that the last one may become, for somebody who still types.
    completions: Vec<String>,
}

impl Query {
    /// Reads what was typed. Any text is a question; one without words wants everything.
    pub fn parse(typed: &str) -> Self {
        let text: String = typed.trim().chars().take(QUERY_MAX).collect();
        let mut query = Self { clauses: Vec::new(), completions: Vec::new(), text: text.clone() };
        let (mut at, mut room) = (0, WORDS_MAX);
        while at < text.len() && room > 0 {
            let (clause, next) = read_clause(&text, at);
            at = next;
            if let Some(mut clause) = clause {
                clause.words.truncate(room);
                room -= clause.words.len();
                query.clauses.push(clause);
            }
        }
        query
    }

    /// What was typed, without spaces around it, at most [`QUERY_MAX`] characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is wanted or unwanted: no words, or only such that say nothing.
    pub fn is_empty(&self) -> bool {
        self.stemmed().next().is_none() && self.completions.is_empty()
    }

    /// The words that are wanted, as they were typed, without those in quotes: what may be misspelt.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.clauses
            .iter()
            .filter(|clause| !clause.quoted && !clause.without)
            .flat_map(|clause| &clause.words)
    }

    /// The word that somebody who still types may not have finished: the last, if nothing comes after it.
    pub fn unfinished(&self) -> Option<&str> {
        let last = self.clauses.last().filter(|clause| !clause.quoted && !clause.without)?.words.last()?;
        (last.end == self.text.len()).then_some(last.text.as_str())
    }

    /// The same question, its last word standing for these too.
    #[must_use]
    pub fn completed(mut self, completions: Vec<String>) -> Self {
        self.completions = completions;
        self
    }

    /// The text of this question with a word in the place of another.
    pub fn corrected(&self, word: &Word, by: &str) -> String {
        format!("{}{by}{}", &self.text[..word.start], &self.text[word.end..])
    }

    /// The clauses with their stems, without the unfinished word; those without any say nothing.
    fn stemmed(&self) -> impl Iterator<Item = (&Clause, Vec<String>)> {
        let unfinished = self.completed_word().map(|word| word.start);
        let of = move |clause: &Clause| -> Vec<String> {
            let finished = clause.words.iter().filter(|word| unfinished != Some(word.start));
            stems(&finished.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
        };
        self.clauses.iter().map(move |clause| (clause, of(clause))).filter(|(_, stems)| !stems.is_empty())
    }

    /// The last word, where it stands for others too.
    fn completed_word(&self) -> Option<&Word> {
        self.clauses.last()?.words.last().filter(|_| !self.completions.is_empty())
    }

    /// The question as tokens.
    pub fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        // Single words in a row, which may be one name together.
        let mut row: Vec<String> = Vec::new();
        for (clause, stems) in self.stemmed() {
            match (clause.without, clause.quoted) {
                (true, _) => wanted.without(side_by_side(&stems)),
                (false, false) => row.extend(stems),
                (false, true) => {
                    widen(&mut wanted, &std::mem::take(&mut row));
                    wanted.with(vec![side_by_side(&stems)]);
                }
            }
        }
        widen(&mut wanted, &row);
        if let Some(word) = self.completed_word() {
            // What is finished but says nothing is not looked for; what begins like it is.
            let itself = Some(&word.text).filter(|text| !is_stop_word(text));
            let mut stems: Vec<String> =
                self.completions.iter().chain(itself).map(|word| stem(word)).collect();
            stems.sort_unstable();
            stems.dedup();
            wanted.with(stems.into_iter().map(|stem| vec![stem]).collect());
        }
        wanted
    }
}

/// Adds words, each with the other ways to say it.
fn widen(wanted: &mut Wanted, mut row: &[String]) {
    while !row.is_empty() {
        let (length, others) = match synonyms::of_beginning(row) {
            Some((length, others)) => (length, others.as_slice()),
            None => (1, [].as_slice()),
        };
        // As typed, the words may stand apart; in other ways they stand side by side.
        let mut ways = vec![row[..length].to_vec()];
        ways.extend(others.iter().map(|way| side_by_side(way)));
        wanted.with(ways);
        row = &row[length..];
    }
}

fn side_by_side(stems: &[String]) -> Vec<String> {
    if stems.len() == 1 { stems.to_vec() } else { pairs(stems).collect() }
}

/// The clause that begins here, and where the next one begins.
fn read_clause(text: &str, at: usize) -> (Option<Clause>, usize) {
    let rest = &text[at..];
    let Some(start) = rest.find(|c: char| !c.is_whitespace()) else { return (None, text.len()) };
    let without = rest[start..].starts_with('-');
    let start = at + start + usize::from(without);
    let quoted = text[start..].starts_with('"');
    let start = start + usize::from(quoted);
    let length = if quoted {
        text[start..].find('"').unwrap_or(text.len() - start)
    } else {
        text[start..].find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len() - start)
    };
    let end = start + length;
    let found: Vec<Word> = words(&text[start..end])
        .map(|word| Word { start: word.start + start, end: word.end + start, text: word.text })
        .collect();
    let next = end + usize::from(quoted && end < text.len());
    let clause = Clause { words: found, quoted, without };
    (Some(clause).filter(|clause| !clause.words.is_empty()), next.max(at + 1).min(text.len()))
}

/// Whether a word is worth being completed or corrected.
pub(crate) fn is_telling(word: &str) -> bool {
    word.chars().count() >= 3 && !is_stop_word(word) && !word.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{Place, fts5};

    fn written(typed: &str) -> String {
        fts5(&Query::parse(typed).wanted(), Place::Anywhere)
    }

    #[test]
    fn words_phrases_and_what_is_unwanted() {
        for (typed, expected) in [
            ("laporan  katingan", "\"lapor\" AND \"kating\""),
            ("\"laporan tahunan\" katingan", "\"lapor_tahun\" AND \"kating\""),
            ("laporan -keuangan -\"pengadaan barang\"", "\"lapor\" NOT (\"uang\" OR \"pengadaan_barang\")"),
            ("-keuangan", "\":all\" NOT (\"uang\")"),
            ("pemilu", "(\"pemilu\" OR \"pilih_umum\" OR \"elect\")"),
            ("", "\":all\""),
            ("yang dan", "\":all\""),
            ("-", "\":all\""),
            ("\"", "\":all\""),
            ("\"katingan", "\"kating\""),
        ] {
            let expected = expected.replace("\"lapor\"", "(\"lapor\" OR \"report\")");
            assert_eq!(written(typed), expected, "{typed}");
        }
        assert!(
            written("daftar informasi publik")
                .contains("(\"daftar\" AND \"informasi\" AND \"publik\") OR \"dip\"")
        );
    }

    #[test]
    fn operators_of_the_engines_are_text() {
        for typed in [
            "\" * NEAR ( : ^ - OR",
            "katingan OR",
            "NEAR(a b, 2)",
            "^katingan",
            "title:katingan",
            "a*",
            "!a & b | c <-> d",
            "'; DROP TABLE",
            "\\",
            "a\0b",
            "-\"-\"",
            "((((",
            "{a b}: c",
            "+ + +",
        ] {
            let written = written(typed);
            let kept = written.replace("AND", "").replace("OR", "").replace("NOT", "");
            assert!(
                kept.chars().all(|c| c.is_lowercase()
                    || c.is_numeric()
                    || matches!(c, '"' | '(' | ')' | ' ' | '_' | ':')),
                "{typed}: {written}"
            );
        }
        assert_eq!(written("katingan NEAR jaya"), "\"kating\" AND \"near\" AND \"jaya\"");
    }

    #[test]
    fn a_question_is_bounded() {
        let query = Query::parse(&"kata ".repeat(1_000));
        assert!(query.text().chars().count() <= QUERY_MAX);
        assert!(query.words().count() <= WORDS_MAX);
    }

    #[test]
    fn the_last_word_may_become_others() {
        assert_eq!(Query::parse("informasi lap").unfinished(), Some("lap"));
        for finished in ["informasi ", "\"informasi lap\"", "-lap", "", "lap."] {
            let query = Query::parse(finished);
            assert!(query.unfinished().is_none() || finished == "informasi ", "{finished}");
        }
        let query = Query::parse("katingan lap").completed(vec!["laporan".to_owned(), "lapangan".to_owned()]);
        assert_eq!(
            fts5(&query.wanted(), Place::Anywhere),
            "\"kating\" AND (\"lap\" OR \"lapang\" OR \"lapor\")"
        );
        let query = Query::parse("laporan ke").completed(vec!["kegiatan".to_owned()]);
        assert_eq!(fts5(&query.wanted(), Place::Anywhere), "(\"lapor\" OR \"report\") AND \"giat\"");
    }

    #[test]
    fn a_word_is_put_in_the_place_of_another() {
        let query = Query::parse("Laporn keuangan -rahasia");
        let word = query.words().next().unwrap().clone();
        assert_eq!(query.corrected(&word, "laporan"), "laporan keuangan -rahasia");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_question(typed in "[-\"a-z*:^() ]{0,60}|\\PC{0,60}") {
            let query = Query::parse(&typed);
            let written = fts5(&query.wanted(), Place::Title);
            proptest::prop_assert_eq!(written.matches('"').count() % 2, 0);
            proptest::prop_assert_eq!(written.matches('(').count(), written.matches(')').count());
            for word in query.words() {
                proptest::prop_assert!(query.corrected(word, "x").len() <= query.text().len() + 1);
            }
        }
    }
}
