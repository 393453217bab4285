//! Changing the number, and saying who holds it.

use domain::body::{Body, Phone};
use domain::contact::{Holding, mobile};
use domain::ids::ContactNumberId;
use domain::policy::Action;
use domain::random::Random;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::contact;

use super::Contact;
use crate::{AppError, Conflict};

impl Contact {
    /// Changes the number; empty takes it away. `seen` is the number that the form showed, in digits, empty for none. The new
    /// number is not verified; the old one stays in the history. The same number changes nothing.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `number`; [`AppError::Conflict`] with the present number where somebody else changed it meanwhile.
    pub async fn change_number(&self, seen: &str, typed: &str) -> Result<(), AppError> {
        self.who.must(Action::KeepContact, &self.placed)?;
        let new = match typed.trim() {
            "" => None,
            typed => Some(mobile(typed).map_err(|problem| AppError::field("number", problem))?),
        };
        let code = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, code.as_str()).await?;
        let placed = store::body::by_code(&mut tx, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let present = placed.body.whatsapp.clone();
        if present == new {
            return Ok(());
        }
        let digits = present.as_ref().map_or("", Phone::digits);
        if digits != seen {
            let value = present.map(|phone| phone.to_string()).unwrap_or_default();
            return Err(AppError::Conflict(Conflict::Version { current: 0, value }));
        }
        let data = json!({ "from": present, "to": new });
        let body = Body { whatsapp: new, ..placed.body };
        note_number(&mut tx, self.app.random(), &body, self.app.now()).await?;
        store::body::put(&mut tx, &Placed { body, above: placed.above }).await?;
        self.log(&mut tx, "number_changed", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Says who has the device, and where it is kept, over the version `base`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `holder` and `place`; [`AppError::Conflict`] where somebody else was faster.
    pub async fn hold(&self, base: i64, holder: &str, place: &str) -> Result<(), AppError> {
        self.who.must(Action::KeepContact, &self.placed)?;
        let holding = Holding::read(holder, place).map_err(AppError::Invalid)?;
        let code = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        let present = contact::holding(&mut tx, code.as_str()).await?.unwrap_or_default();
        if present.1 == holding {
            return Ok(());
        }
        if contact::hold(&mut tx, code, base, &holding, self.app.now()).await?.is_none() {
            let value = [present.1.holder, present.1.place].join("\n");
            return Err(AppError::Conflict(Conflict::Version { current: present.0, value }));
        }
        self.log(&mut tx, "holder_changed", &holding).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Brings the history of numbers in step with the profile of an office: where another number stands there than the one that was
/// written down last, that one ends with what was proved of it, and codes for it are dead. Whoever changes a profile calls it in
/// the same transaction.
pub(crate) async fn note_number(
    conn: &mut Conn,
    random: &dyn Random,
    body: &Body,
    now: Timestamp,
) -> Result<(), AppError> {
    let digits = body.whatsapp.as_ref().map(Phone::digits);
    let known = contact::current(conn, body.code.as_str()).await?;
    if known.as_ref().map(|known| known.number.as_str()) == digits {
        return Ok(());
    }
    contact::end(conn, &body.code, now).await?;
    contact::code::end(conn, &body.code, "replaced", now).await?;
    if let Some(digits) = digits {
        contact::begin(conn, ContactNumberId::new(now, random), &body.code, digits, now).await?;
    }
    Ok(())
}
