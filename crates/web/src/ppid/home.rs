//! The first page of an office's site.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::{Body, ServiceHours};
use http::StatusCode;
use i18n::Texts;

use domain::catalogue::InformationClass;

use super::{Frame, class_long};
use crate::Web;
use crate::bodies::{Lineage, level_name};
use crate::components::{Breadcrumbs, Button, Crumb, Html, Input, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "ppid/home.html")]
struct HomePage {
    shell: Shell,
    frame: Frame,
    title: String,
    crumbs: Breadcrumbs,
    facts: SummaryList,
    followed: Option<Lineage>,
    before: Vec<Lineage>,
    links: Vec<OfficeLink>,
    classes: Vec<ClassLine>,
    newest: Vec<super::list::ItemLine>,
    video: Option<super::video::Teaser>,
}

/// A class of information and how much there is of it.
#[derive(Debug)]
struct ClassLine {
    href: String,
    text: String,
    hint: String,
    count: String,
}

/// A way on from the page of an office.
#[derive(Debug, Clone)]
pub(super) struct OfficeLink {
    href: String,
    text: String,
}

/// A fact that is mark-up: a link, or lines.
#[derive(Debug, Template)]
#[template(path = "ppid/fact.html")]
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
    let (frame, shell) = Frame::new(&web, &visitor, body).await?;
    let catalogue = web.app.public().newest(&slug, NEWEST).await?;
    let video = super::video::teaser(&web, &t, &slug).await?;
    let page = HomePage {
        video,
        shell,
        title: t.ppid_home_title(body.office_name.as_str()),
        classes: classes(&t, &frame, &catalogue.counts),
        newest: catalogue.lines.iter().map(|line| super::list::line(&t, &frame, line)).collect(),
        frame,
        crumbs: Breadcrumbs::new(t.layout_breadcrumbs(), crumbs),
        facts: facts(&t, body),
        followed: found.followed.as_ref().map(|followed| Lineage::after(&t, followed)),
        before: found.before.iter().map(|before| Lineage::before(&t, before)).collect(),
        links: links(&t, &visitor, &found),
    };
    Ok(render(StatusCode::OK, &page))
}

/// Items on the first page.
const NEWEST: i64 = 5;

/// The classes, each with its count.
fn classes(t: &Texts, frame: &Frame, counts: &[(InformationClass, Option<i16>, i64)]) -> Vec<ClassLine> {
    let hint = |class| match class {
        InformationClass::Periodic => t.catalogue_class_periodic_hint(),
        InformationClass::Immediate => t.catalogue_class_immediate_hint(),
        InformationClass::Always => t.catalogue_class_always_hint(),
    };
    let line = |class: &InformationClass| {
        let count = counts.iter().filter(|(found, ..)| found == class).map(|(.., count)| count).sum::<i64>();
        ClassLine {
            href: format!("{}/informasi?kelas={}", frame.home, class.code()),
            text: class_long(t, *class),
            hint: hint(*class),
            count: t.catalogue_list_found(count),
        }
    };
    InformationClass::ALL.iter().map(line).collect()
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
    if visitor.access().is_some_and(|access| access.may_manage(&found.placed)) {
        links.push(OfficeLink { href: format!("/badan/{slug}/penerus"), text: t.succession_edit() });
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
        SummaryRow::new(t.bodies_site(), fact(body.site.clone(), lines(&body.site))),
        SummaryRow::new(t.bodies_request_form(), fact(body.request_form.clone(), lines(&body.request_form))),
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
