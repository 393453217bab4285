//! The panellist's pages: the own rooms, and a sheet on the phone.

use app::AppError;
use app::interview::{PanelEdit, PanelItem};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::interview::{SheetAction, SheetState};
use http::StatusCode;
use i18n::Texts;

use super::appointment;
use crate::components::{BackLink, Button, Checkboxes, Choice, Html, Input, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor, redirect_with};

#[derive(Debug)]
struct RoomLine {
    title: String,
    when: String,
    room: String,
    link: String,
    offices: Vec<(String, String, Tag)>,
}

#[derive(Debug, Template)]
#[template(path = "interview/rooms.html")]
struct RoomsPage {
    shell: Shell,
    t: Texts,
    rooms: Vec<RoomLine>,
}

/// `GET /wawancara`
pub(super) async fn rooms(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let rooms = access.panel_rooms().await?;
    let rooms = rooms.into_iter().map(|room| RoomLine {
        title: room.round.title.clone(),
        when: show::moment(&t, room.sitting.window.opens, room.round.zone),
        room: t.interview_room(room.sitting.room),
        link: room.sitting.link.clone(),
        offices: room
            .offices
            .iter()
            .map(|(body, state)| {
                let href = format!("/wawancara/{}/{}", room.round.slug, body.slug);
                (body.office_name.clone(), href, state_tag(&t, *state))
            })
            .collect(),
    });
    let page = RoomsPage { rooms: rooms.collect(), shell: visitor.shell(&web), t };
    Ok(render(StatusCode::OK, &page))
}

fn state_tag(t: &Texts, state: Option<SheetState>) -> Tag {
    match state {
        None => Tag::new(t.interview_sheet_none()).colour("grey"),
        Some(SheetState::Draft) => Tag::new(t.interview_sheet_draft()).colour("yellow"),
        Some(SheetState::Submitted) => Tag::new(t.interview_sheet_given()).colour("green"),
    }
}

#[derive(Debug, Template)]
#[template(path = "interview/sheet.html")]
struct SheetPage {
    shell: Shell,
    t: Texts,
    office: String,
    round_title: String,
    action: String,
    calendar: String,
    when: String,
    link: String,
    standing: Tag,
    is_open: bool,
    is_given: bool,
    base: i64,
    fields: Html,
    score: String,
    lines: Vec<(String, String)>,
    tour: Vec<String>,
    note: String,
    errors: Messages,
}

/// `GET /wawancara/{round}/{body}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let item = access.panel_item(&round, &body).await?;
    let edit = saved(&visitor, &item);
    Ok(render(StatusCode::OK, &SheetPage::new(&web, &visitor, &item, &edit, Messages::default())))
}

