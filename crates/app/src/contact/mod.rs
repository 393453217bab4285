//! The WhatsApp number of the PPID: the office keeps and proves it, a tier above vouches for it.

mod change;
mod handover;
mod notice;
mod prove;
mod vouch;

pub use prove::CodeAsked;
pub use vouch::{Vouch, Vouched, Watch};

use domain::body::Body;
use domain::contact::Holding;
use domain::contact::readiness::{Reason, Standing};
use domain::ids::PersonId;
use domain::person::Role;
use domain::policy::Action;
use serde::Serialize;
use sql::Conn;
use store::body::Placed;
use store::contact::code::Code;
use store::contact::handover::Handover;
use store::contact::{self, Number};
use store::event::{Event, NewEvent};

pub(crate) use change::note_number;
pub(crate) use notice::words;

use crate::access::{Access, Principal};
use crate::{App, AppError};

/// Kind of the object whose events are the history of a number; its id is the code of the office.
const CONTACT: &str = "contact";
/// Most lines of each history that a page shows.
const SHOWN: i64 = 30;

/// The number of one office, for those who keep or prove it.
#[derive(Debug, Clone)]
pub struct Contact {
    app: App,
    who: Principal,
    placed: Placed,
}

/// All that the office sees of its number.
#[derive(Debug, Clone)]
pub struct ContactSheet {
    /// The office as it is now.
    pub body: Body,
    /// The present number with what was proved of it; `None` where there is none, or nobody wrote it down.
    pub current: Option<Number>,
    /// Who has the device, with the version of that; 0 for none.
    pub holding: (i64, Holding),
    /// The code that was asked for and is not used.
    pub code: Option<Code>,
    /// Every number, the latest first.
    pub numbers: Vec<Number>,
    /// Every hand-over, the latest first.
    pub handovers: Vec<Handover>,
    /// Who can take the number over.
    pub takers: Vec<(PersonId, String)>,
    /// How ready the office is, and why not more.
    pub readiness: (Standing, Vec<Reason>),
    /// What happened, the latest first.
    pub history: Vec<Event>,
}

impl Access {
    /// The number of a body (slug or code).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever neither keeps nor proves it.
    pub async fn contact(&self, body: &str) -> Result<Contact, AppError> {
        let placed = self.app.placed(body).await?;
        if self.who.may(Action::KeepContact, &placed) || self.who.may(Action::ProveContact, &placed) {
            Ok(Contact { app: self.app.clone(), who: self.who.clone(), placed })
        } else {
            Err(AppError::NotFound)
        }
    }
}

impl Contact {
    /// The office.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// Whether this person changes the number, and says who holds it.
    #[must_use]
    pub fn may_keep(&self) -> bool {
        self.who.may(Action::KeepContact, &self.placed)
    }

    /// Whether this person proves that the office holds it.
    #[must_use]
    pub fn may_prove(&self) -> bool {
        self.who.may(Action::ProveContact, &self.placed)
    }

    /// Who looks.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.who.person
    }

    /// Whether the platform itself can send a code.
    #[must_use]
    pub fn has_gateway(&self) -> bool {
        self.app.parts().whatsapp.is_some()
    }

    /// Whether there is an office above that could send a code.
    #[must_use]
    pub fn has_tier_above(&self) -> bool {
        !self.placed.above.is_empty()
    }

    /// All that the office sees of its number.
    pub async fn sheet(&self) -> Result<ContactSheet, AppError> {
        let mut conn = self.app.db().read().await?;
        sheet(&self.app, &mut conn, self.placed.body.code.as_str()).await
    }

    /// How ready the office is, and why not more.
    pub async fn readiness(&self) -> Result<(Standing, Vec<Reason>), AppError> {
        let mut conn = self.app.db().read().await?;
        readiness(&self.app, &mut conn, self.placed.body.code.as_str()).await
    }

    async fn log<T: Serialize>(&self, conn: &mut Conn, kind: &'static str, data: T) -> Result<(), AppError> {
        log(&self.app, conn, &self.who, &self.placed, kind, data).await
    }
}

async fn readiness(app: &App, conn: &mut Conn, code: &str) -> Result<(Standing, Vec<Reason>), AppError> {
    let lines = contact::readiness::of(conn, code, "").await?;
    let line = lines.into_iter().next().ok_or(AppError::NotFound)?;
    Ok(line.known.judge(app.now()))
}

/// What is known of the number of an office.
async fn sheet(app: &App, conn: &mut Conn, code: &str) -> Result<ContactSheet, AppError> {
    let body = store::body::by_code(conn, code).await?.ok_or(AppError::NotFound)?.body;
    let present = body.whatsapp.as_ref().map(domain::body::Phone::digits);
    let current = contact::current(conn, code).await?;
    let takers = store::person::at_body(conn, code).await?.into_iter();
    let takers = takers.filter(|member| {
        matches!(member.grant.role, Role::Officer | Role::Ppid) && member.person.disabled_at.is_none()
    });
    let mut takers: Vec<(PersonId, String)> =
        takers.map(|member| (member.person.id, member.person.name)).collect();
    takers.sort_by(|one, other| one.1.cmp(&other.1));
    takers.dedup();
    Ok(ContactSheet {
        current: current.filter(|current| Some(current.number.as_str()) == present),
        holding: contact::holding(conn, code).await?.unwrap_or_default(),
        code: contact::code::open(conn, code).await?,
        numbers: contact::numbers(conn, code, SHOWN).await?,
        handovers: contact::handover::of_body(conn, code, SHOWN).await?,
        takers,
        readiness: readiness(app, conn, code).await?,
        history: store::event::of_object(conn, CONTACT, code, SHOWN).await?,
        body,
    })
}

/// Writes what happened to a number.
async fn log<T: Serialize>(
    app: &App,
    conn: &mut Conn,
    who: &Principal,
    placed: &Placed,
    kind: &'static str,
    data: T,
) -> Result<(), AppError> {
    let event = NewEvent {
        at: app.now(),
        actor: Some(who.person),
        body: Some(&placed.body.code),
        round: None,
        object_kind: CONTACT,
        object_id: placed.body.code.to_string(),
        kind,
        data,
    };
    store::event::append(conn, event).await?;
    Ok(())
}
