//! *Uji akses*: preparing it ([`AccessTests`]), doing it ([`Tester`]), and what an office sees of it ([`crate::Office`]).
//!
//! A test request travels the way of every other request: to the number or address in the office's public profile. There is
//! no special way that an office could tell, and nothing of a test enters a register or a statistic.
//!
//! Until the results of the test are opened, nothing of it exists for the office. Therefore its events name no body: what is
//! kept under an office's name may one day be shown to it.

mod case;
mod correct;
mod draws;
mod office;
mod practice;
mod preparation;
mod proof;
mod rules;
mod silence;
mod words;

pub use case::is_web;
pub use case::{CaseLine, CaseView, Filled, Tester};
pub use draws::{DrawDone, NewDraw};
pub use office::{OfficeCase, OfficeTests};
pub use practice::{PracticeView, Readiness};
pub use preparation::{Member, NewScenario, NewTester, Overview, Pool, SheetUpload};
pub use proof::{CaseFile, Staged};
pub use words::channel_name;
pub(crate) use words::notice;

use std::sync::Arc;

use domain::access_test::record::Clocks;
use domain::access_test::sheet::{DEFAULT, Sheet};
use domain::calendar::{Calendar, ServiceTime};
use domain::codes::ComponentCode;
use domain::ids::{AccessCaseId, RoundId};
use domain::policy::Action;
use domain::round::Schedule;
use domain::scheme::{Scheme, Source};
use jiff::Timestamp;
use serde::Serialize;
use sql::Conn;
use store::access_test::case::Case;
use store::access_test::preparation as rows;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::round::Round;

use crate::{Access, App, AppError, Principal};

/// Kind of the objects whose events are the history of a case.
const CASE: &str = "access_case";

/// Prepares and controls the access test of one round.
#[derive(Debug, Clone)]
pub struct AccessTests {
    pub(crate) app: App,
    pub(crate) who: Principal,
    round: Round,
    owner: Placed,
}

impl Access {
    /// The access test of a round, for those who manage it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn access_tests(&self, round: &str) -> Result<AccessTests, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let owner = store::body::by_code(&mut conn, round.owner.as_str()).await?;
        let owner = owner.ok_or(AppError::NotFound)?;
        self.who.must(Action::ManageAccessTests, &owner)?;
        Ok(AccessTests { app: self.app.clone(), who: self.who.clone(), round, owner })
    }
}

impl AccessTests {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// Writes what happened to something of the test.
    async fn log(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        (object_kind, object_id): (&'static str, String),
        kind: &'static str,
        data: impl Serialize,
    ) -> Result<(), AppError> {
        let actor = Some(self.who.person);
        let round = Some(self.round.id);
        event::append(conn, NewEvent { at, actor, body: None, round, object_kind, object_id, kind, data })
            .await?;
        Ok(())
    }
}

/// The calendar that counts in a round.
fn calendar(round: &Round) -> Calendar {
    Calendar::indonesia().with_leave_counted(round.rules.access_test.leave_counts)
}

/// When an office serves.
fn service<'a>(calendar: &'a Calendar, placed: &Placed) -> ServiceTime<'a> {
    ServiceTime::new(calendar, &placed.body.hours, placed.body.zone)
}

/// A sheet with its version: 0 for the usual one, which nobody has uploaded.
#[derive(Debug, Clone)]
pub struct UsedSheet {
    /// 0, 1, 2, …
    pub version: i64,
    /// The file.
    pub source: String,
    /// What it says.
    pub sheet: Arc<Sheet>,
}

fn read_sheet(version: i64, source: String) -> Result<UsedSheet, AppError> {
    let sheet = Sheet::from_yaml(source.as_bytes());
    let sheet = sheet.map_err(|defects| AppError::Fault(format!("sheet {version}: {defects:?}")))?;
    Ok(UsedSheet { version, source, sheet: Arc::new(sheet) })
}

/// The sheet that a round uses now.
async fn present_sheet(conn: &mut Conn, round: RoundId) -> Result<UsedSheet, AppError> {
    match rows::sheets(conn, round).await?.into_iter().next() {
        Some(found) => read_sheet(found.version, found.source),
        None => read_sheet(0, DEFAULT.to_owned()),
    }
}

/// The sheet of a case.
async fn sheet_of(conn: &mut Conn, case: &Case) -> Result<UsedSheet, AppError> {
    let found = rows::sheet_version(conn, case.round, case.sheet).await?;
    let found = found.ok_or_else(|| AppError::Fault(format!("case {}: no sheet", case.id)))?;
    read_sheet(found.version, found.source)
}

/// What a case rests on.
pub(crate) struct Ground {
    round: Round,
    schedule: Schedule,
    placed: Placed,
    sheet: UsedSheet,
    calendar: Calendar,
}

impl Ground {
    async fn of(conn: &mut Conn, case: &Case) -> Result<Self, AppError> {
        let round = store::round::by_id(conn, case.round).await?.ok_or(AppError::NotFound)?;
        let schedule = store::round::schedule(conn, round.id).await?;
        let placed = store::body::by_code(conn, case.body.as_str()).await?.ok_or(AppError::NotFound)?;
        let calendar = calendar(&round);
        Ok(Self { schedule, placed, sheet: sheet_of(conn, case).await?, calendar, round })
    }

    fn service(&self) -> ServiceTime<'_> {
        service(&self.calendar, &self.placed)
    }

    /// What the sheet of a case gives as far as it is filled; `None` before it was sent.
    fn scored(&self, case: &Case) -> Option<domain::access_test::record::Scored> {
        let service = self.service();
        let clocks = Clocks::new(&service, case.sent_at?, &case.record);
        Some(case.record.score(&self.sheet.sheet, &clocks))
    }
}

/// Writes what happened to a case.
async fn log_case(
    conn: &mut Conn,
    at: Timestamp,
    who: Option<&Principal>,
    case: &Case,
    kind: &'static str,
    data: impl Serialize,
) -> Result<(), AppError> {
    let event = NewEvent {
        at,
        actor: who.map(|who| who.person),
        body: None,
        round: Some(case.round),
        object_kind: CASE,
        object_id: case.id.to_string(),
        kind,
        data,
    };
    event::append(conn, event).await?;
    Ok(())
}

/// Writes a case that is locked in this transaction and counts the change.
async fn write(conn: &mut Conn, case: &mut Case) -> Result<(), AppError> {
    if !store::access_test::case::update(conn, case).await? {
        return Err(AppError::Fault(format!("case {} changed under its lock", case.id)));
    }
    case.version += 1;
    Ok(())
}

/// A case on sight of a version, locked.
async fn lock(conn: &mut Conn, id: AccessCaseId) -> Result<Case, AppError> {
    store::access_test::case::lock(conn, id).await?.ok_or(AppError::NotFound)
}

/// The component of the scheme that the access test fills: the one that the round names, else the first that comes from a
/// sheet. `None` where the scheme has none; then the test is advice.
fn component(round: &Round, scheme: &Scheme) -> Option<ComponentCode> {
    let mut sheets = scheme.components.iter().filter(|component| component.source == Source::Sheet);
    match &round.rules.access_test.component {
        Some(named) => sheets.find(|component| component.code == *named),
        None => sheets.next(),
    }
    .map(|component| component.code.clone())
}
