//! Entering the scores of components that do not come from the questionnaire.

use std::collections::BTreeMap;

use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::review::REASON_MAX;
use domain::scheme::{Component, Source};
use store::review::ComponentScore;

use super::{Controller, Unfrozen};
use crate::AppError;
use crate::component::{self, NewScore};
use crate::error::check;

/// One office on the sheet of a component.
#[derive(Debug, Clone)]
pub struct ComponentRow {
    /// Its code.
    pub code: BodyCode,
    /// Its name.
    pub name: String,
    /// Code of the office above.
    pub parent: Option<BodyCode>,
    /// What has been entered.
    pub score: Option<ComponentScore>,
}

/// All scores of one component in a round.
#[derive(Debug, Clone)]
pub struct ComponentSheet {
    /// The component.
    pub component: Component,
    /// The offices that take part, by code; those alone that this person may enter scores for.
    pub rows: Vec<ComponentRow>,
}

/// A score as it was typed. Rows that are as they were change nothing.
#[derive(Debug, Clone)]
pub struct Entered {
    /// For which office.
    pub body: String,
    /// 0 to 100, with a comma or a point; empty where there is none.
    pub score: String,
    /// Why, or where it comes from.
    pub reason: String,
    /// The version that the row showed; 0 for none.
    pub base: i64,
}

impl Controller {
    /// The sheet of a component.
    pub async fn component(&self, component: &str) -> Result<ComponentSheet, AppError> {
        let mut conn = self.app.db().read().await?;
        let component = self.sheet_of(&mut conn, component).await?;
        let mut scores = store::review::components(&mut conn, self.round.id).await?;
        let taking_part = store::assessment::of_round(&mut conn, self.round.id).await?;
        let placed = store::body::all(&mut conn).await?;
        let placed: BTreeMap<_, _> =
            placed.into_iter().map(|placed| (placed.body.code.clone(), placed)).collect();
        let rows = taking_part.into_iter().filter_map(|assessment| {
            let placed = placed.get(&assessment.body)?;
            self.who.may(Action::EnterComponent, placed).then(|| ComponentRow {
                code: assessment.body.clone(),
                name: placed.body.office_name.clone(),
                parent: placed.body.parent.clone(),
                score: scores
                    .get_mut(&assessment.body)
                    .and_then(|of_body| of_body.remove(component.code.as_str())),
            })
        });
        let rows = rows.collect();
        Ok(ComponentSheet { component, rows })
    }

    async fn sheet_of(&self, conn: &mut sql::Conn, component: &str) -> Result<Component, AppError> {
        let scheme = self.app.scheme(conn, self.round.scheme).await?;
        let found = scheme.component(component).filter(|found| found.source != Source::Instrument);
        found.cloned().ok_or(AppError::NotFound)
    }

    /// Enters scores: all that changed, or none where one of them is wrong. Fields of the problems: `score-<code>`,
    /// `reason-<code>`. Returns how many changed.
    pub async fn enter_component(&self, component: &str, entered: &[Entered]) -> Result<usize, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let component = self.sheet_of(&mut tx, component).await?;
        let Unfrozen { round, published } = self.lock_unfrozen(&mut tx).await?;
        let present = store::review::components(&mut tx, round.id).await?;
        let mut problems = Vec::new();
        let mut changed = 0;
        for row in entered {
            let old = present.get(row.body.as_str()).and_then(|of_body| of_body.get(component.code.as_str()));
            let score = match read_row(row, old, published.is_some()) {
                Ok(Some(score)) => score,
                Ok(None) => continue,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let placed = store::body::by_code(&mut tx, &row.body).await?.ok_or(AppError::NotFound)?;
            self.who.must(Action::EnterComponent, &placed)?;
            let code = &placed.body.code;
            if store::assessment::state(&mut tx, round.id, code.as_str()).await?.is_none() {
                return Err(AppError::NotFound);
            }
            let new = NewScore {
                round: round.id,
                body: code,
                component: &component.code,
                score,
                reason: row.reason.trim().to_owned(),
                is_secret: false,
            };
            component::enter(&mut tx, &self.who, now, new).await?;
            changed += 1;
        }
        check(problems)?;
        tx.commit().await?;
        Ok(changed)
    }
}

/// The score of a row, or `None` where the row is as it was. What changes a score, or public results, has a reason.
fn read_row(
    row: &Entered,
    old: Option<&ComponentScore>,
    is_public: bool,
) -> Result<Option<Exact>, FieldProblem> {
    let at = |field: &str, problem| FieldProblem::new(format!("{field}-{}", row.body), problem);
    let typed = row.score.trim();
    if row.reason.chars().count() > REASON_MAX {
        return Err(at("reason", Problem::TooLong { max: REASON_MAX }));
    }
    if typed.is_empty() {
        // What has been entered can be corrected, not taken away; a reason without a score is an oversight.
        let needed = old.is_some() || !row.reason.trim().is_empty();
        return if needed { Err(at("score", Problem::Required)) } else { Ok(None) };
    }
    let score = Exact::parse_typed(typed).map_err(|_| at("score", Problem::NotANumber))?;
    if score.is_negative() || score > Exact::HUNDRED {
        let problem = Problem::OutOfRange { min: Some("0".to_owned()), max: Some("100".to_owned()) };
        return Err(at("score", problem));
    }
    let unchanged = old.is_some_and(|old| old.score == score && old.reason == row.reason.trim());
    if unchanged {
        return Ok(None);
    }
    if old.map_or(0, |old| old.version) != row.base {
        let why = "result-component-moved".to_owned();
        return Err(at("score", Problem::NotNow { why }));
    }
    if (old.is_some() || is_public) && row.reason.trim().is_empty() {
        return Err(at("reason", Problem::Required));
    }
    Ok(Some(score))
}
