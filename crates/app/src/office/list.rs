//! The rounds in which a person's offices take part.

use domain::person::Role;
use domain::policy::{Action, bodies_of};
use domain::round::{Schedule, Window};
use store::assessment::Assessment;
use store::body::Placed;
use store::round::Round;

use super::filling_window;
use crate::AppError;
use crate::access::Access;

/// One office in one round.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The round.
    pub round: Round,
    /// The office.
    pub placed: Placed,
    /// Its questionnaire.
    pub assessment: Assessment,
    /// All phases of the round.
    pub schedule: Schedule,
    /// When this office may fill.
    pub filling: Option<Window>,
}

impl Access {
    /// The rounds in which the offices of this person take part: latest first, office by office.
    pub async fn takings(&self) -> Result<Vec<Taking>, AppError> {
        let roles = [Role::Officer, Role::Ppid, Role::Superior, Role::Leader];
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for code in bodies_of(&self.who.grants, &roles) {
            let Some(placed) = store::body::by_code(&mut conn, code.as_str()).await? else { continue };
            if !self.who.may(Action::ViewAssessment, &placed) {
                continue;
            }
            for round in store::round::of_body(&mut conn, code.as_str()).await? {
                if !round.state.is_visible_to_participants() {
                    continue;
                }
                let assessment = store::assessment::get(&mut conn, round.id, code.as_str()).await?;
                let Some(assessment) = assessment else { continue };
                let schedule = store::round::schedule(&mut conn, round.id).await?;
                let filling = filling_window(&mut conn, &round, code).await?;
                found.push(Taking { round, placed: placed.clone(), assessment, schedule, filling });
            }
        }
        Ok(found)
    }
}
