//! The steps of a video: published, withdrawn, given up, begun anew; captions made the transcript; a picture of the film.

use app::desk::Desk;
use app::{AppError, Conflict};
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::page::{Shown, page};
use super::{AtVideo, at, field_name, home};
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// `POST /meja/{slug}/video/{reference}/langkah`: `do`, `revision`, `reason`.
pub(super) async fn step(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): AtVideo,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = at(&reference)?;
    let here = format!("{}/{reference}", home(&desk));
    let t = *signed_in.visitor.texts();
    let errors = match taken(&desk, &reference, &fields).await {
        Ok((to, key)) => {
            let to = match to {
                To::Here => here,
                To::List => home(&desk),
                To::Other(reference) => format!("{}/{reference}", home(&desk)),
            };
            return Ok(redirect_with(&to, key, &web));
        }
        Err(AppError::Invalid(problems)) => Messages::named(&t, &problems, |field| field_name(&t, field)),
        Err(AppError::Conflict(conflict)) => {
            let text = match conflict {
                Conflict::Version { .. } => t.video_stale(),
                Conflict::State(_) => t.video_impossible(),
            };
            let mut errors = Messages::default();
            errors.add("steps", text);
            let shown = Shown { typed: fields, errors, stored: None };
            return page(&web, &signed_in, &desk, &reference, StatusCode::CONFLICT, shown).await;
        }
        Err(other) => return Err(other.into()),
    };
    let shown = Shown { typed: fields, errors, stored: None };
    page(&web, &signed_in, &desk, &reference, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

/// Where the way goes on.
enum To {
    Here,
    List,
    Other(String),
}

/// Takes the step; where to go on, and the key of what is said there.
async fn taken(desk: &Desk, reference: &str, fields: &Fields) -> Result<(To, &'static str), AppError> {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    match fields.text("do") {
        "publish" => desk.publish_video(reference, revision).await.map(|()| (To::Here, "video-published")),
        "withdraw" => {
            let reason = fields.text("reason");
            desk.withdraw_video(reference, revision, reason).await.map(|()| (To::Here, "video-withdrawn"))
        }
        "drop" => desk.drop_video(reference, revision).await.map(|()| (To::List, "video-dropped")),
        "copy" => desk.copy_video(reference).await.map(|new| (To::Other(new), "video-copied")),
        "retry" => desk.retry_film(reference).await.map(|()| (To::Here, "video-retried")),
        "transcribe" => desk
            .transcribe(reference, fields.text("seen_transcript"))
            .await
            .map(|()| (To::Here, "video-transcribed")),
        "poster" => desk.poster_from_film(reference).await.map(|()| (To::Here, "video-poster-set")),
        "uncaption" => {
            let seen = fields.text("seen_captions");
            desk.remove_captions(reference, seen).await.map(|()| (To::Here, "video-captions-removed"))
        }
        _ => Err(AppError::NotFound),
    }
}
