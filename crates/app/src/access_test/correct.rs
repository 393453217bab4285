//! What those who manage the test see of a case, and how they correct one.

use domain::access_test::{CaseAction, CaseState};
use domain::ids::AccessCaseId;
use domain::policy::Action;
use serde_json::json;
use sql::Conn;
use store::access_test::case::{self, Case};

use super::case::{must_see, next};
use super::{AccessTests, CaseView, Filled, Ground, lock, log_case, write};
use crate::AppError;
use crate::error::check;
use crate::frozen::not_announced;
use crate::national::check_reason;

impl AccessTests {
    /// One case of the round.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, it was called off, or the office is one's own.
    pub async fn case(&self, id: AccessCaseId) -> Result<CaseView, AppError> {
        let mut conn = self.app.db().read().await?;
        let case = case::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let ground = self.ground(&mut conn, &case).await?;
        self.app.case_view(&mut conn, &self.who, case, ground).await
    }

    pub(super) async fn ground(&self, conn: &mut Conn, case: &Case) -> Result<Ground, AppError> {
        if case.round != self.round.id || case.state == CaseState::CalledOff {
            return Err(AppError::NotFound);
        }
        let ground = Ground::of(conn, case).await?;
        // Who changes a sheet judges the office: nobody does that where he or she holds a role.
        self.who.must(Action::EnterComponent, &ground.placed)?;
        Ok(ground)
    }

    /// Corrects a sheet that was handed in. The earlier version stays in the history. Gives the new version.
    ///
    /// # Errors
    /// [`AppError::Invalid`] as for handing in, and at `reason`; [`AppError::Conflict`] where the sheet was not handed in, has
    /// moved on, or the results are proposed.
    pub async fn correct(&self, id: AccessCaseId, filled: &Filled, reason: &str) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut case = lock(&mut tx, id).await?;
        let ground = self.ground(&mut tx, &case).await?;
        case.state = next(&case, CaseAction::Correct)?;
        must_see(&case, filled)?;
        not_announced(&mut tx, case.round).await?;
        let sent_at = case.sent_at.ok_or(AppError::NotFound)?;
        let mut problems = filled.record.problems(&ground.sheet.sheet, sent_at, now);
        problems.extend(filled.record.missing(&ground.sheet.sheet, true));
        check_reason(reason, &mut problems);
        check(problems)?;
        let before = std::mem::replace(&mut case.record, filled.record.clone());
        case.score = ground.scored(&case).map(|scored| scored.score);
        write(&mut tx, &mut case).await?;
        let data = json!({
            "before": before, "record": case.record, "score": case.score, "reason": reason.trim(),
        });
        log_case(&mut tx, now, Some(&self.who), &case, "corrected", data).await?;
        self.app.put_access_score(&mut tx, &self.who, &case, now).await?;
        tx.commit().await?;
        Ok(case.version)
    }
}
