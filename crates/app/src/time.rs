//! The time never goes back, also not over a restart, nor on another replica.
//!
//! In a process [`domain::clock::SteadyClock`] sees to it. Between processes the latest moment lived through stands in the
//! database: written once a minute, read at the start and with each writing.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use crate::{App, AppError};

/// How often the time is noted and compared.
const EVERY: Duration = Duration::from_mins(1);
/// The same for instants: so much may have been lived through since the last note.
const UNNOTED: SignedDuration = SignedDuration::from_mins(1);

impl App {
    /// Before anything is served: where the machine's clock is behind what was lived through already, time stands still
    /// until it has caught up. What may have passed between the last note and the stop is passed too, so that a deadline in
    /// it stays closed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn resume_time(&self) -> Result<(), AppError> {
        let noted = store::high_water::get(&mut self.db().read().await?).await?;
        if let Some(noted) = noted.filter(|noted| self.now() < *noted) {
            self.stand_still(noted + UNNOTED);
        }
        self.note_time().await
    }

    /// Notes the present moment, and takes over a later one of another replica.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_time(&self) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        if let Some(noted) = store::high_water::get(&mut tx).await?.filter(|noted| self.now() < *noted) {
            self.stand_still(noted);
        }
        store::high_water::raise(&mut tx, self.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    fn stand_still(&self, until: Timestamp) {
        let behind = until.duration_since(self.now());
        if behind > SignedDuration::from_secs(5) {
            tracing::warn!(%until, %behind, "the clock of this machine is behind; time stands still until it has caught up");
        }
        self.parts().clock.not_before(until);
    }

    /// Notes the time until `stop` turns true.
    pub(crate) async fn keep_time(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.note_time().await {
                tracing::error!(%error, "the time could not be noted");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }
}
