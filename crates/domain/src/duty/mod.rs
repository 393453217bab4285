//! *Kewajiban mengumumkan*: what law asks of an office to publish, and how current the office is.
//!
//! The list is data (`data/duties-id.yaml`). An item of the list of public information answers a duty by its
//! [`crate::catalogue::Content::duty`]; a duty is answered from the day on which the public sees such an item.

mod read;
mod standing;

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::catalogue::InformationClass;
use crate::codes::DutyCode;
use crate::instrument::Text;

pub use read::FORMAT;
pub use standing::{DUE_SOON_DAYS, Score, Standing, State, score, standing};

/// The list that the program brings.
pub const DEFAULT: &str = include_str!("../../../../data/duties-id.yaml");

/// How often something must be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// So many months after it was last published, at the latest.
    Every {
        /// Months, 1 to 120.
        months: u8,
    },
    /// Each year by this day, for the year before.
    Yearly {
        /// From 1.
        month: i8,
        /// From 1; a day that each year has.
        day: i8,
    },
    /// There at any time: published once and kept up to date.
    Always,
    /// At once when it happens. Nobody can say from outside whether something happened, so it is never missing.
    OnEvent,
}

/// How sure an entry of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Read in the text of the law.
    Verified,
    /// Corroborated by a list of another agency or an article about the rule.
    Corroborated,
    /// From memory, to be confirmed.
    FromMemory,
}

/// One thing that must be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Unique in the list; what an item names.
    pub code: DutyCode,
    /// The class of the information.
    pub class: InformationClass,
    /// How often.
    pub frequency: Frequency,
    /// What people read.
    pub name: Text,
    /// The articles that ask for it.
    pub basis: String,
    /// The rule since which it is asked for.
    pub since: String,
    /// How sure this entry is.
    pub evidence: Evidence,
}

impl Duty {
    /// Whether it counts in the score: everything but what is published when it happens.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.frequency != Frequency::OnEvent
    }
}

/// A list of duties, checked; one or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duties {
    /// Which edition.
    pub edition: String,
    /// In the order of the file.
    pub duties: Vec<Duty>,
}

static USUAL: LazyLock<Duties> = LazyLock::new(|| {
    // A test reads the file; an empty list asks nothing of anybody.
    Duties::from_yaml(DEFAULT.as_bytes())
        .unwrap_or_else(|_| Duties { edition: String::new(), duties: Vec::new() })
});

impl Duties {
    /// The list that the program brings.
    #[must_use]
    pub fn usual() -> &'static Self {
        &USUAL
    }

    /// The duty with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.code.as_str() == code)
    }

    /// The duties of a class, in the order of the file.
    pub fn of(&self, class: InformationClass) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(move |duty| duty.class == class)
    }
}

/// The last day by which something was, or is, to be published in a year.
fn day_in(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_the_program_is_read_whole() {
        let duties = Duties::from_yaml(DEFAULT.as_bytes()).expect("the file is right");
        assert_eq!(duties, *Duties::usual());
        let count = |class| duties.of(class).count();
        let counts = InformationClass::ALL.iter().map(|class| count(*class)).collect::<Vec<_>>();
        assert_eq!(counts, [18, 7, 19], "berkala, serta-merta, setiap saat");
        assert!(duties.of(InformationClass::Immediate).all(|duty| duty.frequency == Frequency::OnEvent));
        let report = duties.get("laporan_layanan").expect("the yearly report");
        assert_eq!(report.frequency, Frequency::Yearly { month: 3, day: 31 });
        for duty in &duties.duties {
            assert!(duty.name.languages().any(|language| language == "en"), "{} in English", duty.code);
        }
        assert_eq!(duties.get("tidak_ada"), None);
    }
}
