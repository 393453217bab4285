//! *Pindahan*, the officer's side: sources are named, what was found becomes drafts or is put aside.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use domain::assessment::check_link;
use domain::catalogue::InformationClass;
use domain::harvest::{EXPORT_MAX, FindAction, FindState, HarvestState, SOURCES_MAX, SourceKind};
use domain::ids::{FindId, HarvestId};
use domain::policy::Action;
use domain::problem::Problem;
use futures_util::{Stream, TryStreamExt as _};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::event::NewEvent;
use store::harvest::{Find, Harvest};
use tokio::time::timeout;

use super::Desk;
use crate::harvest::{failure_of, found_of, keep_finds};
use crate::jobs::Work;
use crate::{AppError, Conflict};

/// Time for an export to come in: nobody holds the turn of others for longer.
const PATIENCE: Duration = Duration::from_mins(2);
/// Finds on a page.
pub const FINDS_PAGE: i64 = 100;

/// A source and what became of what it brought.
#[derive(Debug, Clone)]
pub struct HarvestLine {
    /// The source.
    pub harvest: Harvest,
    /// How much is in each state.
    pub counts: Vec<(FindState, i64)>,
}

impl HarvestLine {
    /// How much is in a state.
    #[must_use]
    pub fn count(&self, state: FindState) -> i64 {
        self.counts.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count)
    }
}

/// A source with part of what it brought.
#[derive(Debug, Clone)]
pub struct HarvestSheet {
    /// The source.
    pub line: HarvestLine,
    /// The state that is shown.
    pub state: FindState,
    /// Part of what is in that state.
    pub finds: Vec<Find>,
    /// This page, from 1.
    pub page: i64,
}

impl Desk {
    /// Whether sites are visited from here at all.
    #[must_use]
    pub fn visits_sites(&self) -> bool {
        self.app.looks_at_links()
    }

