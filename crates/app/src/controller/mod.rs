//! What RI does with the scores of a round: entering components, the recap, proposing and approving results, files.

mod announcement;
mod certificates;
mod changes;
mod components;
mod correction;
mod publish;
mod readers;
mod recap;
mod reliability;
mod sampling;
mod settle;

pub use announcement::{DECREE_MAX, NOTE_MAX, Proposal, Signer};
pub use certificates::IssuedCertificate;
pub use changes::Change;
pub use components::{ComponentRow, ComponentSheet, Entered};
pub use correction::{Correction, NewCorrection};
pub use recap::{Export, Recap, RecapRow};
pub use reliability::{Agreement, QuestionAgreement, Reliability};
pub use sampling::{Difference, ProvinceSample, SampleLot, SecondReading};
pub use settle::{Dispute, Settlement};

use domain::policy::Action;
use sql::Conn;
use store::announcement::Announcement;
use store::body::Placed;
use store::round::Round;

use crate::{Access, App, AppError, Principal, frozen};

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

    /// Locks the round, and refuses where results are proposed or approved: their numbers are frozen.
    async fn lock_unfrozen(&self, conn: &mut Conn) -> Result<Unfrozen, AppError> {
        let round = store::round::lock(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        frozen::not_proposed(conn, round.id).await?;
        let published = store::announcement::published(conn, round.id).await?;
        Ok(Unfrozen { round, published })
    }

    /// As [`Self::lock_unfrozen`], for what belongs to the assessment itself: nothing of it moves once results are public.
    async fn lock_unpublished(&self, conn: &mut Conn) -> Result<Round, AppError> {
        let round = store::round::lock(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        frozen::not_announced(conn, round.id).await?;
        Ok(round)
    }
}

/// A locked round whose numbers can move.
struct Unfrozen {
    round: Round,
    /// What is public; whatever moves now is a correction of it, and needs a reason.
    published: Option<Announcement>,
}
