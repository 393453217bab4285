//! *Penetapan daftar informasi publik*: the list is frozen by whoever publishes it, and decided by somebody else, the head of the
//! office or the PPID's superior.
//!
//! [`Access::decrees`] hands out [`Decrees`] of one office. Whoever works at the list reads them all; each step asks for its own
//! right. The same two pairs of eyes as for an exemption: a decree binds the office, so who wrote the list does not decide it.

mod decide;
mod freeze;
mod notice;
mod paper;
mod scan;

use domain::decree::{Action as Step, Comparison, Frozen, Row, State, compare};
use domain::person::Role;
use domain::policy::{self, Action};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::decree::{ListDecree, Scan};
use store::event::{Event, NewEvent};

use crate::access::{Access, Principal};
use crate::{App, AppError, Conflict};

pub(crate) use notice::words;
pub use paper::Form;
pub(crate) use scan::scan_file;

/// Kind of the objects whose events are the history of a decree.
pub(crate) const DECREE: &str = "list_decree";
/// Most events that are shown of a decree.
const HISTORY: i64 = 200;

/// The decrees of one office, in the hands of somebody who works at its list or decides it.
#[derive(Debug, Clone)]
pub struct Decrees {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) placed: Placed,
}

/// A decree as the office sees it.
#[derive(Debug, Clone)]
pub struct DecreeRecord {
    /// The decree.
    pub decree: ListDecree,
    /// Its rows.
    pub frozen: Frozen,
    /// Name of who froze the list.
    pub freezer: String,
    /// Name of who decided it.
    pub decider: String,
    /// Whether this person froze it, and so cannot decide it.
    pub is_own: bool,
    /// The decree in its place.
    pub successor: Option<ListDecree>,
    /// The decree of the year that is in force, in whose place this draft would stand.
    pub in_force: Option<ListDecree>,
    /// The scan of the signed paper.
    pub scan: Option<Scan>,
    /// What has changed in the public list since it was frozen.
    pub drift: Comparison,
    /// What happened to it, latest first.
    pub history: Vec<Event>,
}

/// A decree that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name in addresses.
    pub reference: String,
    /// Its revision now.
    pub revision: i64,
    /// Where it stands now.
    pub state: State,
}

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side {
    /// The decree; none for the list as it is public now.
    pub decree: Option<ListDecree>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Two lists beside each other.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The older side.
    pub old: Side,
    /// The newer one.
    pub new: Side,
    /// What lies between them.
    pub found: Comparison,
}

impl Access {
    /// The decrees of a body, by slug or code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such body, or this person neither works at its list nor decides it.
    pub async fn decrees(&self, body: &str) -> Result<Decrees, AppError> {
        let placed = self.app.placed(body).await?;
        let found = Decrees { app: self.app.clone(), who: self.who.clone(), placed };
        if found.may_read() { Ok(found) } else { Err(AppError::NotFound) }
    }

    /// The bodies whose lists this person decides without working at their desk, in the order of the roles.
    pub async fn deciding(&self) -> Result<Vec<Placed>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for code in policy::bodies_of(&self.who.grants, &[Role::Superior, Role::Leader]) {
            let placed = store::body::by_code(&mut conn, code.as_str()).await?;
            let decides =
                |placed: &Placed| self.who.may(Action::DecideList, placed) && !self.works_at(placed);
            found.extend(placed.filter(decides));
        }
        Ok(found)
    }
}

impl Decrees {
    /// The body and those above it.
    #[must_use]
    pub fn placed(&self) -> &Placed {
        &self.placed
    }

    fn may_read(&self) -> bool {
        self.who.may(Action::EditCatalogue, &self.placed) || self.may_freeze() || self.may_decide()
    }

    /// Whether this person freezes the list.
    #[must_use]
    pub fn may_freeze(&self) -> bool {
        self.who.may(Action::PublishCatalogue, &self.placed)
    }

    /// Whether this person decides it.
    #[must_use]
    pub fn may_decide(&self) -> bool {
        self.who.may(Action::DecideList, &self.placed)
    }

