//! *Pindahan*, the clock's side: sources are read, pages looked at, and documents fetched, politely and in jobs.

use std::time::Duration;

use bytes::Bytes;
use channels::harvest::{
    Entry, HarvestError, file_name, is_document, read_feed, read_page, read_sitemap, title_of,
};
use channels::probe::{Fetched, Kind};
use domain::catalogue::ItemState;
use domain::harvest::{FINDS_MAX, FindState, Found, HarvestFailure, HarvestState, MAPS_MAX, SourceKind, key};
use domain::ids::{FindId, HarvestId};
use files::Limits;
use futures_util::stream;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::event::NewEvent;
use store::harvest::{Find, Harvest};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::desk::{ACCEPTED, attach};
use crate::jobs::Work;
use crate::office::Staged;
use crate::polite::{Polite, host};
use crate::{App, AppError};

/// Kind of the objects whose events are the history of a source.
pub(crate) const HARVEST: &str = "harvest";
/// Time for one job. It ends well within its lease.
const STAY: Duration = Duration::from_mins(3);
/// A host that is being visited is tried again after so long.
const LATER: SignedDuration = SignedDuration::from_mins(1);
/// Pages that are taken from the table at once.
const BATCH: i64 = 20;

/// Whose turn it is to have an export read: one at a time, since it is held in memory.
#[derive(Debug)]
pub(crate) struct Exports(Semaphore);

impl Default for Exports {
    fn default() -> Self {
        Self(Semaphore::new(1))
    }
}

impl Exports {
    /// The turn; `None` while another export is being read.
    pub(crate) fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.0.try_acquire().ok()
    }
}

impl App {
    /// The job of [`Work::Harvest`]: reads a source, then looks at the pages of which it told nothing but the address. Doing it
    /// again finds nothing twice.
    pub(crate) async fn harvest(&self, id: HarvestId, pages: bool) -> Result<(), AppError> {
        let mut conn = self.db().read().await?;
        let found = store::harvest::by_id(&mut conn, id).await?;
        drop(conn);
        let Some(harvest) = found.filter(|harvest| harvest.state == HarvestState::Running) else {
            return Ok(());
        };
        let again = Work::Harvest { id, pages };
        let Some(_host) = self.hosts().enter(&crate::link::host(&harvest.source)).await else {
            return self.put_off_alone(&again, LATER).await;
        };
        let prober = &self.parts().prober;
        let read = if prober.is_on() {
            let visit = Polite::enter(prober, &harvest.source, STAY).await;
            if pages {
                return self.look_at_pages(&harvest, &visit).await;
            }
            read_source(&harvest, &visit).await
        } else {
            Err(HarvestFailure::NotConnected)
        };
        self.close_reading(&harvest, read).await
    }

