//! The public sites of the offices of a round: visited politely, what is amiss told to the office, decided by people.

mod decide;
mod office;
mod visit;
mod walk;

pub use decide::{SiteLine, SitePage};
pub use office::OfficeSite;

use domain::policy::Action;
use store::body::Placed;
use store::round::Round;

use crate::{Access, App, AppError, Principal};

/// Kind of the objects whose events are the history of the findings at a site.
const SITE: &str = "site";

/// Controls what is found at the sites of one round.
#[derive(Debug, Clone)]
pub struct Sites {
    pub(crate) app: App,
    pub(crate) who: Principal,
    round: Round,
}

impl Access {
    /// The sites of a round, for those who manage its access test.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn sites(&self, round: &str) -> Result<Sites, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let owner: Option<Placed> = store::body::by_code(&mut conn, round.owner.as_str()).await?;
        self.who.must(Action::ManageAccessTests, &owner.ok_or(AppError::NotFound)?)?;
        Ok(Sites { app: self.app.clone(), who: self.who.clone(), round })
    }
}

impl Sites {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }
}
