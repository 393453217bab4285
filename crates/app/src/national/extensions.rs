//! More time for named bodies.

use domain::codes::BodyCode;
use domain::problem::{FieldProblem, Problem};
use domain::round::PhaseKind;
use jiff::Timestamp;
use serde_json::json;
use store::round::Extension;

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
            let extension = Extension {
                body: body.clone(),
                kind: new.phase,
                closes: new.closes,
                reason: reason.to_owned(),
                given_by: Some(self.who.person),
                given_at: now,
            };
            store::round::put_extension(&mut tx, round.id, &extension).await?;
            if new.phase == PhaseKind::Filling {
                let work = Work::ProbeOffice { round: round.id, body: body.clone() };
                self.app.put_off(&mut tx, &work, new.closes).await?;
            }
            let old = earlier.iter().find(|found| found.body == *body && found.kind == new.phase);
            let old = old.map(|found| found.closes).or(window.map(|window| window.closes));
            let office = store::body::by_code(&mut tx, body.as_str()).await?;
            let office = office.map(|placed| placed.body.office_name);
            let data = json!({
                "phase": new.phase, "old": old, "new": new.closes, "reason": reason, "body": body, "office": office,
            });
            self.log(&mut tx, now, &round, Some(body), "extended", &data).await?;
            let people = store::participation::concerned_at(&mut tx, body.as_str()).await?;
            self.app.notify(&mut tx, &people, &Message::new("extension_given", &round, data)).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }
}
