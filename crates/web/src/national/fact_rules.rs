//! The page that sets which questions of a round are offered facts of the records.

use app::national::RoundDetail;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::fact::FactRules;
use domain::problem::FieldProblem;

use super::frame::{Form, Parts};
use super::own_rules;
use crate::Web;
use crate::components::{Checkboxes, Choice, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// Name of the field of the map, as [`FactRules::problems`] names it.
const MAP: &str = "fact.map";

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let back = format!("/nasional/{}", detail.round.slug);
    let form = Form::new(web, reader, format!("{back}/aturan-fakta"), back, problems);
    let t = *form.t();
    form.name(MAP, t.fact_rules_map());
    let map = Textarea::new(MAP, t.common_label_optional(t.fact_rules_map())).rows(16);
    let off = Choice::new("1", t.fact_rules_off()).checked(fields.text("off") == "1");
    let body = Parts::default()
        .with(map.value(fields.raw(MAP)).error(form.error(MAP)))
        .with(Checkboxes::single("off", off));
    form.render_rules((t.fact_rules_title(), vec![t.fact_rules_lead()]), detail.round.state, fields, body)
}

/// `GET /nasional/{round}/aturan-fakta`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    let rules = &detail.round.rules.fact;
    let fields = Fields::new(vec![
        ("version".into(), detail.round.version.to_string()),
        (MAP.into(), rules.map.clone()),
        ("off".into(), if rules.off { "1" } else { "" }.to_owned()),
    ]);
    Ok(page(&web, &reader, &detail, &fields, &[]))
}

/// `POST /nasional/{round}/aturan-fakta`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let map = fields.raw(MAP).replace("\r\n", "\n");
    let map = if map.trim().is_empty() { String::new() } else { map };
    let facts = FactRules { map, off: fields.text("off") == "1" };
    match own_rules::change(&national, &detail.round, &mut fields, |rules| rules.fact = facts).await? {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
        Err(problems) => Ok(page(&web, &reader, &detail, &fields, &problems)),
    }
}
