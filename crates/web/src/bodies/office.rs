//! The page of an office.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::{Body, ServiceHours};
use http::StatusCode;
use i18n::Texts;

use super::level_name;
use crate::Web;
use crate::components::{Breadcrumbs, Crumb, Html, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "bodies/office.html")]
struct OfficePage {
    shell: Shell,
    title: String,
    crumbs: Breadcrumbs,
    facts: SummaryList,
    links: Vec<OfficeLink>,
}

/// A way on from the page of an office.
#[derive(Debug, Clone)]
pub(super) struct OfficeLink {
    href: String,
    text: String,
}

/// A fact that is mark-up: a link, or lines.
#[derive(Debug, Template)]
#[template(path = "bodies/office_fact.html")]
struct Fact {
    href: String,
    lines: Vec<String>,
    quiet: bool,
}

impl askama::filters::HtmlSafe for Fact {}

/// `GET /{slug}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.office_page(&slug).await?;
    let t = *visitor.texts();
    let body = &found.placed.body;
    let mut crumbs = vec![Crumb::link(t.bodies_title(), "/badan")];
    crumbs
        .extend(found.above.iter().map(|above| Crumb::link(&above.office_name, format!("/{}", above.slug))));
    crumbs.push(Crumb::here(&body.office_name));
    let mut shell = visitor.shell(&web);
    shell.canonical = format!("{}/{}", web.app.settings().base_url, body.slug);
    let page = OfficePage {
        shell,
        title: body.office_name.clone(),
        crumbs: Breadcrumbs::new(t.layout_breadcrumbs(), crumbs),
        facts: facts(&t, body),
        links: links(&t, &visitor, &found),
    };
    Ok(render(StatusCode::OK, &page))
}

/// Where one can go from an office. What else the service knows of an office (its results, …) adds a line here.
fn links(t: &Texts, visitor: &Visitor, found: &app::body::BodyPage) -> Vec<OfficeLink> {
    let slug = &found.placed.body.slug;
    let mut links = Vec::new();
    if found.children > 0 {
        let (href, text) = (format!("/badan?induk={slug}"), t.bodies_below(found.children));
        links.push(OfficeLink { href, text });
    }
    for round in &found.rounds {
        let (href, text) = (format!("/hasil/{}/{slug}", round.slug), t.bodies_results(&round.title));
        links.push(OfficeLink { href, text });
    }
    if visitor.access().is_some_and(|access| access.may_edit(&found.placed)) {
        links.push(OfficeLink { href: format!("/badan/{slug}/ubah"), text: t.bodies_edit() });
    }
    links
}

fn facts(t: &Texts, body: &Body) -> SummaryList {
    let fact = |href: String, lines: Vec<String>| {
        let quiet = lines.is_empty();
        let lines = if quiet { vec![t.bodies_not_given()] } else { lines };
        Html::join([Fact { href, lines, quiet }])
    };
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let chat = body.whatsapp.as_ref().map(|phone| format!("https://wa.me/{}", phone.digits()));
    let number = body.whatsapp.as_ref().map(|phone| t.bodies_whatsapp_chat(phone.to_string()));
    let mail = if body.email.is_empty() { String::new() } else { format!("mailto:{}", body.email) };
    SummaryList::new([
        SummaryRow::new(t.bodies_level(), level_name(t, &body.level)),
        SummaryRow::new(t.common_code(), body.code.as_str()),
        SummaryRow::new(t.bodies_address(), fact(String::new(), lines(&body.address))),
        SummaryRow::new(t.bodies_hours(), fact(String::new(), hours(t, &body.hours, body.zone.code()))),
        SummaryRow::new(t.bodies_whatsapp(), fact(chat.unwrap_or_default(), number.into_iter().collect())),
        SummaryRow::new(t.bodies_email(), fact(mail, lines(&body.email))),
    ])
}

/// *Senin–Kamis: 08.00–16.00 WIB*, a line for each entry.
fn hours(t: &Texts, hours: &ServiceHours, zone: &str) -> Vec<String> {
    let time = |minute: u16| format!("{:02}.{:02}", minute / 60, minute % 60);
    let entry = |entry: &domain::body::OpenHours| {
        let days = if entry.first == entry.last {
            day(t, entry.first)
        } else {
            t.bodies_hours_days(day(t, entry.first), day(t, entry.last))
        };
        t.bodies_hours_zone(t.bodies_hours_entry(days, time(entry.from), time(entry.to)), zone)
    };
    hours.0.iter().map(entry).collect()
}

fn day(t: &Texts, day: u8) -> String {
    match day {
        1 => t.common_day_monday(),
        2 => t.common_day_tuesday(),
        3 => t.common_day_wednesday(),
        4 => t.common_day_thursday(),
        5 => t.common_day_friday(),
        6 => t.common_day_saturday(),
        _ => t.common_day_sunday(),
    }
}
