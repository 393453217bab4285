//! What a new round is to be.

use domain::body::{Slug, Zone};
use domain::codes::BodyCode;
use domain::ids::{InstrumentId, RoundId, SchemeId};
use domain::problem::{FieldProblem, Problem};
use domain::round::Schedule;

/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Parts of addresses beside which no round can stand.
const TAKEN_SLUGS: &[&str] = &["baru", "instrumen", "skema"];

/// A round as somebody plans it. What is absent was not chosen.
#[derive(Debug, Clone)]
pub struct RoundPlan {
    /// What people call it. Its form in addresses is made of it.
    pub title: String,
    /// The year that it assesses.
    pub year: Option<i64>,
    /// The questions.
    pub instrument: Option<InstrumentId>,
    /// How they become a score.
    pub scheme: Option<SchemeId>,
    /// The round whose results stand beside this one's.
    pub previous: Option<RoundId>,
    /// The zone in which deadlines are set.
    pub zone: Zone,
    /// The phases.
    pub schedule: Schedule,
    /// The bodies that take part; may be given later.
    pub participants: Vec<BodyCode>,
}

impl RoundPlan {
    /// Everything that is wrong with the plan in itself. Fields: `title`, `year`, `instrument`, `scheme`, and those of
    /// [`Schedule::problems`].
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut note = |field: &str, problem| found.push(FieldProblem::new(field, problem));
        if let Err(problem) = check_title(&self.title) {
            note("title", problem);
        } else if self.slug().is_none() {
            note("title", Problem::NotACode);
        }
        match self.year {
            None => note("year", Problem::Required),
            Some(year) => {
                if let Err(problem) = check_year(year) {
                    note("year", problem);
                }
            }
        }
        if self.instrument.is_none() {
            note("instrument", Problem::Required);
        }
        if self.scheme.is_none() {
            note("scheme", Problem::Required);
        }
        found.extend(self.schedule.problems());
        found
    }

    /// The title's form in addresses, where it has one.
    #[must_use]
    pub fn slug(&self) -> Option<Slug> {
        Slug::from_name(&self.title).filter(|slug| !TAKEN_SLUGS.contains(&slug.as_str()))
    }
}

/// A title that is there, not too long, and on one line.
pub(super) fn check_title(title: &str) -> Result<(), Problem> {
    let title = title.trim();
    if title.is_empty() {
        Err(Problem::Required)
    } else if title.chars().count() > TITLE_MAX {
        Err(Problem::TooLong { max: TITLE_MAX })
    } else if title.chars().any(char::is_control) {
        Err(Problem::BadCharacters)
    } else {
        Ok(())
    }
}

/// A year that a round can assess.
pub(super) fn check_year(year: i64) -> Result<(), Problem> {
    if (2000..=2199).contains(&year) {
        Ok(())
    } else {
        Err(Problem::OutOfRange { min: Some("2000".into()), max: Some("2199".into()) })
    }
}
