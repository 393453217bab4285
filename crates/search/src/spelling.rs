//! Words that somebody may have meant.

use crate::query::is_telling;

/// The known word that is nearest to this one: at most one letter added, left out, changed or exchanged with its neighbour
/// in words of up to five letters, two in longer ones. Among equals the first; order them by how often they are said. None
/// for words that are too short to tell, and for numbers.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if !is_telling(word) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    let mut best = None;
    let mut most = if letters.len() <= 5 { 1 } else { 2 };
    for other in known {
        if other == word || !is_telling(other) {
            continue;
        }
        let others: Vec<char> = other.chars().collect();
        if others.len().abs_diff(letters.len()) > most {
            continue;
        }
        let distance = distance(&letters, &others);
        if distance <= most {
            best = Some(other);
            if distance <= 1 {
                break;
            }
            most = distance - 1;
        }
    }
    best
}

/// Damerau's distance, in which each letter is changed once at most.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour() {
        let known = ["laporan", "anggaran", "keuangan", "putusan", "katingan", "kantor", "dan", "2024"];
        for (word, expected) in [
            ("laporna", Some("laporan")),
            ("lapran", Some("laporan")),
            ("angaran", Some("anggaran")),
            ("keuanngan", Some("keuangan")),
            ("katinggann", Some("katingan")),
            ("kantro", Some("kantor")),
            ("laporan", None),
            ("dn", None),
            ("2023", None),
            ("xyzzy", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }

    #[test]
    fn among_equals_the_more_frequent_is_meant() {
        assert_eq!(nearest("bahan", ["badan", "bahas"]), Some("badan"));
        assert_eq!(
            nearest("peraturna", ["perturan", "peraturan"]),
            Some("peraturan"),
            "one change beats two"
        );
    }

    proptest::proptest! {
        #[test]
        fn distance_is_symmetric(a in "[a-c]{0,6}", b in "[a-c]{0,6}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            proptest::prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            proptest::prop_assert_eq!(distance(&a, &b) == 0, a == b);
        }
    }
}
