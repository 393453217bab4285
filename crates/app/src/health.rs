//! Whether the service can do its work, for those who watch over it.

use sql::Gauges;

use crate::{App, AppError};

/// What the service needs, and whether it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ready {
    /// The database answers.
    pub database: bool,
    /// Its tables are those of this program.
    pub migrations: bool,
    /// Files can be written.
    pub files: bool,
}

impl Ready {
    /// Whether all of it is there.
    #[must_use]
    pub const fn is_ready(self) -> bool {
        self.database && self.migrations && self.files
    }
}

/// Numbers for the metrics.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// Of the database.
    pub database: Gauges,
    /// Jobs that wait; `None` when the database does not answer.
    pub jobs_waiting: Option<i64>,
    /// Jobs that were given up.
    pub jobs_failed: Option<i64>,
    /// Files whose bytes are gone or changed; `None` when the database does not answer.
    pub files_damaged: Option<i64>,
}

impl App {
    /// Looks at everything that the service needs. Why something is missing goes to the log.
    pub async fn ready(&self) -> Ready {
        let database = seen("database", self.db().ping().await);
        let migrated = match database {
            Some(()) => seen("migrations", self.db().is_migrated(store::MIGRATIONS).await),
            None => None,
        };
        let files = seen("files", self.parts().files.check_writable().await).is_some();
        Ready { database: database.is_some(), migrations: migrated == Some(true), files }
    }

    /// The numbers of now.
    pub async fn numbers(&self) -> Numbers {
        let counts = self.job_counts().await.ok();
        let files_damaged = self.damaged_files().await.ok();
        Numbers {
            database: self.db().gauges(),
            jobs_waiting: counts.map(|(waiting, _)| waiting),
            jobs_failed: counts.map(|(_, failed)| failed),
            files_damaged,
        }
    }

    async fn job_counts(&self) -> Result<(i64, i64), AppError> {
        Ok(store::job::counts(&mut self.db().read().await?).await?)
    }

    async fn damaged_files(&self) -> Result<i64, AppError> {
        Ok(store::care::counts(&mut self.db().read().await?).await?.1)
    }

    /// A reference for one request, for the log and for people to tell when they need help.
    #[must_use]
    pub fn request_reference(&self) -> String {
        let year = jiff::tz::TimeZone::UTC.to_datetime(self.now()).year();
        domain::reference::new_reference("R", year, self.random())
    }
}

fn seen<T, E: std::fmt::Display>(what: &str, outcome: Result<T, E>) -> Option<T> {
    outcome.map_err(|error| tracing::warn!(what, %error, "not ready")).ok()
}
