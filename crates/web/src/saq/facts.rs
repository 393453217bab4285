//! *Isi dari data*: what the records of the office say to a question, taken as evidence or given back.

use app::fact::FactOffer;
use app::{AppError, Office};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::fact::Fact;
use domain::ids::FactSnapshotId;
use domain::instrument::Question;
use http::{HeaderValue, header};
use i18n::Texts;

use crate::Web;
use crate::components::Button;
use crate::fact::{Act, FactCard, name, suggestion, value};
use crate::failure::Failure;
use crate::visitor::{SignedIn, redirect_with};

/// The cards of a question: what can be taken while it can be changed, and what was taken.
pub(super) async fn cards(
    t: &Texts,
    office: &Office,
    question: &Question,
    editable: bool,
) -> Result<Vec<FactCard>, AppError> {
    let offers = office.fact_offers(question.code.as_str()).await?;
    let shown = offers.iter().filter(|offer| editable || offer.taken.is_some());
    Ok(shown.filter_map(|offer| card(t, office, question, offer, editable)).collect())
}

fn card(
    t: &Texts,
    office: &Office,
    question: &Question,
    offer: &FactOffer,
    editable: bool,
) -> Option<FactCard> {
    let body = &office.placed().body;
    let here = format!("{}/{}/data", super::home(office), question.code);
    let named = name(t, offer.fact);
    let mut card = match (&offer.taken, &offer.reading) {
        (Some(taken), _) => FactCard::of_taken(t, body, taken),
        (None, Some(reading)) => FactCard::of_reading(t, body, reading),
        (None, None) => return None,
    };
    if let (Some(taken), Some(reading)) = (&offer.taken, &offer.reading)
        && taken.snapshot.reading.differs(reading)
    {
        card.now = t.fact_changed(value(t, offer.fact, &reading.value));
        card.is_changed = true;
    }
    if !editable {
        return Some(card);
    }
    if let Some(answer) = &offer.suggestion {
        card.suggests = t.fact_suggests(suggestion(t, question, answer));
    }
    if offer.reading.is_some() {
        let (words, about) = if offer.taken.is_some() {
            (t.fact_retake(), t.fact_retake_about(named.as_str()))
        } else {
            (t.fact_take(), t.fact_take_about(named.as_str()))
        };
        let button = Button::submit(words).secondary().attribute("aria-label", about);
        card.take = Some(Act { action: format!("{here}/{}", offer.fact), button });
    }
    if let Some(taken) = &offer.taken {
        let about = t.fact_give_back_about(named.as_str());
        let button = Button::submit(t.fact_give_back()).secondary().attribute("aria-label", about);
        card.give_back = Some(Act { action: format!("{here}/{}/lepas", taken.row.id), button });
    }
    Some(card)
}

type AtFact = Path<(String, String, String, String)>;

/// `POST /saq/{round}/{body}/{question}/data/{fact}`
pub(super) async fn take(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, fact)): AtFact,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let fact: Fact = fact.parse().map_err(|_| AppError::NotFound)?;
    office.take_fact(&code, fact).await?;
    Ok(back(&web, &office, &code, "fact-took"))
}

/// `POST /saq/{round}/{body}/{question}/data/{id}/lepas`
pub(super) async fn give_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, id)): AtFact,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let id: FactSnapshotId = id.parse().map_err(|_| AppError::NotFound)?;
    office.give_fact_back(&code, id).await?;
    Ok(back(&web, &office, &code, "fact-gave-back"))
}

/// Back to the question, at its data.
fn back(web: &Web, office: &Office, code: &str, said: &'static str) -> Response {
    redirect_with(&format!("{}/{code}#data", super::home(office)), said, web)
}

/// `GET /bukti/data/{id}`: the snapshot, byte for byte what its SHA-256 is of.
pub(super) async fn snapshot(signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: FactSnapshotId = id.parse().map_err(|_| AppError::NotFound)?;
    let taken = app::fact::open(&signed_in.access, id).await?;
    let name = format!("attachment; filename=\"data-{}-{}.json\"", taken.row.question, taken.row.fact);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    Ok((headers, taken.row.document).into_response())
}
