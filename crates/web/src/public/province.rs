//! The results of a province.

use app::public::{GroupLine, PublicRow, RoundResults};
use askama::Template;
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::files::{self, Suffix};
use super::ranking::{self, RankLine};
use super::rounds::{CategoryLine, category_lines, headline, mean, outside_lines};
use super::share;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;

#[derive(Debug, Template)]
#[template(path = "public/province.html")]
struct ProvincePage {
    shell: Shell,
    t: Texts,
    title: String,
    round_title: String,
    slug: String,
    back: String,
    place: String,
    published: String,
    headline: Option<(String, String)>,
    mean: String,
    categories: Vec<CategoryLine>,
    outside: Vec<(String, String)>,
    before_year: Option<String>,
    rows: Vec<RankLine>,
}

/// `GET /hasil/{round}/{province}`
pub(super) fn show(
    web: &Web,
    visitor: &Visitor,
    results: &RoundResults,
    group: &GroupLine,
    suffix: Option<Suffix>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let rows: Vec<&PublicRow> = results.rows_of(&group.body.code).collect();
    let place = group.body.slug.to_string();
    if let Some(suffix) = suffix {
        let name = format!("{}-{place}", results.round.slug);
        return files::table(&t, results, &rows, suffix, &name)
            .map_err(|error| app::AppError::Fault(error.to_string()).into());
    }
    let mut shell = visitor.shell(web);
    shell.canonical = format!("{}/hasil/{}/{place}", web.app.settings().base_url, results.round.slug);
    shell.description = t.result_description(&results.round.title);
    let title = t.result_province_title(&group.body.office_name, &results.round.title);
    let round = share::Page::Round(&results.round.slug, &results.round.title);
    shell.share = Some(share::share(web, &t, round, &title));
    let page = ProvincePage {
        title,
        round_title: results.round.title.clone(),
        slug: results.round.slug.clone(),
        back: format!("/hasil/{}", results.round.slug),
        published: t.result_published(show::moment(&t, results.published_at, results.round.zone)),
        headline: headline(&t, &group.tally, &group.body.name),
        mean: mean(&t, results, &group.tally),
        categories: category_lines(&t, &group.tally, None),
        outside: outside_lines(&t, &group.tally),
        before_year: results.previous.as_ref().map(|(round, _)| round.year.to_string()),
        rows: ranking::lines(&t, results, rows.into_iter()),
        place,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
