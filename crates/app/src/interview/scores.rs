//! From the sheets of the panel to the score of the component.

use domain::exact::Exact;
use domain::interview::{SheetState, mean};
use serde_json::json;
use store::interview;

use super::{Interviews, log};
use crate::AppError;
use crate::component::{self, NewScore};

/// What came of fixing the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixed {
    /// Offices whose score is new or changed.
    pub changed: usize,
    /// Offices with a seat and no sheet that was given.
    pub without: usize,
}

impl Interviews {
    /// Enters the mean of the given sheets of each office as the score of the interview. Doing it again after another sheet
    /// was given enters a new version.
    pub async fn fix_scores(&self) -> Result<Fixed, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        self.must_move(&mut tx).await?;
        let component = self.component()?.code.clone();
        let present = store::review::components(&mut tx, self.round.id).await?;
        let sheets = interview::sheets(&mut tx, self.round.id).await?;
        let t = self.app.operator_texts();
        let mut fixed = Fixed { changed: 0, without: 0 };
        for sitting in interview::of_round(&mut tx, self.round.id).await? {
            for body in &sitting.bodies {
                let scores: Vec<Exact> = sheets
                    .iter()
                    .filter(|sheet| sheet.body == *body && sheet.state == SheetState::Submitted)
                    .filter(|sheet| sitting.panel.iter().any(|(person, _)| *person == sheet.person))
                    .filter_map(|sheet| self.round.rules.interview.score(&sheet.points))
                    .collect();
                let Some(score) = mean(&scores) else {
                    fixed.without += 1;
                    continue;
                };
                let old = present.get(body).and_then(|of_body| of_body.get(&component));
                if old.is_some_and(|old| old.score == score) {
                    continue;
                }
                let count = i64::try_from(scores.len()).unwrap_or(i64::MAX);
                let new = NewScore {
                    round: self.round.id,
                    body,
                    component: &component,
                    score,
                    reason: t.interview_score_reason(count),
                    is_secret: false,
                };
                component::enter(&mut tx, &self.who, now, new).await?;
                fixed.changed += 1;
            }
        }
        let data = json!({ "changed": fixed.changed, "without": fixed.without });
        log(&mut tx, now, &self.who, (&self.round, None), "scores_fixed", data).await?;
        tx.commit().await?;
        Ok(fixed)
    }
}