    /// The sources of this office, the newest first.
    pub async fn harvests(&self) -> Result<Vec<HarvestLine>, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let counts = store::harvest::counts(&mut conn, code).await?;
        let harvests = store::harvest::of_body(&mut conn, code).await?;
        let line = |harvest: Harvest| {
            let own = counts.iter().filter(|(id, ..)| *id == harvest.id);
            HarvestLine { counts: own.map(|(_, state, count)| (*state, *count)).collect(), harvest }
        };
        Ok(harvests.into_iter().map(line).collect())
    }

    /// Names a feed or a site map and has it read. One that is known already is read again.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `url`: no address, too many sources, or no way out from here.
    pub async fn begin_harvest(
        &self,
        kind: SourceKind,
        url: &str,
        class: InformationClass,
    ) -> Result<HarvestId, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let url = url.trim();
        if url.is_empty() {
            return Err(AppError::field("url", Problem::Required));
        }
        check_link(url).map_err(|problem| AppError::field("url", problem))?;
        if !self.visits_sites() {
            let why = "harvest-not-connected".to_owned();
            return Err(AppError::field("url", Problem::NotNow { why }));
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let known = store::harvest::of_body(&mut tx, self.placed.body.code.as_str()).await?;
        if let Some(same) = known.iter().find(|one| one.kind == kind && one.source == url) {
            let id = same.id;
            self.start(&mut tx, same, now).await?;
            tx.commit().await?;
            return Ok(id);
        }
        let harvest = self.new_harvest(&mut tx, known.len(), ("url", kind, url), class, now).await?;
        self.start(&mut tx, &harvest, now).await?;
        tx.commit().await?;
        Ok(harvest.id)
    }

    /// Has a feed or a site map read once more.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a source of another office; [`AppError::Conflict`] for a file, which has to be sent again.
    pub async fn harvest_again(&self, id: HarvestId) -> Result<(), AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let harvest = self.own_harvest(&mut tx, id).await?;
        if harvest.kind == SourceKind::WordPress {
            return Err(AppError::Conflict(Conflict::State(harvest.kind.code())));
        }
        self.start(&mut tx, &harvest, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Reads an export of `WordPress` while it comes in. The file itself is not kept: what was public in it is.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `export` for what is no such file or too large; [`AppError::Unavailable`] while another
    /// export is being read.
    pub async fn take_export<S, E>(
        &self,
        name: &str,
        stream: S,
        class: InformationClass,
    ) -> Result<HarvestId, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let wrong = |why: &str| AppError::field("export", Problem::NotNow { why: why.to_owned() });
        let turn = self.app.exports().turn();
        let _turn = turn.ok_or_else(|| AppError::Unavailable("another export is being read".to_owned()))?;
        let bytes = timeout(PATIENCE, collect(stream))
            .await
            .map_err(|_| wrong("harvest-too-slow"))?
            .map_err(|full| wrong(if full { "harvest-failure-too-large" } else { "harvest-broke-off" }))?;
        let read = tokio::task::spawn_blocking(move || channels::harvest::read_wxr(&bytes)).await;
        let read = read.map_err(|error| AppError::Fault(error.to_string()))?;
        let entries = read.map_err(|error| wrong(failure_key(failure_of(error))))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let known = store::harvest::of_body(&mut tx, self.placed.body.code.as_str()).await?;
        let name = files::name::display(name).text;
        let source = ("export", SourceKind::WordPress, name.as_str());
        let harvest = self.new_harvest(&mut tx, known.len(), source, class, now).await?;
        let finds = entries.into_iter().map(|entry| (found_of(entry), false)).collect();
        keep_finds(&self.app, &mut tx, &harvest, finds, now).await?;
        store::harvest::set_state(&mut tx, harvest.id, HarvestState::Done, None, Some(now)).await?;
        tx.commit().await?;
        Ok(harvest.id)
    }

    /// A source with a page of what is in a state.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a source of another office.
    pub async fn harvest(
        &self,
        id: HarvestId,
        state: FindState,
        page: i64,
    ) -> Result<HarvestSheet, AppError> {
        let lines = self.harvests().await?;
        let line = lines.into_iter().find(|line| line.harvest.id == id).ok_or(AppError::NotFound)?;
        let last = (line.count(state) + FINDS_PAGE - 1) / FINDS_PAGE;
        let page = page.clamp(1, last.max(1));
        let mut conn = self.app.db().read().await?;
        let finds = store::harvest::finds(&mut conn, id, state, FINDS_PAGE, (page - 1) * FINDS_PAGE).await?;
        Ok(HarvestSheet { line, state, finds, page })
    }

    /// Does one thing with several finds of a source, all or none: drafts of this class, aside, or back again. What somebody
    /// else has settled meanwhile stays as it is. How many were settled.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `find` where none is named; [`AppError::NotFound`] for a source of another office or a find of
    /// another source.
    pub async fn settle_finds(
        &self,
        id: HarvestId,
        ids: &[FindId],
        action: FindAction,
        class: InformationClass,
    ) -> Result<i64, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        if ids.is_empty() {
            return Err(AppError::field("find", Problem::Required));
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let harvest = self.own_harvest(&mut tx, id).await?;
        let mut settled = 0;
        for id in ids {
            let find = store::harvest::lock_find(&mut tx, *id).await?;
            let mut find = find.filter(|find| find.harvest == harvest.id).ok_or(AppError::NotFound)?;
            let Some(state) = find.state.after(action) else { continue };
            find.state = state;
            if action == FindAction::Take {
                self.draft_of(&mut tx, &mut find, class, now).await?;
            }
            store::harvest::update_find(&mut tx, &find).await?;
            settled += 1;
        }
        let kind = match action {
            FindAction::Take => "taken",
            FindAction::Ignore => "ignored",
            FindAction::Restore => "restored",
        };
        self.log_harvest(&mut tx, &harvest, kind, json!({ "count": settled }), now).await?;
        tx.commit().await?;
        Ok(settled)
    }

    /// Makes a draft of a find, and has its documents fetched.
    async fn draft_of(
        &self,
        conn: &mut Conn,
        find: &mut Find,
        class: InformationClass,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let content = super::item::tidied(find.found.content(class));
        let item = self.begin_item(conn, &content, now).await?;
        find.item = Some(item.id);
        find.taken_by = Some(self.who.person);
        find.missing = 0;
        if !find.found.files.is_empty() && self.visits_sites() {
            self.app.put_off(conn, &Work::FetchFound { find: find.id }, now).await?;
        } else {
            find.missing = i64::try_from(find.found.files.len()).unwrap_or(i64::MAX);
        }
        Ok(())
    }

    async fn own_harvest(&self, conn: &mut Conn, id: HarvestId) -> Result<Harvest, AppError> {
        let found = store::harvest::by_id(conn, id).await?;
        found.filter(|harvest| harvest.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    async fn new_harvest(
        &self,
        conn: &mut Conn,
        known: usize,
        (field, kind, source): (&str, SourceKind, &str),
        class: InformationClass,
        now: Timestamp,
    ) -> Result<Harvest, AppError> {
        if known >= SOURCES_MAX {
            let why = "harvest-too-many-sources".to_owned();
            return Err(AppError::field(field, Problem::NotNow { why }));
        }
        let harvest = Harvest {
            id: HarvestId::new(now, self.app.random()),
            body: self.placed.body.code.clone(),
            person: self.who.person,
            kind,
            source: source.to_owned(),
            class,
            state: HarvestState::Running,
            failure: None,
            created_at: now,
            ended_at: None,
        };
        store::harvest::insert(conn, &harvest).await?;
        let data = json!({ "kind": kind.code(), "source": source, "class": class.code() });
        self.log_harvest(conn, &harvest, "named", data, now).await?;
        Ok(harvest)
    }

    /// Puts the reading of a source off until now.
    async fn start(&self, conn: &mut Conn, harvest: &Harvest, now: Timestamp) -> Result<(), AppError> {
        store::harvest::set_state(conn, harvest.id, HarvestState::Running, None, harvest.ended_at).await?;
        self.app.put_off(conn, &Work::Harvest { id: harvest.id, pages: false }, now).await?;
        self.log_harvest(conn, harvest, "started", json!({}), now).await
    }

    async fn log_harvest(
        &self,
        conn: &mut Conn,
        harvest: &Harvest,
        kind: &'static str,
        data: serde_json::Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(&harvest.body),
            round: None,
            object_kind: crate::harvest::HARVEST,
            object_id: harvest.id.to_string(),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }
}

/// Key of the text that says why a source could not be read.
#[must_use]
pub const fn failure_key(failure: domain::harvest::HarvestFailure) -> &'static str {
    use domain::harvest::HarvestFailure as Why;
    match failure {
        Why::NotConnected => "harvest-not-connected",
        Why::Closed => "harvest-failure-closed",
        Why::Unreachable => "harvest-failure-unreachable",
        Why::NotXml => "harvest-failure-not-xml",
        Why::OtherKind => "harvest-failure-other-kind",
        Why::TooLarge => "harvest-failure-too-large",
    }
}

/// All bytes of a stream. `Err(true)` for too many, `Err(false)` where it breaks off.
async fn collect<S, E>(stream: S) -> Result<Vec<u8>, bool>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let most = usize::try_from(EXPORT_MAX).unwrap_or(usize::MAX);
    let grow = |mut all: Vec<u8>, piece: Bytes| async move {
        if all.len() + piece.len() > most {
            return Err(true);
        }
        all.extend_from_slice(&piece);
        Ok(all)
    };
    stream.map_err(|_| false).try_fold(Vec::new(), grow).await
}
