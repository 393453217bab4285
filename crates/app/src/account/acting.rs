//! An administrator acts for somebody of the own bodies, to help: for half an hour, with a reason, written down on both
//! sides, and never to judge, sign or send.

use domain::ids::PersonId;
use domain::policy::may_be_acted_for;
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::session::Session;

use super::{log, principal};
use crate::access::{Access, Acting, Principal, Via};
use crate::people::Member;
use crate::{App, AppError};

/// How long one may act for somebody.
pub const ACTING_FOR: SignedDuration = SignedDuration::from_mins(30);
/// Most characters of the reason.
const REASON_MAX: usize = 500;

impl App {
    /// In whose name a browser acts: its own person's, or for a time that of somebody whom that person helps. What has run
    /// out, or is not allowed any more, is ended and written down.
    pub(super) async fn in_whose_name(
        &self,
        own: Principal,
        session: &Session,
        now: Timestamp,
    ) -> Result<Principal, AppError> {
        let Some((person, until)) = session.acting else { return Ok(own) };
        let by = Acting { session: session.id, by: own.person, by_name: own.name.clone(), until };
        if now < until {
            let mut conn = self.db().read().await?;
            let found = principal(&mut conn, person, Via::Acting(by.clone())).await?;
            let allowed = Member::acted_for(self, &own, person, &mut conn).await.is_ok();
            if let Some(found) = found.filter(|_| allowed) {
                return Ok(found);
            }
        }
        self.end_acting(&by, person, now).await?;
        Ok(own)
    }

    async fn end_acting(&self, acting: &Acting, person: PersonId, now: Timestamp) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        if store::session::set_acting(&mut tx, acting.session, None).await? {
            let data = json!({ "until": now.min(acting.until) });
            log(&mut tx, now, Some(acting.by), person, "acting_ended", data).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

impl Member {
    /// Begins to act for this person, in this browser of the administrator's.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `acting_reason`; [`AppError::NotFound`] for oneself, for somebody with a role that is out of
    /// reach, for administrators and controllers, for whoever is shut out, and for whoever acts already.
    pub async fn act_for(&self, reason: &str) -> Result<(), AppError> {
        let now = self.app.now();
        let Via::Session(session) = self.who.via else { return Err(AppError::NotFound) };
        let reason = reason.trim();
        let problem = if reason.is_empty() {
            Some(Problem::Required)
        } else if reason.chars().count() > REASON_MAX {
            Some(Problem::TooLong { max: REASON_MAX })
        } else {
            None
        };
        let mut tx = self.app.db().write().await?;
        Self::acted_for(&self.app, &self.who, self.person, &mut tx).await?;
        if let Some(problem) = problem {
            return Err(AppError::field("acting_reason", problem));
        }
        let until = now + ACTING_FOR;
        store::session::set_acting(&mut tx, session, Some((self.person, until))).await?;
        let data = json!({ "reason": reason, "until": until });
        log(&mut tx, now, Some(self.who.person), self.person, "acting_began", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whether one may act for this person, for a page.
    pub(crate) async fn may_act_for(&self, conn: &mut sql::Conn) -> Result<bool, AppError> {
        match Self::acted_for(&self.app, &self.who, self.person, conn).await {
            Ok(()) => Ok(matches!(self.who.via, Via::Session(_))),
            Err(AppError::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Whether one may act for this person.
    pub(super) async fn acted_for(
        app: &App,
        who: &Principal,
        person: PersonId,
        conn: &mut sql::Conn,
    ) -> Result<(), AppError> {
        if person == who.person {
            return Err(AppError::NotFound);
        }
        let member = Self { app: app.clone(), who: who.clone(), person };
        let found = member.whole(conn).await?;
        let grants = store::person::grants(conn, person).await?;
        if found.disabled_at.is_none() && may_be_acted_for(&grants) {
            Ok(())
        } else {
            Err(AppError::NotFound)
        }
    }
}

impl Access {
    /// Who acts in this person's name, if somebody does.
    #[must_use]
    pub fn acting(&self) -> Option<&Acting> {
        match &self.who.via {
            Via::Acting(acting) => Some(acting),
            Via::Session(_) | Via::Token(_) => None,
        }
    }

    /// Ends acting for somebody; the administrator goes on in person.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not act.
    pub async fn stop_acting(&self) -> Result<(), AppError> {
        let acting = self.acting().ok_or(AppError::NotFound)?;
        self.app.end_acting(acting, self.who.person, self.app.now()).await
    }

    /// Ends acting, and signs the administrator's browser out.
    pub(super) async fn sign_out_acting(&self) -> Result<(), AppError> {
        let acting = self.acting().ok_or(AppError::NotFound)?;
        let now = self.app.now();
        self.app.end_acting(acting, self.who.person, now).await?;
        let mut tx = self.app.db().write().await?;
        store::session::delete(&mut tx, acting.by, acting.session).await?;
        let data = json!({ "session": acting.session.to_string() });
        log(&mut tx, now, Some(acting.by), acting.by, "signed_out", data).await?;
        tx.commit().await?;
        Ok(())
    }
}
