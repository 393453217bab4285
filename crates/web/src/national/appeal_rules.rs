//! The page that sets how a round treats appeals.

use app::national::RoundDetail;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::appeal::AppealRules;
use domain::problem::{FieldProblem, Problem};
use domain::tier::Tier;
use i18n::Texts;

use super::frame::{Form, Parts};
use super::own_rules;
use crate::Web;
use crate::components::{Checkboxes, Choice, Radios};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// Name of the field of who decides, as [`AppealRules::problems`] names it.
const DECIDED_BY: &str = "appeal.decided_by";

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let back = format!("/nasional/{}", detail.round.slug);
    let form = Form::new(web, reader, format!("{back}/aturan-sanggah"), back, problems);
    let t = *form.t();
    form.name(DECIDED_BY, t.appeal_rules_decided_by());
    let tiers = [Tier::National, Tier::Provincial].map(|tier| Choice::new(tier.code(), decider(&t, tier)));
    let decided_by = Radios::new(DECIDED_BY, t.appeal_rules_decided_by(), tiers)
        .value(fields.text(DECIDED_BY))
        .error(form.error(DECIDED_BY));
    let tick = |name: &'static str, words: String| {
        Checkboxes::single(name, Choice::new("1", words).checked(fields.text(name) == "1"))
    };
    let body = Parts::default()
        .with(decided_by)
        .with(tick("new_evidence", t.appeal_rules_new_evidence()))
        .with(tick("may_go_down", t.appeal_rules_may_go_down()));
    let title = t.appeal_rules_title(detail.round.title.as_str());
    form.render_rules((title, vec![t.appeal_rules_intro()]), detail.round.state, fields, body)
}

fn decider(t: &Texts, tier: Tier) -> String {
    match tier {
        Tier::Provincial => t.appeal_rules_decided_by_provincial(),
        Tier::National | Tier::Appeal | Tier::Correction => t.appeal_rules_decided_by_national(),
    }
}

/// `GET /nasional/{round}/aturan-sanggah`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    let rules = &detail.round.rules.appeal;
    let tick = |on: bool| if on { "1" } else { "" }.to_owned();
    let fields = Fields::new(vec![
        ("version".into(), detail.round.version.to_string()),
        (DECIDED_BY.into(), rules.decided_by.code().to_owned()),
        ("new_evidence".into(), tick(rules.new_evidence)),
        ("may_go_down".into(), tick(rules.may_go_down)),
    ]);
    Ok(page(&web, &reader, &detail, &fields, &[]))
}

/// `POST /nasional/{round}/aturan-sanggah`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let problems = match fields.text(DECIDED_BY).parse::<Tier>() {
        Ok(decided_by) => {
            let appeal = AppealRules {
                decided_by,
                new_evidence: fields.text("new_evidence") == "1",
                may_go_down: fields.text("may_go_down") == "1",
            };
            match own_rules::change(&national, &detail.round, &mut fields, |rules| rules.appeal = appeal)
                .await?
            {
                Ok(()) => {
                    return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web));
                }
                Err(problems) => problems,
            }
        }
        Err(_) => vec![FieldProblem::new(DECIDED_BY, Problem::UnknownOption)],
    };
    Ok(page(&web, &reader, &detail, &fields, &problems))
}

/// The rules in words, for a list of facts.
pub(super) fn facts(t: &Texts, rules: &AppealRules) -> Vec<(String, String)> {
    let yes = |on: bool| if on { t.common_yes() } else { t.common_no() };
    vec![
        (t.appeal_rules_decided_by(), decider(t, rules.decided_by)),
        (t.appeal_rules_new_evidence(), yes(rules.new_evidence)),
        (t.appeal_rules_may_go_down(), yes(rules.may_go_down)),
    ]
}
