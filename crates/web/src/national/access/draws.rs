//! Drawing the access test, and the records of draws.

use app::AppError;
use app::access_test::{AccessTests, NewDraw, channel_name};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::access_test::draw::{Undrawn, Why};
use domain::problem::FieldProblem;
use http::{HeaderValue, header};
use i18n::Texts;

use super::super::frame::{Form, Heading, Paragraph, Parts};
use super::home;
use crate::Web;
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

async fn page(
    web: &Web,
    reader: &SignedIn,
    tests: &AccessTests,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let overview = tests.overview().await?;
    let home = home(&tests.round().slug);
    let form = Form::new(web, reader, format!("{home}/undian"), home, problems);
    let t = *form.t();
    let seed = form.input("seed", t.access_draw_seed(), fields.text("seed")).hint(t.access_draw_seed_hint());
    let mut body = Parts::default().with(seed);
    if let Some(last) = overview.draws.first() {
        body = body.with(form.reason(t.access_reason_hint(), fields.text("reason")));
        let undrawn = undrawn(&last.record);
        if !undrawn.is_empty() {
            body = body.with(Heading { text: t.access_undrawn() });
        }
        for found in undrawn {
            body = body.with(Paragraph { text: words(&t, &found) });
        }
    }
    let intro = vec![t.access_draw_intro()];
    Ok(form.render(t.access_draw_title(), intro, body, Button::submit(t.access_draw_submit()), false))
}

/// What the last draw could not draw.
fn undrawn(record: &str) -> Vec<Undrawn> {
    let record: serde_json::Value = serde_json::from_str(record).unwrap_or_default();
    serde_json::from_value(record["undrawn"].clone()).unwrap_or_default()
}

fn words(t: &Texts, found: &Undrawn) -> String {
    let (channel, office) = (channel_name(t, found.channel), found.office.as_str());
    match found.why {
        Why::NoTime => t.access_undrawn_no_time(channel, office),
        Why::NoTester => t.access_undrawn_no_tester(channel, office),
        Why::NoScenario => t.access_undrawn_no_scenario(channel, office),
    }
}

/// `GET /nasional/{round}/uji-akses/undian`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    page(&web, &reader, &tests, &Fields::default(), &[]).await
}

/// `POST /nasional/{round}/uji-akses/undian`
pub(super) async fn draw(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let new = NewDraw { seed: fields.text("seed").to_owned(), reason: fields.text("reason").to_owned() };
    match tests.draw(&new).await {
        // What could not be drawn is read on the page of draws.
        Ok(done) if !done.undrawn.is_empty() => {
            Ok(redirect_with(&format!("{}/undian", home(&slug)), "access-draw-done", &web))
        }
        Ok(_) => Ok(redirect_with(&format!("{}#kasus", home(&slug)), "access-draw-done", &web)),
        Err(AppError::Invalid(problems)) => page(&web, &reader, &tests, &fields, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// `GET /nasional/{round}/uji-akses/undian/{number}`: the record of a draw, JSON.
pub(super) async fn record(
    reader: SignedIn,
    Path((slug, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let number = number.parse().map_err(|_| AppError::NotFound)?;
    let record = tests.draw_record(number).await?;
    let mut response = record.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"undian-{number}.json\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
