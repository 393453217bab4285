//! The offices of a province and those who judge them.

use app::AppError;
use app::duties::{DutyView, Judge, OfficeDuty};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::body::Zone;
use domain::ids::PersonId;
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;

use crate::components::{BackLink, Button, Select, SelectItem};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "duties/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    title: String,
    provinces: Vec<(String, String)>,
}

/// `GET /penugasan`
pub(super) async fn rounds(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
) -> Result<Response, Failure> {
    let rounds = access.duty_rounds().await?.into_iter();
    let provinces = rounds.map(|round| (round.title, format!("/penugasan/{}", round.slug))).collect();
    let (t, shell) = (*visitor.texts(), visitor.shell(&web));
    Ok(render(StatusCode::OK, &ListPage { shell, t, title: t.duty_rounds(), provinces }))
}

/// `GET /penugasan/{round}`
pub(super) async fn list(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let (round, provinces) = access.duty_provinces(&round).await?;
    let here = |slug: &str| format!("/penugasan/{}/{slug}", round.slug);
    if let [only] = provinces.as_slice() {
        return Ok(Redirect::to(&here(only.body.slug.as_str())).into_response());
    }
    let lines = provinces
        .iter()
        .map(|placed| (placed.body.office_name.clone(), here(placed.body.slug.as_str())))
        .collect();
    let (t, shell) = (*visitor.texts(), visitor.shell(&web));
    Ok(render(StatusCode::OK, &ListPage { shell, t, title: round.title, provinces: lines }))
}

#[derive(Debug)]
struct OfficeRow {
    name: String,
    progress: String,
    holder: Select,
    action: String,
}

#[derive(Debug)]
struct JudgeRow {
    name: String,
    offices: usize,
    load: String,
    conflicts: String,
}

#[derive(Debug)]
struct DrawRow {
    seed: String,
    by: String,
    file: String,
    lines: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "duties/province.html")]
struct ProvincePage {
    shell: Shell,
    t: Texts,
    title: String,
    province: String,
    here: String,
    back: String,
    offices: Vec<OfficeRow>,
    judges: Vec<JudgeRow>,
    free: usize,
    from: Select,
    to: Select,
    draws: Vec<DrawRow>,
    errors: Messages,
}

fn page(web: &Web, reader: &SignedIn, view: &DutyView, errors: Messages) -> Response {
    let t = *reader.visitor.texts();
    let slug = view.province.body.slug.as_str();
    let here = format!("/penugasan/{}/{slug}", view.round.slug);
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&here);
    let people = || view.judges.iter().map(|judge| (judge.person.id.to_string(), judge.person.name.clone()));
    let choose = |name: &str, label: String| {
        let none = SelectItem::new("", t.national_choose());
        let items: Vec<SelectItem> =
            std::iter::once(none).chain(people().map(|(id, name)| SelectItem::new(id, name))).collect();
        Select::new(name, label, items).error(shell.error(errors.get(name)))
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ProvincePage {
        title: view.round.title.clone(),
        province: view.province.body.office_name.clone(),
        back: format!("/penugasan/{}", view.round.slug),
        offices: view.offices.iter().map(|office| office_row(&t, &here, office, &view.judges)).collect(),
        judges: view.judges.iter().map(|judge| judge_row(&t, judge)).collect(),
        free: view.offices.iter().filter(|office| office.duty.is_none()).count(),
        from: choose("from", t.duty_from()),
        to: choose("to", t.duty_to()),
        draws: draw_rows(&t, &here, view),
        here,
        errors,
        shell,
        t,
    };
    render(status, &page)
}

fn office_row(t: &Texts, here: &str, office: &OfficeDuty, judges: &[Judge]) -> OfficeRow {
    let code = office.placed.body.code.as_str();
    let everybody = SelectItem::new("", t.duty_everybody());
    let people =
        judges.iter().map(|judge| SelectItem::new(judge.person.id.to_string(), judge.person.name.as_str()));
    let mut items: Vec<SelectItem> = std::iter::once(everybody).chain(people).collect();
    let holder = office.duty.as_ref();
    if let Some(gone) = holder.filter(|duty| !judges.iter().any(|judge| judge.person.id == duty.person)) {
        items.push(SelectItem::new(gone.person.to_string(), gone.name.as_str()));
    }
    let name = format!("person-{code}");
    OfficeRow {
        progress: t.review_n_of(office.done, office.items),
        holder: Select::new(name, t.duty_of(office.placed.body.office_name.as_str()), items)
            .value(holder.map(|duty| duty.person.to_string()).unwrap_or_default()),
        action: format!("{here}/kantor/{}", office.placed.body.slug),
        name: office.placed.body.office_name.clone(),
    }
}

