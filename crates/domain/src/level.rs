//! How much attention something about a piece of evidence asks for.

use serde::{Deserialize, Serialize};

/// The levels, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// *Baik*: nothing speaks against it.
    Good,
    /// *Perlu dilihat*: a person should look at it.
    Look,
    /// *Bermasalah*: as it is, it proves nothing.
    Problem,
}

impl Level {
    /// The code in the database and in mark-up.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "look",
            Self::Problem => "problem",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn the_worst_level_is_the_greatest() {
        let worst = [Level::Look, Level::Problem, Level::Good].into_iter().max();
        assert_eq!(worst.map(Level::code), Some("problem"));
        assert!(Level::Good < Level::Look);
    }
}
