//! The questionnaire of an office: where it stands, its signatures, its submission.

use std::collections::BTreeMap;

use app::Scope;
use app::office::{Office, Receipt, Sheet};
use axum::response::Response;
use domain::assessment::QuestionStatus;
use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::assessment::Signature;
use utoipa::ToSchema;

use super::caller::Member;
use super::error::ApiError;
use super::json::Form;
use super::number::NumberDoc;
use super::operation::Operation;
use super::query::Names;
use super::rounds::WindowDoc;
use super::{ASSESSMENTS, answer};

/// The questionnaire of one office in one round.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Assessment)]
struct AssessmentDoc {
    /// Slug of the round.
    #[schema(example = "monev-2024")]
    round: String,
    /// Code of the body.
    #[schema(example = "62.06")]
    body: String,
    /// `invited`, `in_progress`, `signed_off`, `endorsed` or `submitted`.
    #[schema(example = "in_progress")]
    state: &'static str,
    /// When this office may fill.
    filling: Option<WindowDoc>,
    /// The signature of the PPID.
    signed_off: Option<SignatureDoc>,
    /// The signature of the leader.
    endorsed: Option<SignatureDoc>,
    /// The submission.
    submitted: Option<SignatureDoc>,
    /// Number of the receipt.
    receipt: Option<String>,
    /// What the office may expect from its own answers.
    estimate: EstimateDoc,
    /// In the order of the instrument.
    questions: Vec<QuestionState>,
}

/// Who and when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Signature)]
struct SignatureDoc {
    /// Name of the person.
    by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// What the office may expect from its own answers, on the scale of 100; the reviewers decide.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Estimate)]
struct EstimateDoc {
    /// If all that cannot be estimated earned nothing.
    low: Option<NumberDoc>,
    /// If all that cannot be estimated earned everything.
    high: Option<NumberDoc>,
    /// Answered questions that only a reviewer can judge.
    not_estimable: Vec<String>,
}

/// How far a question has come.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionState {
    /// Its code.
    #[schema(example = "A1")]
    question: String,
    /// `not_started`, `in_progress`, `done` or `problem`.
    #[schema(example = "done")]
    status: &'static str,
    /// Version of the answer; 0 where there is none.
    #[schema(example = 3)]
    version: i64,
    /// Files and links that support it.
    evidence: usize,
    /// How many things it still lacks.
    gaps: usize,
}

/// The proof of a submission.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
struct ReceiptDoc {
    /// Its number, which people read out.
    number: String,
    /// When the server had the complete request.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Name of the person who sent it.
    by: String,
    /// SHA-256 of the canonical JSON (RFC 8785) of `document`, hexadecimal.
    hash: String,
    /// Everything that was submitted.
    #[schema(value_type = Object)]
    document: Value,
}

/// What the PPID signs.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "describes what `sign_off` reads")]
struct SignOff {
    /// Sign off though questions lack something. They are listed as errors without it.
    #[schema(default = false)]
    accept_gaps: Option<bool>,
}

pub(super) fn operations() -> Vec<Operation> {
    const PATH: &str = "/rounds/{round}/assessments/{body}";
    vec![
        Operation::get(PATH, "getAssessment", show)
            .about(ASSESSMENTS, "Where the questionnaire of an office stands")
            .scope(Scope::ReadAnswers)
            .answers::<AssessmentDoc>(200, "The questionnaire"),
        Operation::post("/rounds/{round}/assessments/{body}/sign-off", "signOff", sign_off)
            .about(ASSESSMENTS, "The PPID signs the questionnaire off")
            .note("Answers and evidence are locked from then on. Questions with something wrong or missing are named by their code as the place of the error.")
            .scope(Scope::WriteAnswers)
            .takes::<SignOff>(json!({ "accept_gaps": true }))
            .answers_nothing("Signed off"),
        Operation::post("/rounds/{round}/assessments/{body}/endorse", "endorse", endorse)
            .about(ASSESSMENTS, "The leader endorses the signed questionnaire")
            .note("Another person than the one who signed it off.")
            .scope(Scope::WriteAnswers)
            .checks()
            .answers_nothing("Endorsed"),
        Operation::post("/rounds/{round}/assessments/{body}/submission", "submit", submit)
            .about(ASSESSMENTS, "Submit the endorsed questionnaire")
            .note("Sent again, it answers with the same receipt.")
            .scope(Scope::WriteAnswers)
            .answers::<ReceiptDoc>(200, "The receipt"),
        Operation::get("/rounds/{round}/assessments/{body}/submission", "getReceipt", receipt)
            .about(ASSESSMENTS, "The receipt of the submission that counts")
            .scope(Scope::ReadAnswers)
            .answers::<ReceiptDoc>(200, "The receipt"),
        Operation::post("/rounds/{round}/assessments/{body}/reopen", "reopen", reopen)
            .about(ASSESSMENTS, "Go back to filling")
            .note("The signatures fall, a submission is withdrawn.")
            .scope(Scope::WriteAnswers)
            .answers_nothing("Reopened"),
    ]
}

