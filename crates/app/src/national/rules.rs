//! Changing what a round decides for itself.

use domain::rules::RoundRules;
use serde_json::json;

use super::{Locked, National, check_reason, write};
use crate::AppError;
use crate::error::check;
use crate::notices::Message;

impl National {
    /// Sets the rules of a round. A page changes its own part of [`RoundRules`] and hands the rest back as it was. Gives the
    /// new version of the round.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`RoundRules::problems`], and `reason` where the round is known to others and
    /// no reason is given; [`AppError::Conflict`] where somebody else changed the round, or it is over.
    pub async fn change_rules(
        &self,
        slug: &str,
        version: i64,
        rules: &RoundRules,
        reason: &str,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        if round.rules == *rules {
            return Ok(round.version);
        }
        let mut problems = rules.problems();
        if rules.certificate != round.rules.certificate {
            let scheme = self.app.scheme(&mut tx, round.scheme).await?;
            problems.extend(rules.certificate.problems(&scheme));
        }
        if rules.fact != round.rules.fact {
            let instrument = self.app.instrument(&mut tx, round.instrument).await?;
            problems.extend(rules.fact.problems(&instrument));
        }
        let is_known = round.state.is_visible_to_participants();
        if is_known || !reason.trim().is_empty() {
            check_reason(reason, &mut problems);
        }
        check(problems)?;
        let old = std::mem::replace(&mut round.rules, rules.clone());
        write(&mut tx, &mut round).await?;
        let data = json!({ "before": old, "after": rules, "reason": reason.trim() });
        self.log(&mut tx, now, &round, None, "rules_changed", &data).await?;
        if is_known {
            let people = store::participation::concerned(&mut tx, round.id).await?;
            self.app.notify(&mut tx, &people, &Message::new("rules_changed", &round, data)).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }
}
