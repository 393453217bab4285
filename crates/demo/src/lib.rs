//! Made-up people and rounds to look at Terbuka with: the same every time, made from a seed, around the moment of the first
//! start.
//!
//! The tree of offices is the real one of Bawaslu (`data/bodies-bawaslu.csv`). The people, their answers, what they show
//! for them, and the results are not. Everything but the round of the year before is done through the use cases.

mod before;
mod catalogue;
mod contact;
mod content;
mod current;
mod decree;
mod desk;
mod emblem;
mod evidence;
mod exemption;
mod font;
mod ladder;
mod nation;
mod past;
mod pdf;
pub mod people;
mod picture;
mod round;
pub mod simulation;
mod video;
mod words;

use app::body::{BAWASLU, ImportError, When};
use app::{App, AppError};
use serde_json::json;
use store::event::NewEvent;

use past::{Days, Past};

/// What everybody of the demo signs in with.
pub const PASSWORD: &str = "keterbukaan untuk semua";

/// Where all made-up values start from.
const SEED: u64 = 2024;
/// Code of the office that runs the rounds.
const ROOT: &str = "00";
/// Code of the province whose offices are in the running round.
const PROVINCE: &str = "62";
/// Days from the round of the year before to the running one.
const YEAR: i64 = 365;
/// The hours of most desks, as the column that the list of offices does not have.
const HOURS: &str = "senin-kamis 08.00-16.00; jumat 08.00-16.30";
/// Kind and name of the object whose event says that the demo is complete.
const MARK: (&str, &str) = ("demo", "seed");
/// What happened to it.
const COMPLETED: &str = "completed";

/// Why the demo's data cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A first start did not come to its end, or the data is not the demo's.
    #[error(
        "the data here is not that of a complete demo (was its first start cut short?): remove the folder or database, \
         or choose another one"
    )]
    Incomplete,
    /// A round is played on an empty database alone.
    #[error("there is data here already: choose another folder or database")]
    NotEmpty,
    /// The list of offices is wrong.
    #[error("list of offices: {0}")]
    Bodies(#[from] ImportError),
    /// A picture could not be drawn.
    #[error("picture: {0}")]
    Picture(#[from] png::EncodingError),
    /// A use case did not do what it should.
    #[error(transparent)]
    App(#[from] AppError),
    /// The database did not.
    #[error(transparent)]
    Sql(#[from] sql::SqlError),
}

/// Fills an empty database; one that holds a complete demo stays as it is. The last thing written says that it is
/// complete.
///
/// # Errors
/// [`DemoError::Incomplete`] for a database that holds anything else.
pub async fn seed(app: &App) -> Result<(), DemoError> {
    if is_seeded(app).await? {
        return Ok(());
    }
    let days = Days::around(app.now());
    let past = Past::new(app, SEED);
    past.set(days.at(-YEAR - 90, 9 * 60));
    past.app.operator().import_bodies(with_hours().as_bytes(), When::Now).await?;
    let mut crew = people::add(&past).await?;
    let previous = before::make(&past, &mut crew, days.from(-YEAR)).await?;
    let slug = current::make(&past, &crew, days, previous).await?;
    catalogue::make(&past, &crew, days).await?;
    exemption::make(&past, &crew, days).await?;
    decree::make(&past, &crew, days, &slug).await?;
    contact::make(&past, &crew, days).await?;
    content::make(&past, &crew, days).await?;
    video::make(&past, &crew, days).await?;
    mark(app).await
}

/// Whether the demo is there, whole.
async fn is_seeded(app: &App) -> Result<bool, DemoError> {
    let mut conn = app.db().read().await?;
    let (kind, object) = MARK;
    if store::event::latest(&mut conn, kind, object, COMPLETED).await?.is_some() {
        return Ok(true);
    }
    let is_empty = store::body::page(&mut conn, "", 1).await?.is_empty();
    if is_empty { Ok(false) } else { Err(DemoError::Incomplete) }
}

async fn mark(app: &App) -> Result<(), DemoError> {
    let (object_kind, object) = MARK;
    let mut tx = app.db().write().await?;
    let event = NewEvent {
        at: app.now(),
        actor: None,
        body: None,
        round: None,
        object_kind,
        object_id: object.to_owned(),
        kind: COMPLETED,
        data: json!({ "seed": SEED }),
    };
    store::event::append(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// The list of offices with the hours of their desks.
fn with_hours() -> String {
    let list = String::from_utf8_lossy(BAWASLU);
    let mut lines = list.lines();
    let heading = lines.next().unwrap_or_default();
    let rows = lines.map(|line| format!("{line},\"{HOURS}\"\n"));
    format!("{heading},hours\n{}", rows.collect::<String>())
}
