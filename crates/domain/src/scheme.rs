//! The scheme: how components become a total, a category and a rank (contract section 2).

mod read;

use serde::{Deserialize, Serialize};

use crate::{
    codes::{CategoryCode, ComponentCode, SchemeCode},
    exact::{Exact, Rounding},
    instrument::Text,
};

pub use read::FORMAT;

/// A scheme as its file gives it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Which scheme.
    pub code: SchemeCode,
    /// Its name.
    pub title: Text,
    /// In the order of the file. Exactly one is the questionnaire; the weights of role `weight` add up to 100.
    pub components: Vec<Component>,
    /// At most one for each component, in the order of the file.
    pub gates: Vec<Gate>,
    /// Highest first; the last begins at 0.
    pub categories: Vec<Category>,
    /// What decides between equal totals, first entry first; bodies equal in all share a rank.
    pub ties: Vec<Tie>,
    /// How numbers are rounded for people.
    pub display: DisplayFormat,
}

impl Scheme {
    /// The component with this code.
    pub fn component(&self, code: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.code == *code)
    }

    /// The category with this code.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == *code)
    }

    /// The gate before this component.
    pub fn gate_into(&self, component: &str) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.into == *component)
    }

    /// The category of an exact total: the first from the top whose bound it reaches.
    pub fn category_of(&self, total: &Exact) -> Option<&Category> {
        self.categories.iter().find(|category| *total >= category.from)
    }
}

/// One part of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Unique in the scheme.
    pub code: ComponentCode,
    /// Where its score comes from.
    pub source: Source,
    /// What its score does.
    pub role: Role,
    /// What people read; the code where there is none.
    pub label: Option<Text>,
}

/// Where the score of a component comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The questionnaire.
    Instrument,
    /// A sheet, such as that of the access test.
    Sheet,
    /// A panel, such as that of the interview.
    Panel,
}

/// What the score of a component does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Part of the weighted sum.
    Weight {
        /// Of 100, with the other components of this role.
        weight: Exact,
        /// What happens where an expected score is missing.
        missing: Missing,
    },
    /// Added on top, up to 100 in all.
    Bonus {
        /// Above 0, at most 100: what a score of 100 adds.
        weight: Exact,
    },
    /// Ranks the bodies that passed its gate; total and category stay.
    Rerank,
}

impl Role {
    /// The weight, where the role has one.
    pub fn weight(&self) -> Option<&Exact> {
        match self {
            Self::Weight { weight, .. } | Self::Bonus { weight } => Some(weight),
            Self::Rerank => None,
        }
    }
}

/// What a missing score of an expected component means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// It counts 0: the default.
    #[default]
    Zero,
    /// Its weight is spread over the components that the body has.
    Reweigh,
    /// The body is not assessed.
    NotAssessed,
}

/// From whom a component is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The component behind the gate.
    pub into: ComponentCode,
    /// Who passes.
    pub pass: Pass,
    /// What is compared.
    pub of: GateOf,
    /// Whether bodies are compared within their parent only.
    pub per_parent: bool,
}

/// Who passes a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// The n highest, and all that equal the last of them.
    Top(u32),
    /// All with this value or more.
    AtLeast(Exact),
}

/// What a gate compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateOf {
    /// The total without gated components.
    Total,
    /// The score of one component that has no gate.
    Component(ComponentCode),
}

/// A label for totals from a bound upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Unique in the scheme.
    pub code: CategoryCode,
    /// What people read.
    pub label: Text,
    /// Lower bound, inclusive, on the exact total: 0 to 100.
    pub from: Exact,
}

/// What decides between equal totals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The higher score of this component; no score comes last.
    Component(ComponentCode),
    /// The earlier instant of submission.
    SubmittedAt,
}

/// How numbers are rounded for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisplayFormat {
    /// Decimals, 0 to 6.
    pub digits: u8,
    /// Which way.
    pub rounding: Rounding,
}

impl DisplayFormat {
    /// `number` with these decimals, decimal point as in the results file.
    pub fn show(self, number: &Exact) -> String {
        number.rounded(self.digits, self.rounding)
    }
}

impl Default for DisplayFormat {
    fn default() -> Self {
        Self { digits: 2, rounding: Rounding::HalfUp }
    }
}
