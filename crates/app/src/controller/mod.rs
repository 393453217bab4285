//! What RI does with the scores of a round: entering components, the recap, proposing and approving results, files.

mod announcement;
mod components;
mod publish;
mod recap;

pub use announcement::{DECREE_MAX, NOTE_MAX, Proposal};
pub use components::{ComponentRow, ComponentSheet, Entered};
pub use recap::{Export, Recap, RecapRow};

use domain::policy::Action;
use sql::Conn;
use store::announcement::Announcement;
use store::body::Placed;
use store::round::Round;

use crate::{Access, App, AppError, Conflict, Principal};

/// Controls the scores of one round.
#[derive(Debug, Clone)]
pub struct Controller {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) round: Round,
    pub(crate) owner: Placed,
}

impl Access {
    /// The handle for one round, for somebody who may propose its results.
    pub async fn controller(&self, round: &str) -> Result<Controller, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let owner = store::body::by_code(&mut conn, round.owner.as_str()).await?;
        let owner = owner.ok_or(AppError::NotFound)?;
        self.who.must(Action::ProposeResults, &owner)?;
        Ok(Controller { app: self.app.clone(), who: self.who.clone(), round, owner })
    }
}

impl Controller {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// Locks the round, and refuses where results are proposed, approved or public: their numbers are frozen.
    async fn lock_unfrozen(&self, conn: &mut Conn) -> Result<Round, AppError> {
        let round = store::round::lock(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        match store::announcement::live(conn, round.id).await? {
            Some(Announcement { state, .. }) => Err(AppError::Conflict(Conflict::State(state.code()))),
            None => Ok(round),
        }
    }
}
