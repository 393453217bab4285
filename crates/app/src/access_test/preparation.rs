//! The sheet, the bank of questions, the pool of testers.

use data_encoding::HEXLOWER;
use domain::access_test::Channel;
use domain::access_test::sheet::Sheet;
use domain::codes::BodyCode;
use domain::ids::{PersonId, ScenarioId};
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, Window};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::access_test::case::{self, Case};
use store::access_test::preparation::{self as rows, Candidate, Draw, Scenario, SheetVersion, Tester};
use store::body::Placed;

use super::{AccessTests, UsedSheet, present_sheet};
use crate::error::check;
use crate::national::{DOCUMENT_MAX, check_reason};
use crate::{AppError, Conflict};

/// Most characters of a question and of what a right answer holds.
const TEXT_MAX: usize = 2_000;
/// Most characters of the name of an institution.
const INSTITUTION_MAX: usize = 200;

/// Everything that those who manage the test see at once.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The phase of the access test, where the round has one.
    pub phase: Option<Window>,
    /// The sheet in use.
    pub sheet: UsedSheet,
    /// The sheets that were uploaded, latest first.
    pub sheets: Vec<SheetVersion>,
    /// The bank, by code.
    pub scenarios: Vec<Scenario>,
    /// The pool, by name for signing in.
    pub testers: Vec<Tester>,
    /// The draws, latest first.
    pub draws: Vec<Draw>,
    /// The living cases with their offices, by office and channel.
    pub cases: Vec<(Case, Placed)>,
    /// How many offices take part.
    pub offices: usize,
}

/// A sheet as somebody uploads it.
#[derive(Debug, Clone)]
pub struct SheetUpload {
    /// The name that the sender gave; only shown.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why there is another one.
    pub reason: String,
}

/// A question of the bank as it was written.
#[derive(Debug, Clone, Default)]
pub struct NewScenario {
    /// Its code; of a new one alone.
    pub code: String,
    /// For which channels; empty for all.
    pub channels: Vec<Channel>,
    /// What is asked.
    pub question: String,
    /// What a right answer holds.
    pub right_answer: String,
}

/// Somebody for the pool.
#[derive(Debug, Clone, Default)]
pub struct NewTester {
    /// The name for signing in.
    pub login: String,
    /// From where the person comes.
    pub institution: String,
    /// Codes of bodies to which the person has a tie, separated by spaces or commas.
    pub ties: String,
}

impl AccessTests {
    /// Everything of the test at once.
    pub async fn overview(&self) -> Result<Overview, AppError> {
        let mut conn = self.app.db().read().await?;
        let schedule = store::round::schedule(&mut conn, self.round.id).await?;
        let bodies = store::participation::bodies(&mut conn, self.round.id).await?;
        let cases = case::of_round(&mut conn, self.round.id).await?;
        let living = cases.into_iter().filter(|case| case.state != domain::access_test::CaseState::CalledOff);
        let cases = living.filter_map(|case| {
            let placed = bodies.iter().find(|placed| placed.body.code == case.body)?.clone();
            Some((case, placed))
        });
        Ok(Overview {
            phase: schedule.window(PhaseKind::AccessTest),
            cases: cases.collect(),
            offices: bodies.len(),
            sheet: present_sheet(&mut conn, self.round.id).await?,
            sheets: rows::sheets(&mut conn, self.round.id).await?,
            scenarios: rows::scenarios(&mut conn, self.owner.body.code.as_str()).await?,
            testers: rows::testers(&mut conn, self.round.id).await?,
            draws: rows::draws(&mut conn, self.round.id).await?,
        })
    }

    /// The sheet in use.
    pub async fn sheet(&self) -> Result<UsedSheet, AppError> {
        let mut conn = self.app.db().read().await?;
        present_sheet(&mut conn, self.round.id).await
    }

