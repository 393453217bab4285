//! Proving that the office holds its number: a code that arrives there is typed in here.

use domain::body::Phone;
use domain::contact::Via;
use domain::contact::code::{self, ASKED_MAX, LIFE, Refusal};
use domain::ids::ContactCodeId;
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::json;
use sql::Conn;
use store::contact::code::{Code, Made};
use store::contact::{self, Proof};

use super::{Contact, note_number};
use crate::{AppError, Conflict};

/// What became of asking for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAsked {
    /// The platform has sent it.
    Sent,
    /// A colleague of a tier above has to send it.
    Waits,
    /// The gateway did not take it, so a colleague has to send it.
    GatewayFailed,
}

/// Seconds in the life of a code, as a time to wait.
const DAY: u64 = 24 * 60 * 60;

impl Contact {
    /// Asks for a code. Where the operator has connected a gateway it is sent at once; else it waits for a colleague of a tier
    /// above, who is told. What was asked for before is dead.
    ///
    /// A code has its row before the gateway is asked, so that many who ask at once get no more of them out than one after
    /// another. It can be typed in from then on: where nobody learns what became of the sending, what arrived counts.
    ///
    /// # Errors
    /// [`AppError::Conflict`] without a number, [`AppError::TooMany`] after [`ASKED_MAX`] within a day.
    pub async fn ask_code(&self) -> Result<CodeAsked, AppError> {
        self.who.must(Action::ProveContact, &self.placed)?;
        let number = self.number_to_prove().await?;
        let Some(gateway) = &self.app.parts().whatsapp else {
            self.reserve(&number, None).await?;
            return Ok(CodeAsked::Waits);
        };
        let secret = code::new(self.app.random());
        let hash = self.app.parts().passwords.hash(secret.clone().into(), self.app.random()).await?;
        let id = self.reserve(&number, Some(hash)).await?;
        let sent = gateway.send_code(&number, &secret).await;
        if let Err(error) = &sent {
            tracing::warn!(%error, body = %self.placed.body.code, "a code was not sent");
        }
        self.note_outcome(id, &number, sent.is_ok()).await
    }

