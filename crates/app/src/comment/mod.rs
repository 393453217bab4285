//! Anybody challenges what an office claims; those who judge the office see it and say what became of it.
//!
//! Public are the claims alone, and only while the round asks for comments: what was asked and which option the office
//! chose. No evidence, no score, and no comment of others is ever shown.

mod handle;

pub use handle::Handled;

use std::collections::BTreeMap;
use std::error::Error;
use std::net::IpAddr;

use bytes::Bytes;
use domain::assessment::AssessmentState;
use domain::body::Body;
use domain::codes::{BodyCode, OptionCode, QuestionCode};
use domain::comment::{CommentState, FILE_MAX, FILES_MAX, problems};
use domain::ids::CommentId;
use domain::instrument::{OptionSpec, Text};
use domain::problem::Problem;
use domain::reference::new_reference;
use domain::round::{PhaseKind, RoundState, Window};
use files::Limits;
use futures_util::Stream;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::comment::{Comment, CommentFile};
use store::event::{self, NewEvent};
use store::evidence::Content;
use store::round::Round;

use crate::error::check;
use crate::office::{Staged, staged_content};
use crate::public::Public;
use crate::throttle::Key;
use crate::{App, AppError};

/// Kind of the objects whose events are the history of a comment.
const OBJECT: &str = "comment";
/// How many comments come from one address in a quarter of an hour.
const COMMENTS: u32 = 10;
/// How often another number is drawn for a receipt whose number is taken.
const DRAWS: u32 = 8;

/// A round that asks the public.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The round.
    pub round: Round,
    /// From when to when.
    pub window: Window,
    /// The offices that submitted, by the name of the body above.
    pub offices: Vec<(Body, Option<String>)>,
}

/// What an office claims of one question.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The question.
    pub question: QuestionCode,
    /// Its number.
    pub number: u32,
    /// What was asked.
    pub text: Text,
    /// What was chosen: a label, or a code where there is none (`yes`, `no`).
    pub chosen: Vec<Result<Text, OptionCode>>,
}

/// What an office claims.
#[derive(Debug, Clone)]
pub struct Claims {
    /// The round.
    pub round: Round,
    /// From when to when comments are taken.
    pub window: Window,
    /// The office.
    pub body: Body,
    /// In the order of the instrument; questions that are answered with a choice alone.
    pub claims: Vec<Claim>,
}

/// A comment as somebody sends it.
#[derive(Debug, Clone, Default)]
pub struct NewComment {
    /// Who it is, if that is said.
    pub name: String,
    /// How to reach the sender.
    pub contact: String,
    /// What is said.
    pub text: String,
    /// Proof, kept already.
    pub files: Vec<Staged>,
}

/// Somebody of the public who is about to send a comment on a claim.
#[derive(Debug, Clone)]
pub struct Commenting {
    app: App,
    round: Round,
    placed: Placed,
    question: QuestionCode,
}

impl Public {
    /// The rounds that ask the public now.
    pub async fn asking(&self) -> Result<Vec<Round>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for round in store::round::all(&mut conn).await? {
            if window(&mut conn, &round, self.app.now()).await?.is_some() {
                found.push(round);
            }
        }
        Ok(found)
    }

    /// The offices whose claims can be challenged now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] while the round does not ask.
    pub async fn asked_offices(&self, round: &str) -> Result<Asking, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, window) = asking(&mut conn, round, self.app.now()).await?;
        let bodies: BTreeMap<BodyCode, Body> = store::body::all(&mut conn)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed.body))
            .collect();
        let submitted = store::assessment::of_round(&mut conn, round.id).await?.into_iter();
        let submitted = submitted.filter(|found| found.state == AssessmentState::Submitted);
        let mut offices: Vec<(Body, Option<String>)> = submitted
            .filter_map(|found| {
                let body = bodies.get(&found.body)?.clone();
                let above =
                    body.parent.as_ref().and_then(|code| bodies.get(code)).map(|above| above.name.clone());
                Some((body, above))
            })
            .collect();
        offices.sort_by(|(a, above_a), (b, above_b)| (above_a, &a.code).cmp(&(above_b, &b.code)));
        Ok(Asking { round, window, offices })
    }

    /// What an office claims.
    ///
    /// # Errors
    /// [`AppError::NotFound`] while the round does not ask, and for an office that did not submit.
    pub async fn claims(&self, round: &str, body: &str) -> Result<Claims, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, window) = asking(&mut conn, round, self.app.now()).await?;
        let placed = submitted(&mut conn, &round, body).await?;
        let claims = claims(&self.app, &mut conn, &round, &placed.body.code).await?;
        Ok(Claims { round, window, body: placed.body, claims })
    }

    /// Begins a comment on a claim, from an address (`None` where that is not known).
    ///
    /// # Errors
    /// As [`Self::claims`]; [`AppError::NotFound`] for a question of which nothing is claimed; [`AppError::TooMany`].
    pub async fn comment(
        &self,
        round: &str,
        body: &str,
        question: &str,
        address: Option<IpAddr>,
    ) -> Result<Commenting, AppError> {
        let now = self.app.now();
        let found = self.claims(round, body).await?;
        let claim = found.claims.iter().find(|claim| claim.question == *question);
        let question = claim.ok_or(AppError::NotFound)?.question.clone();
        if let Some(address) = address {
            self.app.throttle().take(vec![Key::comment(address)], COMMENTS, now)?;
        }
        let mut conn = self.app.db().read().await?;
        let placed = submitted(&mut conn, &found.round, body).await?;
        Ok(Commenting { app: self.app.clone(), round: found.round, placed, question })
    }
}

