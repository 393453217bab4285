//! How much room an office has for its files, and what is on its way.

use domain::instrument::Slot;
use domain::problem::Problem;
use sql::Conn;
use store::upload::Upload;

use super::Office;
use super::evidence::field;
use crate::AppError;

/// The room of an office: for its evidence in a round, or at its desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes of its files, those on their way included. The same bytes count once.
    pub used: u64,
    /// Bytes that it may have.
    pub most: u64,
}

impl Room {
    /// Bytes that may still come.
    #[must_use]
    pub const fn left(self) -> u64 {
        self.most.saturating_sub(self.used)
    }
}

impl Office {
    /// How much room the office's files take.
    pub async fn room(&self) -> Result<Room, AppError> {
        self.room_in(&mut self.app.db().read().await?).await
    }

    async fn room_in(&self, conn: &mut Conn) -> Result<Room, AppError> {
        let load = store::upload::load(conn, self.round.id, self.placed.body.code.as_str()).await?;
        Ok(Room { used: u64::try_from(load.bytes).unwrap_or(0), most: self.file_rules().max_office })
    }

    /// Whether what this transaction has added still fits; nothing is kept of it where it does not.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the slot.
    pub(super) async fn check_room(&self, conn: &mut Conn, slot: &Slot) -> Result<(), AppError> {
        let room = self.room_in(conn).await?;
        if room.used <= room.most {
            return Ok(());
        }
        Err(AppError::field(field(slot), Problem::NotNow { why: "saq-upload-no-room".into() }))
    }

    /// The files that are on their way, oldest first.
    pub async fn uploads_under_way(&self) -> Result<Vec<Upload>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::upload::open(&mut conn, self.round.id, self.placed.body.code.as_str()).await?)
    }
}
