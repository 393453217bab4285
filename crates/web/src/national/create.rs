//! The page that makes a round, and the fields that it shares with the page that changes one.

use app::AppError;
use app::national::{Document, National, RoundLine, RoundPlan};
use axum::extract::State;
use axum::response::Response;
use domain::body::Zone;
use domain::problem::{FieldProblem, Problem};

use super::dates::{Typed, merge, phase_fields, read_schedule, read_zone};
use super::frame::{Form, Heading, Parts, chosen};
use crate::Web;
use crate::components::{Button, Choice, Radios, Select};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// Lists to choose from.
pub(super) struct Lists {
    pub(super) instruments: Vec<Document>,
    pub(super) schemes: Vec<Document>,
    pub(super) rounds: Vec<RoundLine>,
}

impl Lists {
    pub(super) async fn load(national: &National) -> Result<Self, AppError> {
        Ok(Self {
            instruments: national.instruments().await?,
            schemes: national.schemes().await?,
            rounds: national.rounds().await?,
        })
    }
}

/// Entries of a list of instruments or schemes.
pub(super) fn entries(form: &Form<'_>, documents: &[Document]) -> Vec<(String, String)> {
    let t = form.t();
    let name = |found: &Document| {
        let code = [found.code.as_str(), found.edition.as_str()].join(" ");
        t.national_document_name(code.trim(), found.title.as_str(), found.version)
    };
    documents.iter().map(|found| (found.id.clone(), name(found))).collect()
}

/// The zones to choose from.
pub(super) fn zones(form: &Form<'_>, value: &str) -> Radios {
    let t = form.t();
    let items: Vec<Choice> = Zone::ALL.map(|zone| Choice::new(zone.code(), zone.code())).to_vec();
    let value = if value.is_empty() { Zone::Wib.code() } else { value };
    Radios::new("zone", t.national_zone(), items)
        .value(value)
        .hint(t.national_zone_hint())
        .inline()
        .error(form.error("zone"))
}

/// The round before, to choose from.
pub(super) fn previous(form: &Form<'_>, rounds: &[RoundLine], own: &str, value: &str) -> Select {
    let others = rounds.iter().filter(|line| line.round.slug != own);
    let options: Vec<_> = others.map(|line| (line.round.id.to_string(), line.round.title.clone())).collect();
    let label = form.t().common_label_optional(form.t().national_previous());
    form.select("previous", label, options, value)
}

/// The year that was sent.
pub(super) fn read_year(fields: &Fields, problems: &mut Vec<FieldProblem>) -> Option<i64> {
    let sent = fields.text("year");
    if sent.is_empty() {
        return None;
    }
    let year = sent.parse().ok().filter(|_| sent.bytes().all(|b| b.is_ascii_digit()));
    if year.is_none() {
        problems.push(FieldProblem::new("year", Problem::NotANumber));
    }
    year
}

fn page(form: Form<'_>, lists: &Lists, fields: &Fields) -> Response {
    let t = *form.t();
    let text = |name: &str| fields.text(name);
    let body = Parts::default()
        .with(form.input("title", t.national_title_label(), text("title")).hint(t.national_title_hint()))
        .with(form.input("year", t.common_year(), text("year")).numeric().width(4))
        .with(form.select(
            "instrument",
            t.national_instrument(),
            entries(&form, &lists.instruments),
            text("instrument"),
        ))
        .with(form.select("scheme", t.national_scheme(), entries(&form, &lists.schemes), text("scheme")))
        .with(previous(&form, &lists.rounds, "", text("previous")))
        .with(zones(&form, text("zone")))
        .with(Heading { text: t.national_phases() })
        .with(phase_fields(&form, |name| Typed::sent(fields, name)).html());
    let intro = vec![t.national_create_intro()];
    form.render(t.national_create_title(), intro, body, Button::submit(t.national_create_submit()), false)
}

/// `GET /nasional/baru`
pub(super) async fn show(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let lists = Lists::load(&national).await?;
    let form = Form::new(&web, &reader, "/nasional/baru", "/nasional", &[]);
    Ok(page(form, &lists, &Fields::default()))
}

/// `POST /nasional/baru`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let mut problems = Vec::new();
    let zone = read_zone(&fields, &mut problems);
    let plan = RoundPlan {
        title: fields.text("title").to_owned(),
        year: read_year(&fields, &mut problems),
        instrument: chosen(&fields, "instrument", &mut problems),
        scheme: chosen(&fields, "scheme", &mut problems),
        previous: chosen(&fields, "previous", &mut problems),
        zone,
        schedule: read_schedule(&fields, zone, &mut problems),
        participants: Vec::new(),
    };
    let found = if problems.is_empty() {
        match national.create_round(&plan).await {
            Ok(round) => {
                return Ok(redirect_with(
                    &format!("/nasional/{}", round.slug),
                    "national-done-created",
                    &web,
                ));
            }
            Err(AppError::Invalid(found)) => found,
            Err(other) => return Err(other.into()),
        }
    } else {
        merge(&mut problems, plan.problems());
        problems
    };
    let lists = Lists::load(&national).await?;
    let form = Form::new(&web, &reader, "/nasional/baru", "/nasional", &found);
    Ok(page(form, &lists, &fields))
}
