//! Links on the pages of an office: what is known of them, asking for another look, the kept text.

use app::link::LinkProof;
use app::{AppError, Office};
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::ProbeId;
use domain::instrument::Question;
use domain::level::Level;
use domain::policy::Action;
use http::{HeaderValue, header};
use i18n::Texts;
use serde::Deserialize;

use super::check::GapView;
use crate::failure::Failure;
use crate::headers::Exposure;
use crate::link::{Reader, Words};
use crate::page::Flash;
use crate::visitor::SignedIn;

/// Words about links for the office.
pub(super) fn words<'a>(t: &'a Texts, office: &Office) -> Words<'a> {
    Words { t, zone: office.placed().body.zone, reader: Reader::Office, looks: office.looks_at_links() }
}

/// The links of a questionnaire on the page that checks it.
#[derive(Debug)]
pub(super) struct Links {
    /// Whether there are any.
    pub(super) any: bool,
    /// Those that prove nothing as they are.
    pub(super) problems: Vec<GapView>,
    /// Nobody looks at them.
    pub(super) is_off: bool,
    /// Whether this person can ask for a look.
    pub(super) may_ask: bool,
}

impl Links {
    pub(super) async fn new(t: &Texts, office: &Office) -> Result<Self, AppError> {
        let proofs = office.link_proofs().await?;
        let mut problems = Vec::new();
        for question in office.instrument().questions() {
            let of_question = proofs.get(&question.code).map(Vec::as_slice).unwrap_or_default();
            let bad = of_question.iter().filter(|proof| proof.standing.level() == Level::Problem);
            problems.extend(bad.map(|proof| problem(t, office, question, proof)));
        }
        Ok(Self {
            any: !proofs.is_empty(),
            problems,
            is_off: !office.looks_at_links(),
            may_ask: office.may(Action::FillAnswer),
        })
    }
}

fn problem(t: &Texts, office: &Office, question: &Question, proof: &LinkProof) -> GapView {
    let sentence = words(t, office).sentence(proof);
    GapView {
        text: t.link_check_problem(i64::from(question.number), sentence, proof.url.as_str()),
        href: format!("{}/{}#bukti", super::home(office), question.code),
    }
}

/// What was asked for before the page that checks.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// So many links are being looked at.
    tautan: Option<u32>,
}

impl Asked {
    /// What to say of it.
    pub(super) fn flash(&self, t: &Texts) -> Option<Flash> {
        self.tautan.map(|count| Flash::Notice(t.link_check_started(i64::from(count))))
    }
}

/// `POST /saq/{round}/{body}/tautan`
pub(super) async fn check_all(
    signed_in: SignedIn,
    Path((round, body)): super::check::Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let count = office.check_links().await?;
    Ok(Redirect::to(&format!("{}/periksa?tautan={count}", super::home(&office))).into_response())
}

/// `GET /bukti/tautan/{id}`: the text of a page as it was. Never as the page that it was.
pub(super) async fn snapshot(signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: ProbeId = id.parse().map_err(|_| AppError::NotFound)?;
    let snapshot = app::link::open(&signed_in.access, id).await?;
    let mut response = Body::from_stream(snapshot.reading.stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(snapshot.reading.size));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"salinan.txt\""));
    response.extensions_mut().insert(Exposure::Evidence);
    Ok(response)
}
