//! Facts that the records of an office tell by themselves, as answers to questions: how many items are public, whether the list
//! was decided, which duties are met.
//!
//! Which question asks for which fact is data ([`Map`]). What a fact comes to is read from records that everybody may see, and
//! frozen as a [`Snapshot`] when an office takes it. A fact suggests an answer at most; the officer gives it.

mod map;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::catalogue::UnknownCode;
use crate::codes::QuestionCode;
use crate::exact::Exact;

pub use map::{Bound, FORMAT as MAP_FORMAT, Map, Offer, Step, Suggest, Suggestion};
pub use rules::FactRules;

/// The `format` of a snapshot.
pub const FORMAT: &str = "terbuka/fact@1";

/// A fact that the platform knows of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// How many items are public.
    Items,
    /// How many *berkala* items are public.
    ItemsPeriodic,
    /// How many *serta-merta* items are public.
    ItemsImmediate,
    /// How many *setiap saat* items are public.
    ItemsAlways,
    /// The day on which the public last saw *berkala* information anew.
    NewestPeriodic,
    /// How many of the public items the public saw anew in the year.
    Updated,
    /// Whether the list of the year is decided.
    Decree,
    /// How many rows the decree of the year has.
    DecreeRows,
    /// How many of the duties that count are current.
    Duties,
    /// How many of the listed exemptions rest on a test that is in force.
    Exemptions,
    /// Whether the yearly report of the service is public and current.
    YearlyReport,
    /// How many of the six elements of a *maklumat* the office has.
    Maklumat,
    /// Whether the office has saved its service standard.
    ServiceStandard,
    /// Whether the site was reachable at the latest walk.
    Site,
    /// The number of the PPID on WhatsApp.
    Whatsapp,
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 15] = [
        Self::Items,
        Self::ItemsPeriodic,
        Self::ItemsImmediate,
        Self::ItemsAlways,
        Self::NewestPeriodic,
        Self::Updated,
        Self::Decree,
        Self::DecreeRows,
        Self::Duties,
        Self::Exemptions,
        Self::YearlyReport,
        Self::Maklumat,
        Self::ServiceStandard,
        Self::Site,
        Self::Whatsapp,
    ];

    /// The code in files, addresses and keys of texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::ItemsPeriodic => "items-periodic",
            Self::ItemsImmediate => "items-immediate",
            Self::ItemsAlways => "items-always",
            Self::NewestPeriodic => "newest-periodic",
            Self::Updated => "updated",
            Self::Decree => "decree",
            Self::DecreeRows => "decree-rows",
            Self::Duties => "duties",
            Self::Exemptions => "exemptions",
            Self::YearlyReport => "yearly-report",
            Self::Maklumat => "maklumat",
            Self::ServiceStandard => "service-standard",
            Self::Site => "site",
            Self::Whatsapp => "whatsapp",
        }
    }

    /// In what it is counted or told.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Items | Self::ItemsPeriodic | Self::ItemsImmediate | Self::ItemsAlways | Self::Updated => {
                "item"
            }
            Self::DecreeRows => "row",
            Self::Duties => "duty",
            Self::Exemptions => "test",
            Self::Maklumat => "element",
            Self::NewestPeriodic => "day",
            Self::Decree | Self::YearlyReport | Self::ServiceStandard | Self::Site => "yes-no",
            Self::Whatsapp => "number",
        }
    }

    /// What kind of value it has.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Items
            | Self::ItemsPeriodic
            | Self::ItemsImmediate
            | Self::ItemsAlways
            | Self::DecreeRows => Kind::Count,
            Self::Updated | Self::Duties | Self::Exemptions | Self::Maklumat => Kind::Share,
            Self::NewestPeriodic => Kind::Day,
            Self::Decree | Self::YearlyReport | Self::ServiceStandard | Self::Site => Kind::Answer,
            Self::Whatsapp => Kind::Text,
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Fact {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|fact| fact.code() == text).ok_or(UnknownCode)
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// What kind of value a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Count,
    /// A part of a whole.
    Share,
    /// A day, or none.
    Day,
    /// Yes or no.
    Answer,
    /// A text, or none.
    Text,
}

/// What a fact comes to, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Value {
    /// So many.
    Count {
        /// How many.
        count: u32,
    },
    /// So many of so many.
    Share {
        /// How many.
        part: u32,
        /// Of how many.
        of: u32,
    },
    /// A day; none where nothing happened.
    Day {
        /// Which.
        day: Option<Date>,
    },
    /// Yes or no.
    Answer {
        /// Yes.
        yes: bool,
    },
    /// A text; none where nothing is known.
    Text {
        /// What.
        text: Option<String>,
    },
}

