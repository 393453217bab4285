//! Offices in whose place others stand from a day on: renamed under a new code, split or merged in the middle of the years.

use std::collections::BTreeSet;

use domain::body::Body;
use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::succession::read::{self, Defect};
use domain::succession::{Succession, Successions};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::round::Round;

use super::import::{When, log};
use crate::access::{Access, Principal};
use crate::error::check;
use crate::operator::Operator;
use crate::{App, AppError, Conflict};

/// Who stands in the place of an office, as everybody may read it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Those in its place, by code.
    pub successors: Vec<Body>,
    /// Their first day.
    pub since: Date,
    /// What it rests on.
    pub ground: String,
}

/// An office before another one, directly or over several steps.
#[derive(Debug, Clone)]
pub struct Preceded {
    /// The office before.
    pub body: Body,
    /// The day on which it ended.
    pub since: Date,
    /// What that rests on.
    pub ground: String,
    /// The announced rounds that have a result of it, latest first.
    pub rounds: Vec<Round>,
}

/// What became of a body; `None` while it goes on.
pub(crate) async fn followed(
    conn: &mut Conn,
    all: &Successions,
    body: &BodyCode,
) -> Result<Option<Followed>, AppError> {
    let Some(found) = all.of(body) else { return Ok(None) };
    let successors = bodies(conn, found.successors.iter()).await?;
    Ok(Some(Followed { successors, since: found.since, ground: found.ground.clone() }))
}

/// The offices before a body, the nearest first.
pub(super) async fn preceded(
    conn: &mut Conn,
    all: &Successions,
    body: &BodyCode,
) -> Result<Vec<Preceded>, AppError> {
    let mut found = Vec::new();
    for code in all.all_before(body) {
        let (Some(placed), Some(succession)) =
            (store::body::by_code(conn, code.as_str()).await?, all.of(&code))
        else {
            continue;
        };
        found.push(Preceded {
            rounds: crate::public::announced_with(conn, &code).await?,
            body: placed.body,
            since: succession.since,
            ground: succession.ground.clone(),
        });
    }
    Ok(found)
}

async fn bodies(conn: &mut Conn, codes: impl Iterator<Item = &BodyCode>) -> Result<Vec<Body>, AppError> {
    let mut found = Vec::new();
    for code in codes {
        found.extend(store::body::by_code(conn, code.as_str()).await?.map(|placed| placed.body));
    }
    Ok(found)
}

/// The succession of one office, for somebody who manages the tree there.
#[derive(Debug, Clone)]
pub struct SuccessionDesk {
    app: App,
    who: Principal,
    placed: Placed,
    present: Option<Succession>,
    version: i64,
}

/// What a person entered. With nothing entered at all the succession is taken back.
#[derive(Debug, Clone)]
pub struct NewSuccession {
    /// The version that the person saw.
    pub base: i64,
    /// Codes of the offices that stand in the place of this one.
    pub successors: Vec<String>,
    /// Their first day, or what is wrong with what was given.
    pub since: Result<Date, Problem>,
    /// What it rests on.
    pub ground: String,
}

impl NewSuccession {
    fn is_empty(&self) -> bool {
        self.successors.is_empty() && self.since == Err(Problem::Required) && self.ground.trim().is_empty()
    }
}

impl Access {
    /// The succession of a body, by slug or code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not manage the tree there.
    pub async fn succession(&self, body: &str) -> Result<SuccessionDesk, AppError> {
        let placed = self.app.placed(body).await?;
        self.who.must(Action::ManageBodies, &placed)?;
        let mut conn = self.app.db().read().await?;
        let code = &placed.body.code;
        let present = store::succession::all(&mut conn).await?.of(code).cloned();
        let version = store::succession::version(&mut conn, code.as_str()).await?;
        Ok(SuccessionDesk { app: self.app.clone(), who: self.who.clone(), placed, present, version })
    }

    /// Whether this person may say what became of a body.
    #[must_use]
    pub fn may_manage(&self, placed: &Placed) -> bool {
        self.who.may(Action::ManageBodies, placed)
    }
}

impl SuccessionDesk {
    /// The office.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// What is known now.
    #[must_use]
    pub fn present(&self) -> Option<&Succession> {
        self.present.as_ref()
    }

