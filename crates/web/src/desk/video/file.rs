//! The film, its captions and its picture: sent in pieces or by plain forms, and given back to the office.

use app::desk::{Captioned, Desk};
use app::office::Staged;
use app::{AppError, Conflict};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::upload::DeskPlace;
use domain::video::{BYTES_MAX, CueFault, CueFaultKind};
use futures_util::StreamExt as _;
use http::{HeaderMap, StatusCode};
use i18n::Texts;

use super::page::{Shown, page};
use super::{AtVideo, at, field_name, home};
use crate::Web;
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{FileBytes, Incoming, Next, Received, Stage, receive};
use crate::ppid::as_captions;
use crate::problem::{Messages, problem_text};
use crate::tus::{Asked, abilities, answer, begun};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside a file.
const TEXT_MAX: usize = 1024;

/// Films.
struct Films<'a>(&'a Desk);

impl Stage for Films<'_> {
    async fn stage(&self, name: &str, bytes: FileBytes<'_>) -> Result<Staged, AppError> {
        self.0.stage_film(name, bytes).await
    }
}

/// Pictures that stand for films.
struct Posters<'a>(&'a Desk);

impl Stage for Posters<'_> {
    async fn stage(&self, name: &str, bytes: FileBytes<'_>) -> Result<Staged, AppError> {
        self.0.stage_poster(name, bytes).await
    }
}

/// `OPTIONS /meja/{slug}/video/{reference}/unggah`
pub(super) async fn options(signed_in: SignedIn, Path((slug, _)): AtVideo) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    Ok(abilities(desk.film_bounds().0))
}

/// `POST /meja/{slug}/video/{reference}/unggah`: begins an upload in pieces; `filename` in `Upload-Metadata`.
pub(super) async fn create(
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let asked = match Asked::read(&headers) {
        Ok(asked) => asked,
        Err(status) => return Ok(answer(status)),
    };
    let place = DeskPlace::Video(at(&reference)?);
    begun(signed_in.visitor.texts(), desk.begin_upload(place, asked.text("filename"), asked.size).await)
}

/// `POST /meja/{slug}/video/{reference}/berkas`: one film in a part of any name.
pub(super) async fn send_film(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = at(&reference)?;
    // Who may not write it sends nothing.
    desk.video(&reference).await?;
    let received = receive(parts, TEXT_MAX, &Films(&desk)).await?;
    let set = match one_file(signed_in.visitor.texts(), "film", received) {
        Ok(staged) => desk.set_film(&reference, staged).await,
        Err(errors) => return refused(&web, &signed_in, &desk, &reference, errors).await,
    };
    finish(&web, &signed_in, &desk, &reference, set, "video-film-set").await
}

/// `POST /meja/{slug}/video/{reference}/sampul`: one picture in a part of any name.
pub(super) async fn send_poster(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = at(&reference)?;
    desk.video(&reference).await?;
    let received = receive(parts, TEXT_MAX, &Posters(&desk)).await?;
    let set = match one_file(signed_in.visitor.texts(), "poster", received) {
        Ok(staged) => desk.set_poster(&reference, staged).await,
        Err(errors) => return refused(&web, &signed_in, &desk, &reference, errors).await,
    };
    finish(&web, &signed_in, &desk, &reference, set, "video-poster-set").await
}

/// The file of a form with one, or what is wrong with it.
fn one_file(t: &Texts, field: &str, received: Option<Received>) -> Result<Option<Staged>, Messages> {
    let mut errors = Messages::default();
    let Some(mut received) = received else {
        errors.add(field, t.desk_files_broke_off());
        return Err(errors);
    };
    for (_, problem) in &received.refused {
        errors.add(field, problem_text(t, problem));
    }
    if errors.is_empty() { Ok(received.files.pop()) } else { Err(errors) }
}

