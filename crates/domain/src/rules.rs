//! What a round decides for itself beyond its questions, its scheme and its dates. Each part belongs to one feature and is
//! described there; a round that says nothing follows the defaults.

use serde::{Deserialize, Serialize};

use crate::access_test::AccessTestRules;
use crate::appeal::AppealRules;
use crate::certificate::CertificateRules;
use crate::fact::FactRules;
use crate::interview::InterviewRules;
use crate::problem::FieldProblem;
use crate::site::SiteRules;
use crate::verification::VerificationRules;

/// The rules of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundRules {
    /// *Sanggah*.
    pub appeal: AppealRules,
    /// *Uji akses*.
    pub access_test: AccessTestRules,
    /// *Wawancara*.
    pub interview: InterviewRules,
    /// *Verifikasi* and *kendali mutu*.
    pub verification: VerificationRules,
    /// The public sites of the offices.
    pub site: SiteRules,
    /// *Sertifikat*; what is wrong with them is said beside the scheme ([`CertificateRules::problems`]).
    pub certificate: CertificateRules,
    /// Facts of the records as answers; what is wrong with them is said beside the instrument ([`FactRules::problems`]).
    pub fact: FactRules,
}

impl RoundRules {
    /// What is wrong with them, all parts together. A field is named `part.key`.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        [
            self.appeal.problems(),
            self.access_test.problems(),
            self.verification.problems(),
            self.site.problems(),
            self.interview.problems(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_that_says_nothing_follows_the_defaults() {
        let rules: RoundRules = serde_json::from_str("{}").expect("rules");
        assert_eq!(rules, RoundRules::default());
        assert_eq!(rules.problems(), []);
        let again = serde_json::to_string(&rules).expect("JSON");
        assert_eq!(serde_json::from_str::<RoundRules>(&again).expect("rules"), rules);
    }
}
