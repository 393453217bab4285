//! Handing the number over from one officer to another.

use domain::contact::Holding;
use domain::contact::handover::{Ticked, Typed};
use domain::ids::ContactHandoverId;
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::json;
use sql::Conn;
use store::contact;
use store::contact::handover::Handover;

use super::Contact;
use crate::{AppError, Conflict};

/// Hand-overs among which an open one is looked for: at most one is open, and it is the latest.
const LATEST: i64 = 1;

impl Contact {
    /// Begins a hand-over: the giving side confirms.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`Typed::read`]; [`AppError::Conflict`] without a number, or while another one is
    /// open.
    pub async fn begin_handover(&self, typed: &Typed) -> Result<(), AppError> {
        self.must_be_of_the_office()?;
        let given = typed.read(self.who.person).map_err(AppError::Invalid)?;
        let now = self.app.now();
        let body = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        let sheet = super::sheet(&self.app, &mut tx, body.as_str()).await?;
        if sheet.body.whatsapp.is_none() {
            return Err(AppError::Conflict(Conflict::State("no_number")));
        }
        let taker = sheet.takers.iter().find(|(id, _)| *id == given.to);
        let (_, to) = taker.ok_or_else(|| AppError::field("to", Problem::UnknownOption))?;
        let id = ContactHandoverId::new(now, self.app.random());
        if !contact::handover::begin(&mut tx, id, body, &given, self.who.person, now).await? {
            return Err(AppError::Conflict(Conflict::State("handover_open")));
        }
        let data = json!({ "id": id, "from": given.from, "to": to, "day": given.day, "parts": given.parts });
        self.log(&mut tx, "handover_begun", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes the number over: the other side confirms, and holds the device from now on. The number stays verified, since it is
    /// the office's.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever is not the one who takes; [`AppError::Invalid`] at `parts` where something that is
    /// needed did not arrive; [`AppError::Conflict`] where it has ended.
    pub async fn take_over(&self, id: ContactHandoverId, parts: &Ticked) -> Result<(), AppError> {
        self.who.must(Action::ProveContact, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let open = self.open_handover(&mut tx, id).await?;
        if open.given.to != self.who.person {
            return Err(AppError::NotFound);
        }
        if !parts.lacking().is_empty() {
            let why = "contact-handover-not-arrived".to_owned();
            return Err(AppError::field("parts", Problem::NotNow { why }));
        }
        let (now, body) = (self.app.now(), &self.placed.body.code);
        if !contact::handover::end(&mut tx, id, parts, "taken", now).await? {
            return Err(AppError::Conflict(Conflict::State("handover_ended")));
        }
        let (version, present) = contact::holding(&mut tx, body.as_str()).await?.unwrap_or_default();
        let holding = Holding { holder: open.to_name.clone(), place: present.place };
        contact::hold(&mut tx, body, version, &holding, now).await?;
        let data = json!({ "id": id, "from": open.given.from, "to": open.to_name, "parts": parts });
        self.log(&mut tx, "handover_taken", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a hand-over up.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such one; [`AppError::Conflict`] where it has ended.
    pub async fn cancel_handover(&self, id: ContactHandoverId) -> Result<(), AppError> {
        self.must_be_of_the_office()?;
        let mut tx = self.app.db().write().await?;
        let open = self.open_handover(&mut tx, id).await?;
        if !contact::handover::end(&mut tx, id, &Ticked::default(), "cancelled", self.app.now()).await? {
            return Err(AppError::Conflict(Conflict::State("handover_ended")));
        }
        let data = json!({ "id": id, "from": open.given.from, "to": open.to_name });
        self.log(&mut tx, "handover_cancelled", data).await?;
        tx.commit().await?;
        Ok(())
    }

    fn must_be_of_the_office(&self) -> Result<(), AppError> {
        if self.may_keep() || self.may_prove() { Ok(()) } else { Err(AppError::NotFound) }
    }

    async fn open_handover(&self, conn: &mut Conn, id: ContactHandoverId) -> Result<Handover, AppError> {
        let found = contact::handover::of_body(conn, self.placed.body.code.as_str(), LATEST).await?;
        let found = found.into_iter().find(|found| found.id == id).ok_or(AppError::NotFound)?;
        if found.ended_at.is_some() {
            return Err(AppError::Conflict(Conflict::State("handover_ended")));
        }
        Ok(found)
    }
}
