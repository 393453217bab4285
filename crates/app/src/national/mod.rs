//! Opening and steering rounds: what somebody does who manages rounds (RI, or the root of another tree).

mod documents;
mod extensions;
mod facts;
mod file_rules;
mod guidelines;
mod outages;
mod participants;
mod phases;
mod phrases;
mod plan;
mod replace;
mod rounds;
mod rules;
mod start;
mod tutorials;
mod view;

pub use documents::{DOCUMENT_MAX, Document, Kind, Upload, defects};
pub use extensions::{EXTENDABLE, NewExtension};
pub use facts::RoundFacts;
pub use guidelines::{GuidelineFile, NewGuideline};
pub use outages::{GivenBack, NewOutage};
pub use participants::{Choice, ParticipantChange, codes_in};
pub use phases::{DateChange, Edge, changes};
pub use plan::{RoundPlan, TITLE_MAX};
pub use replace::{Replacement, Vanished};
pub use view::{ProgressLine, RoundDetail, RoundLine};

use domain::codes::BodyCode;
use domain::person::Role;
use domain::policy::{Action, bodies_of};
use domain::problem::{FieldProblem, Problem};
use domain::round::{RoundState, Schedule};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::round::Round;

use crate::{Access, App, AppError, Conflict, Principal};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 2_000;

/// Manages the rounds of one body: the root of those that take part.
#[derive(Debug, Clone)]
pub struct National {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) owner: Placed,
}

impl Access {
    /// The rounds of a body, for somebody who may manage them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn national(&self, owner: &str) -> Result<National, AppError> {
        let mut conn = self.app.db().read().await?;
        let owner = store::body::by_code(&mut conn, owner).await?.ok_or(AppError::NotFound)?;
        self.who.must(Action::ManageRounds, &owner)?;
        Ok(National { app: self.app.clone(), who: self.who.clone(), owner })
    }

    /// The rounds of the body that runs this round.
    pub async fn national_of(&self, round: &str) -> Result<National, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        self.national(round.owner.as_str()).await
    }

    /// The rounds of the first body at which this person manages rounds.
    pub async fn national_home(&self) -> Result<National, AppError> {
        let home = bodies_of(&self.who.grants, &[Role::Controller]).first().copied();
        self.national(home.map(BodyCode::as_str).ok_or(AppError::NotFound)?).await
    }
}

/// A round that is locked in this transaction, with its phases.
pub(crate) struct Locked {
    pub(crate) round: Round,
    pub(crate) schedule: Schedule,
}

impl National {
    /// The body whose rounds these are.
    #[must_use]
    pub fn owner(&self) -> &Placed {
        &self.owner
    }

    /// Whether the round is run by this handle's body.
    fn must_own(&self, round: &Round) -> Result<(), AppError> {
        if round.owner == self.owner.body.code { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// Locks a round for a change that was made on sight of `version`, and lets it start first where its filling has
    /// opened.
    async fn lock(
        &self,
        conn: &mut Conn,
        slug: &str,
        version: i64,
        now: Timestamp,
    ) -> Result<Locked, AppError> {
        let mut round = store::round::lock_by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
        self.must_own(&round)?;
        let schedule = store::round::schedule(conn, round.id).await?;
        if round.version != version {
            return Err(AppError::Conflict(Conflict::Version {
                current: round.version,
                value: present(&round, &schedule),
            }));
        }
        start::settle(conn, &mut round, &schedule, now).await?;
        Ok(Locked { round, schedule })
    }

    /// As [`Self::lock`], for a change that is only possible while the round lives.
    async fn lock_living(
        &self,
        conn: &mut Conn,
        slug: &str,
        version: i64,
        now: Timestamp,
    ) -> Result<Locked, AppError> {
        let locked = self.lock(conn, slug, version, now).await?;
        match locked.round.state {
            RoundState::Draft | RoundState::Scheduled | RoundState::Running => Ok(locked),
            state @ (RoundState::Announced | RoundState::Cancelled) => Err(out_of_order(state)),
        }
    }

    /// Writes what happened to a round.
    async fn log(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        round: &Round,
        body: Option<&BodyCode>,
        kind: &'static str,
        data: impl Serialize,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body,
            round: Some(round.id),
            object_kind: "round",
            object_id: round.id.to_string(),
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }
}

/// Counts a change of a round and writes its row. The caller holds the lock.
async fn write(conn: &mut Conn, round: &mut Round) -> Result<(), AppError> {
    if !store::round::update(conn, round).await? {
        return Err(AppError::Fault(format!("round {} changed under its lock", round.id)));
    }
    round.version += 1;
    Ok(())
}

/// A step that does not fit the state of the round.
const fn out_of_order(state: RoundState) -> AppError {
    AppError::Conflict(Conflict::State(state.code()))
}

/// What the round holds now, for somebody whose change met another's.
fn present(round: &Round, schedule: &Schedule) -> String {
    json!({
        "title": round.title, "year": round.year, "instrument": round.instrument, "scheme": round.scheme,
        "previous": round.previous, "zone": round.zone, "state": round.state, "phases": schedule,
    })
    .to_string()
}

/// A reason that is there and not too long.
pub(crate) fn check_reason(reason: &str, problems: &mut Vec<FieldProblem>) {
    let reason = reason.trim();
    if reason.is_empty() {
        problems.push(FieldProblem::new("reason", Problem::Required));
    } else if reason.chars().count() > REASON_MAX {
        problems.push(FieldProblem::new("reason", Problem::TooLong { max: REASON_MAX }));
    } else if reason.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
        problems.push(FieldProblem::new("reason", Problem::BadCharacters));
    }
}
