//! An office's result: before the announcement for those who control the scores, after it for everybody.

use std::collections::BTreeMap;

use domain::body::Body;
use domain::results_file::Entry;
use serde::Serialize;
use utoipa::ToSchema;

use super::number::NumberDoc;

/// An office with its result.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Result)]
pub(super) struct ResultDoc {
    /// Code of the body.
    #[schema(example = "62.06")]
    pub(super) body: String,
    /// Its name in addresses.
    #[schema(example = "kabupaten-katingan")]
    pub(super) slug: String,
    /// Name of the office.
    #[schema(example = "Bawaslu Kabupaten Katingan")]
    pub(super) name: String,
    /// Code of the body above.
    #[schema(example = "62")]
    pub(super) parent: Option<String>,
    /// `scored`, `not_registered`, `not_submitted` or `not_assessed`.
    #[schema(example = "scored")]
    pub(super) outcome: String,
    /// The total, 0 to 100.
    pub(super) total: Option<NumberDoc>,
    /// Code of the category.
    #[schema(example = "cukup_informatif")]
    pub(super) category: Option<String>,
    /// Among all.
    #[schema(example = 7)]
    pub(super) rank: Option<i64>,
    /// Among the bodies of the same parent.
    #[schema(example = 2)]
    pub(super) rank_in_parent: Option<i64>,
}

/// How an office's total came about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WorkedSum {
    /// The result.
    result: ResultDoc,
    /// Components that were expected and have a score.
    components: BTreeMap<String, NumberDoc>,
    /// Sections of the questionnaire.
    sections: BTreeMap<String, SectionSum>,
    /// The worked sum of the questionnaire.
    questions: BTreeMap<String, QuestionSum>,
    /// Components whose gate it passed.
    passed: Vec<String>,
    /// `kind:code`.
    warnings: Vec<String>,
}

/// A section in the worked sum.
#[derive(Debug, Serialize, ToSchema)]
struct SectionSum {
    /// Its points; null where no question of it is applicable.
    points: Option<NumberDoc>,
}

/// A question in the worked sum.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionSum {
    /// The redistributed weight, a fraction.
    #[schema(example = "8")]
    weight: String,
    /// A fraction of 1; null where the question is not applicable.
    #[schema(example = "3/5")]
    share: Option<String>,
    /// `weight × share`.
    #[schema(example = "24/5")]
    points: String,
}

impl ResultDoc {
    pub(super) fn new(body: &Body, entry: &Entry) -> Self {
        Self {
            body: body.code.to_string(),
            slug: body.slug.to_string(),
            name: body.office_name.clone(),
            parent: body.parent.as_ref().map(ToString::to_string),
            outcome: entry.outcome.clone(),
            total: entry.total.as_ref().map(NumberDoc::from),
            category: entry.category.as_ref().map(ToString::to_string),
            rank: entry.rank.map(i64::from),
            rank_in_parent: entry.rank_in_parent.map(i64::from),
        }
    }
}

impl WorkedSum {
    pub(super) fn new(body: &Body, entry: &Entry) -> Self {
        let questions = entry.questions.iter().map(|(code, sum)| {
            let sum = QuestionSum {
                weight: sum.weight.to_string(),
                share: sum.share.as_ref().map(ToString::to_string),
                points: sum.points.to_string(),
            };
            (code.to_string(), sum)
        });
        Self {
            result: ResultDoc::new(body, entry),
            components: entry
                .components
                .iter()
                .map(|(code, number)| (code.to_string(), number.into()))
                .collect(),
            sections: entry
                .sections
                .iter()
                .map(|(code, number)| {
                    (code.to_string(), SectionSum { points: number.as_ref().map(NumberDoc::from) })
                })
                .collect(),
            questions: questions.collect(),
            passed: entry.passed.iter().map(ToString::to_string).collect(),
            warnings: entry.warnings.clone(),
        }
    }
}
