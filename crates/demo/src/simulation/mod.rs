//! A whole round from a seed: every office, every phase, every act through the use case that a page calls, up to the
//! corrected results. The same seed gives the same results.
//!
//! It shows that what the program publishes is what anybody computes from the exported files, and it fills a database as a
//! year of work would.

mod access;
mod appeals;
mod cast;
mod comments;
mod control;
mod filling;
mod interviews;
mod publication;
mod scale;
mod verification;

use std::collections::BTreeMap;

use app::controller::{Controller, Export};
use app::jobs::Lane;
use app::national::National;
use app::office::Office as OfficeHandle;
use app::{Access, App, AppError};
use domain::access_test::{AccessTestRules, Channel};
use domain::codes::BodyCode;
use domain::instrument::Instrument;
use domain::person::Role;
use domain::round::{PhaseKind, Schedule};
use jiff::Timestamp;
use store::body::Placed;

use crate::ladder::{Facts, pick};
use crate::nation::{Asked, Fate, Office, asked, quality, regencies};
use crate::past::{Days, Past, dice};
use crate::people::Crew;
use crate::round::{self, INSTRUMENT, NewRound};
use crate::{DemoError, ROOT};

/// The scheme with all components: questionnaire, access test, and an interview behind a gate.
const SCHEME: &str = include_str!("../../../../data/scheme-bawaslu-2025.yaml");
/// The year of the round.
const YEAR: i64 = 2025;
/// 18 June 2025, 00.00 WIB: two days after the end of the filling. See [`schedule`].
const DAY_ZERO: i64 = 1_750_179_600;

/// Days on which phases begin or end, counted from [`DAY_ZERO`].
const VERIFIED: i64 = 28;
const APPEALED: i64 = 35;
const TESTING: (i64, i64) = (30, 58);
const INTERVIEWS: (i64, i64) = (40, 50);
const PUBLISHED: i64 = 70;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    /// Where everything starts from.
    pub seed: u64,
    /// How many offices take part: the first ones by code.
    pub offices: usize,
}

/// A part of the round that has been played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub name: &'static str,
    /// What was done in it, and how often.
    pub acts: Vec<(&'static str, usize)>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Short address of the round.
    pub round: String,
    /// The exported files, by name.
    pub files: Vec<(&'static str, String)>,
    /// Whether what is public is what the database gives when it is scored again.
    pub is_settled: bool,
    /// How many offices came to each category, by its code; the others did not submit.
    pub categories: BTreeMap<String, usize>,
}

/// Plays the round on an empty database. `told` hears of each stage when it is over.
///
/// # Errors
/// [`DemoError::NotEmpty`] for a database that holds anything.
pub async fn simulate(
    app: &App,
    plan: Simulation,
    told: &mut (dyn FnMut(Stage) + Send),
) -> Result<Outcome, DemoError> {
    let is_empty = store::body::page(&mut app.db().read().await?, "", 1).await?.is_empty();
    if !is_empty {
        return Err(DemoError::NotEmpty);
    }
    let instrument = Instrument::from_yaml(INSTRUMENT.as_bytes())
        .map_err(|_| AppError::Fault("the instrument of the program".to_owned()))?;
    let days = Days::around(Timestamp::from_second(DAY_ZERO).unwrap_or_default());
    let facts = Facts { site: "ppid.example".to_owned(), date: days.date(round::FILLING.0 - 20) };
    let asked = asked(&instrument, &facts);
    let mut tell = |name, acts| told(Stage { name, acts });
    let (world, people) = World::open(app, plan, days, &asked).await?;
    tell("preparation", vec![("people", people)]);
    tell("filling", filling::play(&world).await?);
    tell("verification", verification::play(&world).await?);
    tell("quality control", control::play(&world).await?);
    tell("public comments", comments::play(&world).await?);
    tell("appeals", appeals::play(&world).await?);
    tell("access test", vec![("cases", access::play(&world).await?)]);
    tell("interviews", vec![("sheets", interviews::play(&world).await?)]);
    tell("publication", vec![("editions", publication::play(&world).await?)]);
    world.outcome().await
}

/// What was done in a stage, and how often.
type Counts = Vec<(&'static str, usize)>;

/// The round that is played, and everybody in it.
struct World<'i> {
    past: Past,
    days: Days,
    crew: Crew,
    slug: String,
    asked: &'i [Asked<'i>],
    offices: Vec<Office>,
    provinces: Vec<Placed>,
}

