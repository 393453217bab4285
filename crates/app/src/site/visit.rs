//! Visiting: a job outside any transaction, one site at a time; what it found is compared with what is known.

use domain::codes::BodyCode;
use domain::ids::{RoundId, SiteFindingId, SiteVisitId};
use domain::round::RoundState;
use domain::site::{ANOTHER_TIME, Fault, FindingAction, FindingState, Report};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::site::{self, Finding, Visit};

use super::{SITE, Sites};
use crate::jobs::Work;
use crate::{App, AppError};

/// A site that is being visited is tried again after so long.
const LATER: SignedDuration = SignedDuration::from_mins(5);
/// Visits of one order begin so long after each other.
const SPREAD: SignedDuration = SignedDuration::from_secs(20);

impl Sites {
    /// Has the sites of the round visited, or of one office alone. Gives how many; 0 where nothing is visited at all.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an office that does not take part.
    pub async fn visit(&self, body: Option<&str>) -> Result<usize, AppError> {
        if !self.app.looks_at_links() {
            return Ok(0);
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut bodies = store::participation::bodies(&mut tx, self.round.id).await?;
        if let Some(body) = body {
            bodies.retain(|placed| placed.body.code == *body);
            if bodies.is_empty() {
                return Err(AppError::NotFound);
            }
        }
        bodies.retain(|placed| !placed.body.site.is_empty());
        let mut at = now;
        for placed in &bodies {
            let work =
                Work::VisitSite { round: self.round.id, body: placed.body.code.clone(), second: false };
            self.app.put_off(&mut tx, &work, at).await?;
            at += SPREAD;
        }
        tx.commit().await?;
        Ok(bodies.len())
    }
}

impl App {
    /// The job of [`Work::VisitSite`]. Doing it again adds a walk; what was found twice in a short time was found once.
    pub(crate) async fn visit_site(
        &self,
        round: RoundId,
        body: &BodyCode,
        second: bool,
    ) -> Result<(), AppError> {
        let mut conn = self.db().read().await?;
        let found = store::round::by_id(&mut conn, round).await?;
        let Some(found) = found.filter(|round| round.state != RoundState::Cancelled) else { return Ok(()) };
        let placed = store::body::by_code(&mut conn, body.as_str()).await?;
        let takes_part = store::assessment::state(&mut conn, round, body.as_str()).await?.is_some();
        drop(conn);
        let Some(placed) = placed.filter(|placed| takes_part && !placed.body.site.is_empty()) else {
            return Ok(());
        };
        let site = placed.body.site.as_str();
        let again = Work::VisitSite { round, body: body.clone(), second };
        let Some(_host) = self.hosts().enter(&crate::link::host(site)).await else {
            return self.put_off_alone(&again, LATER).await;
        };
        let begun_at = self.now();
        let Some(report) = self.walk(site, &found.rules.site).await else { return Ok(()) };
        let now = self.now();
        let mut tx = self.db().write().await?;
        let visit = Visit {
            id: SiteVisitId::new(now, self.random()),
            round,
            body: body.clone(),
            site: site.to_owned(),
            begun_at,
            ended_at: now,
            report,
        };
        site::insert_visit(&mut tx, &visit).await?;
        let news = self.compare_site(&mut tx, &visit, now).await?;
        let data =
            json!({ "visit": visit.id.to_string(), "site": site, "faults": visit.report.faults().len() });
        log(&mut tx, now, None, (round, body), "visited", data).await?;
        if news && !second {
            // What was seen once proves nothing: it is looked at again at another time.
            let work = Work::VisitSite { round, body: body.clone(), second: true };
            self.put_off(&mut tx, &work, now + ANOTHER_TIME).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Compares a walk with what is known of the site. Whether something waits for a second walk.
    async fn compare_site(&self, conn: &mut Conn, visit: &Visit, now: Timestamp) -> Result<bool, AppError> {
        if visit.report.welcome == domain::site::Welcome::Closed {
            return Ok(false);
        }
        let faults = visit.report.faults();
        let known = site::findings_of(conn, visit.round, visit.body.as_str()).await?;
        let mut waits = false;
        for fault in &faults {
            let seen = seen(&visit.report, fault);
            let old = known.iter().find(|known| known.code == fault.code && known.url == fault.url);
            let state = match old {
                None => {
                    let new = new_finding(self, visit, fault, &seen, now);
                    site::insert_finding(conn, &new).await?;
                    new.state
                }
                Some(old) => self.found_again(conn, old.clone(), &seen, now).await?,
            };
            waits |= state == FindingState::Seen;
        }
        // A dead first page says nothing of what lies behind it.
        let is_down = faults.iter().any(|fault| fault.code == "unreachable");
        for old in known {
            let is_found = faults.iter().any(|fault| fault.code == old.code && fault.url == old.url);
            if !is_found && !is_down {
                let mut old = old;
                if let Some(state) = old.state.transition(FindingAction::Miss)
                    && state != old.state
                {
                    old.state = state;
                    old.last_at = now;
                    site::update_finding(conn, &old).await?;
                }
            }
        }
        Ok(waits)
    }

    async fn found_again(
        &self,
        conn: &mut Conn,
        mut old: Finding,
        seen: &str,
        now: Timestamp,
    ) -> Result<FindingState, AppError> {
        let is_later = now.duration_since(old.first_at) >= ANOTHER_TIME;
        let Some(state) = old.state.transition(FindingAction::Find(is_later)) else { return Ok(old.state) };
        if old.state == FindingState::Gone {
            seen.clone_into(&mut old.first_seen);
            old.first_at = now;
        }
        old.state = state;
        old.last_at = now;
        seen.clone_into(&mut old.last_seen);
        site::update_finding(conn, &old).await?;
        Ok(state)
    }
}

fn new_finding(app: &App, visit: &Visit, fault: &Fault, seen: &str, now: Timestamp) -> Finding {
    Finding {
        id: SiteFindingId::new(now, app.random()),
        round: visit.round,
        body: visit.body.clone(),
        code: fault.code.clone(),
        url: fault.url.clone(),
        state: FindingState::Seen,
        version: 1,
        first_at: now,
        last_at: now,
        first_seen: seen.to_owned(),
        last_seen: seen.to_owned(),
        reply: String::new(),
        replied_by: None,
        replied_at: None,
        reason: String::new(),
        decided_by: None,
        decided_at: None,
    }
}

/// The proof: what a walk saw where something is amiss, JSON.
fn seen(report: &Report, fault: &Fault) -> String {
    let page = fault
        .code
        .strip_prefix("page.")
        .and_then(|code| report.pages.iter().find(|page| page.code == code)?.look.as_ref());
    let looks = report.links.iter().chain(report.documents.iter().map(|found| &found.look));
    let look = page.or_else(|| looks.into_iter().find(|look| look.url == fault.url));
    serde_json::to_string(look.unwrap_or(&report.home)).unwrap_or_default()
}

/// Writes what happened at a site.
pub(super) async fn log(
    conn: &mut Conn,
    at: Timestamp,
    who: Option<&crate::Principal>,
    (round, body): (RoundId, &BodyCode),
    kind: &'static str,
    data: serde_json::Value,
) -> Result<(), AppError> {
    let event = NewEvent {
        at,
        actor: who.map(|who| who.person),
        body: Some(body),
        round: Some(round),
        object_kind: SITE,
        object_id: format!("{round}/{body}"),
        kind,
        data,
    };
    event::append(conn, event).await?;
    Ok(())
}
