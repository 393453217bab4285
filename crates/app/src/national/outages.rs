//! The platform could not be used: recorded, and its hours given back to those whom it hit.

use std::collections::BTreeSet;

use domain::codes::BodyCode;
use domain::ids::OutageId;
use domain::outage::{new_end, problems};
use domain::problem::{FieldProblem, Problem};
use domain::round::Window;
use serde_json::json;
use sql::Conn;
use store::outage::Outage;

use super::extensions::{Cause, Given};
use super::{EXTENDABLE, Locked, National, check_reason, out_of_order, write};
use crate::AppError;
use crate::error::check;
use crate::office::phase_window;

/// An outage as somebody records it.
#[derive(Debug, Clone)]
pub struct NewOutage {
    /// From when to when.
    pub window: Window,
    /// Offices that it hit, or bodies above them; empty for all that take part.
    pub bodies: Vec<BodyCode>,
    /// What happened.
    pub reason: String,
}

/// What recording an outage came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenBack {
    /// Offices that it hit.
    pub hit: usize,
    /// How often an office got more time in a phase.
    pub extended: usize,
}

impl National {
    /// The outages of a round, in the order in which they were recorded.
    pub async fn outages(&self, slug: &str) -> Result<Vec<Outage>, AppError> {
        let round = self.round(slug).await?.round;
        Ok(store::outage::of_round(&mut self.app.db().read().await?, round.id).await?)
    }

    /// Records an outage and gives its hours back: to each office that it hit, in each phase of which an office can get more
    /// time, as far as those hours were not given back before. Each extension has its own event and notice.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `ended`, `bodies` and `reason`; [`AppError::Conflict`] for a draft or a round that is over.
    pub async fn record_outage(
        &self,
        slug: &str,
        version: i64,
        new: &NewOutage,
    ) -> Result<GivenBack, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, schedule } = self.lock_living(&mut tx, slug, version, now).await?;
        if !round.state.is_visible_to_participants() {
            return Err(out_of_order(round.state));
        }
        let mut wrong = problems(new.window, now);
        let hit = self.hit(&mut tx, round.id, &new.bodies, &mut wrong).await?;
        check_reason(&new.reason, &mut wrong);
        check(wrong)?;
        write(&mut tx, &mut round).await?;
        let known = store::outage::of_round(&mut tx, round.id).await?;
        let reason = new.reason.trim();
        let outage = Outage {
            id: OutageId::new(now, self.app.random()),
            window: new.window,
            reason: reason.to_owned(),
            recorded_by: self.who.person,
            recorded_at: now,
            bodies: hit,
        };
        store::outage::insert(&mut tx, round.id, &outage).await?;
        let data = json!({
            "id": outage.id, "began": outage.window.opens, "ended": outage.window.closes, "reason": reason,
            "bodies": outage.bodies,
        });
        self.log(&mut tx, now, &round, None, "outage_recorded", data).await?;
        let mut extended = 0;
        for body in &outage.bodies {
            let before: Vec<Window> =
                known.iter().filter(|known| known.bodies.contains(body)).map(|known| known.window).collect();
            for phase in EXTENDABLE {
                let Some(window) = phase_window(&mut tx, &round, body, phase).await? else { continue };
                let Some(closes) = new_end(&before, outage.window, window, now) else { continue };
                let common = schedule.window(phase).unwrap_or(window);
                let given = Given {
                    body,
                    phase,
                    window: common,
                    old: window.closes,
                    closes,
                    reason,
                    cause: Cause::Outage,
                };
                self.give_time(&mut tx, &round, given, now).await?;
                extended += 1;
            }
        }
        tx.commit().await?;
        Ok(GivenBack { hit: outage.bodies.len(), extended })
    }

    /// The offices of a round that are named, or stand under a body that is.
    async fn hit(
        &self,
        conn: &mut Conn,
        round: domain::ids::RoundId,
        named: &[BodyCode],
        wrong: &mut Vec<FieldProblem>,
    ) -> Result<Vec<BodyCode>, AppError> {
        let mut used: BTreeSet<&BodyCode> = BTreeSet::new();
        let mut hit = Vec::new();
        for placed in store::participation::bodies(conn, round).await? {
            let names = |code: &&BodyCode| **code == placed.body.code || placed.above.contains(code);
            let naming: Vec<&BodyCode> = named.iter().filter(names).collect();
            let is_hit = named.is_empty() || !naming.is_empty();
            used.extend(naming);
            if is_hit {
                hit.push(placed.body.code);
            }
        }
        let unknown: Vec<String> =
            named.iter().filter(|code| !used.contains(code)).map(ToString::to_string).collect();
        if !unknown.is_empty() {
            wrong.push(FieldProblem::new("bodies", Problem::UnknownCodes { codes: unknown }));
        } else if hit.is_empty() {
            wrong.push(FieldProblem::new("bodies", Problem::Required));
        }
        Ok(hit)
    }
}
