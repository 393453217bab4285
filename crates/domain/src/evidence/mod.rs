//! What the facts of a file mean where it is used: findings with a level, for the office before it submits and for whoever
//! judges.
//!
//! Facts ([`crate::facts`]) belong to the bytes; a finding depends on the slot, the round, the office and the time as well. It
//! is worked out anew each time, so that a moved deadline or a corrected coordinate shows at once. Nothing here gives or
//! takes points: a person judges.

mod documents;
mod pictures;
mod seen;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::body::Zone;
use crate::codes::RuleCode;
use crate::facts::{Facts, Oddity, Position};
use crate::level::Level;
use crate::round::Window;

pub use seen::{Alike, Elsewhere, seen_level};

/// Something that was found, and how much it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// What it is.
    pub what: What,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The picture was taken within the round, by the camera's clock.
    TakenInRound(DateTime),
    /// It was taken before the round began.
    TakenBefore {
        /// When, by the camera's clock.
        at: DateTime,
        /// Whole days before the round began, at least 1.
        days: i32,
    },
    /// It was taken later than it arrived: the camera's clock is wrong.
    TakenLater(DateTime),
    /// The file does not say when it was taken.
    NoDate,
    /// The camera of our page stamped it at this moment.
    Stamped(Timestamp),
    /// It claims the stamp of our page, at a time that does not fit its arrival.
    StampOff(Timestamp),
    /// It was taken so many metres from the office.
    Distance(u32),
    /// It says where it was taken, and where the office stands is not known.
    OfficeUnknown,
    /// It does not say where it was taken.
    NoPlace,
    /// The camera.
    Camera(String),
    /// It was written by a program that changes pictures, or lists changes.
    Edited(String),
    /// It is a screenshot.
    Screenshot,
    /// There is hardly anything to be seen.
    Blank,
    /// It has so few pixels that little can be told.
    Small {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A PDF of so many pages.
    Pages(u32),
    /// Its text can be read by programs.
    Text,
    /// It holds pictures of pages only.
    Scan,
    /// It is signed digitally.
    Signed,
    /// It is not signed digitally, where a signature is asked for; one by hand may be on the page.
    Unsigned,
    /// The year that is asked for stands in the text.
    Year(i16),
    /// The year that is asked for does not.
    NoYear(i16),
    /// A sheet of so many rows and columns.
    Rows {
        /// Rows with something in them.
        rows: u32,
        /// Columns.
        columns: u32,
    },
    /// A document of so many words.
    Words(u32),
    /// A sheet or document with nothing in it.
    Empty,
    /// A video of this length in seconds.
    Length(u64),
    /// A video longer than is asked for.
    TooLong {
        /// Seconds.
        seconds: u64,
        /// Most seconds.
        most: u64,
    },
    /// It plays in a browser.
    Plays,
    /// Browsers do not play it; it has to be saved.
    DoesNotPlay(String),
    /// It plays only when it has come whole.
    StartsLate,
    /// Something unusual, whatever the type.
    Odd(Oddity),
    /// It arrived after the answers were signed.
    Late,
}

/// Where and when a file is used.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// What the slot asks for.
    pub rules: &'a [RuleCode],
    /// From the first day of the round to the end of its filling.
    pub round: Window,
    /// The year that the round assesses.
    pub year: i16,
    /// The zone of the office: cameras tell local time.
    pub zone: Zone,
    /// Where the office stands.
    pub office: Option<Position>,
    /// When the file arrived.
    pub arrived: Timestamp,
    /// Whether that was after the answers were signed.
    pub late: bool,
    /// When the camera of our page says that it took the picture.
    pub stamped: Option<Timestamp>,
}

impl Setting<'_> {
    fn asks(&self, rule: &str) -> bool {
        self.rules.iter().any(|code| code.as_str() == rule)
    }

    /// Whether the slot wants a photo of something there and then, not a picture of a screen.
    fn wants_a_scene(&self) -> bool {
        ["dated_in_round", "timestamp", "watermark"].iter().any(|rule| self.asks(rule))
    }
}

/// All findings, the worst first.
#[must_use]
pub fn findings(facts: &Facts, setting: &Setting<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = facts.oddities.iter().map(odd).collect();
    if setting.late {
        found.push(finding(Level::Look, What::Late));
    }
    found.extend(setting.stamped.map(|stamped| pictures::stamp(stamped, setting)));
    if let Some(picture) = &facts.picture {
        pictures::findings(picture, setting, &mut found);
    }
    documents::findings(facts, setting, &mut found);
    found.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    found
}

/// The worst level among findings; what nothing is known against is good.
#[must_use]
pub fn worst(findings: &[Finding]) -> Level {
    findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Good)
}

const fn finding(level: Level, what: What) -> Finding {
    Finding { level, what }
}

fn odd(oddity: &Oddity) -> Finding {
    let level = match oddity {
        Oddity::Active { .. } | Oddity::TooCostly | Oddity::NoPreview => Level::Look,
        Oddity::Polyglot { .. } | Oddity::Bomb | Oddity::Broken | Oddity::Locked => Level::Problem,
    };
    finding(level, What::Odd(oddity.clone()))
}

#[cfg(test)]
mod tests;
