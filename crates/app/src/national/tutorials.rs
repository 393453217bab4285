//! A tutorial for a question: the link of the instrument, or the round's own.

use std::collections::BTreeMap;

use domain::assessment::check_link;
use domain::codes::QuestionCode;
use domain::problem::{FieldProblem, Problem};
use serde_json::json;

use super::{Locked, National, write};
use crate::AppError;
use crate::error::check;

impl National {
    /// Sets the round's own tutorial links; an empty one gives the instrument's link back. Questions that are not named
    /// keep theirs. Gives the new version of the round.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `tutorial.<code>` for what is no link and for questions that the instrument does not have.
    pub async fn set_tutorials(
        &self,
        slug: &str,
        version: i64,
        links: &BTreeMap<String, String>,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        let instrument = self.app.instrument(&mut tx, round.instrument).await?;
        let present = store::round::tutorials(&mut tx, round.id).await?;
        let mut problems = Vec::new();
        let mut changed: BTreeMap<QuestionCode, Option<&str>> = BTreeMap::new();
        for (code, link) in links {
            let (field, link) = (format!("tutorial.{code}"), link.trim());
            let Some(question) = instrument.question(code) else {
                problems.push(FieldProblem::new(field, Problem::Unknown));
                continue;
            };
            if !link.is_empty()
                && let Err(problem) = check_link(link)
            {
                problems.push(FieldProblem::new(field, problem));
            }
            let own =
                Some(link).filter(|link| !link.is_empty() && question.tutorial.as_deref() != Some(link));
            if present.get(&question.code).map(String::as_str) != own {
                changed.insert(question.code.clone(), own);
            }
        }
        check(problems)?;
        if changed.is_empty() {
            return Ok(round.version);
        }
        for (code, link) in &changed {
            store::round::put_tutorial(&mut tx, round.id, code.as_str(), *link).await?;
        }
        write(&mut tx, &mut round).await?;
        self.log(&mut tx, now, &round, None, "tutorials_changed", json!({ "links": changed })).await?;
        tx.commit().await?;
        Ok(round.version)
    }
}
