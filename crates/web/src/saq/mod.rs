//! The office fills its questionnaire: list of rounds, task list, who does what, question pages, evidence, check,
//! signatures, receipts.

mod appeal;
mod begin;
mod check;
mod concerns;
mod conflict;
mod controls;
pub(crate) mod device;
mod evidence;
mod file_receipt;
mod files;
mod handover;
mod link;
mod list;
mod mending;
mod provisional;
mod question;
mod receipt;
mod rules;
mod shared;
mod slots;
mod tasks;
mod typed;
mod words;

pub(crate) use receipt::panel;

use app::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::round::Standing;

use crate::Web;
use crate::page::{PhaseLine, Shell};
use crate::tus;
use crate::visitor::SignedIn;

/// Most bytes of one request with files. Each file has its own, smaller bound; this one ends a request that never would.
const UPLOAD_MAX: usize = 512 * 1024 * 1024;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let upload = post(evidence::upload).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    let replace = post(evidence::replace).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    let contest = post(appeal::save).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    Router::new()
        .route("/sw.js", get(device::worker))
        .route("/tanpa-jaringan", get(device::offline))
        .route("/saq", get(list::show))
        .route("/saq/{round}/{body}", get(tasks::show))
        .route("/saq/{round}/{body}/periksa", get(check::show))
        .route("/saq/{round}/{body}/persetujuan", post(check::sign_off))
        .route("/saq/{round}/{body}/pengesahan", post(check::endorse))
        .route("/saq/{round}/{body}/kirim", post(check::submit))
        .route("/saq/{round}/{body}/tautan", post(link::check_all))
        .route("/saq/{round}/{body}/buka-kembali", post(check::reopen))
        .route("/saq/{round}/{body}/tanda-terima", get(receipt::show))
        .route("/saq/{round}/{body}/tanda-terima.json", get(receipt::document))
        .route("/saq/{round}/{body}/pembagian", get(handover::show).post(handover::give))
        .route("/saq/{round}/{body}/pembagian/{id}/ambil-kembali", post(handover::take_back))
        .route("/saq/{round}/{body}/pembagian/{id}/selesai", post(handover::done))
        .route("/saq/{round}/{body}/hasil-sementara", get(provisional::show))
        .route("/saq/{round}/{body}/sanggah/{question}", get(appeal::show).merge(contest))
        .route("/saq/{round}/{body}/sanggah/{question}/tarik", post(appeal::withdraw))
        .route("/saq/{round}/{body}/sanggah/{question}/keluarkan/{id}", post(appeal::remove))
        .route("/saq/{round}/{body}/{question}", get(question::show).post(question::save))
        .route("/saq/{round}/{body}/{question}/kirim-lagi", post(mending::send))
        .route("/saq/{round}/{body}/{question}/tanda-terima", get(mending::receipt))
        .route("/saq/{round}/{body}/{question}/tanda-terima.json", get(mending::document))
        .route("/saq/{round}/{body}/{question}/bukti/{slot}", upload)
        .route("/saq/{round}/{body}/{question}/pakai/{slot}", post(evidence::reuse))
        .route("/saq/{round}/{body}/{question}/ganti/{id}", replace)
        .route("/saq/{round}/{body}/{question}/tautan/{slot}", post(evidence::add_link))
        .route("/saq/{round}/{body}/{question}/keterangan/{id}", post(evidence::caption))
        .route("/saq/{round}/{body}/{question}/keluarkan/{id}", post(evidence::remove))
        .route(
            "/saq/{round}/{body}/{question}/unggah/{slot}",
            post(begin::create).options(begin::options_here),
        )
        .route(
            "/unggahan/{id}",
            get(tus::tell).head(tus::ask).patch(tus::receive).delete(tus::give_up).options(tus::options),
        )
        .route("/bukti/{id}", get(files::evidence))
        .route("/bukti/{id}/gambar/{kind}/{position}", get(files::picture))
        .route("/bukti/{id}/tanda-terima", get(file_receipt::show))
        .route("/bukti/{id}/tanda-terima.json", get(file_receipt::document))
        .route("/bukti/tautan/{id}", get(link::snapshot))
        .route("/siklus/{round}/pedoman/{id}", get(files::guideline))
}

/// The address of a questionnaire.
fn home(office: &Office) -> String {
    format!("/saq/{}/{}", office.round().slug, office.placed().body.slug)
}

/// The frame of a page about a questionnaire: whose it is, and while it can be filled, until when.
fn shell(web: &Web, signed_in: &SignedIn, office: &Office) -> Shell {
    let mut shell = signed_in.visitor.shell(web);
    shell.office.clone_from(&office.placed().body.office_name);
    let open = office.filling().filter(|_| office.standing() == Standing::Open);
    shell.phase = open.map(|window| PhaseLine {
        name: shell.t.saq_phase_filling(),
        until: words::both_zones(&shell.t, office, window.closes),
    });
    shell
}
