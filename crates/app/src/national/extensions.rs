//! More time for named bodies.

use domain::codes::BodyCode;
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, Window};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use sql::Conn;
use store::round::{Extension, Round};

use super::{Locked, National, check_reason, out_of_order, write};
use crate::AppError;
use crate::error::check;
use crate::jobs::Work;
use crate::notices::Message;

/// Phases of which a body can get more.
pub const EXTENDABLE: [PhaseKind; 2] = [PhaseKind::Filling, PhaseKind::Appeal];

/// More time, as somebody gives it.
#[derive(Debug, Clone)]
pub struct NewExtension {
    /// For whom.
    pub bodies: Vec<BodyCode>,
    /// In which phase: one of [`EXTENDABLE`].
    pub phase: PhaseKind,
    /// The new end.
    pub closes: Timestamp,
    /// Why.
    pub reason: String,
}

impl National {
    /// Gives bodies more time in a phase, each with its own event and notice. Gives the new version of the round.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `bodies` (none, or some that do not take part), `phase`, `closes` (not after the phase's
    /// own end, or in the past) and `reason`; [`AppError::Conflict`] for a draft or a round that is over.
    pub async fn extend(&self, slug: &str, version: i64, new: &NewExtension) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, schedule } = self.lock_living(&mut tx, slug, version, now).await?;
        if !round.state.is_visible_to_participants() {
            return Err(out_of_order(round.state));
        }
        let mut problems = Vec::new();
        let window = schedule.window(new.phase).filter(|_| EXTENDABLE.contains(&new.phase));
        match window {
            None => problems.push(FieldProblem::new("phase", Problem::UnknownOption)),
            Some(window) if new.closes <= window.closes => {
                problems.push(FieldProblem::new("closes", Problem::EndBeforeStart));
            }
            Some(_) if new.closes <= now => problems.push(FieldProblem::new("closes", Problem::InThePast)),
            Some(_) => {}
        }
        let taking_part = store::assessment::of_round(&mut tx, round.id).await?;
        let takes_part = |code: &&BodyCode| taking_part.iter().any(|found| found.body == **code);
        let unknown: Vec<String> =
            new.bodies.iter().filter(|code| !takes_part(code)).map(ToString::to_string).collect();
        if new.bodies.is_empty() {
            problems.push(FieldProblem::new("bodies", Problem::Required));
        } else if !unknown.is_empty() {
            problems.push(FieldProblem::new("bodies", Problem::UnknownCodes { codes: unknown }));
        }
        check_reason(&new.reason, &mut problems);
        check(problems)?;
        write(&mut tx, &mut round).await?;
        let reason = new.reason.trim();
        let earlier = store::round::extensions(&mut tx, round.id).await?;
        for body in &new.bodies {
            let old = earlier.iter().find(|found| found.body == *body && found.kind == new.phase);
            let Some(window) = window else { continue };
            let old = old.map_or(window.closes, |found| found.closes);
            let (phase, closes) = (new.phase, new.closes);
            let given = Given { body, phase, window, old, closes, reason, cause: Cause::Given };
            self.give_time(&mut tx, &round, given, now).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }

    /// Writes that an office has more time, with its event and its notices. The caller holds the lock of the round.
    pub(super) async fn give_time(
        &self,
        tx: &mut Conn,
        round: &Round,
        given: Given<'_>,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Given { body, phase, window, old, closes, reason, cause } = given;
        let extension = Extension {
            body: body.clone(),
            kind: phase,
            closes,
            reason: reason.to_owned(),
            given_by: Some(self.who.person),
            given_at: now,
        };
        store::round::put_extension(tx, round.id, &extension).await?;
        match phase {
            PhaseKind::Filling => {
                let work = Work::ProbeOffice { round: round.id, body: body.clone() };
                self.app.put_off(tx, &work, closes).await?;
            }
            PhaseKind::Appeal => {
                let longer = Window { closes, ..window };
                self.app.plan_appeal_reminder(tx, round.id, body, longer, now).await?;
            }
            _ => {}
        }
        let office = store::body::by_code(tx, body.as_str()).await?;
        let office = office.map(|placed| placed.body.office_name);
        let data = json!({
            "phase": phase, "old": old, "new": closes, "reason": reason, "body": body, "office": office,
            "cause": cause,
        });
        self.log(tx, now, round, Some(body), "extended", &data).await?;
        let people = store::participation::concerned_at(tx, body.as_str()).await?;
        self.app.notify(tx, &people, &Message::new("extension_given", round, data)).await
    }
}

/// Why an office gets more time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cause {
    /// Somebody decided so.
    Given,
    /// The platform could not be used.
    Outage,
}

/// More time for one office in one phase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) body: &'a BodyCode,
    pub(super) phase: PhaseKind,
    /// The phase of the round, for everybody else.
    pub(super) window: Window,
    /// The end before.
    pub(super) old: Timestamp,
    /// The end from now on.
    pub(super) closes: Timestamp,
    pub(super) reason: &'a str,
    pub(super) cause: Cause,
}
