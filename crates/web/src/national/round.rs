//! The page of a round for those who manage it.

use app::AppError;
use app::national::RoundDetail;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::round::{PhaseKind, RoundAction, Window};
use http::StatusCode;
use i18n::Texts;
use store::round::Extension;

use super::dates::in_zones;
use super::frame::{Form, Parts, version, version_field};
use super::history::{Entry, entry};
use crate::Web;
use crate::components::{BackLink, Button};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "national/round.html")]
struct RoundPage {
    shell: Shell,
    t: Texts,
    detail: RoundDetail,
    history: Vec<Entry>,
    /// Rules for files: names and values.
    file_rules: Vec<(String, String)>,
    /// Rules for appeals: names and values.
    appeal_rules: Vec<(String, String)>,
    errors: Messages,
}

impl RoundPage {
    fn at(&self, at: impl std::borrow::Borrow<jiff::Timestamp>) -> String {
        in_zones(&self.t, *at.borrow(), self.detail.round.zone)
    }

    /// The phases that the round has, in the order of a year.
    fn phases(&self) -> Vec<(String, Window)> {
        let named = |kind| {
            let window = self.detail.schedule.window(kind)?;
            Some((app::notices::phase_name(&self.t, kind), window))
        };
        PhaseKind::ALL.into_iter().filter_map(named).collect()
    }

    /// Whether the round has a phase of interviews.
    fn has_interview(&self) -> bool {
        self.detail.schedule.window(PhaseKind::Interview).is_some()
    }

    fn phase(&self, extension: &Extension) -> String {
        app::notices::phase_name(&self.t, extension.kind)
    }

    /// Name of the office of an extension.
    fn office(&self, extension: &Extension) -> String {
        let mut placed = self.detail.participants.iter();
        let found = placed.find(|placed| placed.body.code == extension.body);
        found.map_or_else(|| extension.body.to_string(), |placed| placed.body.office_name.clone())
    }

    fn may(&self, action: RoundAction) -> bool {
        self.detail.round.state.transition(action).is_some()
    }

    fn is_living(&self) -> bool {
        self.may(RoundAction::Cancel)
    }
}

fn page(web: &Web, reader: &SignedIn, detail: RoundDetail, problems: &[FieldProblem]) -> Response {
    let t = *reader.visitor.texts();
    let errors = Messages::new(&t, problems);
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path = format!("/nasional/{}", detail.round.slug);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let history = detail.history.iter().map(|event| entry(&t, event, detail.round.zone)).collect();
    let usual = web.app.settings().file_rules();
    let file_rules = super::file_rules::facts(&t, detail.round.files, usual);
    let appeal_rules = super::appeal_rules::facts(&t, &detail.round.rules.appeal);
    render(status, &RoundPage { shell, t, detail, history, file_rules, appeal_rules, errors })
}

/// `GET /nasional/{round}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    Ok(page(&web, &reader, detail, &[]))
}

/// `POST /nasional/{round}/jadwalkan`
pub(super) async fn schedule(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    match national.schedule_round(&slug, version(&fields)).await {
        Ok(_) => Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-scheduled", &web)),
        Err(AppError::Invalid(problems)) => {
            let detail = national.round(&slug).await?;
            Ok(page(&web, &reader, detail, &problems))
        }
        Err(other) => Err(other.into()),
    }
}

fn cancel_page(
    web: &Web,
    reader: &SignedIn,
    slug: &str,
    (sent, reason): (i64, &str),
    problems: &[FieldProblem],
) -> Response {
    let back = format!("/nasional/{slug}");
    let form = Form::new(web, reader, format!("{back}/batalkan"), back, problems);
    let t = *form.t();
    let body = Parts::default().with(version_field(sent)).with(form.reason(t.national_reason_hint(), reason));
    let submit = Button::submit(t.national_cancel_submit()).warning();
    form.render(t.national_cancel_title(), vec![t.national_cancel_intro()], body, submit, false)
}

/// `GET /nasional/{round}/batalkan`
pub(super) async fn ask_cancel(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let round = reader.access.national_of(&slug).await?.round(&slug).await?.round;
    Ok(cancel_page(&web, &reader, &slug, (round.version, ""), &[]))
}

/// `POST /nasional/{round}/batalkan`
pub(super) async fn cancel(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let (sent, reason) = (version(&fields), fields.text("reason"));
    match national.cancel_round(&slug, sent, reason).await {
        Ok(_) => Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-cancelled", &web)),
        Err(AppError::Invalid(problems)) => Ok(cancel_page(&web, &reader, &slug, (sent, reason), &problems)),
        Err(other) => Err(other.into()),
    }
}
