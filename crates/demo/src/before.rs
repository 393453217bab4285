//! The round of the year before: all regencies and cities, assessed, approved by two people, announced.

mod sheets;

use app::controller::{Controller, Proposal};
use app::jobs::Lane;
use app::{AppError, Principal};
use domain::ids::RoundId;
use domain::instrument::Instrument;
use domain::person::Role;
use store::body::Placed;

use crate::ladder::{Facts, pick};
use crate::nation::{Asked, Fate, Office, asked, quality, regencies};
use crate::past::{Days, Past, dice};
use crate::people::{self, Crew};
use crate::round::{self, INSTRUMENT, NewRound, SCHEME};
use crate::{DemoError, PASSWORD, ROOT, current};
use sheets::Sheets;

/// The year of the round.
const YEAR: i64 = 2023;

/// Makes the round; its results are public then. Returns it for the next one to stand beside.
pub(crate) async fn make(past: &Past, crew: &mut Crew, days: Days) -> Result<RoundId, DemoError> {
    let offices = regencies(past).await?;
    let instrument = INSTRUMENT.replace("2024", "2023");
    let read = Instrument::from_yaml(instrument.as_bytes())
        .map_err(|_| AppError::Fault("the instrument of the year before".to_owned()))?;
    let new = NewRound {
        year: YEAR,
        instrument,
        scheme: SCHEME.replace("2024", "2023"),
        schedule: round::schedule(days),
        previous: None,
        participants: offices.iter().map(|placed| placed.body.code.clone()).collect(),
    };
    let running = round::run(past, crew, days, new).await?;
    past.set(days.at(round::FILLING.0, 7 * 60));
    people::add_others(past, crew).await?;
    let crew = &*crew;
    let facts = Facts { site: "ppid.example".to_owned(), date: days.date(round::FILLING.0 - 20) };
    let asked = asked(&read, &facts);
    let offices: Vec<Office> = offices.into_iter().map(|placed| fate(past, placed, &asked)).collect();
    let mut tx = past.app.db().write().await?;
    let instrument = sheets::document_of(&mut tx, &running).await?;
    let sheets = Sheets { past, crew, days, running: &running, asked: &asked, instrument };
    sheets.write(&mut tx, &offices).await?;
    tx.commit().await?;
    announce(past, crew, days, &running.slug).await?;
    Ok(running.id)
}

/// How far an office came and how well it did. Those of the running round all submitted, and did a little worse than a year
/// later, so that each has something to compare with.
fn fate(past: &Past, placed: Placed, asked: &[Asked<'_>]) -> Office {
    let random = past.random();
    let later = current::quality_of(&placed.body.code);
    let fate = match dice(random, 1000) {
        _ if later.is_some() => Fate::Submitted,
        0..8 => Fate::Absent,
        8..26 => Fate::Unfinished,
        _ => Fate::Submitted,
    };
    let quality = later.map_or_else(|| quality(random), |later| later - 100 + dice(random, 80));
    let went = asked.iter().map(|asked| pick(&asked.rungs, quality, random)).collect();
    Office { placed, fate, quality, went }
}

/// Proposes, approves and publishes, each at its time.
async fn announce(past: &Past, crew: &Crew, days: Days, slug: &str) -> Result<(), DemoError> {
    let publish_at = days.at(30, 10 * 60);
    past.set(days.at(20, 14 * 60));
    let proposal = Proposal {
        publish_at,
        decree: "101/CONTOH/2023".to_owned(),
        note: "Rekapitulasi lengkap; hasil uji petik sesuai.".to_owned(),
        ..Proposal::at(publish_at)
    };
    let proposed = controller(past, crew.at(Role::Controller, ROOT)?, slug).await?.propose(&proposal).await?;
    past.set(days.at(21, 9 * 60 + 30));
    let second = past.app.access(crew.second_at(Role::Controller, ROOT)?.clone());
    let confirmed = second.confirm(PASSWORD.to_owned().into()).await?;
    second.controller(slug).await?.approve(proposed, &confirmed).await?;
    past.set(publish_at);
    // Certificates are printed once the service runs: the first start does not wait for them.
    past.app.run_due_jobs_of(Lane::Prompt).await?;
    Ok(())
}

async fn controller(past: &Past, who: &Principal, slug: &str) -> Result<Controller, AppError> {
    past.app.access(who.clone()).controller(slug).await
}
