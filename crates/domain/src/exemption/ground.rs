//! The grounds of UU 14/2008 Art. 17. Nothing else closes information: a ground is a statute, never a lower rule.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::catalogue::UnknownCode;
use crate::policy::Action;

/// A letter of Art. 17.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Letter {
    /// Obstructs law enforcement.
    A,
    /// Intellectual property, unfair competition.
    B,
    /// Defence and security of the state.
    C,
    /// Natural wealth.
    D,
    /// Resilience of the national economy.
    E,
    /// Foreign relations.
    F,
    /// Private deeds, last wills.
    G,
    /// Personal secrets.
    H,
    /// Memoranda of and between public bodies.
    I,
    /// Closed by another statute.
    J,
}

/// What PP 61/2010 says of the term of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermRule {
    /// An end at most so many years after the approval (Art. 5).
    AtMostYears(i16),
    /// As the statutes say (Arts. 6, 8 (1), 9).
    ByStatute,
    /// As long as needed; the head of the body sets it (Art. 7).
    SetByHead,
    /// As long as needed to protect the person (Art. 8 (2)).
    ToProtectThePerson,
    /// PP 61/2010 says nothing of it.
    Unregulated,
}

impl Letter {
    /// Every letter.
    pub const ALL: [Self; 10] =
        [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F, Self::G, Self::H, Self::I, Self::J];

    /// The letter.
    #[must_use]
    pub const fn code(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
            Self::C => 'c',
            Self::D => 'd',
            Self::E => 'e',
            Self::F => 'f',
            Self::G => 'g',
            Self::H => 'h',
            Self::I => 'i',
            Self::J => 'j',
        }
    }

    /// How many numbers the letter has.
    #[must_use]
    pub const fn numbers(self) -> u8 {
        match self {
            Self::A | Self::H => 5,
            Self::C | Self::E => 7,
            Self::F => 4,
            Self::B | Self::D | Self::G | Self::I | Self::J => 0,
        }
    }

    /// What PP 61/2010 says of its term.
    #[must_use]
    pub const fn term(self) -> TermRule {
        match self {
            Self::A => TermRule::AtMostYears(30),
            Self::B | Self::G | Self::I => TermRule::ByStatute,
            Self::C | Self::D | Self::E | Self::F => TermRule::SetByHead,
            Self::H => TermRule::ToProtectThePerson,
            Self::J => TermRule::Unregulated,
        }
    }

    /// What somebody has to be allowed who approves a test on this ground: where the head of the body sets the term, nobody
    /// else approves it.
    #[must_use]
    pub const fn approval(self) -> Action {
        match self.term() {
            TermRule::SetByHead => Action::SetExemptionTerm,
            _ => Action::ApproveExemption,
        }
    }
}

/// A ground: a letter of Art. 17, and its number where the letter has numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ground {
    letter: Letter,
    number: Option<u8>,
}

impl Ground {
    /// Every ground, in the order of the article.
    pub fn all() -> impl Iterator<Item = Self> {
        Letter::ALL.into_iter().flat_map(|letter| {
            let whole = (letter.numbers() == 0).then_some(Self { letter, number: None });
            let numbered = (1..=letter.numbers()).map(move |number| Self { letter, number: Some(number) });
            whole.into_iter().chain(numbered)
        })
    }

    /// The letter.
    #[must_use]
    pub const fn letter(self) -> Letter {
        self.letter
    }

    /// The number, where the letter has numbers.
    #[must_use]
    pub const fn number(self) -> Option<u8> {
        self.number
    }
}

/// The code in forms and in the database: `a2`, `j`.
impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter.code())?;
        self.number.map_or(Ok(()), |number| write!(f, "{number}"))
    }
}

impl FromStr for Ground {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::all().find(|ground| ground.to_string() == text).ok_or(UnknownCode)
    }
}

impl Serialize for Ground {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ground {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_article_17() {
        let all: Vec<String> = Ground::all().map(|ground| ground.to_string()).collect();
        assert_eq!(
            all.join(" "),
            "a1 a2 a3 a4 a5 b c1 c2 c3 c4 c5 c6 c7 d e1 e2 e3 e4 e5 e6 e7 f1 f2 f3 f4 g h1 h2 h3 h4 h5 i j"
        );
        for ground in Ground::all() {
            assert_eq!(ground.to_string().parse(), Ok(ground));
        }
        for wrong in ["", "a", "a0", "a6", "b1", "k", "A1", "h05", " j"] {
            assert_eq!(wrong.parse::<Ground>(), Err(UnknownCode), "{wrong:?}");
        }
    }

    #[test]
    fn t24_the_terms_are_those_of_pp_61_2010() {
        for letter in Letter::ALL {
            let expected = match letter.code() {
                'a' => TermRule::AtMostYears(30),
                'b' | 'g' | 'i' => TermRule::ByStatute,
                'c'..='f' => TermRule::SetByHead,
                'h' => TermRule::ToProtectThePerson,
                _ => TermRule::Unregulated,
            };
            assert_eq!(letter.term(), expected, "{letter:?}");
            let by_head = matches!(letter.code(), 'c'..='f');
            let approval = if by_head { Action::SetExemptionTerm } else { Action::ApproveExemption };
            assert_eq!(letter.approval(), approval, "{letter:?}");
        }
    }
}
