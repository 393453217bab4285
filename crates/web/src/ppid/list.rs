//! The list of public information of an office.

use app::public::{Catalogue, ITEMS};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::InformationClass;
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;
use store::catalogue::{PublicFilter, PublicLine};

use super::{Frame, class_long, class_name, form_name};
use crate::Web;
use crate::components::{BackLink, Button, Input, PageItem, PageStep, Pagination, Select, SelectItem};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// Most characters of a summary in a list.
const SUMMARY: usize = 220;

/// An item in a list.
#[derive(Debug, Clone)]
pub(super) struct ItemLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) facts: String,
    /// The language of its words; empty where it is the page's.
    pub(super) lang: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/list.html")]
struct ListPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    title: String,
    classes: Vec<SelectItem>,
    years: Vec<SelectItem>,
    class: String,
    year: String,
    total: String,
    is_filtered: bool,
    items: Vec<ItemLine>,
    pages: Option<Pagination>,
    query: String,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kelas: String,
    #[serde(default)]
    tahun: String,
    #[serde(default)]
    hal: String,
}

impl Asked {
    /// What is wanted; what is no class or year is not looked at.
    pub(super) fn filter(&self) -> PublicFilter {
        PublicFilter {
            class: self.kelas.parse().ok(),
            year: self.tahun.parse().ok(),
            ..PublicFilter::default()
        }
    }

    fn page(&self) -> i64 {
        self.hal.parse().unwrap_or(1)
    }
}

/// `GET /{slug}/informasi?kelas=&tahun=&hal=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let filter = asked.filter();
    let found = web.app.public().catalogue(&slug, filter, asked.page()).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &found.placed.body);
    shell.description = t.catalogue_list_lead(frame.office.as_str());
    let title = filter.class.map_or_else(|| t.catalogue_list_title(), |class| class_long(&t, class));
    let class = filter.class.map_or("", InformationClass::code).to_owned();
    let year = filter.year.map(|year| year.to_string()).unwrap_or_default();
    let query = serde_urlencoded::to_string([("kelas", &class), ("tahun", &year)]).unwrap_or_default();
    let page = ListPage {
        title,
        classes: class_items(&t),
        years: year_items(&t, &found),
        total: t.catalogue_list_found(found.total),
        is_filtered: filter.class.is_some() || filter.year.is_some(),
        items: found.lines.iter().map(|found| line(&t, &frame, found)).collect(),
        pages: pages(&t, &frame, &found, &query),
        class,
        year,
        query,
        shell,
        frame,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn class_items(t: &Texts) -> Vec<SelectItem> {
    let all = std::iter::once(SelectItem::new("", t.catalogue_list_all()));
    all.chain(InformationClass::ALL.iter().map(|class| SelectItem::new(class.code(), class_name(t, *class))))
        .collect()
}

fn year_items(t: &Texts, found: &Catalogue) -> Vec<SelectItem> {
    let mut years: Vec<i16> = found.counts.iter().filter_map(|(_, year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let all = std::iter::once(SelectItem::new("", t.catalogue_list_all_years()));
    all.chain(years.iter().rev().map(|year| SelectItem::new(year.to_string(), year.to_string()))).collect()
}

/// An item as a line of a list.
pub(super) fn line(t: &Texts, frame: &Frame, found: &PublicLine) -> ItemLine {
    let content = &found.edition.content;
    let forms: Vec<String> = content.forms.iter().map(|form| form_name(t, *form)).collect();
    let year = content.year().map(|year| year.to_string());
    let facts = [Some(class_name(t, content.class)), year, Some(forms.join(", "))];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    ItemLine {
        href: format!("{}/informasi/{}", frame.home, found.reference),
        title: content.title.clone(),
        summary: shortened(&content.summary),
        facts: facts.join(" · "),
        lang: super::foreign(t, &content.language),
    }
}

/// The beginning of a text, ended between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let start: String = text.chars().take(SUMMARY).collect();
    let end = start.rfind(char::is_whitespace).unwrap_or(start.len());
    format!("{} …", start[..end].trim_end())
}

fn pages(t: &Texts, frame: &Frame, found: &Catalogue, query: &str) -> Option<Pagination> {
    let last = (found.total + ITEMS - 1) / ITEMS;
    if last <= 1 {
        return None;
    }
    let step = |text: String, page: i64| {
        let href = format!("{}/informasi?{query}&hal={page}", frame.home);
        PageStep::new(text, t.common_page_of(page, last), href)
    };
    let before = (found.page > 1).then(|| step(t.common_previous(), found.page - 1));
    let next = (found.page < last).then(|| step(t.common_next(), found.page + 1));
    Some(Pagination::new(t.common_page(), before, Vec::<PageItem>::new(), next))
}