impl<'i> World<'i> {
    /// Offices, people, and a round whose filling has opened. Also gives how many people there are.
    async fn open(
        app: &App,
        plan: Simulation,
        days: Days,
        asked: &'i [Asked<'i>],
    ) -> Result<(Self, usize), DemoError> {
        let past = Past::new(app, plan.seed);
        past.set(days.at(-60, 9 * 60));
        past.app.operator().import_bodies(crate::with_hours().as_bytes(), app::body::When::Now).await?;
        let mut offices: Vec<Office> = Vec::new();
        for placed in regencies(&past).await?.into_iter().take(plan.offices) {
            offices.push(fate(&past, placed, asked));
        }
        let provinces = provinces(&past, &offices).await?;
        let (crew, people) = cast::hire(&past, &offices, &provinces).await?;
        let new = NewRound {
            year: YEAR,
            instrument: INSTRUMENT.to_owned(),
            scheme: SCHEME.to_owned(),
            schedule: schedule(days),
            previous: None,
            participants: offices.iter().map(|office| office.placed.body.code.clone()).collect(),
        };
        let running = round::run(&past, &crew, days, new).await?;
        let world = Self { past, days, crew, slug: running.slug, asked, offices, provinces };
        world.choose_channels().await?;
        Ok((world, people))
    }

    /// Two channels instead of one for the access test.
    async fn choose_channels(&self) -> Result<(), DemoError> {
        self.at(round::FILLING.0, 8 * 60);
        let national = self.national().await?;
        let version = national.round(&self.slug).await?.round.version;
        let channels = vec![Channel::Whatsapp, Channel::EppidForm];
        let rules = AccessTestRules { channels, ..AccessTestRules::default() };
        national
            .change_access_rules(&self.slug, version, &rules, "Dua kanal diuji di setiap kantor.")
            .await?;
        Ok(())
    }

    /// Goes to a minute of a day.
    fn at(&self, day: i64, minute: i64) {
        self.past.set(self.days.at(day, minute));
    }

    /// A number below `sides`.
    fn dice(&self, sides: u32) -> u32 {
        dice(self.past.random(), sides)
    }

    /// Whether something happens that happens so many times in a hundred.
    fn happens(&self, percent: u32) -> bool {
        self.dice(100) < percent
    }

    /// What the clock has to do by now, printing excepted.
    async fn run_clock(&self) -> Result<(), AppError> {
        for lane in [Lane::Prompt, Lane::Visit] {
            self.past.app.run_due_jobs_of(lane).await?;
        }
        Ok(())
    }

    fn access(&self, role: Role, body: &str, nth: usize) -> Result<Access, AppError> {
        Ok(self.past.app.access(self.crew.nth(role, body, nth)?.clone()))
    }

    async fn national(&self) -> Result<National, AppError> {
        self.access(Role::Controller, ROOT, 0)?.national(ROOT).await
    }

    async fn controller(&self, nth: usize) -> Result<Controller, AppError> {
        self.access(Role::Controller, ROOT, nth)?.controller(&self.slug).await
    }

    async fn desk(&self, role: Role, office: &Office) -> Result<OfficeHandle, AppError> {
        let code = office.placed.body.code.as_str();
        self.access(role, code, 0)?.office(&self.slug, code).await
    }

    fn office(&self, key: &str) -> Option<&Office> {
        self.offices
            .iter()
            .find(|office| office.placed.body.code.as_str() == key || office.placed.body.slug.as_str() == key)
    }

    fn submitted(&self) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(|office| office.fate == Fate::Submitted)
    }

    /// A question, and how it went at an office.
    fn went(&self, office: &Office, question: &str) -> Option<(&'i Asked<'i>, usize)> {
        let at = self.asked.iter().position(|asked| asked.question.code == *question)?;
        Some((self.asked.get(at)?, office.went.get(at).copied()?))
    }

    async fn outcome(&self) -> Result<Outcome, DemoError> {
        let controller = self.controller(0).await?;
        let mut files = Vec::new();
        for name in ["instrumen.yaml", "skema.yaml", "penilaian.json", "hasil.json"] {
            let Some(file) = Export::from_name(name) else { continue };
            files.push((name, controller.export(file).await?));
        }
        let recap = controller.recap().await?;
        let mut categories: BTreeMap<String, usize> = BTreeMap::new();
        for row in &recap.rows {
            if let Some(category) = &row.entry.category {
                *categories.entry(category.to_string()).or_default() += 1;
            }
        }
        Ok(Outcome { round: self.slug.clone(), files, is_settled: !recap.is_correction, categories })
    }
}

/// How far an office comes and how well it does.
fn fate(past: &Past, placed: Placed, asked: &[Asked<'_>]) -> Office {
    let random = past.random();
    let fate = match dice(random, 1000) {
        0..10 => Fate::Absent,
        10..30 => Fate::Unfinished,
        _ => Fate::Submitted,
    };
    let quality = quality(random);
    let went = asked.iter().map(|asked| pick(&asked.rungs, quality, random)).collect();
    Office { placed, fate, quality, went }
}

/// The bodies above the offices, by code.
async fn provinces(past: &Past, offices: &[Office]) -> Result<Vec<Placed>, DemoError> {
    let codes: std::collections::BTreeSet<&BodyCode> =
        offices.iter().filter_map(|office| office.placed.body.parent.as_ref()).collect();
    let mut found = Vec::new();
    for code in codes {
        let placed = store::body::by_code(&mut past.app.db().read().await?, code.as_str()).await?;
        found.extend(placed);
    }
    Ok(found)
}

/// The phases. Access test and interviews run beside the appeals and the recap.
fn schedule(days: Days) -> Schedule {
    Schedule(BTreeMap::from([
        (PhaseKind::Socialisation, days.window(-21, -20)),
        (PhaseKind::Filling, days.window(round::FILLING.0, round::FILLING.1)),
        (PhaseKind::Verification, days.window(round::FILLING.1, VERIFIED)),
        (PhaseKind::PublicComment, days.window(VERIFIED, APPEALED)),
        (PhaseKind::Appeal, days.window(VERIFIED, APPEALED)),
        (PhaseKind::AccessTest, days.window(TESTING.0, TESTING.1)),
        (PhaseKind::Interview, days.window(INTERVIEWS.0, INTERVIEWS.1)),
        (PhaseKind::Recap, days.window(APPEALED, PUBLISHED)),
        (PhaseKind::Announcement, days.window(PUBLISHED, PUBLISHED + 1)),
    ]))
}
