//! *Komitmen pimpinan*: the leaders' video of an office, for everybody.

use std::time::Duration;

use app::AppError;
use app::public::{PublicVideo, PublicVideos};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::facts::VideoFacts;
use domain::video::{VideoState, parse_reference};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use i18n::Texts;
use serde_json::json;
use store::body::Placed;
use store::evidence::Blob;
use store::video::Video;

use super::Frame;
use crate::Web;
use crate::download::give_public;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// What the first page of an office says of its video.
#[derive(Debug)]
pub(super) struct Teaser {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) by: String,
    /// Address of the picture; empty where there is none.
    pub(super) poster: String,
}

/// A video of before, in the list of them.
#[derive(Debug)]
struct Earlier {
    href: String,
    year: String,
    title: String,
    by: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/video.html")]
struct VideoPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    title: String,
    /// What is played; nothing where none is the present one.
    player: Option<Player>,
    /// Where the present one is, on the page of another.
    present: String,
    /// Those of before, on the page of the present one.
    earlier: Vec<Earlier>,
}

/// A video with all that belongs to it.
#[derive(Debug)]
struct Player {
    by: String,
    when: String,
    language: String,
    film: String,
    mime: &'static str,
    /// Addresses; empty where there is none.
    poster: String,
    captions: String,
    transcript: Vec<String>,
    no_transcript: String,
    download: String,
    structured: String,
}

