//! The service standard of the office, and the sheets that are printed from it.

use bytes::Bytes;
use domain::policy::Action;
use domain::service::form::Typed;
use domain::service::{Standard, missing};
use serde_json::json;
use store::event::{Event, NewEvent};

use super::Desk;
use crate::kit::{Kit, Piece};
use crate::service::suggestion;
use crate::{AppError, Conflict};

/// Kind of the object whose events are the history of a standard.
const STANDARD: &str = "service_standard";
/// Most changes that are shown.
const HISTORY: i64 = 20;

/// The standard of an office at its desk.
#[derive(Debug, Clone)]
pub struct StandardSheet {
    /// What is saved; the suggestion where nothing is.
    pub standard: Standard,
    /// The version of it; 0 where nothing is saved.
    pub version: i64,
    /// Who changed it, the latest first.
    pub history: Vec<Event>,
}

impl Desk {
    /// Whether this person writes the pages of the office's site.
    #[must_use]
    pub fn may_edit_site(&self) -> bool {
        self.who.may(Action::EditSite, &self.placed)
    }

    /// The service standard.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office.
    pub async fn standard(&self) -> Result<StandardSheet, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let body = &self.placed.body;
        let mut conn = self.app.db().read().await?;
        let saved = store::service::of_body(&mut conn, &body.code).await?;
        let history = store::event::of_object(&mut conn, STANDARD, body.code.as_str(), HISTORY).await?;
        let (version, standard) =
            saved.map_or_else(|| (0, suggestion(body)), |saved| (saved.version, saved.standard));
        Ok(StandardSheet { standard, version, history })
    }

    /// Saves the standard over the version `base` (0 for none). What is saved already is saved, whatever version that was.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with each wrong field, [`AppError::Conflict`] with what is stored where somebody else was faster.
    pub async fn save_standard(&self, base: i64, typed: &Typed) -> Result<i64, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let standard = typed.read().map_err(AppError::Invalid)?;
        let now = self.app.now();
        let code = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        let present = store::service::of_body(&mut tx, code).await?;
        if let Some(present) = present.as_ref().filter(|present| present.standard == standard) {
            return Ok(present.version);
        }
        let saved = store::service::save(&mut tx, code, base, &standard, self.who.person, now).await?;
        let Some(version) = saved else {
            let current = present.as_ref().map_or(0, |present| present.version);
            let stored = present.map(|present| present.standard).unwrap_or_default();
            let value = serde_json::to_string(&stored).map_err(|error| AppError::Fault(error.to_string()))?;
            return Err(AppError::Conflict(Conflict::Version { current, value }));
        };
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: None,
            object_kind: STANDARD,
            object_id: code.to_string(),
            kind: "saved",
            data: json!({ "version": version, "standard": standard }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(version)
    }

    /// A piece of the service kit with the data that are saved now, as PDF.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office, [`AppError::Conflict`] for a pledge that lacks
    /// what it must hold, [`AppError::Unavailable`] while the press is busy.
    pub async fn print(&self, piece: Piece) -> Result<Bytes, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let body = &self.placed.body;
        let mut conn = self.app.db().read().await?;
        let saved = store::service::of_body(&mut conn, &body.code).await?;
        let face = store::look::face(&mut conn, body.slug.as_str()).await?;
        drop(conn);
        if piece == Piece::Maklumat && !missing(saved.as_ref().map(|saved| &saved.standard)).is_empty() {
            return Err(AppError::Conflict(Conflict::State("incomplete")));
        }
        let standard = saved.map(|saved| saved.standard).unwrap_or_default();
        let today = body.zone.time_zone().to_datetime(self.app.now()).date();
        let base_url = &self.app.settings().base_url;
        let (colour, verified_on) = crate::kit::of_face(face.as_ref());
        let kit = Kit { standard: &standard, body, base_url, today, colour, verified_on };
        self.app.print_piece(piece, &kit).await
    }
}
