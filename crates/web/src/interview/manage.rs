//! Planning the interviews of a round.

use app::AppError;
use app::interview::{Arrangement, InterviewPlan, Interviews, Overview};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{PersonId, SittingId};
use domain::problem::{FieldProblem, Problem};
use domain::round::Window;
use http::StatusCode;
use i18n::Texts;

use crate::components::{BackLink, Button, Checkboxes, Choice, Input, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor, redirect_with};

/// A plan as it was typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    days: String,
    rooms: String,
    /// Whose arrangement was refused.
    sitting: Option<SittingId>,
    link: String,
    panel: Vec<String>,
}

#[derive(Debug)]
struct Line {
    office: String,
    parent: String,
    total: String,
    score: String,
}

#[derive(Debug)]
struct Room {
    title: String,
    action: String,
    offices: Vec<(String, String)>,
    panel: String,
    link: Input,
    people: Option<Checkboxes>,
}

#[derive(Debug, Template)]
#[template(path = "interview/manage.html")]
struct ManagePage {
    shell: Shell,
    t: Texts,
    title: String,
    slug: String,
    back: String,
    seed: String,
    has_begun: bool,
    shortlist: Vec<Line>,
    unseated: Vec<String>,
    fallen: Vec<String>,
    rooms: Vec<Room>,
    typed: Typed,
    errors: Messages,
}

/// `GET /nasional/{round}/wawancara`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let interviews = access.interviews(&round).await?;
    page(&web, &visitor, &interviews, Typed::default(), &[]).await
}

/// `POST /nasional/{round}/wawancara`
pub(super) async fn plan(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let interviews = access.interviews(&round).await?;
    let typed = Typed {
        days: fields.raw("days").replace("\r\n", "\n"),
        rooms: fields.text("rooms").to_owned(),
        ..Typed::default()
    };
    let zone = interviews.round().zone;
    let days: Result<Vec<Window>, Problem> =
        typed.days.lines().filter(|line| !line.trim().is_empty()).map(|line| hours(line, zone)).collect();
    let planned = match days {
        Ok(days) => {
            let rooms = typed.rooms.trim().parse().unwrap_or(0);
            interviews.plan(&InterviewPlan { days, rooms }).await
        }
        Err(problem) => Err(AppError::Invalid(vec![FieldProblem::new("days", problem)])),
    };
    answer(&web, &visitor, &interviews, "interview-planned", typed, planned).await
}

/// `POST /nasional/{round}/wawancara/{sitting}`
pub(super) async fn arrange(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, sitting)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let interviews = access.interviews(&round).await?;
    let id: SittingId = sitting.parse().map_err(|_| AppError::NotFound)?;
    let panel: Vec<String> = fields.all("panel").map(str::to_owned).collect();
    let people: Result<Vec<PersonId>, _> = panel.iter().map(|person| person.parse()).collect();
    let new =
        Arrangement { link: fields.text("link").to_owned(), panel: people.map_err(|_| AppError::NotFound)? };
    let typed = Typed { sitting: Some(id), link: new.link.clone(), panel, ..Typed::default() };
    let arranged = interviews.arrange(id, &new).await;
    answer(&web, &visitor, &interviews, "interview-arranged", typed, arranged).await
}

/// `POST /nasional/{round}/wawancara/nilai`
pub(super) async fn fix(
    State(web): State<Web>,
    SignedIn { access, .. }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let fixed = access.interviews(&round).await?.fix_scores().await?;
    let done = if fixed.without == 0 { "interview-fixed" } else { "interview-fixed-partly" };
    Ok(redirect_with(&format!("/nasional/{round}/wawancara"), done, &web))
}

