//! An office that keeps silent: its province is told, once.

use domain::access_test::CaseState;
use domain::ids::AccessCaseId;
use domain::round::RoundState;
use serde_json::json;
use sql::Conn;
use store::access_test::case::{self, Case};

use super::{Ground, lock, log_case};
use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

impl App {
    /// Has the clock look whether a question that was just sent is acknowledged in time. An office whose desk does not open for
    /// so long within two years is not watched.
    pub(super) async fn watch_silence(
        &self,
        conn: &mut Conn,
        case: &Case,
        ground: &Ground,
    ) -> Result<(), AppError> {
        let rules = &ground.round.rules.access_test;
        let due = case.sent_at.and_then(|sent| ground.service().after(sent, rules.silence()));
        match due {
            Some(due) if rules.tells_province => {
                self.put_off(conn, &Work::AccessSilence { case: case.id }, due).await
            }
            _ => Ok(()),
        }
    }

    /// The job of [`Work::AccessSilence`]. Doing it twice tells once. The notice names the office, the channel and the time; it
    /// names neither tester nor question, and nobody of the office gets it, whatever other role the person holds.
    pub(crate) async fn tell_of_silence(&self, id: AccessCaseId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        if case::by_id(&mut tx, id).await?.is_none() {
            return Ok(());
        }
        let case = lock(&mut tx, id).await?;
        let ground = Ground::of(&mut tx, &case).await?;
        let rules = &ground.round.rules.access_test;
        let is_silent = case.state == CaseState::Sent
            && case.told_at.is_none()
            && case.record.acknowledged_at.is_none()
            && case.record.answered_at.is_none();
        if !is_silent || !rules.tells_province || ground.round.state == RoundState::Cancelled {
            return Ok(());
        }
        let due = case.sent_at.and_then(|sent| ground.service().after(sent, rules.silence()));
        match due {
            // The rule or the office's hours changed meanwhile.
            Some(due) if due > now => {
                self.put_off(&mut tx, &Work::AccessSilence { case: id }, due).await?;
                tx.commit().await?;
                return Ok(());
            }
            Some(_) => {}
            None => return Ok(()),
        }
        let people = store::access_test::case::province_of(&mut tx, case.body.as_str()).await?;
        let data = json!({
            "office": ground.placed.body.office_name,
            "channel": case.channel,
            "sent": case.sent_at,
            "minutes": rules.silence_minutes,
            "path": "/pemberitahuan",
        });
        self.notify(&mut tx, &people, &Message::new("access_silence", &ground.round, data)).await?;
        // No change of the sheet: a tester who has it open meets no conflict because of this.
        case::told(&mut tx, case.id, now).await?;
        log_case(&mut tx, now, None, &case, "province_told", json!({ "people": people.len() })).await?;
        tx.commit().await?;
        Ok(())
    }
}
