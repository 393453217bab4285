//! The sheet of an access test: parts, questions, options with their points, and how the stopwatch picks an option.

use super::record::Clocks;
use crate::codes::{InstrumentCode, OptionCode, QuestionCode, SectionCode};
use crate::exact::Exact;
use crate::instrument::Text;

pub use super::read::FORMAT;

/// The sheet that a round uses until it uploads another one.
pub const DEFAULT: &str = include_str!("../../../../data/access-sheet-2025.yaml");

/// A sheet as its file gives it, checked: the points of the best options add up to `points`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which sheet.
    pub code: InstrumentCode,
    /// Which edition.
    pub edition: String,
    /// Its name.
    pub title: Text,
    /// What the best options give together, above 0.
    pub points: Exact,
    /// In the order of the file.
    pub parts: Vec<Part>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Unique in the sheet.
    pub code: SectionCode,
    /// What people read.
    pub title: Text,
    /// In the order of the file.
    pub questions: Vec<Question>,
}

/// One question of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Unique in the sheet.
    pub code: QuestionCode,
    /// What the tester reads.
    pub text: Text,
    /// How to judge it.
    pub help: Option<Text>,
    /// Two or more.
    pub options: Vec<Choice>,
    /// Where the stopwatch chooses and not the tester.
    pub time: Option<TimeRule>,
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Unique in the question.
    pub code: OptionCode,
    /// What it gives.
    pub points: Exact,
    /// What the tester reads.
    pub label: Text,
}

/// Which event a time question measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The first sign that somebody read the question.
    Acknowledgement,
    /// The answer.
    Answer,
}

/// In what a time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours on the clock, exactly.
    Hours,
    /// Hours in which the office's desk was open, exactly.
    ServiceHours,
    /// Working days of the office; the day of sending is day 0.
    WorkingDays,
}

/// How the stopwatch picks an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRule {
    /// What is measured.
    pub of: Event,
    /// In what.
    pub unit: Unit,
    /// The first whose bound is reached, bounds rising.
    pub bands: Vec<Band>,
    /// Beyond the last bound.
    pub later: OptionCode,
    /// Where it never came.
    pub never: OptionCode,
}

/// One option of a time rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// At most so many of the unit.
    pub within: Exact,
    /// Gives this option.
    pub option: OptionCode,
}

impl Sheet {
    /// All questions, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// The question with this code.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().find(|question| question.code == *code)
    }
}

impl Question {
    /// The option with this code.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.options.iter().find(|choice| choice.code == *code)
    }

    /// What the best option gives.
    #[must_use]
    pub fn most(&self) -> Exact {
        self.options.iter().map(|choice| &choice.points).max().cloned().unwrap_or(Exact::ZERO)
    }
}

impl TimeRule {
    /// The option that the stopwatch picks.
    #[must_use]
    pub fn pick(&self, clocks: &Clocks<'_>) -> &OptionCode {
        let Some(at) = clocks.event(self.of) else { return &self.never };
        let Some(passed) = clocks.until(self.unit, at) else { return &self.never };
        self.bands.iter().find(|band| passed <= band.within).map_or(&self.later, |band| &band.option)
    }
}
