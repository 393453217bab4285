//! The list of announced rounds, and the results of one for the nation.

use app::AppError;
use app::public::{AnnouncedRound, RoundResults, Tally};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::exact::Exact;
use http::StatusCode;
use i18n::Texts;
use print::tile_map::{self, Tile};

use super::files::{self, Suffix};
use super::ranking::{self, Filter, RankLine};
use super::share;
use crate::components::{BackLink, Button, Html, Input, Select};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

/// A category in the words of the page.
#[derive(Debug)]
pub(super) struct CategoryLine {
    pub(super) label: String,
    pub(super) class: &'static str,
    pub(super) from: String,
    pub(super) count: String,
    pub(super) percent: String,
    /// Width of the bar, `63.2%`.
    pub(super) width: String,
    pub(super) before_count: String,
    pub(super) before_percent: String,
}

/// That the results are a correction, which one, since when and why; empty for the first.
pub(super) fn correction(t: &Texts, results: &RoundResults) -> String {
    if results.edition < 2 {
        return String::new();
    }
    let at = show::moment(t, results.published_at, results.round.zone);
    t.result_correction(at, results.edition - 1, results.reason.as_str())
}

/// The categories of a tally beside those of the year before, by code.
pub(super) fn category_lines(t: &Texts, tally: &Tally, before: Option<&Tally>) -> Vec<CategoryLine> {
    let of_before = |code: &str| {
        let before = before?;
        before.categories.iter().find(|found| found.code.as_str() == code).map(|found| (before, found.count))
    };
    let lines = tally.categories.iter().enumerate().map(|(index, found)| {
        let percent = tally.percent(found.count);
        let old = of_before(found.code.as_str());
        CategoryLine {
            label: found.label.get(t.code()).to_owned(),
            class: show::category_class(Some(index)),
            from: show::number(t, &found.from, 2),
            count: t.integer(found.count),
            percent: show::percent(t, &percent, 1),
            width: format!("{}%", percent.rounded(1, domain::exact::Rounding::HalfUp)),
            before_count: old.map(|(_, count)| t.integer(count)).unwrap_or_default(),
            before_percent: old
                .map(|(before, count)| show::percent(t, &before.percent(count), 1))
                .unwrap_or_default(),
        }
    });
    lines.collect()
}

/// Offices without a score, in words, those outcomes alone that there are.
pub(super) fn outside_lines(t: &Texts, tally: &Tally) -> Vec<(String, String)> {
    let outcomes = [
        (t.result_outcome_not_registered(), tally.not_registered),
        (t.result_outcome_not_submitted(), tally.not_submitted),
        (t.result_outcome_not_assessed(), tally.not_assessed),
    ];
    outcomes
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| (word, t.integer(count)))
        .collect()
}

/// "30,4% Informatif nasional" and what it is of.
pub(super) fn headline(t: &Texts, tally: &Tally, scope: &str) -> Option<(String, String)> {
    let top = tally.categories.first()?;
    let percent = show::percent(t, &tally.percent(top.count), 1);
    let words = t.result_headline(top.label.get(t.code()), percent, scope);
    Some((words, t.result_headline_of(top.count, tally.scored)))
}

#[derive(Debug, Template)]
#[template(path = "public/rounds.html")]
struct RoundsPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<(String, String, String, String)>,
}

/// `GET /hasil`
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let announced = web.app.public().announced().await?;
    let line = |found: AnnouncedRound| {
        let href = format!("/hasil/{}", found.round.slug);
        let published = show::moment(&t, found.published_at, found.round.zone);
        (found.round.title, href, published, t.integer(found.tally.scored))
    };
    let rounds = announced.into_iter().map(line).collect();
    let mut shell = visitor.shell(&web);
    shell.canonical = format!("{}/hasil", web.app.settings().base_url);
    shell.share = Some(share::share(&web, &t, share::Page::Rounds, ""));
    Ok(render(StatusCode::OK, &RoundsPage { shell, t, rounds }))
}

/// A province in the table.
#[derive(Debug)]
struct GroupRow {
    name: String,
    href: String,
    scored: String,
    counts: Vec<String>,
    top_percent: String,
    mean: String,
}

#[derive(Debug, Template)]
#[template(path = "public/round.html")]
struct RoundPage {
    shell: Shell,
    t: Texts,
    title: String,
    slug: String,
    published: String,
    decree: String,
    correction: String,
    headline: Option<(String, String)>,
    mean: String,
    categories: Vec<CategoryLine>,
    outside: Vec<(String, String)>,
    before_year: Option<String>,
    groups: Vec<GroupRow>,
    map: Html,
    map_caption: String,
    filter: Filter,
    province: Select,
    category: Select,
    found: Option<String>,
    rows: Vec<RankLine>,
    download: String,
}

