//! What goes into the variables of a text.

use std::borrow::Cow;
use std::fmt::Display;

use fluent_bundle::FluentValue;

use crate::{Lang, numbers};

/// One argument of a text.
///
/// Whole numbers (`i32`, `i64`, `u32`, `u64`, `usize`) are written with the separators of the language and may choose
/// a plural form. An `i16` is a year (as in `jiff::civil::Date::year`) and is written without separators. Anything
/// else is text; exact decimals are formatted first, with [`crate::Texts::decimal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Written as it is.
    Text(String),
    /// Written with thousands separators.
    Integer(i64),
}

impl Arg {
    /// Text from anything that prints itself, such as a code.
    pub fn text(value: impl Display) -> Self {
        Self::Text(value.to_string())
    }

    pub(crate) fn into_value(self, lang: Lang) -> FluentValue<'static> {
        // Fluent counts in f64; beyond this bound a number would lose digits.
        const EXACT: i64 = 1 << 53;
        match self {
            Self::Text(text) => FluentValue::String(Cow::Owned(text)),
            Self::Integer(number) if (-EXACT..=EXACT).contains(&number) => FluentValue::from(number),
            Self::Integer(number) => {
                FluentValue::String(Cow::Owned(numbers::decimal(lang, &number.to_string())))
            }
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Cow<'_, str>> for Arg {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

/// Templates pass their fields by reference.
impl<T: Clone + Into<Arg>> From<&T> for Arg {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Integer)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Integer)
    }
}

impl From<i16> for Arg {
    fn from(year: i16) -> Self {
        Self::Text(year.to_string())
    }
}
