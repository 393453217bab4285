//! Who judges which office: by lot, evenly, and nobody an office that is or was the own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::lot::Seed;
use crate::codes::BodyCode;
use crate::ids::PersonId;

/// Why somebody who has the role does not judge an office all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// The person served there before.
    Served,
    /// The office is in somebody else's hands.
    InOtherHands,
}

/// What keeps a person from judging an office, beyond the roles: `served` are the offices where the person served before,
/// `holder` is in whose hands the office is, where it is in anybody's.
#[must_use]
pub fn bar(
    served: &BTreeSet<BodyCode>,
    holder: Option<PersonId>,
    who: PersonId,
    body: &BodyCode,
) -> Option<Bar> {
    if served.contains(body) {
        Some(Bar::Served)
    } else if holder.is_some_and(|holder| holder != who) {
        Some(Bar::InOtherHands)
    } else {
        None
    }
}

/// An office to be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Which.
    pub body: BodyCode,
    /// How many items are still to be judged there.
    pub items: u32,
}

/// Somebody who may judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The name to sign in with.
    pub login: String,
    /// Items that are in these hands already.
    pub load: u32,
    /// Offices where the person serves or served.
    pub conflicts: BTreeSet<BodyCode>,
    /// Offices that the person judged in the round before.
    pub before: BTreeSet<BodyCode>,
}

/// An office with the one who is to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which office.
    pub body: BodyCode,
    /// Who; nobody where all have a conflict.
    pub login: Option<String>,
    /// The person judged this office in the round before, because nobody else could.
    pub again: bool,
}

/// Draws who judges which office.
///
/// 1. Those who may judge an office are the candidates without a conflict there; of them, those who did not judge it in the
///    round before, if there are any.
/// 2. The offices are taken in the order of the number of those who may judge them, fewest first, then of their tickets
///    (seed, office).
/// 3. Each goes to the one with the fewest items so far, then with the smallest ticket (seed, office, login).
///
/// The result is in the order of the codes, whatever the order of what was given.
#[must_use]
pub fn draw(seed: &Seed, offices: &[Office], candidates: &[Candidate]) -> Vec<Given> {
    let mut loads: BTreeMap<&str, u32> =
        candidates.iter().map(|candidate| (candidate.login.as_str(), candidate.load)).collect();
    let mut order: Vec<(usize, _, &Office, Vec<&Candidate>)> = offices
        .iter()
        .map(|office| {
            let may = who_may(office, candidates);
            (may.len(), seed.ticket(&[office.body.as_str()]), office, may)
        })
        .collect();
    order.sort_by(|a, b| (a.0, a.1, &a.2.body).cmp(&(b.0, b.1, &b.2.body)));
    let mut given = Vec::with_capacity(order.len());
    for (_, _, office, may) in order {
        let body = office.body.as_str();
        let chosen = may.into_iter().min_by_key(|candidate| {
            let login = candidate.login.as_str();
            (loads.get(login).copied().unwrap_or(0), seed.ticket(&[body, login]))
        });
        if let Some(load) = chosen.and_then(|chosen| loads.get_mut(chosen.login.as_str())) {
            *load = load.saturating_add(office.items);
        }
        given.push(Given {
            body: office.body.clone(),
            login: chosen.map(|chosen| chosen.login.clone()),
            again: chosen.is_some_and(|chosen| chosen.before.contains(&office.body)),
        });
    }
    given.sort_by(|a, b| a.body.cmp(&b.body));
    given
}

