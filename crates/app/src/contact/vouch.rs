//! A tier above: which offices are ready, and the code that a colleague sends to an office's number.

use domain::body::{Body, Phone};
use domain::codes::BodyCode;
use domain::contact::Via;
use domain::contact::code::{self, ASKED_MAX};
use domain::contact::readiness::{Reason, Standing};
use domain::person::Role;
use domain::policy::{Action, bodies_of};
use serde_json::json;
use store::body::Placed;
use store::contact::{self, code::Made};

use super::{ContactSheet, log, sheet};
use crate::access::{Access, Principal};
use crate::{App, AppError, Conflict};

/// Roles of a tier above that vouch for numbers.
pub(super) const TIERS: [Role; 3] = [Role::Verifier, Role::Controller, Role::Administrator];

/// An office below and how ready it is.
#[derive(Debug, Clone)]
pub struct Watch {
    /// The office.
    pub body: Body,
    /// How it stands.
    pub standing: Standing,
    /// Why not better.
    pub reasons: Vec<Reason>,
    /// Whether it waits for a code.
    pub waits: bool,
}

/// The number of one office below, for somebody who may vouch for it.
#[derive(Debug, Clone)]
pub struct Vouch {
    app: App,
    who: Principal,
    placed: Placed,
    /// The office above for which this person acts.
    tier: Body,
}

/// A code that was made: shown once, to be sent by whoever made it.
#[derive(Debug, Clone)]
pub struct Vouched {
    /// The code.
    pub code: String,
    /// The number that it goes to.
    pub number: Phone,
}

impl Access {
    /// The offices below for whose numbers this person may vouch, the worst first; those that wait for a code before the others
    /// of their standing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever has no such role.
    pub async fn watched(&self) -> Result<Vec<Watch>, AppError> {
        let tiers = bodies_of(&self.who.grants, &TIERS);
        if tiers.is_empty() {
            return Err(AppError::NotFound);
        }
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for tier in tiers {
            let Some(tier) = store::body::by_code(&mut conn, tier.as_str()).await? else { continue };
            found.extend(contact::readiness::of(&mut conn, "", &tier.path_below()).await?);
        }
        found.sort_by(|one, other| one.placed.body.code.cmp(&other.placed.body.code));
        found.dedup_by(|one, other| one.placed.body.code == other.placed.body.code);
        found.retain(|line| self.who.may(Action::VouchContact, &line.placed));
        let lines = found.into_iter().map(|line| {
            let (standing, reasons) = line.known.judge(now);
            Watch { body: line.placed.body, standing, reasons, waits: line.waits }
        });
        let mut lines: Vec<Watch> = lines.collect();
        lines.sort_by_key(|line| (line.standing, !line.waits));
        Ok(lines)
    }

    /// The number of an office below (slug or code).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever may not vouch for it.
    pub async fn vouch(&self, body: &str) -> Result<Vouch, AppError> {
        let placed = self.app.placed(body).await?;
        self.who.must(Action::VouchContact, &placed)?;
        let tiers: Vec<&BodyCode> = bodies_of(&self.who.grants, &TIERS);
        let tier = placed.above.iter().find(|code| tiers.contains(code)).ok_or(AppError::NotFound)?;
        let tier = self.app.placed(tier.as_str()).await?.body;
        Ok(Vouch { app: self.app.clone(), who: self.who.clone(), placed, tier })
    }
}

impl Vouch {
    /// The office below.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// The office above for which this person acts.
    #[must_use]
    pub fn tier(&self) -> &Body {
        &self.tier
    }

    /// All that is known of the number.
    pub async fn sheet(&self) -> Result<ContactSheet, AppError> {
        let mut conn = self.app.db().read().await?;
        sheet(&self.app, &mut conn, self.placed.body.code.as_str()).await
    }

    /// Makes the code that the office asked for. It is given back once and never again: only its hash is kept. What was made
    /// before is dead. Whoever makes it cannot type it in.
    ///
    /// # Errors
    /// [`AppError::Conflict`] where the office has asked for none, or its number is another one by now;
    /// [`AppError::TooMany`] after [`ASKED_MAX`] codes for one wish.
    pub async fn make_code(&self) -> Result<Vouched, AppError> {
        self.who.must(Action::VouchContact, &self.placed)?;
        let secret = code::new(self.app.random());
        let passwords = &self.app.parts().passwords;
        let hash = passwords.hash(secret.clone().into(), self.app.random()).await?;
        let now = self.app.now();
        let body = self.placed.body.code.as_str();
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, body).await?;
        let number = store::body::by_code(&mut tx, body).await?.and_then(|placed| placed.body.whatsapp);
        let open = contact::code::open(&mut tx, body).await?;
        let asked = number.zip(open).filter(|(number, open)| number.digits() == open.number);
        let (number, open) = asked.ok_or(AppError::Conflict(Conflict::State("not_asked")))?;
        if usize::try_from(open.made).is_ok_and(|made| made >= ASKED_MAX) {
            return Err(AppError::TooMany { seconds: 24 * 60 * 60 });
        }
        let by = Some((self.who.person, self.tier.code.clone()));
        contact::code::make(&mut tx, open.id, &Made { hash, via: Via::Tier, by, at: now }).await?;
        let data = json!({ "number": open.number, "for": self.tier.code });
        log(&self.app, &mut tx, &self.who, &self.placed, "code_made", data).await?;
        tx.commit().await?;
        Ok(Vouched { code: secret, number })
    }
}
