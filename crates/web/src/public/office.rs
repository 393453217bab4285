//! What is below a round: a province, or the result of one office.

use app::AppError;
use app::public::{OfficeResult, Past, Place};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::exact::Exact;
use http::StatusCode;
use i18n::Texts;

use super::files::{self, Suffix};
use super::ranking::{self, RankLine};
use super::{province, rounds, share};
use crate::bodies::Lineage;
use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::Visitor;
use crate::worked::WorkedLines;

#[derive(Debug, Template)]
#[template(path = "public/office.html")]
struct OfficePage {
    shell: Shell,
    t: Texts,
    office: String,
    round_title: String,
    slug: String,
    back: String,
    place: String,
    published: String,
    line: RankLine,
    is_scored: bool,
    rank: String,
    rank_in_province: String,
    before: String,
    scale: Vec<rounds::CategoryLine>,
    worked: WorkedLines,
    certificate: String,
    recommendations: Vec<RecommendationLine>,
    history: Vec<PastLine>,
    followed: Option<Lineage>,
    correction: String,
}

/// Most recommendations on the page of an office: what can be mended in a year.
const RECOMMENDATIONS: usize = 10;

#[derive(Debug)]
struct RecommendationLine {
    question: String,
    points: String,
}

#[derive(Debug)]
struct PastLine {
    title: String,
    /// The name of that time, where it is another one.
    office: String,
    href: String,
    total: String,
    category: String,
    rank: String,
}

/// `GET /hasil/{round}/{province or office}`, with `.csv` or `.json` at its end the same as a file.
pub(super) async fn place(
    State(web): State<Web>,
    visitor: Visitor,
    Path((round, place)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (stem, suffix) = files::suffix(&place);
    // A code such as 62.06 has a point of its own and no suffix that is taken here.
    match web.app.public().place(&round, stem).await? {
        Place::Group(results, group) => province::show(&web, &visitor, &results, &group, suffix),
        Place::Office(office) => show(&web, &visitor, &office, suffix),
    }
}

fn show(
    web: &Web,
    visitor: &Visitor,
    office: &OfficeResult,
    suffix: Option<Suffix>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let results = &office.results;
    let place = office.body.slug.to_string();
    if let Some(suffix) = suffix {
        let name = format!("{}-{place}", results.round.slug);
        return files::table(&t, results, &[&office.row], suffix, &name)
            .map_err(|error| AppError::Fault(error.to_string()).into());
    }
    let line = ranking::line(&t, results, &office.row);
    let mut shell = visitor.shell(web);
    shell.canonical = format!("{}/hasil/{}/{place}", web.app.settings().base_url, results.round.slug);
    shell.description = t.result_description(&results.round.title);
    let title = format!("{} – {}", office.body.office_name, results.round.title);
    let round = share::Page::Round(&results.round.slug, &results.round.title);
    shell.share = Some(share::share(web, &t, round, &title));
    let listed = &office.row.listed;
    let page = OfficePage {
        office: office.body.office_name.clone(),
        round_title: results.round.title.clone(),
        slug: results.round.slug.clone(),
        back: format!("/hasil/{}", results.round.slug),
        published: t.result_published(show::moment(&t, results.published_at, results.round.zone)),
        is_scored: listed.total.is_some(),
        rank: listed.rank.map(|rank| t.result_office_rank(results.tally.scored, rank)).unwrap_or_default(),
        rank_in_province: listed
            .rank_in_parent
            .filter(|_| !line.province.is_empty())
            .map(|rank| t.result_office_rank_province(&line.province, rank))
            .unwrap_or_default(),
        before: before(&t, office),
        scale: rounds::category_lines(&t, &results.tally, None),
        certificate: office.certificate.as_ref().map(|found| format!("/s/{found}")).unwrap_or_default(),
        recommendations: recommendations(&t, office),
        history: history(&t, office),
        followed: office.followed.as_ref().map(|followed| Lineage::after(&t, followed)),
        correction: rounds::correction(&t, results),
        worked: WorkedLines::new(&t, &results.instrument, &results.scheme, &office.entry),
        line,
        place,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// Where the office lost points.
fn recommendations(t: &Texts, office: &OfficeResult) -> Vec<RecommendationLine> {
    let scheme = &office.results.scheme;
    let shown = |number: &Exact| show::display(t, &scheme.display.show(number));
    let lines = office.recommendations.iter().take(RECOMMENDATIONS).filter_map(|found| {
        let question = office.results.instrument.question(found.question.as_str())?;
        Some(RecommendationLine {
            question: format!("{}. {}", question.number, question.text.get(t.code())),
            points: t.certificate_letter_points_of(shown(&found.points), shown(&found.weight)),
        })
    });
    lines.collect()
}

/// What the office came to in other years.
fn history(t: &Texts, office: &OfficeResult) -> Vec<PastLine> {
    let line = |past: &Past| PastLine {
        title: past.round.title.clone(),
        office: if past.office == office.body.office_name { String::new() } else { past.office.clone() },
        href: format!("/hasil/{}/{}", past.round.slug, past.slug),
        total: past.display.as_ref().map(|total| show::display(t, total)).unwrap_or_default(),
        category: past
            .category
            .as_ref()
            .map_or_else(|| show::outcome(t, &past.outcome), |label| label.get(t.code()).to_owned()),
        rank: past.rank.map(|rank| t.integer(rank)).unwrap_or_default(),
    };
    office.history.iter().map(line).collect()
}

/// The result of the year before in a sentence; empty where there is none.
fn before(t: &Texts, office: &OfficeResult) -> String {
    let (Some((round, _)), Some(before)) = (&office.results.previous, &office.row.before) else {
        return String::new();
    };
    let (Some(score), Some(category)) = (&before.display, &before.category) else { return String::new() };
    t.result_office_before(category.get(t.code()), show::display(t, score), &round.title)
}
