//! What an answer is worth by each who judged it, side by side: the office's own claim, the province, the second reading,
//! the appeal, and what counts in the end. The one place where these come together.

use std::collections::BTreeMap;

use domain::assessments::{Answer, Review};
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::RoundId;
use domain::instrument::{Instrument, Question};
use domain::scoring::{Found, SelfShare, found, self_score};
use domain::tier::{Tier, Tiers};
use jiff::Timestamp;
use sql::Conn;
use store::judgement::Judgement;

use crate::AppError;

/// What one tier said of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// 1, 2, …; earlier ones are in the events.
    pub version: i64,
    /// In the form of the scoring contract.
    pub review: Review,
    /// What it gives, 0 to 1.
    pub share: Exact,
    /// Why.
    pub reason: String,
    /// Name of who said it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl From<store::review::Saved> for Said {
    fn from(saved: store::review::Saved) -> Self {
        Self {
            version: saved.version,
            review: saved.value,
            share: saved.share,
            reason: saved.reason,
            by: saved.reviewed_by_name,
            at: saved.reviewed_at,
        }
    }
}

impl From<Judgement> for Said {
    fn from(judged: Judgement) -> Self {
        Self {
            version: judged.version,
            review: judged.value,
            share: judged.share,
            reason: judged.reason,
            by: judged.judged_by_name,
            at: judged.judged_at,
        }
    }
}

/// The values of one answer.
#[derive(Debug, Clone)]
pub struct Values {
    /// What the office claims.
    pub claimed: SelfShare,
    /// What each tier said.
    pub tiers: Tiers<Said>,
    /// What counts: the last tier that spoke, or the system where it scores the question.
    pub counts: Found,
}

impl Values {
    fn new(
        question: &Question,
        claimed: SelfShare,
        answer: Option<&Answer>,
        tiers: Tiers<Said>,
    ) -> Result<Self, AppError> {
        let effective = tiers.effective().map(|(_, said)| &said.review);
        let counts = found(question, answer, effective)
            .map_err(|error| AppError::Fault(format!("judgement of {}: {error}", question.code)))?;
        Ok(Self { claimed, tiers, counts })
    }

    /// Whose word counts; `None` where the system scores the question or nobody has judged it.
    #[must_use]
    pub fn counting_tier(&self) -> Option<Tier> {
        self.tiers.effective().map(|(tier, _)| tier)
    }

    /// Whether any two of those who said something said different things.
    #[must_use]
    pub fn differ(&self) -> bool {
        let claimed = match &self.claimed {
            SelfShare::Share(share) => Some(share),
            SelfShare::Unanswered | SelfShare::NotEstimable | SelfShare::NotApplicable => None,
        };
        let counts = match &self.counts {
            Found::Share(share) => Some(share),
            Found::NotApplicable | Found::Unanswered | Found::Unreviewed => None,
        };
        let said = Tier::ALL.into_iter().filter_map(|tier| Some(&self.tiers.get(tier)?.share));
        let mut all = claimed.into_iter().chain(said).chain(counts);
        let first = all.next();
        first.is_some_and(|first| all.any(|other| other != first))
    }
}

/// The values of one answer of a body.
///
/// # Errors
/// [`AppError::Fault`] where a stored judgement does not fit its question.
pub(crate) async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    instrument: &Instrument,
    body: &BodyCode,
    question: &Question,
) -> Result<Values, AppError> {
    let answer = store::answer::get(conn, round, body.as_str(), question.code.as_str()).await?;
    of_answer(conn, round, instrument, body, question, answer.as_ref().map(|saved| &saved.value)).await
}

/// As [`of_question`], beside this answer of the office.
pub(crate) async fn of_answer(
    conn: &mut Conn,
    round: RoundId,
    instrument: &Instrument,
    body: &BodyCode,
    question: &Question,
    answer: Option<&Answer>,
) -> Result<Values, AppError> {
    let (body, code) = (body.as_str(), question.code.as_str());
    let claimed = domain::review::claimed(instrument, question, answer);
    let above = store::judgement::of_question(conn, round, body, code).await?;
    let review = store::review::get(conn, round, body, code).await?;
    Values::new(question, claimed, answer, together(review, above))
}

/// The values of all answers of a body, by question.
///
/// # Errors
/// As [`of_question`].
pub(crate) async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    instrument: &Instrument,
    body: &BodyCode,
) -> Result<BTreeMap<QuestionCode, Values>, AppError> {
    let answers = store::answer::of_body(conn, round, body.as_str()).await?;
    let mut said = said_of_body(conn, round, body).await?;
    let claims = self_score(instrument, |code| answers.get(code).map(|saved| &saved.value)).questions;
    let mut claims: BTreeMap<_, _> = claims.into_iter().map(|found| (found.code, found.share)).collect();
    let values = instrument.questions().map(|question| {
        let code = &question.code;
        let claimed = claims.remove(code).unwrap_or(SelfShare::NotEstimable);
        let tiers = said.remove(code).unwrap_or_default();
        let answer = answers.get(code).map(|saved| &saved.value);
        Ok((code.clone(), Values::new(question, claimed, answer, tiers)?))
    });
    values.collect()
}

/// What each tier said of the answers of a body, by question.
pub(crate) async fn said_of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &BodyCode,
) -> Result<BTreeMap<QuestionCode, Tiers<Said>>, AppError> {
    let mut above = store::judgement::of_body(conn, round, body.as_str()).await?;
    let reviews = store::review::of_body(conn, round, body.as_str()).await?;
    let mut said: BTreeMap<QuestionCode, Tiers<Said>> = BTreeMap::new();
    for (question, review) in reviews {
        let above = above.remove(&question).unwrap_or_default();
        said.insert(question, together(Some(review), above));
    }
    said.extend(above.into_iter().map(|(question, above)| (question, together(None, above))));
    Ok(said)
}

fn together(review: Option<store::review::Saved>, above: Tiers<Judgement>) -> Tiers<Said> {
    Tiers {
        provincial: review.map(Said::from),
        national: above.national.map(Said::from),
        appeal: above.appeal.map(Said::from),
        correction: above.correction.map(Said::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(share: &str) -> Said {
        Said {
            version: 1,
            review: Review::default(),
            share: share.parse().expect("a share"),
            reason: String::new(),
            by: "Sari".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn values(claimed: &str, provincial: &str, counts: &str) -> Values {
        Values {
            claimed: SelfShare::Share(claimed.parse().expect("a share")),
            tiers: Tiers { provincial: Some(said(provincial)), ..Tiers::default() },
            counts: Found::Share(counts.parse().expect("a share")),
        }
    }

    #[test]
    fn values_differ_when_any_two_do() {
        assert!(!values("1", "1", "1").differ());
        assert!(values("1", "3/5", "3/5").differ(), "the province gives less than was claimed");
        let mut overruled = values("3/5", "3/5", "1");
        overruled.tiers.national = Some(said("1"));
        assert!(overruled.differ());
        let mut alone = values("1", "1", "1");
        alone.claimed = SelfShare::NotEstimable;
        assert!(!alone.differ(), "who said nothing does not differ");
        assert_eq!(alone.counting_tier(), Some(Tier::Provincial));
    }
}
