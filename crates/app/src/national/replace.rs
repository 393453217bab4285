//! Taking another instrument or scheme for a round: freely before the filling opens, afterwards only a further version of
//! the same, with a reason.

use domain::codes::QuestionCode;
use domain::ids::{InstrumentId, SchemeId};
use domain::problem::{FieldProblem, Problem};
use domain::round::RoundState;
use serde_json::json;
use sql::Conn;
use store::round::Round;

use super::{Locked, National, check_reason, write};
use crate::AppError;
use crate::error::check;
use crate::notices::Message;

/// A question that the round has now and the other instrument has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vanished {
    /// Its code.
    pub code: QuestionCode,
    /// Its number.
    pub number: u32,
    /// What it asks, in Indonesian.
    pub text: String,
    /// How many bodies have answered it. Their answers stay where they are.
    pub answers: i64,
}

/// What taking another instrument and scheme would mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Whether the filling has opened, so that only a further version will do.
    pub is_frozen: bool,
    /// Questions that would go.
    pub vanished: Vec<Vanished>,
    /// Questions that would come.
    pub added: Vec<QuestionCode>,
}

impl National {
    /// What it would mean to take this instrument.
    pub async fn replacement(&self, slug: &str, instrument: InstrumentId) -> Result<Replacement, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let schedule = store::round::schedule(&mut conn, round.id).await?;
        self.compare(&mut conn, &round, round.state.at(&schedule, now), instrument).await
    }

    async fn compare(
        &self,
        conn: &mut Conn,
        round: &Round,
        state: RoundState,
        instrument: InstrumentId,
    ) -> Result<Replacement, AppError> {
        let old = self.app.instrument(conn, round.instrument).await?;
        let new = match self.app.instrument(conn, instrument).await {
            Err(AppError::NotFound) => return Err(AppError::field("instrument", Problem::UnknownOption)),
            other => other?,
        };
        let answers = store::answer::counts(conn, round.id).await?;
        let gone = old.questions().filter(|question| new.question(question.code.as_str()).is_none());
        let vanished = gone
            .map(|question| Vanished {
                code: question.code.clone(),
                number: question.number,
                text: question.text.get("id").to_owned(),
                answers: answers.get(&question.code).copied().unwrap_or(0),
            })
            .collect();
        let fresh = new.questions().filter(|question| old.question(question.code.as_str()).is_none());
        let added = fresh.map(|question| question.code.clone()).collect();
        Ok(Replacement { is_frozen: !state.is_open_to_change(), vanished, added })
    }

    /// Takes another instrument and scheme for a round. Gives its new version. Answers are never touched.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `instrument` and `scheme` (not there; after the opening: not a version of the same),
    /// at `reason`, and at `accept` where questions would vanish and `accept_vanished` is false.
    pub async fn replace_documents(
        &self,
        slug: &str,
        version: i64,
        (instrument, scheme): (InstrumentId, SchemeId),
        reason: &str,
        accept_vanished: bool,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        if (round.instrument, round.scheme) == (instrument, scheme) {
            return Ok(round.version);
        }
        let (old_instrument, old_scheme) = (round.instrument, round.scheme);
        let comparison = self.compare(&mut tx, &round, round.state, instrument).await?;
        (round.instrument, round.scheme) = (instrument, scheme);
        check(self.unknown_parts(&mut tx, &round).await?)?;
        if comparison.is_frozen {
            let old = (old_instrument, old_scheme);
            check(self.frozen_problems(&mut tx, old, &round, &comparison, reason, accept_vanished).await?)?;
        }
        write(&mut tx, &mut round).await?;
        let reason = reason.trim();
        let data = json!({
            "instrument": { "old": old_instrument, "new": instrument },
            "scheme": { "old": old_scheme, "new": scheme },
            "vanished": comparison.vanished.iter().map(|gone| gone.code.as_str()).collect::<Vec<_>>(),
            "reason": reason,
        });
        self.log(&mut tx, now, &round, None, "documents_replaced", data).await?;
        if round.state.is_visible_to_participants() {
            let people = store::participation::concerned(&mut tx, round.id).await?;
            let message = Message::new("documents_replaced", &round, json!({ "reason": reason }));
            self.app.notify(&mut tx, &people, &message).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }

    async fn frozen_problems(
        &self,
        conn: &mut Conn,
        (old_instrument, old_scheme): (InstrumentId, SchemeId),
        round: &Round,
        comparison: &Replacement,
        reason: &str,
        accept_vanished: bool,
    ) -> Result<Vec<FieldProblem>, AppError> {
        let mut problems = Vec::new();
        let not_now =
            |field: &str, why: &str| FieldProblem::new(field, Problem::NotNow { why: why.to_owned() });
        let old = self.app.instrument(conn, old_instrument).await?;
        let new = self.app.instrument(conn, round.instrument).await?;
        if (&old.code, &old.edition) != (&new.code, &new.edition) {
            problems.push(not_now("instrument", "round-not-a-version"));
        }
        let old = self.app.scheme(conn, old_scheme).await?;
        let new = self.app.scheme(conn, round.scheme).await?;
        if old.code != new.code {
            problems.push(not_now("scheme", "round-not-a-version"));
        }
        check_reason(reason, &mut problems);
        if !comparison.vanished.is_empty() && !accept_vanished {
            problems.push(not_now("accept", "round-questions-vanish"));
        }
        Ok(problems)
    }
}