fn who_may<'c>(office: &Office, candidates: &'c [Candidate]) -> Vec<&'c Candidate> {
    let free: Vec<&Candidate> =
        candidates.iter().filter(|candidate| !candidate.conflicts.contains(&office.body)).collect();
    let fresh: Vec<&Candidate> =
        free.iter().copied().filter(|candidate| !candidate.before.contains(&office.body)).collect();
    if fresh.is_empty() { free } else { fresh }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEED: &str = "000102030405060708090a0b0c0d0e0f";

    fn code(number: usize) -> BodyCode {
        format!("62.{number:02}").parse().expect("a code")
    }

    fn offices(count: usize) -> Vec<Office> {
        (1..=count).map(|number| Office { body: code(number), items: 35 }).collect()
    }

    fn candidate(login: &str) -> Candidate {
        Candidate { login: login.to_owned(), load: 0, conflicts: BTreeSet::new(), before: BTreeSet::new() }
    }

    #[test]
    fn the_same_seed_draws_the_same_whatever_the_order() {
        let seed: Seed = SEED.parse().expect("a seed");
        let (mut offices, mut people) = (offices(5), vec![candidate("ani"), candidate("budi")]);
        let first = draw(&seed, &offices, &people);
        offices.reverse();
        people.reverse();
        assert_eq!(draw(&seed, &offices, &people), first);
        let shown: Vec<(&str, &str)> = first
            .iter()
            .map(|given| (given.body.as_str(), given.login.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(shown, EXPECTED);
    }

    /// Drawn again in Python from the words of the docstring (`hashlib.sha256`).
    const EXPECTED: [(&str, &str); 5] =
        [("62.01", "budi"), ("62.02", "budi"), ("62.03", "budi"), ("62.04", "ani"), ("62.05", "ani")];

    #[test]
    fn z04_a_former_post_bars_more_than_any_duty() {
        let random = crate::random::Seeded::new(1);
        let (me, other) = (
            PersonId::new(jiff::Timestamp::UNIX_EPOCH, &random),
            PersonId::new(jiff::Timestamp::UNIX_EPOCH, &random),
        );
        let (served, none) = (BTreeSet::from([code(1)]), BTreeSet::new());
        assert_eq!(bar(&none, None, me, &code(1)), None);
        assert_eq!(bar(&none, Some(me), me, &code(1)), None);
        assert_eq!(bar(&none, Some(other), me, &code(1)), Some(Bar::InOtherHands));
        for holder in [None, Some(me), Some(other)] {
            assert_eq!(bar(&served, holder, me, &code(1)), Some(Bar::Served));
        }
    }

    #[test]
    fn a_former_post_and_the_round_before_are_heeded() {
        let seed: Seed = SEED.parse().expect("a seed");
        let (mut ani, mut budi) = (candidate("ani"), candidate("budi"));
        ani.conflicts.insert(code(1));
        ani.before.insert(code(2));
        budi.before.extend([code(1), code(2)]);
        let given = draw(&seed, &offices(3), &[ani, budi]);
        assert_eq!(given[0].login.as_deref(), Some("budi"), "ani served there");
        assert!(given[0].again, "nobody else could");
        assert!(given[1].again, "both judged it before");
        assert!(!given[2].again);
        let nobody = draw(&seed, &offices(1), &[]);
        assert_eq!(nobody[0].login, None);
    }

    proptest! {
        /// Without conflicts nobody has more than one office more than another; with them, no conflict is ever broken and an
        /// office without a judge is one where everybody has a conflict.
        #[test]
        fn duties_are_even_and_clean(
            count in 0_usize..40, people in 1_usize..7, seed in "[0-9a-f]{32}",
            conflicts in prop::collection::btree_set((0_usize..7, 0_usize..40), 0..60),
        ) {
            let seed: Seed = seed.parse().expect("a seed");
            let offices = offices(count);
            let mut candidates: Vec<Candidate> =
                (0..people).map(|number| candidate(&format!("orang{number}"))).collect();
            let loads = |given: &[Given]| -> Vec<usize> {
                candidates.iter().map(|who| given.iter().filter(|one| one.login.as_deref() == Some(&who.login)).count()).collect()
            };
            let even = loads(&draw(&seed, &offices, &candidates));
            let (least, most) = (even.iter().min().copied().unwrap_or(0), even.iter().max().copied().unwrap_or(0));
            prop_assert!(most - least <= 1, "{even:?}");
            for (who, office) in &conflicts {
                if let Some(candidate) = candidates.get_mut(*who) {
                    candidate.conflicts.insert(code(office + 1));
                }
            }
            for given in draw(&seed, &offices, &candidates) {
                match &given.login {
                    Some(login) => {
                        let who = candidates.iter().find(|who| who.login == *login).expect("one of them");
                        prop_assert!(!who.conflicts.contains(&given.body));
                    }
                    None => prop_assert!(candidates.iter().all(|who| who.conflicts.contains(&given.body))),
                }
            }
        }
    }
}
