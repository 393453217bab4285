//! The rules that the service of an office rests on.

use app::AppError;
use app::public::SiteArticle;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::content::{Kind, Standing, Writing, parse_reference};
use http::StatusCode;
use i18n::Texts;

use super::version::{Asked, Versions};
use super::{ArticleView, rule_kind, rule_name, standing_name, view};
use crate::Web;
use crate::components::{BackLink, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::Frame;
use crate::visitor::Visitor;

/// A rule in the list.
#[derive(Debug)]
struct RuleLine {
    href: String,
    name: String,
    title: String,
    standing: Tag,
    facts: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/content/rules.html")]
struct RulesPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    lead: String,
    /// The rules of one kind under its name, the highest first.
    groups: Vec<(String, Vec<RuleLine>)>,
}

/// `GET /{slug}/regulasi`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let mut found = web.app.public().articles(&slug, Kind::Regulation).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &found.placed.body);
    let lead = t.content_rules_lead(frame.office.as_str());
    shell.description.clone_from(&lead);
    // By kind, then the newest first.
    found.articles.sort_by_key(|one| {
        let writing = &one.found.edition.writing;
        (writing.rule, std::cmp::Reverse(writing.year), writing.number.clone())
    });
    let mut groups: Vec<(String, Vec<RuleLine>)> = Vec::new();
    for one in &found.articles {
        let kind = one.found.edition.writing.rule.map(|rule| rule_kind(&t, rule)).unwrap_or_default();
        let line = line(&t, &frame.home, one);
        match groups.last_mut().filter(|(name, _)| *name == kind) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((kind, vec![line])),
        }
    }
    Ok(render(StatusCode::OK, &RulesPage { shell, frame, t, lead, groups }))
}

fn line(t: &Texts, home: &str, one: &SiteArticle) -> RuleLine {
    let writing = &one.found.edition.writing;
    let from = if one.is_own { String::new() } else { t.content_from(one.found.office.as_str()) };
    let facts: Vec<String> =
        [writing.standing_note.clone(), from].into_iter().filter(|fact| !fact.is_empty()).collect();
    RuleLine {
        href: format!("{home}/regulasi/{}", one.found.article.reference),
        name: rule_name(t, writing),
        title: writing.title.clone(),
        standing: standing_tag(t, writing.standing),
        facts: facts.join(" · "),
    }
}

fn standing_tag(t: &Texts, standing: Standing) -> Tag {
    let colour = match standing {
        Standing::InForce => "green",
        Standing::Amended => "blue",
        Standing::Revoked => "red",
    };
    Tag::new(standing_name(t, standing)).colour(colour)
}

#[derive(Debug, Template)]
#[template(path = "ppid/content/rule.html")]
struct RulePage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    name: String,
    article: ArticleView,
    facts: SummaryList,
    link: String,
    item: Option<String>,
    versions: Versions,
}

/// `GET /{slug}/regulasi/{reference}?teks=`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, typed)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let reference = parse_reference(&typed).ok_or(AppError::NotFound)?;
    let t = *visitor.texts();
    let public = web.app.public();
    let found = public.article(&slug, Kind::Regulation, &reference).await?;
    let found = public.in_language(found, asked.wanted(&t)).await?;
    if reference != typed {
        return Ok(Redirect::permanent(&format!("/{slug}/regulasi/{reference}")).into_response());
    }
    let one = found.articles.first().ok_or(AppError::NotFound)?;
    let body = &found.placed.body;
    let (frame, mut shell) = Frame::new(&web, &visitor, body);
    let writing = &one.found.edition.writing;
    let name = rule_name(&t, writing);
    shell.description = t.content_rule_about(name.as_str(), writing.title.as_str());
    if !one.is_own && one.found.choice.addition.is_empty() {
        shell.canonical = format!("{}/{}/regulasi/{reference}", web.app.settings().base_url, one.found.slug);
    }
    let path = format!("{}/regulasi/{reference}", frame.home);
    let versions = Versions::new(&t, &web.app.settings().base_url, &path, &found.articles, &asked);
    shell.canonical.push_str(&versions.query);
    let page = RulePage {
        versions,
        article: view(&t, &body.office_name, body.zone, one, 2),
        facts: facts(&t, writing),
        link: writing.link.clone(),
        item: one.item.clone(),
        name,
        shell,
        frame,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn facts(t: &Texts, writing: &Writing) -> SummaryList {
    let rows = [
        (t.content_rule_standing(), standing_name(t, writing.standing)),
        (t.content_field_standing_note(), writing.standing_note.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}
