//! What looks at a link mean for the office that gave it.
//!
//! A link is looked at when it is saved, before the questionnaire is submitted, and when the filling closes. What counts
//! is what was there at the closing; a site that goes down later costs nothing. One failure proves nothing either: a
//! link is dead when a second look at another time fails too.

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::level::Level;

/// Two failures are two only when so much time lies between them.
pub const RETRY: SignedDuration = SignedDuration::from_mins(10);

/// Why a link is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// It was saved.
    Saved,
    /// The questionnaire was submitted.
    Submission,
    /// The filling closed for the office.
    Closing,
    /// Somebody asked.
    Asked,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Self; 4] = [Self::Saved, Self::Submission, Self::Closing, Self::Asked];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Submission => "submission",
            Self::Closing => "closing",
            Self::Asked => "asked",
        }
    }
}

/// Not the code of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an occasion of a look at a link")]
pub struct UnknownOccasion;

impl FromStr for Occasion {
    type Err = UnknownOccasion;

    fn from_str(text: &str) -> Result<Self, UnknownOccasion> {
        Self::ALL.into_iter().find(|occasion| occasion.code() == text).ok_or(UnknownOccasion)
    }
}

/// What a look found, as far as it decides anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// A page or a file for everybody.
    Reachable,
    /// Only those who sign in see it.
    SignIn,
    /// The server did not serve the program, or could not be trusted; people may see it all the same.
    Unsure,
    /// Nothing there, a broken server, or none.
    Dead,
    /// It leads into a network that the program does not enter.
    Private,
    /// Not an address of the web.
    NotWeb,
}

/// One look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub occasion: Occasion,
    /// What was found.
    pub finding: Finding,
}

/// What a link is worth now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has looked yet.
    Never,
    /// The last look got what was linked.
    Reachable {
        /// When.
        at: Timestamp,
    },
    /// It was there when the filling closed, and is not any more: the kept proof counts.
    DiedAfterClosing {
        /// When it was there last before or at the closing.
        proof: Timestamp,
        /// When it was first found missing.
        since: Timestamp,
    },
    /// One look failed; another one will follow.
    NotYet {
        /// When.
        at: Timestamp,
        /// When it was there before.
        alive: Option<Timestamp>,
    },
    /// Two looks failed while the office can still mend it.
    Dead {
        /// When it was first found missing.
        since: Timestamp,
        /// When it was there before.
        alive: Option<Timestamp>,
    },
    /// It was not there when the filling closed.
    DeadAtClosing {
        /// When it was looked at.
        at: Timestamp,
        /// When it was there before.
        alive: Option<Timestamp>,
    },
    /// Only those who sign in see it.
    NeedsSignIn {
        /// When it was looked at.
        at: Timestamp,
        /// When it was open to everybody before.
        alive: Option<Timestamp>,
    },
    /// The program was refused; a person has to look.
    Unsure {
        /// When.
        at: Timestamp,
    },
    /// It leads into a network that the program does not enter.
    Private {
        /// When it was looked at.
        at: Timestamp,
    },
    /// Not an address of the web.
    NotWeb {
        /// When it was looked at.
        at: Timestamp,
    },
}

impl Standing {
    /// How much attention it asks for.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Reachable { .. } | Self::DiedAfterClosing { .. } => Level::Good,
            // What was seen before the closing is kept, and a person has to weigh it.
            Self::Never
            | Self::NotYet { .. }
            | Self::Unsure { .. }
            | Self::DeadAtClosing { alive: Some(_), .. } => Level::Look,
            Self::Dead { .. }
            | Self::DeadAtClosing { alive: None, .. }
            | Self::NeedsSignIn { .. }
            | Self::Private { .. }
            | Self::NotWeb { .. } => Level::Problem,
        }
    }
}