impl Commenting {
    /// Keeps the bytes of a file while they come in: a picture or a document. Nothing refers to them before
    /// [`Self::send`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `files`.
    pub async fn stage<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let accepted = vec![files::EvidenceKind::Photo, files::EvidenceKind::Document];
        let limits = Limits { max_bytes: FILE_MAX, accepted, file_name: file_name.to_owned() };
        Staged::keep(&self.app, stream, &limits, "files").await
    }

    /// Sends it. Gives the number that its sender holds in hand.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `text`, `name`, `contact` and `files`; [`AppError::NotFound`] when the round has stopped
    /// asking meanwhile.
    pub async fn send(&self, new: NewComment) -> Result<String, AppError> {
        let now = self.app.now();
        check(problems(&new.text, &new.name, &new.contact))?;
        if new.files.len() > FILES_MAX {
            let max = u32::try_from(FILES_MAX).unwrap_or(u32::MAX);
            return Err(AppError::field("files", Problem::TooManyFiles { max }));
        }
        let mut tx = self.app.db().write().await?;
        asking(&mut tx, &self.round.slug, now).await?;
        let comment = Comment {
            id: CommentId::new(now, self.app.random()),
            round: self.round.id,
            body: self.placed.body.code.clone(),
            question: self.question.clone(),
            receipt: self.new_receipt(&mut tx).await?,
            name: new.name.trim().to_owned(),
            contact: new.contact.trim().to_owned(),
            text: new.text.trim().to_owned(),
            state: CommentState::New,
            version: 1,
            sent_at: now,
            handled_by_name: None,
            handled_at: None,
            reason: String::new(),
        };
        store::comment::insert(&mut tx, &comment).await?;
        let mut hashes = Vec::new();
        for (position, file) in (1..).zip(new.files) {
            let Content::File { blob, name } = staged_content(file) else { continue };
            store::evidence::put_blob(&mut tx, &blob, now).await?;
            self.app.want_examined(&mut tx, &blob.address, now).await?;
            hashes.push(blob.sha256.clone());
            store::comment::insert_file(&mut tx, comment.id, &CommentFile { position, blob, name }).await?;
        }
        // Whoever sends it is not named: the log is read by more people than those who handle it.
        let data = json!({ "question": comment.question, "receipt": comment.receipt, "files": hashes });
        log(&mut tx, &comment, None, "sent", now, data).await?;
        tx.commit().await?;
        Ok(comment.receipt)
    }

    async fn new_receipt(&self, conn: &mut Conn) -> Result<String, AppError> {
        let year = i16::try_from(self.round.year).unwrap_or(0);
        for _ in 0..DRAWS {
            let number = new_reference("MP", year, self.app.random());
            if store::comment::is_free(conn, &number).await? {
                return Ok(number);
            }
        }
        Err(AppError::Unavailable("no number for a receipt was free".to_owned()))
    }
}

/// When a round asks the public, if it does now.
async fn window(conn: &mut Conn, round: &Round, now: Timestamp) -> Result<Option<Window>, AppError> {
    let schedule = store::round::schedule(conn, round.id).await?;
    let runs = round.state.at(&schedule, now) == RoundState::Running;
    let window = schedule.window(PhaseKind::PublicComment);
    Ok(window.filter(|_| runs && schedule.is_open(PhaseKind::PublicComment, now)))
}

async fn asking(conn: &mut Conn, round: &str, now: Timestamp) -> Result<(Round, Window), AppError> {
    let round = store::round::by_slug(conn, round).await?.ok_or(AppError::NotFound)?;
    let window = window(conn, &round, now).await?.ok_or(AppError::NotFound)?;
    Ok((round, window))
}

async fn submitted(conn: &mut Conn, round: &Round, body: &str) -> Result<Placed, AppError> {
    let placed = crate::worked::body_by_key(conn, body).await?;
    match store::assessment::state(conn, round.id, placed.body.code.as_str()).await? {
        Some(AssessmentState::Submitted) => Ok(placed),
        _ => Err(AppError::NotFound),
    }
}

async fn claims(app: &App, conn: &mut Conn, round: &Round, body: &BodyCode) -> Result<Vec<Claim>, AppError> {
    let instrument = app.instrument(conn, round.instrument).await?;
    let answers = store::answer::of_body(conn, round.id, body.as_str()).await?;
    let claim = |question: &domain::instrument::Question| {
        let chosen = answers.get(&question.code)?.value.options.clone().unwrap_or_default();
        (!chosen.is_empty()).then(|| Claim {
            question: question.code.clone(),
            number: question.number,
            text: question.text.clone(),
            chosen: chosen.into_iter().map(|code| label(&question.answer.options, code)).collect(),
        })
    };
    Ok(instrument.questions().filter_map(claim).collect())
}

fn label(options: &[OptionSpec], code: OptionCode) -> Result<Text, OptionCode> {
    let spec = options.iter().find(|option| option.code == code);
    spec.and_then(|option| option.label.clone()).ok_or(code)
}

async fn log(
    conn: &mut Conn,
    comment: &Comment,
    by: Option<domain::ids::PersonId>,
    kind: &'static str,
    at: Timestamp,
    data: serde_json::Value,
) -> Result<(), AppError> {
    let event = NewEvent {
        at,
        actor: by,
        body: Some(&comment.body),
        round: Some(comment.round),
        object_kind: OBJECT,
        object_id: comment.id.to_string(),
        kind,
        data,
    };
    event::append(conn, event).await?;
    Ok(())
}
