//! Whose judgement of an answer counts: the last one of the tiers through which it went. Nothing that an earlier tier said
//! is overwritten.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Who judged an answer, in the order in which judgements take each other's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// *Verifikasi*: the verifier of the body above.
    Provincial,
    /// *Kendali mutu*: the body that runs the round, where it read the answer again and decided otherwise or the same.
    National,
    /// *Sanggah*: what an appeal came to.
    Appeal,
    /// *Koreksi*: an error that was found after the results were published.
    Correction,
}

impl Tier {
    /// Every tier, the earliest first.
    pub const ALL: [Self; 4] = [Self::Provincial, Self::National, Self::Appeal, Self::Correction];

    /// The code in files and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provincial => "provincial",
            Self::National => "national",
            Self::Appeal => "appeal",
            Self::Correction => "correction",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(text: &str) -> Result<Self, UnknownTier> {
        Self::ALL.into_iter().find(|tier| tier.code() == text).ok_or(UnknownTier)
    }
}

/// Not the code of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected one of provincial, national, appeal, correction")]
pub struct UnknownTier;

/// What each tier said of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers<T> {
    /// The verifier.
    pub provincial: Option<T>,
    /// The second reading, once it is decided.
    pub national: Option<T>,
    /// The appeal, once it is decided.
    pub appeal: Option<T>,
    /// The correction after the publication.
    pub correction: Option<T>,
}

impl<T> Default for Tiers<T> {
    fn default() -> Self {
        Self { provincial: None, national: None, appeal: None, correction: None }
    }
}

impl<T> Tiers<T> {
    /// What one tier said.
    #[must_use]
    pub const fn get(&self, tier: Tier) -> Option<&T> {
        match tier {
            Tier::Provincial => self.provincial.as_ref(),
            Tier::National => self.national.as_ref(),
            Tier::Appeal => self.appeal.as_ref(),
            Tier::Correction => self.correction.as_ref(),
        }
    }

    /// Notes what one tier said.
    pub fn set(&mut self, tier: Tier, said: T) {
        let place = match tier {
            Tier::Provincial => &mut self.provincial,
            Tier::National => &mut self.national,
            Tier::Appeal => &mut self.appeal,
            Tier::Correction => &mut self.correction,
        };
        *place = Some(said);
    }

    /// What counts, and whose it is: the latest tier that said something.
    #[must_use]
    pub fn effective(&self) -> Option<(Tier, &T)> {
        Tier::ALL.into_iter().rev().find_map(|tier| Some((tier, self.get(tier)?)))
    }

    /// As [`Self::effective`], taking it out.
    #[must_use]
    pub fn into_effective(self) -> Option<T> {
        self.correction.or(self.appeal).or(self.national).or(self.provincial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tier_that_spoke_counts() {
        let mut tiers = Tiers::default();
        assert_eq!(tiers.effective(), None);
        let said = ["a", "b", "c", "d"];
        for (tier, said) in Tier::ALL.into_iter().zip(said) {
            tiers.set(tier, said);
            assert_eq!(tiers.effective(), Some((tier, &said)));
            assert_eq!(tiers.clone().into_effective(), Some(said));
        }
        assert_eq!(tiers.get(Tier::Provincial), Some(&"a"), "nothing was overwritten");
    }

    #[test]
    fn tiers_read_as_they_print() {
        for tier in Tier::ALL {
            assert_eq!(tier.code().parse::<Tier>(), Ok(tier));
        }
    }
}
