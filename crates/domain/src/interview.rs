//! *Wawancara*: those who passed the gate show their service to a panel, a few offices in one room at a time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::codes::BodyCode;
use crate::exact::Exact;
use crate::problem::{FieldProblem, Problem};
use crate::round::Window;
use crate::verification::lot::Seed;

/// Most criteria of a panel sheet, and most entries of the checklist.
const LINES_MAX: usize = 30;
/// Most characters of one of them.
const LINE_MAX: usize = 200;

/// How a round holds its interviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InterviewRules {
    /// Minutes of one slot.
    pub minutes: u32,
    /// Minutes between two slots of a room.
    pub pause: u32,
    /// Most offices in a room at the same time.
    pub room_size: u32,
    /// What a panellist judges.
    pub criteria: Vec<Criterion>,
    /// What is shown on the walk through the office.
    pub tour: Vec<String>,
}

/// Something that a panellist judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What it is, as people read it.
    pub name: String,
    /// Most points.
    pub max: Exact,
}

impl Default for InterviewRules {
    /// Rooms of three and 45 minutes, as in 2025; the criteria are what that year's panel was reported to look at.
    fn default() -> Self {
        let criterion = |name: &str, max| Criterion { name: name.to_owned(), max: Exact::whole(max) };
        let tour = [
            "Meja layanan dan ruang tunggu",
            "Papan informasi dan maklumat pelayanan",
            "Sarana bagi penyandang disabilitas",
            "Ruang arsip dan arsip digital",
            "Gawai PPID dengan aplikasi permohonan informasi",
        ];
        Self {
            minutes: 45,
            pause: 15,
            room_size: 3,
            criteria: vec![
                criterion("Mutu informasi dan daftar informasi publik", 30),
                criterion("Pelayanan dan penanganan keberatan", 30),
                criterion("Digitalisasi dan inovasi", 20),
                criterion("Komitmen pimpinan", 20),
            ],
            tour: tour.map(str::to_owned).to_vec(),
        }
    }
}

impl InterviewRules {
    /// What is wrong with them. The fields are `interview.minutes` (10 to 240), `interview.pause` (0 to 120),
    /// `interview.room_size` (1 to 10), `interview.criteria` and `interview.tour`.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut between = |field: &str, value: u32, min: u32, max: u32| {
            if !(min..=max).contains(&value) {
                let problem = Problem::OutOfRange { min: Some(min.to_string()), max: Some(max.to_string()) };
                found.push(FieldProblem::new(field, problem));
            }
        };
        between("interview.minutes", self.minutes, 10, 240);
        between("interview.pause", self.pause, 0, 120);
        between("interview.room_size", self.room_size, 1, 10);
        let names: Vec<&str> = self.criteria.iter().map(|criterion| criterion.name.as_str()).collect();
        if names.is_empty() {
            found.push(FieldProblem::new("interview.criteria", Problem::Required));
        } else if self.criteria.iter().any(|criterion| criterion.max <= Exact::ZERO) {
            let problem = Problem::OutOfRange { min: Some("1".to_owned()), max: None };
            found.push(FieldProblem::new("interview.criteria", problem));
        } else if let Some(problem) = wrong_lines(&names) {
            found.push(FieldProblem::new("interview.criteria", problem));
        }
        let tour: Vec<&str> = self.tour.iter().map(String::as_str).collect();
        found.extend(wrong_lines(&tour).map(|problem| FieldProblem::new("interview.tour", problem)));
        found
    }

    /// What all criteria together can bring.
    #[must_use]
    pub fn most(&self) -> Exact {
        self.criteria.iter().map(|criterion| &criterion.max).sum()
    }

    /// The score of a sheet, 0 to 100: its points of all that could be had. `None` where a criterion has no points.
    #[must_use]
    pub fn score(&self, points: &[Option<Exact>]) -> Option<Exact> {
        if points.len() != self.criteria.len() {
            return None;
        }
        let all: Option<Vec<&Exact>> = points.iter().map(Option::as_ref).collect();
        let sum: Exact = all?.into_iter().sum();
        (&sum * &Exact::HUNDRED).checked_div(&self.most())
    }
}

fn wrong_lines(lines: &[&str]) -> Option<Problem> {
    let different: BTreeSet<&&str> = lines.iter().collect();
    if lines.len() > LINES_MAX {
        Some(Problem::NotNow { why: "interview-too-many-lines".to_owned() })
    } else if lines.iter().any(|line| line.trim().is_empty()) {
        Some(Problem::Required)
    } else if lines.iter().any(|line| line.chars().count() > LINE_MAX) {
        Some(Problem::TooLong { max: LINE_MAX })
    } else if different.len() < lines.len() {
        Some(Problem::NotNow { why: "interview-line-twice".to_owned() })
    } else {
        None
    }
}

/// An office that is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Its code.
    pub body: BodyCode,
    /// The office above it: those of one group do not sit in one room where that can be helped.
    pub parent: Option<BodyCode>,
}