    /// Uses another sheet in this round. Gives its version.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `file` (all defects at once; the sheet in use; any sheet once cases are drawn) and at
    /// `reason`.
    pub async fn upload_sheet(&self, upload: &SheetUpload) -> Result<i64, AppError> {
        if upload.bytes.is_empty() {
            return Err(AppError::field("file", Problem::NoFile));
        }
        if upload.bytes.len() > DOCUMENT_MAX {
            let max = u64::try_from(DOCUMENT_MAX).unwrap_or(u64::MAX);
            return Err(AppError::field("file", Problem::FileTooBig { max }));
        }
        let sheet = Sheet::from_yaml(&upload.bytes).map_err(|defects| {
            let lines = defects.iter().map(|defect| defect.in_file(&upload.file_name).to_string()).collect();
            AppError::field("file", Problem::Defects { lines })
        })?;
        let mut problems = Vec::new();
        check_reason(&upload.reason, &mut problems);
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        store::round::lock(&mut tx, self.round.id).await?.ok_or(AppError::NotFound)?;
        if !rows::draws(&mut tx, self.round.id).await?.is_empty() {
            return Err(not_now("file", "access-sheet-frozen"));
        }
        let present = present_sheet(&mut tx, self.round.id).await?;
        if present.source.as_bytes() == upload.bytes {
            return Err(not_now("file", "access-sheet-same"));
        }
        let source = String::from_utf8(upload.bytes.clone())
            .map_err(|_| AppError::field("file", Problem::BadCharacters))?;
        let new = SheetVersion {
            version: present.version + 1,
            title: sheet.title.get("id").to_owned(),
            sha256: HEXLOWER.encode(&Sha256::digest(&upload.bytes)),
            source,
            reason: upload.reason.trim().to_owned(),
            created_by: self.who.person,
            created_at: now,
        };
        rows::insert_sheet(&mut tx, self.round.id, &new).await?;
        let data = json!({ "version": new.version, "sha256": new.sha256, "reason": new.reason });
        let object = ("access_sheet", format!("{}/{}", self.round.id, new.version));
        self.log(&mut tx, now, object, "uploaded", data).await?;
        tx.commit().await?;
        Ok(new.version)
    }

    /// Adds a question to the bank.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `code`, `question`, `right_answer`.
    pub async fn add_scenario(&self, new: &NewScenario) -> Result<ScenarioId, AppError> {
        let code = new.code.trim();
        let mut problems = texts_of(new);
        if code.is_empty() {
            problems.push(FieldProblem::new("code", Problem::Required));
        } else if !is_code(code) {
            problems.push(FieldProblem::new("code", Problem::NotACode));
        }
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let scenario = Scenario {
            id: ScenarioId::new(now, self.app.random()),
            code: code.to_owned(),
            channels: new.channels.clone(),
            question: new.question.trim().to_owned(),
            right_answer: new.right_answer.trim().to_owned(),
            version: 1,
            retired_at: None,
            created_at: now,
        };
        if !rows::insert_scenario(&mut tx, &self.owner.body.code, &scenario).await? {
            return Err(AppError::field("code", Problem::Taken));
        }
        self.log_scenario(&mut tx, &scenario, "added").await?;
        tx.commit().await?;
        Ok(scenario.id)
    }

    /// A question of the bank.
    pub async fn scenario(&self, id: ScenarioId) -> Result<Scenario, AppError> {
        let mut conn = self.app.db().read().await?;
        let all = rows::scenarios(&mut conn, self.owner.body.code.as_str()).await?;
        all.into_iter().find(|found| found.id == id).ok_or(AppError::NotFound)
    }

    /// Changes a question of the bank on sight of `version`. Cases that were drawn keep the question as it stood.
    ///
    /// # Errors
    /// As [`Self::add_scenario`]; [`AppError::Conflict`] where somebody else was faster.
    pub async fn change_scenario(
        &self,
        id: ScenarioId,
        version: i64,
        new: &NewScenario,
    ) -> Result<(), AppError> {
        check(texts_of(new))?;
        let mut scenario = self.scenario(id).await?;
        scenario.channels.clone_from(&new.channels);
        new.question.trim().clone_into(&mut scenario.question);
        new.right_answer.trim().clone_into(&mut scenario.right_answer);
        self.write_scenario(scenario, version, "changed").await
    }

    /// Takes a question out of use, or back into it.
    ///
    /// # Errors
    /// [`AppError::Conflict`] where somebody else was faster.
    pub async fn retire_scenario(&self, id: ScenarioId, version: i64, retired: bool) -> Result<(), AppError> {
        let mut scenario = self.scenario(id).await?;
        scenario.retired_at = retired.then(|| self.app.now());
        self.write_scenario(scenario, version, if retired { "retired" } else { "revived" }).await
    }

