//! Stems: what the forms of a word have in common.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

static INDONESIAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::Indonesian));
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

static STOP: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../data/stop-words.txt")).flat_map(str::split_whitespace).collect());

static CORRECTED: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    lines(include_str!("../data/stems.txt")).filter_map(|line| line.split_once(' ')).collect()
});

/// Endings of English words that no Indonesian word has.
const ENGLISH_ENDINGS: &[&str] = &["tion", "tions", "ment", "ments", "ies", "ity", "ces", "ges", "ed", "ly"];

/// The lines of a data file that say something.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether this word, in the form of [`crate::words`], says nothing of what a text is about.
pub fn is_stop_word(word: &str) -> bool {
    STOP.contains(word)
}

/// The stem of a word in the form of [`crate::words`]: Snowball's Indonesian one, with corrections for words of the field;
/// Snowball's English one for words that can only be English.
pub fn stem(word: &str) -> String {
    if let Some(stem) = CORRECTED.get(word) {
        return (*stem).to_owned();
    }
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    if is_english(word) { ENGLISH.stem(word).into_owned() } else { INDONESIAN.stem(word).into_owned() }
}

fn is_english(word: &str) -> bool {
    let plural = || {
        let mut last = word.chars().rev();
        // -ks, -rs, -ps, -ns end Indonesian loan words (teks, pers, kaps, ons).
        last.next() == Some('s') && last.next().is_some_and(|c| "tdlmwy".contains(c))
    };
    word.len() > 4 && (ENGLISH_ENDINGS.iter().any(|ending| word.ends_with(ending)) || plural())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        for family in [
            "laporan pelaporan melaporkan dilaporkan laporannya",
            "pemilihan pemilih memilih pilihan dipilih",
            "anggaran penganggaran menganggarkan",
            "pelayanan layanan melayani",
            "permohonan pemohon memohon mohon",
            "keterbukaan terbuka membuka pembukaan",
            "pengawasan pengawas mengawasi awas",
            "penyelesaian menyelesaikan diselesaikan selesai",
            "dikecualikan pengecualian kecuali",
            "perencanaan rencana merencanakan direncanakan",
            "peraturan aturan mengatur diatur",
            "pendaftaran daftar mendaftar terdaftar",
            "report reports reported",
            "policy policies",
            "election elections",
        ] {
            let stems: HashSet<String> = family.split(' ').map(stem).collect();
            assert_eq!(stems.len(), 1, "{family}: {stems:?}");
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        let words = [
            "dinas",
            "dana",
            "pohon",
            "mohon",
            "informasi",
            "formasi",
            "pemilu",
            "pilu",
            "2024",
            "2023",
            "kelas",
        ];
        let stems: HashSet<String> = words.into_iter().map(stem).collect();
        assert_eq!(stems.len(), words.len(), "{stems:?}");
    }

    #[test]
    fn a_stem_is_never_empty_nor_more_than_a_word() {
        for word in [
            "a", "di", "nya", "kan", "per", "menge", "lah", "s", "ies", "pe", "ber", "memper", "keke", "édit",
        ] {
            assert!(!stem(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn corrections_are_read_whole() {
        assert_eq!(CORRECTED.len(), lines(include_str!("../data/stems.txt")).count());
        assert!(CORRECTED.iter().all(|(word, stem)| !word.contains(' ') && !stem.contains(' ')));
        assert!(is_stop_word("yang") && is_stop_word("the") && !is_stop_word("laporan"));
    }

    proptest::proptest! {
        #[test]
        fn the_stemmers_take_any_word(text in "\\PC{0,40}") {
            for word in crate::words(&text) {
                let stem = stem(&word.text);
                proptest::prop_assert!(stem.chars().all(|c| !c.is_whitespace()), "{stem}");
            }
        }
    }
}
