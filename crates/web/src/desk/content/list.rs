//! The rooms of the site at the desk, and the articles of one kind in every state.

use app::desk::{ARTICLES, ArticleList, Desk};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::content::{ArticleState, Kind, Place, offers};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::content::{DeskFilter, Line, Offered};

use super::{home, kind_of, state_name, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, PageItem, PageStep, Pagination, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::moment::zone;
use crate::page::{Shell, render};
use crate::ppid::{kind_name, place_name, rule_name};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "desk/content/rooms.html")]
struct RoomsPage {
    shell: Shell,
    t: Texts,
    office: String,
    back: String,
    /// Where to, what it is called, and what it is for.
    rooms: Vec<(String, String, String)>,
}

/// `GET /meja/{slug}/situs`
pub(super) async fn rooms(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    if !desk.may_edit_site() {
        return Err(app::AppError::NotFound.into());
    }
    let t = *signed_in.visitor.texts();
    let room = |kind: &Kind| {
        let hint = match kind {
            Kind::Page => t.content_desk_page_hint(),
            Kind::News => t.content_desk_news_hint(),
            Kind::Regulation => t.content_desk_regulation_hint(),
            Kind::Question => t.content_desk_question_hint(),
        };
        (home(&desk, *kind), kind_name(&t, *kind), hint)
    };
    let page = RoomsPage {
        shell: signed_in.visitor.shell(&web),
        office: desk.placed().body.office_name.clone(),
        back: format!("/meja/{}", desk.placed().body.slug),
        rooms: Kind::ALL.iter().map(room).collect(),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

#[derive(Debug)]
struct ArticleLine {
    href: String,
    title: String,
    state: Tag,
    offered: Option<Tag>,
    changed: String,
}

/// An article that a body above offers.
#[derive(Debug)]
struct OfferedLine {
    href: String,
    title: String,
    from: String,
    state: Tag,
}

#[derive(Debug, Template)]
#[template(path = "desk/content/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    back: String,
    home: String,
    title: String,
    add: String,
    /// Places without a page: where to write it, and what it is called.
    places: Vec<(String, String)>,
    states: Vec<SelectItem>,
    state: String,
    total: String,
    lines: Vec<ArticleLine>,
    pages: Option<Pagination>,
    offered: Vec<OfferedLine>,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    hal: String,
}

/// `GET /meja/{slug}/situs/{kind}?keadaan=&hal=`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let filter = DeskFilter { state: asked.keadaan.parse().ok() };
    let found = desk.articles(kind, filter, asked.hal.parse().unwrap_or(1)).await?;
    let offered = desk.offered(kind).await?;
    let t = *signed_in.visitor.texts();
    let home = home(&desk, kind);
    let state = filter.state.map_or("", ArticleState::code).to_owned();
    let all = std::iter::once(SelectItem::new("", t.desk_state_all()));
    let states = ArticleState::ALL.map(|one| SelectItem::new(one.code(), state_name(&t, one)));
    let page = ListPage {
        shell: signed_in.visitor.shell(&web),
        office: desk.placed().body.office_name.clone(),
        back: format!("/meja/{slug}/situs"),
        title: kind_name(&t, kind),
        add: match kind {
            Kind::Page => t.content_desk_add_page(),
            Kind::News => t.content_desk_add_news(),
            Kind::Regulation => t.content_desk_add_regulation(),
            Kind::Question => t.content_desk_add_question(),
        },
        places: missing_places(&t, kind, &home, &found),
        states: all.chain(states).collect(),
        total: t.content_desk_count(found.total),
        lines: found.lines.iter().map(|found| line(&web, &t, &desk, &home, found)).collect(),
        pages: pages(&t, &home, &state, &found),
        offered: offered.iter().map(|one| offered_line(&t, &home, one)).collect(),
        state,
        home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn missing_places(t: &Texts, kind: Kind, home: &str, found: &ArticleList) -> Vec<(String, String)> {
    if kind != Kind::Page {
        return Vec::new();
    }
    let is_missing = |place: &&Place| !found.pages.iter().any(|name| name == place.code());
    let places = Place::ALL.iter().filter(is_missing);
    places.map(|place| (format!("{home}/baru?nama={}", place.code()), place_name(t, *place))).collect()
}

fn line(web: &Web, t: &Texts, desk: &Desk, home: &str, found: &Line) -> ArticleLine {
    let is_offered = found.offered && offers(&desk.placed().body.level);
    ArticleLine {
        href: format!("{home}/{}", found.reference),
        title: found.title.clone(),
        state: state_tag(t, found.state, found.visible_from, web.app.now()),
        offered: is_offered.then(|| Tag::new(t.content_desk_offered_tag()).colour("purple")),
        changed: t.date_time(found.changed_at, zone(desk.placed().body.zone)),
    }
}

fn offered_line(t: &Texts, home: &str, one: &Offered) -> OfferedLine {
    let writing = &one.edition.writing;
    let state = match (one.choice.hidden, one.choice.addition.is_empty()) {
        (true, _) => Tag::new(t.content_offer_hidden()).colour("grey"),
        (false, true) => Tag::new(t.content_offer_shown()).colour("green"),
        (false, false) => Tag::new(t.content_offer_extended()).colour("turquoise"),
    };
    let name = rule_name(t, writing);
    OfferedLine {
        href: format!("{home}/tawaran/{}", one.article.reference),
        title: if name.is_empty() { writing.title.clone() } else { name },
        from: t.content_from(one.office.as_str()),
        state,
    }
}

fn pages(t: &Texts, home: &str, state: &str, found: &ArticleList) -> Option<Pagination> {
    let last = (found.total + ARTICLES - 1) / ARTICLES;
    if last <= 1 {
        return None;
    }
    let step = |text: String, page: i64| {
        PageStep::new(text, t.common_page_of(page, last), format!("{home}?keadaan={state}&hal={page}"))
    };
    let before = (found.page > 1).then(|| step(t.common_previous(), found.page - 1));
    let next = (found.page < last).then(|| step(t.common_next(), found.page + 1));
    Some(Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next))
}
