//! One video at the desk: where it stands, what is missing, its film, captions and picture, and the steps.

use std::time::Duration;

use app::desk::{Desk, VideoSheet};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Slug;
use domain::video::{Captions, VideoAction, VideoState, digest};
use http::StatusCode;
use i18n::Texts;
use store::event::Event;
use store::video::Video;

use super::film::{FilmBox, film_box};
use super::{AtVideo, at, field_name, home, state_tag};
use crate::Web;
use crate::components::{
    BackLink, Button, Details, FileUpload, Html, Input, SummaryList, SummaryRow, Tag, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::saq::device::Device;
use crate::visitor::SignedIn;

/// What is shown of what was sent.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) typed: Fields,
    pub(super) errors: Messages,
    /// Captions that somebody else wrote meanwhile.
    pub(super) stored: Option<String>,
}

/// Suffixes of films that browsers play, and of all that can be made so.
const PLAYED: &str = ".mp4,.m4v,.webm";
const CONVERTED: &str = ".mp4,.m4v,.webm,.mov,.3gp,.mkv,.avi,.wmv,.mpg,.mpeg,.mts,.m2ts,video/*";

/// What happened to the video.
#[derive(Debug)]
struct Past {
    what: String,
    by: String,
    text: String,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a part of the page, asked by the template")]
#[derive(Debug, Template)]
#[template(path = "desk/video/video.html")]
struct VideoPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    public: String,
    state: Tag,
    gaps: Vec<String>,
    facts: SummaryList,
    film: Option<FilmBox>,
    has_still: bool,
    film_hint: String,
    film_plain_hint: String,
    film_accept: &'static str,
    captions: String,
    has_captions: bool,
    captions_text: String,
    /// Captions that somebody else wrote meanwhile.
    captions_stored: Option<Details>,
    /// Digests of what is shown, by which others' changes are found out.
    captions_seen: String,
    transcript_seen: String,
    has_poster: bool,
    is_draft: bool,
    is_public: bool,
    is_earlier: bool,
    may_publish: bool,
    revision: String,
    device: Device,
    typed: Fields,
    errors: Messages,
    history: Vec<Past>,
}

/// `GET /meja/{slug}/video/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    page(&web, &signed_in, &desk, &at(&reference)?, StatusCode::OK, Shown::default()).await
}

