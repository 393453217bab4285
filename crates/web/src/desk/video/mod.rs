//! *Video komitmen* at the desk: `/meja/{slug}/video…`

mod file;
mod film;
mod form;
mod page;
mod step;

use app::AppError;
use app::desk::Desk;
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::video::{VideoState, parse_reference};
use http::StatusCode;
use i18n::Texts;
use store::video::Video;

use crate::Web;
use crate::components::{BackLink, Button, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

type AtVideo = Path<(String, String)>;

/// The addresses of this area.
pub(super) fn routes(upload_max: usize) -> Router<Web> {
    let video = "/meja/{slug}/video/{reference}";
    let film = get(file::film).post(file::send_film).layer(DefaultBodyLimit::max(upload_max));
    let poster = get(file::poster).post(file::send_poster).layer(DefaultBodyLimit::max(upload_max));
    let captions = get(file::captions).post(file::send_captions).layer(DefaultBodyLimit::max(upload_max));
    Router::new()
        .route("/meja/{slug}/video", get(list))
        .route("/meja/{slug}/video/baru", get(form::new).post(form::begin))
        .route(video, get(page::show))
        .route(&format!("{video}/ubah"), get(form::edit).post(form::save))
        .route(&format!("{video}/berkas"), film)
        .route(&format!("{video}/asli"), get(file::original))
        .route(&format!("{video}/unggah"), post(file::create).options(file::options))
        .route(&format!("{video}/sampul"), poster)
        .route(&format!("{video}/takarir"), captions)
        .route(&format!("{video}/langkah"), post(step::step))
}

/// Where the videos of a desk stand.
fn home(desk: &Desk) -> String {
    format!("/meja/{}/video", desk.placed().body.slug)
}

/// A reference as it is written in addresses.
fn at(reference: &str) -> Result<String, AppError> {
    parse_reference(reference).ok_or(AppError::NotFound)
}

#[derive(Debug)]
struct Line {
    href: String,
    title: String,
    state: Tag,
    when: String,
}

#[derive(Debug, Template)]
#[template(path = "desk/video/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    back: String,
    home: String,
    lines: Vec<Line>,
}

/// `GET /meja/{slug}/video`
async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let videos = desk.videos().await?;
    let t = *signed_in.visitor.texts();
    let zone = crate::moment::zone(desk.placed().body.zone);
    let home = home(&desk);
    let line = |video: &Video| Line {
        href: format!("{home}/{}", video.reference),
        title: video.content.title.clone(),
        state: state_tag(&t, video.state),
        when: t.date_time(video.changed_at, zone),
    };
    let page = ListPage {
        shell: signed_in.visitor.shell(&web),
        office: desk.placed().body.office_name.clone(),
        back: format!("/meja/{}", desk.placed().body.slug),
        lines: videos.iter().map(line).collect(),
        home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// The state in a word, with its colour.
fn state_tag(t: &Texts, state: VideoState) -> Tag {
    let (text, colour) = match state {
        VideoState::Draft => (t.video_state_draft(), "grey"),
        VideoState::Published => (t.video_state_published(), "green"),
        VideoState::Replaced => (t.video_state_replaced(), "turquoise"),
        VideoState::Mended => (t.video_state_mended(), "grey"),
        VideoState::Withdrawn => (t.video_state_withdrawn(), "orange"),
        VideoState::Dropped => (t.video_state_dropped(), "grey"),
    };
    Tag::new(text).colour(colour)
}

/// The fields of a video, as their labels say.
fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "title" => t.video_field_title(),
        "speaker" => t.video_field_speaker(),
        "post" => t.video_field_post(),
        "recorded_on" => t.video_field_recorded_on(),
        "language" => t.video_field_language(),
        "transcript" => t.video_field_transcript(),
        "no_transcript" => t.video_field_no_transcript(),
        "film" => t.video_field_film(),
        "captions" | "captions_text" => t.video_field_captions(),
        "poster" => t.video_field_poster(),
        "reason" => t.video_withdraw_reason(),
        _ => return None,
    })
}
