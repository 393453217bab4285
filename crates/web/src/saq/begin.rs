//! Where uploads to a slot are created.

use app::AppError;
use app::office::NewUpload;
use axum::extract::Path;
use axum::response::Response;
use domain::capture::Capture;
use http::HeaderMap;

use super::evidence::AtSlot;
use crate::failure::Failure;
use crate::tus::{Asked, abilities, answer, begun};
use crate::visitor::SignedIn;

/// `OPTIONS` where uploads are created: what this server can do, and how large a file of this office may be.
pub(super) async fn options_here(
    signed_in: SignedIn,
    Path((round, body, ..)): AtSlot,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    Ok(abilities(office.file_rules().max_file))
}

/// `POST /saq/{round}/{body}/{question}/unggah/{slot}`: `Upload-Length`, and in `Upload-Metadata` `filename`, `caption`,
/// `capture` (what our camera recorded; ignored where it is not right) and `replaces` (the evidence whose place the file
/// is to take).
pub(super) async fn create(
    signed_in: SignedIn,
    Path((round, body, question, slot)): AtSlot,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let asked = match Asked::read(&headers) {
        Ok(asked) => asked,
        Err(status) => return Ok(answer(status)),
    };
    let replaces = match asked.text("replaces") {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let new = NewUpload {
        question: &question,
        slot: &slot,
        file_name: asked.text("filename"),
        caption: asked.text("caption"),
        size: asked.size,
        capture: Capture::read(asked.text("capture")),
        replaces,
    };
    begun(signed_in.visitor.texts(), office.begin_upload(&new).await)
}