impl Value {
    /// So many.
    #[must_use]
    pub fn count(many: usize) -> Self {
        Self::Count { count: whole(many) }
    }

    /// So many of so many.
    #[must_use]
    pub fn share(part: usize, of: usize) -> Self {
        Self::Share { part: whole(part), of: whole(of) }
    }

    /// The value as a number, by which bounds of a [`Map`] are met: yes is 1, no is 0, a day or text that is there is 1. A part of
    /// nothing is no number.
    #[must_use]
    pub fn number(&self) -> Option<Exact> {
        let one = |is: bool| Some(Exact::whole(u32::from(is)));
        match self {
            Self::Count { count } => Some(Exact::whole(*count)),
            Self::Share { part, of } => Exact::fraction(*part, *of),
            Self::Day { day } => one(day.is_some()),
            Self::Answer { yes } => one(*yes),
            Self::Text { text } => one(text.is_some()),
        }
    }
}

/// No office has more things than this counts.
fn whole(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// Something that was looked at for a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counted {
    /// By which it is found again: of an item, a decree or a test its reference, else a code.
    pub reference: String,
    /// What it is called.
    pub label: String,
    /// Since when it is so.
    pub day: Option<Date>,
    /// Whether it counts; what was looked at and does not count is told too.
    pub counts: bool,
}

/// What a fact came to at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which fact.
    pub fact: Fact,
    /// The year that it is about.
    pub year: i16,
    /// What it comes to.
    pub value: Value,
    /// When it was read.
    pub read_at: Timestamp,
    /// What was looked at.
    pub counted: Vec<Counted>,
}

impl Reading {
    /// Whether the records say something else by now: another value, or another set of things that count.
    #[must_use]
    pub fn differs(&self, now: &Self) -> bool {
        let counting = |reading: &Self| -> BTreeSet<String> {
            let counted = reading.counted.iter().filter(|one| one.counts);
            counted.map(|one| one.reference.clone()).collect()
        };
        self.value != now.value || counting(self) != counting(now)
    }
}

/// A fact as an office took it. Its canonical JSON (RFC 8785) is what is kept and what its SHA-256 is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`FORMAT`].
    pub format: String,
    /// Slug of the round.
    pub round: String,
    /// Code of the office.
    pub body: String,
    /// Its name.
    pub office: String,
    /// The question that it was taken for.
    pub question: QuestionCode,
    /// In what it is counted.
    pub unit: String,
    /// How it was read, by language.
    pub how: BTreeMap<String, String>,
    /// What it came to.
    pub reading: Reading,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(count: usize, counted: &[(&str, bool)]) -> Reading {
        Reading {
            fact: Fact::Items,
            year: 2026,
            value: Value::count(count),
            read_at: Timestamp::UNIX_EPOCH,
            counted: counted
                .iter()
                .map(|(reference, counts)| Counted {
                    reference: (*reference).to_owned(),
                    label: String::new(),
                    day: None,
                    counts: *counts,
                })
                .collect(),
        }
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        for fact in Fact::ALL {
            assert_eq!(fact.code().parse(), Ok(fact));
            let json = serde_json::to_string(&fact).expect("JSON");
            assert_eq!(serde_json::from_str::<Fact>(&json).expect("a fact"), fact);
        }
        assert!(serde_json::from_str::<Fact>("\"rahasia\"").is_err());
    }

    #[test]
    fn values_are_numbers_exactly() {
        assert_eq!(Value::count(24).number(), Some(Exact::whole(24)));
        assert_eq!(Value::share(2, 3).number(), Exact::fraction(2, 3));
        assert_eq!(Value::share(0, 0).number(), None, "a part of nothing");
        assert_eq!(Value::Answer { yes: true }.number(), Some(Exact::ONE));
        assert_eq!(Value::Day { day: None }.number(), Some(Exact::whole(0)));
        assert_eq!(Value::Text { text: Some("628".into()) }.number(), Some(Exact::ONE));
    }

    #[test]
    fn records_differ_by_value_and_by_what_counts_and_not_by_time() {
        let taken = reading(2, &[("A", true), ("B", true), ("C", false)]);
        let later = Reading { read_at: Timestamp::from_second(5).expect("a moment"), ..taken.clone() };
        assert!(!taken.differs(&later));
        assert!(!taken.differs(&reading(2, &[("B", true), ("A", true)])), "order and what does not count");
        assert!(taken.differs(&reading(3, &[("A", true), ("B", true), ("D", true)])));
        assert!(taken.differs(&reading(2, &[("A", true), ("C", true)])), "one went, another came");
    }
}
