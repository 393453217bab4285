//! Reading a questionnaire: as a whole, and one question of it.

use std::collections::BTreeMap;

use domain::assessment::{self, Gap, QuestionStatus};
use domain::assessments::Answer;
use domain::codes::{QuestionCode, SlotCode};
use domain::ids::EvidenceId;
use domain::instrument::{Question, Slot};
use domain::scoring::{SelfScore, self_score};
use store::answer::Saved;
use store::assessment::Assessment;
use store::event::Event;
use store::evidence::Evidence;
use store::returned::Returned;

use super::{ANSWER, Office};
use crate::AppError;
use crate::belief::{self, Belief, View};
use crate::link::{LinkProof, links_of, proofs};

/// Most events that the history of a question shows.
const HISTORY_MAX: i64 = 50;

/// A whole questionnaire as it is now.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// State and signatures.
    pub assessment: Assessment,
    /// Names of those who signed, by signature: sign-off, endorsement, submission.
    pub signers: [Option<String>; 3],
    /// Answers by question.
    pub answers: BTreeMap<QuestionCode, Saved>,
    /// Evidence, by question, slot and age.
    pub evidence: Vec<Evidence>,
}

impl Sheet {
    /// What was answered to a question; an empty answer for none.
    #[must_use]
    pub fn answer(&self, question: &QuestionCode) -> Answer {
        self.answers.get(question).map(|saved| saved.value.clone()).unwrap_or_default()
    }

    /// The evidence of a question.
    pub fn evidence_of<'a>(&'a self, question: &'a QuestionCode) -> impl Iterator<Item = &'a Evidence> {
        self.evidence.iter().filter(move |evidence| evidence.question == *question)
    }

    fn counts(&self, question: &QuestionCode) -> BTreeMap<SlotCode, u32> {
        count(self.evidence_of(question))
    }

    /// How far a question has come.
    #[must_use]
    pub fn status(&self, question: &Question) -> QuestionStatus {
        assessment::status(question, &self.answer(&question.code), &self.counts(&question.code))
    }

    /// What a question still lacks.
    #[must_use]
    pub fn gaps(&self, question: &Question) -> Vec<Gap> {
        assessment::gaps(question, &self.answer(&question.code), &self.counts(&question.code))
    }
}

/// Files and links in each slot.
pub(super) fn count<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> BTreeMap<SlotCode, u32> {
    let mut counts = BTreeMap::new();
    for evidence in evidence {
        *counts.entry(evidence.slot.clone()).or_insert(0_u32) += 1;
    }
    counts
}

/// One question as it is now.
#[derive(Debug, Clone)]
pub struct QuestionSheet<'a> {
    /// The question.
    pub question: &'a Question,
    /// State and signatures of the questionnaire.
    pub assessment: Assessment,
    /// The answer, if there is one.
    pub saved: Option<Saved>,
    /// Its evidence, by slot and age.
    pub evidence: Vec<Evidence>,
    /// What is known of each file of it.
    pub beliefs: BTreeMap<EvidenceId, Belief>,
    /// Address of the tutorial: the round's own before that of the instrument.
    pub tutorial: Option<String>,
    /// What is known of its links: those of the answer, then those of the evidence.
    pub links: Vec<LinkProof>,
    /// Whether, and how, it was given back to the office.
    pub returned: Option<Returned>,
}

impl QuestionSheet<'_> {
    /// The version that an edit starts from.
    #[must_use]
    pub fn base(&self) -> i64 {
        self.saved.as_ref().map_or(0, |saved| saved.version)
    }

    /// What is answered; an empty answer for none.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.saved.as_ref().map(|saved| saved.value.clone()).unwrap_or_default()
    }

    /// How far the question has come.
    #[must_use]
    pub fn status(&self) -> QuestionStatus {
        assessment::status(self.question, &self.answer(), &count(self.evidence.iter()))
    }

    /// The slots to show: those that the answer asks for, and those that hold something.
    #[must_use]
    pub fn shown_slots(&self) -> Vec<&Slot> {
        let answer = self.answer();
        let holds = |slot: &Slot| self.evidence.iter().any(|evidence| evidence.slot == slot.code);
        let slots = self.question.evidence.iter();
        slots.filter(|slot| assessment::is_asked(self.question, slot, &answer) || holds(slot)).collect()
    }
}

impl Office {
    /// The whole questionnaire.
    pub async fn sheet(&self) -> Result<Sheet, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, code) = (self.round().id, self.placed().body.code.as_str());
        let assessment = store::assessment::get(&mut conn, round, code).await?.ok_or(AppError::NotFound)?;
        let signatures = [
            assessment.signed_off,
            assessment.endorsed,
            assessment.submitted.as_ref().map(|submission| submission.signature),
        ];
        let mut signers = [None, None, None];
        for (name, signature) in signers.iter_mut().zip(signatures) {
            if let Some(signature) = signature {
                *name = store::person::by_id(&mut conn, signature.by).await?.map(|person| person.name);
            }
        }
        let answers = store::answer::of_body(&mut conn, round, code).await?;
        let evidence = store::evidence::of_body(&mut conn, round, code).await?;
        Ok(Sheet { assessment, signers, answers, evidence })
    }

    /// What is known of each file of the questionnaire.
    pub async fn beliefs(&self, sheet: &Sheet) -> Result<BTreeMap<EvidenceId, Belief>, AppError> {
        let mut conn = self.app.db().read().await?;
        belief::of_evidence(&mut conn, self.view(), &sheet.evidence).await
    }

    /// Whose evidence it is, for [`belief::of_evidence`].
    pub(super) fn view(&self) -> View<'_> {
        View {
            who: &self.who,
            round: &self.round,
            body: &self.placed.body,
            instrument: &self.instrument,
            closes: self.filling.map(|window| window.closes),
        }
    }

    /// What the office may expect from its own answers.
    #[must_use]
    pub fn self_score(&self, sheet: &Sheet) -> SelfScore {
        self_score(self.instrument(), |question| sheet.answers.get(question).map(|saved| &saved.value))
    }

    /// One question.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the instrument has none with this code.
    pub async fn question_sheet(&self, code: &str) -> Result<QuestionSheet<'_>, AppError> {
        let question = self.question(code)?;
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round().id, self.placed().body.code.as_str());
        let assessment = store::assessment::get(&mut conn, round, body).await?.ok_or(AppError::NotFound)?;
        let saved = store::answer::get(&mut conn, round, body, code).await?;
        let evidence = store::evidence::of_question(&mut conn, round, body, code).await?;
        let beliefs = belief::of_evidence(&mut conn, self.view(), &evidence).await?;
        let own = store::round::tutorials(&mut conn, round).await?.remove(code);
        let tutorial = own.or_else(|| question.tutorial.clone());
        let probes = store::probe::of_question(&mut conn, round, body, code).await?;
        let returned = store::returned::of_question(&mut conn, round, body, code).await?;
        let links = links_of(saved.as_ref().map(|saved| &saved.value), &evidence);
        let closing = self.filling().map(|window| window.closes);
        let links = proofs(links, probes.iter(), closing, self.app.now())?;
        Ok(QuestionSheet { question, assessment, saved, evidence, beliefs, tutorial, links, returned })
    }

    /// What has happened to a question, latest first.
    pub async fn history(&self, question: &QuestionCode) -> Result<Vec<Event>, AppError> {
        let mut conn = self.app.db().read().await?;
        let object = self.question_object(question);
        Ok(store::event::of_object(&mut conn, ANSWER, &object, HISTORY_MAX).await?)
    }
}
