//! The page that changes what a round is called and what it stands beside.

use app::national::{National, RoundFacts};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;

use super::create::{Lists, previous, read_year, zones};
use super::dates::read_zone;
use super::frame::{Form, Parts, chosen, refused, version, version_field};
use crate::Web;
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

async fn page(
    web: &Web,
    reader: &SignedIn,
    national: &National,
    slug: &str,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let lists = Lists::load(national).await?;
    let back = format!("/nasional/{slug}");
    let form = Form::new(web, reader, format!("{back}/ubah"), back, problems);
    let t = *form.t();
    let body = Parts::default()
        .with(version_field(version(fields)))
        .with(form.input("title", t.national_title_label(), fields.text("title")))
        .with(form.input("year", t.common_year(), fields.text("year")).numeric().width(4))
        .with(previous(&form, &lists.rounds, slug, fields.text("previous")))
        .with(zones(&form, fields.text("zone")));
    Ok(form.render(t.national_facts_title(), vec![], body, Button::submit(t.common_save()), false))
}

/// `GET /nasional/{round}/ubah`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let round = national.round(&slug).await?.round;
    let fields = Fields::new(vec![
        ("version".into(), round.version.to_string()),
        ("title".into(), round.title),
        ("year".into(), round.year.to_string()),
        ("previous".into(), round.previous.map(|id| id.to_string()).unwrap_or_default()),
        ("zone".into(), round.zone.code().into()),
    ]);
    page(&web, &reader, &national, &slug, &fields, &[]).await
}

/// `POST /nasional/{round}/ubah`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let mut problems = Vec::new();
    let zone = read_zone(&fields, &mut problems);
    let year = read_year(&fields, &mut problems);
    let previous = chosen(&fields, "previous", &mut problems);
    if problems.is_empty() {
        let title = fields.text("title").to_owned();
        let facts = RoundFacts { title, year: year.unwrap_or(0), previous, zone };
        match national.change_round(&slug, version(&fields), &facts).await {
            Ok(_) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(error) => problems = refused(error, &mut fields)?,
        }
    }
    page(&web, &reader, &national, &slug, &fields, &problems).await
}
