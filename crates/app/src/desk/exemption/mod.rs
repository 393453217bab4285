//! Consequence tests: the PPID writes and proposes them, the head or the PPID's superior approves them.
//!
//! [`Access::exemptions`] hands out [`Exemptions`] of one office to exactly these people. Whoever only approves has no other part
//! in the desk, and sees nothing of a test before it is proposed.

mod clock;
mod decide;
mod print;
mod words;
mod write;

use domain::calendar::Calendar;
use domain::exemption::{Action as Step, Counted, Ground, State, Term, counted_since, opening_day};
use domain::person::Role;
use domain::policy::{self, Action};
use domain::problem::FieldProblem;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::event::{Event, NewEvent};
use store::exemption::Exemption;

use crate::access::{Access, Principal};
use crate::{App, AppError, Conflict};

pub(super) use clock::words as notice;
pub use decide::{Approval, Opening};
pub use words::{ground_name, term_words, trigger_name};

/// Kind of the objects whose events are the history of a test.
pub(crate) const EXEMPTION: &str = "exemption";
/// Most events that are shown of a test.
const HISTORY: i64 = 200;

/// The consequence tests of one office, in the hands of somebody who makes or approves them.
#[derive(Debug, Clone)]
pub struct Exemptions {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) placed: Placed,
}

/// A test as the office sees it.
#[derive(Debug, Clone)]
pub struct TestRecord {
    /// The test.
    pub test: Exemption,
    /// Where it stands now: what has ended is not approved any more, though the clock's job may not have run.
    pub state: State,
    /// The test in whose place it is to stand.
    pub replaces: Option<String>,
    /// Name of who proposed it.
    pub proposer: String,
    /// Name of who approved it.
    pub approver: String,
    /// The last day on which a decision to open is in time.
    pub opening_day: Option<Date>,
    /// Whether this person proposed it, and so cannot approve it.
    pub is_own: bool,
    /// Whether the head of the office alone approves it, since the head sets its term.
    pub is_for_head: bool,
    /// Whether this person may approve tests on its ground.
    pub may_approve: bool,
    /// What is missing while it is being written.
    pub gaps: Vec<FieldProblem>,
    /// The day of an earlier decision from which the years of its term count.
    pub counted_since: Option<Date>,
    /// What happened to it, latest first.
    pub history: Vec<Event>,
}

/// A test that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name in addresses.
    pub reference: String,
    /// Its revision now.
    pub revision: i64,
    /// Where it stands now.
    pub state: State,
}

impl Access {
    /// The consequence tests of a body, by slug or code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such body, or this person neither makes nor approves its tests.
    pub async fn exemptions(&self, body: &str) -> Result<Exemptions, AppError> {
        let placed = self.app.placed(body).await?;
        let found = Exemptions { app: self.app.clone(), who: self.who.clone(), placed };
        if found.may_test() || found.may_approve() { Ok(found) } else { Err(AppError::NotFound) }
    }

    /// The bodies whose exemptions this person approves without working at their desk, in the order of the roles.
    pub async fn approving(&self) -> Result<Vec<Placed>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for code in policy::bodies_of(&self.who.grants, &[Role::Superior, Role::Leader]) {
            let placed = store::body::by_code(&mut conn, code.as_str()).await?;
            let approves =
                |placed: &Placed| self.who.may(Action::ApproveExemption, placed) && !self.works_at(placed);
            found.extend(placed.filter(approves));
        }
        Ok(found)
    }
}

impl Exemptions {
    /// The body and those above it.
    #[must_use]
    pub fn placed(&self) -> &Placed {
        &self.placed
    }

    /// Whether this person makes the tests.
    #[must_use]
    pub fn may_test(&self) -> bool {
        self.who.may(Action::TestConsequence, &self.placed)
    }

    /// Whether this person approves them.
    #[must_use]
    pub fn may_approve(&self) -> bool {
        self.who.may(Action::ApproveExemption, &self.placed)
    }

    /// Whether this person approves tests on this ground: some the head of the office alone.
    fn may_approve_on(&self, ground: Option<Ground>) -> bool {
        self.may_approve()
            && ground.is_none_or(|ground| self.who.may(ground.letter().approval(), &self.placed))
    }

