//! The second reading of a round: the reader's own list, samples by province, differences to settle.

use app::AppError;
use app::controller::{Difference, ProvinceSample};
use app::reviewer::ReadingLine;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PersonId;
use domain::problem::Problem;
use domain::verification::reading::ReadingState;
use http::StatusCode;
use i18n::Texts;

use crate::components::{BackLink, Button, Select, SelectItem, Tag};
use crate::duties::json_file;
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug)]
struct OwnRow {
    words: String,
    href: String,
    state: Tag,
}

#[derive(Debug)]
struct ProvinceRow {
    slug: String,
    name: String,
    judged: String,
    states: String,
    is_ready: bool,
    /// Seed, who drew it when, and where its file is.
    draw: Option<(String, String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "control/second.html")]
struct SecondPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    here: String,
    waiting: usize,
    own: Vec<OwnRow>,
    provinces: Vec<ProvinceRow>,
    differences: Vec<OwnRow>,
    from: Select,
    to: Select,
    errors: Messages,
}

/// The word for where a reading stands.
pub(super) fn state_tag(t: &Texts, state: ReadingState) -> Tag {
    match state {
        ReadingState::Waiting => Tag::new(t.reading_state_waiting()),
        ReadingState::Agreed => Tag::new(t.reading_state_agreed()).colour("green"),
        ReadingState::Differs => Tag::new(t.reading_state_differs()).colour("orange"),
        ReadingState::Kept => Tag::new(t.reading_state_kept()).colour("grey"),
        ReadingState::Changed => Tag::new(t.reading_state_changed()).colour("grey"),
    }
}

fn own_row(t: &Texts, here: &str, line: &ReadingLine) -> OwnRow {
    OwnRow {
        words: t.reading_of(line.number, line.office.as_str()),
        href: format!("{here}/{}/{}", line.slug, line.question),
        state: state_tag(t, line.state),
    }
}

fn difference_row(t: &Texts, here: &str, difference: &Difference) -> OwnRow {
    OwnRow {
        words: t.reading_of(difference.number, difference.office.as_str()),
        href: format!("{here}/{}/{}", difference.slug, difference.reading.question),
        state: state_tag(t, difference.reading.state),
    }
}

fn province_row(t: &Texts, here: &str, sample: &ProvinceSample, zone: domain::body::Zone) -> ProvinceRow {
    let count = |state: ReadingState| sample.states.get(state.code()).copied().unwrap_or(0);
    let all: usize = sample.states.values().sum();
    ProvinceRow {
        slug: sample.province.body.slug.to_string(),
        name: sample.province.body.office_name.clone(),
        judged: t.review_n_of(sample.judged, sample.items),
        states: if all == 0 {
            t.verification_value_none()
        } else {
            t.reading_states(
                count(ReadingState::Agreed),
                count(ReadingState::Differs),
                all,
                count(ReadingState::Kept) + count(ReadingState::Changed),
                count(ReadingState::Waiting),
            )
        },
        is_ready: sample.is_ready,
        draw: sample.draw.as_ref().map(|(draw, _)| {
            let at = show::moment(t, draw.drawn_at, zone);
            let by = t.review_history_entry(draw.drawn_by_name.as_str(), at);
            (draw.seed.to_string(), by, format!("{here}/undian/{}", draw.id))
        }),
    }
}

async fn page(web: &Web, reader: &SignedIn, round: &str, errors: Messages) -> Result<Response, Failure> {
    let controller = reader.access.controller(round).await?;
    let second = controller.second_reading().await?;
    // A round in which nobody takes part has nothing to be read.
    let own = match reader.access.reviewer(round).await {
        Ok(reviewer) => reviewer.readings().await?,
        Err(AppError::NotFound) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    let t = *reader.visitor.texts();
    let here = format!("/nasional/{round}/kendali");
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&here);
    let people = controller.all_readers().await?;
    let choose = |name: &str, label: String| {
        let none = SelectItem::new("", t.national_choose());
        let items = people.iter().map(|person| SelectItem::new(person.id.to_string(), person.name.as_str()));
        let items: Vec<SelectItem> = std::iter::once(none).chain(items).collect();
        Select::new(name, label, items).error(shell.error(errors.get(name)))
    };
    let zone = controller.round().zone;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SecondPage {
        title: controller.round().title.clone(),
        back: format!("/nasional/{round}"),
        waiting: second.waiting,
        own: own.iter().map(|line| own_row(&t, &here, line)).collect(),
        provinces: second.provinces.iter().map(|sample| province_row(&t, &here, sample, zone)).collect(),
        differences: second.differences.iter().map(|one| difference_row(&t, &here, one)).collect(),
        from: choose("from", t.duty_from()),
        to: choose("to", t.duty_to()),
        here,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// `GET /nasional/{round}/kendali`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    page(&web, &reader, &round, Messages::default()).await
}

async fn after(
    web: &Web,
    reader: &SignedIn,
    round: &str,
    done: Result<(), AppError>,
    said: &'static str,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{round}/kendali"), said, web)),
        Err(AppError::Invalid(problems)) => {
            page(web, reader, round, Messages::new(reader.visitor.texts(), &problems)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /nasional/{round}/kendali/undi`
pub(super) async fn draw(
    State(web): State<Web>,
    reader: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = reader.access.controller(&round).await?;
    let done = controller.draw_sample(fields.text("province")).await.map(|_| ());
    after(&web, &reader, &round, done, "reading-drawn").await
}

/// `POST /nasional/{round}/kendali/serahkan`
pub(super) async fn hand_over(
    State(web): State<Web>,
    reader: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = reader.access.controller(&round).await?;
    let read = |name: &str| {
        let unknown = |_| AppError::field(name, Problem::UnknownOption);
        fields.text(name).parse::<PersonId>().map_err(unknown)
    };
    let done = match (read("from"), read("to")) {
        (Ok(from), Ok(to)) => controller.hand_readings_over(from, to).await.map(|_| ()),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    after(&web, &reader, &round, done, "reading-handed-over").await
}

/// `GET /nasional/{round}/kendali/undian/{draw}`: everything that is needed to draw the sample again, as JSON.
pub(super) async fn file(
    reader: SignedIn,
    Path((round, draw)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let second = reader.access.controller(&round).await?.second_reading().await?;
    let mut draws = second.provinces.into_iter().filter_map(|sample| sample.draw);
    let found = draws.find(|(found, _)| found.id.to_string() == draw);
    let (draw, lot) = found.ok_or(AppError::NotFound)?;
    let value = serde_json::json!({ "seed": draw.seed, "province": draw.body, "lot": lot });
    Ok(json_file(&format!("sampel-{}", draw.id), &value))
}
