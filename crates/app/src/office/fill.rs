//! Writing answers.

use domain::assessment::check_answer;
use domain::assessments::{AlsoAnswer, Answer};
use domain::codes::QuestionCode;
use domain::instrument::{AnswerKind, Question};
use domain::policy::Action;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::answer::Place;
use store::evidence::{Content, Evidence};

use super::{ANSWER, Office};
use crate::error::check;
use crate::link::At;
use crate::{AppError, Conflict};

/// An answer to be saved.
#[derive(Debug, Clone)]
pub struct SaveAnswer {
    /// Which question.
    pub question: QuestionCode,
    /// The version that the edit started from; 0 for none.
    pub base: i64,
    /// The whole answer as it shall be. Names of files are not taken from here: they follow the evidence.
    pub value: Answer,
}

/// An answer that is now saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its version.
    pub version: i64,
    /// When it was saved; when nothing had changed, at this moment.
    pub at: Timestamp,
}

impl Office {
    /// Saves an answer. When this returns, it is on the disk. Saving what is there already changes nothing, whatever
    /// version it started from, so a request that is sent twice does no harm.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every wrong part, [`AppError::Conflict`] with the present version and value when
    /// somebody else was faster or with the state when the answers are signed, [`AppError::Closed`] outside the
    /// filling.
    pub async fn save_answer(&self, command: SaveAnswer) -> Result<Saved, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let question = self.question(command.question.as_str())?;
        let mut value = command.value;
        value.files.clear();
        value.also.retain(|_, also| *also != AlsoAnswer::default());
        check(check_answer(question, &value))?;
        let (round, body) = (self.round.id, &self.placed.body.code);
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question.code.as_str(), now).await?;
        let evidence =
            store::evidence::of_question(&mut tx, round, body.as_str(), question.code.as_str()).await?;
        name_files(question, &mut value, &evidence);
        let present = store::answer::get(&mut tx, round, body.as_str(), question.code.as_str()).await?;
        let version = present.as_ref().map_or(0, |saved| saved.version);
        let same = present.as_ref().map_or_else(|| value.is_empty(), |saved| saved.value == value);
        if same {
            tx.commit().await?;
            return Ok(Saved { version, at: now });
        }
        let place = Place { round, body, question: &question.code };
        let saved = if version == command.base {
            let at = At { round, body, question: &question.code };
            let before = present.as_ref().map(|saved| &saved.value);
            self.app.look_at_new(&mut tx, at, before, &value, now).await?;
            store::answer::save(&mut tx, place, version, &value, self.who.person, now).await?
        } else {
            None
        };
        let Some(saved) = saved else {
            let value = present.map(|saved| saved.value).unwrap_or_default();
            let value = serde_jcs::to_string(&value).map_err(|error| AppError::Fault(error.to_string()))?;
            return Err(AppError::Conflict(Conflict::Version { current: version, value }));
        };
        let data = json!({ "value": value, "version": saved });
        self.log(&mut tx, now, ANSWER, self.question_object(&question.code), "saved", data).await?;
        tx.commit().await?;
        Ok(Saved { version: saved, at: now })
    }

    /// Writes the names of a question's files into its answer, where files are the answer.
    pub(super) async fn follow_evidence(
        &self,
        conn: &mut Conn,
        question: &Question,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let (round, body) = (self.round.id, &self.placed.body.code);
        let code = question.code.as_str();
        let present = store::answer::get(conn, round, body.as_str(), code).await?;
        let before = present.map(|saved| saved.value).unwrap_or_default();
        let evidence = store::evidence::of_question(conn, round, body.as_str(), code).await?;
        let mut value = before.clone();
        name_files(question, &mut value, &evidence);
        if value != before {
            let place = Place { round, body, question: &question.code };
            store::answer::put_files(conn, place, &value, self.who.person, now).await?;
        }
        Ok(())
    }
}

/// Files are answers where the question, or a further answer, is of kind `file`: their names stand in the answer.
fn name_files(question: &Question, value: &mut Answer, evidence: &[Evidence]) {
    let names: Vec<String> = evidence
        .iter()
        .map(|evidence| match &evidence.content {
            Content::File { name, .. } => name.clone(),
            Content::Link(link) => link.clone(),
        })
        .collect();
    if question.answer.kind == AnswerKind::File {
        value.files.clone_from(&names);
    }
    for also in question.answer.also.iter().filter(|also| also.kind == AnswerKind::File) {
        if names.is_empty() {
            value.also.remove(&also.code);
        } else {
            value.also.entry(also.code.clone()).or_default().files.clone_from(&names);
        }
    }
}
