//! Proposing results, approving them, taking them back.

use app::AppError;
use app::controller::Proposal;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::AnnouncementId;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::recap::{How, RecapPage, Typed};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::render;
use crate::problem::Messages;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor};

/// The minute of a date (`2024-08-09`) and a time (`10.00`, `10:00`) on the clock of Jakarta.
fn minute(date: &str, time: &str) -> Result<Timestamp, Vec<FieldProblem>> {
    let required = |field: &str, text: &str, problem: Problem| {
        FieldProblem::new(field, if text.is_empty() { Problem::Required } else { problem })
    };
    let day: Option<Date> = date.parse().ok();
    let clock = time.split_once(['.', ':']).and_then(|(hour, minute)| {
        let two = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse().ok()).flatten();
        Time::new(two(hour)?, two(minute)?, 0, 0).ok()
    });
    match (day, clock) {
        (Some(day), Some(clock)) => domain::body::Zone::Wib
            .time_zone()
            .to_timestamp(day.to_datetime(clock))
            .map_err(|_| vec![FieldProblem::new("publish_at", Problem::NotADate)]),
        (day, clock) => {
            let mut problems = Vec::new();
            if day.is_none() {
                problems.push(required("publish_at", date, Problem::NotADate));
            }
            if clock.is_none() {
                problems.push(required("publish_time", time, Problem::NotATime));
            }
            Err(problems)
        }
    }
}

/// `POST /nasional/{round}/rekap`
pub(super) async fn propose(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let typed = Typed {
        date: fields.text("publish_at").to_owned(),
        time: fields.text("publish_time").to_owned(),
        decree: fields.text("decree").to_owned(),
        note: fields.raw("note").replace("\r\n", "\n"),
        reason: String::new(),
    };
    let proposed = match minute(&typed.date, &typed.time) {
        Ok(publish_at) => {
            let proposal = Proposal { publish_at, decree: typed.decree.clone(), note: typed.note.clone() };
            controller.propose(&proposal).await.map(|_| ())
        }
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    answer(&web, &visitor, &controller, &round, "usul", typed, proposed).await
}

/// `POST /nasional/{round}/rekap/{announcement}/setuju`
pub(super) async fn approve(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, announcement)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let id: AnnouncementId = announcement.parse().map_err(|_| AppError::NotFound)?;
    let approved = controller.approve(id).await;
    answer(&web, &visitor, &controller, &round, "setuju", Typed::default(), approved).await
}

/// `POST /nasional/{round}/rekap/{announcement}/tarik`
pub(super) async fn withdraw(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, announcement)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let id: AnnouncementId = announcement.parse().map_err(|_| AppError::NotFound)?;
    let reason = fields.raw("reason").replace("\r\n", "\n");
    let withdrawn = controller.withdraw(id, &reason).await;
    let typed = Typed { reason, ..Typed::default() };
    answer(&web, &visitor, &controller, &round, "tarik", typed, withdrawn).await
}

/// Back to the recap: with what was done, or with what was wrong and everything typed.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    controller: &app::controller::Controller,
    round: &str,
    done: &str,
    typed: Typed,
    outcome: Result<(), AppError>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/nasional/{round}/rekap?selesai={done}")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let recap = controller.recap().await?;
            let errors = Messages::new(visitor.texts(), &problems);
            let page = RecapPage::new(web, visitor, &recap, &How::default(), typed, errors);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_read_on_the_clock_of_jakarta() {
        let expected: Timestamp = "2024-08-09T10:05:00+07:00".parse().unwrap();
        assert_eq!(minute("2024-08-09", "10.05"), Ok(expected));
        assert_eq!(minute("2024-08-09", "10:05"), Ok(expected));
        let fields = |date: &str, time: &str| -> Vec<String> {
            minute(date, time).unwrap_err().into_iter().map(|found| found.field).collect()
        };
        assert_eq!(fields("", ""), ["publish_at", "publish_time"]);
        assert_eq!(fields("2024-02-30", "10.00"), ["publish_at"]);
        for bad in ["24.00", "10", "1000", "10.60", "-1.00", "10.00.00", "x.y"] {
            assert_eq!(fields("2024-08-09", bad), ["publish_time"], "{bad}");
        }
    }
}
