//! The page that takes another instrument or scheme for a round.

use app::national::{National, Replacement};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{InstrumentId, SchemeId};
use domain::problem::{FieldProblem, Problem};

use super::create::{Lists, entries};
use super::frame::{Form, Paragraph, Parts, chosen, refused, version, version_field};
use crate::Web;
use crate::components::{Button, Cell, Checkboxes, Choice, Table};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

async fn page(
    web: &Web,
    reader: &SignedIn,
    national: &National,
    slug: &str,
    fields: &Fields,
    (comparison, problems): (Option<&Replacement>, &[FieldProblem]),
) -> Result<Response, Failure> {
    let lists = Lists::load(national).await?;
    let back = format!("/nasional/{slug}");
    let form = Form::new(web, reader, format!("{back}/naskah"), back, problems);
    let t = *form.t();
    let text = |name: &str| fields.text(name);
    let mut body = Parts::default()
        .with(version_field(version(fields)))
        .with(form.select(
            "instrument",
            t.national_instrument(),
            entries(&form, &lists.instruments),
            text("instrument"),
        ))
        .with(form.select("scheme", t.national_scheme(), entries(&form, &lists.schemes), text("scheme")))
        .with(form.reason(t.national_replace_reason_hint(), text("reason")));
    if let Some(comparison) = comparison.filter(|found| !found.vanished.is_empty()) {
        let head = [t.common_number(), t.national_question(), t.national_answers()].map(Cell::new);
        let row = |gone: &app::national::Vanished| {
            let number = Cell::new(format!("{} ({})", gone.number, gone.code));
            vec![number, Cell::new(gone.text.as_str()), Cell::number(t.integer(gone.answers))]
        };
        let rows: Vec<Vec<Cell>> = comparison.vanished.iter().map(row).collect();
        let accept = Choice::new("ya", t.national_replace_accept());
        body = body
            .with(Table::new(t.national_replace_vanished(), head, rows))
            .with(Paragraph { text: t.national_replace_answers_stay() })
            .with(
                Checkboxes::new("accept", t.national_replace_accept_legend(), [accept])
                    .error(form.error("accept")),
            );
    }
    let intro = vec![t.national_replace_intro()];
    Ok(form.render(t.national_replace_title(), intro, body, Button::submit(t.common_save()), false))
}

/// `GET /nasional/{round}/naskah`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let round = national.round(&slug).await?.round;
    let fields = Fields::new(vec![
        ("version".into(), round.version.to_string()),
        ("instrument".into(), round.instrument.to_string()),
        ("scheme".into(), round.scheme.to_string()),
    ]);
    page(&web, &reader, &national, &slug, &fields, (None, &[])).await
}

/// `POST /nasional/{round}/naskah`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let mut problems = Vec::new();
    let instrument: Option<InstrumentId> = chosen(&fields, "instrument", &mut problems);
    let scheme: Option<SchemeId> = chosen(&fields, "scheme", &mut problems);
    for (name, is_there) in [("instrument", instrument.is_some()), ("scheme", scheme.is_some())] {
        if !is_there && problems.iter().all(|found| found.field != name) {
            problems.push(FieldProblem::new(name, Problem::Required));
        }
    }
    let mut comparison = None;
    if let (Some(instrument), Some(scheme)) = (instrument, scheme) {
        let (documents, accept) = ((instrument, scheme), fields.text("accept") == "ya");
        let reason = fields.text("reason");
        match national.replace_documents(&slug, version(&fields), documents, reason, accept).await {
            Ok(_) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(error) => problems = refused(error, &mut fields)?,
        }
        comparison = national.replacement(&slug, instrument).await.ok();
    }
    page(&web, &reader, &national, &slug, &fields, (comparison.as_ref(), &problems)).await
}