/// A room at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Number of the room, from 1.
    pub room: u32,
    /// From when to when.
    pub window: Window,
    /// Who is in it, in the order in which they speak.
    pub bodies: Vec<BodyCode>,
}

/// Why there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// Nobody is invited.
    #[error("nobody passed the gate")]
    Nobody,
    /// The hours do not hold all of them.
    #[error("the hours hold {places} offices, {invited} are invited")]
    TooFewHours {
        /// How many offices there is room for.
        places: usize,
        /// How many are invited.
        invited: usize,
    },
}

/// The slots of a day's hours, one after another with a pause between them.
#[must_use]
pub fn slots(rules: &InterviewRules, hours: Window) -> Vec<Window> {
    let length = SignedDuration::from_mins(i64::from(rules.minutes));
    let step = length + SignedDuration::from_mins(i64::from(rules.pause));
    let mut found = Vec::new();
    let mut opens = hours.opens;
    while let Ok(closes) = opens.checked_add(length)
        && closes <= hours.closes
    {
        found.push(Window { opens, closes });
        let Ok(next) = opens.checked_add(step) else { break };
        opens = next;
    }
    found
}

/// Spreads the invited over rooms and slots: their order is the lot of `seed`, and each takes the first place of a room in
/// which nobody of the same group sits; where there is none, the first place at all. Rooms are filled slot after slot, and no
/// room is opened that is not needed.
///
/// # Errors
/// [`NoPlan`].
pub fn plan(
    rules: &InterviewRules,
    invited: &[Invited],
    days: &[Window],
    rooms: u32,
    seed: &Seed,
) -> Result<Vec<Sitting>, NoPlan> {
    if invited.is_empty() {
        return Err(NoPlan::Nobody);
    }
    let size = usize::try_from(rules.room_size).unwrap_or(usize::MAX).max(1);
    let needed = invited.len().div_ceil(size);
    let mut times: Vec<Window> = days.iter().flat_map(|hours| slots(rules, *hours)).collect();
    times.sort_by_key(|window| window.opens);
    times.dedup();
    let sittings = times.iter().flat_map(|window| (1..=rooms).map(|room| (room, *window)));
    let mut plan: Vec<(Sitting, BTreeSet<Option<BodyCode>>)> = sittings
        .take(needed)
        .map(|(room, window)| (Sitting { room, window, bodies: Vec::new() }, BTreeSet::new()))
        .collect();
    if plan.len() < needed {
        return Err(NoPlan::TooFewHours { places: plan.len() * size, invited: invited.len() });
    }
    let mut drawn: Vec<&Invited> = invited.iter().collect();
    drawn.sort_by_cached_key(|office| seed.ticket(&["interview", office.body.as_str()]));
    // Groups with many offices first: they are the hardest to keep apart.
    let mut groups: BTreeMap<&Option<BodyCode>, usize> = BTreeMap::new();
    for office in &drawn {
        *groups.entry(&office.parent).or_default() += 1;
    }
    drawn.sort_by_key(|office| std::cmp::Reverse(groups.get(&office.parent).copied().unwrap_or(0)));
    for office in drawn {
        let free = |(sitting, _): &(Sitting, BTreeSet<_>)| sitting.bodies.len() < size;
        let alone = plan.iter().position(|place| free(place) && !place.1.contains(&office.parent));
        if let Some(at) = alone.or_else(|| plan.iter().position(free))
            && let Some((sitting, groups)) = plan.get_mut(at)
        {
            sitting.bodies.push(office.body.clone());
            groups.insert(office.parent.clone());
        }
    }
    Ok(plan.into_iter().map(|(sitting, _)| sitting).collect())
}

/// Where the sheet of a panellist for an office stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Being filled.
    Draft,
    /// Given.
    Submitted,
}

/// What can happen to a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetAction {
    /// Its panellist writes.
    Save,
    /// Its panellist gives it.
    Submit,
    /// Its panellist takes it back, with a reason, before the scores of the interview are fixed.
    Reopen,
}

impl SheetState {
    /// Every state.
    pub const ALL: [Self; 2] = [Self::Draft, Self::Submitted];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: SheetAction) -> Option<Self> {
        match (self, action) {
            (Self::Draft, SheetAction::Save) | (Self::Submitted, SheetAction::Reopen) => Some(Self::Draft),
            (Self::Draft, SheetAction::Submit) => Some(Self::Submitted),
            (Self::Submitted, SheetAction::Save | SheetAction::Submit)
            | (Self::Draft, SheetAction::Reopen) => None,
        }
    }
}

impl std::str::FromStr for SheetState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a panel sheet")]
pub struct UnknownState;

/// The score of an office: the mean of its panellists' sheets.
#[must_use]
pub fn mean(scores: &[Exact]) -> Option<Exact> {
    let sum: Exact = scores.iter().sum();
    sum.checked_div(&Exact::from_count(scores.len()))
}

#[cfg(test)]
#[path = "interview/tests.rs"]
mod tests;
