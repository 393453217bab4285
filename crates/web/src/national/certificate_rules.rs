//! The page that sets which categories of a round are given certificates.

use app::national::RoundDetail;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::certificate::CertificateRules;
use domain::problem::FieldProblem;
use domain::scheme::Scheme;

use super::frame::{Form, Parts, chosen};
use super::own_rules;
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// Name of the field, as [`CertificateRules::problems`] names it.
const LOWEST: &str = "certificate.lowest";

fn page(
    web: &Web,
    reader: &SignedIn,
    (detail, scheme): (&RoundDetail, &Scheme),
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let back = format!("/nasional/{}", detail.round.slug);
    let form = Form::new(web, reader, format!("{back}/aturan-sertifikat"), back, problems);
    let t = *form.t();
    let categories = scheme
        .categories
        .iter()
        .map(|category| (category.code.to_string(), category.label.get(t.code()).to_owned()));
    let lowest = form.select(LOWEST, t.certificate_rules_lowest(), categories, fields.text(LOWEST));
    let body = Parts::default().with(lowest.hint(t.certificate_rules_lowest_hint()));
    let title = t.certificate_rules_title(detail.round.title.as_str());
    form.render_rules((title, vec![t.certificate_rules_intro()]), detail.round.state, fields, body)
}

/// `GET /nasional/{round}/aturan-sertifikat`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let (detail, scheme) = (national.round(&slug).await?, national.scheme_of(&slug).await?);
    let lowest = detail.round.rules.certificate.lowest.as_ref();
    let fields = Fields::new(vec![
        ("version".into(), detail.round.version.to_string()),
        (LOWEST.into(), lowest.map(ToString::to_string).unwrap_or_default()),
    ]);
    Ok(page(&web, &reader, (&detail, &scheme), &fields, &[]))
}

/// `POST /nasional/{round}/aturan-sertifikat`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let (detail, scheme) = (national.round(&slug).await?, national.scheme_of(&slug).await?);
    let mut problems = Vec::new();
    let certificate = CertificateRules { lowest: chosen(&fields, LOWEST, &mut problems) };
    if problems.is_empty() {
        let changed =
            own_rules::change(&national, &detail.round, &mut fields, |rules| rules.certificate = certificate);
        match changed.await? {
            Ok(()) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(found) => problems = found,
        }
    }
    Ok(page(&web, &reader, (&detail, &scheme), &fields, &problems))
}
