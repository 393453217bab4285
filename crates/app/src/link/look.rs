//! The look itself: a job outside any transaction, one host at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use channels::probe::Probed;
use domain::ids::ProbeId;
use domain::link::{Finding, Occasion, RETRY};
use domain::round::RoundState;
use jiff::SignedDuration;
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::probe::Probe;
use tokio::sync::OwnedMutexGuard;

use super::show::finding;
use super::{At, links_of};
use crate::jobs::Work;
use crate::{App, AppError};

/// So long a look waits for another one at the same host.
const PATIENCE: Duration = Duration::from_secs(5);
/// And then it comes back after so long.
const LATER: SignedDuration = SignedDuration::from_secs(30);

/// The hosts that this replica is looking at.
#[derive(Debug, Default)]
pub(crate) struct Hosts(Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>);

impl Hosts {
    /// Waits for a host to be free; `None` when it stays busy.
    pub(crate) async fn enter(&self, host: &str) -> Option<OwnedMutexGuard<()>> {
        let door = {
            let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // What nobody holds any more goes, so that the map stays as small as what is under way.
            doors.retain(|_, door| Arc::strong_count(door) > 1);
            Arc::clone(doors.entry(host.to_owned()).or_default())
        };
        tokio::time::timeout(PATIENCE, door.lock_owned()).await.ok()
    }
}

/// The host of a link, as far as it matters for being polite.
pub(crate) fn host(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.split(':').next().unwrap_or_default().to_lowercase()
}

impl App {
    /// The job of [`Work::ProbeLink`]. A link that is not given any more, and one of a round that was given up, needs no
    /// look. Doing it again adds a look, and looks close to each other count as one.
    pub(crate) async fn probe_link(&self, work: &Work) -> Result<(), AppError> {
        let Work::ProbeLink { round, body, question, url, occasion, second } = work else { return Ok(()) };
        let at = At { round: *round, body, question };
        if !self.looks_at_links() || !self.is_given(at, url).await? {
            return Ok(());
        }
        let Some(_host) = self.hosts().enter(&host(url)).await else {
            let mut tx = self.db().write().await?;
            self.put_off(&mut tx, work, self.now() + LATER).await?;
            tx.commit().await?;
            return Ok(());
        };
        let Some(probed) = self.parts().prober.look(url).await else { return Ok(()) };
        let snapshot = self.keep(&probed).await?;
        let again = !second && finding(&probed.outcome.kind) == Finding::Dead;
        let mut tx = self.db().write().await?;
        self.note(&mut tx, at, url, *occasion, &probed, snapshot).await?;
        if again {
            let (round, body, question) = (*round, body.clone(), question.clone());
            let (url, occasion, second) = (url.clone(), *occasion, true);
            let work = Work::ProbeLink { round, body, question, url, occasion, second };
            self.put_off(&mut tx, &work, self.now() + RETRY).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Whether the office still gives this link.
    async fn is_given(&self, at: At<'_>, url: &str) -> Result<bool, AppError> {
        let mut conn = self.db().read().await?;
        let (body, question) = (at.body.as_str(), at.question.as_str());
        let round = store::round::by_id(&mut conn, at.round).await?;
        if round.is_none_or(|round| round.state == RoundState::Cancelled) {
            return Ok(false);
        }
        let answer = store::answer::get(&mut conn, at.round, body, question).await?;
        let mut evidence = store::evidence::of_question(&mut conn, at.round, body, question).await?;
        evidence.extend(store::evidence::of_appeal(&mut conn, at.round, body, question).await?);
        let links = links_of(answer.as_ref().map(|saved| &saved.value), &evidence);
        Ok(links.iter().any(|link| link == url))
    }

    /// Keeps the text of what was found.
    async fn keep(&self, probed: &Probed) -> Result<Option<String>, AppError> {
        let Some(text) = probed.snapshot.as_ref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let kept = self.parts().files.keep(Bytes::copy_from_slice(text.as_bytes())).await;
        let kept = kept.map_err(|error| AppError::Unavailable(error.to_string()))?;
        Ok(Some(kept.address.to_string()))
    }

    async fn note(
        &self,
        conn: &mut Conn,
        at: At<'_>,
        url: &str,
        occasion: Occasion,
        probed: &Probed,
        snapshot: Option<String>,
    ) -> Result<(), AppError> {
        let now = self.now();
        let outcome = &probed.outcome;
        let fault = |error: serde_json::Error| AppError::Fault(error.to_string());
        let probe = Probe {
            id: ProbeId::new(now, self.random()),
            round: at.round,
            body: at.body.clone(),
            question: at.question.clone(),
            url: url.to_owned(),
            occasion,
            at: now,
            outcome: serde_json::to_string(outcome).map_err(fault)?,
            reachable: outcome.is_reachable(),
            snapshot,
            sha256: outcome.sha256.clone(),
        };
        store::probe::insert(conn, &probe).await?;
        let event = NewEvent {
            at: now,
            actor: None,
            body: Some(at.body),
            round: Some(at.round),
            object_kind: "link",
            object_id: format!("{}/{}/{}", at.round, at.body, at.question),
            kind: "probed",
            data: json!({
                "id": probe.id.to_string(), "link": url, "occasion": occasion, "outcome": outcome,
                "snapshot": probe.snapshot,
            }),
        };
        event::append(conn, event).await?;
        let reachable = if probe.reachable { "yes" } else { "no" };
        metrics::counter!("terbuka_link_probes_total", "reachable" => reachable).increment(1);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_link() {
        for (link, expected) in [
            ("https://PPID.bawaslu.go.id/dip?x=1", "ppid.bawaslu.go.id"),
            ("http://a.example:8080", "a.example"),
            ("https://a.example?x=https://b.example/", "a.example"),
        ] {
            assert_eq!(host(link), expected, "{link}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_look_at_a_host_at_a_time() {
        let hosts = Hosts::default();
        let first = hosts.enter("a.example").await;
        assert!(first.is_some());
        assert!(hosts.enter("a.example").await.is_none());
        assert!(hosts.enter("b.example").await.is_some());
        drop(first);
        assert!(hosts.enter("a.example").await.is_some());
        assert_eq!(hosts.0.lock().unwrap().len(), 1, "what is over is forgotten");
    }
}
