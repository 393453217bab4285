//! Who tests which office over which channel, when, and with which question: drawn from a published seed.
//!
//! Everything is decided by SHA-256 over texts that are written down, so that anybody with the list can draw again and
//! compare, in any language. `docs/access-test-draw.md` says exactly how; the test with fixed numbers keeps both together.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Channel;
use crate::codes::BodyCode;
use crate::round::Window;

/// Most characters of a seed.
pub const SEED_MAX: usize = 200;

/// An office that is drawn for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its code.
    pub code: BodyCode,
    /// The bodies above it.
    pub above: Vec<BodyCode>,
    /// When a test may be sent to it: its service time inside the phase, in order.
    pub open: Vec<Window>,
}

/// Somebody who tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tester {
    /// The name for signing in, by which the list is published.
    pub name: String,
    /// Bodies that this person may not test, nor any below them: where the person holds a role or has declared a tie.
    pub conflicts: Vec<BodyCode>,
    /// Cases that this person has already and keeps.
    pub load: u32,
}

impl Tester {
    /// Whether this person may not test an office.
    #[must_use]
    pub fn is_bound_to(&self, office: &Office) -> bool {
        self.conflicts.iter().any(|code| *code == office.code || office.above.contains(code))
    }
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its code.
    pub code: String,
    /// For which channels; empty for all.
    pub channels: Vec<Channel>,
}

/// Everything that a draw rests on. The order of the lists decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The published seed.
    pub seed: String,
    /// What is to be drawn.
    pub wanted: Vec<(Office, Channel)>,
    /// Who may be drawn.
    pub testers: Vec<Tester>,
    /// What may be asked.
    pub scenarios: Vec<Scenario>,
}

/// A case as it was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The office.
    pub office: BodyCode,
    /// The channel.
    pub channel: Channel,
    /// Who tests.
    pub tester: String,
    /// What is asked.
    pub scenario: String,
    /// When it is to be sent.
    pub due_at: Timestamp,
}

/// Why there is no case for an office and a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The office has no service time left in the phase.
    NoTime,
    /// Everybody in the pool has a tie to the office.
    NoTester,
    /// The bank has no question for the channel.
    NoScenario,
}

/// What could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undrawn {
    /// The office.
    pub office: BodyCode,
    /// The channel.
    pub channel: Channel,
    /// Why.
    pub why: Why,
}

/// The outcome of a draw, each by office and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The cases.
    pub cases: Vec<Drawn>,
    /// What could not be drawn.
    pub undrawn: Vec<Undrawn>,
}

