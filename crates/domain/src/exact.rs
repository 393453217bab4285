//! Exact rational numbers: the only numbers that take part in scoring (contract, introduction).
//!
//! Small values live in two machine words; what does not fit falls back to a big rational. Both are the same value: every
//! result is reduced and made small when it fits, so equality and hashing need no second look.

mod arithmetic;

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    num::NonZeroU64,
    str::FromStr,
};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// Longest text that [`Exact::parse_typed`] looks at, in characters, after trimming.
pub const TYPED_MAX_CHARS: usize = 30;

/// Longest number that a contract file may hold, in characters: arithmetic on longer ones would take for ever.
pub const CONTRACT_MAX_CHARS: usize = 1000;

/// An exact rational number.
///
/// Parsing gives numbers from zero up; differences may be negative. `Display` writes the reduced fraction `p/q`, or `p`
/// where q is 1 (contract section 4); [`Exact::rounded`] writes decimals for people.
#[derive(Clone)]
pub struct Exact(Repr);

#[derive(Clone)]
enum Repr {
    /// Numerator and denominator, reduced; the denominator is at most `i64::MAX`.
    Small(i64, NonZeroU64),
    /// Reduced, and only where `Small` cannot hold it.
    Big(Box<BigRational>),
}

/// A text that is not a number of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ExactError {
    /// Neither `digits`, `digits.digits` nor `digits/digits`.
    #[error("a number in quotes such as \"3\", \"0.6\" or \"1/3\"")]
    Form,
    /// `digits/0`.
    #[error("a fraction whose denominator is not zero")]
    ZeroDenominator,
    /// More than [`CONTRACT_MAX_CHARS`] characters.
    #[error("a number of at most {CONTRACT_MAX_CHARS} characters")]
    TooLong,
}

/// Why a typed number was refused; the screen words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TypedError {
    /// Nothing but spaces.
    #[error("a number is needed")]
    Empty,
    /// More than [`TYPED_MAX_CHARS`] characters.
    #[error("at most {TYPED_MAX_CHARS} characters")]
    TooLong,
    /// Something other than digits with at most one decimal comma or point.
    #[error("only digits and one decimal comma or point")]
    Form,
}

/// How a number is rounded for display (contract section 2, `display`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest, a half away from zero: the default.
    #[default]
    HalfUp,
    /// To the nearest, a half to the even neighbour.
    HalfEven,
    /// Towards zero.
    Down,
}

impl Exact {
    /// 0
    pub const ZERO: Self = Self::whole(0);
    /// 1
    pub const ONE: Self = Self::whole(1);
    /// 100: the scale of components and totals.
    pub const HUNDRED: Self = Self::whole(100);

    /// A whole number.
    pub const fn whole(number: u32) -> Self {
        Self(Repr::Small(number as i64, NonZeroU64::MIN))
    }

    /// A count.
    pub fn from_count(count: usize) -> Self {
        i64::try_from(count).map_or_else(
            |_| Self::from_big(BigRational::from_integer(count.into())),
            |count| Self(Repr::Small(count, NonZeroU64::MIN)),
        )
    }

