//! A scheme in words.

use app::AppError;
use app::national::Document;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::exact::Rounding;
use domain::scheme::{Component, Gate, GateOf, Missing, Pass, Role, Scheme, Source, Tie};
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "national/scheme.html")]
struct SchemePage {
    shell: Shell,
    t: Texts,
    title: String,
    document: Document,
    /// Headings with the sentences under them.
    parts: Vec<(String, Vec<String>)>,
}

/// `GET /nasional/skema/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_home().await?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let (document, scheme) = national.scheme(id).await?;
    let t = *reader.visitor.texts();
    let shell = reader.visitor.shell(&web);
    let title = scheme.title.get(t.code()).to_owned();
    let parts = in_words(&t, &scheme);
    Ok(render(StatusCode::OK, &SchemePage { shell, t, title, document, parts }))
}

fn in_words(t: &Texts, scheme: &Scheme) -> Vec<(String, Vec<String>)> {
    let components = scheme.components.iter().map(|found| component(t, found)).collect();
    let gates: Vec<String> = scheme.gates.iter().map(|found| gate(t, scheme, found)).collect();
    let categories = scheme
        .categories
        .iter()
        .map(|found| t.instrument_category(show::exact(t, &found.from), found.label.get(t.code())))
        .collect();
    let ties = scheme.ties.iter().map(|tie| match tie {
        Tie::Component(code) => t.instrument_tie_component(label(t, scheme, code.as_str())),
        Tie::SubmittedAt => t.instrument_tie_submitted(),
    });
    let rounding = match scheme.display.rounding {
        Rounding::HalfUp => t.instrument_rounding_half_up(),
        Rounding::HalfEven => t.instrument_rounding_half_even(),
        Rounding::Down => t.instrument_rounding_down(),
    };
    let display = t.instrument_display(i64::from(scheme.display.digits), rounding);
    let mut parts = vec![(t.instrument_components(), components)];
    if !gates.is_empty() {
        parts.push((t.instrument_gates(), gates));
    }
    parts.push((t.instrument_categories(), categories));
    parts.push((t.instrument_ties(), ties.chain([t.instrument_ties_last()]).collect()));
    parts.push((t.instrument_display_heading(), vec![display]));
    parts
}

fn label(t: &Texts, scheme: &Scheme, code: &str) -> String {
    let found = scheme.component(code).and_then(|component| component.label.as_ref());
    found.map_or_else(|| code.to_owned(), |label| label.get(t.code()).to_owned())
}

fn component(t: &Texts, component: &Component) -> String {
    let name = component
        .label
        .as_ref()
        .map_or_else(|| component.code.to_string(), |label| label.get(t.code()).to_owned());
    let source = match component.source {
        Source::Instrument => t.instrument_source_instrument(),
        Source::Sheet => t.instrument_source_sheet(),
        Source::Panel => t.instrument_source_panel(),
    };
    match &component.role {
        Role::Weight { weight, missing } => {
            let mut words = t.instrument_role_weight(name, source, show::exact(t, weight));
            // The questionnaire itself is never missing.
            if component.source != Source::Instrument {
                words.push(' ');
                words.push_str(&match missing {
                    Missing::Zero => t.instrument_missing_zero(),
                    Missing::Reweigh => t.instrument_missing_reweigh(),
                    Missing::NotAssessed => t.instrument_missing_not_assessed(),
                });
            }
            words
        }
        Role::Bonus { weight } => t.instrument_role_bonus(name, source, show::exact(t, weight)),
        Role::Rerank => t.instrument_role_rerank(name, source),
    }
}

fn gate(t: &Texts, scheme: &Scheme, gate: &Gate) -> String {
    let into = label(t, scheme, gate.into.as_str());
    let of = match &gate.of {
        GateOf::Total => t.instrument_gate_total(),
        GateOf::Component(code) => label(t, scheme, code.as_str()),
    };
    match (&gate.pass, gate.per_parent) {
        (Pass::Top(top), true) => t.instrument_gate_top_per_parent(into, of, *top),
        (Pass::Top(top), false) => t.instrument_gate_top(into, of, *top),
        (Pass::AtLeast(least), _) => t.instrument_gate_at_least(into, show::exact(t, least), of),
    }
}
