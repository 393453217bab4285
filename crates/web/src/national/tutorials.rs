//! The page with the tutorial link of each question.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;

use super::frame::{Form, Parts, refused, version, version_field};
use crate::Web;
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// How the names of the fields begin.
const FIELD: &str = "tutorial.";

async fn page(
    web: &Web,
    reader: &SignedIn,
    slug: &str,
    sent: Option<&Fields>,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let view = reader.access.round(slug).await?;
    let back = format!("/nasional/{slug}");
    let form = Form::new(web, reader, format!("{back}/tutorial"), back, problems);
    let t = *form.t();
    let mut body = Parts::default().with(version_field(sent.map_or(view.round.version, version)));
    for question in view.instrument.questions() {
        let name = format!("{FIELD}{}", question.code);
        let stored = view.tutorials.get(&question.code).or(question.tutorial.as_ref());
        let value = sent.map_or(stored.map_or("", String::as_str), |fields| fields.text(&name));
        let label = t.national_tutorial_label(i64::from(question.number), question.text.get(t.code()));
        body = body.with(form.input(&name, label, value).kind("url").autocomplete("off"));
    }
    let intro = vec![t.national_tutorial_intro()];
    let title = t.national_tutorial_title(view.round.title.as_str());
    Ok(form.render(title, intro, body, Button::submit(t.common_save()), false))
}

/// `GET /nasional/{round}/tutorial`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    reader.access.national_of(&slug).await?;
    page(&web, &reader, &slug, None, &[]).await
}

/// `POST /nasional/{round}/tutorial`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let links: BTreeMap<String, String> =
        fields.starting(FIELD).map(|(code, link)| (code.to_owned(), link.to_owned())).collect();
    match national.set_tutorials(&slug, version(&fields), &links).await {
        Ok(_) => Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
        Err(error) => {
            let problems = refused(error, &mut fields)?;
            page(&web, &reader, &slug, Some(&fields), &problems).await
        }
    }
}
