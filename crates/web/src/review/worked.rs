//! The worked sum of an office for those who judge it, and for the office after the announcement.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;
use crate::worked::WorkedLines;

#[derive(Debug, Template)]
#[template(path = "review/worked.html")]
struct WorkedPage {
    shell: Shell,
    t: Texts,
    office: String,
    round_title: String,
    is_published: bool,
    is_scored: bool,
    outcome: String,
    total: String,
    category: String,
    class: &'static str,
    rank: String,
    rank_in_province: String,
    worked: WorkedLines,
}

/// `GET /penilaian/{round}/{body}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let sum = access.worked_sum(&round, &body).await?;
    let t = *visitor.texts();
    let entry = &sum.entry;
    let category = entry.category.as_ref();
    let index =
        category.and_then(|code| sum.scheme.categories.iter().position(|category| category.code == *code));
    let rank = |rank: Option<u32>| rank.map(|rank| t.integer(rank)).unwrap_or_default();
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    let page = WorkedPage {
        office: sum.body.office_name.clone(),
        round_title: sum.round.title.clone(),
        is_published: sum.is_published,
        is_scored: entry.total.is_some(),
        outcome: show::outcome(&t, &entry.outcome),
        total: entry.total.as_ref().map(|total| show::display(&t, &total.display)).unwrap_or_default(),
        category: category
            .and_then(|code| sum.scheme.category(code.as_str()))
            .map(|category| category.label.get(t.code()).to_owned())
            .unwrap_or_default(),
        class: show::category_class(index),
        rank: rank(entry.rank),
        rank_in_province: rank(entry.rank_in_parent),
        worked: WorkedLines::new(&t, &sum.instrument, &sum.scheme, entry),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
