//! Made-up offices, people and rounds to look at Terbuka with: the same every time, made from a seed.
//!
//! The tree of offices is the real one of Bawaslu (`data/bodies-bawaslu.csv`); the people are not.

mod bodies;
pub mod people;

use app::{App, AppError};
use domain::random::Seeded;

/// What everybody of the demo signs in with.
pub const PASSWORD: &str = "keterbukaan untuk semua";

/// Where all made-up values start from.
const SEED: u64 = 2024;

/// Why the demo's data cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The list of offices has a row that is not one.
    #[error("list of offices, line {line}: {why}")]
    Bodies {
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A use case did not do what it should.
    #[error(transparent)]
    App(#[from] AppError),
    /// The database did not.
    #[error(transparent)]
    Sql(#[from] sql::SqlError),
}

/// Fills an empty database; one that holds anything stays as it is. All or nothing.
///
/// # Errors
/// [`DemoError`]; nothing is kept then.
pub async fn seed(app: &App) -> Result<(), DemoError> {
    let random = Seeded::new(SEED);
    let mut tx = app.db().write().await?;
    if !store::body::page(&mut tx, "", 1).await?.is_empty() {
        return Ok(());
    }
    for placed in bodies::all(app.settings())? {
        store::body::put(&mut tx, &placed).await?;
    }
    people::add(&mut tx, app.now(), &random).await?;
    tx.commit().await?;
    Ok(())
}
