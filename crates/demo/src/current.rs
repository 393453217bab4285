//! The running round: the 14 offices of Kalimantan Tengah, each at another stage.
//!
//! The main filling has closed two days ago and the verification is open; offices with an extension still fill. So there
//! is something to do in each role.

use app::AppError;
use app::national::{NewExtension, NewGuideline};
use domain::codes::BodyCode;
use domain::ids::RoundId;
use domain::round::PhaseKind;
use futures_util::TryStreamExt as _;
use futures_util::stream::FuturesUnordered;

use crate::desk::{Desk, Plan, Stage};
use crate::evidence::streamed;
use crate::past::{Days, Past};
use crate::people::Crew;
use crate::round::{self, INSTRUMENT, NewRound, Running, SCHEME};
use crate::{DemoError, pdf, words};

/// The year of the round.
const YEAR: i64 = 2024;
/// As many as there are.
const ALL: usize = usize::MAX;

/// An office that began on this day and brings evidence with so many questions.
const fn plan(body: &'static str, stage: Stage, (quality, begins, shown): (u32, i64, usize)) -> Plan {
    let in_time = matches!(stage, Stage::Submitted { .. });
    Plan { body, stage, quality, begins, shown, extended: !in_time }
}

const fn submitted(judged: usize, doubtful: bool) -> Stage {
    Stage::Submitted { judged, doubtful }
}

/// Every office, by code. Sukamara (62.08) missed the end of the filling; all others that have not submitted got more
/// time.
pub(crate) const PLANS: [Plan; 14] = [
    plan("62.01", submitted(ALL, false), (930, -14, ALL)),
    plan("62.02", submitted(24, false), (760, -12, 24)),
    plan("62.03", submitted(18, true), (820, -11, 20)),
    plan("62.04", submitted(9, false), (640, -10, 12)),
    plan("62.05", submitted(0, false), (700, -9, 12)),
    plan("62.06", Stage::Begun(14), (850, -6, 12)),
    plan("62.07", Stage::Endorsed, (780, -8, 12)),
    Plan { extended: false, ..plan("62.08", Stage::NotStarted, (450, 0, 0)) },
    plan("62.09", Stage::BegunWithProblem(5), (600, -5, 4)),
    plan("62.10", Stage::Complete, (720, -7, ALL)),
    plan("62.11", Stage::SignedOff, (660, -8, 12)),
    plan("62.12", Stage::NotStarted, (580, 0, 0)),
    plan("62.13", submitted(0, false), (520, -10, 8)),
    plan("62.71", submitted(ALL, true), (960, -13, ALL)),
];

/// Makes the round and lets everybody act up to now. Its name in addresses.
pub(crate) async fn make(
    past: &Past,
    crew: &Crew,
    days: Days,
    previous: RoundId,
) -> Result<String, DemoError> {
    let participants: Result<Vec<BodyCode>, AppError> = PLANS.iter().map(code).collect();
    let running = open(past, crew, days, previous, participants?).await?;
    let desks: Vec<Desk<'_>> =
        PLANS.iter().map(|plan| Desk::new(&past.app, days, crew, &running.slug, plan)).collect();
    for desk in &desks {
        desk.begin_with_problem().await?;
    }
    correct(past, crew, days, &running).await?;
    extend(past, crew, days, &running).await?;
    // Side by side, because transactions that wait for each other share one commit.
    let mut acting: FuturesUnordered<_> = desks.iter().map(Desk::act).collect();
    while acting.try_next().await?.is_some() {}
    drop(acting);
    Ok(running.slug.clone())
}

/// How well an office of the running round does, of 1000.
pub(crate) fn quality_of(body: &BodyCode) -> Option<u32> {
    PLANS.iter().find(|plan| plan.body == body.as_str()).map(|plan| plan.quality)
}

fn code(plan: &Plan) -> Result<BodyCode, AppError> {
    plan.body.parse().map_err(|_| AppError::Fault(format!("{} is no code", plan.body)))
}

async fn open(
    past: &Past,
    crew: &Crew,
    days: Days,
    previous: RoundId,
    participants: Vec<BodyCode>,
) -> Result<Running, DemoError> {
    let new = NewRound {
        year: YEAR,
        // The first version allowed longer answers; see `correct`.
        instrument: INSTRUMENT.replace("max_chars: 300", "max_chars: 500"),
        scheme: SCHEME.to_owned(),
        schedule: round::schedule(days),
        previous: Some(previous),
        participants,
    };
    let running = round::run(past, crew, days, new).await?;
    past.set(days.at(round::FILLING.0, 8 * 60));
    let guideline = NewGuideline {
        version: version(past, crew, &running).await?,
        title: "Petunjuk pengisian SAQ 2024 (contoh)".to_owned(),
        file_name: "petunjuk-pengisian-contoh.pdf".to_owned(),
    };
    let lines = [
        "Petunjuk pengisian SAQ Monev KIP 2024",
        "",
        "1. Jawab setiap pertanyaan sesuai keadaan kantor.",
        "2. Lampirkan bukti pada tempat yang disediakan, dengan keterangan.",
        "3. PPID menyetujui, pimpinan mengesahkan, lalu kuesioner dikirim.",
        "4. Simpan tanda terima.",
        "",
        "Dokumen ini dibuat oleh program untuk peragaan.",
    ];
    let bytes = pdf::page("Dokumen contoh (demo)", &lines);
    round::national(past, crew).await?.add_guideline(&running.slug, &guideline, streamed(bytes)).await?;
    Ok(running)
}

async fn version(past: &Past, crew: &Crew, running: &Running) -> Result<i64, AppError> {
    Ok(round::national(past, crew).await?.round(&running.slug).await?.round.version)
}

/// The second version of the instrument, which leaves one answer too long.
async fn correct(past: &Past, crew: &Crew, days: Days, running: &Running) -> Result<(), DemoError> {
    past.set(days.at(round::FILLING.0 + 1, 10 * 60));
    let national = round::national(past, crew).await?;
    let upload = round::upload("instrumen.yaml", INSTRUMENT, words::CORRECTION);
    let instrument = national.upload_instrument(&upload).await?;
    let version = version(past, crew, running).await?;
    let documents = (instrument, running.scheme);
    national.replace_documents(&running.slug, version, documents, words::CORRECTION, false).await?;
    Ok(())
}

async fn extend(past: &Past, crew: &Crew, days: Days, running: &Running) -> Result<(), DemoError> {
    past.set(days.at(round::FILLING.1 - 1, 15 * 60 + 30));
    let bodies: Result<Vec<BodyCode>, AppError> =
        PLANS.iter().filter(|plan| plan.extended).map(code).collect();
    let extension = NewExtension {
        bodies: bodies?,
        phase: PhaseKind::Filling,
        closes: days.at(6, 0),
        reason: words::EXTENSION.to_owned(),
    };
    let version = version(past, crew, running).await?;
    round::national(past, crew).await?.extend(&running.slug, version, &extension).await?;
    Ok(())
}
