//! One video at the desk: where it stands, what is missing, its film, captions and picture, and the steps.

use std::time::Duration;

use app::desk::{Desk, FilmSheet, VideoSheet};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::video::{Captions, FilmFault, VideoAction, VideoState};
use http::StatusCode;
use i18n::Texts;
use store::event::Event;

use super::{AtVideo, at, field_name, home, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, FileUpload, Input, SummaryList, SummaryRow, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::{facts_line, length_words};
use crate::problem::Messages;
use crate::saq::device::Device;
use crate::visitor::SignedIn;

/// What is shown of what was sent.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) typed: Fields,
    pub(super) errors: Messages,
}

/// The film, as the office sees it.
#[derive(Debug)]
struct FilmBox {
    name: String,
    facts: String,
    fault: String,
    notes: Vec<String>,
    is_waiting: bool,
}

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
    captions: String,
    has_captions: bool,
    captions_text: String,
    has_poster: bool,
    is_draft: bool,
    is_published: bool,
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
    let Shown { typed, errors } = shown;
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
        public: if video.state.is_public() { format!("/{}/komitmen", body.slug) } else { String::new() },
        state: state_tag(&t, video.state),
        gaps: gaps(&t, &sheet),
        facts: facts(&t, &sheet),
        film: sheet.film.as_ref().map(|film| film_box(&t, &sheet, film, longest)),
        has_still: sheet.film.as_ref().is_some_and(|film| film.has_still),
        film_hint: t.video_film_hint(longest.as_mins(), t.bytes(most)),
        film_plain_hint: t.video_film_hint_plain(t.bytes(desk.plain_film_max())),
        captions: captions_words(&t, &video.captions),
        has_captions,
        captions_text: if typed.has("captions_text") {
            typed.raw("captions_text").to_owned()
        } else {
            video.captions.clone()
        },
        has_poster: video.poster.is_some(),
        is_draft: video.state.after(VideoAction::Edit).is_some(),
        is_published: video.state == VideoState::Published,
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

/// What is missing before it can be published, in words.
fn gaps(t: &Texts, sheet: &VideoSheet) -> Vec<String> {
    if sheet.video.state != VideoState::Draft {
        return Vec::new();
    }
    let mut gaps: Vec<String> =
        sheet.video.content.gaps().iter().filter_map(|gap| field_name(t, &gap.field)).collect();
    if sheet.film.as_ref().is_none_or(|film| film.fault.is_some()) {
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

fn film_box(t: &Texts, sheet: &VideoSheet, film: &FilmSheet, longest: jiff::SignedDuration) -> FilmBox {
    let size = t.bytes(u64::try_from(film.blob.size).unwrap_or(0));
    let mut notes = Vec::new();
    if let (None, Some(facts)) = (&film.fault, &film.facts) {
        notes.push(t.video_film_plays());
        if !facts.starts_early {
            notes.push(t.video_film_starts_late());
        }
        if facts.height.min(facts.width) > 1080 {
            notes.push(t.video_film_tall());
        }
    }
    if film.facts.as_ref().is_some_and(|facts| facts.tells_place) {
        notes.push(t.privacy_film_place());
    }
    FilmBox {
        name: sheet.video.film_name.clone(),
        facts: match &film.facts {
            Some(facts) => facts_line(t, &film.blob, facts),
            None => t.catalogue_item_size(film.blob.media.to_uppercase(), size),
        },
        fault: film.fault.as_ref().map(|fault| fault_words(t, fault, longest)).unwrap_or_default(),
        is_waiting: film.fault == Some(FilmFault::Waiting),
        notes,
    }
}

fn fault_words(t: &Texts, fault: &FilmFault, longest: jiff::SignedDuration) -> String {
    match fault {
        FilmFault::Waiting => t.video_fault_waiting(),
        FilmFault::ShutIn => t.video_fault_shut_in(),
        FilmFault::Unreadable => t.video_fault_unreadable(),
        FilmFault::DoesNotPlay { codec } => t.video_fault_codec(codec_name(codec)),
        FilmFault::NoLength => t.video_fault_no_length(),
        FilmFault::TooLong { length } => t.video_fault_longer(length_words(t, *length), longest.as_mins()),
    }
}

/// What a packing is called by people.
fn codec_name(code: &str) -> &str {
    match code {
        "hvc1" | "hev1" => "HEVC (H.265)",
        "mp4v" => "MPEG-4 Part 2",
        "apcn" | "apch" | "apcs" | "apco" | "ap4h" => "ProRes",
        "avc1" | "avc3" => "H.264",
        other => other,
    }
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
        "captioned" => t.video_history_captioned(),
        "captions_removed" => t.video_history_captions_removed(),
        "transcribed" => t.video_history_transcribed(),
        "poster_set" => t.video_history_poster(),
        "published" => t.video_history_published(),
        "replaced" => t.video_history_replaced(text("by")),
        "withdrawn" => t.video_history_withdrawn(),
        "dropped" => t.video_history_dropped(),
        other => other.to_owned(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    Past { what, by, text: text("reason") }
}