    /// The fraction `numerator / denominator`, reduced; `None` for a zero denominator.
    pub fn fraction(numerator: u32, denominator: u32) -> Option<Self> {
        (denominator != 0).then(|| Self::from_parts(i128::from(numerator), i128::from(denominator)))
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether this is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n < 0,
            Repr::Big(big) => big.is_negative(),
        }
    }

    /// Whether this lies between 0 and 1, both included: the range of a share.
    pub fn is_share(&self) -> bool {
        match &self.0 {
            Repr::Small(n, d) => u64::try_from(*n).is_ok_and(|n| n <= d.get()),
            Repr::Big(big) => !big.is_negative() && **big <= BigRational::one(),
        }
    }

    /// The quotient, or `None` where `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        Some(match (&self.0, &divisor.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let numerator = i128::from(*a) * i128::from(d.get());
                let denominator = i128::from(*c) * i128::from(b.get());
                Self::from_parts(numerator * denominator.signum(), denominator.abs())
            }
            _ => Self::from_big(self.to_big() / divisor.to_big()),
        })
    }

    /// Reads what a person typed: surrounding spaces are dropped, the decimal sign is the Indonesian comma or a point
    /// (`0,5`, `0.5`). Signs, exponents, thousands separators, fractions, `NaN`, and digits of other scripts are refused,
    /// as is anything longer than [`TYPED_MAX_CHARS`], which is not looked at further.
    pub fn parse_typed(typed: &str) -> Result<Self, TypedError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(TypedError::Empty);
        }
        if text.len() > TYPED_MAX_CHARS && text.chars().nth(TYPED_MAX_CHARS).is_some() {
            return Err(TypedError::TooLong);
        }
        let (whole, decimals) = text.split_once([',', '.']).map_or((text, None), |(a, b)| (a, Some(b)));
        Self::decimal(whole, decimals).ok_or(TypedError::Form)
    }

    /// The number with exactly `digits` decimals and a point, rounded as told. `digits` is 0 to 6 in the contract; larger
    /// values work too.
    pub fn rounded(&self, digits: u8, rounding: Rounding) -> String {
        let scale = 10_i128.pow(u32::from(digits.min(18)));
        let small = match &self.0 {
            Repr::Small(n, d) if digits <= 18 => {
                i128::from(n.unsigned_abs()).checked_mul(scale).map(|n| (n, i128::from(d.get())))
            }
            _ => None,
        };
        let mut text = if let Some((n, d)) = small {
            let (quotient, rest) = (n / d, n % d);
            let up = rounds_up(rounding, (rest * 2).cmp(&d), quotient % 2 != 0);
            (quotient + i128::from(up)).to_string()
        } else {
            let big = self.to_big().abs();
            let n = big.numer() * BigInt::from(10).pow(u32::from(digits));
            let (quotient, rest) = num_integer::Integer::div_rem(&n, big.denom());
            let up =
                rounds_up(rounding, (rest * 2_u8).cmp(big.denom()), num_integer::Integer::is_odd(&quotient));
            (quotient + u8::from(up)).to_string()
        };
        let digits = usize::from(digits);
        if digits > 0 {
            if text.len() <= digits {
                text.insert_str(0, &"0".repeat(digits + 1 - text.len()));
            }
            text.insert(text.len() - digits, '.');
        }
        let nonzero = text.bytes().any(|b| b.is_ascii_digit() && b != b'0');
        if self.is_negative() && nonzero { format!("-{text}") } else { text }
    }

    /// `whole.decimals` of ASCII digits, each part with at least one.
    fn decimal(whole: &str, decimals: Option<&str>) -> Option<Self> {
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !decimals.is_none_or(is_digits) {
            return None;
        }
        let decimals = decimals.unwrap_or_default().trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if whole.len() + decimals.len() <= 18 {
            let number =
                whole.bytes().chain(decimals.bytes()).fold(0_i128, |n, b| n * 10 + i128::from(b - b'0'));
            let scale = 10_i128.pow(u32::try_from(decimals.len()).ok()?);
            return Some(Self::from_parts(number, scale));
        }
        let number = BigInt::parse_bytes([whole, decimals].concat().as_bytes(), 10)?;
        let scale = BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?);
        Some(Self::from_big(BigRational::new(number, scale)))
    }

    fn from_whole(number: i128) -> Self {
        i64::try_from(number).map_or_else(
            |_| Self(Repr::Big(Box::new(BigRational::from_integer(number.into())))),
            |number| Self(Repr::Small(number, NonZeroU64::MIN)),
        )
    }

    /// Reduces; `denominator` is above zero.
    fn from_parts(numerator: i128, denominator: i128) -> Self {
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let (n, d) = match i128::try_from(common) {
            Ok(common) if common > 1 => (numerator / common, denominator / common),
            _ => (numerator, denominator),
        };
        match (i64::try_from(n), i64::try_from(d).ok().and_then(|d| NonZeroU64::new(d.unsigned_abs()))) {
            (Ok(n), Some(d)) => Self(Repr::Small(n, d)),
            _ => Self(Repr::Big(Box::new(BigRational::new_raw(n.into(), d.into())))),
        }
    }

    /// `big` is reduced, as every operation of `BigRational` leaves it.
    fn from_big(big: BigRational) -> Self {
        let small = big.numer().to_i64().zip(big.denom().to_i64());
        match small.and_then(|(n, d)| Some((n, NonZeroU64::new(d.unsigned_abs())?))) {
            Some((n, d)) => Self(Repr::Small(n, d)),
            None => Self(Repr::Big(Box::new(big))),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => BigRational::new_raw((*n).into(), d.get().into()),
            Repr::Big(big) => (**big).clone(),
        }
    }
}

/// Whether the digit after the last one kept lifts it: `half` compares twice the rest with the denominator.
fn rounds_up(rounding: Rounding, half: Ordering, odd: bool) -> bool {
    match rounding {
        Rounding::HalfUp => half != Ordering::Less,
        Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && odd),
        Rounding::Down => false,
    }
}

/// Greatest common divisor; in machine words where both fit, because a 128-bit remainder is many times slower.
fn gcd(a: u128, b: u128) -> u128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return u128::from(a);
    }
    if b == 0 { a } else { gcd(b, a % b) }
}

impl FromStr for Exact {
    type Err = ExactError;

    /// Reads a number of the contract: `digits`, `digits.digits` or `digits/digits`, nothing else.
    fn from_str(text: &str) -> Result<Self, ExactError> {
        if text.len() > CONTRACT_MAX_CHARS {
            return Err(ExactError::TooLong);
        }
        let Some((numerator, denominator)) = text.split_once('/') else {
            let (whole, decimals) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
            return Self::decimal(whole, decimals).ok_or(ExactError::Form);
        };
        let numerator = Self::decimal(numerator, None).ok_or(ExactError::Form)?;
        let denominator = Self::decimal(denominator, None).ok_or(ExactError::Form)?;
        numerator.checked_div(&denominator).ok_or(ExactError::ZeroDenominator)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, d) if d.get() == 1 => write!(f, "{n}"),
            Repr::Small(n, d) => write!(f, "{n}/{d}"),
            Repr::Big(big) => write!(f, "{big}"),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => a == c && b == d,
            (Repr::Big(a), Repr::Big(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            _ => false,
        }
    }
}

impl Eq for Exact {}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Small(n, d) => (0_u8, n, d).hash(state),
            Repr::Big(big) => (1_u8, big.numer(), big.denom()).hash(state),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return (i128::from(*a) * i128::from(d.get())).cmp(&(i128::from(*c) * i128::from(b.get())));
        }
        let (a, b) = (self.to_big(), other.to_big());
        (a.numer() * b.denom()).cmp(&(b.numer() * a.denom()))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Self::whole(number)
    }
}

impl Serialize for Exact {
    /// As a string: a JSON number would be read as a floating-point one somewhere.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
