//! Reasons that a round offers to its reviewers, question by question.

use domain::ids::PhraseId;
use domain::problem::{FieldProblem, Problem};
use domain::verification::{PHRASE_MAX, check_text};
use serde_json::json;
use store::workbench::Phrase;

use super::National;
use crate::AppError;
use crate::error::check;

impl National {
    /// The reasons that a round offers, by question and age.
    pub async fn phrases(&self, slug: &str) -> Result<Vec<Phrase>, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        Ok(store::workbench::phrases(&mut conn, round.id).await?)
    }

    /// Offers a reason for a question.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `question` and `text`.
    pub async fn add_phrase(&self, slug: &str, question: &str, text: &str) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = store::round::lock_by_slug(&mut tx, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let instrument = self.app.instrument(&mut tx, round.instrument).await?;
        let asked = instrument.question(question).filter(|asked| !asked.rubric.is_system_scored());
        let mut problems = Vec::new();
        if asked.is_none() {
            problems.push(FieldProblem::new("question", Problem::UnknownOption));
        }
        let text = check_text(text, true, PHRASE_MAX);
        if let Err(problem) = &text {
            problems.push(FieldProblem::new("text", problem.clone()));
        }
        check(problems)?;
        let (Some(asked), Ok(text)) = (asked, text) else { return Err(AppError::NotFound) };
        let phrase = Phrase {
            id: PhraseId::new(now, self.app.random()),
            question: asked.code.clone(),
            text: text.to_owned(),
        };
        store::workbench::add_phrase(&mut tx, round.id, &phrase, self.who.person, now).await?;
        let data = json!({ "id": phrase.id, "question": phrase.question, "text": phrase.text });
        self.log(&mut tx, now, &round, None, "phrase_added", &data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Offers a reason no longer. Judgements that used it keep it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it is not offered.
    pub async fn remove_phrase(&self, slug: &str, id: PhraseId) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = store::round::lock_by_slug(&mut tx, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let gone = store::workbench::remove_phrase(&mut tx, round.id, id, now).await?;
        let gone = gone.ok_or(AppError::NotFound)?;
        let data = json!({ "id": id, "question": gone.question, "text": gone.text });
        self.log(&mut tx, now, &round, None, "phrase_removed", &data).await?;
        tx.commit().await?;
        Ok(())
    }
}
