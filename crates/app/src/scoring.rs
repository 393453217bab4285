//! The score of a round: the rows of the database as an assessment set, scored by the one engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::assessment::AssessmentState;
use domain::assessments::{AssessmentSet, BodyAssessment, BodyState};
use domain::body::Body;
use domain::codes::BodyCode;
use domain::instrument::Instrument;
use domain::results_file::ResultsFile;
use domain::scheme::Scheme;
use domain::scoring::{self, Cores};
use jiff::Timestamp;
use sql::Conn;
use store::assessment::Assessment;
use store::body::Placed;
use store::round::Round;

use crate::{App, AppError};

/// A scored round. Screens, files and proposals take their numbers from here.
#[derive(Debug)]
pub struct Scored {
    /// The questions.
    pub instrument: Arc<Instrument>,
    /// How they become a score.
    pub scheme: Arc<Scheme>,
    /// What was found at each office.
    pub set: AssessmentSet,
    /// The results file of the scoring contract, byte for byte as `terbuka score` writes it.
    pub json: String,
    /// The same, read back.
    pub results: ResultsFile,
}

impl App {
    /// Scores a round as it stands.
    pub(crate) async fn score(&self, conn: &mut Conn, round: &Round) -> Result<Scored, AppError> {
        let instrument = self.instrument(conn, round.instrument).await?;
        let scheme = self.scheme(conn, round.scheme).await?;
        let set = assessment_set(conn, round).await?;
        let fault = |error: &dyn std::fmt::Display| AppError::Fault(format!("round {}: {error}", round.slug));
        let json = scoring::score(&instrument, &scheme, &set, Cores::All)
            .map_err(|error| fault(&error))?
            .to_json(Cores::All);
        let results = ResultsFile::read(&json).map_err(|error| fault(&error))?;
        Ok(Scored { instrument, scheme, set, json, results })
    }
}

/// What was found at each office that takes part, by code. An office that did not submit brings nothing but its state: its
/// draft is its own.
pub(crate) async fn assessment_set(conn: &mut Conn, round: &Round) -> Result<AssessmentSet, AppError> {
    let assessments = store::assessment::of_round(conn, round.id).await?;
    let placed: BTreeMap<BodyCode, Placed> =
        store::body::all(conn).await?.into_iter().map(|placed| (placed.body.code.clone(), placed)).collect();
    let mut answers = store::answer::of_round(conn, round.id).await?;
    let mut reviews = store::review::of_round(conn, round.id).await?;
    for (body, judged) in store::judgement::effective(conn, round.id).await? {
        reviews.entry(body).or_default().extend(judged);
    }
    let mut components = store::review::components(conn, round.id).await?;
    let bodies = assessments.into_iter().map(|assessment| {
        let body = placed.get(&assessment.body).map(|placed| &placed.body);
        let mut found = without_judgements(&assessment, body);
        if found.state == BodyState::Submitted {
            found.answers = answers.remove(&found.code).unwrap_or_default();
            found.reviews = reviews.remove(&found.code).unwrap_or_default();
            let scores = components.remove(&found.code).unwrap_or_default();
            found.components = scores.into_iter().map(|(code, entered)| (code, entered.score)).collect();
        }
        found
    });
    Ok(AssessmentSet { bodies: bodies.collect() })
}

/// What was found at one office that takes part, as [`assessment_set`] has it.
pub(crate) async fn one_body(
    conn: &mut Conn,
    round: &Round,
    body: &Body,
) -> Result<BodyAssessment, AppError> {
    let code = body.code.as_str();
    let assessment = store::assessment::get(conn, round.id, code).await?.ok_or(AppError::NotFound)?;
    let mut found = without_judgements(&assessment, Some(body));
    if found.state == BodyState::Submitted {
        let answers = store::answer::of_body(conn, round.id, code).await?;
        found.answers = answers.into_iter().map(|(question, saved)| (question, saved.value)).collect();
        let reviews = store::review::of_body(conn, round.id, code).await?;
        found.reviews = reviews.into_iter().map(|(question, saved)| (question, saved.value)).collect();
        for (question, tiers) in store::judgement::of_body(conn, round.id, code).await? {
            found.reviews.extend(tiers.into_effective().map(|judged| (question, judged.value)));
        }
        let scores = store::review::components_of(conn, round.id, code).await?;
        found.components = scores.into_iter().map(|(code, entered)| (code, entered.score)).collect();
    }
    Ok(found)
}

/// Who an office is and how far it came.
fn without_judgements(assessment: &Assessment, body: Option<&Body>) -> BodyAssessment {
    let state = state_of(assessment);
    let submitted = assessment.submitted.as_ref().filter(|_| state == BodyState::Submitted);
    BodyAssessment {
        code: assessment.body.clone(),
        name: body.map(|body| body.name.clone()),
        parent: body.and_then(|body| body.parent.clone()),
        state,
        submitted_at: submitted.map(|submission| whole_second(submission.signature.at)),
        answers: BTreeMap::new(),
        reviews: BTreeMap::new(),
        components: BTreeMap::new(),
    }
}

/// How far an office came, in the words of the contract.
fn state_of(assessment: &Assessment) -> BodyState {
    match (assessment.state, &assessment.submitted) {
        (AssessmentState::Submitted, Some(_)) => BodyState::Submitted,
        (AssessmentState::Invited, _) => BodyState::NotRegistered,
        _ => BodyState::NotSubmitted,
    }
}

/// The contract knows no fractions of a second, and what is exported must rank as what is shown.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
