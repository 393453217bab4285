//! The assessment set: what was found at each body (contract section 3).

mod read;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

use crate::{
    codes::{AlsoCode, BodyCode, ComponentCode, CriterionCode, FieldCode, OptionCode, QuestionCode},
    exact::Exact,
};

pub use read::{FORMAT, read_bodies};

/// What was found at all bodies of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssessmentSet {
    /// In the order of the file, which is that of the results; codes are unique.
    pub bodies: Vec<BodyAssessment>,
}

impl AssessmentSet {
    /// The set as its file (contract section 3): reading it back gives the same set.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct File<'s> {
            format: &'static str,
            bodies: &'s [BodyAssessment],
        }
        let file = File { format: FORMAT, bodies: &self.bodies };
        // All keys are texts and no writer of a part fails.
        serde_json::to_string_pretty(&file).map(|text| text + "\n").unwrap_or_default()
    }
}

/// The contract knows no fractions of a second.
#[expect(clippy::ref_option, reason = "serde hands over the field by reference")]
fn whole_seconds<S: Serializer>(time: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(&time.strftime("%Y-%m-%dT%H:%M:%SZ")),
        None => serializer.serialize_none(),
    }
}

/// What was found at one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyAssessment {
    /// Unique in the set.
    pub code: BodyCode,
    /// For people; does not take part in scoring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The group for `rank_in_parent`; need not be in the set.
    pub parent: Option<BodyCode>,
    /// How far it came.
    pub state: BodyState,
    /// When it submitted; always there in state `submitted`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "whole_seconds")]
    pub submitted_at: Option<Timestamp>,
    /// What the office answered.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<QuestionCode, Answer>,
    /// What the reviewer found.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reviews: BTreeMap<QuestionCode, Review>,
    /// Scores, 0 to 100, of the components that are not the questionnaire.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub components: BTreeMap<ComponentCode, Exact>,
}

/// How far a body came in the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyState {
    /// Submitted: will be scored.
    Submitted,
    /// Never signed in.
    NotRegistered,
    /// Signed in, did not submit by the end.
    NotSubmitted,
    /// Taken out of the assessment.
    NotAssessed,
}

/// An office's answer to one question, in the JSON form of the contract; also the form in which a draft is stored.
///
/// What is absent is not written. An empty answer is `{}` and counts as none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Chosen options in the order given, none twice; `Some(vec![])` is "looked at, none chosen", `None` "not answered".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionCode>>,
    /// Numbers by field, those of the further answers too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldCode, Exact>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Web address as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Date as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Names of the files given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Further answers by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub also: BTreeMap<AlsoCode, AlsoAnswer>,
}

impl Answer {
    /// Whether this is `{}`, which counts as no answer.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A further answer; its numbers stand in `fields` of the answer itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlsoAnswer {
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionCode>>,
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

/// What a reviewer found for one question, in the JSON form of the contract; also the form in which it is stored.
///
/// It holds what the rubric of the question needs; a review without that counts as missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// `levels`: index of the level, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// `per_option`: options found proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionCode>>,
    /// `bands`, and any question with fields: confirmed numbers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldCode, Exact>,
    /// `criteria`: criteria ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<CriterionCode>>,
    /// A share that overrides the rubric, such as a decided appeal: 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
}
