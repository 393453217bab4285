//! What an office sees of its own access test once the round opens it.

use app::access_test::{OfficeCase, channel_name};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use i18n::Texts;

use super::proofs::proof_id;
use super::{at, sheet};
use crate::Web;
use crate::components::{BackLink, SummaryList, SummaryRow};
use crate::download::give;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::visitor::SignedIn;

#[derive(Debug)]
struct Case {
    title: String,
    facts: SummaryList,
    question: String,
    lines: Vec<sheet::Line>,
    pictures: Vec<(String, String)>,
    drawn: String,
}

#[derive(Debug, Template)]
#[template(path = "access/office.html")]
struct OfficePage {
    shell: Shell,
    t: Texts,
    home: String,
    average: String,
    cases: Vec<Case>,
}

/// `GET /saq/{round}/{body}/uji-akses`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let tests = office.access_tests().await?;
    let t = *signed_in.visitor.texts();
    let placed = office.placed();
    let home = format!("/saq/{}/{}", office.round().slug, placed.body.slug);
    let mut shell = signed_in.visitor.shell(&web);
    shell.office.clone_from(&placed.body.office_name);
    let cases = tests.cases.iter().map(|case| view(&t, case, placed.body.zone, &home)).collect();
    let average = tests.average.map(|average| show::number(&t, &average, 2)).unwrap_or_default();
    Ok(render(StatusCode::OK, &OfficePage { shell, t, home, average, cases }))
}

fn view(t: &Texts, case: &OfficeCase, zone: domain::body::Zone, home: &str) -> Case {
    let moment =
        |came: Option<jiff::Timestamp>| came.map_or_else(|| t.access_clock_none(), |came| at(t, came, zone));
    let days = case.days.map_or_else(|| t.access_clock_none(), |days| t.integer(i64::from(days)));
    Case {
        title: channel_name(t, case.channel),
        facts: SummaryList::new([
            SummaryRow::new(t.access_clock_sent(), at(t, case.sent_at, zone)),
            SummaryRow::new(t.access_target(), case.sent_to.as_str()),
            SummaryRow::new(t.access_clock_acknowledged(), moment(case.acknowledged_at.or(case.answered_at))),
            SummaryRow::new(t.access_clock_answered(), moment(case.answered_at)),
            SummaryRow::new(t.access_days_to_answer(), days),
            SummaryRow::new(t.access_score(), show::number(t, &case.score, 2)),
        ]),
        question: case.question.clone(),
        lines: sheet::lines(t, &case.sheet.sheet, &case.scored),
        pictures: case
            .pictures
            .iter()
            .enumerate()
            .map(|(index, (id, caption))| {
                let words =
                    if caption.is_empty() { t.access_office_picture(index + 1) } else { caption.clone() };
                (format!("{home}/uji-akses/bukti/{id}"), words)
            })
            .collect(),
        drawn: t.access_office_draw(case.drawn.0, case.drawn.1.as_str()),
    }
}

/// `GET /saq/{round}/{body}/uji-akses/bukti/{proof}`: a picture that was made of the proof.
pub(super) async fn picture(
    signed_in: SignedIn,
    Path((round, body, proof)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let file = office.access_picture(proof_id(&proof)?).await?;
    Ok(give(&file, &headers).await?)
}
