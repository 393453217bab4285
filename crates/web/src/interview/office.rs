//! What an office needs to know of its interview.

use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use super::{appointment, when};
use crate::components::{BackLink, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "interview/office.html")]
struct OfficePage {
    shell: Shell,
    t: Texts,
    office: String,
    round_title: String,
    back: String,
    calendar: String,
    link: String,
    facts: SummaryList,
    criteria: Vec<(String, String)>,
    tour: Vec<String>,
}

/// `GET /saq/{round}/{body}/wawancara`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let office = access.office(&round, &body).await?;
    let own = office.interview().await?.ok_or(AppError::NotFound)?;
    let t = *visitor.texts();
    let placed = office.placed();
    let facts = vec![
        SummaryRow::new(t.interview_when(), when(&t, &own, placed.body.zone)),
        SummaryRow::new(t.interview_length(), t.interview_minutes(i64::from(own.rules.minutes))),
        SummaryRow::new(t.interview_where(), t.interview_room(own.sitting.room)),
        SummaryRow::new(t.interview_order(), t.integer(i64::try_from(own.position).unwrap_or(i64::MAX))),
    ];
    let base = format!("/saq/{}/{}", office.round().slug, placed.body.slug);
    let page = OfficePage {
        office: placed.body.office_name.clone(),
        round_title: office.round().title.clone(),
        calendar: format!("{base}/wawancara.ics"),
        back: base,
        link: own.sitting.link,
        facts: SummaryList::new(facts),
        criteria: own
            .rules
            .criteria
            .iter()
            .map(|criterion| (criterion.name.clone(), crate::show::number(&t, &criterion.max, 2)))
            .collect(),
        tour: own.rules.tour,
        shell: visitor.shell(&web),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// `GET /saq/{round}/{body}/wawancara.ics`
pub(super) async fn calendar(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let office = access.office(&round, &body).await?;
    let own = office.interview().await?.ok_or(AppError::NotFound)?;
    let t = visitor.texts();
    let title =
        t.interview_appointment(office.placed().body.office_name.as_str(), office.round().title.as_str());
    let path = format!("/saq/{}/{}/wawancara", office.round().slug, office.placed().body.slug);
    Ok(appointment(t, &web, &own.sitting, &title, &path))
}
