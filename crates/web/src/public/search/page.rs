//! The page of a search.

use app::public::{Facet, Facets, Found, FoundOne};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::catalogue::{Form, InformationClass};
use http::{HeaderMap, StatusCode};
use i18n::Texts;
use search::Piece;

use super::address::{Address, NEWEST};
use super::checked;
use crate::Web;
use crate::components::{Button, Input, PageItem, PageStep, Pagination, Select, SelectItem};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::{class_name, form_name};
use crate::public::share;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "public/search.html")]
struct SearchPage {
    shell: Shell,
    t: Texts,
    address: Address,
    feed: String,
    classes: Vec<SelectItem>,
    forms: Vec<SelectItem>,
    heading: String,
    order: Option<(String, String)>,
    note: String,
    correction: Option<(String, String)>,
    chosen: Vec<(String, String)>,
    results: Vec<Line>,
    groups: Vec<Group>,
    pages: Option<Pagination>,
}

/// A result as a line of a list.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: Vec<Piece>,
    pub(super) facts: String,
    pub(super) summary: Vec<Piece>,
    pub(super) in_file: Vec<Piece>,
}

/// Values of one kind that narrow the search.
#[derive(Debug)]
struct Group {
    name: String,
    links: Vec<(String, String, String)>,
}

/// `GET /informasi?q=&kelas=&badan=&tahun=&bentuk=&urut=&hal=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = web.app.public().search(&address.asked()).await?;
    let t = *visitor.texts();
    let mut shell = visitor.shell(&web).with_htmx();
    shell.canonical = visitor.address(&web, &address.page());
    shell.description = t.search_lead();
    let asked = address.q.trim();
    let title = if asked.is_empty() { String::new() } else { t.search_feed(asked) };
    shell.share = Some(share::share(&web, &t, share::Page::Search, &title));
    let page = SearchPage {
        classes: class_items(&t),
        forms: form_items(&t),
        heading: heading(&t, &address, &found),
        order: order(&t, &address, &found),
        note: if found.is_completed { t.search_completed() } else { String::new() },
        correction: found.correction.as_ref().map(|text| (corrected(&address, text), text.clone())),
        chosen: chosen(&t, &address, &found),
        results: found.results.iter().map(|one| line(&t, one)).collect(),
        groups: groups(&t, &address, &found),
        pages: pages(&t, &address, &found),
        feed: address.with(|_| ()).query(),
        address,
        shell,
        t,
    };
    if visitor.access().is_some() {
        return Ok(render(StatusCode::OK, &page));
    }
    let html = page.render().map_err(|error| app::AppError::Fault(error.to_string()))?;
    Ok(checked(&headers, "text/html; charset=utf-8", html))
}

fn corrected(address: &Address, text: &str) -> String {
    address.with(|address| text.clone_into(&mut address.q)).page()
}

fn heading(t: &Texts, address: &Address, found: &Found) -> String {
    let count = i64::try_from(found.total).unwrap_or(i64::MAX);
    if found.total == 0 {
        t.search_none()
    } else if address.q.trim().is_empty() && !address.is_narrowed() {
        t.search_newest()
    } else if found.is_more {
        t.search_found_more(count)
    } else {
        t.search_found(count)
    }
}

/// The other order, where there is something to order.
fn order(t: &Texts, address: &Address, found: &Found) -> Option<(String, String)> {
    if found.total < 2 || address.q.trim().is_empty() {
        return None;
    }
    Some(if address.urut == NEWEST {
        (address.with(|address| address.urut.clear()).page(), t.search_order_best())
    } else {
        (address.with(|address| NEWEST.clone_into(&mut address.urut)).page(), t.search_order_newest())
    })
}

/// What narrows the search now: the address without it, and its name.
fn chosen(t: &Texts, address: &Address, found: &Found) -> Vec<(String, String)> {
    let mut chosen = Vec::new();
    if !address.kelas.is_empty() {
        chosen.push((address.with(|address| address.kelas.clear()).page(), class_word(t, &address.kelas)));
    }
    if !address.badan.is_empty() {
        let name = found.office.clone().unwrap_or_else(|| address.badan.clone());
        chosen.push((address.with(|address| address.badan.clear()).page(), name));
    }
    if let Some(year) = address.asked().year {
        chosen.push((address.with(|address| address.tahun.clear()).page(), year.to_string()));
    }
    if !address.bentuk.is_empty() {
        chosen.push((address.with(|address| address.bentuk.clear()).page(), form_word(t, &address.bentuk)));
    }
    chosen
}

