//! Readiness: what an office checks each day, and the test that it tries on itself. Neither counts for anything.

use domain::access_test::Channel;
use domain::access_test::readiness::Checks;
use domain::access_test::record::{Clocks, Record, Scored};
use domain::ids::{AccessCaseId, ReadinessId};
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::json;
use store::access_test::practice::{self, Entry, Practice};

use super::office::{lines, unknown};
use super::{Filled, UsedSheet, calendar, present_sheet, service};
use crate::error::check;
use crate::{AppError, Conflict, Office};

/// Most entries of the log, and most practices, that a page shows.
const SHOWN: i64 = 60;
/// Most characters of the question of a practice.
const QUESTION_MAX: usize = 500;
/// Kind of the objects whose events are the history of the readiness of an office.
const READINESS: &str = "access_readiness";

/// The readiness of an office at a glance.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The log, latest first.
    pub entries: Vec<Entry>,
    /// The practices, latest first.
    pub practices: Vec<Practice>,
    /// Whether this person may write.
    pub may_write: bool,
    /// Whether today's check is in the log.
    pub checked_today: bool,
}

/// A practice with its sheet.
#[derive(Debug, Clone)]
pub struct PracticeView {
    /// The practice.
    pub practice: Practice,
    /// The sheet that the round uses now.
    pub sheet: UsedSheet,
    /// What it gives so far.
    pub scored: Scored,
    /// Working days since the start, up to the answer or to now.
    pub days: u32,
    /// Whether this person may write.
    pub may_write: bool,
}

impl Office {
    /// The readiness of the office.
    pub async fn readiness(&self) -> Result<Readiness, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round().id, self.placed().body.code.as_str());
        let entries = practice::entries(&mut conn, round, body, SHOWN).await?;
        let calendar = calendar(self.round());
        let service = service(&calendar, self.placed());
        let today = service.day(self.app.now());
        Ok(Readiness {
            checked_today: entries.first().is_some_and(|entry| service.day(entry.at) == today),
            practices: practice::of_body(&mut conn, round, body, SHOWN).await?,
            may_write: self.may(Action::FillAnswer),
            entries,
        })
    }

    /// Writes the check of the day into the log. A check that was written stays; a second one stands beside it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`Checks::problems`].
    pub async fn note_readiness(&self, checks: &Checks) -> Result<(), AppError> {
        self.who.must(Action::FillAnswer, self.placed())?;
        let checks = Checks {
            roster: lines(&checks.roster),
            auto_reply: lines(&checks.auto_reply),
            note: lines(&checks.note),
            ..checks.clone()
        };
        check(checks.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let entry = Entry {
            id: ReadinessId::new(now, self.app.random()),
            at: now,
            checks,
            by: self.who.person,
            by_name: String::new(),
        };
        practice::insert_entry(&mut tx, self.round().id, &self.placed().body.code, &entry).await?;
        self.log_readiness(&mut tx, &entry.id.to_string(), "checked", json!(entry.checks)).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Begins a practice: the stopwatch runs from now.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `channel` and `question`.
    pub async fn begin_practice(&self, channel: &str, question: &str) -> Result<AccessCaseId, AppError> {
        self.who.must(Action::FillAnswer, self.placed())?;
        let channel: Channel = channel.parse().map_err(|_| unknown("channel"))?;
        let question = lines(question);
        if question.is_empty() {
            return Err(AppError::field("question", Problem::Required));
        }
        if question.chars().count() > QUESTION_MAX {
            return Err(AppError::field("question", Problem::TooLong { max: QUESTION_MAX }));
        }
        let now = self.app.now();
        let new = Practice {
            id: AccessCaseId::new(now, self.app.random()),
            round: self.round().id,
            body: self.placed().body.code.clone(),
            channel,
            question,
            version: 1,
            sent_at: now,
            record: Record::default(),
            ended_at: None,
            started_by: self.who.person,
            started_by_name: String::new(),
        };
        let mut tx = self.app.db().write().await?;
        practice::insert(&mut tx, &new).await?;
        let data = json!({ "channel": channel, "question": new.question });
        self.log_readiness(&mut tx, &new.id.to_string(), "practice_begun", data).await?;
        tx.commit().await?;
        Ok(new.id)
    }

    /// A practice of this office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for one of another office or round.
    pub async fn practice(&self, id: AccessCaseId) -> Result<PracticeView, AppError> {
        let mut conn = self.app.db().read().await?;
        let found = practice::by_id(&mut conn, id).await?.filter(|found| self.is_own(found));
        let practice = found.ok_or(AppError::NotFound)?;
        let sheet = present_sheet(&mut conn, self.round().id).await?;
        let calendar = calendar(self.round());
        let service = service(&calendar, self.placed());
        let clocks = Clocks::new(&service, practice.sent_at, &practice.record);
        let until = practice.record.answered_at.unwrap_or_else(|| self.app.now());
        Ok(PracticeView {
            scored: practice.record.score(&sheet.sheet, &clocks),
            days: service.working_days(practice.sent_at, until),
            may_write: self.may(Action::FillAnswer),
            practice,
            sheet,
        })
    }

    fn is_own(&self, practice: &Practice) -> bool {
        practice.round == self.round().id && practice.body == self.placed().body.code
    }

    /// Keeps what was recorded of a practice, and ends it where `ends` is set. Gives the new version.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`Record::problems`], and of [`Record::missing`] to end it;
    /// [`AppError::Conflict`] where somebody else was faster or it has ended.
    pub async fn fill_practice(
        &self,
        id: AccessCaseId,
        filled: &Filled,
        ends: bool,
    ) -> Result<i64, AppError> {
        self.who.must(Action::FillAnswer, self.placed())?;
        let PracticeView { mut practice, sheet, .. } = self.practice(id).await?;
        let now = self.app.now();
        if practice.ended_at.is_some() {
            return Err(AppError::Conflict(Conflict::State("ended")));
        }
        let mut problems = filled.record.problems(&sheet.sheet, practice.sent_at, now);
        if ends {
            problems.extend(filled.record.missing(&sheet.sheet, true));
        }
        check(problems)?;
        let current = practice.version;
        practice.version = filled.base;
        practice.record = filled.record.clone();
        practice.ended_at = ends.then_some(now);
        let mut tx = self.app.db().write().await?;
        if !practice::update(&mut tx, &practice).await? {
            let value = serde_jcs::to_string(&practice.record);
            let value = value.map_err(|error| AppError::Fault(error.to_string()))?;
            return Err(AppError::Conflict(Conflict::Version { current, value }));
        }
        let kind = if ends { "practice_ended" } else { "practice_saved" };
        self.log_readiness(&mut tx, &id.to_string(), kind, json!({ "record": practice.record })).await?;
        tx.commit().await?;
        Ok(practice.version + 1)
    }

    async fn log_readiness(
        &self,
        conn: &mut sql::Conn,
        id: &str,
        kind: &'static str,
        data: serde_json::Value,
    ) -> Result<(), AppError> {
        self.log(conn, self.app.now(), READINESS, id.to_owned(), kind, data).await
    }
}
