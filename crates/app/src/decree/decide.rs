//! From the draft to the decree in force, and to its end.

use domain::decree::{Action as Step, Decision, reason};
use domain::person::Role;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use serde_json::json;
use sql::{Conn, SqlError};
use store::decree::ListDecree;
use unicode_normalization::UnicodeNormalization as _;

use super::{Decrees, Moved, moved, step};
use crate::error::check;
use crate::{AppError, Conflict};

impl Decrees {
    /// Decides a draft that somebody else froze: it is in force from now on, and public. A decree of the same year that was in
    /// force is superseded by it, for which a reason is asked.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is missing of the decision, without a reason for what it supersedes, and at `decide` for
    /// who froze the list; [`AppError::Conflict`] with another state or revision.
    pub async fn decide(
        &self,
        reference: &str,
        revision: i64,
        decision: Decision,
        why: &str,
    ) -> Result<Moved, AppError> {
        self.who.must(Action::DecideList, &self.placed)?;
        let decision = tidied(decision);
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut decree = self.locked(&mut tx, reference, revision).await?;
        step(&mut decree, Step::Decide, now)?;
        if decree.frozen_by == self.who.person {
            return Err(AppError::field("decide", Problem::SamePerson));
        }
        let mut problems = decision.problems(self.day(decree.frozen_at), self.day(now));
        let before = store::decree::in_force(&mut tx, decree.body.as_str(), decree.year).await?;
        let why = match (&before, reason(why)) {
            (None, _) => String::new(),
            (Some(_), Ok(why)) => why,
            (Some(_), Err(problem)) => {
                problems.push(FieldProblem::new("reason", problem));
                String::new()
            }
        };
        check(problems)?;
        decree.decision = decision;
        decree.decided_at = Some(now);
        decree.decided_by = Some(self.who.person);
        if let Some(before) = before {
            self.supersede(&mut tx, before, &decree, &why).await?;
        }
        store::decree::decide(&mut tx, &decree).await.map_err(one_in_force)?;
        let data = json!({
            "number": decree.decision.number,
            "day": decree.decision.day,
            "place": decree.decision.place,
            "signer": decree.decision.signer,
            "signer_title": decree.decision.signer_title,
            "sha256": decree.sha256,
        });
        self.log(&mut tx, &decree, "decided", data).await?;
        self.tell(&mut tx, &decree, &[Role::Ppid], "list_decided").await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }

    async fn supersede(
        &self,
        conn: &mut Conn,
        before: ListDecree,
        by: &ListDecree,
        why: &str,
    ) -> Result<(), AppError> {
        let before = store::decree::lock(conn, before.id).await?;
        let mut before = before.ok_or_else(|| AppError::Fault("a decree is gone".to_owned()))?;
        step(&mut before, Step::Supersede, by.changed_at)?;
        before.ended_at = Some(by.changed_at);
        why.clone_into(&mut before.ended_reason);
        before.superseded_by = Some(by.id);
        store::decree::end(conn, &before).await?;
        self.log(conn, &before, "superseded", json!({ "by": by.reference, "reason": why })).await
    }

    /// Revokes a decree, with a reason. It stays public, marked as revoked.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; [`AppError::Conflict`] with another state or revision.
    pub async fn revoke(&self, reference: &str, revision: i64, why: &str) -> Result<Moved, AppError> {
        self.who.must(Action::DecideList, &self.placed)?;
        let why = reason(why).map_err(|problem| AppError::field("reason", problem))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut decree = self.locked(&mut tx, reference, revision).await?;
        step(&mut decree, Step::Revoke, now)?;
        decree.ended_at = Some(now);
        decree.ended_reason.clone_from(&why);
        store::decree::end(&mut tx, &decree).await?;
        self.log(&mut tx, &decree, "revoked", json!({ "reason": why })).await?;
        self.tell(&mut tx, &decree, &[Role::Ppid], "list_revoked").await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }
}

/// Two people who decide two drafts of a year at once: the later one sees the first.
fn one_in_force(error: SqlError) -> AppError {
    match error {
        SqlError::Unique { .. } => AppError::Conflict(Conflict::State("decided")),
        other => other.into(),
    }
}

/// The texts in one Unicode form, without spaces around.
fn tidied(decision: Decision) -> Decision {
    let tidy = |text: String| text.trim().nfc().collect::<String>();
    Decision {
        number: tidy(decision.number),
        day: decision.day,
        place: tidy(decision.place),
        signer: tidy(decision.signer),
        signer_title: tidy(decision.signer_title),
    }
}
