//! What an office does with its own questionnaire.
//!
//! [`Access::office`] hands out an [`Office`] for one body in one round to those who may see its questionnaire. What
//! changes something asks once more for the right to do it, looks at the clock after the whole request has come, and
//! locks the questionnaire first.

mod appeal;
pub(crate) mod ending;
mod evidence;
mod fill;
mod guideline;
mod handover;
mod list;
mod mending;
mod provisional;
mod replace;
mod reuse;
mod room;
mod sheet;
mod sign;
mod slot;
mod upload;

use std::sync::Arc;

use domain::assessment::{AssessmentAction, AssessmentState};
use domain::codes::{BodyCode, OptionCode, QuestionCode};
use domain::file_rules::FileRules;
use domain::ids::PersonId;
use domain::instrument::{Instrument, OptionSpec, Question};
use domain::policy::Action;
use domain::round::{PhaseKind, RoundState, Standing, Window};
use domain::visibility::{Part, Viewer, may_see};
use jiff::Timestamp;
use serde::Serialize;
use sql::Conn;
use store::assessment::Assessment;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::round::Round;

use crate::access::{Access, Principal};
use crate::{App, AppError, Conflict};

pub use appeal::{AppealSheet, SaveAppeal};
pub use ending::shown_name;
pub(crate) use evidence::content as stored_content;
pub(crate) use evidence::refusal_of;
pub(crate) use evidence::staged_content;
pub use evidence::{Attached, CAPTION_MAX, Staged, accepted_suffixes};
pub use fill::{SaveAnswer, Saved};
pub use guideline::Guideline;
pub use handover::{Colleague, HandOver};
pub use list::Taking;
pub(crate) use mending::mended_document;
pub use mending::{MENDED_FORMAT, MendedReceipt};
pub use provisional::{Provisional, ProvisionalLine, Said};
pub use reuse::fits;
pub use room::Room;
pub use sheet::{QuestionSheet, Sheet};
pub use sign::{Receipt, SUBMISSION_FORMAT, Submitted};
pub use upload::{NewUpload, OPEN_MAX};

/// Kind of the objects whose events are the history of a question: answer and evidence together.
pub(crate) const ANSWER: &str = "answer";
/// Kind of the objects whose events are the history of a questionnaire.
const ASSESSMENT: &str = "assessment";

/// One body's questionnaire in one round, in the hands of somebody who may see it.
#[derive(Debug, Clone)]
pub struct Office {
    pub(crate) app: App,
    pub(crate) who: Principal,
    round: Round,
    placed: Placed,
    instrument: Arc<Instrument>,
    filling: Option<Window>,
}

impl Access {
    /// The questionnaire of a body in a round, both named as in addresses; a body also by its code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where one of them does not exist, the body does not take part, the round is not shown to
    /// participants, or this person may not see it.
    pub async fn office(&self, round: &str, body: &str) -> Result<Office, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = match store::body::by_slug(&mut conn, body).await? {
            Some(placed) => Some(placed),
            None => store::body::by_code(&mut conn, body).await?,
        };
        let round = store::round::by_slug(&mut conn, round).await?;
        self.office_of(&mut conn, round, placed).await
    }

    pub(crate) async fn office_of(
        &self,
        conn: &mut Conn,
        round: Option<Round>,
        placed: Option<Placed>,
    ) -> Result<Office, AppError> {
        let (round, placed) = (round.ok_or(AppError::NotFound)?, placed.ok_or(AppError::NotFound)?);
        self.who.must(Action::ViewAssessment, &placed)?;
        let code = placed.body.code.as_str();
        let takes_part = store::assessment::state(conn, round.id, code).await?.is_some();
        if !takes_part || !round.state.is_visible_to_participants() {
            return Err(AppError::NotFound);
        }
        let instrument = self.app.instrument(conn, round.instrument).await?;
        let filling = filling_window(conn, &round, &placed.body.code).await?;
        Ok(Office { app: self.app.clone(), who: self.who.clone(), round, placed, instrument, filling })
    }
}

impl Office {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// Whether the office may see how its score came about.
    #[must_use]
    pub fn sees_worked_sum(&self) -> bool {
        may_see(Part::WorkedSum, Viewer::Office, self.round.state)
    }

    /// The body and those above it.
    #[must_use]
    pub fn placed(&self) -> &Placed {
        &self.placed
    }

    /// The questions.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// When this body may fill: the phase of the round, its end moved by an extension.
    #[must_use]
    pub fn filling(&self) -> Option<Window> {
        self.filling
    }