    /// Today, on the office's calendar.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day(self.app.now())
    }

    fn day(&self, at: Timestamp) -> Date {
        jiff::tz::offset(self.placed.body.zone.hours()).to_datetime(at).date()
    }

    /// The tests of the office that this person may see, those changed last first.
    pub async fn list(&self) -> Result<Vec<Exemption>, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let mut found = store::exemption::of_body(&mut conn, self.placed.body.code.as_str()).await?;
        found.retain(|test| self.sees(test.state));
        for test in &mut found {
            test.state = test.state.at(test.ends_at, now);
        }
        Ok(found)
    }

    /// One test.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference that this person may see.
    pub async fn sheet(&self, reference: &str) -> Result<TestRecord, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let test = self.own(&mut conn, reference).await?;
        let mut names = Vec::new();
        for person in [test.proposed_by, test.approved_by] {
            let found = match person {
                Some(person) => store::person::by_id(&mut conn, person).await?,
                None => None,
            };
            names.push(found.map(|person| person.name).unwrap_or_default());
        }
        let (approver, proposer) = (names.pop().unwrap_or_default(), names.pop().unwrap_or_default());
        let replaces = match test.replaces {
            Some(id) => store::exemption::by_id(&mut conn, id).await?.map(|before| before.reference),
            None => None,
        };
        let opening_day = match &test.content.term {
            Some(Term::Until { day }) => opening_day(&Calendar::indonesia(), *day),
            _ => None,
        };
        let counted = self.counted(&mut conn, &test, test.decision.day).await?;
        let decided = test.decision.day.unwrap_or(counted.today);
        let is_written = matches!(test.state, State::Draft | State::Considered);
        let history = store::event::of_object(&mut conn, EXEMPTION, &test.id.to_string(), HISTORY).await?;
        Ok(TestRecord {
            state: test.state.at(test.ends_at, now),
            is_for_head: is_for_head(&test),
            may_approve: self.may_approve_on(test.content.ground),
            gaps: if is_written { test.content.gaps(counted) } else { Vec::new() },
            counted_since: (counted.since < decided).then_some(counted.since),
            is_own: test.proposed_by == Some(self.who.person),
            replaces,
            proposer,
            approver,
            opening_day,
            history,
            test,
        })
    }

    /// The days by which the term of a test is judged that is decided on `day`, or today.
    async fn counted(
        &self,
        conn: &mut Conn,
        test: &Exemption,
        day: Option<Date>,
    ) -> Result<Counted, AppError> {
        let today = self.today();
        let on = day.map_or(today, |day| day.min(today));
        let (Some(ground), Some(before)) = (test.content.ground, test.replaces) else {
            return Ok(Counted { since: on, today });
        };
        let chain = store::exemption::chain(conn, before).await?;
        let decided = chain.iter().filter_map(|one| Some((one.content.ground?.letter(), one.decision.day?)));
        Ok(Counted { since: counted_since(ground.letter(), on, decided), today })
    }

    /// Whoever only approves sees nothing before it is proposed.
    fn sees(&self, state: State) -> bool {
        self.may_test() || state == State::Proposed || state.is_listed()
    }

    async fn own(&self, conn: &mut Conn, reference: &str) -> Result<Exemption, AppError> {
        let found = store::exemption::by_reference(conn, reference).await?;
        let own = |test: &Exemption| test.body == self.placed.body.code && self.sees(test.state);
        found.filter(own).ok_or(AppError::NotFound)
    }

    /// The test as the reader saw it, locked.
    async fn locked(&self, conn: &mut Conn, reference: &str, revision: i64) -> Result<Exemption, AppError> {
        let found = self.own(conn, reference).await?;
        let test = store::exemption::lock(conn, found.id).await?.ok_or(AppError::NotFound)?;
        if test.revision != revision {
            let value = serde_jcs::to_string(&test.content).unwrap_or_default();
            return Err(AppError::Conflict(Conflict::Version { current: test.revision, value }));
        }
        Ok(test)
    }

    /// Writes a test that was moved, and what happened to it.
    async fn write(
        &self,
        conn: &mut Conn,
        test: &Exemption,
        kind: &'static str,
        data: serde_json::Value,
    ) -> Result<(), AppError> {
        store::exemption::update(conn, test).await?;
        log(conn, test, Some(&self.who), kind, data).await
    }
}

/// Whether the head of the office alone approves a test, since the head sets its term.
fn is_for_head(test: &Exemption) -> bool {
    test.content.ground.is_some_and(|ground| ground.letter().approval() == Action::SetExemptionTerm)
}

fn moved(test: &Exemption) -> Moved {
    Moved { reference: test.reference.clone(), revision: test.revision, state: test.state }
}

/// Moves a test on; a conflict with its state where that cannot happen.
fn step(test: &mut Exemption, action: Step, now: Timestamp) -> Result<(), AppError> {
    let after = test.state.after(action);
    test.state = after.ok_or(AppError::Conflict(Conflict::State(test.state.code())))?;
    test.revision += 1;
    test.changed_at = now;
    Ok(())
}

/// Writes down what happened to a test, done by somebody or by the clock.
async fn log(
    conn: &mut Conn,
    test: &Exemption,
    who: Option<&Principal>,
    kind: &'static str,
    mut data: serde_json::Value,
) -> Result<(), AppError> {
    if let Some(data) = data.as_object_mut() {
        data.insert("reference".to_owned(), json!(test.reference));
    }
    let event = NewEvent {
        at: test.changed_at,
        actor: who.map(|who| who.person),
        body: Some(&test.body),
        round: None,
        object_kind: EXEMPTION,
        object_id: test.id.to_string(),
        kind,
        data,
    };
    store::event::append(conn, event).await?;
    Ok(())
}
