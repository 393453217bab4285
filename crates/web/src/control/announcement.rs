//! Proposing results, approving them, taking them back.

use app::AppError;
use app::controller::{Proposal, Signer};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use domain::ids::AnnouncementId;
use http::StatusCode;

use super::recap::{How, RecapPage, Typed};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::render;
use crate::problem::Messages;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor, redirect_with};

/// The field of the minute at which results appear.
const FIELD: &str = "publish_at";

/// `POST /nasional/{round}/rekap`
pub(super) async fn propose(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let typed = Typed {
        date: fields.text(FIELD).to_owned(),
        time: fields.text(&moment::time_field(FIELD)).to_owned(),
        decree: fields.text("decree").to_owned(),
        note: fields.raw("note").replace("\r\n", "\n"),
        correction: fields.raw("correction").replace("\r\n", "\n"),
        signer: fields.text("signer").to_owned(),
        signer_title: fields.text("signer_title").to_owned(),
        place: fields.text("place").to_owned(),
        reason: String::new(),
    };
    // The minute is one for the whole country, on the clock of Jakarta.
    let proposed = match moment::read(&fields, FIELD, Zone::Wib) {
        Ok(publish_at) => {
            let proposal = Proposal {
                publish_at,
                decree: typed.decree.clone(),
                note: typed.note.clone(),
                reason: typed.correction.clone(),
                signer: Signer {
                    name: typed.signer.clone(),
                    title: typed.signer_title.clone(),
                    place: typed.place.clone(),
                },
            };
            controller.propose(&proposal).await.map(|_| ())
        }
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    answer(&web, &visitor, &controller, &round, "result-proposed", typed, proposed).await
}

/// `POST /nasional/{round}/rekap/{announcement}/setuju`
pub(super) async fn approve(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, announcement)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let id: AnnouncementId = announcement.parse().map_err(|_| AppError::NotFound)?;
    let approved = match access.confirm(fields.raw("password").into()).await {
        Ok(confirmed) => controller.approve(id, &confirmed).await,
        Err(error) => Err(error),
    };
    answer(&web, &visitor, &controller, &round, "result-approved", Typed::default(), approved).await
}

/// `POST /nasional/{round}/rekap/{announcement}/tarik`
pub(super) async fn withdraw(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, announcement)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let id: AnnouncementId = announcement.parse().map_err(|_| AppError::NotFound)?;
    let reason = fields.raw("reason").replace("\r\n", "\n");
    let withdrawn = controller.withdraw(id, &reason).await;
    let typed = Typed { reason, ..Typed::default() };
    answer(&web, &visitor, &controller, &round, "result-withdrawn", typed, withdrawn).await
}

/// Back to the recap: with what was done, or with what was wrong and everything typed.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    controller: &app::controller::Controller,
    round: &str,
    done: &'static str,
    typed: Typed,
    outcome: Result<(), AppError>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{round}/rekap"), done, web)),
        Err(AppError::Invalid(problems)) => {
            let recap = controller.recap().await?;
            let t = visitor.texts();
            let errors = Messages::named(t, &problems, |field| {
                (field == "correction").then(|| t.certificate_correction_reason())
            });
            let page = RecapPage::new(web, visitor, &recap, &How::default(), typed, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}
