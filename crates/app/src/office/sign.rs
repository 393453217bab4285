//! The two signatures, the submission with its receipt, and the way back.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use domain::assessment::{AssessmentAction, AssessmentState, QuestionStatus, check_endorser};
use domain::codes::{QuestionCode, SlotCode};
use domain::link::Occasion;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::reference::new_reference;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sql::Conn;
use store::assessment::{Assessment, Signature, Submission};
use store::evidence::{Content, Evidence};

use super::{ASSESSMENT, Office, Sheet, step};
use crate::AppError;
use crate::error::check;

/// Format of what a receipt is for.
pub const SUBMISSION_FORMAT: &str = "terbuka/submission@1";

/// The proof of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its number, which people read out.
    pub number: String,
    /// When the server had the complete request.
    pub at: Timestamp,
    /// Name of the person who sent it.
    pub by: String,
    /// SHA-256 of `document`, hexadecimal.
    pub hash: String,
    /// Canonical JSON (RFC 8785) of everything that was submitted.
    pub document: String,
}

/// Everything that was submitted. Its canonical JSON (RFC 8785) is the data of the `submitted` event and what a receipt's
/// hash is of.
#[derive(Debug, Serialize)]
pub struct Submitted<'a> {
    /// [`SUBMISSION_FORMAT`].
    pub format: &'static str,
    /// Number of the receipt.
    pub receipt: &'a str,
    /// Slug of the round.
    pub round: &'a str,
    /// Code of the body.
    pub body: &'a str,
    /// Name of its office.
    pub office: &'a str,
    /// Code, edition, version and hash.
    pub instrument: Value,
    /// By whom and when.
    pub signed_off: Value,
    /// By whom and when.
    pub endorsed: Value,
    /// By whom and when.
    pub submitted: Value,
    /// By question.
    pub answers: BTreeMap<&'a QuestionCode, &'a domain::assessments::Answer>,
    /// By question and slot.
    pub evidence: BTreeMap<&'a QuestionCode, BTreeMap<&'a SlotCode, Vec<Value>>>,
    /// Facts of the records that were taken, by question; absent where there are none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<QuestionCode, Vec<Value>>,
}

impl Submitted<'_> {
    /// SHA-256 of the canonical JSON, hexadecimal.
    pub fn hash(&self) -> Result<String, AppError> {
        let text = serde_jcs::to_string(self).map_err(|error| AppError::Fault(error.to_string()))?;
        Ok(sha256(&text))
    }
}

