//! The minute of the announcement: what was approved becomes public, all of it in one transaction.

use domain::announcement::AnnouncementAction;
use domain::ids::AnnouncementId;
use domain::results_file::{Entry, ResultsFile};
use domain::round::RoundAction;
use serde_json::json;
use store::announcement::{self, ResultRow};
use store::event::{self, NewEvent};

use crate::jobs::Work;
use crate::{App, AppError};

impl App {
    /// Publishes an approved announcement whose minute has come. Doing it twice, or after it was withdrawn, changes nothing;
    /// doing it too early puts it off.
    pub(crate) async fn publish(&self, id: AnnouncementId) -> Result<(), AppError> {
        let now = self.now();
        let fault = |error: &dyn std::fmt::Display| AppError::Fault(format!("announcement {id}: {error}"));
        let mut tx = self.db().write().await?;
        let Some(mut announcement) = announcement::lock(&mut tx, id).await? else { return Ok(()) };
        let Some(state) = announcement.state.transition(AnnouncementAction::Publish) else { return Ok(()) };
        if now < announcement.publish_at {
            self.put_off(&mut tx, &Work::Publish { announcement: id }, announcement.publish_at).await?;
            tx.commit().await?;
            return Ok(());
        }
        let found = store::round::lock(&mut tx, announcement.round).await?;
        let mut round = found.ok_or_else(|| fault(&"its round is missing"))?;
        let schedule = store::round::schedule(&mut tx, round.id).await?;
        let Some(announced) = round.state.at(&schedule, now).transition(RoundAction::Announce) else {
            return Err(fault(&format!("its round is {}", round.state.code())));
        };
        let results = ResultsFile::read(&announcement.results).map_err(|error| fault(&error))?;
        for entry in &results.results {
            let row = result_row(entry).map_err(|error| fault(&error))?;
            announcement::insert_result(&mut tx, round.id, &row).await?;
        }
        announcement.state = state;
        announcement.published_at = Some(now);
        announcement::update(&mut tx, &announcement).await?;
        round.state = announced;
        if !store::round::update(&mut tx, &round).await? {
            return Err(fault(&"its round changed under its lock"));
        }
        let event = NewEvent {
            at: now,
            actor: None,
            body: Some(&round.owner),
            round: Some(round.id),
            object_kind: "announcement",
            object_id: id.to_string(),
            kind: "published",
            data: json!({ "results_hash": announcement.results_hash }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn result_row(entry: &Entry) -> Result<ResultRow, serde_json::Error> {
    Ok(ResultRow {
        body: entry.code.clone(),
        outcome: entry.outcome.clone(),
        total: entry.total.as_ref().map(|total| total.exact.to_string()),
        total_display: entry.total.as_ref().map(|total| total.display.clone()),
        category: entry.category.clone(),
        rank: entry.rank.map(i64::from),
        rank_in_parent: entry.rank_in_parent.map(i64::from),
        detail: serde_json::to_string(entry)?,
    })
}
