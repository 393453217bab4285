//! The page that moves the dates of a round.

use app::national::RoundDetail;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::round::RoundState;

use super::dates::{Typed, merge, phase_fields, read_schedule};
use super::frame::{Form, Parts, refused, version, version_field};
use crate::Web;
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    sent: Option<&Fields>,
    problems: &[FieldProblem],
) -> Response {
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/tahapan"), back, problems);
    let t = *form.t();
    let stored = |name: &str| {
        let (kind, edge) = name.split_once('.').unwrap_or_default();
        let window = kind.parse().ok().and_then(|kind| detail.schedule.window(kind));
        let at = window.map(|window| if edge == "opens" { window.opens } else { window.closes });
        Typed::stored(at, round.zone)
    };
    let typed = |name: &str| sent.map_or_else(|| stored(name), |fields| Typed::sent(fields, name));
    let mut body = Parts::default()
        .with(version_field(sent.map_or(round.version, version)))
        .with(phase_fields(&form, typed).html());
    if round.state != RoundState::Draft {
        let reason = sent.map_or("", |fields| fields.text("reason"));
        body = body.with(form.reason(t.national_reason_hint(), reason));
    }
    let intro = vec![t.national_phases_intro(round.zone.code())];
    form.render(
        t.national_phases_title(round.title.as_str()),
        intro,
        body,
        Button::submit(t.common_save()),
        false,
    )
}

/// `GET /nasional/{round}/tahapan`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    Ok(page(&web, &reader, &detail, None, &[]))
}

/// `POST /nasional/{round}/tahapan`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let mut problems = Vec::new();
    let schedule = read_schedule(&fields, detail.round.zone, &mut problems);
    if problems.is_empty() {
        match national.change_phases(&slug, version(&fields), &schedule, fields.text("reason")).await {
            Ok(_) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(error) => problems = refused(error, &mut fields)?,
        }
    } else {
        merge(&mut problems, schedule.problems());
    }
    Ok(page(&web, &reader, &detail, Some(&fields), &problems))
}
