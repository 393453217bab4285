//! One source and what it brought.

use app::AppError;
use app::desk::{FINDS_PAGE, HarvestSheet};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::InformationClass;
use domain::harvest::{FindAction, FindState, HarvestState, SourceKind};
use domain::ids::{FindId, HarvestId};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::harvest::Find;

use super::{Line, classes, desk_of, home, line};
use crate::Web;
use crate::components::{BackLink, Button, PageItem, PageStep, Pagination, Select, SelectItem};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// Something that was found.
#[derive(Debug)]
struct FindLine {
    id: String,
    title: String,
    url: String,
    summary: String,
    day: String,
    files: String,
    notes: Vec<String>,
    draft: String,
    is_chosen: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/harvest/source.html")]
struct SourcePage {
    shell: Shell,
    t: Texts,
    back: String,
    action: String,
    line: Line,
    /// Where to, what it is called, and whether it is this one.
    tabs: Vec<(String, String, bool)>,
    is_running: bool,
    is_again: bool,
    state: FindState,
    found: String,
    finds: Vec<FindLine>,
    pages: Option<Pagination>,
    classes: Vec<SelectItem>,
    class: String,
    errors: Messages,
}

/// What the page is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    hal: String,
}

impl Asked {
    fn state(&self) -> FindState {
        self.keadaan.parse().unwrap_or(FindState::New)
    }

    fn page(&self) -> i64 {
        self.hal.parse().unwrap_or(1)
    }
}

/// `GET /meja/{slug}/pindahan/{id}?keadaan=&hal=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&web, &signed_in, (&slug, &id), &asked, &Fields::default(), Messages::default()).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    (slug, id): (&str, &str),
    asked: &Asked,
    typed: &Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let desk = desk_of(signed_in, slug).await?;
    let id: HarvestId = id.parse().map_err(|_| AppError::NotFound)?;
    let sheet = desk.harvest(id, asked.state(), asked.page()).await?;
    let t = *signed_in.visitor.texts();
    let (home, harvest) = (home(&desk), &sheet.line.harvest);
    let here = format!("{home}/{id}");
    let desk_home = super::super::items::home(&desk);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chosen: Vec<&str> = typed.all("find").collect();
    let class = if typed.text("class").is_empty() { harvest.class.code() } else { typed.text("class") };
    let page = SourcePage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        line: line(&t, &desk, &sheet.line),
        tabs: tabs(&t, &here, &sheet),
        is_running: harvest.state == HarvestState::Running,
        is_again: harvest.kind != SourceKind::WordPress && harvest.state != HarvestState::Running,
        state: sheet.state,
        found: t.harvest_found(sheet.line.count(sheet.state)),
        finds: sheet.finds.iter().map(|find| find_line(&t, &desk_home, find, &chosen)).collect(),
        pages: pages(&t, &here, &sheet),
        classes: classes(&t),
        class: class.to_owned(),
        back: home,
        action: here,
        errors,
        t,
    };
    Ok(render(status, &page))
}

fn tabs(t: &Texts, here: &str, sheet: &HarvestSheet) -> Vec<(String, String, bool)> {
    let tab = |state: &FindState| {
        let name = match state {
            FindState::New => t.harvest_state_baru(),
            FindState::Drafted => t.harvest_state_draf(),
            FindState::Ignored => t.harvest_state_abai(),
        };
        let text = format!("{name} ({})", sheet.line.count(*state));
        (format!("{here}?keadaan={}", state.code()), text, *state == sheet.state)
    };
    FindState::ALL.iter().map(tab).collect()
}

fn pages(t: &Texts, here: &str, sheet: &HarvestSheet) -> Option<Pagination> {
    let last = (sheet.line.count(sheet.state) + FINDS_PAGE - 1) / FINDS_PAGE;
    let step = |text: String, page: i64| {
        let href = format!("{here}?keadaan={}&hal={page}", sheet.state.code());
        PageStep::new(text, t.common_page_of(page, last), href)
    };
    (last > 1).then(|| {
        let before = (sheet.page > 1).then(|| step(t.common_previous(), sheet.page - 1));
        let next = (sheet.page < last).then(|| step(t.common_next(), sheet.page + 1));
        Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next)
    })
}

fn find_line(t: &Texts, desk_home: &str, find: &Find, chosen: &[&str]) -> FindLine {
    let found = &find.found;
    let files = i64::try_from(found.files.len()).unwrap_or(i64::MAX);
    let mut notes = Vec::new();
    if find.changed {
        notes.push(t.harvest_find_changed());
    }
    if find.missing > 0 {
        notes.push(t.harvest_find_missing(find.missing));
    }
    let id = find.id.to_string();
    FindLine {
        title: found.title.clone(),
        url: found.url.clone(),
        summary: found.summary.clone(),
        day: found.day.map(|day| t.date(day)).unwrap_or_default(),
        files: if files > 0 { t.harvest_find_files_count(files) } else { String::new() },
        notes,
        draft: find
            .reference
            .as_ref()
            .map(|reference| format!("{desk_home}/{reference}"))
            .unwrap_or_default(),
        is_chosen: chosen.contains(&id.as_str()),
        id,
    }
}

/// `POST /meja/{slug}/pindahan/{id}`: `find` for each that is chosen, `do` (`take`, `ignore`, `restore`), `class`.
pub(super) async fn settle(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    typed: Fields,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let harvest: HarvestId = id.parse().map_err(|_| AppError::NotFound)?;
    let t = *signed_in.visitor.texts();
    let (action, told) = match typed.text("do") {
        "take" => (FindAction::Take, "harvest-taken"),
        "ignore" => (FindAction::Ignore, "harvest-ignored"),
        "restore" => (FindAction::Restore, "harvest-restored"),
        _ => return Err(AppError::NotFound.into()),
    };
    let from = if action == FindAction::Restore { FindState::Ignored } else { FindState::New };
    let asked = Asked { keadaan: from.code().to_owned(), hal: typed.text("hal").to_owned() };
    let ids: Result<Vec<FindId>, _> = typed.all("find").map(str::parse).collect();
    let ids = ids.map_err(|_| AppError::NotFound)?;
    let mut errors = Messages::default();
    let class: Option<InformationClass> = typed.text("class").parse().ok();
    if ids.is_empty() {
        errors.add("find", t.harvest_choose_some());
    }
    if action == FindAction::Take && class.is_none() {
        errors.add("class", t.problem_unknown_option());
    }
    if !errors.is_empty() {
        return page(&web, &signed_in, (&slug, &id), &asked, &typed, errors).await;
    }
    desk.settle_finds(harvest, &ids, action, class.unwrap_or(InformationClass::Always)).await?;
    Ok(redirect_with(&format!("{}/{harvest}?keadaan={}", home(&desk), from.code()), told, &web))
}

/// `POST /meja/{slug}/pindahan/{id}/lagi`: reads the source once more.
pub(super) async fn again(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let harvest: HarvestId = id.parse().map_err(|_| AppError::NotFound)?;
    desk.harvest_again(harvest).await?;
    Ok(redirect_with(&format!("{}/{harvest}", home(&desk)), "harvest-started", &web))
}
