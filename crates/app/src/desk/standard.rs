//! The service standard of the office.

use domain::policy::Action;
use domain::service::Standard;
use domain::service::form::Typed;
use serde_json::json;
use store::event::{Event, NewEvent};

use super::Desk;
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
}
