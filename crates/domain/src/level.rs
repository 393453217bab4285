//! How much a finding matters to whoever judges.

use serde::{Deserialize, Serialize};

/// How much a finding matters, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// *Baik*: it speaks for the evidence.
    Good,
    /// *Perlu dilihat*: a person should look.
    Look,
    /// *Bermasalah*: as it stands it does not prove what it should.
    Problem,
}

impl Level {
    /// Every level, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Look, Self::Problem];

    /// A short code, for class names and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "look",
            Self::Problem => "problem",
        }
    }
}
