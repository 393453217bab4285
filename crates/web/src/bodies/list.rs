//! The list of bodies: by name, by the office above, by level.

use app::body::BodySearch;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::body::{Body, Level};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::level_name;
use crate::Web;
use crate::components::{Button, Input, PageItem, PageStep, Pagination, Select, SelectItem};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "bodies/list.html")]
struct BodiesPage {
    shell: Shell,
    t: Texts,
    asked: Asked,
    parents: Vec<SelectItem>,
    levels: Vec<SelectItem>,
    total: i64,
    rows: Vec<Row>,
    pages: Option<Pagination>,
}

#[derive(Debug)]
struct Row {
    slug: String,
    office_name: String,
    level: String,
    code: String,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    cari: String,
    #[serde(default)]
    induk: String,
    #[serde(default)]
    tingkat: String,
    #[serde(default)]
    sesudah: String,
}

/// `GET /badan`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let search = BodySearch {
        words: asked.cari.clone(),
        under: asked.induk.clone(),
        level: asked.tingkat.clone(),
        after: asked.sesudah.clone(),
    };
    let found = web.app.bodies(&search).await?;
    let first = |text: String| SelectItem::new("", text);
    let parents = parents(&web).await?;
    let parents = parents.iter().map(|body| SelectItem::new(body.slug.as_str(), &body.office_name));
    let levels = web.app.levels().await?;
    let levels = levels.iter().filter_map(|code| code.parse::<Level>().ok());
    let levels = levels.map(|level| SelectItem::new(level.code(), level_name(&t, &level)));
    let pages = found.page.next.map(|cursor| {
        let query = [
            ("cari", asked.cari.as_str()),
            ("induk", &asked.induk),
            ("tingkat", &asked.tingkat),
            ("sesudah", &cursor),
        ];
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        let next = PageStep::new(t.common_next(), "", format!("/badan?{query}"));
        Pagination::new(t.common_page(), None, Vec::<PageItem>::new(), Some(next))
    });
    let rows = found.page.items.into_iter().map(|placed| Row {
        slug: placed.body.slug.to_string(),
        level: level_name(&t, &placed.body.level),
        code: placed.body.code.to_string(),
        office_name: placed.body.office_name,
    });
    let page = BodiesPage {
        shell: visitor.shell(&web),
        t,
        parents: std::iter::once(first(t.bodies_under_all())).chain(parents).collect(),
        levels: std::iter::once(first(t.bodies_level_all())).chain(levels).collect(),
        total: found.total,
        rows: rows.collect(),
        pages,
        asked,
    };
    Ok(render(StatusCode::OK, &page))
}

/// The bodies right under the roots: provinces, in the usual tree.
async fn parents(web: &Web) -> Result<Vec<Body>, Failure> {
    let mut parents = Vec::new();
    for root in web.app.bodies_under(None).await?.into_iter().take(20) {
        parents.extend(web.app.bodies_under(Some(root.code.as_str())).await?);
    }
    Ok(parents)
}