/// What the first page says, where the office has a video.
pub(super) async fn teaser(web: &Web, t: &Texts, slug: &str) -> Result<Option<Teaser>, AppError> {
    let found = match web.app.public().video(slug).await {
        Ok(found) => found,
        Err(AppError::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let home = format!("/{}", found.placed.body.slug);
    Ok(Some(Teaser {
        href: format!("{home}/komitmen"),
        by: by(t, &found),
        poster: found.video.poster.as_ref().map(|_| below(&home, &found, "sampul")).unwrap_or_default(),
        title: found.video.content.title,
    }))
}

/// `GET /{slug}/komitmen`: the present video, and those of before.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let PublicVideos { placed, present, earlier } = web.app.public().videos(&slug).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &placed.body);
    shell.description = t.video_lead(frame.office.as_str());
    let line = |video: &Video| Earlier {
        href: format!("{}/komitmen/{}", frame.home, video.reference),
        year: year(video, &placed),
        title: video.content.title.clone(),
        by: by_of(&t, video),
    };
    let page = VideoPage {
        title: present.as_ref().map_or_else(|| t.video_title(), |found| found.video.content.title.clone()),
        player: present.as_ref().map(|found| player(&web, &t, &frame.home, found)),
        present: String::new(),
        earlier: earlier.iter().map(line).collect(),
        frame,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// `GET /{slug}/komitmen/{reference}`: a video of before.
pub(super) async fn earlier(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = web.app.public().earlier_video(&slug, &exact(&reference)?).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &found.placed.body);
    shell.description = t.video_lead(frame.office.as_str());
    let page = VideoPage {
        title: found.video.content.title.clone(),
        player: Some(player(&web, &t, &frame.home, &found)),
        present: format!("{}/komitmen", frame.home),
        earlier: Vec::new(),
        frame,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn player(web: &Web, t: &Texts, home: &str, found: &PublicVideo) -> Player {
    let content = &found.video.content;
    let at = |what: &str| below(home, found, what);
    Player {
        by: by(t, found),
        when: content.recorded_on.map(|day| t.video_when(t.date(day))).unwrap_or_default(),
        language: content.language.clone(),
        film: at("berkas"),
        mime: app::evidence::media_type(&found.film.media),
        poster: found.video.poster.as_ref().map(|_| at("sampul")).unwrap_or_default(),
        captions: if found.video.captions.is_empty() { String::new() } else { at("takarir.vtt") },
        transcript: paragraphs(&content.transcript),
        no_transcript: content.no_transcript.clone(),
        download: t.video_download(facts_line(t, &found.film, &found.facts)),
        structured: structured(web, found),
    }
}

/// The year in which it was recorded, else published, on the office's clock.
fn year(video: &Video, placed: &Placed) -> String {
    let published = video.published_at.map(|at| placed.body.zone.time_zone().to_datetime(at).year());
    let year = video.content.recorded_on.map(jiff::civil::Date::year).or(published);
    year.map(|year| year.to_string()).unwrap_or_default()
}

/// `GET /{slug}/video/{reference}/berkas`
pub(super) async fn film(
    State(web): State<Web>,
    Path((slug, reference)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = exact(&reference)?;
    let file = web.app.public().video_film(&slug, &reference).await?;
    Ok(give_public(&file, &headers).await?)
}

/// `GET /{slug}/video/{reference}/sampul`
pub(super) async fn poster(
    State(web): State<Web>,
    Path((slug, reference)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = exact(&reference)?;
    let file = web.app.public().video_poster(&slug, &reference).await?;
    Ok(give_public(&file, &headers).await?)
}

/// `GET /{slug}/video/{reference}/takarir.vtt`
pub(super) async fn captions(
    State(web): State<Web>,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let reference = exact(&reference)?;
    let text = web.app.public().video_captions(&slug, &reference).await?;
    Ok(as_captions(text))
}

/// Captions as browsers take them.
pub(crate) fn as_captions(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/vtt; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, text).into_response()
}

/// Files have one address each: references are taken as they are written, and in no other form.
fn exact(reference: &str) -> Result<String, AppError> {
    parse_reference(reference).filter(|parsed| parsed == reference).ok_or(AppError::NotFound)
}

fn below(home: &str, found: &PublicVideo, what: &str) -> String {
    format!("{home}/video/{}/{what}", found.video.reference)
}

fn by(t: &Texts, found: &PublicVideo) -> String {
    by_of(t, &found.video)
}

fn by_of(t: &Texts, video: &Video) -> String {
    let content = &video.content;
    t.video_by(content.post.as_str(), content.speaker.as_str())
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// *MP4, 31 MB, 2 menit 5 detik, 1280 × 720 piksel*.
pub(crate) fn facts_line(t: &Texts, film: &Blob, facts: &VideoFacts) -> String {
    t.video_film_facts(
        t.integer(i64::from(facts.height)),
        film.media.to_uppercase(),
        length_words(t, Duration::from_millis(facts.milliseconds)),
        t.bytes(u64::try_from(film.size).unwrap_or(0)),
        t.integer(i64::from(facts.width)),
    )
}

/// *2 menit 5 detik*.
pub(crate) fn length_words(t: &Texts, length: Duration) -> String {
    let seconds = i64::try_from(length.as_millis().div_ceil(1000)).unwrap_or(i64::MAX);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => t.video_length_seconds(seconds),
        (minutes, seconds) => t.video_length_minutes(minutes, seconds),
    }
}

/// The video for search engines (schema.org, `VideoObject`).
fn structured(web: &Web, found: &PublicVideo) -> String {
    let base = &web.app.settings().base_url;
    let home = format!("{base}/{}", found.placed.body.slug);
    let content = &found.video.content;
    let seconds = found.facts.milliseconds.div_ceil(1000);
    let organisation = json!({
        "@type": "GovernmentOrganization", "name": found.placed.body.office_name, "url": home,
    });
    let mut document = json!({
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": content.title,
        "description": content.transcript.lines().next().unwrap_or(&content.title),
        "identifier": found.video.reference,
        "url": match found.video.state {
            VideoState::Published => format!("{home}/komitmen"),
            _ => format!("{home}/komitmen/{}", found.video.reference),
        },
        "contentUrl": below(&home, found, "berkas"),
        "encodingFormat": app::evidence::media_type(&found.film.media),
        "contentSize": found.film.size.to_string(),
        "duration": format!("PT{seconds}S"),
        "width": found.facts.width,
        "height": found.facts.height,
        "inLanguage": content.language,
        "uploadDate": found.video.published_at,
        "dateCreated": content.recorded_on,
        "transcript": content.transcript,
        "isAccessibleForFree": true,
        "publisher": organisation,
        "actor": { "@type": "Person", "name": content.speaker, "jobTitle": content.post },
    });
    if found.video.poster.is_some() {
        document["thumbnailUrl"] = json!(below(&home, found, "sampul"));
    }
    if !found.video.captions.is_empty() {
        document["caption"] = json!({
            "@type": "MediaObject", "contentUrl": below(&home, found, "takarir.vtt"), "encodingFormat": "text/vtt",
        });
    }
    // Nothing in it can end the element that it stands in.
    document.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
