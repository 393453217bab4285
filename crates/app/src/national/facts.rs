//! Changing what a round is called and what it stands beside.

use domain::body::Zone;
use domain::ids::RoundId;
use domain::problem::FieldProblem;
use serde_json::json;

use super::{Locked, National, plan, write};
use crate::AppError;
use crate::error::check;

/// What can be changed of a round at any time of its life.
#[derive(Debug, Clone)]
pub struct RoundFacts {
    /// What people call it. Its address stays.
    pub title: String,
    /// The year that it assesses.
    pub year: i64,
    /// The round whose results stand beside this one's.
    pub previous: Option<RoundId>,
    /// The zone in which deadlines are set. The instants of the phases stay.
    pub zone: Zone,
}

impl National {
    /// Changes the facts of a round. Gives its new version.
    pub async fn change_round(&self, slug: &str, version: i64, facts: &RoundFacts) -> Result<i64, AppError> {
        let mut problems = Vec::new();
        if let Err(problem) = plan::check_title(&facts.title) {
            problems.push(FieldProblem::new("title", problem));
        }
        if let Err(problem) = plan::check_year(facts.year) {
            problems.push(FieldProblem::new("year", problem));
        }
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        let before = json!({
            "title": round.title, "year": round.year, "previous": round.previous, "zone": round.zone,
        });
        facts.title.trim().clone_into(&mut round.title);
        (round.year, round.previous, round.zone) = (facts.year, facts.previous, facts.zone);
        check(self.unknown_parts(&mut tx, &round).await?)?;
        let after = json!({
            "title": round.title, "year": round.year, "previous": round.previous, "zone": round.zone,
        });
        if before == after {
            return Ok(round.version);
        }
        write(&mut tx, &mut round).await?;
        self.log(&mut tx, now, &round, None, "changed", json!({ "before": before, "after": after })).await?;
        tx.commit().await?;
        Ok(round.version)
    }
}
