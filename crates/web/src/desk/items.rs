//! The office's own list of its items, in every state.

use app::desk::{Desk, PAGE};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::{InformationClass, ItemState};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::catalogue::{DeskFilter, Line};

use crate::Web;
use crate::components::{BackLink, Button, PageItem, PageStep, Pagination, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::moment::zone;
use crate::page::{Shell, render};
use crate::ppid::{class_name, state_name};
use crate::visitor::SignedIn;

#[derive(Debug)]
struct ItemLine {
    href: String,
    title: String,
    class: String,
    state: Tag,
    changed: String,
}

#[derive(Debug, Template)]
#[template(path = "desk/items.html")]
struct ItemsPage {
    shell: Shell,
    t: Texts,
    office: String,
    home: String,
    states: Vec<SelectItem>,
    classes: Vec<SelectItem>,
    state: String,
    class: String,
    total: String,
    lines: Vec<ItemLine>,
    pages: Option<Pagination>,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    kelas: String,
    #[serde(default)]
    hal: String,
}

/// `GET /meja/{slug}/informasi?keadaan=&kelas=&hal=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let filter = DeskFilter { state: asked.keadaan.parse().ok(), class: asked.kelas.parse().ok() };
    let found = desk.items(filter, asked.hal.parse().unwrap_or(1)).await?;
    let t = *signed_in.visitor.texts();
    let home = home(&desk);
    let state = filter.state.map_or("", ItemState::code).to_owned();
    let class = filter.class.map_or("", InformationClass::code).to_owned();
    let query = serde_urlencoded::to_string([("keadaan", &state), ("kelas", &class)]).unwrap_or_default();
    let last = (found.total + PAGE - 1) / PAGE;
    let step = |text: String, page: i64| {
        PageStep::new(text, t.common_page_of(page, last), format!("{home}?{query}&hal={page}"))
    };
    let pages = (last > 1).then(|| {
        let before = (found.page > 1).then(|| step(t.common_previous(), found.page - 1));
        let next = (found.page < last).then(|| step(t.common_next(), found.page + 1));
        Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next)
    });
    let page = ItemsPage {
        shell: signed_in.visitor.shell(&web),
        office: desk.placed().body.office_name.clone(),
        states: with_all(t.desk_state_all(), ItemState::ALL.map(|one| (one.code(), state_name(&t, one)))),
        classes: with_all(
            t.catalogue_list_all(),
            InformationClass::ALL.iter().map(|one| (one.code(), class_name(&t, *one))),
        ),
        total: t.catalogue_list_found(found.total),
        lines: found.lines.iter().map(|found| line(&t, &desk, &home, found)).collect(),
        pages,
        state,
        class,
        home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// Where the list stands.
pub(super) fn home(desk: &Desk) -> String {
    format!("/meja/{}/informasi", desk.placed().body.slug)
}

fn with_all<'a>(all: String, items: impl IntoIterator<Item = (&'a str, String)>) -> Vec<SelectItem> {
    let first = std::iter::once(SelectItem::new("", all));
    first.chain(items.into_iter().map(|(code, text)| SelectItem::new(code, text))).collect()
}

fn line(t: &Texts, desk: &Desk, home: &str, found: &Line) -> ItemLine {
    ItemLine {
        href: format!("{home}/{}", found.reference),
        title: found.title.clone(),
        class: class_name(t, found.class),
        state: state_tag(t, found.state),
        changed: t.date_time(found.changed_at, zone(desk.placed().body.zone)),
    }
}

/// The state in a word, with its colour.
pub(super) fn state_tag(t: &Texts, state: ItemState) -> Tag {
    let colour = match state {
        ItemState::Draft => "grey",
        ItemState::Checked => "blue",
        ItemState::Published => "green",
        ItemState::Revised | ItemState::Rechecked => "turquoise",
        ItemState::Withdrawn => "red",
    };
    Tag::new(state_name(t, state)).colour(colour)
}