/// What looks at one link, oldest first, mean. `closing` is when the filling closes or closed for the office.
#[must_use]
pub fn standing(looks: &[Look], closing: Option<Timestamp>, now: Timestamp) -> Standing {
    let Some(last) = looks.last() else { return Standing::Never };
    if last.finding == Finding::Reachable {
        return Standing::Reachable { at: last.at };
    }
    let closed = closing.filter(|closing| *closing <= now);
    let Some(closing) = closed else { return while_open(looks, *last) };
    // What decides: everything before the closing, and the looks that the closing itself asked for, which come after it.
    let decides = |look: &&Look| look.at <= closing || look.occasion == Occasion::Closing;
    let deciding: Vec<Look> = looks.iter().filter(decides).copied().collect();
    match deciding.last() {
        Some(proof) if proof.finding == Finding::Reachable => {
            let after = looks.iter().filter(|look| look.at > proof.at);
            let since = after.map(|look| look.at).next().unwrap_or(last.at);
            Standing::DiedAfterClosing { proof: proof.at, since }
        }
        // A single failure at the closing waits for its second look.
        Some(end) if end.finding == Finding::Dead && !failed_twice(&deciding) && now < end.at + RETRY * 3 => {
            Standing::NotYet { at: end.at, alive: last_alive(&deciding) }
        }
        Some(end) if end.finding == Finding::Dead => {
            Standing::DeadAtClosing { at: end.at, alive: last_alive(&deciding) }
        }
        Some(end) => other(*end, &deciding),
        None => while_open(looks, *last),
    }
}

/// As long as nothing is decided.
fn while_open(looks: &[Look], last: Look) -> Standing {
    if last.finding != Finding::Dead {
        return other(last, looks);
    }
    let alive = last_alive(looks);
    let since = failures(looks).next_back().map_or(last.at, |look| look.at);
    if failed_twice(looks) {
        Standing::Dead { since, alive }
    } else {
        Standing::NotYet { at: last.at, alive }
    }
}

/// What needs no second look.
fn other(look: Look, looks: &[Look]) -> Standing {
    let at = look.at;
    match look.finding {
        Finding::Reachable => Standing::Reachable { at },
        Finding::SignIn => Standing::NeedsSignIn { at, alive: last_alive(looks) },
        Finding::Unsure => Standing::Unsure { at },
        Finding::Private => Standing::Private { at },
        Finding::NotWeb => Standing::NotWeb { at },
        Finding::Dead => Standing::NotYet { at, alive: last_alive(looks) },
    }
}

fn last_alive(looks: &[Look]) -> Option<Timestamp> {
    looks.iter().rev().find(|look| look.finding == Finding::Reachable).map(|look| look.at)
}

/// The failures at the end of a series, latest first.
fn failures(looks: &[Look]) -> impl DoubleEndedIterator<Item = &Look> {
    let from = looks.iter().rposition(|look| look.finding != Finding::Dead).map_or(0, |at| at + 1);
    looks.get(from..).unwrap_or_default().iter().rev()
}

/// Whether the series ends with two failures, far enough from each other.
fn failed_twice(looks: &[Look]) -> bool {
    let mut ends = failures(looks);
    let (last, first) = (ends.next(), ends.next_back());
    last.zip(first).is_some_and(|(last, first)| last.at.duration_since(first.at) >= RETRY)
}

#[cfg(test)]
mod tests {
    use super::Finding::{Dead, NotWeb, Private, Reachable, SignIn, Unsure};
    use super::Occasion::{Asked, Closing, Saved, Submission};
    use super::*;

