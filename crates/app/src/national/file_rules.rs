//! Changing what a round decides about files.

use domain::file_rules::OwnFileRules;
use serde_json::json;

use super::{Locked, National, check_reason, write};
use crate::AppError;
use crate::error::check;
use crate::notices::Message;

impl National {
    /// Sets the rules for files of a round; what is absent follows the operator. Uploads that have begun keep the size
    /// that they were let in with. Gives the new version of the round.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`OwnFileRules::problems`], and `reason` where the round is known to
    /// others and no reason is given.
    pub async fn change_file_rules(
        &self,
        slug: &str,
        version: i64,
        rules: OwnFileRules,
        reason: &str,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        if round.files == rules {
            return Ok(round.version);
        }
        let usual = self.app.settings().file_rules();
        let mut problems = rules.problems(usual);
        let is_known = round.state.is_visible_to_participants();
        if is_known || !reason.trim().is_empty() {
            check_reason(reason, &mut problems);
        }
        check(problems)?;
        let old = std::mem::replace(&mut round.files, rules);
        write(&mut tx, &mut round).await?;
        let data = json!({ "before": old, "after": rules, "reason": reason.trim() });
        self.log(&mut tx, now, &round, None, "file_rules_changed", &data).await?;
        if is_known {
            let people = store::participation::concerned(&mut tx, round.id).await?;
            self.app.notify(&mut tx, &people, &Message::new("file_rules_changed", &round, data)).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }

    /// What holds for files where a round sets nothing itself.
    #[must_use]
    pub fn usual_file_rules(&self) -> domain::file_rules::FileRules {
        self.app.settings().file_rules()
    }
}
