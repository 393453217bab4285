//! The room of an office's desk in the file store: what comes in is counted in the transaction that lets it in, and at night what
//! nothing names any more goes out again.

use domain::codes::BodyCode;
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use sql::Conn;
use store::evidence::Blob;
use store::room::{Kept, Taken};

use crate::office::Room;
use crate::{App, AppError};

/// What was let in is not taken out again before: somebody may be about to name it.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);
/// Dropped files that became an item, or that nobody confirmed, are forgotten so long after that.
const DROPPED_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A table that was sent is forgotten after this, taken over or not.
const TABLE_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What is looked at in one go.
const AT_ONCE: i64 = 500;

impl App {
    /// How much room the desk of an office takes, what its open uploads have promised included.
    pub(crate) async fn desk_room(&self, conn: &mut Conn, body: &BodyCode) -> Result<Room, AppError> {
        Ok(self.room_of(store::room::taken(conn, body.as_str()).await?))
    }

    fn room_of(&self, taken: Taken) -> Room {
        let used = u64::try_from(taken.kept.saturating_add(taken.promised)).unwrap_or(0);
        Room { used, most: self.settings().max_desk_bytes }
    }

    /// Keeps bytes for the desk of an office, in the transaction that names them. Of two that come at once the second one waits
    /// for the first. The same bytes take room once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `field` where there is no room; nothing of the transaction may be kept then.
    pub(crate) async fn let_in(
        &self,
        conn: &mut Conn,
        body: &BodyCode,
        blob: &Blob,
        field: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if !self.keep_for(conn, body, blob, now).await? {
            return Ok(());
        }
        let room = self.desk_room(conn, body).await?;
        if room.used <= room.most {
            return Ok(());
        }
        let size = u64::try_from(blob.size).unwrap_or(0);
        Err(AppError::field(field, full(room.used.saturating_sub(size), size, room.most)))
    }

    /// As [`Self::let_in`], for what may not fail for want of room: a copy in which personal data is blacked out. `true` where
    /// the bytes are new to the desk.
    pub(crate) async fn keep_for(
        &self,
        conn: &mut Conn,
        body: &BodyCode,
        blob: &Blob,
        now: Timestamp,
    ) -> Result<bool, AppError> {
        store::room::lock(conn, body.as_str(), now).await?;
        store::evidence::put_blob(conn, blob, now).await?;
        Ok(store::room::keep(conn, body.as_str(), blob, now).await?)
    }

    /// Promises room for an upload of `size` bytes, in the transaction that begins it. At most `open` may be under way.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `field` where there is no room, or too much is under way.
    pub(crate) async fn promise_room(
        &self,
        conn: &mut Conn,
        body: &BodyCode,
        size: u64,
        open: i64,
        field: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        store::room::lock(conn, body.as_str(), now).await?;
        let taken = store::room::taken(conn, body.as_str()).await?;
        if taken.open >= open {
            return Err(AppError::field(field, Problem::NotNow { why: "saq-upload-too-many".to_owned() }));
        }
        let room = self.room_of(taken);
        if size > room.left() {
            return Err(AppError::field(field, full(room.used, size, room.most)));
        }
        Ok(())
    }

    /// Forgets what desks were sent and nothing names any more. Its bytes are collected afterwards, as those that no row knows.
    pub(crate) async fn clear_desks(&self) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let rows = store::room::forget_leftovers(&mut tx, now - DROPPED_KEPT, now - TABLE_KEPT).await?;
        tx.commit().await?;
        let mut after: Option<Kept> = None;
        let mut gone = 0_u64;
        loop {
            let mut conn = self.db().read().await?;
            let found = store::room::unnamed(&mut conn, now - YOUNG, after.as_ref(), AT_ONCE).await?;
            drop(conn);
            for kept in &found {
                gone += u64::from(self.let_go(kept, now).await?);
            }
            match found.last() {
                Some(last) => after = Some(last.clone()),
                None => break,
            }
        }
        if rows + gone > 0 {
            tracing::info!(rows, gone, "what desks had left over was forgotten");
        }
        Ok(())
    }

    /// Takes bytes that a desk does not need out of its room, and forgets them where nobody else has them. Whether they went.
    async fn let_go(&self, kept: &Kept, now: Timestamp) -> Result<bool, AppError> {
        let mut tx = self.db().write().await?;
        store::room::lock(&mut tx, kept.body.as_str(), now).await?;
        if !store::room::let_go(&mut tx, kept).await? {
            return Ok(false);
        }
        for blob in store::room::unwanted(&mut tx, std::slice::from_ref(&kept.blob)).await? {
            store::room::forget(&mut tx, &blob).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

const fn full(used: u64, size: u64, max: u64) -> Problem {
    Problem::DeskFull { used, size, max }
}
