//! The list of people of a body and those below.

use app::people::{Listed, PeopleSearch};
use app::{Access, AppError};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::body::Body;
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::{body_items, role_name, state};
use crate::Web;
use crate::components::{Button, Input, PageItem, PageStep, Pagination, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "people/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    body: String,
    bodies: Vec<SelectItem>,
    words: String,
    people: Vec<Row>,
    pages: Option<Pagination>,
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    login: String,
    state: Tag,
    roles: Vec<String>,
}

/// What the list is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    badan: String,
    #[serde(default)]
    cari: String,
    #[serde(default)]
    sesudah: String,
}

/// The body that a page is about: the one asked for, or the first that one administers.
pub(super) async fn body_or_first(access: &Access, asked: &str) -> Result<(String, Vec<Body>), AppError> {
    let administered = access.administered().await?;
    let first = administered.first().map(|body| body.code.to_string()).ok_or(AppError::NotFound)?;
    Ok((if asked.is_empty() { first } else { asked.to_owned() }, administered))
}

/// `GET /pengguna`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let (body, administered) = body_or_first(&signed_in.access, &asked.badan).await?;
    let people = signed_in.access.people(&body).await?;
    let mut bodies = Vec::new();
    for body in administered {
        bodies.extend(signed_in.access.people(body.code.as_str()).await?.bodies().await?);
    }
    bodies.sort_by(|a, b| a.code.cmp(&b.code));
    bodies.dedup_by(|a, b| a.code == b.code);
    let search = PeopleSearch { words: asked.cari.clone(), after: asked.sesudah };
    let page = people.list(&search).await?;
    let next = page.next.map(|cursor| {
        let query = [("badan", body.as_str()), ("cari", &asked.cari), ("sesudah", &cursor)];
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        PageStep::new(t.common_next(), "", format!("/pengguna?{query}"))
    });
    let pages = next.map(|next| Pagination::new(t.common_page(), None, Vec::<PageItem>::new(), Some(next)));
    let shown = ListPage {
        shell: signed_in.visitor.shell(&web),
        t,
        office: people.body().office_name.clone(),
        body: people.body().code.to_string(),
        bodies: body_items(&bodies),
        words: asked.cari,
        people: page.items.into_iter().map(|listed| row(&t, listed)).collect(),
        pages,
    };
    Ok(render(StatusCode::OK, &shown))
}

fn row(t: &Texts, listed: Listed) -> Row {
    let roles = listed.grants.into_iter();
    let roles = roles.map(|named| t.account_role_at(named.office_name, role_name(t, named.grant.role)));
    Row {
        id: listed.person.id.to_string(),
        state: state(t, &listed.person),
        name: listed.person.name,
        login: listed.person.login.to_string(),
        roles: roles.collect(),
    }
}
