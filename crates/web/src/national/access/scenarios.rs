//! The bank of questions: adding, changing, taking out of use.

use app::AppError;
use app::access_test::{NewScenario, channel_name};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access_test::Channel;
use domain::ids::ScenarioId;
use domain::problem::FieldProblem;
use store::access_test::preparation::Scenario;

use super::super::frame::{Form, Parts, refused, version, version_field};
use super::home;
use crate::Web;
use crate::components::{Button, Checkboxes, Choice, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    slug: &str,
    (scenario, fields): (Option<&Scenario>, &Fields),
    problems: &[FieldProblem],
) -> Response {
    let home = home(slug);
    let action = match scenario {
        None => format!("{home}/skenario"),
        Some(scenario) => format!("{home}/skenario/{}", scenario.id),
    };
    let form = Form::new(web, reader, action.clone(), home, problems);
    let t = *form.t();
    let channels = Channel::ALL.map(|channel| Choice::new(channel.code(), channel_name(&t, channel)));
    let chosen: Vec<&str> = fields.all("channels").collect();
    let area = |name: &'static str, label: String| {
        form.name(name, label.clone());
        Textarea::new(name, label).rows(5).value(fields.raw(name)).error(form.error(name))
    };
    let mut body = Parts::default();
    match scenario {
        None => {
            let code = form.input("code", t.access_scenario_code(), fields.text("code")).width(20);
            body = body.with(code.hint(t.access_scenario_code_hint()));
        }
        Some(_) => body = body.with(version_field(version(fields))),
    }
    let body = body
        .with(area("question", t.access_question()))
        .with(area("right_answer", t.access_right_answer()))
        .with(
            Checkboxes::new("channels", t.access_scenario_channels(), channels)
                .values(chosen)
                .hint(t.access_scenario_channels_hint()),
        );
    let body = match scenario {
        None => body,
        Some(scenario) => {
            let words = if scenario.retired_at.is_some() {
                t.access_scenario_revive()
            } else {
                t.access_scenario_retire()
            };
            let button = Button::submit(words).secondary().attribute("formaction", format!("{action}/pakai"));
            body.with(button)
        }
    };
    let title =
        scenario.map_or_else(|| t.access_scenario_add(), |found| t.access_scenario_edit(found.code.as_str()));
    form.render(title, Vec::new(), body, Button::submit(t.common_save()), false)
}

fn fields_of(scenario: &Scenario) -> Fields {
    let mut fields = vec![
        ("version".to_owned(), scenario.version.to_string()),
        ("question".to_owned(), scenario.question.clone()),
        ("right_answer".to_owned(), scenario.right_answer.clone()),
    ];
    fields.extend(scenario.channels.iter().map(|channel| ("channels".to_owned(), channel.code().to_owned())));
    Fields::new(fields)
}

fn read(fields: &Fields) -> NewScenario {
    NewScenario {
        code: fields.text("code").to_owned(),
        // What is no channel is none of the boxes.
        channels: fields.all("channels").filter_map(|code| code.parse().ok()).collect(),
        question: fields.raw("question").replace("\r\n", "\n"),
        right_answer: fields.raw("right_answer").replace("\r\n", "\n"),
    }
}

fn id(text: &str) -> Result<ScenarioId, Failure> {
    text.parse().map_err(|_| AppError::NotFound.into())
}

/// `GET /nasional/{round}/uji-akses/skenario`
pub(super) async fn new(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    reader.access.access_tests(&slug).await?;
    Ok(page(&web, &reader, &slug, (None, &Fields::default()), &[]))
}

/// `POST /nasional/{round}/uji-akses/skenario`
pub(super) async fn add(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    match tests.add_scenario(&read(&fields)).await {
        Ok(_) => Ok(redirect_with(&home(&slug), "access-scenario-saved", &web)),
        Err(AppError::Invalid(problems)) => Ok(page(&web, &reader, &slug, (None, &fields), &problems)),
        Err(other) => Err(other.into()),
    }
}

/// `GET /nasional/{round}/uji-akses/skenario/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, scenario)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let found = tests.scenario(id(&scenario)?).await?;
    Ok(page(&web, &reader, &slug, (Some(&found), &fields_of(&found)), &[]))
}

/// `POST /nasional/{round}/uji-akses/skenario/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, scenario)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let id = id(&scenario)?;
    let changed = tests.change_scenario(id, version(&fields), &read(&fields)).await;
    let Err(error) = changed else { return Ok(redirect_with(&home(&slug), "access-scenario-saved", &web)) };
    let found = tests.scenario(id).await?;
    let problems = refused(error, &mut fields)?;
    Ok(page(&web, &reader, &slug, (Some(&found), &fields), &problems))
}

/// `POST /nasional/{round}/uji-akses/skenario/{id}/pakai`: out of use, or back into it.
pub(super) async fn retire(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, scenario)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let id = id(&scenario)?;
    let found = tests.scenario(id).await?;
    let done = tests.retire_scenario(id, version(&fields), found.retired_at.is_none()).await;
    let Err(error) = done else { return Ok(redirect_with(&home(&slug), "access-scenario-saved", &web)) };
    let problems = refused(error, &mut fields)?;
    Ok(page(&web, &reader, &slug, (Some(&found), &fields), &problems))
}
