//! All regencies and cities, and how it may go at each of them.

use domain::body::Level;
use domain::instrument::{Instrument, Question};
use domain::random::Random;
use store::body::Placed;

use crate::DemoError;
use crate::ladder::{Facts, Rung, ladder};
use crate::past::{Past, dice};

/// One question with all ways in which it may go.
pub(crate) struct Asked<'i> {
    pub(crate) question: &'i Question,
    pub(crate) rungs: Vec<Rung>,
}

/// How it went at one office.
pub(crate) struct Office {
    pub(crate) placed: Placed,
    pub(crate) fate: Fate,
    /// How well it does, of 1000.
    pub(crate) quality: u32,
    /// The rung of each question.
    pub(crate) went: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Never signed in.
    Absent,
    /// Began and did not submit.
    Unfinished,
    Submitted,
}

/// Every question with all ways in which it may go.
pub(crate) fn asked<'i>(instrument: &'i Instrument, facts: &Facts) -> Vec<Asked<'i>> {
    instrument.questions().map(|question| Asked { question, rungs: ladder(question, facts) }).collect()
}

/// All of them, by code.
pub(crate) async fn regencies(past: &Past) -> Result<Vec<Placed>, DemoError> {
    let mut all = store::body::all(&mut past.app.db().read().await?).await?;
    all.retain(|placed| placed.body.level == Level::Regency);
    Ok(all)
}

/// How well an office does, of 1000: about as many in the three upper classes, fewer below.
pub(crate) fn quality(random: &dyn Random) -> u32 {
    let (least, spread) = match dice(random, 100) {
        0..21 => (890, 90),
        21..51 => (760, 120),
        51..78 => (610, 130),
        78..93 => (400, 170),
        _ => (180, 190),
    };
    least + dice(random, spread)
}
