//! The page that records an outage and gives its hours back.

use app::national::{NewOutage, RoundDetail, codes_in};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::codes::BodyCode;
use domain::problem::FieldProblem;
use domain::round::Window;
use store::outage::Outage;

use super::dates::{Typed, in_zones, moment_fields};
use super::frame::{Form, Parts, refused, version, version_field};
use crate::Web;
use crate::components::{Button, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    (detail, outages): (&RoundDetail, &[Outage]),
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/gangguan"), back, problems);
    let t = *form.t();
    let began = (t.fairness_outage_began(), t.fairness_outage_began_time());
    let ended = (t.fairness_outage_ended(), t.fairness_outage_ended_time());
    form.name("bodies", t.fairness_outage_bodies());
    let sent = if fields.has("version") { version(fields) } else { round.version };
    let body = Parts::default()
        .with(version_field(sent))
        .with(moment_fields(&form, "began", began, &Typed::sent(fields, "began")).html())
        .with(moment_fields(&form, "ended", ended, &Typed::sent(fields, "ended")).html())
        .with(
            Textarea::new("bodies", t.fairness_outage_bodies())
                .hint(t.fairness_outage_bodies_hint())
                .rows(3)
                .value(fields.raw("bodies"))
                .error(form.error("bodies")),
        )
        .with(form.reason(t.national_reason_hint(), fields.text("reason")));
    let known = outages.iter().map(|outage| {
        let at = |time| in_zones(&t, time, round.zone);
        let count = i64::try_from(outage.bodies.len()).unwrap_or(i64::MAX);
        let (from, to) = (at(outage.window.opens), at(outage.window.closes));
        t.fairness_outage_known(count, from, outage.reason.as_str(), to)
    });
    let intro = std::iter::once(t.fairness_outage_intro()).chain(known).collect();
    let title = t.fairness_outage_title(round.title.as_str());
    form.render(title, intro, body, Button::submit(t.fairness_outage_submit()), false)
}

/// `GET /nasional/{round}/gangguan`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let outages = national.outages(&slug).await?;
    Ok(page(&web, &reader, (&detail, &outages), &Fields::default(), &[]))
}

/// `POST /nasional/{round}/gangguan`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let outages = national.outages(&slug).await?;
    let mut problems = Vec::new();
    let codes = codes_in(fields.raw("bodies")).unwrap_or_else(|problem| {
        problems.push(FieldProblem::new("bodies", problem));
        Vec::new()
    });
    let bodies: Vec<BodyCode> = codes.iter().filter_map(|code| code.parse().ok()).collect();
    let zone = detail.round.zone;
    let (began, ended) = (moment::read(&fields, "began", zone), moment::read(&fields, "ended", zone));
    match (began, ended) {
        (Ok(opens), Ok(closes)) if problems.is_empty() => {
            let reason = fields.text("reason").to_owned();
            let new = NewOutage { window: Window { opens, closes }, bodies, reason };
            match national.record_outage(&slug, version(&fields), &new).await {
                Ok(_) => {
                    return Ok(redirect_with(&format!("/nasional/{slug}"), "fairness-outage-done", &web));
                }
                Err(error) => problems = refused(error, &mut fields)?,
            }
        }
        (began, ended) => problems.extend([began.err(), ended.err()].into_iter().flatten().flatten()),
    }
    Ok(page(&web, &reader, (&detail, &outages), &fields, &problems))
}
