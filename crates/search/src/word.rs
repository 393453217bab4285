//! Words of a text.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest word that is kept, in characters; what is longer is no word that anybody looks for.
const WORD_MAX: usize = 40;

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// In the form that is compared: compatible forms made one (NFKC), small letters, Latin letters without their marks.
    pub text: String,
}

/// The words of a text in their order: runs of letters and digits. Everything else separates.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Words { text, at: 0 }.filter(|word| !word.text.is_empty() && word.text.chars().count() <= WORD_MAX)
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|c: char| c.is_alphanumeric())?;
        let run = &self.text[start..];
        let end = start + run.find(|c| !belongs(c)).unwrap_or(run.len());
        self.at = end;
        Some(Word { start, end, text: normal(&self.text[start..end]) })
    }
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Marks that stand on Latin letters are dropped; those of other scripts (Javanese, Balinese) are vowels and stay.
fn normal(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let bare: String = word.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    bare.nfkc().flat_map(char::to_lowercase).filter(|c| belongs(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_are_letters_and_digits_in_one_form() {
        assert_eq!(texts("UU No. 14/2008 (KIP)"), ["uu", "no", "14", "2008", "kip"]);
        assert_eq!(texts("Café CAFE\u{301} ＰＰＩＤ ﬁle"), ["cafe", "cafe", "ppid", "file"]);
        assert_eq!(texts("undang-undang"), ["undang", "undang"]);
        assert_eq!(texts("  …!?\"*^ "), Vec::<String>::new());
        assert_eq!(texts("ꦲꦏ꧀ꦱꦫ"), ["ꦲꦏ꧀ꦱꦫ"], "Javanese vowels and killers belong to the word");
        assert_eq!(texts(&"a".repeat(41)), Vec::<String>::new());
    }

    proptest::proptest! {
        #[test]
        fn a_word_stands_where_it_says_and_is_its_own_form(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.start >= last && word.start < word.end);
                last = word.end;
                proptest::prop_assert!(word.text.chars().all(belongs));
                proptest::prop_assert_eq!(texts(&text[word.start..word.end]), vec![word.text]);
            }
        }
    }
}
