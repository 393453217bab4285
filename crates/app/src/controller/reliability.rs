//! What the second readings tell of the first: agreement, alpha, how strict each province is, which questions stand out.

use std::collections::BTreeMap;

use domain::codes::QuestionCode;
use domain::instrument::Text;
use domain::verification::reliability::{Count, Interval, Pair, agreement, alpha, shift, stands_out};
use store::body::Placed;

use super::Controller;
use crate::AppError;

/// How far two readings agree.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Answers read twice, and how many got the same share.
    pub count: Count,
    /// Krippendorff's alpha, ordinal; absent where it is not defined.
    pub alpha: Option<f64>,
    /// Mean of first minus second share with its 95 % interval; below 0 the province is stricter.
    pub shift: Option<Interval>,
}

impl Agreement {
    fn of(pairs: &[Pair]) -> Self {
        Self { count: agreement(pairs), alpha: alpha(pairs), shift: shift(pairs) }
    }
}

/// One question over all provinces.
#[derive(Debug, Clone)]
pub struct QuestionAgreement {
    /// Its code.
    pub code: QuestionCode,
    /// Its number.
    pub number: u32,
    /// What is asked.
    pub text: Text,
    /// How far its readings agree.
    pub agreement: Agreement,
    /// Whether it is read differently more often than the questions together.
    pub stands_out: bool,
}

/// The reliability of the verification of a round.
#[derive(Debug, Clone)]
pub struct Reliability {
    /// All readings together.
    pub all: Agreement,
    /// By province, in the order of their codes.
    pub provinces: Vec<(Placed, Agreement)>,
    /// Questions that were read twice somewhere, in the order of the instrument.
    pub questions: Vec<QuestionAgreement>,
    /// Readings that still wait.
    pub waiting: usize,
}

impl Controller {
    /// The reliability of the verification, from the readings so far. A reading counts as it was compared, whatever was
    /// settled afterwards.
    pub async fn reliability(&self) -> Result<Reliability, AppError> {
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let readings = store::reading::of_round(&mut conn, self.round.id).await?;
        let mut all = Vec::new();
        let mut by_province: BTreeMap<_, Vec<Pair>> = BTreeMap::new();
        let mut by_question: BTreeMap<QuestionCode, Vec<Pair>> = BTreeMap::new();
        let mut waiting = 0;
        for reading in readings {
            let Some(second) = reading.second else {
                waiting += 1;
                continue;
            };
            let pair = Pair { first: second.first_share, second: second.share };
            all.push(pair.clone());
            by_province.entry(reading.province).or_default().push(pair.clone());
            by_question.entry(reading.question).or_default().push(pair);
        }
        let together = Agreement::of(&all);
        let differ = |count: Count| Count { hits: count.of - count.hits, of: count.of };
        let questions = instrument.questions().filter_map(|question| {
            let agreement = Agreement::of(by_question.get(&question.code)?);
            Some(QuestionAgreement {
                code: question.code.clone(),
                number: question.number,
                text: question.text.clone(),
                stands_out: stands_out(differ(agreement.count), differ(together.count)),
                agreement,
            })
        });
        let questions = questions.collect();
        let mut provinces = Vec::with_capacity(by_province.len());
        for (code, pairs) in by_province {
            let placed = store::body::by_code(&mut conn, code.as_str()).await?;
            let placed = placed.ok_or_else(|| AppError::Fault(format!("no body {code}")))?;
            provinces.push((placed, Agreement::of(&pairs)));
        }
        Ok(Reliability { all: together, provinces, questions, waiting })
    }
}
