//! A results file read back (contract section 4): what is frozen in a proposal, published, and shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::codes::{BodyCode, CategoryCode, ComponentCode, QuestionCode, SectionCode};
use crate::exact::Exact;
use crate::scheme::Scheme;
use crate::scoring::component_weights;

/// A results file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsFile {
    /// `terbuka/results/1`.
    pub format: String,
    /// `code/edition` of the instrument.
    pub instrument: String,
    /// Code of the scheme.
    pub scheme: String,
    /// In the order of the file.
    pub results: Vec<Entry>,
    /// How many bodies came to what.
    pub summary: Counts,
}

impl ResultsFile {
    /// Reads a file that the program wrote.
    ///
    /// # Errors
    /// Where it is not one.
    pub fn read(json: &str) -> Result<Self, BadResults> {
        let file: Self = serde_json::from_str(json).map_err(|error| BadResults(error.to_string()))?;
        if file.format == crate::results::FORMAT {
            Ok(file)
        } else {
            Err(BadResults(format!("format {}", file.format)))
        }
    }

    /// The entry of a body.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Entry> {
        self.results.iter().find(|entry| entry.code.as_str() == code)
    }
}

/// Not a results file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a results file: {0}")]
pub struct BadResults(String);

/// A number as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// The exact value.
    pub exact: Exact,
    /// Rounded for people, with a decimal point.
    pub display: String,
}

/// A question in the worked sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionEntry {
    /// The redistributed weight.
    pub weight: Exact,
    /// 0 to 1; `None` where the question is not applicable.
    pub share: Option<Exact>,
    /// `weight × share`.
    pub points: Exact,
}

/// What the file says of one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Which body.
    pub code: BodyCode,
    /// Its group.
    pub parent: Option<BodyCode>,
    /// `scored`, `not_registered`, `not_submitted` or `not_assessed`.
    pub outcome: String,
    /// Components that were expected and have a score.
    pub components: BTreeMap<ComponentCode, Number>,
    /// The total.
    pub total: Option<Number>,
    /// Its label.
    pub category: Option<CategoryCode>,
    /// Among all.
    pub rank: Option<u32>,
    /// Among the bodies of the same parent.
    pub rank_in_parent: Option<u32>,
    /// Components whose gate it passed.
    pub passed: Vec<ComponentCode>,
    /// Points of the sections; `None` where no question of it is applicable.
    pub sections: BTreeMap<SectionCode, Option<Number>>,
    /// The worked sum.
    pub questions: BTreeMap<QuestionCode, QuestionEntry>,
    /// `kind:code`.
    pub warnings: Vec<String>,
}

impl Entry {
    /// The weight of each component of the scheme in this body's total, of 100: after what was handed on, `None` for one
    /// that only ranks, and for one that counts nothing here.
    #[must_use]
    pub fn weights(&self, scheme: &Scheme) -> BTreeMap<ComponentCode, Exact> {
        let components = &scheme.components;
        let scores: Vec<Option<Exact>> = components
            .iter()
            .map(|component| self.components.get(&component.code).map(|number| number.exact.clone()))
            .collect();
        let expected = |index: usize| {
            components.get(index).is_some_and(|component| {
                scheme.gate_into(component.code.as_str()).is_none() || self.passed.contains(&component.code)
            })
        };
        let weights = component_weights(scheme, &scores, expected);
        components
            .iter()
            .zip(weights)
            .filter(|(component, _)| self.components.contains_key(&component.code))
            .filter_map(|(component, weight)| Some((component.code.clone(), weight?)))
            .collect()
    }
}

/// How many bodies came to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Bodies with a total.
    pub scored: u32,
    /// By category, zero too.
    pub by_category: BTreeMap<CategoryCode, u32>,
    /// Never signed in.
    pub not_registered: u32,
    /// Did not submit.
    pub not_submitted: u32,
    /// Not assessed.
    pub not_assessed: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESULTS: &str = include_str!("../tests/scoring-example/results.json");
    const SCHEME: &[u8] = include_bytes!("../tests/scoring-example/scheme.yaml");

    #[test]
    fn the_example_reads_back_whole() {
        let file = ResultsFile::read(RESULTS).expect("the example");
        let before: serde_json::Value = serde_json::from_str(RESULTS).expect("JSON");
        assert_eq!(serde_json::to_value(&file).expect("JSON"), before);
        assert_eq!(
            usize::try_from(file.summary.scored).unwrap(),
            file.results.iter().filter(|e| e.total.is_some()).count()
        );
        assert!(ResultsFile::read("{}").is_err());
        assert!(ResultsFile::read(&RESULTS.replace("results/1", "results/2")).is_err());
    }

    #[test]
    fn components_times_weights_give_the_total() {
        let file = ResultsFile::read(RESULTS).expect("the example");
        let scheme = Scheme::from_yaml(SCHEME).expect("the example");
        for entry in file.results.iter().filter(|entry| entry.total.is_some()) {
            let weights = entry.weights(&scheme);
            let sum: Exact =
                weights.iter().map(|(code, weight)| &entry.components[code].exact * weight).sum();
            let total = sum.checked_div(&Exact::HUNDRED).expect("not zero").min(Exact::HUNDRED);
            assert_eq!(Some(&total), entry.total.as_ref().map(|total| &total.exact), "{}", entry.code);
        }
    }
}
