//! Which judged items are read a second time, and by whom. The procedure is written down for everybody in
//! `docs/sampling.md`; whoever has the published seed and the list of items gets the same sample.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::VerificationRules;
use super::lot::Seed;
use crate::codes::{BodyCode, QuestionCode};

/// A judged item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    /// Of which office.
    pub body: BodyCode,
    /// Which question.
    pub question: QuestionCode,
}

/// Somebody who can read a second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The name to sign in with.
    pub login: String,
    /// Items that wait in these hands already.
    pub load: u32,
    /// Offices where the person serves or served.
    pub conflicts: BTreeSet<BodyCode>,
}

/// How many of `count` items a round reads again: its share, rounded up, and its least number; never more than there are.
#[must_use]
pub fn size(rules: &VerificationRules, count: usize) -> usize {
    let share = usize::try_from(rules.sample_percent).unwrap_or(100).saturating_mul(count).div_ceil(100);
    let least = usize::try_from(rules.sample_least).unwrap_or(usize::MAX);
    share.max(least).min(count)
}

/// Draws a sample: the `size` items with the smallest tickets (seed, office, question), in the order of their tickets, each
/// with its reader: of those without a conflict at the office the one with the fewest items so far, then with the smallest
/// ticket (seed, office, question, login). An item that nobody can read without a conflict is passed over.
#[must_use]
pub fn draw(seed: &Seed, items: &[Item], size: usize, readers: &[Reader]) -> Vec<(Item, String)> {
    let mut order: Vec<_> =
        items.iter().map(|item| (seed.ticket(&[item.body.as_str(), item.question.as_str()]), item)).collect();
    order.sort();
    let mut loads: BTreeMap<&str, u32> =
        readers.iter().map(|reader| (reader.login.as_str(), reader.load)).collect();
    let mut sample = Vec::with_capacity(size);
    for (_, item) in order {
        if sample.len() == size {
            break;
        }
        let free = readers.iter().filter(|reader| !reader.conflicts.contains(&item.body));
        let reader = free.min_by_key(|reader| {
            let login = reader.login.as_str();
            let ticket = seed.ticket(&[item.body.as_str(), item.question.as_str(), login]);
            (loads.get(login).copied().unwrap_or(0), ticket)
        });
        let Some(reader) = reader else { continue };
        if let Some(load) = loads.get_mut(reader.login.as_str()) {
            *load += 1;
        }
        sample.push((item.clone(), reader.login.clone()));
    }
    sample
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEED: &str = "000102030405060708090a0b0c0d0e0f";

    fn items(offices: usize, questions: usize) -> Vec<Item> {
        let of = |office: usize| {
            (1..=questions).map(move |question| Item {
                body: format!("62.{office:02}").parse().expect("a code"),
                question: format!("A{question:02}").parse().expect("a code"),
            })
        };
        (1..=offices).flat_map(of).collect()
    }

    fn reader(login: &str) -> Reader {
        Reader { login: login.to_owned(), load: 0, conflicts: BTreeSet::new() }
    }

    fn rules(percent: u32, least: u32) -> VerificationRules {
        VerificationRules { sample_percent: percent, sample_least: least, ..VerificationRules::default() }
    }

    #[test]
    fn a_share_is_rounded_up_and_has_a_least() {
        for (percent, least, count, expected) in [
            (5, 5, 0, 0),
            (5, 5, 3, 3),
            (5, 5, 100, 5),
            (5, 5, 101, 6),
            (5, 5, 546, 28),
            (0, 0, 546, 0),
            (100, 0, 546, 546),
        ] {
            assert_eq!(size(&rules(percent, least), count), expected, "{percent} {least} {count}");
        }
    }

    /// The example of `docs/sampling.md`, which anybody can draw again with `sha256sum` and `sort`.
    #[test]
    fn the_published_example_comes_out() {
        let seed: Seed = SEED.parse().expect("a seed");
        let sample = draw(&seed, &items(3, 4), 5, &[reader("kendali.satu"), reader("kendali.dua")]);
        let shown: Vec<String> =
            sample.iter().map(|(item, login)| format!("{} {} {login}", item.body, item.question)).collect();
        assert_eq!(shown, EXPECTED);
    }

    const EXPECTED: [&str; 5] = [
        "62.03 A01 kendali.dua",
        "62.03 A03 kendali.satu",
        "62.03 A02 kendali.satu",
        "62.02 A03 kendali.dua",
        "62.02 A02 kendali.dua",
    ];

    proptest! {
        /// A sample has its size, holds nothing twice and nothing that was not there, follows from the seed alone, and is
        /// spread evenly over the readers.
        #[test]
        fn a_sample_is_a_sample(seed in "[0-9a-f]{32}", offices in 1_usize..8, percent in 0_u32..101) {
            let seed: Seed = seed.parse().expect("a seed");
            let mut all = items(offices, 12);
            let count = size(&rules(percent, 5), all.len());
            let readers = [reader("a"), reader("b"), reader("c")];
            let sample = draw(&seed, &all, count, &readers);
            prop_assert_eq!(sample.len(), count);
            let distinct: BTreeSet<&Item> = sample.iter().map(|(item, _)| item).collect();
            prop_assert_eq!(distinct.len(), count);
            prop_assert!(distinct.iter().all(|item| all.contains(item)));
            all.reverse();
            prop_assert_eq!(&draw(&seed, &all, count, &readers), &sample);
            let loads = readers.each_ref().map(|reader| sample.iter().filter(|(_, login)| *login == reader.login).count());
            prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1);
        }

        /// Nobody reads where he or she has a conflict, even where nobody else is there.
        #[test]
        fn z04_nobody_reads_an_office_of_the_own(seed in "[0-9a-f]{32}") {
            let seed: Seed = seed.parse().expect("a seed");
            let mut own = reader("a");
            own.conflicts.insert("62.01".parse().expect("a code"));
            let sample = draw(&seed, &items(2, 4), 8, &[own]);
            prop_assert_eq!(sample.len(), 4);
            prop_assert!(sample.iter().all(|(item, _)| item.body == *"62.02"));
        }
    }
}
