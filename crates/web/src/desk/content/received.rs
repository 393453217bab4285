//! What the form of an article sends: texts, and perhaps a picture.

use app::desk::Desk;
use axum::extract::FromRequest as _;
use axum::extract::Request;
use axum::extract::multipart::{Multipart, MultipartRejection};
use domain::problem::Problem;
use http::header;

use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{Incoming, Next, Received};

/// Most bytes of a request: a text and a picture, which is bounded as it comes in.
pub(super) const UPLOAD_MAX: usize = 64 * 1024 * 1024;
/// Most bytes of a text. The longest one that can be saved has fewer, so that a longer one comes back with its message.
const TEXT_MAX: usize = 1024 * 1024;

/// What was sent.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) fields: Fields,
    /// A picture that was taken, or why it was not.
    pub(super) picture: Option<Result<app::office::Staged, Problem>>,
    /// Whether the request broke off.
    pub(super) is_broken: bool,
}

/// Reads a form with or without files.
pub(super) async fn receive(web: &Web, desk: &Desk, request: Request) -> Result<Sent, Failure> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.unwrap_or_default().starts_with("multipart/") {
        let fields = Fields::from_request(request, web).await?;
        return Ok(Sent { fields, picture: None, is_broken: false });
    }
    let parts: Result<Multipart, MultipartRejection> = Multipart::from_request(request, web).await;
    let Ok(parts) = parts else {
        return Ok(Sent { fields: Fields::default(), picture: None, is_broken: true });
    };
    let mut incoming = Incoming::new(parts, TEXT_MAX);
    let mut received = Received::default();
    let mut is_broken = false;
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, bytes) => {
                let staged = desk.stage_picture(&name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => break,
            Next::BrokenOff => {
                is_broken = true;
                break;
            }
        }
    }
    let picture = match (received.files.pop(), received.refused.pop()) {
        (_, Some((_, problem))) => Some(Err(problem)),
        (Some(staged), None) => Some(Ok(staged)),
        (None, None) => None,
    };
    Ok(Sent { fields: Fields::new(received.fields), picture, is_broken })
}
