//! A question that came back: the office mends this one alone and sends it again, with a receipt of its own. Everything else
//! stays submitted as it was.

use domain::codes::QuestionCode;
use domain::policy::Action;
use domain::reference::new_reference;
use domain::verification::returned::ReturnAction;
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::returned::Returned;

use super::sign::{described, sha256};
use super::{ANSWER, Office};
use crate::jobs::Work;
use crate::returned::{About, Audience};
use crate::{AppError, Conflict};

/// Format of what such a receipt is for.
pub const MENDED_FORMAT: &str = "terbuka/mended@1";

/// The proof that a question was sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedReceipt {
    /// Its number.
    pub number: String,
    /// SHA-256 of `document`, hexadecimal.
    pub hash: String,
    /// When.
    pub at: Timestamp,
    /// Canonical JSON (RFC 8785) of the question as it was sent again.
    pub document: String,
}

impl Office {
    /// The questions that were given back to this office, by age.
    pub async fn returned(&self) -> Result<Vec<Returned>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::returned::of_body(&mut conn, self.round.id, self.placed.body.code.as_str()).await?)
    }

    /// Whether somebody of the office may change a question that was given back, at this moment.
    #[must_use]
    pub fn is_mendable(&self, returned: Option<&Returned>) -> bool {
        self.may(Action::FillAnswer) && returned.is_some_and(|found| found.is_at_office(self.app.now()))
    }

    /// Whether a question is at the office now, as this connection sees it.
    pub(super) async fn is_mending(
        &self,
        conn: &mut Conn,
        question: &str,
        now: Timestamp,
    ) -> Result<bool, AppError> {
        let body = self.placed.body.code.as_str();
        let returned = store::returned::of_question(conn, self.round.id, body, question).await?;
        Ok(returned.is_some_and(|returned| returned.is_at_office(now)))
    }

    /// Sends a question again that was given back. Who sends it once more gets the same receipt.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the question was never given back; [`AppError::Closed`] where its time is over;
    /// [`AppError::Conflict`] with its state where it was taken back.
    pub async fn send_again(&self, question: &str) -> Result<MendedReceipt, AppError> {
        let now = self.app.now();
        self.who.must(Action::Submit, &self.placed)?;
        let question = self.question(question)?;
        let mut tx = self.app.db().write().await?;
        self.lock(&mut tx).await?;
        let (body, code) = (self.placed.body.code.as_str(), question.code.as_str());
        let found = store::returned::of_question(&mut tx, self.round.id, body, code).await?;
        let mut returned = found.ok_or(AppError::NotFound)?;
        if returned.receipt.is_some() {
            return self.mended_in(&mut tx, &returned).await;
        }
        let Some(state) = returned.state.transition(ReturnAction::Resubmit) else {
            return Err(AppError::Conflict(Conflict::State(returned.state.code())));
        };
        if !returned.is_at_office(now) {
            return Err(AppError::Closed { opens: None, closed: Some(returned.due_at) });
        }
        let year = i16::try_from(self.round.year).unwrap_or(0);
        let number = new_reference("PB", year, self.app.random());
        let about = About { round: &self.round, placed: &self.placed, question, returned: &returned };
        let sent = json!({ "receipt": number, "by": self.who.name, "at": now.to_string() });
        let document = mended_document(&mut tx, about, Some(sent)).await?;
        let text = serde_jcs::to_string(&document).map_err(|error| AppError::Fault(error.to_string()))?;
        about.log(&mut tx, Some(self.who.person), "resubmitted", now, document).await?;
        returned.state = state;
        returned.closed_by = Some(self.who.person);
        returned.closed_at = Some(now);
        returned.hash = Some(sha256(&text));
        returned.receipt = Some(number);
        store::returned::update(&mut tx, &returned).await?;
        Work::RemindReturn { id: returned.id }.call_off(&mut tx).await?;
        Work::ExpireReturn { id: returned.id }.call_off(&mut tx).await?;
        let about = About { round: &self.round, placed: &self.placed, question, returned: &returned };
        about.tell(&self.app, &mut tx, Audience::Reviewers, "question_resubmitted").await?;
        let receipt = self.mended_in(&mut tx, &returned).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// The receipt of a question that was sent again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it was not.
    pub async fn mended_receipt(&self, question: &str) -> Result<MendedReceipt, AppError> {
        let mut conn = self.app.db().read().await?;
        let body = self.placed.body.code.as_str();
        let found = store::returned::of_question(&mut conn, self.round.id, body, question).await?;
        self.mended_in(&mut conn, &found.ok_or(AppError::NotFound)?).await
    }

    async fn mended_in(&self, conn: &mut Conn, returned: &Returned) -> Result<MendedReceipt, AppError> {
        let (Some(number), Some(hash), Some(at)) =
            (returned.receipt.clone(), returned.hash.clone(), returned.closed_at)
        else {
            return Err(AppError::NotFound);
        };
        let object = self.question_object(&returned.question);
        let event = store::event::latest(conn, ANSWER, &object, "resubmitted").await?;
        let event = event.filter(|event| sha256(&event.data) == hash);
        let event =
            event.ok_or_else(|| AppError::Fault(format!("{number}: the event does not fit its hash")))?;
        Ok(MendedReceipt { number, hash, at, document: event.data })
    }
}

/// A question as it stands when its time at the office ends: answer and evidence. `sent` says by whom it was sent again.
pub(crate) async fn mended_document(
    conn: &mut Conn,
    about: About<'_>,
    sent: Option<Value>,
) -> Result<Value, AppError> {
    let code: &QuestionCode = &about.question.code;
    let (round, body) = (about.round.id, about.placed.body.code.as_str());
    let answer = store::answer::get(conn, round, body, code.as_str()).await?.map(|saved| saved.value);
    let evidence = store::evidence::of_question(conn, round, body, code.as_str()).await?;
    let evidence: Vec<Value> =
        evidence.iter().map(|piece| json!({ "slot": piece.slot, "piece": described(piece) })).collect();
    let place = store::answer::Place { round, body: &about.placed.body.code, question: code };
    let facts = store::fact::of_question(conn, place).await?;
    let mut document = json!({
        "format": MENDED_FORMAT,
        "round": about.round.slug,
        "body": body,
        "office": about.placed.body.office_name,
        "question": code,
        "returned": {
            "at": about.returned.opened_at.to_string(),
            "due": about.returned.due_at.to_string(),
            "reason": about.returned.reason,
        },
        "sent": sent,
        "answer": answer,
        "evidence": evidence,
    });
    if !facts.is_empty() {
        document["facts"] = facts.iter().map(crate::fact::described).collect();
    }
    Ok(document)
}