    /// Minutes after some hour; the filling closes at 1000.
    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_718_000_000 + 60 * minute).unwrap()
    }

    fn series(looks: &[(i64, Occasion, Finding)]) -> Vec<Look> {
        looks
            .iter()
            .map(|(minute, occasion, finding)| Look {
                at: at(*minute),
                occasion: *occasion,
                finding: *finding,
            })
            .collect()
    }

    type Case = (Vec<(i64, Occasion, Finding)>, i64, Standing, Level);

    fn check(cases: Vec<Case>) {
        for (looks, now, expected, level) in cases {
            let found = standing(&series(&looks), Some(at(1000)), at(now));
            assert_eq!(found, expected, "{looks:?}");
            assert_eq!(found.level(), level, "{looks:?}");
        }
    }

    #[test]
    fn every_series_of_looks_while_the_filling_is_open() {
        let open = 500;
        let alive = |minute| Some(at(minute));
        check(vec![
            (vec![], open, Standing::Never, Level::Look),
            (vec![(0, Saved, Reachable)], open, Standing::Reachable { at: at(0) }, Level::Good),
            // One failure is no death, nor are two at once.
            (vec![(0, Saved, Dead)], open, Standing::NotYet { at: at(0), alive: None }, Level::Look),
            (
                vec![(0, Saved, Dead), (9, Asked, Dead)],
                open,
                Standing::NotYet { at: at(9), alive: None },
                Level::Look,
            ),
            (
                vec![(0, Saved, Dead), (10, Saved, Dead)],
                open,
                Standing::Dead { since: at(0), alive: None },
                Level::Problem,
            ),
            (
                vec![(0, Saved, Reachable), (20, Asked, Dead), (30, Asked, Dead)],
                open,
                Standing::Dead { since: at(20), alive: alive(0) },
                Level::Problem,
            ),
            (
                vec![(0, Saved, Dead), (10, Saved, Dead), (20, Asked, Reachable), (30, Asked, Dead)],
                open,
                Standing::NotYet { at: at(30), alive: alive(20) },
                Level::Look,
            ),
            (
                vec![(0, Saved, SignIn)],
                open,
                Standing::NeedsSignIn { at: at(0), alive: None },
                Level::Problem,
            ),
            (vec![(0, Saved, Unsure)], open, Standing::Unsure { at: at(0) }, Level::Look),
            (vec![(0, Saved, Private)], open, Standing::Private { at: at(0) }, Level::Problem),
            (vec![(0, Saved, NotWeb)], open, Standing::NotWeb { at: at(0) }, Level::Problem),
        ]);
    }

    #[test]
    fn every_series_of_looks_after_the_closing() {
        let closed = 2000;
        let died = |proof, since| Standing::DiedAfterClosing { proof: at(proof), since: at(since) };
        let alive = |minute| Some(at(minute));
        check(vec![
            // After the closing its own look decides.
            (vec![(1001, Closing, Reachable)], closed, Standing::Reachable { at: at(1001) }, Level::Good),
            (
                vec![(0, Saved, Reachable), (1001, Closing, Reachable), (1500, Asked, Dead)],
                closed,
                died(1001, 1500),
                Level::Good,
            ),
            (vec![(1001, Closing, Reachable), (1500, Asked, SignIn)], closed, died(1001, 1500), Level::Good),
            // The second look of the closing may save it.
            (
                vec![(1001, Closing, Dead), (1011, Closing, Reachable), (1500, Asked, Dead)],
                closed,
                died(1011, 1500),
                Level::Good,
            ),
            (vec![(1001, Closing, Dead)], 1005, Standing::NotYet { at: at(1001), alive: None }, Level::Look),
            (
                vec![(1001, Closing, Dead), (1011, Closing, Dead)],
                closed,
                Standing::DeadAtClosing { at: at(1011), alive: None },
                Level::Problem,
            ),
            // What never got its second look is dead at last.
            (
                vec![(1001, Closing, Dead)],
                closed,
                Standing::DeadAtClosing { at: at(1001), alive: None },
                Level::Problem,
            ),
            // Mended after the closing it is reachable; dead again, the closing decides.
            (
                vec![
                    (1001, Closing, Dead),
                    (1011, Closing, Dead),
                    (1500, Asked, Reachable),
                    (1600, Asked, Dead),
                ],
                closed,
                Standing::DeadAtClosing { at: at(1011), alive: None },
                Level::Problem,
            ),
            // An outage at the closing itself leaves the proof of the submission to be weighed.
            (
                vec![(900, Submission, Reachable), (1001, Closing, Dead), (1011, Closing, Dead)],
                closed,
                Standing::DeadAtClosing { at: at(1011), alive: alive(900) },
                Level::Look,
            ),
            // Where nobody looked at the closing, the last look before it decides.
            (vec![(900, Submission, Reachable), (1500, Asked, Dead)], closed, died(900, 1500), Level::Good),
            (
                vec![(900, Submission, SignIn), (1500, Asked, Dead)],
                closed,
                Standing::NeedsSignIn { at: at(900), alive: None },
                Level::Problem,
            ),
            (
                vec![(1500, Asked, Dead), (1510, Asked, Dead)],
                closed,
                Standing::Dead { since: at(1500), alive: None },
                Level::Problem,
            ),
        ]);
        let looks = series(&[(1001, Closing, Dead), (1011, Closing, Dead)]);
        assert_eq!(standing(&looks, None, at(2000)), Standing::Dead { since: at(1001), alive: None });
    }

    #[test]
    fn occasions_have_codes() {
        for occasion in Occasion::ALL {
            assert_eq!(occasion.code().parse(), Ok(occasion));
        }
        assert_eq!("opened".parse::<Occasion>(), Err(UnknownOccasion));
    }
}
