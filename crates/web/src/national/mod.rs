//! Opening and steering rounds: rounds, instruments, schemes, phases, participants, more time, guidelines, tutorials.

mod access;
mod appeal_rules;
mod appeals;
mod certificate_rules;
mod create;
pub(crate) mod dates;
mod documents;
mod extensions;
mod fact_rules;
mod facts;
mod file_rules;
pub(crate) mod frame;
mod guidelines;
mod history;
mod outages;
mod overview;
pub(crate) mod own_rules;
mod participants;
mod phases;
mod preview;
mod replace;
mod round;
mod scheme;
mod tutorials;
pub(crate) mod upload;
mod verification;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Web;

/// Most bytes of a request that uploads an instrument or a scheme: the file twice (chosen and typed) and the fields.
const DOCUMENT_REQUEST_MAX: usize = 3 * 1024 * 1024;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    let documents = Router::new()
        .route("/nasional/instrumen", get(documents::instruments).post(documents::upload_instrument))
        .route("/nasional/skema", get(documents::schemes).post(documents::upload_scheme))
        .layer(DefaultBodyLimit::max(DOCUMENT_REQUEST_MAX));
    let guidelines = Router::new()
        .route("/nasional/{round}/pedoman", get(guidelines::show).post(guidelines::add))
        // The use case counts the bytes and stops reading at the operator's limit.
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/nasional", get(overview::show))
        .route("/nasional/instrumen/{id}", get(preview::show))
        .route("/nasional/instrumen/{id}/berkas", get(documents::instrument_file))
        .route("/nasional/skema/{id}", get(scheme::show))
        .route("/nasional/skema/{id}/berkas", get(documents::scheme_file))
        .route("/nasional/baru", get(create::show).post(create::submit))
        .route("/nasional/{round}", get(round::show))
        .route("/nasional/{round}/jadwalkan", post(round::schedule))
        .route("/nasional/{round}/batalkan", get(round::ask_cancel).post(round::cancel))
        .route("/nasional/{round}/ubah", get(facts::show).post(facts::submit))
        .route("/nasional/{round}/tahapan", get(phases::show).post(phases::submit))
        .route("/nasional/{round}/berkas", get(file_rules::show).post(file_rules::submit))
        .route("/nasional/{round}/aturan-fakta", get(fact_rules::show).post(fact_rules::submit))
        .route("/nasional/{round}/aturan-sanggah", get(appeal_rules::show).post(appeal_rules::submit))
        .route(
            "/nasional/{round}/aturan-sertifikat",
            get(certificate_rules::show).post(certificate_rules::submit),
        )
        .route("/nasional/{round}/sanggah", get(appeals::show))
        .route("/nasional/{round}/verifikasi", get(verification::show).post(verification::submit))
        .route("/nasional/{round}/kalimat", get(verification::phrases).post(verification::add_phrase))
        .route("/nasional/{round}/kalimat/{phrase}/hapus", post(verification::remove_phrase))
        .route("/nasional/{round}/peserta", get(participants::show).post(participants::submit))
        .route("/nasional/{round}/naskah", get(replace::show).post(replace::submit))
        .route("/nasional/{round}/perpanjangan", get(extensions::show).post(extensions::submit))
        .route("/nasional/{round}/gangguan", get(outages::show).post(outages::submit))
        .route("/nasional/{round}/pedoman/{id}/hapus", post(guidelines::remove))
        .route("/nasional/{round}/tutorial", get(tutorials::show).post(tutorials::submit))
        .merge(access::routes())
        .merge(documents)
        .merge(guidelines)
}
