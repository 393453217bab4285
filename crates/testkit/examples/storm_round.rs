//! A round in which all offices fill, for `bench/storm.py`: `storm_round FOLDER OFFICES`.
//!
//! Makes the database and the folder of files that `terbuka serve` is then pointed at, through the use cases: the tree of
//! offices, an officer and a session for each office that takes part, and a round whose filling is open. Prints one JSON
//! object: the round's short address, each office with the cookie of its officer, and the questions with their slots.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use app::body::{BAWASLU, When};
use app::national::{RoundPlan, Upload};
use app::password::{Cost, Passwords};
use app::people::NewPerson;
use app::{App, AppError, Parts, Principal, Settings};
use channels::Mailer;
use domain::body::{Body, Level, Zone};
use domain::clock::Clock;
use domain::codes::BodyCode;
use domain::instrument::Instrument;
use domain::person::{Grant, Role};
use domain::random::Seeded;
use domain::round::{PhaseKind, Schedule, Window};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret as _;
use serde_json::json;
use sql::{Db, Url};

const INSTRUMENT: &str = include_str!("../../../data/instrument-saq-2024.yaml");
const SCHEME: &str = include_str!("../../../data/scheme-bawaslu-2024.yaml");
const ROOT: &str = "00";

type Failure = Box<dyn std::error::Error>;

/// A clock that stands still until it is set.
#[derive(Debug)]
struct SetClock(Mutex<Timestamp>);

impl SetClock {
    fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, offices] = arguments.as_slice() else { return Err("storm_round FOLDER OFFICES".into()) };
    #[expect(
        clippy::disallowed_methods,
        reason = "the service that goes on with this has the machine's clock"
    )]
    let now = Timestamp::now();
    let clock = Arc::new(SetClock(Mutex::new(now - SignedDuration::from_hours(24))));
    let app = open(Path::new(folder), Arc::clone(&clock)).await?;
    app.operator().import_bodies(BAWASLU, When::Now).await?;
    let offices = some_offices(&app, offices.parse()?).await?;
    let round = start_round(&app, &clock, now, &offices).await?;
    clock.set(now);
    app.run_due_jobs().await?;
    let mut told = Vec::new();
    for office in &offices {
        let (_, cookie) = add(&app, &format!("petugas.{}", office.code), Role::Officer, &office.code).await?;
        told.push(json!({ "slug": office.slug, "cookie": cookie }));
    }
    app.db().close().await;
    let instrument =
        Instrument::from_yaml(INSTRUMENT.as_bytes()).map_err(|defects| format!("{defects:?}"))?;
    println!("{}", json!({ "round": round, "offices": told, "questions": questions(&instrument) }));
    Ok(())
}

async fn open(folder: &Path, clock: Arc<SetClock>) -> Result<App, Failure> {
    std::fs::create_dir_all(folder)?;
    let db = Db::open(&Url::sqlite(folder.join("terbuka.db")), &sql::Options::default()).await?;
    db.migrate(store::MIGRATIONS).await?;
    let files = format!("file://{}", folder.join("files").display());
    // From the time: a session's secret is another one in each run.
    let random = Arc::new(Seeded::new(u64::try_from(clock.now().as_microsecond())?));
    let passwords = Passwords::new(Cost::QUICK, 2, &*random)?;
    let mailer = Mailer::not_connected();
    let settings = Settings::default();
    let files = files::Files::open(&files.parse()?).await?;
    // Nothing is looked at while the round is made.
    let examiner = files::examiner::Examiner::in_process(inspect::answer);
    let prober = channels::probe::Prober::off();
    let clamd = None;
    let press = Arc::new(testkit::press::PlainPress);
    Ok(App::new(Parts {
        db,
        files,
        examiner,
        clamd,
        mailer,
        whatsapp: None,
        prober,
        press,
        clock,
        random,
        settings,
        passwords,
    }))
}

/// The first regencies and cities by code.
async fn some_offices(app: &App, most: usize) -> Result<Vec<Body>, Failure> {
    let all = store::body::all(&mut app.db().read().await?).await?;
    let bodies = all.into_iter().map(|placed| placed.body).filter(|body| body.level == Level::Regency);
    Ok(bodies.take(most).collect())
}

/// Somebody with one role, signed in: who it is, and the cookie of the session.
async fn add(app: &App, login: &str, role: Role, body: &BodyCode) -> Result<(Principal, String), Failure> {
    let new = NewPerson {
        name: format!("Beban {body}"),
        login: login.to_owned(),
        email: format!("{login}@example.id"),
        language: None,
    };
    let password = || "rawa gambut pagi hari".to_owned().into();
    app.operator().add(&new, password(), &[Grant { role, body: body.clone() }]).await?;
    let session = app.sign_in(login, password(), "storm", None).await?;
    let who = app.authenticate(&session.token).await?.ok_or("the session is dead")?;
    Ok((who, format!("s={}", session.token.expose_secret())))
}

/// A round that was made the day before and whose filling opened an hour ago.
async fn start_round(
    app: &App,
    clock: &SetClock,
    now: Timestamp,
    offices: &[Body],
) -> Result<String, Failure> {
    let (controller, _) = add(app, "kendali", Role::Controller, &ROOT.parse()?).await?;
    let national = app.access(controller).national(ROOT).await?;
    let file = |name: &str, text: &str| Upload {
        file_name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        reason: String::new(),
    };
    let plan = RoundPlan {
        title: "Monev 2026".to_owned(),
        year: Some(2026),
        instrument: Some(national.upload_instrument(&file("instrumen.yaml", INSTRUMENT)).await?),
        scheme: Some(national.upload_scheme(&file("skema.yaml", SCHEME)).await?),
        previous: None,
        zone: Zone::Wib,
        schedule: schedule(now),
        participants: offices.iter().map(|body| body.code.clone()).collect(),
    };
    let round = national.create_round(&plan).await?;
    national.schedule_round(&round.slug, round.version).await?;
    clock.set(now);
    let started: Result<u32, AppError> = app.run_due_jobs().await;
    started?;
    Ok(round.slug)
}

/// The filling is open from an hour ago for twelve hours.
fn schedule(now: Timestamp) -> Schedule {
    let at = |hours: i64| now + SignedDuration::from_hours(hours);
    let window = |from, to| Window { opens: at(from), closes: at(to) };
    Schedule(BTreeMap::from([
        (PhaseKind::Filling, window(-1, 12)),
        (PhaseKind::Verification, window(12, 240)),
        (PhaseKind::Appeal, window(240, 312)),
        (PhaseKind::Recap, window(312, 480)),
        (PhaseKind::Announcement, window(720, 744)),
    ]))
}

/// Each question with its slots: code, the kinds that it takes, how many.
fn questions(instrument: &Instrument) -> Vec<serde_json::Value> {
    let slot = |slot: &domain::instrument::Slot| {
        let kinds: Vec<String> = slot.kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
        json!({ "code": slot.code.as_str(), "kinds": kinds, "max": slot.max })
    };
    let question = |question: &domain::instrument::Question| {
        let slots: Vec<_> = question.evidence.iter().map(slot).collect();
        json!({ "code": question.code.as_str(), "slots": slots })
    };
    instrument.questions().map(question).collect()
}