fn judge_row(t: &Texts, judge: &Judge) -> JudgeRow {
    JudgeRow {
        name: judge.person.name.clone(),
        offices: judge.offices,
        load: t.integer(judge.load),
        conflicts: if judge.conflicts.is_empty() { t.common_none() } else { judge.conflicts.join(", ") },
    }
}

fn draw_rows(t: &Texts, here: &str, view: &DutyView) -> Vec<DrawRow> {
    let name = |login: &str| {
        let judge = view.judges.iter().find(|judge| judge.person.login.as_str() == login);
        judge.map_or_else(|| login.to_owned(), |judge| judge.person.name.clone())
    };
    let office = |code: &str| {
        let office = view.offices.iter().find(|office| office.placed.body.code == *code);
        office.map_or_else(|| code.to_owned(), |office| office.placed.body.office_name.clone())
    };
    let rows = view.draws.iter().map(|(draw, lot)| DrawRow {
        seed: draw.seed.to_string(),
        by: t.review_history_entry(draw.drawn_by_name.as_str(), show::moment(t, draw.drawn_at, Zone::Wib)),
        file: format!("{here}/undian/{}", draw.id),
        lines: lot
            .given
            .iter()
            .map(|given| {
                let who = given.login.as_deref().map_or_else(|| t.duty_everybody(), name);
                let office = office(given.body.as_str());
                if given.again { t.duty_given_again(who, office) } else { t.duty_given(who, office) }
            })
            .collect(),
    });
    rows.collect()
}

/// `GET /penugasan/{round}/{province}`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, province)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let view = reader.access.duties(&round, &province).await?.view().await?;
    Ok(page(&web, &reader, &view, Messages::default()))
}

/// `POST /penugasan/{round}/{province}/undi`
pub(super) async fn draw(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, province)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let duties = reader.access.duties(&round, &province).await?;
    let done = duties.draw().await.map(|_| ());
    after(&web, &reader, &round, &province, done).await
}

/// `POST /penugasan/{round}/{province}/kantor/{body}`: gives one office to somebody, or to all.
pub(super) async fn give(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, province, body)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let duties = reader.access.duties(&round, &province).await?;
    let typed = fields.starting("person-").next();
    let (code, value) =
        typed.map(|(code, value)| (code.to_owned(), value.trim().to_owned())).unwrap_or_default();
    let person = if value.is_empty() { Ok(None) } else { value.parse().map(Some) };
    let done = match person {
        Ok(person) => duties.give(&body, person).await,
        Err(_) => Err(AppError::field("person", domain::problem::Problem::UnknownOption)),
    };
    let done = done.map_err(|error| match error {
        AppError::Invalid(mut problems) => {
            for problem in problems.iter_mut().filter(|problem| problem.field == "person") {
                problem.field = format!("person-{code}");
            }
            AppError::Invalid(problems)
        }
        other => other,
    });
    after(&web, &reader, &round, &province, done).await
}

/// `POST /penugasan/{round}/{province}/serahkan`
pub(super) async fn hand_over(
    State(web): State<Web>,
    reader: SignedIn,
    Path((round, province)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let duties = reader.access.duties(&round, &province).await?;
    let read = |name: &str| {
        let unknown = |_| AppError::field(name, domain::problem::Problem::UnknownOption);
        fields.text(name).parse::<PersonId>().map_err(unknown)
    };
    let done = match (read("from"), read("to")) {
        (Ok(from), Ok(to)) => duties.hand_over(from, to).await.map(|_| ()),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    after(&web, &reader, &round, &province, done).await
}

async fn after(
    web: &Web,
    reader: &SignedIn,
    round: &str,
    province: &str,
    done: Result<(), AppError>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(redirect_with(&format!("/penugasan/{round}/{province}"), "duty-done", web)),
        Err(AppError::Invalid(problems)) => {
            let view = reader.access.duties(round, province).await?.view().await?;
            let errors = Messages::new(reader.visitor.texts(), &problems);
            Ok(page(web, reader, &view, errors))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /penugasan/{round}/{province}/undian/{draw}`: everything that is needed to draw again, as JSON.
pub(super) async fn file(
    reader: SignedIn,
    Path((round, province, draw)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let view = reader.access.duties(&round, &province).await?.view().await?;
    let found = view.draws.into_iter().find(|(found, _)| found.id.to_string() == draw);
    let (draw, lot) = found.ok_or(AppError::NotFound)?;
    Ok(json_file(&format!("undian-{}", draw.id), &serde_json::json!({ "seed": draw.seed, "lot": lot })))
}

/// A JSON file to be kept.
pub(crate) fn json_file(name: &str, value: &serde_json::Value) -> Response {
    let mut response = value.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}.json\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