    /// Today, on the office's calendar.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day(self.app.now())
    }

    fn day(&self, at: Timestamp) -> Date {
        self.placed.body.zone.time_zone().to_datetime(at).date()
    }

    /// Every frozen list of the office, the latest year first.
    pub async fn list(&self) -> Result<Vec<ListDecree>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::decree::of_body(&mut conn, self.placed.body.code.as_str()).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn record(&self, reference: &str) -> Result<DecreeRecord, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let decree = self.own(&mut conn, reference).await?;
        let frozen = frozen_of(&mut conn, &decree).await?;
        let freezer = name_of(&mut conn, Some(decree.frozen_by)).await?;
        let decider = name_of(&mut conn, decree.decided_by).await?;
        let code = self.placed.body.code.as_str();
        let all = store::decree::of_body(&mut conn, code).await?;
        let successor = all.iter().find(|other| Some(other.id) == decree.superseded_by).cloned();
        let of_year = |other: &&ListDecree| other.state == State::Decided && other.year == decree.year;
        let in_force = all.iter().find(of_year).filter(|other| other.id != decree.id).cloned();
        let scans = store::decree::scans(&mut conn, code).await?;
        let scan = scans.into_iter().find(|scan| scan.decree == decree.id);
        let today = freeze::public_rows(&mut conn, &self.placed, now).await?;
        let drift = compare(&frozen.rows, &today);
        let history = store::event::of_object(&mut conn, DECREE, &decree.id.to_string(), HISTORY).await?;
        Ok(DecreeRecord {
            is_own: decree.frozen_by == self.who.person,
            decree,
            frozen,
            freezer,
            decider,
            successor,
            in_force,
            scan,
            drift,
            history,
        })
    }

    /// Two lists beside each other, each by its reference; none for the list as it is public now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with one of these references.
    pub async fn compared(&self, old: Option<&str>, new: Option<&str>) -> Result<Compared, AppError> {
        let mut conn = self.app.db().read().await?;
        let old = self.side(&mut conn, old).await?;
        let new = self.side(&mut conn, new).await?;
        let found = compare(&old.rows, &new.rows);
        Ok(Compared { old, new, found })
    }

    async fn side(&self, conn: &mut Conn, reference: Option<&str>) -> Result<Side, AppError> {
        let Some(reference) = reference else {
            let rows = freeze::public_rows(conn, &self.placed, self.app.now()).await?;
            return Ok(Side { decree: None, rows });
        };
        let decree = self.own(conn, reference).await?;
        let rows = frozen_of(conn, &decree).await?.rows;
        Ok(Side { decree: Some(decree), rows })
    }

    /// How many items the public sees now, which a freezing would take.
    pub async fn public_count(&self) -> Result<usize, AppError> {
        let mut conn = self.app.db().read().await?;
        let code = self.placed.body.code.as_str();
        let counts = store::catalogue::public_counts(&mut conn, code, self.app.now()).await?;
        let total: i64 = counts.into_iter().map(|(.., count)| count).sum();
        Ok(usize::try_from(total).unwrap_or(usize::MAX))
    }

    async fn own(&self, conn: &mut Conn, reference: &str) -> Result<ListDecree, AppError> {
        let found = store::decree::by_reference(conn, reference).await?;
        found.filter(|decree| decree.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    /// The decree as the reader saw it, locked.
    async fn locked(&self, conn: &mut Conn, reference: &str, revision: i64) -> Result<ListDecree, AppError> {
        let found = self.own(conn, reference).await?;
        let decree = store::decree::lock(conn, found.id).await?.ok_or(AppError::NotFound)?;
        if decree.revision != revision {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: decree.revision, value }));
        }
        Ok(decree)
    }

    async fn log(
        &self,
        conn: &mut Conn,
        decree: &ListDecree,
        kind: &'static str,
        mut data: serde_json::Value,
    ) -> Result<(), AppError> {
        if let Some(data) = data.as_object_mut() {
            data.insert("reference".to_owned(), json!(decree.reference));
        }
        let event = NewEvent {
            at: decree.changed_at,
            actor: Some(self.who.person),
            body: Some(&decree.body),
            round: None,
            object_kind: DECREE,
            object_id: decree.id.to_string(),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }
}

/// The rows of a frozen list.
pub(crate) async fn frozen_of(conn: &mut Conn, decree: &ListDecree) -> Result<Frozen, AppError> {
    let document = store::decree::document(conn, decree.id).await?;
    serde_json::from_str(&document).map_err(|error| AppError::Fault(format!("{}: {error}", decree.reference)))
}

async fn name_of(conn: &mut Conn, person: Option<domain::ids::PersonId>) -> Result<String, AppError> {
    let Some(person) = person else { return Ok(String::new()) };
    let found = store::person::by_id(conn, person).await?;
    Ok(found.map(|person| person.name).unwrap_or_default())
}

fn moved(decree: &ListDecree) -> Moved {
    Moved { reference: decree.reference.clone(), revision: decree.revision, state: decree.state }
}

/// Moves a decree on; a conflict with its state where that cannot happen.
fn step(decree: &mut ListDecree, action: Step, now: Timestamp) -> Result<(), AppError> {
    let after = decree.state.after(action);
    decree.state = after.ok_or(AppError::Conflict(Conflict::State(decree.state.code())))?;
    decree.revision += 1;
    decree.changed_at = now;
    Ok(())
}
