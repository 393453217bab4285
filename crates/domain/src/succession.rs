//! Offices that end in the middle of the years: renamed under a new code, split, or merged. The old one keeps its code, its
//! pages and its results; from a day on others stand in its place.
//!
//! A change of the name under the same code is no succession: it is an import of the tree.

pub mod read;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::codes::BodyCode;
use crate::problem::{FieldProblem, Problem};
use crate::verification::check_text;

/// Most characters of a legal ground.
pub const GROUND_MAX: usize = 300;

/// Who stands in the place of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The office that ends.
    pub body: BodyCode,
    /// Those in its place, in order of their codes: one or several.
    pub successors: BTreeSet<BodyCode>,
    /// The first day on which they stand there.
    pub since: Date,
    /// What it rests on, such as the number of the law.
    pub ground: String,
}

/// All successions of a tree. Along them days only rise, so no chain comes back to where it began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Successions(BTreeMap<BodyCode, Succession>);

impl FromIterator<Succession> for Successions {
    /// A body has one succession at most; a later one takes the place of an earlier one.
    fn from_iter<I: IntoIterator<Item = Succession>>(all: I) -> Self {
        Self(all.into_iter().map(|one| (one.body.clone(), one)).collect())
    }
}

impl Successions {
    /// Puts one in, in the place of the one that its body has. [`Self::problems`] are looked for first.
    pub fn put(&mut self, new: Succession) {
        self.0.insert(new.body.clone(), new);
    }

    /// What became of a body; `None` while it goes on.
    #[must_use]
    pub fn of(&self, body: &BodyCode) -> Option<&Succession> {
        self.0.get(body)
    }

    /// The successions by which a body came to be, by the code of the office before.
    pub fn before<'s>(&'s self, body: &'s BodyCode) -> impl Iterator<Item = &'s Succession> {
        self.0.values().filter(move |one| one.successors.contains(body))
    }

    /// Every office before a body, over all steps, each once: the nearest first.
    #[must_use]
    pub fn all_before(&self, body: &BodyCode) -> Vec<BodyCode> {
        reached(body, |code| self.before(code).map(|one| one.body.clone()).collect())
    }

    /// Every office after a body, over all steps, each once: the nearest first.
    #[must_use]
    pub fn all_after(&self, body: &BodyCode) -> Vec<BodyCode> {
        reached(body, |code| {
            self.of(code).map(|one| one.successors.iter().cloned().collect()).unwrap_or_default()
        })
    }

    /// Whether others stand in the place of a body on this day.
    #[must_use]
    pub fn is_closed(&self, body: &BodyCode, day: Date) -> bool {
        self.of(body).is_some_and(|one| one.since <= day)
    }

    /// What is wrong with a succession beside the others, at the fields `successors`, `since` and `ground`. Whether the
    /// successors exist is for the caller to say.
    #[must_use]
    pub fn problems(&self, new: &Succession) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if let Some(problem) = self.wrong_successors(new) {
            problems.push(FieldProblem::new("successors", problem));
        }
        // An office that came to be by a succession ends after it, not before.
        if self.before(&new.body).any(|earlier| earlier.since >= new.since) {
            problems.push(FieldProblem::new("since", not_now("succession-before-own-start")));
        }
        if let Err(problem) = check_text(&new.ground, true, GROUND_MAX) {
            problems.push(FieldProblem::new("ground", problem));
        }
        problems
    }

    fn wrong_successors(&self, new: &Succession) -> Option<Problem> {
        if new.successors.is_empty() {
            Some(Problem::Required)
        } else if new.successors.contains(&new.body) {
            Some(not_now("succession-itself"))
        } else if new.successors.iter().any(|code| self.all_after(code).contains(&new.body)) {
            Some(not_now("succession-circle"))
        } else if new.successors.iter().any(|code| self.is_closed(code, new.since)) {
            Some(not_now("succession-ends-earlier"))
        } else {
            None
        }
    }
}

/// Breadth first, so that a body which is reached on two ways stands where the shorter one puts it.
fn reached(from: &BodyCode, next: impl Fn(&BodyCode) -> Vec<BodyCode>) -> Vec<BodyCode> {
    let mut found: Vec<BodyCode> = Vec::new();
    let mut layer = next(from);
    while !layer.is_empty() {
        layer.retain(|code| code != from && !found.contains(code));
        found.extend(layer.iter().cloned());
        layer = layer.iter().flat_map(&next).collect::<BTreeSet<_>>().into_iter().collect();
    }
    found
}

fn not_now(why: &str) -> Problem {
    Problem::NotNow { why: why.to_owned() }
}
