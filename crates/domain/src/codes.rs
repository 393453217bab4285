//! Codes of the scoring contract as types, so that a question is never looked up by the code of a component.
//!
//! A code is a short text that a file gives to a thing. All are cheap to clone (shared text), ordered and hashed by their
//! bytes, and found in a map by `&str`. `FromStr` is the only way in, so a value always has the right form.

use std::{borrow::Borrow, fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// A text that does not have the form of the code it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    /// The code of a part of an instrument or scheme has the form `[A-Za-z0-9_-]+`.
    #[error("a code of letters, digits, _ or -")]
    Code,
    /// The code of an instrument or of a scheme has the form `[a-z0-9-]+`.
    #[error("a code of small letters, digits or -")]
    FileCode,
    /// The code of a body is any non-empty text.
    #[error("a text that is not empty")]
    Empty,
    /// A language is `[a-z]{2,3}`.
    #[error("a language of two or three small letters")]
    Language,
}

fn part(text: &str) -> Result<(), CodeError> {
    let good = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if good { Ok(()) } else { Err(CodeError::Code) }
}

fn file(text: &str) -> Result<(), CodeError> {
    let good =
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if good { Ok(()) } else { Err(CodeError::FileCode) }
}

fn any_text(text: &str) -> Result<(), CodeError> {
    if text.is_empty() { Err(CodeError::Empty) } else { Ok(()) }
}

fn language(text: &str) -> Result<(), CodeError> {
    let good = matches!(text.len(), 2 | 3) && text.bytes().all(|b| b.is_ascii_lowercase());
    if good { Ok(()) } else { Err(CodeError::Language) }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $check:path) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The code as it is written in the file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                $check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), &*self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    };
}

code!(
    /// Code of an instrument, `[a-z0-9-]+`; with the edition it names one instrument.
    InstrumentCode, file
);
code!(
    /// Code of a scheme, `[a-z0-9-]+`.
    SchemeCode, file
);
code!(
    /// Code of a section, unique in its instrument.
    SectionCode, part
);
code!(
    /// Code of a question, unique in its instrument.
    QuestionCode, part
);
code!(
    /// Code of an option, unique in its answer; `yes` and `no` for `yes_no`.
    OptionCode, part
);
code!(
    /// Code of a number field, unique in its question, further answers included.
    FieldCode, part
);
code!(
    /// Code of an answer that is asked along with the main one, unique in its question.
    AlsoCode, part
);
code!(
    /// Code of an evidence slot, unique in its question.
    SlotCode, part
);
code!(
    /// Code of a rule for evidence (`dated_in_round`, `shows_identity`, …): an open list.
    RuleCode, part
);
code!(
    /// Code of a criterion, unique in its rubric.
    CriterionCode, part
);
code!(
    /// Code of a component, unique in its scheme; never `total` or `submitted_at`.
    ComponentCode, part
);
code!(
    /// Code of a category, unique in its scheme.
    CategoryCode, part
);
code!(
    /// Code of a duty of publication, unique in its list.
    DutyCode, part
);
code!(
    /// Code of a body (for regions, the Kemendagri code such as `62.06`): any non-empty text.
    BodyCode, any_text
);
code!(
    /// Language of a text, `[a-z]{2,3}`: `id`, `en`, `ban`.
    Language, language
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_code_has_its_form() {
        assert!("A01_x-y".parse::<QuestionCode>().is_ok());
        for wrong in ["", "a b", "é", "a.b", "a\n"] {
            assert_eq!(wrong.parse::<QuestionCode>(), Err(CodeError::Code), "{wrong:?}");
        }
        assert!("saq-kabkota-2".parse::<SchemeCode>().is_ok());
        for wrong in ["", "A", "a_b", "a b"] {
            assert_eq!(wrong.parse::<InstrumentCode>(), Err(CodeError::FileCode), "{wrong:?}");
        }
        assert!("62.06 ✓".parse::<BodyCode>().is_ok());
        assert_eq!("".parse::<BodyCode>(), Err(CodeError::Empty));
        assert!("ban".parse::<Language>().is_ok());
        for wrong in ["i", "abcd", "ID", "i1"] {
            assert_eq!(wrong.parse::<Language>(), Err(CodeError::Language), "{wrong:?}");
        }
    }

    #[test]
    fn serde_checks_the_form() {
        let code: QuestionCode = serde_json::from_str("\"A01\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"A01\"");
        assert!(serde_json::from_str::<QuestionCode>("\"A 01\"").is_err());
    }
}