impl Office {
    /// The PPID signs the questionnaire off; answers and evidence are locked from then on. Questions with something
    /// missing need `accept_gaps`: an office without a facility must be able to submit too.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with one problem for each question that has a problem, and without `accept_gaps` for each
    /// that lacks something (the field is its code); [`AppError::Conflict`] out of order; [`AppError::Closed`] outside
    /// the filling.
    pub async fn sign_off(&self, accept_gaps: bool) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::SignOff, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let mut assessment = self.lock_in_time(&mut tx, now).await?;
        step(&mut assessment, AssessmentAction::SignOff)?;
        let sheet = self.sheet_in(&mut tx, assessment.clone()).await?;
        let (mut wrong, mut gaps) = (Vec::new(), Vec::new());
        for question in self.instrument.questions() {
            let problem = |why: &str| {
                FieldProblem::new(question.code.to_string(), Problem::NotNow { why: why.to_owned() })
            };
            if sheet.status(question) == QuestionStatus::Problem {
                wrong.push(problem("saq-question-has-problem"));
            } else if !sheet.gaps(question).is_empty() {
                gaps.push(problem("saq-question-has-gap"));
            }
        }
        let lacking: Vec<String> = gaps.iter().map(|gap| gap.field.clone()).collect();
        if !accept_gaps {
            wrong.append(&mut gaps);
        }
        check(wrong)?;
        assessment.signed_off = Some(Signature { by: self.who.person, at: now });
        store::assessment::update(&mut tx, &assessment).await?;
        self.log(&mut tx, now, ASSESSMENT, self.object(), "signed_off", json!({ "gaps": lacking })).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The leader endorses the signed questionnaire: another person than the one who signed it off.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with [`Problem::SamePerson`]; [`AppError::Conflict`] out of order; [`AppError::Closed`]
    /// outside the filling.
    pub async fn endorse(&self) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::Endorse, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let mut assessment = self.lock_in_time(&mut tx, now).await?;
        step(&mut assessment, AssessmentAction::Endorse)?;
        if let Some(signature) = assessment.signed_off {
            check_endorser(signature.by, self.who.person)
                .map_err(|problem| AppError::field("endorse", problem))?;
        }
        assessment.endorsed = Some(Signature { by: self.who.person, at: now });
        store::assessment::update(&mut tx, &assessment).await?;
        self.log(&mut tx, now, ASSESSMENT, self.object(), "endorsed", json!({})).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Submits the endorsed questionnaire. Who sends it once more gets the same receipt.
    ///
    /// # Errors
    /// [`AppError::Conflict`] out of order; [`AppError::Closed`] outside the filling.
    pub async fn submit(&self) -> Result<Receipt, AppError> {
        let now = self.app.now();
        self.who.must(Action::Submit, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let mut assessment = self.lock(&mut tx).await?;
        if assessment.state == AssessmentState::Submitted {
            return self.receipt_in(&mut tx, &assessment).await;
        }
        self.in_time(&mut tx, now).await?;
        step(&mut assessment, AssessmentAction::Submit)?;
        let year = i16::try_from(self.round.year).unwrap_or(0);
        let number = new_reference("SAQ", year, self.app.random());
        let sheet = self.sheet_in(&mut tx, assessment.clone()).await?;
        let document = self.document(&mut tx, &sheet, &number, now).await?;
        let hash = document.hash()?;
        let signature = Signature { by: self.who.person, at: now };
        assessment.submitted = Some(Submission { signature, receipt: number.clone(), hash });
        store::assessment::update(&mut tx, &assessment).await?;
        self.log(&mut tx, now, ASSESSMENT, self.object(), "submitted", &document).await?;
        let (round, body) = (self.round.id, &self.placed.body.code);
        self.app.look_at_all(&mut tx, round, body, Occasion::Submission, now).await?;
        let receipt = self.receipt_in(&mut tx, &assessment).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// Goes back to filling before the end: the signatures fall, a submission is withdrawn. The last submission before
    /// the end is the one that counts.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when it is being filled already; [`AppError::Closed`] outside the filling.
    pub async fn reopen(&self) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::SignOff, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let mut assessment = self.lock_in_time(&mut tx, now).await?;
        let from = assessment.state;
        step(&mut assessment, AssessmentAction::Reopen)?;
        assessment.signed_off = None;
        assessment.endorsed = None;
        let withdrawn = assessment.submitted.take().map(|submission| submission.receipt);
        store::assessment::update(&mut tx, &assessment).await?;
        let data = json!({ "from": from.code(), "receipt": withdrawn });
        self.log(&mut tx, now, ASSESSMENT, self.object(), "reopened", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The receipt of the submission that counts.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when nothing is submitted.
    pub async fn receipt(&self) -> Result<Receipt, AppError> {
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let found = store::assessment::get(&mut conn, self.round.id, code).await?;
        self.receipt_in(&mut conn, &found.ok_or(AppError::NotFound)?).await
    }

    async fn receipt_in(&self, conn: &mut Conn, assessment: &Assessment) -> Result<Receipt, AppError> {
        let submission = assessment.submitted.clone().ok_or(AppError::NotFound)?;
        let event = store::event::latest(conn, ASSESSMENT, &self.object(), "submitted").await?;
        let event = event.ok_or_else(|| AppError::Fault("a submission without its event".to_owned()))?;
        if sha256(&event.data) != submission.hash {
            return Err(AppError::Fault(format!("{}: the event does not fit its hash", submission.receipt)));
        }
        Ok(Receipt {
            number: submission.receipt,
            at: submission.signature.at,
            by: event.actor_name.unwrap_or_default(),
            hash: submission.hash,
            document: event.data,
        })
    }

    async fn sheet_in(&self, conn: &mut Conn, assessment: Assessment) -> Result<Sheet, AppError> {
        let (round, code) = (self.round.id, self.placed.body.code.as_str());
        Ok(Sheet {
            answers: store::answer::of_body(conn, round, code).await?,
            evidence: store::evidence::of_body(conn, round, code).await?,
            assessment,
            signers: [None, None, None],
        })
    }

    async fn document<'a>(
        &'a self,
        conn: &mut Conn,
        sheet: &'a Sheet,
        number: &'a str,
        now: Timestamp,
    ) -> Result<Submitted<'a>, AppError> {
        let stored = store::instrument::instrument_by_id(conn, self.round.instrument).await?;
        let stored = stored.ok_or_else(|| AppError::Fault("a round without its instrument".to_owned()))?;
        let signed_off = signed(conn, sheet.assessment.signed_off).await?;
        let endorsed = signed(conn, sheet.assessment.endorsed).await?;
        let mut evidence: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for piece in &sheet.evidence {
            let slots = evidence.entry(&piece.question).or_default();
            slots.entry(&piece.slot).or_default().push(described(piece));
        }
        let mut facts: BTreeMap<QuestionCode, Vec<Value>> = BTreeMap::new();
        let body = self.placed.body.code.as_str();
        for taken in store::fact::of_body(conn, self.round.id, body).await? {
            facts.entry(taken.question.clone()).or_default().push(crate::fact::described(&taken));
        }
        Ok(Submitted {
            format: SUBMISSION_FORMAT,
            receipt: number,
            round: &self.round.slug,
            body: self.placed.body.code.as_str(),
            office: &self.placed.body.office_name,
            instrument: json!({
                "code": stored.code, "edition": stored.edition, "version": stored.version,
                "sha256": stored.sha256,
            }),
            signed_off,
            endorsed,
            submitted: json!({ "by": self.who.name, "at": now.to_string() }),
            answers: sheet.answers.iter().map(|(code, saved)| (code, &saved.value)).collect(),
            evidence,
            facts,
        })
    }
}

async fn signed(conn: &mut Conn, signature: Option<Signature>) -> Result<Value, AppError> {
    let Some(signature) = signature else { return Ok(Value::Null) };
    let name = store::person::by_id(conn, signature.by).await?.map(|person| person.name);
    Ok(json!({ "by": name, "at": signature.at.to_string() }))
}

pub(super) fn described(evidence: &Evidence) -> Value {
    let id = evidence.id.to_string();
    match &evidence.content {
        Content::File { blob, name } => json!({
            "id": id, "caption": evidence.caption,
            "file": name, "media": blob.media, "sha256": blob.sha256, "size": blob.size,
        }),
        Content::Link(link) => json!({ "id": id, "caption": evidence.caption, "link": link }),
    }
}

pub(crate) fn sha256(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}
