//! An office contests the judgement of one of its answers: written as a draft, filed, changed and taken back until the
//! window closes.

use std::collections::BTreeMap;
use std::error::Error;

use bytes::Bytes;
use domain::appeal::{self, AppealAction, AppealState, NotContestable, check_reasons};
use domain::assessment::{AssessmentState, check_link};
use domain::ids::EvidenceId;
use domain::instrument::Question;
use domain::policy::Action;
use domain::problem::Problem;
use domain::round::{PhaseKind, RoundState, Standing, Window};
use files::Limits;
use futures_util::Stream;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::answer::Place as At;
use store::appeal::Appeal;
use store::event::Event;
use store::evidence::{Content, Evidence};

use super::evidence::{Staged, check_caption, staged_content};
use super::slot::{New, Place, same};
use super::{Office, ProvisionalLine, phase_window};
use crate::appeal::OBJECT;
use crate::belief::{self, Belief};
use crate::link::{LinkProof, links_of, proofs};
use crate::{AppError, Conflict};

/// Most events of an appeal that are shown.
const HISTORY_MAX: i64 = 50;

/// An appeal as somebody of the office writes it.
#[derive(Debug)]
pub struct SaveAppeal {
    /// The version that the edit started from; 0 for none.
    pub base: i64,
    /// Why the office thinks that it is right.
    pub reasons: String,
    /// Whether it is filed with this; otherwise a draft stays a draft, and a filed one is changed.
    pub file: bool,
    /// Files that are kept already.
    pub files: Vec<Staged>,
    /// A link; empty for none.
    pub link: String,
    /// What the office says that new files and the link show.
    pub caption: String,
}

/// Everything about one question that somebody needs who contests its judgement.
#[derive(Debug, Clone)]
pub struct AppealSheet {
    /// The question with what was judged, and the appeal.
    pub line: ProvisionalLine,
    /// What came with the appeal.
    pub evidence: Vec<Evidence>,
    /// What is known of the files of it.
    pub beliefs: BTreeMap<EvidenceId, Belief>,
    /// What is known of the links of it.
    pub links: Vec<LinkProof>,
    /// When this office may contest.
    pub window: Option<Window>,
    /// Where this moment stands to it.
    pub standing: Standing,
    /// What has happened to the appeal, latest first.
    pub history: Vec<Event>,
    /// Whether new evidence may come with it.
    pub takes_evidence: bool,
}

impl AppealSheet {
    /// The state of the appeal, if there is one.
    #[must_use]
    pub fn state(&self) -> Option<AppealState> {
        self.line.appeal.as_ref().map(|appeal| appeal.state)
    }

    /// Whether the office can write now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let may_edit = |state: AppealState| state.transition(AppealAction::Edit).is_some();
        self.standing == Standing::Open && self.line.contestable.is_ok() && self.state().is_none_or(may_edit)
    }
}