    /// Writes a code down before it is sent: `hash` is that of the gateway's, `None` where a colleague makes one.
    async fn reserve(&self, number: &str, hash: Option<String>) -> Result<ContactCodeId, AppError> {
        let now = self.app.now();
        let code = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, code.as_str()).await?;
        let placed = store::body::by_code(&mut tx, code.as_str()).await?.ok_or(AppError::NotFound)?;
        if placed.body.whatsapp.as_ref().map(Phone::digits) != Some(number) {
            return Err(AppError::Conflict(Conflict::State("number_changed")));
        }
        self.bounded(&mut tx).await?;
        note_number(&mut tx, self.app.random(), &placed.body, now).await?;
        contact::code::end(&mut tx, code, "replaced", now).await?;
        let id = ContactCodeId::new(now, self.app.random());
        contact::code::ask(&mut tx, id, code, number, self.who.person, now).await?;
        let via = hash.is_some().then_some(Via::Gateway);
        self.log(&mut tx, "code_asked", json!({ "number": number, "via": via })).await?;
        match hash {
            Some(hash) => {
                let made = Made { hash, via: Via::Gateway, by: None, at: now };
                contact::code::make(&mut tx, id, &made).await?;
            }
            None => self.tell_tier(&mut tx, &placed).await?,
        }
        tx.commit().await?;
        Ok(id)
    }

    /// Writes down what the gateway did. Where it failed, the wish goes to the tier above, if it is still open.
    async fn note_outcome(
        &self,
        id: ContactCodeId,
        number: &str,
        is_sent: bool,
    ) -> Result<CodeAsked, AppError> {
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, self.placed.body.code.as_str()).await?;
        if is_sent {
            contact::code::sent(&mut tx, id).await?;
            self.log(&mut tx, "code_sent", json!({ "number": number })).await?;
        } else {
            self.log(&mut tx, "code_failed", json!({ "number": number })).await?;
            if contact::code::not_sent(&mut tx, id).await? {
                self.tell_tier(&mut tx, &self.placed).await?;
            }
        }
        tx.commit().await?;
        Ok(if is_sent { CodeAsked::Sent } else { CodeAsked::GatewayFailed })
    }

    /// The number of the profile, where another code may be asked for.
    async fn number_to_prove(&self) -> Result<String, AppError> {
        let mut conn = self.app.db().read().await?;
        self.bounded(&mut conn).await?;
        let placed = store::body::by_code(&mut conn, self.placed.body.code.as_str()).await?;
        let phone = placed.and_then(|placed| placed.body.whatsapp);
        let phone = phone.ok_or(AppError::Conflict(Conflict::State("no_number")))?;
        Ok(phone.digits().to_owned())
    }

    async fn bounded(&self, conn: &mut Conn) -> Result<(), AppError> {
        let since = self.app.now().saturating_sub(LIFE).unwrap_or_else(|_| self.app.now());
        let asked = contact::code::asked_since(conn, self.placed.body.code.as_str(), since).await?;
        let is_bounded = usize::try_from(asked).is_ok_and(|asked| asked < ASKED_MAX);
        if is_bounded { Ok(()) } else { Err(AppError::TooMany { seconds: DAY }) }
    }

    /// Tries a code that was typed. When it is right, the number is verified from now.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `code`: what is no code, a wrong one, or one that cannot be used (any more).
    pub async fn prove(&self, typed: &str) -> Result<(), AppError> {
        self.who.must(Action::ProveContact, &self.placed)?;
        let typed = match typed.trim() {
            "" => return Err(AppError::field("code", Problem::Required)),
            typed => code::read(typed).ok_or_else(|| AppError::field("code", Problem::NotACode))?,
        };
        let tried = self.take_try().await?;
        let is_right = self.app.parts().passwords.verify(typed.into(), tried.hash.clone()).await?;
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, self.placed.body.code.as_str()).await?;
        if !is_right {
            self.log(&mut tx, "code_wrong", json!({ "left": tried.asked.left() })).await?;
            tx.commit().await?;
            let left = tried.asked.left();
            let problem = if left == 0 { refusal(Refusal::Exhausted) } else { Problem::WrongCode { left } };
            return Err(AppError::field("code", problem));
        }
        let open = contact::code::open(&mut tx, self.placed.body.code.as_str()).await?;
        // Another code may have been asked for or made while this one was compared.
        let same = open.is_some_and(|open| open.id == tried.id && open.hash == tried.hash);
        let now = self.app.now();
        let by = tried.asked.made_by.zip(tried.made_for.clone());
        let proof = Proof { at: now, via: tried.via.unwrap_or(Via::Tier), by };
        if !same || !contact::prove(&mut tx, &self.placed.body.code, &tried.number, &proof).await? {
            return Err(AppError::field("code", refusal(Refusal::NotSent)));
        }
        contact::code::end(&mut tx, &self.placed.body.code, "proved", now).await?;
        let data = json!({ "number": tried.number, "via": proof.via, "by": tried.asked.made_by });
        self.log(&mut tx, "verified", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Counts a try before anything is compared, so that many at once are no more than one after another.
    async fn take_try(&self) -> Result<Code, AppError> {
        let body = self.placed.body.code.as_str();
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, body).await?;
        let present = store::body::by_code(&mut tx, body).await?.ok_or(AppError::NotFound)?.body.whatsapp;
        let open = contact::code::open(&mut tx, body).await?;
        let open = open.filter(|open| present.as_ref().map(Phone::digits) == Some(open.number.as_str()));
        let mut open = open.ok_or_else(|| AppError::field("code", refusal(Refusal::NotSent)))?;
        let may = open.asked.may_try(self.who.person, self.app.now());
        may.map_err(|why| AppError::field("code", refusal(why)))?;
        contact::code::count_try(&mut tx, open.id).await?;
        tx.commit().await?;
        open.asked.tries += 1;
        Ok(open)
    }
}

/// Why a code cannot be tried, in words.
fn refusal(why: Refusal) -> Problem {
    let why = match why {
        Refusal::NotSent => "contact-code-not-sent",
        Refusal::Expired => "contact-code-expired",
        Refusal::Exhausted => "contact-code-exhausted",
        Refusal::OwnCode => "contact-code-own",
    };
    Problem::NotNow { why: why.to_owned() }
}