/// The first eight bytes of SHA-256 of the parts, joined by line feeds, as a number (the first byte is the highest).
fn number(parts: &[&str]) -> u64 {
    let hash = Sha256::digest(parts.join("\n").as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A number of a list; 0 for an empty one. The remainder of a number of 64 bits favours nobody that a person could measure.
fn pick(number: u64, count: usize) -> usize {
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(number % count).unwrap_or(0)
}

/// Draws. The same input gives the same outcome, whatever the order of its lists.
#[must_use]
pub fn draw(input: &Input) -> Outcome {
    let seed = input.seed.as_str();
    let mut testers = input.testers.clone();
    testers.sort_by(|a, b| a.name.cmp(&b.name));
    let mut scenarios = input.scenarios.clone();
    scenarios.sort_by(|a, b| a.code.cmp(&b.code));
    let mut wanted: Vec<&(Office, Channel)> = input.wanted.iter().collect();
    // Testers are given out in a drawn order, so that whoever comes first in a list is no luckier than others.
    wanted.sort_by_cached_key(|(office, channel)| {
        (number(&[seed, "order", office.code.as_str(), channel.code()]), office.code.clone(), *channel)
    });
    let mut load: BTreeMap<String, u32> =
        testers.iter().map(|tester| (tester.name.clone(), tester.load)).collect();
    let mut outcome = Outcome::default();
    for (office, channel) in wanted {
        match one(seed, office, *channel, &testers, &scenarios, &load) {
            Ok(case) => {
                *load.entry(case.tester.clone()).or_default() += 1;
                outcome.cases.push(case);
            }
            Err(why) => {
                outcome.undrawn.push(Undrawn { office: office.code.clone(), channel: *channel, why });
            }
        }
    }
    outcome.cases.sort_by(|a, b| (&a.office, a.channel).cmp(&(&b.office, b.channel)));
    outcome.undrawn.sort_by(|a, b| (&a.office, a.channel).cmp(&(&b.office, b.channel)));
    outcome
}

fn one(
    seed: &str,
    office: &Office,
    channel: Channel,
    testers: &[Tester],
    scenarios: &[Scenario],
    load: &BTreeMap<String, u32>,
) -> Result<Drawn, Why> {
    let here = [office.code.as_str(), channel.code()];
    let due_at = minute(number(&[seed, "time", here[0], here[1]]), &office.open).ok_or(Why::NoTime)?;
    let fitting: Vec<&Scenario> = scenarios
        .iter()
        .filter(|scenario| scenario.channels.is_empty() || scenario.channels.contains(&channel))
        .collect();
    let scenario = fitting.get(pick(number(&[seed, "scenario", here[0], here[1]]), fitting.len()));
    let scenario = scenario.ok_or(Why::NoScenario)?.code.clone();
    let free = testers.iter().filter(|tester| !tester.is_bound_to(office));
    let tester = free.min_by_key(|tester| {
        let cases = load.get(&tester.name).copied().unwrap_or_default();
        (cases, number(&[seed, "tester", here[0], here[1], &tester.name]), &tester.name)
    });
    let tester = tester.ok_or(Why::NoTester)?.name.clone();
    Ok(Drawn { office: office.code.clone(), channel, tester, scenario, due_at })
}

/// The start of one of the whole minutes in these windows.
fn minute(number: u64, open: &[Window]) -> Option<Timestamp> {
    let minutes = |window: &Window| {
        let seconds = window.closes.duration_since(window.opens).as_secs();
        u64::try_from(seconds / 60).unwrap_or(0)
    };
    let total: u64 = open.iter().map(minutes).sum();
    let mut at = number.checked_rem(total)?;
    for window in open {
        let here = minutes(window);
        if at < here {
            let at = i64::try_from(at).ok()?;
            return window.opens.checked_add(SignedDuration::from_mins(at)).ok();
        }
        at -= here;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::{ServiceHours, Zone};
    use crate::calendar::{Calendar, ServiceTime};

    fn office(code: &str, zone: Zone) -> Office {
        let calendar = Calendar::indonesia();
        let service = ServiceTime::new(&calendar, &ServiceHours::default(), zone);
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // The phase of the 2025 round.
        let phase = Window { opens: at("2025-06-23T00:00+07:00"), closes: at("2025-07-01T00:00+07:00") };
        let above = vec![code[..2].parse().unwrap(), "00".parse().unwrap()];
        Office { code: code.parse().unwrap(), above, open: service.inside(phase) }
    }

    fn tester(name: &str, conflicts: &[&str]) -> Tester {
        Tester {
            name: name.to_owned(),
            conflicts: conflicts.iter().map(|code| code.parse().unwrap()).collect(),
            load: 0,
        }
    }

    fn input(seed: &str) -> Input {
        let scenario = |code: &str, channels: &[Channel]| Scenario {
            code: code.to_owned(),
            channels: channels.to_vec(),
        };
        let offices = [office("62.06", Zone::Wib), office("64.01", Zone::Wita), office("91.03", Zone::Wit)];
        Input {
            seed: seed.to_owned(),
            wanted: offices
                .iter()
                .flat_map(|office| [(office.clone(), Channel::Whatsapp), (office.clone(), Channel::Email)])
                .collect(),
            testers: vec![tester("ani", &["62"]), tester("budi", &[]), tester("citra", &["91.03"])],
            scenarios: vec![
                scenario("anggaran", &[]),
                scenario("dip", &[Channel::Email]),
                scenario("struktur", &[Channel::Whatsapp]),
            ],
        }
    }

    /// The table in `docs/access-test-draw.md`, where the procedure is written down.
    #[test]
    fn a_draw_gives_these_numbers_and_no_others() {
        let outcome = draw(&input("Jakarta, 20 Juni 2025"));
        let mut lines = String::new();
        for case in &outcome.cases {
            use std::fmt::Write as _;
            writeln!(
                lines,
                "{} {} {} {} {}",
                case.office, case.channel, case.tester, case.scenario, case.due_at
            )
            .unwrap();
        }
        insta::assert_snapshot!(lines);
        assert!(outcome.undrawn.is_empty());
    }

    #[test]
    fn what_cannot_be_drawn_is_named() {
        let mut input = input("x");
        input.testers.retain(|tester| tester.name == "ani");
        input.scenarios.retain(|scenario| scenario.code == "struktur");
        if let Some((office, _)) = input.wanted.get_mut(2) {
            office.open.clear();
        }
        let why: Vec<(String, Channel, Why)> = draw(&input)
            .undrawn
            .into_iter()
            .map(|found| (found.office.to_string(), found.channel, found.why))
            .collect();
        let expected = [
            ("62.06", Channel::Whatsapp, Why::NoTester),
            ("62.06", Channel::Email, Why::NoScenario),
            ("64.01", Channel::Whatsapp, Why::NoTime),
            ("64.01", Channel::Email, Why::NoScenario),
            ("91.03", Channel::Email, Why::NoScenario),
        ];
        assert_eq!(why, expected.map(|(office, channel, why)| (office.to_owned(), channel, why)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Nobody tests where there is a tie, times are service time, loads differ by one where nobody is tied, and the order
        /// of the lists decides nothing.
        #[test]
        fn a_draw_is_fair(seed in "[a-z0-9]{1,12}", count in 1_usize..60) {
            let offices: Vec<Office> = (0..count).map(|n| office(&format!("{}.{:02}", 60 + n % 7, n), Zone::Wit)).collect();
            let wanted: Vec<_> = offices.iter().map(|office| (office.clone(), Channel::Whatsapp)).collect();
            let testers = vec![tester("a", &[]), tester("b", &[]), tester("c", &[])];
            let scenarios = vec![Scenario { code: "s".to_owned(), channels: vec![] }];
            let input = Input { seed, wanted, testers, scenarios };
            let outcome = draw(&input);
            prop_assert_eq!(outcome.cases.len(), count);
            for case in &outcome.cases {
                let office = offices.iter().find(|office| office.code == case.office).unwrap();
                prop_assert!(office.open.iter().any(|open| open.opens <= case.due_at && case.due_at < open.closes));
            }
            let loads = ["a", "b", "c"].map(|name| outcome.cases.iter().filter(|case| case.tester == name).count());
            prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{:?}", loads);
            let mut turned = input.clone();
            turned.wanted.reverse();
            turned.testers.reverse();
            prop_assert_eq!(draw(&turned), outcome);
            let mut tied = input;
            tied.testers[0].conflicts = vec!["61".parse().unwrap(), "62.02".parse().unwrap()];
            for case in draw(&tied).cases {
                prop_assert!(case.tester != "a" || !(case.office.as_str().starts_with("61") || case.office == "62.02"));
            }
        }
    }
}