/// The page of a video, with what was typed and what is wrong with it.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    reference: &str,
    status: StatusCode,
    shown: Shown,
) -> Result<Response, Failure> {
    let sheet = desk.video(reference).await?;
    let t = *signed_in.visitor.texts();
    let Shown { typed, errors, stored } = shown;
    let path = format!("{}/{reference}", home(desk));
    let body = &desk.placed().body;
    let video = &sheet.video;
    let (most, longest) = desk.film_bounds();
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let has_captions = !video.captions.is_empty();
    let page = VideoPage {
        title: video.content.title.clone(),
        back: home(desk),
        public: public_page(&body.slug, video),
        state: state_tag(&t, video.state),
        gaps: gaps(&t, &sheet),
        facts: facts(&t, &sheet),
        film: sheet.film.as_ref().map(|film| film_box(&t, &sheet, film, (longest, body.zone))),
        has_still: sheet.film.as_ref().is_some_and(|film| film.has_still),
        film_hint: if desk.converts_films() {
            t.video_film_hint_converted(longest.as_mins(), t.bytes(most))
        } else {
            t.video_film_hint(longest.as_mins(), t.bytes(most))
        },
        film_accept: if desk.converts_films() { CONVERTED } else { PLAYED },
        film_plain_hint: t.video_film_hint_plain(t.bytes(desk.plain_film_max())),
        captions: captions_words(&t, &video.captions),
        has_captions,
        captions_text: if typed.has("captions_text") {
            typed.raw("captions_text").to_owned()
        } else {
            video.captions.clone()
        },
        captions_stored: stored.map(|stored| captions_stored(&t, &stored)),
        captions_seen: digest(&video.captions),
        transcript_seen: digest(&video.content.transcript),
        has_poster: video.poster.is_some(),
        is_draft: video.state.after(VideoAction::Edit).is_some(),
        is_public: video.state.is_public(),
        is_earlier: video.state == VideoState::Replaced,
        may_publish: desk.may_publish_video(),
        revision: video.revision.to_string(),
        device: Device::about(web, signed_in, body, &path, video.content.title.clone()),
        history: sheet.history.iter().map(|event| past(&t, event, body.zone)).collect(),
        path,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// Where everybody sees it; empty where nobody does.
fn public_page(slug: &Slug, video: &Video) -> String {
    match video.state {
        VideoState::Published => format!("/{slug}/komitmen"),
        VideoState::Replaced => format!("/{slug}/komitmen/{}", video.reference),
        _ => String::new(),
    }
}

/// What somebody else stored, below what was typed.
fn captions_stored(t: &Texts, stored: &str) -> Details {
    let lines =
        Textarea::new("captions_stored", t.video_captions_stored()).rows(8).value(stored).flag("readonly");
    Details::new(t.desk_conflict_stored(), Html::join([lines])).open()
}

/// What is missing before it can be published, in words.
fn gaps(t: &Texts, sheet: &VideoSheet) -> Vec<String> {
    if sheet.video.state != VideoState::Draft {
        return Vec::new();
    }
    let mut gaps: Vec<String> =
        sheet.video.content.gaps().iter().filter_map(|gap| field_name(t, &gap.field)).collect();
    if sheet.film.as_ref().is_none_or(|film| film.fault.is_some() || film.is_being_treated()) {
        gaps.push(t.video_field_film());
    }
    gaps
}

fn facts(t: &Texts, sheet: &VideoSheet) -> SummaryList {
    let content = &sheet.video.content;
    let rows = [
        (t.video_field_reference(), sheet.video.reference.clone()),
        (t.video_field_speaker(), content.speaker.clone()),
        (t.video_field_post(), content.post.clone()),
        (t.video_field_recorded_on(), content.recorded_on.map(|day| t.date(day)).unwrap_or_default()),
        (t.video_field_language(), content.language.clone()),
        (t.video_field_transcript(), content.transcript.clone()),
        (t.video_field_no_transcript(), content.no_transcript.clone()),
        (t.video_withdraw_reason(), sheet.video.ended_reason.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

fn captions_words(t: &Texts, captions: &str) -> String {
    match Captions::read(captions.as_bytes(), None::<Duration>) {
        Ok(read) => t.video_captions_count(i64::try_from(read.cues().len()).unwrap_or(i64::MAX)),
        Err(_) => t.video_captions_none(),
    }
}

fn past(t: &Texts, event: &Event, zone: domain::body::Zone) -> Past {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |name: &str| data.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let what = match event.kind.as_str() {
        "begun" => t.video_history_begun(),
        "written" => t.video_history_written(),
        "film_set" => t.video_history_film(text("name")),
        "film_planned" => match text("treatment").as_str() {
            "reorder" => t.video_history_reorder_planned(),
            _ => t.video_history_convert_planned(),
        },
        "film_begun" => t.video_history_treatment_begun(),
        "film_treated" => match text("treatment").as_str() {
            "reorder" => t.video_history_reordered(),
            _ => t.video_history_converted(),
        },
        "film_failed" => t.video_history_treatment_failed(),
        "film_retried" => t.video_history_treatment_retried(),
        "film_left" => t.video_history_treatment_left(),
        "captioned" => t.video_history_captioned(),
        "captions_removed" => t.video_history_captions_removed(),
        "transcribed" => t.video_history_transcribed(),
        "poster_set" => t.video_history_poster(),
        "published" => t.video_history_published(),
        "replaced" => t.video_history_replaced(text("by")),
        "mended" => t.video_history_mended(text("by")),
        "withdrawn" => t.video_history_withdrawn(),
        "dropped" => t.video_history_dropped(),
        other => other.to_owned(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    Past { what, by, text: text("reason") }
}
