//! Who is given a certificate.

use serde::{Deserialize, Serialize};

use crate::codes::CategoryCode;
use crate::problem::{FieldProblem, Problem};
use crate::scheme::Scheme;

/// What a round decides about its certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateRules {
    /// The lowest category of the scheme that is given one; `None` for every category.
    pub lowest: Option<CategoryCode>,
}

impl CertificateRules {
    /// Whether offices of a category are given one. A lowest category that the scheme does not know (any more) leaves nobody
    /// out.
    #[must_use]
    pub fn gives(&self, scheme: &Scheme, category: &CategoryCode) -> bool {
        // From the highest down.
        let place = |code: &CategoryCode| scheme.categories.iter().position(|found| found.code == *code);
        let last = self.lowest.as_ref().and_then(place);
        last.zip(place(category)).is_none_or(|(last, own)| own <= last)
    }

    /// What is wrong with them beside the scheme of the round.
    #[must_use]
    pub fn problems(&self, scheme: &Scheme) -> Vec<FieldProblem> {
        let is_unknown = |code: &CategoryCode| scheme.category(code.as_str()).is_none();
        let unknown = self.lowest.as_ref().filter(|code| is_unknown(code));
        unknown.map(|_| FieldProblem::new("certificate.lowest", Problem::UnknownOption)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Scheme {
        let text = include_str!("../../../data/scheme-bawaslu-2025.yaml");
        Scheme::from_yaml(text.as_bytes()).expect("a scheme")
    }

    #[test]
    fn the_lowest_category_and_those_above_it_are_given_one() {
        let scheme = scheme();
        let codes: Vec<CategoryCode> = scheme.categories.iter().map(|found| found.code.clone()).collect();
        for (at, lowest) in codes.iter().enumerate() {
            let rules = CertificateRules { lowest: Some(lowest.clone()) };
            let given: Vec<bool> = codes.iter().map(|code| rules.gives(&scheme, code)).collect();
            assert_eq!(given, (0..codes.len()).map(|own| own <= at).collect::<Vec<_>>(), "{lowest}");
            assert_eq!(rules.problems(&scheme), []);
        }
        assert!(codes.iter().all(|code| CertificateRules::default().gives(&scheme, code)));
        let strange = CertificateRules { lowest: Some("tidak-ada".parse().expect("a code")) };
        assert_eq!(strange.problems(&scheme).len(), 1);
        assert!(codes.iter().all(|code| strange.gives(&scheme, code)));
    }
}
