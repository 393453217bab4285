//! The page that says who takes part.

use std::collections::BTreeSet;

use app::AppError;
use app::national::{Choice as Chosen, National, RoundDetail, codes_in};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Level;
use domain::problem::FieldProblem;
use domain::round::RoundState;
use i18n::Texts;

use super::frame::{Form, Parts, refused, version, version_field};
use crate::Web;
use crate::components::{Button, Checkboxes, Choice, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// What people call a level.
fn level_name(t: &Texts, level: &Level) -> String {
    match level {
        Level::Province => t.common_province(),
        Level::Regency => t.common_regency(),
        other => other.code().to_owned(),
    }
}

async fn page(
    web: &Web,
    reader: &SignedIn,
    national: &National,
    detail: &RoundDetail,
    sent: Option<&Fields>,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let candidates = national.candidates(&detail.round.slug).await?;
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/peserta"), back, problems);
    let t = *form.t();
    let chosen = |name: &str| -> Vec<String> {
        sent.map(|fields| fields.all(name).map(str::to_owned).collect()).unwrap_or_default()
    };
    let mut seen = BTreeSet::new();
    let levels = candidates.iter().filter(|placed| seen.insert(placed.body.level.code().to_owned()));
    let levels: Vec<Choice> = levels
        .map(|placed| Choice::new(placed.body.level.code(), level_name(&t, &placed.body.level)))
        .collect();
    let parents: BTreeSet<&str> =
        candidates.iter().filter_map(|placed| placed.body.parent.as_ref()).map(AsRef::as_ref).collect();
    let above = candidates.iter().filter(|placed| parents.contains(placed.body.code.as_str()));
    let parents: Vec<Choice> = above
        .map(|placed| Choice::new(placed.body.code.as_str(), placed.body.office_name.as_str()))
        .collect();
    let line = |placed: &store::body::Placed| format!("{}, {}\n", placed.body.code, placed.body.name);
    let stored = || detail.participants.iter().map(line).collect();
    let listed: String = sent.map_or_else(stored, |fields| fields.raw("participants").to_owned());
    let mut body = Parts::default()
        .with(version_field(sent.map_or(round.version, version)))
        .with(
            Textarea::new("participants", t.national_participants_list())
                .hint(t.national_participants_list_hint())
                .rows(12)
                .value(listed)
                .error(form.error("participants")),
        )
        .with(
            Checkboxes::new("level", t.national_participants_levels(), levels)
                .values(chosen("level"))
                .small(),
        )
        .with(
            Checkboxes::new("parent", t.national_participants_parents(), parents)
                .values(chosen("parent"))
                .small(),
        );
    if round.state == RoundState::Running {
        let reason = sent.map_or("", |fields| fields.text("reason"));
        body = body.with(form.reason(t.national_reason_hint(), reason));
    }
    let intro = vec![t.national_participants_intro()];
    let title = t.national_participants_title(round.title.as_str());
    Ok(form.render(title, intro, body, Button::submit(t.common_save()), false))
}

/// `GET /nasional/{round}/peserta`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    page(&web, &reader, &national, &detail, None, &[]).await
}

/// `POST /nasional/{round}/peserta`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    match save(&national, &slug, &fields).await {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
        Err(error) => {
            let problems = refused(error, &mut fields)?;
            let detail = national.round(&slug).await?;
            page(&web, &reader, &national, &detail, Some(&fields), &problems).await
        }
    }
}

async fn save(national: &National, slug: &str, fields: &Fields) -> Result<(), AppError> {
    let all = |name: &str| fields.all(name).map(str::to_owned).collect();
    let codes = codes_in(fields.raw("participants"));
    let codes = codes.map_err(|problem| AppError::field("participants", problem))?;
    let choice = Chosen { levels: all("level"), parents: all("parent"), codes };
    let bodies = national.choose(slug, &choice).await?;
    national.set_participants(slug, version(fields), &bodies, fields.text("reason")).await?;
    Ok(())
}
