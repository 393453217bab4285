//! Uploading files, adding links, describing and taking away evidence.

use app::office::Staged;
use app::{AppError, Office};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::EvidenceId;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;

use super::question::{Shown, page};
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{FileBytes, Received, Stage, receive};
use crate::problem::{Messages, problem_text};
use crate::visitor::SignedIn;

/// Most bytes of a text beside the files.
const TEXT_MAX: usize = 8 * 1024;

pub(super) type AtSlot = Path<(String, String, String, String)>;

/// `POST /saq/{round}/{body}/{question}/bukti/{slot}`: files in parts of any name, `caption`. Nothing is attached before
/// the whole request has come.
pub(super) async fn upload(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, slot)): AtSlot,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let t = *signed_in.visitor.texts();
    let at = format!("slot.{slot}");
    let mut errors = Messages::default();
    let files = SlotFiles { office: &office, question: &code, slot: &slot };
    let received = receive(parts, TEXT_MAX, &files).await?;
    let mut caption = String::new();
    if let Some(received) = received {
        caption = received.text("caption");
        for (name, problem) in &received.refused {
            let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
            errors.add(&at, t.saq_named_problem(name, problem_text(&t, problem)));
        }
        if errors.is_empty() || !received.files.is_empty() {
            match office.attach(&code, &slot, &caption, received.files).await {
                Err(AppError::Invalid(problems)) => add_all(&t, &mut errors, &problems),
                other => drop(other?),
            }
        }
    } else {
        errors.add(&at, t.saq_file_broke_off());
    }
    if errors.is_empty() {
        return Ok(back(&office, &code, &slot));
    }
    let at_slot = Fields::new(vec![("caption".to_owned(), caption)]);
    let shown = Shown { at_slot, errors, ..Shown::default() };
    page(&web, &signed_in, &office, &code, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

/// `POST /saq/{round}/{body}/{question}/ganti/{id}`: one file in a part of any name, `caption`.
pub(super) async fn replace(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, id)): AtSlot,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    let old = office.replaceable(&code, id).await?;
    let (t, slot) = (*signed_in.visitor.texts(), old.slot.as_str());
    let at = format!("ganti.{id}");
    let mut errors = Messages::default();
    let files = SlotFiles { office: &office, question: &code, slot };
    let received = receive(parts, TEXT_MAX, &files).await?;
    match received {
        None => errors.add(&at, t.saq_file_broke_off()),
        Some(Received { refused, .. }) if !refused.is_empty() => {
            for (_, problem) in &refused {
                errors.add(&at, problem_text(&t, problem));
            }
        }
        Some(mut received) => match (received.files.pop(), received.files.is_empty()) {
            (None, _) => errors.add(&at, problem_text(&t, &Problem::NoFile)),
            (Some(_), false) => errors.add(&at, problem_text(&t, &Problem::TooManyFiles { max: 1 })),
            (Some(file), true) => match office.replace(&code, id, &received.text("caption"), file).await {
                Err(AppError::Invalid(problems)) => {
                    for found in &problems {
                        errors.add(&at, problem_text(&t, &found.problem));
                    }
                }
                other => drop(other?),
            },
        },
    }
    if errors.is_empty() {
        return Ok(back(&office, &code, slot));
    }
    let shown = Shown { errors, ..Shown::default() };
    page(&web, &signed_in, &office, &code, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

/// `POST /saq/{round}/{body}/{question}/pakai/{slot}`: `evidence` (the id of a file in another place), `caption`.
pub(super) async fn reuse(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, slot)): AtSlot,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let at = format!("pakai.{slot}");
    let used = match fields.text("evidence") {
        "" => {
            // Who may not fill learns nothing of the form.
            office.may_put_at(&code, &slot)?;
            Err(AppError::field(at, Problem::NotNow { why: "evidence-reuse-none-chosen".to_owned() }))
        }
        id => {
            let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
            office.reuse(&code, &slot, id, fields.text("caption")).await.map(drop).map_err(
                |error| match error {
                    AppError::Invalid(problems) => AppError::Invalid(
                        problems
                            .into_iter()
                            .map(|found| FieldProblem::new(at.as_str(), found.problem))
                            .collect(),
                    ),
                    other => other,
                },
            )
        }
    };
    answer(&web, &signed_in, &office, &code, &slot, fields, used).await
}

/// Files for a slot of a question.
struct SlotFiles<'a> {
    office: &'a Office,
    question: &'a str,
    slot: &'a str,
}

impl Stage for SlotFiles<'_> {
    async fn stage(&self, name: &str, bytes: FileBytes<'_>) -> Result<Staged, AppError> {
        self.office.stage(self.question, self.slot, name, bytes).await
    }
}

/// `POST /saq/{round}/{body}/{question}/tautan/{slot}`
pub(super) async fn add_link(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, slot)): AtSlot,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let added = office.add_link(&code, &slot, fields.text("link"), fields.text("caption")).await;
    answer(&web, &signed_in, &office, &code, &slot, fields, added.map(drop)).await
}

/// `POST /saq/{round}/{body}/{question}/keterangan/{id}`
pub(super) async fn caption(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, id)): AtSlot,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    let changed = office.set_caption(&code, id, fields.text("caption")).await;
    answer(&web, &signed_in, &office, &code, "", fields, changed).await
}

/// `POST /saq/{round}/{body}/{question}/keluarkan/{id}`
pub(super) async fn remove(
    signed_in: SignedIn,
    Path((round, body, code, id)): AtSlot,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    office.remove_evidence(&code, id).await?;
    Ok(back(&office, &code, ""))
}

async fn answer(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    code: &str,
    slot: &str,
    fields: Fields,
    result: Result<(), AppError>,
) -> Result<Response, Failure> {
    match result {
        Ok(()) => Ok(back(office, code, slot)),
        Err(AppError::Invalid(problems)) => {
            let mut errors = Messages::default();
            add_all(signed_in.visitor.texts(), &mut errors, &problems);
            let shown = Shown { at_slot: fields, errors, ..Shown::default() };
            page(web, signed_in, office, code, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(other) => Err(other.into()),
    }
}

fn add_all(t: &i18n::Texts, errors: &mut Messages, problems: &[FieldProblem]) {
    for found in problems {
        errors.add(&found.field, problem_text(t, &found.problem));
    }
}

/// Back to the question, at the place for evidence.
fn back(office: &Office, code: &str, slot: &str) -> Response {
    let at = if slot.is_empty() { "bukti".to_owned() } else { format!("judul.{slot}") };
    Redirect::to(&format!("{}/{code}#{at}", super::home(office))).into_response()
}
