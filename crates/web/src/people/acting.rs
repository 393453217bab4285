//! Beginning and ending to act for somebody.

use app::AppError;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderValue;

use super::member::{finish, member};
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// `POST /pengguna/{person}/bertindak`: `acting_reason`.
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    match member.act_for(fields.text("acting_reason")).await {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(error @ AppError::Invalid(_)) => {
            finish(&web, &signed_in, &member, &fields, Err(error), "people-enabled").await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /bertindak/selesai`
pub(super) async fn stop(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    signed_in.access.stop_acting().await?;
    let mut response = redirect_with("/", "acting-done-stopped", &web);
    // What was typed in the other person's name does not stay on this device.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}