    /// The version of what is known now.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Says who stands in the place of the office, or takes that back.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `successors` for codes that are not in the tree or out of the person's reach, and as
    /// [`Successions::problems`] says; [`AppError::Conflict`] where somebody else wrote it meanwhile.
    pub async fn save(&self, new: &NewSuccession) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        lock_tree(&mut tx, &self.placed).await?;
        let code = &self.placed.body.code;
        let all = store::succession::all(&mut tx).await?;
        let version = store::succession::version(&mut tx, code.as_str()).await?;
        if version != new.base {
            let value = all.of(code).map(data).unwrap_or_default().to_string();
            return Err(AppError::Conflict(Conflict::Version { current: version, value }));
        }
        let wanted = if new.is_empty() {
            let Some(present) = all.of(code).cloned() else {
                return Err(AppError::field("successors", Problem::Required));
            };
            Succession { successors: BTreeSet::new(), ..present }
        } else {
            self.wanted(&mut tx, &all, new).await?
        };
        if all.of(code) != Some(&wanted) {
            write(&mut tx, &wanted, Some(self.who.person), now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn wanted(
        &self,
        conn: &mut Conn,
        all: &Successions,
        new: &NewSuccession,
    ) -> Result<Succession, AppError> {
        let (mut known, mut unknown) = (BTreeSet::new(), Vec::new());
        for typed in &new.successors {
            match store::body::by_code(conn, typed).await? {
                Some(placed) if self.who.may(Action::ManageBodies, &placed) => {
                    known.insert(placed.body.code);
                }
                _ => unknown.push(typed.clone()),
            }
        }
        let mut problems = Vec::new();
        if !unknown.is_empty() {
            problems.push(FieldProblem::new("successors", Problem::UnknownCodes { codes: unknown }));
        }
        let wanted = Succession {
            body: self.placed.body.code.clone(),
            successors: known,
            // Where there is no day, nothing is written, and no rule about days is asked.
            since: new.since.as_ref().copied().unwrap_or(Date::MAX),
            ground: new.ground.trim().to_owned(),
        };
        let has_unknown = !problems.is_empty();
        for found in all.problems(&wanted) {
            let is_told = has_unknown && found.field == "successors";
            let is_about_days = new.since.is_err() && matches!(found.problem, Problem::NotNow { .. });
            if !is_told && !is_about_days {
                problems.push(found);
            }
        }
        if let Err(problem) = &new.since {
            problems.push(FieldProblem::new("since", problem.clone()));
        }
        check(problems)?;
        Ok(wanted)
    }
}

/// Why no succession was imported.
#[derive(Debug, thiserror::Error)]
pub enum SuccessionError {
    /// The file is wrong; every defect of it.
    #[error("the file has {} defects", .0.len())]
    Defects(Vec<Defect>),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<sql::SqlError> for SuccessionError {
    fn from(error: sql::SqlError) -> Self {
        Self::App(error.into())
    }
}

impl Operator {
    /// Imports successions from a CSV file (form: [`domain::succession::read`]), whole or not at all. Gives those that are new
    /// or differ from what was known; the same file once more changes nothing.
    pub async fn import_successions(
        &self,
        file: &[u8],
        when: When,
    ) -> Result<Vec<Succession>, SuccessionError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let tree = store::body::all(&mut tx).await?;
        for root in tree.iter().filter(|placed| placed.above.is_empty()) {
            lock_tree(&mut tx, root).await?;
        }
        let codes: BTreeSet<&str> = tree.iter().map(|placed| placed.body.code.as_str()).collect();
        let present = store::succession::all(&mut tx).await?;
        let read =
            read::read(file, &present, |code| codes.contains(code)).map_err(SuccessionError::Defects)?;
        let changed: Vec<Succession> =
            read.into_iter().filter(|one| present.of(&one.body) != Some(one)).collect();
        if when == When::Now {
            for one in &changed {
                write(&mut tx, one, None, now).await?;
            }
            tx.commit().await?;
        }
        Ok(changed)
    }
}

/// Locks the root of a tree: two changes that are right each by itself could make a circle together.
async fn lock_tree(conn: &mut Conn, placed: &Placed) -> Result<(), AppError> {
    let root = placed.above.last().unwrap_or(&placed.body.code);
    store::body::lock(conn, root.as_str()).await?;
    Ok(())
}

async fn write(
    conn: &mut Conn,
    new: &Succession,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<(), AppError> {
    store::succession::put(conn, new, by, at).await?;
    let kind = if new.successors.is_empty() { "succession_taken_back" } else { "succession_set" };
    log(conn, at, by, &new.body, kind, data(new)).await
}

fn data(one: &Succession) -> serde_json::Value {
    json!({ "successors": one.successors, "since": one.since.to_string(), "ground": one.ground })
}