impl Office {
    /// One question of the provisional result with its appeal.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before the appeals open, and for a question that the office did not submit.
    pub async fn appeal_sheet(&self, question: &str) -> Result<AppealSheet, AppError> {
        let provisional = self.provisional().await?;
        let mut lines = provisional.lines.into_iter();
        let line = lines.find(|line| line.question.code == *question).ok_or(AppError::NotFound)?;
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round.id, self.placed.body.code.as_str());
        let evidence = store::evidence::of_appeal(&mut conn, round, body, question).await?;
        let beliefs = belief::of_evidence(&mut conn, self.view(), &evidence).await?;
        let probes = store::probe::of_question(&mut conn, round, body, question).await?;
        let links = proofs(links_of(None, &evidence), probes.iter(), None, self.app.now())?;
        let object = self.question_object(&line.question.code);
        let history = store::event::of_object(&mut conn, OBJECT, &object, HISTORY_MAX).await?;
        Ok(AppealSheet {
            line,
            evidence,
            beliefs,
            links,
            window: provisional.window,
            standing: provisional.standing,
            history,
            takes_evidence: self.round.rules.appeal.new_evidence,
        })
    }

    /// Keeps the bytes of a file for an appeal while they come in. Nothing refers to them before
    /// [`Self::save_appeal`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files` with what is wrong with it, [`AppError::Closed`] outside the window: what could not
    /// be attached is not read.
    pub async fn stage_for_appeal<S, E>(
        &self,
        question: &str,
        file_name: &str,
        stream: S,
    ) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::FileAppeal, &self.placed)?;
        let question = self.question(question)?;
        let mut conn = self.app.db().read().await?;
        self.appeal_window_open(&mut conn, self.app.now()).await?;
        self.must_be_contestable(&mut conn, question).await?;
        drop(conn);
        if !self.round.rules.appeal.new_evidence {
            return Err(not_now("files", "appeal-no-new-evidence"));
        }
        let limits: Limits = self.limits(&appeal::slot(), file_name)?;
        Staged::keep(&self.app, stream, &limits, "files").await
    }

    /// Writes an appeal, or files it, inside the window. Gives its new version. The same content sent twice from the same
    /// version is one appeal.
    ///
    /// # Errors
    /// [`AppError::Closed`] with the dates outside the window; [`AppError::Conflict`] with the state where it is decided, or
    /// filed and to be filed again, or where results are proposed, and with the present version where somebody else was
    /// faster; [`AppError::Invalid`] at `reasons`, `files`, `link` and `caption`.
    pub async fn save_appeal(&self, question: &str, new: SaveAppeal) -> Result<i64, AppError> {
        let now = self.app.now();
        self.who.must(Action::FileAppeal, &self.placed)?;
        let question = self.question(question)?;
        let reasons = new.reasons.trim().to_owned();
        let caption = check_caption(&new.caption, "caption")?;
        let evidence = self.new_evidence(&new)?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_appeal(&mut tx, now).await?;
        let at = self.at(question);
        let present = store::appeal::get(&mut tx, at).await?;
        let state = present.as_ref().map_or(AppealState::Draft, |appeal| appeal.state);
        let version = present.as_ref().map_or(0, |appeal| appeal.version);
        if version != new.base {
            let here = store::evidence::of_appeal(&mut tx, at.round, at.body.as_str(), at.question.as_str());
            let here = here.await?;
            let all_here = evidence.iter().all(|new| here.iter().any(|old| same(&old.content, &new.content)));
            return met(present.as_ref(), (&new, &reasons), all_here);
        }
        let action = if new.file { AppealAction::File } else { AppealAction::Edit };
        let next = state.transition(action).ok_or(AppError::Conflict(Conflict::State(state.code())))?;
        let contested = self.must_be_contestable(&mut tx, question).await?;
        check_reasons(&reasons, next == AppealState::Draft)
            .map_err(|problem| AppError::field("reasons", problem))?;
        if !evidence.is_empty() {
            let slot = appeal::slot();
            let place = Place { question, slot: &slot, caption: &caption, late: false, appeal: true };
            self.put_in_slot(&mut tx, place, evidence, now).await.map_err(at_files)?;
            self.check_room(&mut tx, &slot).await.map_err(at_files)?;
        }
        let is_new = present.is_none();
        let mut changed = present.unwrap_or_else(|| self.blank(question, now));
        if !is_new && next == changed.state && reasons == changed.reasons {
            tx.commit().await?;
            return Ok(version);
        }
        changed.reasons = reasons;
        changed.state = next;
        (changed.saved_by, changed.saved_at) = (self.who.person, now);
        if new.file {
            (changed.filed_by, changed.filed_at) = (Some(self.who.person), Some(now));
            changed.contested = Some(contested);
        }
        store::appeal::save(&mut tx, self.round.id, &changed).await?;
        let kind = if new.file { "filed" } else { "saved" };
        self.log_appeal(&mut tx, &changed, kind, now).await?;
        tx.commit().await?;
        Ok(version + 1)
    }

    /// Takes an appeal back inside the window. What is taken back already stays so.
    ///
    /// # Errors
    /// As [`Self::save_appeal`]; [`AppError::NotFound`] where there is none.
    pub async fn withdraw_appeal(&self, question: &str) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FileAppeal, &self.placed)?;
        let question = self.question(question)?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_appeal(&mut tx, now).await?;
        let mut appeal = store::appeal::get(&mut tx, self.at(question)).await?.ok_or(AppError::NotFound)?;
        if appeal.state == AppealState::Withdrawn {
            return Ok(());
        }
        let next = appeal.state.transition(AppealAction::Withdraw);
        appeal.state = next.ok_or(AppError::Conflict(Conflict::State(appeal.state.code())))?;
        (appeal.saved_by, appeal.saved_at) = (self.who.person, now);
        store::appeal::save(&mut tx, self.round.id, &appeal).await?;
        self.log_appeal(&mut tx, &appeal, "withdrawn", now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes away what came with an appeal, inside the window. Its row and its bytes stay.
    ///
    /// # Errors
    /// As [`Self::save_appeal`]; [`AppError::NotFound`] when it is none of this appeal's.
    pub async fn remove_appeal_evidence(&self, question: &str, id: EvidenceId) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FileAppeal, &self.placed)?;
        let question = self.question(question)?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_appeal(&mut tx, now).await?;
        let appeal = store::appeal::get(&mut tx, self.at(question)).await?.ok_or(AppError::NotFound)?;
        if appeal.state.transition(AppealAction::Edit).is_none() {
            return Err(AppError::Conflict(Conflict::State(appeal.state.code())));
        }
        let (round, body) = (self.round.id, self.placed.body.code.as_str());
        let code = question.code.as_str();
        if store::evidence::was_removed(&mut tx, round, body, code, id).await? {
            return Ok(());
        }
        let here = store::evidence::of_appeal(&mut tx, round, body, code).await?;
        let evidence = here.into_iter().find(|evidence| evidence.id == id).ok_or(AppError::NotFound)?;
        store::evidence::remove(&mut tx, id, self.who.person, now).await?;
        self.log_evidence(&mut tx, &evidence, "evidence_removed", now).await?;
        tx.commit().await?;
        Ok(())
    }

    fn at<'a>(&'a self, question: &'a Question) -> At<'a> {
        At { round: self.round.id, body: &self.placed.body.code, question: &question.code }
    }

    fn blank(&self, question: &Question, now: Timestamp) -> Appeal {
        Appeal {
            body: self.placed.body.code.clone(),
            question: question.code.clone(),
            version: 0,
            state: AppealState::Draft,
            reasons: String::new(),
            contested: None,
            saved_by: self.who.person,
            saved_at: now,
            filed_by: None,
            filed_at: None,
            decided_at: None,
        }
    }

    /// What is sent with an appeal, where the round takes anything.
    fn new_evidence(&self, sent: &SaveAppeal) -> Result<Vec<New>, AppError> {
        let files = sent.files.iter().cloned();
        let mut new: Vec<New> = files.map(|file| New::stored(staged_content(file))).collect();
        let link = sent.link.trim();
        if !link.is_empty() {
            check_link(link).map_err(|problem| AppError::field("link", problem))?;
            new.push(New::known(Content::Link(link.to_owned())));
        }
        if !new.is_empty() && !self.round.rules.appeal.new_evidence {
            return Err(not_now("files", "appeal-no-new-evidence"));
        }
        Ok(new)
    }

    /// Locks the questionnaire for a change of an appeal: submitted, inside the window, and no results proposed.
    async fn lock_for_appeal(&self, conn: &mut Conn, now: Timestamp) -> Result<(), AppError> {
        let assessment = self.lock(conn).await?;
        self.appeal_window_open(conn, now).await?;
        if assessment.state != AssessmentState::Submitted {
            return Err(AppError::Conflict(Conflict::State(assessment.state.code())));
        }
        crate::frozen::not_proposed(conn, self.round.id).await
    }

    async fn appeal_window_open(&self, conn: &mut Conn, now: Timestamp) -> Result<(), AppError> {
        let round = store::round::by_id(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        let window = phase_window(conn, &round, &self.placed.body.code, PhaseKind::Appeal).await?;
        match super::standing(&round, window, now) {
            Standing::Open if round.state != RoundState::Draft => Ok(()),
            Standing::Open | Standing::Before => {
                Err(AppError::Closed { opens: window.map(|window| window.opens), closed: None })
            }
            Standing::After => {
                Err(AppError::Closed { opens: None, closed: window.map(|window| window.closes) })
            }
        }
    }

    /// What the question came to, where it can be contested.
    async fn must_be_contestable(
        &self,
        conn: &mut Conn,
        question: &Question,
    ) -> Result<domain::review::Judged, AppError> {
        let place = self.at(question);
        let came_to = crate::appeal::standing(conn, place, question).await?;
        match appeal::contestable(question, &came_to) {
            Ok(()) => Ok(came_to),
            Err(NotContestable::Closed) => Err(not_now("reasons", "appeal-closed-by-instrument")),
            Err(NotContestable::Full) => Err(not_now("reasons", "appeal-has-full-share")),
        }
    }

    async fn log_appeal(
        &self,
        conn: &mut Conn,
        appeal: &Appeal,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let contested = appeal.contested.as_ref().map(domain::review::Judged::share);
        let data = json!({
            "version": appeal.version + 1, "reasons": appeal.reasons, "contested": contested,
        });
        self.log(conn, now, OBJECT, self.question_object(&appeal.question), kind, data).await
    }
}