    async fn write_scenario(
        &self,
        mut scenario: Scenario,
        version: i64,
        kind: &'static str,
    ) -> Result<(), AppError> {
        let current = scenario.version;
        scenario.version = version;
        let mut tx = self.app.db().write().await?;
        if !rows::update_scenario(&mut tx, &scenario).await? {
            return Err(AppError::Conflict(Conflict::Version { current, value: String::new() }));
        }
        self.log_scenario(&mut tx, &scenario, kind).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn log_scenario(
        &self,
        conn: &mut sql::Conn,
        scenario: &Scenario,
        kind: &'static str,
    ) -> Result<(), AppError> {
        let data = json!({
            "code": scenario.code, "channels": scenario.channels, "question": scenario.question,
            "right_answer": scenario.right_answer,
        });
        self.log(conn, self.app.now(), ("access_scenario", scenario.id.to_string()), kind, data).await
    }

    /// The pool, and who could come into it.
    pub async fn pool(&self) -> Result<Pool, AppError> {
        let mut conn = self.app.db().read().await?;
        let testers = rows::testers(&mut conn, self.round.id).await?;
        let mut candidates = rows::candidates(&mut conn, self.owner.body.code.as_str()).await?;
        candidates.retain(|candidate| {
            !testers.iter().any(|tester| tester.person == candidate.person && tester.left_at.is_none())
        });
        let mut members = Vec::with_capacity(testers.len());
        for tester in testers {
            let offices = rows::offices_of(&mut conn, tester.person).await?;
            members.push(Member { tester, offices });
        }
        Ok(Pool { members, candidates })
    }

    /// Puts a tester of this body into the pool, or writes anew what is said of one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `login` (nobody with the role of a tester here), `institution`, `ties`.
    pub async fn put_tester(&self, new: &NewTester) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let candidates = rows::candidates(&mut tx, self.owner.body.code.as_str()).await?;
        let found = candidates.into_iter().find(|candidate| candidate.login == new.login.trim());
        let mut problems = Vec::new();
        if found.is_none() {
            let problem = if new.login.trim().is_empty() { Problem::Required } else { Problem::Unknown };
            problems.push(FieldProblem::new("login", problem));
        }
        let institution = new.institution.trim();
        if institution.is_empty() {
            problems.push(FieldProblem::new("institution", Problem::Required));
        } else if institution.chars().count() > INSTITUTION_MAX {
            problems.push(FieldProblem::new("institution", Problem::TooLong { max: INSTITUTION_MAX }));
        }
        let ties = read_ties(&mut tx, &new.ties, &mut problems).await?;
        check(problems)?;
        let Candidate { person, .. } = found.ok_or(AppError::NotFound)?;
        rows::put_tester(&mut tx, self.round.id, person, institution, &ties, None).await?;
        let data = json!({ "institution": institution, "ties": ties });
        self.log(&mut tx, now, ("access_tester", format!("{}/{person}", self.round.id)), "put", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes somebody out of the pool. Cases that were sent stay with the person; the others wait for another draw.
    pub async fn remove_tester(&self, person: PersonId) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let all = rows::testers(&mut tx, self.round.id).await?;
        let found = all.into_iter().find(|tester| tester.person == person).ok_or(AppError::NotFound)?;
        rows::put_tester(&mut tx, self.round.id, person, &found.institution, &found.ties, Some(now)).await?;
        let object = ("access_tester", format!("{}/{person}", self.round.id));
        self.log(&mut tx, now, object, "left", json!({})).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Somebody in the pool, and where the person holds other roles.
#[derive(Debug, Clone)]
pub struct Member {
    /// The person.
    pub tester: Tester,
    /// Where the person holds other roles: never tested by this person.
    pub offices: Vec<BodyCode>,
}

/// The pool.
#[derive(Debug, Clone)]
pub struct Pool {
    /// Those in it, and those who left.
    pub members: Vec<Member>,
    /// Testers of the body who are not in it.
    pub candidates: Vec<Candidate>,
}

async fn read_ties(
    conn: &mut sql::Conn,
    typed: &str,
    problems: &mut Vec<FieldProblem>,
) -> Result<Vec<BodyCode>, AppError> {
    let (mut ties, mut unknown): (Vec<BodyCode>, Vec<String>) = Default::default();
    for code in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
        let Ok(code) = code.parse::<BodyCode>() else { continue };
        if store::body::by_code(conn, code.as_str()).await?.is_none() {
            unknown.push(code.to_string());
        } else if !ties.contains(&code) {
            ties.push(code);
        }
    }
    if !unknown.is_empty() {
        problems.push(FieldProblem::new("ties", Problem::UnknownCodes { codes: unknown }));
    }
    Ok(ties)
}

fn texts_of(new: &NewScenario) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for (field, text) in [("question", &new.question), ("right_answer", &new.right_answer)] {
        if text.trim().is_empty() {
            problems.push(FieldProblem::new(field, Problem::Required));
        } else if text.chars().count() > TEXT_MAX {
            problems.push(FieldProblem::new(field, Problem::TooLong { max: TEXT_MAX }));
        }
    }
    problems
}

fn is_code(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn not_now(field: &str, why: &str) -> AppError {
    AppError::field(field, Problem::NotNow { why: why.to_owned() })
}
