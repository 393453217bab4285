//! Comments of the public, for those who judge the offices.

use app::comment::Handled;
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::comment::{CommentAction, CommentState};
use domain::ids::CommentId;
use http::{HeaderMap, StatusCode};
use i18n::Texts;

use crate::components::{BackLink, Button, ErrorLink, Tag, Textarea};
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::problem_text;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "comment/queue_rounds.html")]
struct RoundsPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<(String, String, String)>,
}

/// `GET /masukan`
pub(super) async fn rounds(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let mut rounds = Vec::new();
    for found in access.reviews().await? {
        let comments = access.reviewer(&found.round.slug).await?.comments().await?;
        if !comments.is_empty() {
            let slug = &found.round.slug;
            rounds.push((found.round.title.clone(), format!("/masukan/{slug}"), unhandled(&t, &comments)));
        }
    }
    Ok(render(StatusCode::OK, &RoundsPage { shell: visitor.shell(&web), t, rounds }))
}

fn unhandled(t: &Texts, comments: &[Handled]) -> String {
    let new = comments.iter().filter(|found| found.comment.state == CommentState::New).count();
    t.comment_queue_new(i64::try_from(new).unwrap_or(i64::MAX))
}

#[derive(Debug, Template)]
#[template(path = "comment/queue.html")]
struct QueuePage {
    shell: Shell,
    t: Texts,
    title: String,
    unhandled: String,
    notice: String,
    /// What was wrong with what was sent, and the way to its field.
    error: Option<ErrorLink>,
    comments: Vec<CommentView>,
}

#[derive(Debug)]
struct CommentView {
    id: String,
    version: i64,
    about: String,
    received: String,
    from: String,
    contact: String,
    text: String,
    files: Vec<(String, String)>,
    state: Tag,
    handled: String,
    reason: String,
    action: String,
    field: Option<Textarea>,
}

/// The word for what became of a comment.
fn state_words(t: &Texts, state: CommentState) -> String {
    match state {
        CommentState::New => t.comment_state_new(),
        CommentState::Used => t.comment_state_used(),
        CommentState::Unfounded => t.comment_state_unfounded(),
    }
}

/// What was typed for one comment and not taken.
#[derive(Debug, Default)]
struct Refused {
    id: String,
    reason: String,
    error: String,
    notice: String,
    status: StatusCode,
}

/// `GET /masukan/{round}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    page(&web, &signed_in, &round, Refused::default()).await
}

async fn page(web: &Web, signed_in: &SignedIn, round: &str, refused: Refused) -> Result<Response, Failure> {
    let reviewer = signed_in.access.reviewer(round).await?;
    let found = reviewer.comments().await?;
    let t = *signed_in.visitor.texts();
    let mut shell = signed_in.visitor.shell(web).with_errors(!refused.error.is_empty());
    shell.path = format!("/masukan/{round}");
    let views = found.iter().map(|found| view(&shell, round, found, &refused)).collect();
    let page = QueuePage {
        title: reviewer.round().title.clone(),
        unhandled: unhandled(&t, &found),
        comments: views,
        error: (!refused.error.is_empty())
            .then(|| ErrorLink::to_field(&field_id(&refused.id), refused.error.as_str())),
        notice: refused.notice,
        shell,
        t,
    };
    Ok(render(refused.status, &page))
}

/// The field for the reason of a comment, of which the page has many.
fn field_id(comment: &str) -> String {
    format!("reason-{comment}")
}

fn view(shell: &Shell, round: &str, found: &Handled, refused: &Refused) -> CommentView {
    let t = &shell.t;
    let comment = &found.comment;
    let zone = found.body.zone;
    let id = comment.id.to_string();
    let is_refused = refused.id == id;
    let colour = match comment.state {
        CommentState::New => "yellow",
        CommentState::Used => "green",
        CommentState::Unfounded => "grey",
    };
    let handled = comment.handled_at.map(|at| {
        let name = comment.handled_by_name.clone().unwrap_or_default();
        t.comment_handled(name, state_words(t, comment.state), show::moment(t, at, zone))
    });
    let field = found.may_handle.then(|| {
        let typed = if is_refused { refused.reason.clone() } else { comment.reason.clone() };
        let error = Some(refused.error.clone()).filter(|error| is_refused && !error.is_empty());
        Textarea::new("reason", t.comment_reason())
            .id(field_id(&id))
            .rows(3)
            .value(typed)
            .error(shell.error(error))
    });
    let name = if comment.name.is_empty() { t.comment_anonymous() } else { comment.name.clone() };
    CommentView {
        about: t.comment_about(found.number, found.body.office_name.as_str()),
        received: t.comment_received(comment.receipt.as_str(), show::moment(t, comment.sent_at, zone)),
        from: t.comment_from(name),
        contact: if comment.contact.is_empty() {
            String::new()
        } else {
            t.comment_contact_is(comment.contact.as_str())
        },
        text: comment.text.clone(),
        files: found
            .files
            .iter()
            .map(|file| {
                let size = t.bytes(u64::try_from(file.blob.size).unwrap_or(0));
                (t.comment_file(file.name.as_str(), size), format!("/masukan/berkas/{id}/{}", file.position))
            })
            .collect(),
        state: Tag::new(state_words(t, comment.state)).colour(colour),
        handled: handled.unwrap_or_default(),
        reason: comment.reason.clone(),
        action: format!("/masukan/{round}/{id}"),
        version: comment.version,
        field,
        id,
    }
}

/// `POST /masukan/{round}/{comment}`: `version`, `do` (`use` or `dismiss`), `reason`.
pub(super) async fn handle(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let comment: CommentId = id.parse().map_err(|_| AppError::NotFound)?;
    let reviewer = signed_in.access.reviewer(&round).await?;
    let action = match fields.text("do") {
        "use" => CommentAction::Use,
        "dismiss" => CommentAction::Dismiss,
        _ => return Err(AppError::NotFound.into()),
    };
    let base = fields.text("version").parse().unwrap_or(0);
    let t = *signed_in.visitor.texts();
    let reason = fields.raw("reason").replace("\r\n", "\n");
    let refused = match reviewer.handle_comment(comment, base, action, &reason).await {
        Ok(()) => return Ok(redirect_with(&format!("/masukan/{round}"), "comment-done", &web)),
        Err(AppError::Invalid(problems)) => {
            let error = problems.first().map(|found| problem_text(&t, &found.problem)).unwrap_or_default();
            Refused { id, reason, error, notice: String::new(), status: StatusCode::UNPROCESSABLE_ENTITY }
        }
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            let notice = t.comment_met();
            Refused { id, reason, error: String::new(), notice, status: StatusCode::CONFLICT }
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &signed_in, &round, refused).await
}

/// `GET /masukan/berkas/{comment}/{position}`
pub(super) async fn file(
    signed_in: SignedIn,
    Path((id, position)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: CommentId = id.parse().map_err(|_| AppError::NotFound)?;
    let position = position.parse().map_err(|_| AppError::NotFound)?;
    let file = signed_in.access.comment_file(id, position).await?;
    Ok(give(&file, &headers).await?)
}
