//! The minute of the announcement: what was approved becomes public, all of it in one transaction.

use std::collections::BTreeMap;

use domain::announcement::AnnouncementAction;
use domain::body::Body;
use domain::codes::BodyCode;
use domain::ids::AnnouncementId;
use domain::results_file::{Entry, ResultsFile};
use domain::round::RoundAction;
use serde_json::json;
use sql::Conn;
use store::announcement::{self, ResultRow, Then};
use store::event::{self, NewEvent};

use crate::jobs::Work;
use crate::{App, AppError, certificate};

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
        let action =
            if announcement.corrects.is_some() { RoundAction::Correct } else { RoundAction::Announce };
        let Some(announced) = round.state.at(&schedule, now).transition(action) else {
            return Err(fault(&format!("its round is {}", round.state.code())));
        };
        // A correction leaves the offices the names that they had in what it corrects.
        let mut then = today(&mut tx).await?;
        then.extend(announcement::then(&mut tx, round.id).await?);
        if let Some(corrected) = announcement.corrects {
            supersede(&mut tx, corrected).await?;
            announcement::remove_results(&mut tx, round.id).await?;
        }
        let results = ResultsFile::read(&announcement.results).map_err(|error| fault(&error))?;
        for entry in &results.results {
            let office = then.remove(&entry.code).ok_or_else(|| fault(&format!("no body {}", entry.code)))?;
            let row = result_row(entry, office).map_err(|error| fault(&error))?;
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
            data: json!({ "results_hash": announcement.results_hash, "edition": announcement.edition }),
        };
        event::append(&mut tx, event).await?;
        certificate::issue(self, &mut tx, &round, &announcement, &results, now).await?;
        self.put_off(&mut tx, &Work::PrintCertificates { announcement: id, batch: 0 }, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Marks the results that a correction takes the place of. They stay, with their numbers.
async fn supersede(conn: &mut Conn, id: AnnouncementId) -> Result<(), AppError> {
    let old = announcement::lock(conn, id).await?;
    let mut old = old.ok_or_else(|| AppError::Fault(format!("announcement {id} is missing")))?;
    old.state = old
        .state
        .transition(AnnouncementAction::Supersede)
        .ok_or_else(|| AppError::Fault(format!("announcement {id} is {}", old.state.code())))?;
    announcement::update(conn, &old).await?;
    Ok(())
}

/// The offices as they are called now.
async fn today(conn: &mut Conn) -> Result<BTreeMap<BodyCode, Then>, AppError> {
    let bodies = store::body::all(conn).await?.into_iter().map(|placed| placed.body);
    let then = |body: Body| {
        let then = Then { name: body.name, office_name: body.office_name, parent: body.parent };
        (body.code, then)
    };
    Ok(bodies.map(then).collect())
}

fn result_row(entry: &Entry, then: Then) -> Result<ResultRow, serde_json::Error> {
    Ok(ResultRow {
        body: entry.code.clone(),
        then,
        outcome: entry.outcome.clone(),
        total: entry.total.as_ref().map(|total| total.exact.to_string()),
        total_display: entry.total.as_ref().map(|total| total.display.clone()),
        category: entry.category.clone(),
        rank: entry.rank.map(i64::from),
        rank_in_parent: entry.rank_in_parent.map(i64::from),
        detail: serde_json::to_string(entry)?,
    })
}