/// `POST /wawancara/{round}/{body}`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let item = access.panel_item(&round, &body).await?;
    let edit = PanelEdit {
        base: fields.text("base").parse().map_err(|_| AppError::NotFound)?,
        points: (0..item.rules.criteria.len())
            .map(|at| fields.text(&format!("points-{at}")).to_owned())
            .collect(),
        tour: fields.all("tour").filter_map(|at| at.parse().ok()).collect(),
        note: fields.raw("note").replace("\r\n", "\n"),
    };
    let (action, done) = if fields.text("do") == "give" {
        (SheetAction::Submit, "interview-given")
    } else {
        (SheetAction::Save, "interview-saved")
    };
    match access.save_panel_sheet(&round, &body, action, &edit).await {
        Ok(_) => Ok(redirect_with(&format!("/wawancara/{round}/{body}"), done, &web)),
        Err(AppError::Invalid(problems)) => {
            let criterion = |field: &str| {
                let at: usize = field.strip_prefix("points-")?.parse().ok()?;
                item.rules.criteria.get(at).map(|criterion| criterion.name.clone())
            };
            let errors = Messages::named(visitor.texts(), &problems, criterion);
            let page = SheetPage::new(&web, &visitor, &item, &edit, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /wawancara/{round}/{body}/tarik`
pub(super) async fn reopen(
    State(web): State<Web>,
    SignedIn { access, .. }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    access.save_panel_sheet(&round, &body, SheetAction::Reopen, &PanelEdit::default()).await?;
    Ok(redirect_with(&format!("/wawancara/{round}/{body}"), "interview-taken-back", &web))
}

/// `GET /wawancara/{round}/{body}/kalender.ics`
pub(super) async fn calendar(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let item = access.panel_item(&round, &body).await?;
    let t = visitor.texts();
    let title = t.interview_appointment_panel(item.round.title.as_str(), item.sitting.room);
    Ok(appointment(t, &web, &item.sitting, &title, "/wawancara"))
}

/// The sheet as it was saved, as it would have been typed.
fn saved(visitor: &Visitor, item: &PanelItem) -> PanelEdit {
    let Some(sheet) = &item.sheet else { return PanelEdit::default() };
    let t = visitor.texts();
    PanelEdit {
        base: sheet.version,
        points: sheet
            .points
            .iter()
            .map(|points| points.as_ref().map(|points| show::number(t, points, 4)).unwrap_or_default())
            .collect(),
        tour: (0..item.rules.tour.len())
            .filter(|at| item.rules.tour.get(*at).is_some_and(|line| sheet.tour.contains(line)))
            .collect(),
        note: sheet.note.clone(),
    }
}

impl SheetPage {
    fn new(web: &Web, visitor: &Visitor, item: &PanelItem, edit: &PanelEdit, errors: Messages) -> Self {
        let t = *visitor.texts();
        let shell = visitor.shell(web).with_errors(!errors.is_empty());
        let typed = |at: usize| edit.points.get(at).map(String::as_str).unwrap_or_default();
        let criteria = item.rules.criteria.iter().enumerate().map(|(at, criterion)| {
            let name = format!("points-{at}");
            let error = shell.error(errors.get(&name));
            Html::join([Input::new(name, criterion.name.as_str())
                .hint(t.interview_points_hint(show::number(&t, &criterion.max, 2)))
                .decimal()
                .width(5)
                .value(typed(at))
                .error(error)])
        });
        let mut fields: Vec<Html> = criteria.collect();
        if !item.rules.tour.is_empty() {
            let ticks = item.rules.tour.iter().enumerate().map(|(at, line)| {
                Choice::new(at.to_string(), line.as_str()).checked(edit.tour.contains(&at))
            });
            fields.push(Html::join([Checkboxes::new("tour", t.interview_tour(), ticks.collect::<Vec<_>>())]));
        }
        fields.push(Html::join([Textarea::new("note", t.interview_note())
            .rows(3)
            .value(edit.note.as_str())
            .error(shell.error(errors.get("note")))]));
        let state = item.sheet.as_ref().map(|sheet| sheet.state);
        let lines = item.rules.criteria.iter().enumerate().map(|(at, criterion)| {
            (criterion.name.clone(), format!("{} / {}", typed(at), show::number(&t, &criterion.max, 2)))
        });
        let action = format!("/wawancara/{}/{}", item.round.slug, item.body.slug);
        Self {
            office: item.body.office_name.clone(),
            round_title: item.round.title.clone(),
            calendar: format!("{action}/kalender.ics"),
            action,
            when: show::moment(&t, item.sitting.window.opens, item.round.zone),
            link: item.sitting.link.clone(),
            standing: state_tag(&t, state),
            is_open: item.is_open,
            is_given: state == Some(SheetState::Submitted),
            base: edit.base,
            fields: Html::join(fields),
            score: item.score.as_ref().map(|score| show::number(&t, score, 2)).unwrap_or_default(),
            lines: lines.collect(),
            tour: item.sheet.as_ref().map(|sheet| sheet.tour.clone()).unwrap_or_default(),
            note: edit.note.clone(),
            errors,
            shell,
            t,
        }
    }
}
