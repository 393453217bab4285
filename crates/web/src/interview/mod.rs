//! Interviews: planning them, judging in them, and what an office needs to know of its own.

mod manage;
mod office;
mod panel;
mod rules;

use app::interview::OwnInterview;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::{HeaderValue, header};
use i18n::Texts;
use jiff::Timestamp;
use print::calendar::{self, Appointment};
use store::interview::Sitting;

use crate::Web;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/nasional/{round}/wawancara", get(manage::show).post(manage::plan))
        .route("/nasional/{round}/wawancara/nilai", post(manage::fix))
        .route("/nasional/{round}/wawancara/{sitting}", post(manage::arrange))
        .route("/nasional/{round}/aturan-wawancara", get(rules::show).post(rules::submit))
        .route("/wawancara", get(panel::rooms))
        .route("/wawancara/{round}/{body}", get(panel::show).post(panel::submit))
        .route("/wawancara/{round}/{body}/tarik", post(panel::reopen))
        .route("/wawancara/{round}/{body}/kalender.ics", get(panel::calendar))
        .route("/saq/{round}/{body}/wawancara", get(office::show))
        .route("/saq/{round}/{body}/wawancara.ics", get(office::calendar))
}

/// A sitting as a calendar file.
fn appointment(t: &Texts, web: &Web, sitting: &Sitting, title: &str, path: &str) -> Response {
    let base = &web.app.settings().base_url;
    let host = base.split("://").nth(1).unwrap_or(base);
    let moment = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let room = t.interview_room(sitting.room);
    let appointment = Appointment {
        uid: format!("{}@{host}", sitting.id),
        stamp: moment(web.app.now()),
        starts: moment(sitting.window.opens),
        ends: moment(sitting.window.closes),
        summary: title.to_owned(),
        location: if sitting.link.is_empty() { room.clone() } else { sitting.link.clone() },
        description: room,
        url: format!("{base}{path}"),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"wawancara.ics\"")),
    ];
    (headers, calendar::file(&appointment)).into_response()
}

/// When a sitting is, for one of its offices.
fn when(t: &Texts, own: &OwnInterview, zone: domain::body::Zone) -> String {
    crate::show::moment(t, own.sitting.window.opens, zone)
}
