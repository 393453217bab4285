//! Handing the number over: the one who gives ticks what is handed over, the one who takes ticks what arrived.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PLACE_MAX, line_problem};
use crate::ids::PersonId;
use crate::problem::{FieldProblem, Problem};

/// Most characters of a note.
pub const NOTE_MAX: usize = 500;

/// What belongs to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The telephone, charged and unlocked for whoever takes it.
    Device,
    /// The SIM card, registered by the office.
    Sim,
    /// The PIN of two-step verification; without it WhatsApp shuts the next holder out.
    Pin,
    /// The quick replies.
    QuickReplies,
    /// The labels of chats.
    Labels,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 5] = [Self::Device, Self::Sim, Self::Pin, Self::QuickReplies, Self::Labels];

    /// The code in forms and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Sim => "sim",
            Self::Pin => "pin",
            Self::QuickReplies => "quick_replies",
            Self::Labels => "labels",
        }
    }

    /// Whether the number is lost to the office without it.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Device | Self::Sim | Self::Pin)
    }
}

/// What was ticked: codes of [`Part`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ticked(pub Vec<String>);

impl Ticked {
    /// Those of the codes that are parts, each once.
    #[must_use]
    pub fn of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let codes: Vec<&str> = codes.into_iter().collect();
        let ticked = Part::ALL.into_iter().filter(|part| codes.contains(&part.code()));
        Self(ticked.map(|part| part.code().to_owned()).collect())
    }

    /// Whether a part is ticked.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.0.iter().any(|code| code == part.code())
    }

    /// The needed parts that are not ticked.
    #[must_use]
    pub fn lacking(&self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| part.is_needed() && !self.has(*part)).collect()
    }
}

/// A hand-over as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Who gives: a name, since he or she may have left already.
    pub from: String,
    /// Who takes, by id.
    pub to: String,
    /// The day, `2026-12-01`.
    pub day: String,
    /// What is handed over.
    pub parts: Ticked,
    /// Anything else.
    pub note: String,
}

/// A hand-over that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// Who gives.
    pub from: String,
    /// Who takes.
    pub to: PersonId,
    /// The day.
    pub day: Date,
    /// What is handed over.
    pub parts: Ticked,
    /// Anything else.
    pub note: String,
}

impl Typed {
    /// The hand-over, or all that is wrong with it. Fields: `from`, `to`, `day`, `parts`, `note`. `by` begins it and cannot be the
    /// one who takes: two sides confirm.
    ///
    /// # Errors
    /// Every problem with its field.
    pub fn read(&self, by: PersonId) -> Result<Given, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut note = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
        let from = self.from.trim();
        if from.is_empty() {
            note("from", Problem::Required);
        } else if let Some(problem) = line_problem(from, PLACE_MAX) {
            note("from", problem);
        }
        let to = match self.to.trim() {
            "" => Err(Problem::Required),
            typed => typed.parse::<PersonId>().map_err(|_| Problem::UnknownOption),
        };
        let to = to.and_then(|to| if to == by { Err(Problem::SamePerson) } else { Ok(to) });
        let to = to.map_err(|problem| note("to", problem)).ok();
        let day = match self.day.trim() {
            "" => Err(Problem::Required),
            typed => typed.parse::<Date>().map_err(|_| Problem::NotADate),
        };
        let day = day.map_err(|problem| note("day", problem)).ok();
        if !self.parts.lacking().is_empty() {
            note("parts", Problem::NotNow { why: "contact-handover-lacking".to_owned() });
        }
        let text = self.note.replace("\r\n", "\n").trim().to_owned();
        if text.chars().count() > NOTE_MAX {
            note("note", Problem::TooLong { max: NOTE_MAX });
        }
        if text.chars().any(crate::assessment::is_forbidden) {
            note("note", Problem::BadCharacters);
        }
        match (to, day) {
            (Some(to), Some(day)) if problems.is_empty() => {
                Ok(Given { from: from.to_owned(), to, day, parts: self.parts.clone(), note: text })
            }
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::random::Seeded;

    fn person(seed: u64) -> PersonId {
        PersonId::new(Timestamp::from_second(1_718_000_000).unwrap(), &Seeded::new(seed))
    }

    fn typed() -> Typed {
        Typed {
            from: "Rina".to_owned(),
            to: person(2).to_string(),
            day: "2026-12-01".to_owned(),
            parts: Ticked::of(["device", "sim", "pin", "telepon"]),
            note: String::new(),
        }
    }

    #[test]
    fn a_hand_over_has_two_sides_a_day_and_what_is_needed() {
        let given = typed().read(person(1)).unwrap();
        assert_eq!((given.from.as_str(), given.to), ("Rina", person(2)));
        assert_eq!(given.parts.0, ["device", "sim", "pin"], "what is no part is left out");
        let field = |typed: Typed, by| typed.read(by).unwrap_err()[0].field.clone();
        assert_eq!(field(typed(), person(2)), "to", "one person is not two sides");
        assert_eq!(field(Typed { from: " ".to_owned(), ..typed() }, person(1)), "from");
        assert_eq!(field(Typed { to: "x".to_owned(), ..typed() }, person(1)), "to");
        assert_eq!(field(Typed { day: "2026-02-30".to_owned(), ..typed() }, person(1)), "day");
        for lacking in [["sim", "pin"], ["device", "pin"], ["device", "sim"]] {
            assert_eq!(field(Typed { parts: Ticked::of(lacking), ..typed() }, person(1)), "parts");
        }
        assert_eq!(Typed::default().read(person(1)).unwrap_err().len(), 4);
    }
}
