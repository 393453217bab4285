//! When all links of an office are looked at: as it submits, as it asks, and as its filling closes.

use domain::codes::BodyCode;
use domain::ids::RoundId;
use domain::link::Occasion;
use domain::policy::Action;
use domain::round::{PhaseKind, RoundState};
use jiff::{SignedDuration, Timestamp};
use sql::Conn;

use super::{At, links_of};
use crate::jobs::Work;
use crate::office::filling_window;
use crate::throttle::Key;
use crate::{App, AppError, Office};

/// How often an office may ask in a quarter of an hour.
pub const LINK_CHECKS: u32 = 3;
/// A look so long after the closing proves nothing of the closing: the program was not running then.
const TOO_LATE: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Has every link of a questionnaire looked at, in the caller's transaction. Gives how many there are.
    pub(crate) async fn look_at_all(
        &self,
        conn: &mut Conn,
        round: RoundId,
        body: &BodyCode,
        occasion: Occasion,
        now: Timestamp,
    ) -> Result<usize, AppError> {
        let answers = store::answer::of_body(conn, round, body.as_str()).await?;
        let evidence = store::evidence::of_body(conn, round, body.as_str()).await?;
        let mut questions: Vec<_> =
            answers.keys().chain(evidence.iter().map(|piece| &piece.question)).collect();
        questions.sort_unstable();
        questions.dedup();
        let mut count = 0;
        for question in questions {
            let answer = answers.get(question).map(|saved| &saved.value);
            let links = links_of(answer, evidence.iter().filter(|piece| piece.question == *question));
            count += links.len();
            self.look_at(conn, At { round, body, question }, &links, occasion, now).await?;
        }
        Ok(count)
    }

    /// The job of [`Work::ProbeRound`]: the filling of a round closes for those who have no extension. One that was moved
    /// since comes back at its new time.
    pub(crate) async fn probe_round(&self, round: RoundId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(found) = store::round::by_id(&mut tx, round).await? else { return Ok(()) };
        let window = store::round::schedule(&mut tx, round).await?.window(PhaseKind::Filling);
        let Some(window) = window.filter(|_| found.state != RoundState::Cancelled) else { return Ok(()) };
        if window.closes > now {
            self.put_off(&mut tx, &Work::ProbeRound { round }, window.closes).await?;
        } else if now < window.closes + TOO_LATE {
            for assessment in store::assessment::of_round(&mut tx, round).await? {
                // Each office for itself: one transaction for all of them would be long.
                let work = Work::ProbeOffice { round, body: assessment.body };
                self.put_off(&mut tx, &work, now).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// The job of [`Work::ProbeOffice`]: the filling closes for one office. What it did not submit is looked at too, as
    /// nobody knows yet what becomes of it.
    pub(crate) async fn probe_office(&self, round: RoundId, body: &BodyCode) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(found) = store::round::by_id(&mut tx, round).await? else { return Ok(()) };
        let window = filling_window(&mut tx, &found, body).await?;
        let Some(window) = window.filter(|_| found.state != RoundState::Cancelled) else { return Ok(()) };
        if window.closes > now {
            self.put_off(&mut tx, &Work::ProbeOffice { round, body: body.clone() }, window.closes).await?;
        } else if now < window.closes + TOO_LATE {
            self.look_at_all(&mut tx, round, body, Occasion::Closing, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Office {
    /// Has all links of the questionnaire looked at because somebody of the office asks. Gives how many there are.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when it was asked too often, [`AppError::Conflict`] never: looking changes nothing.
    pub async fn check_links(&self) -> Result<usize, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, self.placed())?;
        let body = &self.placed().body.code;
        let key = Key::Links(format!("{}/{body}", self.round().id));
        self.app.throttle().take(vec![key], LINK_CHECKS, now)?;
        let mut tx = self.app.db().write().await?;
        let count = self.app.look_at_all(&mut tx, self.round().id, body, Occasion::Asked, now).await?;
        tx.commit().await?;
        Ok(count)
    }
}