/// Two edits met: the same one sent twice is one, otherwise the present one is shown.
fn met(
    present: Option<&Appeal>,
    (sent, reasons): (&SaveAppeal, &str),
    all_here: bool,
) -> Result<i64, AppError> {
    let version = present.map_or(0, |appeal| appeal.version);
    if let Some(appeal) = present {
        let as_wanted = sent.file == (appeal.state == AppealState::Filed) && appeal.reasons == reasons;
        if as_wanted && all_here && appeal.version == sent.base + 1 {
            return Ok(appeal.version);
        }
    }
    let value = present.map(|appeal| json!({ "state": appeal.state, "reasons": appeal.reasons }));
    let value = serde_jcs::to_string(&value).map_err(|error| AppError::Fault(error.to_string()))?;
    Err(AppError::Conflict(Conflict::Version { current: version, value }))
}

fn not_now(field: &str, why: &str) -> AppError {
    AppError::field(field, Problem::NotNow { why: why.to_owned() })
}

/// What is wrong at the place for evidence of an appeal stands at its field of files.
fn at_files(error: AppError) -> AppError {
    match error {
        AppError::Invalid(problems) => {
            let problem = problems.into_iter().next().map_or(Problem::NoFile, |found| found.problem);
            AppError::field("files", problem)
        }
        other => other,
    }
}