    /// Keeps what a source told, or why it told nothing.
    async fn close_reading(
        &self,
        harvest: &Harvest,
        read: Result<Vec<(Found, bool)>, HarvestFailure>,
    ) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        match read {
            Err(failure) => {
                let state = HarvestState::Failed;
                store::harvest::set_state(&mut tx, harvest.id, state, Some(failure), Some(now)).await?;
                log(&mut tx, harvest, "failed", json!({ "why": failure.code() }), now).await?;
            }
            Ok(finds) => {
                keep_finds(self, &mut tx, harvest, finds, now).await?;
                if store::harvest::unread(&mut tx, harvest.id, 1).await?.is_empty() {
                    store::harvest::set_state(&mut tx, harvest.id, HarvestState::Done, None, Some(now))
                        .await?;
                } else {
                    self.put_off(&mut tx, &Work::Harvest { id: harvest.id, pages: true }, now).await?;
                }
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// Looks at pages until all are seen or it is time to go.
    async fn look_at_pages(&self, harvest: &Harvest, visit: &Polite<'_>) -> Result<(), AppError> {
        loop {
            let mut conn = self.db().read().await?;
            let finds = store::harvest::unread(&mut conn, harvest.id, BATCH).await?;
            drop(conn);
            if finds.is_empty() {
                let now = self.now();
                let mut tx = self.db().write().await?;
                store::harvest::set_state(&mut tx, harvest.id, HarvestState::Done, None, Some(now)).await?;
                tx.commit().await?;
                return Ok(());
            }
            for find in finds {
                if visit.is_over() {
                    return self
                        .put_off_alone(&Work::Harvest { id: harvest.id, pages: true }, SignedDuration::ZERO)
                        .await;
                }
                let fetched = visit.fetch(&find.found.url).await;
                let mut tx = self.db().write().await?;
                // Somebody may have settled it meanwhile.
                if let Some(find) = store::harvest::lock_find(&mut tx, find.id).await? {
                    store::harvest::update_find(&mut tx, &after_look(find, fetched.as_ref())).await?;
                }
                tx.commit().await?;
            }
        }
    }

    /// The job of [`Work::FetchFound`]: fetches the documents of a find into its draft. What is there already is not added
    /// twice.
    pub(crate) async fn fetch_found(&self, id: FindId) -> Result<(), AppError> {
        let mut conn = self.db().read().await?;
        let Some(find) = store::harvest::find_by_id(&mut conn, id).await? else { return Ok(()) };
        drop(conn);
        let (Some(item), Some(person)) = (find.item, find.taken_by) else { return Ok(()) };
        let Some(_host) = self.hosts().enter(&crate::link::host(&find.found.url)).await else {
            return self.put_off_alone(&Work::FetchFound { find: id }, LATER).await;
        };
        let mut kept = Vec::new();
        if self.parts().prober.is_on() {
            let visit = Polite::enter(&self.parts().prober, &find.found.url, STAY).await;
            let own = |url: &&String| is_of(&find.found.url, url);
            for url in find.found.files.iter().filter(own) {
                if let Some(fetched) = visit.fetch(url).await {
                    kept.extend(self.keep_document(url, fetched).await?);
                }
            }
        }
        let missing = find.found.files.len().saturating_sub(kept.len());
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(mut find) = store::harvest::lock_find(&mut tx, id).await? else { return Ok(()) };
        let item = store::catalogue::lock(&mut tx, item).await?;
        if let Some(mut item) = item.filter(|item| item.state == ItemState::Draft) {
            let added = match attach(self, &mut tx, &item, person, "", kept, now).await {
                // The desk has no room for them, now or when this is done again.
                Err(AppError::Invalid(_)) => {
                    tx.rollback().await?;
                    return self.note_missing(id).await;
                }
                other => other?,
            };
            if added > 0 {
                // Whoever looks the item over has seen these files.
                item.revision += 1;
                item.changed_at = now;
                store::catalogue::update(&mut tx, &item).await?;
            }
        }
        find.missing = i64::try_from(missing).unwrap_or(i64::MAX);
        store::harvest::update_find(&mut tx, &find).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes that no document of a find came.
    async fn note_missing(&self, id: FindId) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        let Some(mut find) = store::harvest::lock_find(&mut tx, id).await? else { return Ok(()) };
        find.missing = i64::try_from(find.found.files.len()).unwrap_or(i64::MAX);
        store::harvest::update_find(&mut tx, &find).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Keeps a document that was fetched whole and is one that the list takes.
    async fn keep_document(&self, url: &str, fetched: Fetched) -> Result<Option<Staged>, AppError> {
        if !fetched.outcome.is_reachable() || fetched.outcome.sha256.is_none() || fetched.page.is_some() {
            return Ok(None);
        }
        let limits = Limits {
            max_bytes: self.settings().file_rules().max_file,
            accepted: ACCEPTED.to_vec(),
            file_name: file_name(url).to_owned(),
        };
        let bytes = stream::iter([Ok::<Bytes, std::io::Error>(fetched.bytes)]);
        match Staged::keep(self, bytes, &limits, "files").await {
            Ok(staged) => Ok(Some(staged)),
            Err(AppError::Invalid(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

/// Reads a feed or a site map with those that it leads to. Each find with whether its own page is still to be looked at.
async fn read_source(harvest: &Harvest, visit: &Polite<'_>) -> Result<Vec<(Found, bool)>, HarvestFailure> {
    let bytes = fetch_source(visit, &harvest.source).await?;
    if harvest.kind != SourceKind::Sitemap {
        let entries = read_feed(&bytes).map_err(failure_of)?;
        return Ok(entries.into_iter().map(|entry| (found_of(entry), false)).collect());
    }
    let mut map = read_sitemap(&bytes).map_err(failure_of)?;
    let further = std::mem::take(&mut map.maps);
    // A site map of another site is that site's own affair.
    for url in further.iter().filter(|url| is_of(&harvest.source, url)).take(MAPS_MAX) {
        if map.pages.len() >= FINDS_MAX {
            break;
        }
        // One that is missing does not spoil the others.
        let Ok(bytes) = fetch_source(visit, url).await else { continue };
        map.pages.extend(read_sitemap(&bytes).map(|map| map.pages).unwrap_or_default());
    }
    let own = map.pages.into_iter().filter(|(url, _)| is_of(&harvest.source, url));
    Ok(own
        .map(|(url, changed_on)| {
            let document = is_document(&url);
            let files = if document { vec![url.clone()] } else { Vec::new() };
            (
                Found { title: title_of(&url), day: changed_on, changed_on, files, url, ..Found::default() },
                !document,
            )
        })
        .collect())
}

async fn fetch_source(visit: &Polite<'_>, url: &str) -> Result<Bytes, HarvestFailure> {
    if !visit.may(url) {
        return Err(HarvestFailure::Closed);
    }
    let fetched = visit.fetch(url).await.ok_or(HarvestFailure::Unreachable)?;
    match fetched.outcome.kind {
        Kind::File | Kind::Page if fetched.outcome.sha256.is_none() => Err(HarvestFailure::TooLarge),
        Kind::File => Ok(fetched.bytes),
        Kind::Page => Err(HarvestFailure::NotXml),
        _ => Err(HarvestFailure::Unreachable),
    }
}

/// Whether an address lies on the site of another one.
fn is_of(site: &str, url: &str) -> bool {
    let bare = |url: &str| host(url).to_ascii_lowercase().trim_start_matches("www.").to_owned();
    bare(site) == bare(url)
}

/// A find after a look at its page: what the page tells goes before what its address let guess.
fn after_look(mut find: Find, fetched: Option<&Fetched>) -> Find {
    find.unread = false;
    let Some(fetched) = fetched else { return find };
    if fetched.outcome.kind == Kind::NotFound && find.state == FindState::New {
        find.state = FindState::Ignored;
        return find;
    }
    if fetched.page.is_none() || !fetched.outcome.is_reachable() {
        return find;
    }
    let entry = read_page(&fetched.bytes, &find.found.url);
    let mut found = found_of(entry);
    found.changed_on = find.found.changed_on;
    found.day = found.day.or(find.found.day);
    if found.title.is_empty() {
        found.title.clone_from(&find.found.title);
    }
    find.changed |= find.state == FindState::Drafted && found != find.found;
    find.found = found;
    find
}

/// Notes what a source told, each thing once for the office, in the caller's transaction.
pub(crate) async fn keep_finds(
    app: &App,
    conn: &mut Conn,
    harvest: &Harvest,
    finds: Vec<(Found, bool)>,
    now: Timestamp,
) -> Result<(), AppError> {
    let (all, mut new) = (finds.len(), 0_usize);
    for (position, (found, unread)) in (0_i64..).zip(finds.into_iter().take(FINDS_MAX)) {
        let key = key(&found.url);
        let Some(known) = store::harvest::find_by_key(conn, harvest.body.as_str(), &key).await? else {
            let find = Find {
                id: FindId::new(now, app.random()),
                body: harvest.body.clone(),
                harvest: harvest.id,
                key,
                state: FindState::New,
                found,
                unread,
                changed: false,
                item: None,
                reference: None,
                taken_by: None,
                missing: 0,
                found_at: now,
                position,
            };
            new += usize::from(store::harvest::insert_find(conn, &find).await?);
            continue;
        };
        let Some(known) = store::harvest::lock_find(conn, known.id).await? else { continue };
        if let Some(known) = seen_again(known, found, unread) {
            store::harvest::update_find(conn, &known).await?;
        }
    }
    let left_out = all.saturating_sub(FINDS_MAX);
    log(conn, harvest, "read", json!({ "found": all, "new": new, "left_out": left_out }), now).await
}

/// What changes of a find that is told of again; `None` where nothing does.
fn seen_again(mut known: Find, found: Found, unread: bool) -> Option<Find> {
    if unread {
        // An address alone: its page is looked at again where it changed since.
        if known.found.changed_on == found.changed_on {
            return None;
        }
        known.found.changed_on = found.changed_on;
        known.unread = true;
        return Some(known);
    }
    let differs = known.found.title != found.title || known.found.files != found.files;
    if !differs || known.state == FindState::Ignored {
        return None;
    }
    known.changed |= known.state == FindState::Drafted;
    known.found = found;
    Some(known)
}

/// What the outside tells, in the terms of the list.
pub(crate) fn found_of(entry: Entry) -> Found {
    let title = if entry.title.is_empty() { title_of(&entry.url) } else { entry.title };
    let title = if title.is_empty() { host(&entry.url).to_owned() } else { title };
    Found {
        url: entry.url,
        title,
        summary: entry.summary,
        day: entry.day,
        changed_on: None,
        files: entry.files,
    }
}

pub(crate) const fn failure_of(error: HarvestError) -> HarvestFailure {
    match error {
        HarvestError::NotXml => HarvestFailure::NotXml,
        HarvestError::OtherKind => HarvestFailure::OtherKind,
        HarvestError::TooLarge => HarvestFailure::TooLarge,
    }
}

async fn log(
    conn: &mut Conn,
    harvest: &Harvest,
    kind: &'static str,
    data: serde_json::Value,
    now: Timestamp,
) -> Result<(), AppError> {
    let event = NewEvent {
        at: now,
        actor: None,
        body: Some(&harvest.body),
        round: None,
        object_kind: HARVEST,
        object_id: harvest.id.to_string(),
        kind,
        data,
    };
    store::event::append(conn, event).await?;
    Ok(())
}