    /// Where this moment stands to the filling. A round that has not started is before it, an announced one after it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        standing(&self.round, self.filling, self.app.now())
    }

    /// Whether this person may do something here, whatever the time and the state.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.who.may(action, &self.placed)
    }

    /// What holds for files here: the round's own rules, else the operator's.
    #[must_use]
    pub fn file_rules(&self) -> FileRules {
        self.round.files.over(self.app.settings().file_rules())
    }

    /// Who reads.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.who.person
    }

    /// Notes that the office has opened its questionnaire, at its first visit while the filling is open. Reading of a
    /// leader or a superior does not count.
    pub async fn open(&self) -> Result<(), AppError> {
        if !self.may(Action::FillAnswer) || self.standing() != Standing::Open {
            return Ok(());
        }
        let code = self.placed.body.code.as_str();
        let state = store::assessment::state(&mut self.app.db().read().await?, self.round.id, code).await?;
        if state != Some(AssessmentState::Invited) {
            return Ok(());
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut assessment = self.lock(&mut tx).await?;
        if assessment.state == AssessmentState::Invited {
            self.start(&mut tx, &mut assessment, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The first thing that happens to a questionnaire.
    async fn start(
        &self,
        conn: &mut Conn,
        assessment: &mut Assessment,
        now: Timestamp,
    ) -> Result<(), AppError> {
        step(assessment, AssessmentAction::Open)?;
        assessment.opened_at.get_or_insert(now);
        store::assessment::update(conn, assessment).await?;
        self.log(conn, now, ASSESSMENT, self.object(), "opened", serde_json::json!({})).await
    }

    fn question(&self, code: &str) -> Result<&Question, AppError> {
        self.instrument.question(code).ok_or(AppError::NotFound)
    }

    async fn lock(&self, conn: &mut Conn) -> Result<Assessment, AppError> {
        let code = self.placed.body.code.as_str();
        store::assessment::lock(conn, self.round.id, code).await?.ok_or(AppError::NotFound)
    }

    /// Locks the questionnaire for a change at `now`, with the schedule as it is in this transaction.
    async fn lock_in_time(&self, conn: &mut Conn, now: Timestamp) -> Result<Assessment, AppError> {
        let assessment = self.lock(conn).await?;
        self.in_time(conn, now).await?;
        Ok(assessment)
    }

    /// Whether the filling is open, by the schedule as this connection sees it.
    async fn in_time(&self, conn: &mut Conn, now: Timestamp) -> Result<(), AppError> {
        let round = store::round::by_id(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        let filling = filling_window(conn, &round, &self.placed.body.code).await?;
        match standing(&round, filling, now) {
            Standing::Open => Ok(()),
            Standing::Before => {
                Err(AppError::Closed { opens: filling.map(|window| window.opens), closed: None })
            }
            Standing::After => {
                Err(AppError::Closed { opens: None, closed: filling.map(|window| window.closes) })
            }
        }
    }

    /// As [`Self::lock_in_time`], for a change of the answer to a question or of its evidence: they must not be signed. A
    /// question that was given back may be changed in its own time, whatever holds for the others.
    async fn lock_for_edit(&self, conn: &mut Conn, question: &str, now: Timestamp) -> Result<(), AppError> {
        let mut assessment = self.lock(conn).await?;
        if self.is_mending(conn, question, now).await? {
            return Ok(());
        }
        self.in_time(conn, now).await?;
        if !assessment.state.is_editable() {
            return Err(AppError::Conflict(Conflict::State(assessment.state.code())));
        }
        if assessment.state == AssessmentState::Invited {
            self.start(conn, &mut assessment, now).await?;
        }
        Ok(())
    }

    /// Name of the questionnaire among the objects of events.
    fn object(&self) -> String {
        format!("{}/{}", self.round.id, self.placed.body.code)
    }

    /// Name of a question among the objects of events.
    fn question_object(&self, question: &QuestionCode) -> String {
        format!("{}/{question}", self.object())
    }

    pub(crate) async fn log<T: Serialize>(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        object_kind: &'static str,
        object_id: String,
        kind: &'static str,
        data: T,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body: Some(&self.placed.body.code),
            round: Some(self.round.id),
            object_kind,
            object_id,
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }
}

/// Moves a questionnaire on, or says in which state it is.
fn step(assessment: &mut Assessment, action: AssessmentAction) -> Result<(), AppError> {
    let next = assessment.state.transition(action);
    assessment.state = next.ok_or(AppError::Conflict(Conflict::State(assessment.state.code())))?;
    Ok(())
}

/// The filling phase of a round for one body: an extension moves its end.
pub(crate) async fn filling_window(
    conn: &mut Conn,
    round: &Round,
    body: &BodyCode,
) -> Result<Option<Window>, AppError> {
    phase_window(conn, round, body, PhaseKind::Filling).await
}

/// A phase of a round for one body: an extension moves its end.
pub(crate) async fn phase_window(
    conn: &mut Conn,
    round: &Round,
    body: &BodyCode,
    kind: PhaseKind,
) -> Result<Option<Window>, AppError> {
    let Some(mut window) = store::round::schedule(conn, round.id).await?.window(kind) else {
        return Ok(None);
    };
    let extensions = store::round::extensions_of(conn, round.id, body.as_str()).await?;
    if let Some(extension) = extensions.iter().find(|extension| extension.kind == kind) {
        window.closes = window.closes.max(extension.closes);
    }
    Ok(Some(window))
}

fn standing(round: &Round, filling: Option<Window>, now: Timestamp) -> Standing {
    match (round.state, filling) {
        // The schedule decides, even before the clock has written down that the round runs.
        (RoundState::Scheduled | RoundState::Running, Some(window)) => window.at(now),
        (RoundState::Draft, _) | (_, None) => Standing::Before,
        (RoundState::Announced | RoundState::Cancelled, _) => Standing::After,
    }
}

/// The options in the order in which a body sees them: that of the instrument, or one that looks random and is always the
/// same for this body and question.
#[must_use]
pub fn shown_options<'a>(
    body: &BodyCode,
    question: &QuestionCode,
    options: &'a [OptionSpec],
    shuffle: bool,
) -> Vec<&'a OptionSpec> {
    let mut shown: Vec<&OptionSpec> = options.iter().collect();
    if shuffle {
        let place = |option: &OptionCode| {
            *blake3::hash(format!("{body}\n{question}\n{option}").as_bytes()).as_bytes()
        };
        shown.sort_by_cached_key(|option| place(&option.code));
    }
    shown
}
