//! The code that proves who holds a number: six digits that arrive there and are typed in here.

use jiff::{SignedDuration, Timestamp};

use crate::ids::PersonId;
use crate::random::Random;

/// How long a code can be used after it was made.
pub const LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Wrong tries that a code bears; with the last of them it is dead.
pub const TRIES: u8 = 5;
/// How often an office may ask for a code within [`LIFE`], and how often one that was asked for is made anew.
pub const ASKED_MAX: usize = 5;
/// Digits of a code.
const DIGITS: usize = 6;
/// How many codes there are.
const CODES: u32 = 1_000_000;

/// A new code, each as likely as every other.
#[must_use]
pub fn new(random: &dyn Random) -> String {
    // Numbers beyond the last whole million would make some codes likelier.
    let most = u32::MAX - u32::MAX % CODES;
    loop {
        let mut bytes = [0_u8; 4];
        random.fill(&mut bytes);
        let number = u32::from_le_bytes(bytes);
        if number < most {
            return format!("{:06}", number % CODES);
        }
    }
}

/// The code that a person typed, with or without spaces and dashes; `None` where it is none.
#[must_use]
pub fn read(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).collect();
    (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// What the gateway did with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// It is asked to send it, or nobody learned what became of that. What arrived all the same can be typed in.
    Sending,
    /// It took it.
    Sent,
    /// It did not take it, so a colleague of a tier above has to send one.
    Failed,
}

impl Delivery {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

impl std::str::FromStr for Delivery {
    type Err = crate::body::BadCode;

    fn from_str(text: &str) -> Result<Self, crate::body::BadCode> {
        let all = [Self::Sending, Self::Sent, Self::Failed];
        all.into_iter().find(|delivery| delivery.code() == text).ok_or(crate::body::BadCode)
    }
}

/// What is known of a code that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// When it was made; `None` while nobody has.
    pub made_at: Option<Timestamp>,
    /// Who made it and saw it; `None` where the gateway sent it.
    pub made_by: Option<PersonId>,
    /// Wrong tries so far.
    pub tries: u8,
}

/// Why a code cannot be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has sent it yet.
    NotSent,
    /// Its time is over.
    Expired,
    /// Too many wrong tries.
    Exhausted,
    /// Whoever saw the code proves nothing with it.
    OwnCode,
}

impl Asked {
    /// Whether this person may try a code now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_try(&self, who: PersonId, now: Timestamp) -> Result<(), Refusal> {
        let made_at = self.made_at.ok_or(Refusal::NotSent)?;
        if self.made_by == Some(who) {
            return Err(Refusal::OwnCode);
        }
        if self.tries >= TRIES {
            return Err(Refusal::Exhausted);
        }
        if now.duration_since(made_at) >= LIFE {
            return Err(Refusal::Expired);
        }
        Ok(())
    }

    /// Tries that are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        u32::from(TRIES.saturating_sub(self.tries))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::random::Seeded;

    #[test]
    fn codes_have_six_digits_and_differ() {
        let random = Seeded::new(7);
        let codes: BTreeSet<String> = (0..1_000).map(|_| new(&random)).collect();
        assert!(codes.len() > 990, "{}", codes.len());
        assert!(codes.iter().all(|code| read(code).as_deref() == Some(code)));
    }

    #[test]
    fn a_typed_code_is_six_digits() {
        for typed in ["123456", " 123 456 ", "123-456"] {
            assert_eq!(read(typed).as_deref(), Some("123456"), "{typed}");
        }
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６", "123.456"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_code_is_tried_by_another_in_time_and_not_too_often() {
        let now = Timestamp::from_second(1_718_000_000).unwrap();
        let person = |seed| PersonId::new(now, &Seeded::new(seed));
        let (officer, province) = (person(1), person(2));
        let asked = Asked { made_at: Some(now), made_by: Some(province), tries: 0 };
        assert_eq!(asked.may_try(officer, now), Ok(()));
        assert_eq!(asked.may_try(province, now), Err(Refusal::OwnCode), "z04");
        let last = now.checked_add(LIFE).unwrap();
        let before = last.checked_sub(SignedDuration::from_secs(1)).unwrap();
        assert_eq!(asked.may_try(officer, before), Ok(()));
        assert_eq!(asked.may_try(officer, last), Err(Refusal::Expired));
        for tries in 0..=TRIES {
            let asked = Asked { tries, ..asked.clone() };
            assert_eq!(asked.may_try(officer, now).is_ok(), tries < TRIES, "{tries}");
            assert_eq!(asked.left(), u32::from(TRIES - tries));
        }
        let waiting = Asked { made_at: None, made_by: None, tries: 0 };
        assert_eq!(waiting.may_try(officer, now), Err(Refusal::NotSent));
    }
}