fn groups(t: &Texts, address: &Address, found: &Found) -> Vec<Group> {
    let Facets { classes, bodies, years, forms } = &found.facets;
    let group = |name: String,
                 facets: &[Facet],
                 word: &dyn Fn(&Facet) -> String,
                 set: fn(&mut Address, &str)| Group {
        name,
        links: facets
            .iter()
            .map(|facet| {
                // Where only the newest were counted, a number would be wrong.
                let count = if found.is_more { String::new() } else { facet.count.to_string() };
                (address.with(|address| set(address, &facet.value)).page(), word(facet), count)
            })
            .collect(),
    };
    let all = [
        (
            address.kelas.is_empty(),
            group(t.search_by_class(), classes, &|facet| class_word(t, &facet.value), |address, value| {
                value.clone_into(&mut address.kelas);
            }),
        ),
        (
            address.badan.is_empty(),
            group(t.search_by_office(), bodies, &|facet| facet.name.clone(), |address, value| {
                value.clone_into(&mut address.badan);
            }),
        ),
        (
            address.tahun.is_empty(),
            group(t.search_by_year(), years, &|facet| facet.value.clone(), |address, value| {
                value.clone_into(&mut address.tahun);
            }),
        ),
        (
            address.bentuk.is_empty(),
            group(t.search_by_form(), forms, &|facet| form_word(t, &facet.value), |address, value| {
                value.clone_into(&mut address.bentuk);
            }),
        ),
    ];
    all.into_iter()
        .filter(|(is_open, group)| *is_open && group.links.len() > 1)
        .map(|(_, group)| group)
        .collect()
}

/// A result as it is listed.
pub(super) fn line(t: &Texts, one: &FoundOne) -> Line {
    let document = &one.shown.document;
    let forms: Vec<String> = document.forms.iter().map(|form| form_word(t, form)).collect();
    let class = document.class.as_ref().map(|class| class_word(t, class));
    let year = document.year.map(|year| year.to_string());
    let facts = [Some(one.shown.office.clone()), class, year, Some(forms.join(", "))];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    Line {
        href: href(one),
        title: one.title.clone(),
        facts: facts.join(" · "),
        summary: one.summary.clone(),
        in_file: one.in_file.clone().unwrap_or_default(),
    }
}

/// Where a result leads.
pub(super) fn href(one: &FoundOne) -> String {
    format!("/{}/{}", one.shown.slug, one.shown.document.path)
}

fn class_word(t: &Texts, code: &str) -> String {
    code.parse().map_or_else(|_| code.to_owned(), |class| class_name(t, class))
}

fn form_word(t: &Texts, code: &str) -> String {
    code.parse().map_or_else(|_| code.to_uppercase(), |form| form_name(t, form))
}

fn class_items(t: &Texts) -> Vec<SelectItem> {
    let all = InformationClass::ALL.iter().map(|class| SelectItem::new(class.code(), class_name(t, *class)));
    std::iter::once(SelectItem::new("", t.search_all_classes())).chain(all).collect()
}

fn form_items(t: &Texts) -> Vec<SelectItem> {
    let all = Form::ALL.iter().map(|form| SelectItem::new(form.code(), form_name(t, *form)));
    std::iter::once(SelectItem::new("", t.search_all_forms())).chain(all).collect()
}

fn pages(t: &Texts, address: &Address, found: &Found) -> Option<Pagination> {
    if found.pages < 2 {
        return None;
    }
    let number = |page: usize| i64::try_from(page).unwrap_or(i64::MAX);
    let step = |text: String, page: usize| {
        let href = address.with(|address| address.hal = page.to_string()).page();
        PageStep::new(text, t.common_page_of(number(page), number(found.pages)), href)
    };
    let before = (found.page > 1).then(|| step(t.common_previous(), found.page - 1));
    let next = (found.page < found.pages).then(|| step(t.common_next(), found.page + 1));
    Some(Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next))
}
