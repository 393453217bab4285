//! A file that is evidence elsewhere too.

use super::Setting;
use crate::level::Level;

/// How alike two files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// The same bytes.
    Same,
    /// Pictures that look the same, up to their size, quality and edges.
    Near,
}

/// Where the other one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// The same office, the same round, another question or slot.
    OwnRound,
    /// The same office in an earlier round.
    OwnPast,
    /// Another office, in whatever round.
    OtherOffice,
}

/// How much it matters that a file was seen elsewhere.
///
/// One file may serve several questions of its office. What an office proved a year ago proves nothing of today where the
/// slot asks for something of this round. The same bytes at two offices cannot both be true; of pictures that only look
/// alike a person must say whether they are.
#[must_use]
pub fn seen_level(alike: Alike, place: Elsewhere, setting: &Setting<'_>) -> Level {
    match (place, alike) {
        (Elsewhere::OwnRound, Alike::Same) => Level::Good,
        (Elsewhere::OwnPast, Alike::Same) if setting.asks("dated_in_round") => Level::Problem,
        (Elsewhere::OtherOffice, Alike::Same) => Level::Problem,
        (Elsewhere::OwnRound | Elsewhere::OtherOffice, Alike::Near) | (Elsewhere::OwnPast, _) => Level::Look,
    }
}