/// The questionnaire that an address names.
pub(super) async fn office(member: &Member, names: &Names) -> Result<Office, ApiError> {
    Ok(member.0.office(names.round(), names.body()).await?)
}

async fn show(member: Member, names: Names) -> Result<Response, ApiError> {
    let office = office(&member, &names).await?;
    let sheet = office.sheet().await?;
    Ok(answer::one(assessment_doc(&office, &sheet)))
}

async fn sign_off(member: Member, names: Names, mut form: Form) -> Result<StatusCode, ApiError> {
    let accept_gaps = form.optional("accept_gaps").unwrap_or(false);
    form.done()?;
    let refused = |error| answer::placed(error, ToOwned::to_owned);
    office(&member, &names).await?.sign_off(accept_gaps).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn endorse(member: Member, names: Names) -> Result<StatusCode, ApiError> {
    office(&member, &names).await?.endorse().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn submit(member: Member, names: Names) -> Result<Response, ApiError> {
    let receipt = office(&member, &names).await?.submit().await?;
    Ok(answer::one(ReceiptDoc::from(receipt)))
}

async fn receipt(member: Member, names: Names) -> Result<Response, ApiError> {
    let receipt = office(&member, &names).await?.receipt().await?;
    Ok(answer::one(ReceiptDoc::from(receipt)))
}

async fn reopen(member: Member, names: Names) -> Result<StatusCode, ApiError> {
    office(&member, &names).await?.reopen().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<Receipt> for ReceiptDoc {
    fn from(receipt: Receipt) -> Self {
        let document = serde_json::from_str(&receipt.document).unwrap_or(Value::Null);
        Self { number: receipt.number, at: receipt.at, by: receipt.by, hash: receipt.hash, document }
    }
}

fn assessment_doc(office: &Office, sheet: &Sheet) -> AssessmentDoc {
    let assessment = &sheet.assessment;
    let signature = |signature: Option<Signature>, name: &Option<String>| {
        signature.map(|found| SignatureDoc { by: name.clone().unwrap_or_default(), at: found.at })
    };
    let [signed, endorsed, submitted] = &sheet.signers;
    let estimate = office.self_score(sheet);
    let counts = sheet.evidence.iter().fold(BTreeMap::new(), |mut counts, piece| {
        *counts.entry(&piece.question).or_insert(0_usize) += 1;
        counts
    });
    let questions = office.instrument().questions().map(|question| QuestionState {
        question: question.code.to_string(),
        status: status(sheet.status(question)),
        version: sheet.answers.get(&question.code).map_or(0, |saved| saved.version),
        evidence: counts.get(&question.code).copied().unwrap_or(0),
        gaps: sheet.gaps(question).len(),
    });
    AssessmentDoc {
        round: office.round().slug.clone(),
        body: office.placed().body.code.to_string(),
        state: assessment.state.code(),
        filling: office.filling().map(WindowDoc::from),
        signed_off: signature(assessment.signed_off, signed),
        endorsed: signature(assessment.endorsed, endorsed),
        submitted: signature(assessment.submitted.as_ref().map(|found| found.signature), submitted),
        receipt: assessment.submitted.as_ref().map(|found| found.receipt.clone()),
        estimate: EstimateDoc {
            low: estimate.low.as_ref().map(NumberDoc::rounded),
            high: estimate.high.as_ref().map(NumberDoc::rounded),
            not_estimable: estimate.not_estimable.iter().map(ToString::to_string).collect(),
        },
        questions: questions.collect(),
    }
}

const fn status(status: QuestionStatus) -> &'static str {
    match status {
        QuestionStatus::NotStarted => "not_started",
        QuestionStatus::InProgress => "in_progress",
        QuestionStatus::Done => "done",
        QuestionStatus::Problem => "problem",
    }
}
