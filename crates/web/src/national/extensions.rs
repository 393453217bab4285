//! The page that gives named bodies more time.

use app::national::{EXTENDABLE, NewExtension, RoundDetail, codes_in};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::codes::BodyCode;
use domain::problem::{FieldProblem, Problem};
use domain::round::PhaseKind;

use super::dates::{Typed, in_zones, moment_fields};
use super::frame::{Form, Parts, refused, version, version_field};
use crate::Web;
use crate::components::{Button, Checkboxes, Choice, Details, Radios, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/perpanjangan"), back, problems);
    let t = *form.t();
    let phases = EXTENDABLE.into_iter().filter_map(|kind| {
        let closes = detail.schedule.window(kind)?.closes;
        let hint = t.national_extension_now(in_zones(&t, closes, round.zone));
        Some(Choice::new(kind.code(), app::notices::phase_name(&t, kind)).hint(hint))
    });
    let ticked: Vec<String> = fields.all("body").map(str::to_owned).collect();
    let bodies: Vec<Choice> = detail
        .participants
        .iter()
        .map(|placed| Choice::new(placed.body.code.as_str(), placed.body.office_name.as_str()))
        .collect();
    let list = Checkboxes::new("body", t.national_extension_bodies(), bodies).values(ticked.clone()).small();
    let mut list = Details::new(t.national_extension_pick(), Parts::default().with(list).html());
    if !ticked.is_empty() {
        list = list.open();
    }
    let labels = (t.national_closes_date(), t.national_closes_time());
    let sent = if fields.has("version") { version(fields) } else { round.version };
    let body = Parts::default()
        .with(version_field(sent))
        .with(
            Radios::new("phase", t.national_extension_phase(), phases.collect::<Vec<_>>())
                .value(fields.text("phase"))
                .error(form.error("phase")),
        )
        .with(
            Textarea::new("bodies", t.national_extension_codes())
                .hint(t.national_extension_codes_hint())
                .rows(4)
                .value(fields.raw("bodies"))
                .error(form.error("bodies")),
        )
        .with(list)
        .with(moment_fields(&form, "closes", labels, &Typed::sent(fields, "closes")).html())
        .with(form.reason(t.national_reason_hint(), fields.text("reason")));
    let intro = vec![t.national_extension_intro(round.zone.code())];
    let submit = Button::submit(t.national_extension_submit());
    form.render(t.national_extension_title(round.title.as_str()), intro, body, submit, false)
}

/// `GET /nasional/{round}/perpanjangan`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    Ok(page(&web, &reader, &detail, &Fields::default(), &[]))
}

/// `POST /nasional/{round}/perpanjangan`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let mut problems = Vec::new();
    let phase: Option<PhaseKind> = fields.text("phase").parse().ok();
    if phase.is_none() {
        problems.push(FieldProblem::new("phase", Problem::Required));
    }
    let bodies = bodies(&fields).unwrap_or_else(|problem| {
        problems.push(FieldProblem::new("bodies", problem));
        Vec::new()
    });
    let closes = moment::read(&fields, "closes", detail.round.zone);
    match (phase, closes) {
        (Some(phase), Ok(closes)) if problems.is_empty() => {
            let reason = fields.text("reason").to_owned();
            let new = NewExtension { bodies, phase, closes, reason };
            match national.extend(&slug, version(&fields), &new).await {
                Ok(_) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
                Err(error) => problems = refused(error, &mut fields)?,
            }
        }
        (_, closes) => {
            problems.extend(closes.err().into_iter().flatten());
            if bodies.is_empty() && problems.iter().all(|found| found.field != "bodies") {
                problems.push(FieldProblem::new("bodies", Problem::Required));
            }
            if fields.text("reason").is_empty() {
                problems.push(FieldProblem::new("reason", Problem::Required));
            }
        }
    }
    Ok(page(&web, &reader, &detail, &fields, &problems))
}

/// The bodies that were ticked or listed, each once.
fn bodies(fields: &Fields) -> Result<Vec<BodyCode>, Problem> {
    let mut codes = codes_in(fields.raw("bodies"))?;
    codes.extend(fields.all("body").map(str::to_owned));
    codes.sort();
    codes.dedup();
    Ok(codes.iter().filter_map(|code| code.parse().ok()).collect())
}