async fn finish(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    reference: &str,
    result: Result<(), AppError>,
    key: &'static str,
) -> Result<Response, Failure> {
    match result {
        Ok(()) => Ok(redirect_with(&format!("{}/{reference}", home(desk)), key, web)),
        Err(AppError::Invalid(problems)) => {
            let t = signed_in.visitor.texts();
            let errors = Messages::named(t, &problems, |field| field_name(t, field));
            refused(web, signed_in, desk, reference, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn refused(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    reference: &str,
    errors: Messages,
) -> Result<Response, Failure> {
    let shown = Shown { errors, ..Shown::default() };
    page(web, signed_in, desk, reference, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

/// `POST /meja/{slug}/video/{reference}/takarir`: a file in a part of any name, or `captions_text`.
pub(super) async fn send_captions(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = at(&reference)?;
    desk.video(&reference).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let Some(Sent { file, text, seen }) = words_of(parts).await else {
        errors.add("captions", t.desk_files_broke_off());
        return refused(&web, &signed_in, &desk, &reference, errors).await;
    };
    let bytes = file.unwrap_or_else(|| text.replace("\r\n", "\n").into_bytes());
    let typed = String::from_utf8_lossy(&bytes).into_owned();
    let (mut status, mut stored) = (StatusCode::UNPROCESSABLE_ENTITY, None);
    match desk.set_captions(&reference, &seen, &bytes).await {
        Ok(Captioned::Kept) => {
            return Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "video-captions-kept", &web));
        }
        Ok(Captioned::Faulty(faults)) => {
            let lines: Vec<String> = faults.iter().map(|fault| cue_words(&t, *fault)).collect();
            errors.add("captions_text", lines.join("\n"));
        }
        Ok(Captioned::Clash { stored: there }) => {
            errors.add("captions_text", t.video_captions_conflict());
            (status, stored) = (StatusCode::CONFLICT, Some(there));
        }
        Err(AppError::Conflict(Conflict::State(_))) => {
            errors.add("captions_text", t.video_no_draft());
            status = StatusCode::CONFLICT;
        }
        Err(AppError::Invalid(problems)) => {
            errors = Messages::named(&t, &problems, |field| field_name(&t, field));
        }
        Err(AppError::Conflict(_)) => errors.add("captions_text", t.video_no_draft()),
        Err(other) => return Err(other.into()),
    }
    // What was typed or sent stands in the field again, unless it is far too long for one. On a conflict the page has the digest of
    // what is there now: whoever saves again has seen it.
    let kept = if errors.get("captions").is_some() { String::new() } else { typed };
    let typed = Fields::new(vec![("captions_text".to_owned(), kept)]);
    page(&web, &signed_in, &desk, &reference, status, Shown { typed, errors, stored }).await
}

/// What a form of captions sends.
#[derive(Debug, Default)]
struct Sent {
    /// The bytes of the file, where one was chosen.
    file: Option<Vec<u8>>,
    /// The text that was typed.
    text: String,
    /// Digest of the captions that its sender had before them.
    seen: String,
}

/// What was sent; `None` when the request broke off.
async fn words_of(parts: Result<Multipart, MultipartRejection>) -> Option<Sent> {
    let most = usize::try_from(BYTES_MAX).unwrap_or(usize::MAX);
    let mut incoming = Incoming::new(parts.ok()?, 2 * most);
    let mut sent = Sent::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) if name == "captions_text" => sent.text = value,
            Next::Text(name, value) if name == "seen" => sent.seen = value,
            Next::Text(..) | Next::NotChosen => {}
            Next::File(_, bytes) => sent.file = Some(gathered(bytes, most).await?),
            Next::End => return Some(sent),
            Next::BrokenOff => return None,
        }
    }
}

/// The bytes of a small file; one byte more than `most` where it is longer. `None` when the request broke off.
async fn gathered(mut bytes: FileBytes<'_>, most: usize) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    while let Some(piece) = bytes.next().await {
        let piece = piece.ok()?;
        let room = (most + 1).saturating_sub(whole.len());
        whole.extend_from_slice(&piece[..piece.len().min(room)]);
    }
    Some(whole)
}

/// A fault of captions, with its line.
fn cue_words(t: &Texts, fault: CueFault) -> String {
    let what = match fault.kind {
        CueFaultKind::NoHeader => t.video_cue_no_header(),
        CueFaultKind::NotUtf8 => t.video_cue_not_utf8(),
        CueFaultKind::BadCharacter => t.video_cue_bad_character(),
        CueFaultKind::BadTime => t.video_cue_bad_time(),
        CueFaultKind::Comma => t.video_cue_comma(),
        CueFaultKind::EndsEarly => t.video_cue_ends_early(),
        CueFaultKind::OutOfOrder => t.video_cue_out_of_order(),
        CueFaultKind::AfterFilm => t.video_cue_after_film(),
        CueFaultKind::NoWords => t.video_cue_no_words(),
        CueFaultKind::TooManyWords => t.video_cue_too_many_words(),
        CueFaultKind::NoTime => t.video_cue_no_time(),
        CueFaultKind::Empty => t.video_cue_empty(),
        CueFaultKind::TooMany => t.video_cue_too_many(),
    };
    t.video_cue_line(i64::try_from(fault.line).unwrap_or(i64::MAX), what)
}

/// `GET /meja/{slug}/video/{reference}/berkas`
pub(super) async fn film(
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    Ok(give(&desk.film(&at(&reference)?).await?, &headers).await?)
}

/// `GET /meja/{slug}/video/{reference}/asli`: the film as it was sent.
pub(super) async fn original(
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    Ok(give(&desk.original_film(&at(&reference)?).await?, &headers).await?)
}

/// `GET /meja/{slug}/video/{reference}/sampul`
pub(super) async fn poster(
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    Ok(give(&desk.poster(&at(&reference)?).await?, &headers).await?)
}

/// `GET /meja/{slug}/video/{reference}/takarir`
pub(super) async fn captions(
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let video = desk.video(&at(&reference)?).await?.video;
    if video.captions.is_empty() { Err(AppError::NotFound.into()) } else { Ok(as_captions(video.captions)) }
}
