//! The words about a video.

use app::desk::{Desk, Worded};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::video::{Content, Seen, TRANSCRIPT_MAX};
use http::StatusCode;
use i18n::Texts;

use super::{AtVideo, at, field_name, home};
use crate::Web;
use crate::components::{
    BackLink, Button, CharacterCount, Details, Html, Input, SummaryList, SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "desk/video/form.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    title: String,
    shown: Shown,
    seen: Vec<(String, String)>,
    transcript: CharacterCount,
    typed: Fields,
    errors: Messages,
}

/// What the page shows besides the fields.
#[derive(Debug, Default)]
struct Shown {
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    /// Whether a new video is begun.
    is_new: bool,
    /// What its writer has before them.
    seen: Seen,
    /// Fields that somebody else changed too.
    clashes: Vec<&'static str>,
    /// Whether nothing can be saved any more.
    is_over: bool,
}

/// What the names of fields begin with that tell what was in others.
const SEEN: &str = "seen.";

fn page(
    web: &Web,
    signed_in: &SignedIn,
    status: StatusCode,
    shown: Shown,
    typed: Fields,
    problems: &[FieldProblem],
) -> Response {
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::named(&t, problems, |field| field_name(&t, field));
    for field in shown.clashes.iter().copied() {
        errors.add(field, t.video_field_conflict(field_name(&t, field).unwrap_or_default()));
    }
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let transcript =
        CharacterCount::new("transcript", t.video_field_transcript(), TRANSCRIPT_MAX, shell.count_words())
            .rows(12)
            .hint(t.video_field_transcript_hint())
            .value(typed.raw("transcript"))
            .error(shell.error(errors.get("transcript")));
    let page = FormPage {
        title: if shown.is_new { t.video_new() } else { t.video_edit_title() },
        seen: shown.seen.fields().map(|(field, seen)| (field.to_owned(), seen.to_owned())).collect(),
        transcript,
        shown,
        shell,
        t,
        typed,
        errors,
    };
    render(status, &page)
}

fn as_fields(content: &Content) -> Fields {
    let fields = [
        ("title", content.title.clone()),
        ("speaker", content.speaker.clone()),
        ("post", content.post.clone()),
        ("recorded_on", content.recorded_on.map(|day| day.to_string()).unwrap_or_default()),
        ("language", content.language.clone()),
        ("transcript", content.transcript.clone()),
        ("no_transcript", content.no_transcript.clone()),
    ];
    Fields::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The content that was sent, or everything that is wrong with it.
fn read(fields: &Fields) -> Result<Content, Vec<FieldProblem>> {
    let text = |name: &str| fields.text(name).to_owned();
    let mut problems = Vec::new();
    let recorded_on = match fields.text("recorded_on") {
        "" => None,
        sent => moment::date(sent)
            .map_err(|problem| problems.push(FieldProblem::new("recorded_on", problem)))
            .ok(),
    };
    let content = Content {
        title: text("title"),
        speaker: text("speaker"),
        post: text("post"),
        recorded_on,
        language: if fields.text("language").is_empty() { "id".to_owned() } else { text("language") },
        transcript: fields.raw("transcript").to_owned(),
        no_transcript: fields.raw("no_transcript").to_owned(),
    };
    if problems.is_empty() {
        return Ok(content);
    }
    problems.extend(content.problems());
    Err(problems)
}

fn new_shown(desk: &Desk) -> Shown {
    let home = home(desk);
    Shown { action: format!("{home}/baru"), back: home, is_new: true, ..Shown::default() }
}

/// `GET /meja/{slug}/video/baru`
pub(super) async fn new(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    if !desk.may_edit_site() {
        return Err(AppError::NotFound.into());
    }
    let typed = as_fields(&Content::default());
    Ok(page(&web, &signed_in, StatusCode::OK, new_shown(&desk), typed, &[]))
}

/// `POST /meja/{slug}/video/baru`
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    if !desk.may_edit_site() {
        return Err(AppError::NotFound.into());
    }
    let begun = match read(&fields) {
        Ok(content) => desk.new_video(content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match begun {
        Ok(reference) => Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "video-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page(&web, &signed_in, status, new_shown(&desk), fields, &problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /meja/{slug}/video/{reference}/ubah`
pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let video = desk.video(&at(&reference)?).await?.video;
    let shown = edit_shown(&desk, &video.reference, Seen::of(&video.content));
    Ok(page(&web, &signed_in, StatusCode::OK, shown, as_fields(&video.content), &[]))
}

fn edit_shown(desk: &Desk, reference: &str, seen: Seen) -> Shown {
    let back = format!("{}/{reference}", home(desk));
    Shown { action: format!("{back}/ubah"), back, seen, ..Shown::default() }
}

/// `POST /meja/{slug}/video/{reference}/ubah`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = at(&reference)?;
    // Whoever may not see it gets no page of it.
    desk.video(&reference).await?;
    let seen = Seen::told(fields.starting(SEEN));
    let saved = match read(&fields) {
        Ok(content) => desk.save_video(&reference, &seen, content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    let t = *signed_in.visitor.texts();
    match saved {
        Ok(Worded::Kept) => Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "video-saved", &web)),
        Ok(Worded::Clash { merged, stored, fields: clashes }) => {
            let shown = Shown {
                note: t.video_conflict(),
                stored: Some(stored_words(&t, &stored, &clashes)),
                clashes,
                // Whoever saves again has seen what is there.
                ..edit_shown(&desk, &reference, Seen::of(&stored))
            };
            Ok(page(&web, &signed_in, StatusCode::CONFLICT, shown, as_fields(&merged), &[]))
        }
        Err(AppError::Invalid(problems)) => {
            let shown = edit_shown(&desk, &reference, seen);
            Ok(page(&web, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, shown, fields, &problems))
        }
        Err(AppError::Conflict(Conflict::State(_))) => {
            let shown =
                Shown { note: t.video_no_draft(), is_over: true, ..edit_shown(&desk, &reference, seen) };
            Ok(page(&web, &signed_in, StatusCode::CONFLICT, shown, fields, &[]))
        }
        Err(other) => Err(other.into()),
    }
}

/// What somebody else stored meanwhile in the fields that both changed.
fn stored_words(t: &Texts, content: &Content, clashes: &[&str]) -> Details {
    let fields = as_fields(content);
    let rows = clashes
        .iter()
        .map(|name| SummaryRow::new(field_name(t, name).unwrap_or_default(), fields.raw(name).to_owned()));
    Details::new(t.desk_conflict_stored(), Html::join([SummaryList::new(rows)])).open()
}