/// Back to the page: with what was done, or with what was wrong and everything typed.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    interviews: &Interviews,
    done: &'static str,
    typed: Typed,
    outcome: Result<(), AppError>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => {
            let to = format!("/nasional/{}/wawancara", interviews.round().slug);
            Ok(redirect_with(&to, done, web))
        }
        Err(AppError::Invalid(problems)) => page(web, visitor, interviews, typed, &problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    interviews: &Interviews,
    typed: Typed,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let overview = interviews.overview().await?;
    let t = visitor.texts();
    // Each room has a form of its own: what is wrong in one leads to that one.
    let place = |field: &str| match typed.sitting {
        Some(sitting) => in_room(field, sitting),
        None => field.to_owned(),
    };
    let placed = problems.iter().map(|found| FieldProblem::new(place(&found.field), found.problem.clone()));
    let errors = Messages::named(t, &placed.collect::<Vec<_>>(), |field| match field {
        "days" => Some(t.interview_days()),
        "rooms" => Some(t.interview_parallel()),
        _ => None,
    });
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(render(status, &ManagePage::new(web, visitor, &overview, typed, errors)))
}

/// The field of one room, of which the page has several.
fn in_room(field: &str, sitting: SittingId) -> String {
    format!("{field}-{sitting}")
}

/// The hours of a day as they are typed: `12/8/2025 10.15-16.00`.
fn hours(line: &str, zone: domain::body::Zone) -> Result<Window, Problem> {
    let (day, times) = line.trim().rsplit_once(' ').ok_or(Problem::NotADate)?;
    let (from, to) = times.split_once(['-', '–']).ok_or(Problem::NotATime)?;
    let day = moment::date(day)?;
    let at = |time: &str| moment::instant(day, moment::time(time)?, zone);
    Ok(Window { opens: at(from)?, closes: at(to)? })
}

impl ManagePage {
    fn new(web: &Web, visitor: &Visitor, overview: &Overview, typed: Typed, errors: Messages) -> Self {
        let t = *visitor.texts();
        let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
        shell.wide = true;
        let slug = overview.round.slug.clone();
        let names =
            |bodies: &[domain::body::Body]| bodies.iter().map(|body| body.office_name.clone()).collect();
        let rooms = overview.sittings.iter().map(|(sitting, seats)| {
            let is_own = typed.sitting == Some(sitting.id);
            let refused = |field: &str| shell.error(errors.get(&in_room(field, sitting.id)));
            let chosen = |person: PersonId| {
                if is_own {
                    typed.panel.contains(&person.to_string())
                } else {
                    sitting.panel.iter().any(|(known, _)| *known == person)
                }
            };
            let people = overview.panellists.iter().map(|(person, name)| {
                Choice::new(person.to_string(), name.as_str()).checked(chosen(*person))
            });
            let people: Vec<Choice> = people.collect();
            let given = |count: usize| match sitting.panel.len() {
                0 => t.interview_panel_none(),
                panel => t.interview_sheets(count, panel),
            };
            Room {
                title: format!(
                    "{} · {}",
                    show::moment(&t, sitting.window.opens, overview.round.zone),
                    t.interview_room(sitting.room)
                ),
                action: format!("/nasional/{slug}/wawancara/{}", sitting.id),
                offices: seats
                    .iter()
                    .map(|seat| (seat.body.office_name.clone(), given(seat.given)))
                    .collect(),
                panel: sitting.panel.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
                link: Input::new("link", t.interview_link())
                    .id(in_room("link", sitting.id))
                    .kind("url")
                    .value(if is_own { typed.link.as_str() } else { sitting.link.as_str() })
                    .error(refused("link")),
                people: (!people.is_empty()).then(|| {
                    Checkboxes::new("panel", t.interview_panel(), people)
                        .id_prefix(in_room("panel", sitting.id))
                        .error(refused("panel"))
                }),
            }
        });
        Self {
            title: overview.round.title.clone(),
            back: format!("/nasional/{slug}"),
            seed: overview.seed.as_ref().map(ToString::to_string).unwrap_or_default(),
            has_begun: !overview.sheets.is_empty(),
            shortlist: overview
                .shortlist
                .iter()
                .map(|found| Line {
                    office: found.body.office_name.clone(),
                    parent: found.parent.clone(),
                    total: show::display(&t, &found.total),
                    score: found
                        .score
                        .as_ref()
                        .map_or_else(|| "–".to_owned(), |score| show::number(&t, score, 2)),
                })
                .collect(),
            unseated: names(&overview.unseated),
            fallen: names(&overview.fallen),
            rooms: rooms.collect(),
            typed,
            errors,
            slug,
            shell,
            t,
        }
    }
}
