//! The opening of the filling: from then on instrument and scheme of a round are frozen.

use domain::ids::RoundId;
use domain::round::{PhaseKind, RoundState, Schedule};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::round::Round;

use super::{out_of_order, write};
use crate::jobs::Work;
use crate::{App, AppError};

impl App {
    /// Lets a round start because its filling opens. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`AppError::Conflict`] for a round that was not scheduled, [`AppError::Closed`] before the filling opens.
    pub async fn start_round(&self, round: RoundId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let found = store::round::by_id(&mut tx, round).await?.ok_or(AppError::NotFound)?;
        let locked = store::round::lock_by_slug(&mut tx, &found.slug).await?;
        let mut round = locked.ok_or(AppError::NotFound)?;
        let schedule = store::round::schedule(&mut tx, round.id).await?;
        match round.state.at(&schedule, now) {
            RoundState::Running | RoundState::Announced => {}
            RoundState::Scheduled => {
                let opens = schedule.window(PhaseKind::Filling).map(|window| window.opens);
                return Err(AppError::Closed { opens, closed: None });
            }
            state @ (RoundState::Draft | RoundState::Cancelled) => return Err(out_of_order(state)),
        }
        settle(&mut tx, &mut round, &schedule, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The job of [`Work::StartRound`]: a round that was given up or put off since needs nothing.
    pub(crate) async fn start_round_job(&self, round: RoundId) -> Result<(), AppError> {
        match self.start_round(round).await {
            Err(AppError::Conflict(_) | AppError::NotFound) => Ok(()),
            Err(AppError::Closed { opens: Some(opens), .. }) => {
                let mut tx = self.db().write().await?;
                self.put_off(&mut tx, &Work::StartRound { round }, opens).await?;
                tx.commit().await?;
                Ok(())
            }
            other => other,
        }
    }
}

/// Writes down that a round runs, where its filling has opened and nobody has written it down yet. The caller holds the
/// lock.
pub(super) async fn settle(
    conn: &mut Conn,
    round: &mut Round,
    schedule: &Schedule,
    now: Timestamp,
) -> Result<(), AppError> {
    let state = round.state.at(schedule, now);
    if state == round.state {
        return Ok(());
    }
    round.state = state;
    write(conn, round).await?;
    let event = NewEvent {
        at: now,
        actor: None,
        body: None,
        round: Some(round.id),
        object_kind: "round",
        object_id: round.id.to_string(),
        kind: "started",
        data: json!({ "instrument": round.instrument, "scheme": round.scheme }),
    };
    event::append(conn, event).await?;
    Ok(())
}
