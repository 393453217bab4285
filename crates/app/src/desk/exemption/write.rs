//! Writing a test: its steps, until the PPID says that all are done.

use domain::exemption::{Action as Step, Content, State, Term, new_reference};
use domain::ids::ExemptionId;
use domain::policy::Action;
use serde_json::json;
use store::exemption::{Decision, Exemption};
use unicode_normalization::UnicodeNormalization as _;

use super::{Exemptions, Moved, log, moved, step};
use crate::error::check;
use crate::{AppError, Conflict};

/// Times that a new reference is drawn before something must be wrong.
const DRAWS: usize = 8;

impl Exemptions {
    /// Begins a test as a draft; `replaces` is the reference of an approved one in whose place it is to stand.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the content; [`AppError::Conflict`] where the other one is not in force.
    pub async fn begin(&self, content: Content, replaces: Option<&str>) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let content = tidied(content);
        check(content.problems())?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let replaces = match replaces {
            Some(reference) => Some(self.in_force(&mut tx, reference).await?),
            None => None,
        };
        for _ in 0..DRAWS {
            let test = Exemption {
                id: ExemptionId::new(now, self.app.random()),
                reference: new_reference(self.today().year(), self.app.random()),
                body: self.placed.body.code.clone(),
                state: State::Draft,
                revision: 1,
                content: content.clone(),
                replaces,
                created_at: now,
                changed_at: now,
                proposed_by: None,
                proposed_at: None,
                approved_by: None,
                approved_at: None,
                decision: Decision::default(),
                ends_at: None,
                ended_at: None,
                ended_number: String::new(),
                ended_reason: String::new(),
            };
            if store::exemption::insert(&mut tx, &test).await? {
                log(&mut tx, &test, Some(&self.who), "begun", json!({ "content": test.content })).await?;
                tx.commit().await?;
                return Ok(moved(&test));
            }
        }
        Err(AppError::Fault("no free reference for a consequence test".to_owned()))
    }

    async fn in_force(&self, conn: &mut sql::Conn, reference: &str) -> Result<ExemptionId, AppError> {
        let before = self.own(conn, reference).await?;
        if before.state.at(before.ends_at, self.app.now()) == State::Approved {
            Ok(before.id)
        } else {
            Err(AppError::Conflict(Conflict::State(before.state.code())))
        }
    }

    /// Writes the steps of a test. What was considered is a draft again.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong; [`AppError::Conflict`] with what is there now when somebody else was faster,
    /// or with the state of a test that was proposed.
    pub async fn save(&self, reference: &str, revision: i64, content: Content) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let content = tidied(content);
        check(content.problems())?;
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Edit, self.app.now())?;
        test.content = content;
        let data = json!({ "content": test.content });
        self.write(&mut tx, &test, "written", data).await?;
        tx.commit().await?;
        Ok(moved(&test))
    }

    /// Says that every step of the test is done.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the steps that are missing; [`AppError::Conflict`] with another state or revision.
    pub async fn consider(&self, reference: &str, revision: i64) -> Result<Moved, AppError> {
        self.who.must(Action::TestConsequence, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        let mut test = self.locked(&mut tx, reference, revision).await?;
        step(&mut test, Step::Consider, self.app.now())?;
        check(test.content.gaps(self.counted(&mut tx, &test, None).await?))?;
        self.write(&mut tx, &test, "considered", json!({})).await?;
        tx.commit().await?;
        Ok(moved(&test))
    }
}

/// The content in one Unicode form, without spaces around.
fn tidied(mut content: Content) -> Content {
    let Content {
        information,
        document,
        unit,
        occasion,
        statute,
        if_opened,
        if_closed,
        weighing,
        opinion,
        term,
        trigger: _,
        ground: _,
        partial: _,
        review_on: _,
    } = &mut content;
    let mut texts =
        vec![information, document, unit, occasion, statute, if_opened, if_closed, weighing, opinion];
    if let Some(Term::Condition { text }) = term {
        texts.push(text);
    }
    for text in texts {
        *text = text.replace("\r\n", "\n").trim().nfc().collect();
    }
    content
}
