//! The page that says whether a certificate is genuine and valid.

use app::AppError;
use app::certificate::Checked;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use crate::components::{Button, Input, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    nomor: String,
}

#[derive(Debug, Template)]
#[template(path = "certificate/ask.html")]
struct AskPage {
    shell: Shell,
    t: Texts,
    typed: String,
    errors: Messages,
}

/// `GET /s`: asks for what is printed on a certificate.
pub(super) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let typed = asked.nomor.trim().to_owned();
    if typed.is_empty() {
        return Ok(page(&web, &visitor, typed, false));
    }
    match web.app.public().check_certificate(&typed).await {
        Ok(checked) => Ok(Redirect::to(&format!("/s/{}", checked.certificate.reference)).into_response()),
        Err(AppError::NotFound) => Ok(page(&web, &visitor, typed, true)),
        Err(other) => Err(other.into()),
    }
}

fn page(web: &Web, visitor: &Visitor, typed: String, is_unknown: bool) -> Response {
    let t = *visitor.texts();
    let mut errors = Messages::default();
    if is_unknown {
        errors.add("nomor", t.certificate_unknown());
    }
    let shell = visitor.shell(web).with_errors(is_unknown);
    let status = if is_unknown { StatusCode::NOT_FOUND } else { StatusCode::OK };
    render(status, &AskPage { shell, t, typed, errors })
}

#[derive(Debug, Template)]
#[template(path = "certificate/check.html")]
struct CheckPage {
    shell: Shell,
    t: Texts,
    verdict: Tag,
    is_valid: bool,
    explanation: String,
    reason: String,
    newer: String,
    facts: SummaryList,
    pdf: String,
    public: String,
}

/// `GET /s/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Failure> {
    match web.app.public().check_certificate(&reference).await {
        Ok(checked) => Ok(render(StatusCode::OK, &CheckPage::new(&web, &visitor, &checked))),
        // Whoever mistyped it can try again where it is.
        Err(AppError::NotFound) => Ok(page(&web, &visitor, reference, true)),
        Err(other) => Err(other.into()),
    }
}

impl CheckPage {
    fn new(web: &Web, visitor: &Visitor, checked: &Checked) -> Self {
        let t = *visitor.texts();
        let certificate = &checked.certificate;
        let is_valid = certificate.revoked_at.is_none();
        let moment = |at| show::moment(&t, at, checked.round.zone);
        let category = checked.scheme.category(certificate.category.as_str());
        let category = category.map_or(certificate.category.as_str(), |found| found.label.get(t.code()));
        let mut facts = vec![
            SummaryRow::new(t.certificate_number(), certificate.reference.as_str()),
            SummaryRow::new(t.result_office(), checked.body.office_name.as_str()),
            SummaryRow::new(t.certificate_round(), checked.round.title.as_str()),
            SummaryRow::new(t.result_category(), category),
            SummaryRow::new(t.result_total(), show::display(&t, &certificate.total_display)),
            SummaryRow::new(t.certificate_issued(), moment(certificate.issued_at)),
            SummaryRow::new(t.certificate_edition(), t.integer(certificate.edition)),
        ];
        facts.extend(certificate.revoked_at.map(|at| SummaryRow::new(t.certificate_revoked(), moment(at))));
        let explanation = match (is_valid, &certificate.replaced_by) {
            (true, _) => t.certificate_valid_long(),
            (false, Some(_)) => t.certificate_replaced_long(),
            (false, None) => t.certificate_revoked_long(),
        };
        let verdict = if is_valid {
            Tag::new(t.certificate_valid()).colour("green")
        } else {
            Tag::new(t.certificate_invalid()).colour("red")
        };
        let own = format!("/s/{}", certificate.reference);
        Self {
            shell: visitor.shell(web),
            verdict,
            is_valid,
            explanation,
            reason: checked.reason.clone(),
            newer: certificate.replaced_by.as_ref().map(|newer| format!("/s/{newer}")).unwrap_or_default(),
            facts: SummaryList::new(facts),
            pdf: if certificate.pdf.is_some() { format!("{own}/sertifikat.pdf") } else { String::new() },
            public: format!("/hasil/{}/{}", checked.round.slug, checked.body.slug),
            t,
        }
    }
}
