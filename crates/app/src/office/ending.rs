//! How uploads end: given up by somebody, or by the clock; and what the history tells of them.

use domain::ids::PersonId;
use domain::upload::UploadState;
use files::upload::{Part, PartKey};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::upload::{Outcome, Upload, UploadPlace};

use super::ANSWER;
use crate::{App, AppError};

/// Uploads that are given up in one go.
const SWEPT_AT_ONCE: i64 = 500;

impl App {
    /// Gives up uploads of which nothing has come for too long, until none is left.
    pub(crate) async fn end_expired_uploads(&self) -> Result<(), AppError> {
        let now = self.now();
        loop {
            let expired = store::upload::expired(&mut self.db().read().await?, now, SWEPT_AT_ONCE).await?;
            if expired.is_empty() {
                return Ok(());
            }
            for upload in expired {
                let part = self.parts().files.part(key(&upload)?).await;
                // A piece may have come meanwhile.
                let present = store::upload::by_id(&mut self.db().read().await?, &upload.id).await?;
                let is_over = |upload: &Upload| upload.state == UploadState::Open && upload.expires_at <= now;
                if present.as_ref().is_some_and(is_over) {
                    end(self, part, &upload, None).await?;
                }
            }
        }
    }
}

/// Notes that an upload is given up, by somebody or by the clock, then removes its bytes.
pub(crate) async fn end(
    app: &App,
    part: Part,
    upload: &Upload,
    by: Option<PersonId>,
) -> Result<(), AppError> {
    let now = app.now();
    let mut tx = app.db().write().await?;
    if store::upload::close(&mut tx, &upload.id, &Outcome::Ended, now).await? {
        let kind = if by.is_some() { "upload_given_up" } else { "upload_expired" };
        log(&mut tx, upload, by, kind, now).await?;
    }
    tx.commit().await?;
    part.remove().await.map_err(|error| AppError::Unavailable(error.to_string()))
}

/// Writes what happened to an upload into the history of its question, or of the desk.
pub(crate) async fn log(
    conn: &mut Conn,
    upload: &Upload,
    by: Option<PersonId>,
    kind: &'static str,
    now: Timestamp,
) -> Result<(), AppError> {
    let (round, slot) = match &upload.place {
        UploadPlace::Slot { round, slot, .. } => (Some(*round), slot.to_string()),
        UploadPlace::Desk(place) => (None, place.to_string()),
    };
    let (object_kind, object_id) = match &upload.place {
        UploadPlace::Slot { round, question, .. } => (ANSWER, format!("{round}/{}/{question}", upload.body)),
        UploadPlace::Desk(place) => (crate::desk::UPLOAD, format!("{}/{place}", upload.body)),
    };
    let event = NewEvent {
        at: now,
        actor: by,
        body: Some(&upload.body),
        round,
        object_kind,
        object_id,
        kind,
        data: json!({
            "upload": upload.id, "slot": slot, "file": shown_name(upload),
            "size": upload.size, "received": upload.received, "problem": upload.problem,
        }),
    };
    event::append(conn, event).await?;
    Ok(())
}

/// The name of the file of an upload as it may be shown.
#[must_use]
pub fn shown_name(upload: &Upload) -> String {
    files::name::display(&upload.file_name).text
}

/// The name of its part in the file store.
pub(crate) fn key(upload: &Upload) -> Result<PartKey, AppError> {
    upload.id.parse().map_err(|_| AppError::Fault(format!("upload {} has no such name", upload.id)))
}
