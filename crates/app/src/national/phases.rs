//! Changing the dates of a round: with a reason once others know them, kept as history, told to everybody concerned.

use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, RoundState, Schedule};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Locked, National, check_reason, write};
use crate::AppError;
use crate::error::check;
use crate::jobs::Work;
use crate::notices::Message;

/// One date of a round that was moved. `None`: the phase was not there before, or is not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateChange {
    /// Of which phase.
    pub phase: PhaseKind,
    /// Which end of it.
    pub edge: Edge,
    /// Before.
    pub old: Option<Timestamp>,
    /// After.
    pub new: Option<Timestamp>,
}

/// One end of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// Its beginning.
    Opens,
    /// Its end.
    Closes,
}

/// What differs between two schedules, in the order of a year.
#[must_use]
pub fn changes(old: &Schedule, new: &Schedule) -> Vec<DateChange> {
    let mut found = Vec::new();
    for phase in PhaseKind::ALL {
        let (before, after) = (old.window(phase), new.window(phase));
        let edges = [
            (Edge::Opens, before.map(|window| window.opens), after.map(|window| window.opens)),
            (Edge::Closes, before.map(|window| window.closes), after.map(|window| window.closes)),
        ];
        let moved = edges.into_iter().filter(|(_, old, new)| old != new);
        found.extend(moved.map(|(edge, old, new)| DateChange { phase, edge, old, new }));
    }
    found
}

impl National {
    /// Moves the dates of a round. Gives its new version. The dates of one body's extension stay as they were given.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`Schedule::problems`], `filling.opens` where the filling has opened and
    /// would open again, and `reason` where the round is known to others and no reason is given.
    pub async fn change_phases(
        &self,
        slug: &str,
        version: i64,
        schedule: &Schedule,
        reason: &str,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, schedule: old } = self.lock_living(&mut tx, slug, version, now).await?;
        let changes = changes(&old, schedule);
        if changes.is_empty() {
            return Ok(round.version);
        }
        let mut problems = schedule.problems();
        if round.state == RoundState::Running
            && schedule.window(PhaseKind::Filling).is_some_and(|window| window.opens > now)
        {
            let why = "round-filling-has-opened".to_owned();
            problems.push(FieldProblem::new("filling.opens", Problem::NotNow { why }));
        }
        let is_known = round.state.is_visible_to_participants();
        if is_known || !reason.trim().is_empty() {
            check_reason(reason, &mut problems);
        }
        check(problems)?;
        store::round::put_schedule(&mut tx, round.id, schedule).await?;
        write(&mut tx, &mut round).await?;
        if let (RoundState::Scheduled, Some(filling)) = (round.state, schedule.window(PhaseKind::Filling)) {
            self.app.put_off(&mut tx, &Work::StartRound { round: round.id }, filling.opens).await?;
        }
        let closing = schedule.window(PhaseKind::Filling).filter(|_| is_known);
        if let Some(filling) = closing.filter(|filling| filling.closes > now) {
            self.app.put_off(&mut tx, &Work::ProbeRound { round: round.id }, filling.closes).await?;
        }
        if is_known {
            self.app.plan_appeals(&mut tx, round.id, schedule, now).await?;
        }
        let data = json!({ "changes": changes, "reason": reason.trim() });
        self.log(&mut tx, now, &round, None, "phases_changed", &data).await?;
        if is_known {
            let people = store::participation::concerned(&mut tx, round.id).await?;
            self.app.notify(&mut tx, &people, &Message::new("phases_changed", &round, data)).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }
}
