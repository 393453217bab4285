//! The words about a video.

use app::AppError;
use app::desk::Desk;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::video::{Content, TRANSCRIPT_MAX, VideoAction};
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
    revision: String,
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
    revision: i64,
    /// Whether nothing can be saved any more.
    is_over: bool,
}

fn page(
    web: &Web,
    signed_in: &SignedIn,
    status: StatusCode,
    shown: Shown,
    typed: Fields,
    problems: &[FieldProblem],
) -> Response {
    let t = *signed_in.visitor.texts();
    let errors = Messages::named(&t, problems, |field| field_name(&t, field));
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let transcript =
        CharacterCount::new("transcript", t.video_field_transcript(), TRANSCRIPT_MAX, shell.count_words())
            .rows(12)
            .hint(t.video_field_transcript_hint())
            .value(typed.raw("transcript"))
            .error(shell.error(errors.get("transcript")));
    let page = FormPage {
        title: if shown.revision > 0 { t.video_edit_title() } else { t.video_new() },
        revision: shown.revision.to_string(),
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
    Shown { action: format!("{home}/baru"), back: home, ..Shown::default() }
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
    let shown = edit_shown(&desk, &video.reference, video.revision);
    Ok(page(&web, &signed_in, StatusCode::OK, shown, as_fields(&video.content), &[]))
}

fn edit_shown(desk: &Desk, reference: &str, revision: i64) -> Shown {
    let back = format!("{}/{reference}", home(desk));
    Shown { action: format!("{back}/ubah"), back, revision, ..Shown::default() }
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
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let saved = match read(&fields) {
        Ok(content) => desk.save_video(&reference, revision, content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    let t = *signed_in.visitor.texts();
    match saved {
        Ok(()) => Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "video-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let video = desk.video(&reference).await?.video;
            let shown = edit_shown(&desk, &video.reference, revision.max(1));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page(&web, &signed_in, status, shown, fields, &problems))
        }
        Err(AppError::Conflict(_)) => {
            let video = desk.video(&reference).await?.video;
            let is_over = video.state.after(VideoAction::Edit).is_none();
            let shown = Shown {
                note: if is_over { t.video_conflict_state() } else { t.video_conflict() },
                is_over,
                stored: Some(stored(&t, &video.content)),
                ..edit_shown(&desk, &video.reference, video.revision)
            };
            Ok(page(&web, &signed_in, StatusCode::CONFLICT, shown, fields, &[]))
        }
        Err(other) => Err(other.into()),
    }
}

/// What somebody else stored meanwhile.
fn stored(t: &Texts, content: &Content) -> Details {
    let fields = as_fields(content);
    let names = ["title", "speaker", "post", "recorded_on", "language", "transcript", "no_transcript"];
    let rows = names
        .iter()
        .map(|name| SummaryRow::new(field_name(t, name).unwrap_or_default(), fields.raw(name).to_owned()));
    Details::new(t.desk_conflict_stored(), Html::join([SummaryList::new(rows)])).open()
}
