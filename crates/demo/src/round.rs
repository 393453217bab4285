//! Making a round as RI makes one: documents, plan, phases, participants, and the opening of the filling.

use std::collections::BTreeMap;

use app::AppError;
use app::national::{National, RoundFacts, RoundPlan, Upload};
use domain::body::Zone;
use domain::codes::BodyCode;
use domain::ids::{InstrumentId, RoundId, SchemeId};
use domain::person::Role;
use domain::round::{PhaseKind, Schedule};
use store::round::Round;

use crate::past::{Days, Past};
use crate::people::Crew;
use crate::{DemoError, ROOT};

/// The instrument and the scheme that come with the program.
pub(crate) const INSTRUMENT: &str = include_str!("../../../data/instrument-saq-2024.yaml");
pub(crate) const SCHEME: &str = include_str!("../../../data/scheme-bawaslu-2024.yaml");

/// The first day of the filling, and the first day after it.
pub(crate) const FILLING: (i64, i64) = (-19, -2);
/// When a round is made and when it is shown to those who take part.
const MADE: i64 = -30;
const SHOWN: i64 = -26;

/// A round to be made.
#[derive(Debug)]
pub(crate) struct NewRound {
    pub(crate) year: i64,
    pub(crate) instrument: String,
    pub(crate) scheme: String,
    pub(crate) schedule: Schedule,
    pub(crate) previous: Option<RoundId>,
    pub(crate) participants: Vec<BodyCode>,
}

/// A round that runs.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) slug: String,
    pub(crate) id: RoundId,
    pub(crate) instrument: InstrumentId,
    pub(crate) scheme: SchemeId,
}

/// The phases of a round whose day 0 stands two days after the end of the filling.
pub(crate) fn schedule(days: Days) -> Schedule {
    Schedule(BTreeMap::from([
        (PhaseKind::Socialisation, days.window(-21, -20)),
        (PhaseKind::Filling, days.window(FILLING.0, FILLING.1)),
        (PhaseKind::Verification, days.window(FILLING.1, 12)),
        (PhaseKind::Appeal, days.window(12, 15)),
        (PhaseKind::Recap, days.window(15, 25)),
        (PhaseKind::Announcement, days.window(30, 31)),
    ]))
}

/// What the first controller of RI does.
pub(crate) async fn national(past: &Past, crew: &Crew) -> Result<National, AppError> {
    past.app.access(crew.at(Role::Controller, ROOT)?.clone()).national(ROOT).await
}

/// A file as it is uploaded.
pub(crate) fn upload(name: &str, text: &str, reason: &str) -> Upload {
    Upload { file_name: name.to_owned(), bytes: text.as_bytes().to_vec(), reason: reason.to_owned() }
}

/// Makes a round and lets its filling open; the time stands at the opening then.
pub(crate) async fn run(past: &Past, crew: &Crew, days: Days, new: NewRound) -> Result<Running, DemoError> {
    let national = national(past, crew).await?;
    past.set(days.at(MADE, 9 * 60));
    let instrument = national.upload_instrument(&upload("instrumen.yaml", &new.instrument, "")).await?;
    let scheme = national.upload_scheme(&upload("skema.yaml", &new.scheme, "")).await?;
    past.set(days.at(MADE, 10 * 60));
    let round = create(&national, &new, (instrument, scheme)).await?;
    past.set(days.at(MADE, 10 * 60 + 20));
    let version = name(&national, &round).await?;
    past.set(days.at(SHOWN, 9 * 60));
    national.schedule_round(&round.slug, version).await?;
    past.set(days.at(FILLING.0, 0));
    past.app.run_due_jobs_of(app::jobs::Lane::Prompt).await?;
    Ok(Running { slug: round.slug, id: round.id, instrument, scheme })
}

/// The short title makes the short address, which stays when the round gets its full name.
async fn create(
    national: &National,
    new: &NewRound,
    (instrument, scheme): (InstrumentId, SchemeId),
) -> Result<Round, AppError> {
    let plan = RoundPlan {
        title: format!("Monev {}", new.year),
        year: Some(new.year),
        instrument: Some(instrument),
        scheme: Some(scheme),
        previous: new.previous,
        zone: Zone::Wib,
        schedule: new.schedule.clone(),
        participants: new.participants.clone(),
    };
    national.create_round(&plan).await
}

async fn name(national: &National, round: &Round) -> Result<i64, AppError> {
    let facts = RoundFacts {
        title: format!("Monev KIP {}", round.year),
        year: round.year,
        previous: round.previous,
        zone: round.zone,
    };
    national.change_round(&round.slug, round.version, &facts).await
}
