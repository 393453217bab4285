//! What is written for the same thing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::stem::lines;
use crate::token::stems;

/// Ways to say it, each as its stems.
type Ways = Vec<Vec<String>>;

static SYNONYMS: LazyLock<HashMap<Vec<String>, Ways>> = LazyLock::new(|| {
    let mut found: HashMap<Vec<String>, Ways> = HashMap::new();
    for line in lines(include_str!("../data/synonyms.txt")) {
        let ways: Ways = line.split('|').map(|way| stems(way).collect()).collect();
        for way in &ways {
            let others = found.entry(way.clone()).or_default();
            for other in &ways {
                if other != way && !others.contains(other) {
                    others.push(other.clone());
                }
            }
        }
    }
    found
});

static LONGEST: LazyLock<usize> = LazyLock::new(|| SYNONYMS.keys().map(Vec::len).max().unwrap_or(1));

/// The longest beginning of these stems that is said in other ways too, by its number of stems, with those ways.
pub(crate) fn of_beginning(stems: &[String]) -> Option<(usize, &'static Ways)> {
    (1..=stems.len().min(*LONGEST)).rev().find_map(|length| Some((length, SYNONYMS.get(&stems[..length])?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_way_is_taken_and_each_finds_the_others() {
        let asked: Vec<String> = stems("daftar informasi publik tahun 2024").collect();
        let (length, ways) = of_beginning(&asked).unwrap();
        assert_eq!((length, ways), (3, &vec![vec!["dip".to_owned()]]));
        let (_, ways) = of_beginning(&["dip".to_owned()]).unwrap();
        assert_eq!(ways[0].len(), 3);
        assert!(of_beginning(&["katingan".to_owned()]).is_none());
    }

    #[test]
    fn no_way_is_empty_and_none_is_said_twice() {
        for (way, others) in &*SYNONYMS {
            assert!(!way.is_empty());
            assert!(others.iter().all(|other| !other.is_empty() && other != way), "{way:?}");
        }
    }
}
