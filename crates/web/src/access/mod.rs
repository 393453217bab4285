//! The access test for those who do it and for those who were tested: the tester's list and cases on a phone, the office's
//! results, readiness and rehearsal. Preparing and controlling it is in `national/access`.

mod case;
mod mine;
mod office;
mod proofs;
mod ready;
pub(crate) mod sheet;

use app::Access;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::access_test::CaseState;
use domain::body::Zone;
use domain::ids::AccessCaseId;
use i18n::Texts;
use jiff::Timestamp;

use crate::Web;
use crate::components::Tag;
use crate::failure::Failure;

/// Most bytes of one request with files; each file has its own, smaller bound.
const UPLOAD_MAX: usize = 512 * 1024 * 1024;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let upload = post(proofs::add).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    Router::new()
        .route("/uji-akses", get(mine::show))
        .route("/uji-akses/{case}", get(case::show).post(case::fill))
        .route("/uji-akses/{case}/kirim", post(case::send))
        .route("/uji-akses/{case}/buka", get(case::open))
        .route("/uji-akses/{case}/berkas", upload)
        .route("/uji-akses/{case}/berkas/{proof}/keluarkan", post(proofs::remove))
        .route("/uji-akses/berkas/{proof}", get(proofs::file))
        .route("/saq/{round}/{body}/uji-akses", get(office::show))
        .route("/saq/{round}/{body}/uji-akses/bukti/{proof}", get(office::picture))
        .route("/saq/{round}/{body}/kesiapan", get(ready::show).post(ready::note))
        .route("/saq/{round}/{body}/kesiapan/latihan", post(ready::begin))
        .route("/saq/{round}/{body}/kesiapan/latihan/{practice}", get(ready::practice).post(ready::fill))
}

/// A case as an address names it.
pub(crate) fn case_id(text: &str) -> Result<AccessCaseId, Failure> {
    text.parse().map_err(|_| app::AppError::NotFound.into())
}

/// The state of a case as a tag.
pub(crate) fn state_tag(t: &Texts, state: CaseState) -> Tag {
    match state {
        CaseState::Drawn | CaseState::CalledOff => Tag::new(t.access_state_drawn()).colour("grey"),
        CaseState::Sent => Tag::new(t.access_state_sent()).colour("yellow"),
        CaseState::Submitted => Tag::new(t.access_state_submitted()).colour("green"),
    }
}

/// A moment in WIB and, where that differs, on the clock of the office.
pub(crate) fn at(t: &Texts, at: Timestamp, zone: Zone) -> String {
    t.date_time_both(at, crate::moment::zone(zone))
}

/// Whether the reader tests access at all; else nothing of these pages exists.
fn tester(access: &Access) -> Result<app::access_test::Tester, Failure> {
    Ok(access.tester()?)
}
