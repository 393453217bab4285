//! What a round decides about facts as answers.

use serde::{Deserialize, Serialize};

use super::Map;
use crate::instrument::Instrument;
use crate::problem::{FieldProblem, Problem};

/// What a round decides about facts as answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactRules {
    /// The round's own map, as its file was given; empty where that of the program holds.
    pub map: String,
    /// No fact is offered.
    pub off: bool,
}

impl FactRules {
    /// The map that holds in a round with this instrument; none where nothing is offered.
    #[must_use]
    pub fn map(&self, instrument: &Instrument) -> Option<Map> {
        if self.off {
            None
        } else if self.map.is_empty() {
            Map::built_in(&instrument.reference()).cloned()
        } else {
            Map::from_yaml(self.map.as_bytes()).ok()
        }
    }

    /// What is wrong with them for a round with this instrument, at `fact.map`.
    #[must_use]
    pub fn problems(&self, instrument: &Instrument) -> Vec<FieldProblem> {
        if self.map.is_empty() {
            return Vec::new();
        }
        let lines: Vec<String> = match Map::from_yaml(self.map.as_bytes()) {
            Err(defects) => defects.iter().map(|defect| defect.in_file("fakta.yaml").to_string()).collect(),
            Ok(map) => {
                let misfits = map.misfits(instrument);
                misfits
                    .into_iter()
                    .map(|what| format!("fakta.yaml: {what}: expected to fit the instrument"))
                    .collect()
            }
        };
        if lines.is_empty() {
            Vec::new()
        } else {
            vec![FieldProblem::new("fact.map", Problem::Defects { lines })]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_may_bring_its_own_map_or_switch_facts_off() {
        let text = include_str!("../../../../data/instrument-saq-2024.yaml");
        let instrument = Instrument::from_yaml(text.as_bytes()).expect("the instrument");
        let usual = FactRules::default();
        assert_eq!(usual.map(&instrument).as_ref(), Map::built_in(&instrument.reference()));
        assert_eq!(FactRules { off: true, ..usual.clone() }.map(&instrument), None);
        let own = |question: &str| FactRules {
            map: format!(
                "format: terbuka/facts/1\ninstrument: x/1\nquestions: [{{ code: {question}, facts: [{{ fact: items }}] }}]\n"
            ),
            off: false,
        };
        assert_eq!(own("D28").map(&instrument).map(|map| map.questions().count()), Some(1));
        assert_eq!(own("D28").problems(&instrument), []);
        assert_eq!(own("Z99").problems(&instrument).len(), 1);
        assert_eq!(FactRules { map: "format: lain".into(), off: false }.problems(&instrument).len(), 1);
    }
}