/// `GET /hasil/{round}`, with `.csv` or `.json` at its end the same as a file.
pub(super) async fn one(
    State(web): State<Web>,
    visitor: Visitor,
    Path(round): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Response, Failure> {
    let (slug, suffix) = files::suffix(&round);
    let results = web.app.public().results(slug).await?;
    if let Some(suffix) = suffix {
        return file(&visitor, &results, suffix, &filter);
    }
    let t = *visitor.texts();
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    shell.canonical = format!("{}/hasil/{slug}", web.app.settings().base_url);
    shell.description = t.result_description(&results.round.title);
    shell.share = Some(share::share(&web, &t, share::Page::Round(slug, &results.round.title), ""));
    let chosen: Vec<_> = results.rows.iter().filter(|row| filter.finds(row)).collect();
    let found = filter.is_set().then(|| t.result_ranking_filtered(chosen.len(), results.rows.len()));
    let top = results.scheme.categories.first().map(|top| top.label.get(t.code()).to_owned());
    let page = RoundPage {
        title: t.result_round_title(&results.round.title),
        slug: results.round.slug.clone(),
        published: t.result_published(show::moment(&t, results.published_at, results.round.zone)),
        correction: correction(&t, &results),
        decree: if results.decree.is_empty() { String::new() } else { t.result_decree_line(&results.decree) },
        headline: headline(&t, &results.tally, &t.result_headline_national()),
        mean: mean(&t, &results, &results.tally),
        categories: category_lines(&t, &results.tally, results.previous.as_ref().map(|(_, tally)| tally)),
        outside: outside_lines(&t, &results.tally),
        before_year: results.previous.as_ref().map(|(round, _)| round.year.to_string()),
        groups: results.groups.iter().map(|group| group_row(&t, &results, group)).collect(),
        map: map(&t, &results),
        map_caption: top.map(|top| t.result_map_caption(top)).unwrap_or_default(),
        province: Select::new("provinsi", t.result_province(), ranking::province_items(&t, &results))
            .value(filter.provinsi.as_str()),
        category: Select::new("kategori", t.result_filter_category(), ranking::category_items(&t, &results))
            .value(filter.kategori.as_str()),
        found,
        rows: ranking::lines(&t, &results, chosen.into_iter()),
        download: filter.query(),
        filter,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn file(
    visitor: &Visitor,
    results: &RoundResults,
    suffix: Suffix,
    filter: &Filter,
) -> Result<Response, Failure> {
    let rows: Vec<_> = results.rows.iter().filter(|row| filter.finds(row)).collect();
    files::table(visitor.texts(), results, &rows, suffix, &results.round.slug)
        .map_err(|error| AppError::Fault(error.to_string()).into())
}

/// The mean of a tally, with the decimals of the scheme.
pub(super) fn mean(t: &Texts, results: &RoundResults, tally: &Tally) -> String {
    tally.mean.as_ref().map(|mean| t.decimal(&results.scheme.display.show(mean))).unwrap_or_default()
}

fn group_row(t: &Texts, results: &RoundResults, group: &app::public::GroupLine) -> GroupRow {
    let tally = &group.tally;
    GroupRow {
        name: group.body.name.clone(),
        href: format!("/hasil/{}/{}", results.round.slug, group.body.slug),
        scored: t.integer(tally.scored),
        counts: tally.categories.iter().map(|found| t.integer(found.count)).collect(),
        top_percent: top_percent(tally).map(|percent| show::percent(t, &percent, 1)).unwrap_or_default(),
        mean: mean(t, results, tally),
    }
}

fn top_percent(tally: &Tally) -> Option<Exact> {
    let top = tally.categories.first().filter(|_| tally.scored > 0)?;
    Some(tally.percent(top.count))
}

/// The map: one tile a province, its colour by the mean of its offices.
fn map(t: &Texts, results: &RoundResults) -> Html {
    let Some(top) = results.scheme.categories.first() else { return Html::default() };
    let drawn: Vec<_> = results
        .groups
        .iter()
        .filter(|group| tile_map::position(group.body.code.as_str()).is_some())
        .map(|group| {
            let category = group.tally.mean.as_ref().and_then(|mean| results.scheme.category_of(mean));
            let index = category.and_then(|found| results.category_index(&found.code));
            let href = format!("/hasil/{}/{}", results.round.slug, group.body.slug);
            let value =
                top_percent(&group.tally).map(|percent| show::percent(t, &percent, 0)).unwrap_or_default();
            (group, show::category_class(index), href, value)
        })
        .collect();
    if drawn.is_empty() {
        return Html::default();
    }
    let tiles: Vec<Tile<'_>> = drawn
        .iter()
        .map(|(group, class, href, value)| Tile {
            code: group.body.code.as_str(),
            label: &group.body.name,
            class,
            href,
            value,
        })
        .collect();
    // `print` escapes every text of the drawing and writes classes alone.
    Html::trusted(tile_map::svg(&t.result_map_title(top.label.get(t.code())), &tiles))
}
