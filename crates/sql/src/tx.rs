use std::ops::{Deref, DerefMut};

use crate::conn::{Link, State, failed};
use crate::error::from_sqlx;
use crate::{Conn, SqlError};

/// A transaction that writes. Dropping it without [`Tx::commit`] rolls it back.
///
/// The first error ends it: further statements and the commit are refused (as PostgreSQL does). Where a clash is to be
/// expected, `ON CONFLICT DO NOTHING` and the number of touched rows tell it without an error.
pub struct Tx(pub(crate) Conn);

impl Tx {
    /// Keeps the changes. When it returns `Ok`, they survive a loss of power. With [`SqlError::Unavailable`] it is not
    /// known whether they were kept. If the caller is dropped while it waits, they are kept all the same.
    pub async fn commit(self) -> Result<(), SqlError> {
        if self.0.state != State::Sound {
            self.rollback().await?;
            return Err(failed());
        }
        match self.0.link {
            Link::Writer(lease) => lease.keep().await,
            Link::PostgresTx(tx) => tx.commit().await.map_err(|error| from_sqlx(error, true)),
            Link::Reader(_) | Link::Postgres(_) => Err(failed()),
        }
    }

    /// Forgets the changes and waits until that is done (dropping does not wait).
    pub async fn rollback(self) -> Result<(), SqlError> {
        match self.0.link {
            Link::Writer(lease) => lease.undo().await,
            Link::PostgresTx(tx) => tx.rollback().await.map_err(|error| from_sqlx(error, true)),
            Link::Reader(_) | Link::Postgres(_) => Err(failed()),
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
