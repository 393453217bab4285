//! Gates and ranks: what depends on all bodies together (contract section 2).

use std::{cmp::Ordering, collections::HashMap};

use rayon::prelude::*;

use super::{Assessed, Cores, Outcome, Results};
use crate::{
    codes::BodyCode,
    exact::Exact,
    scheme::{Gate, GateOf, Pass, Role, Scheme, Tie},
};

/// For each gate, which bodies pass. Gates are evaluated once, each on its own, among the bodies that are not yet out.
pub(super) fn passed(scheme: &Scheme, bodies: &[Assessed]) -> Vec<Vec<bool>> {
    scheme.gates.iter().map(|gate| passed_one(scheme, gate, bodies)).collect()
}

fn passed_one(scheme: &Scheme, gate: &Gate, bodies: &[Assessed]) -> Vec<bool> {
    let component = match &gate.of {
        GateOf::Total => None,
        GateOf::Component(code) => scheme.components.iter().position(|component| component.code == *code),
    };
    let value = |body: &'_ Assessed| -> Option<Exact> {
        if body.outcome != Outcome::Scored {
            return None;
        }
        match component {
            None => Some(body.ungated_total.clone()),
            Some(component) => body.scores[component].clone(),
        }
    };
    match &gate.pass {
        Pass::AtLeast(bound) => {
            bodies.iter().map(|body| value(body).is_some_and(|value| value >= *bound)).collect()
        }
        Pass::Top(count) => {
            let group = |body: &'_ Assessed| if gate.per_parent { body.parent.clone() } else { None };
            let mut values: HashMap<Option<BodyCode>, Vec<Exact>> = HashMap::new();
            for body in bodies {
                values.entry(group(body)).or_default().extend(value(body));
            }
            let last = usize::try_from(*count).unwrap_or(usize::MAX).saturating_sub(1);
            let edges: HashMap<Option<BodyCode>, Exact> = values
                .into_iter()
                .filter_map(|(group, mut values)| {
                    values.sort_unstable_by(|a, b| b.cmp(a));
                    let edge = values.get(last.min(values.len().saturating_sub(1))).cloned();
                    edge.map(|edge| (group, edge))
                })
                .collect();
            let passes =
                |body| value(body).zip(edges.get(&group(body))).is_some_and(|(value, edge)| value >= *edge);
            bodies.iter().map(passes).collect()
        }
    }
}

/// What the order of bodies depends on.
struct Order<'r, 'a> {
    results: &'r Results<'a>,
    /// Component and gate of the rerank.
    rerank: Option<(usize, usize)>,
    /// Whether the rerank counts among all bodies, not only among those of one parent.
    rerank_everywhere: bool,
    ties: Vec<TieBy>,
}

enum TieBy {
    Component(usize),
    SubmittedAt,
}

impl<'r, 'a> Order<'r, 'a> {
    fn new(results: &'r Results<'a>) -> Self {
        let scheme = results.engine.scheme;
        let position = |code: &str| scheme.components.iter().position(|component| component.code == *code);
        let rerank = scheme.components.iter().position(|component| component.role == Role::Rerank);
        let rerank = rerank.and_then(|component| Some((component, results.engine.gate_of[component]?)));
        let ties = scheme.ties.iter().filter_map(|tie| match tie {
            Tie::SubmittedAt => Some(TieBy::SubmittedAt),
            Tie::Component(code) => position(code.as_str()).map(TieBy::Component),
        });
        Self {
            results,
            rerank,
            rerank_everywhere: rerank.is_some_and(|(_, gate)| !scheme.gates[gate].per_parent),
            ties: ties.collect(),
        }
    }

    /// The score that counts: none where the component is not expected.
    fn score(&self, body: usize, component: usize) -> Option<&'r Exact> {
        let score = self.results.bodies[body].scores[component].as_ref()?;
        self.results.is_expected(body, component).then_some(score)
    }

    /// Higher first, no score last.
    fn by_score(&self, a: usize, b: usize, component: usize) -> Ordering {
        self.score(b, component).cmp(&self.score(a, component))
    }

    /// Those that passed the gate of the rerank first, among themselves by its score.
    fn by_rerank(&self, a: usize, b: usize) -> Ordering {
        let Some((component, gate)) = self.rerank else { return Ordering::Equal };
        let passed = &self.results.passed[gate];
        passed[b]
            .cmp(&passed[a])
            .then_with(|| if passed[a] { self.by_score(a, b, component) } else { Ordering::Equal })
    }

    fn by_total(&self, a: usize, b: usize) -> Ordering {
        let standings = &self.results.standings;
        let mut order = standings[b].total.cmp(&standings[a].total);
        for tie in &self.ties {
            order = order.then_with(|| match tie {
                TieBy::Component(component) => self.by_score(a, b, *component),
                TieBy::SubmittedAt => {
                    self.results.bodies[a].submitted_at.cmp(&self.results.bodies[b].submitted_at)
                }
            });
        }
        order
    }

    fn everywhere(&self, a: usize, b: usize) -> Ordering {
        let first = if self.rerank_everywhere { self.by_rerank(a, b) } else { Ordering::Equal };
        first.then_with(|| self.by_total(a, b))
    }

    fn in_parent(&self, a: usize, b: usize) -> Ordering {
        self.by_rerank(a, b).then_with(|| self.by_total(a, b))
    }
}

/// Gives every scored body its two ranks.
pub(super) fn rank(results: &mut Results<'_>, cores: Cores) {
    let order = Order::new(results);
    let scored: Vec<usize> =
        (0..results.len()).filter(|index| results.standings[*index].outcome == Outcome::Scored).collect();
    let parent = |index: usize| results.bodies[index].parent.as_ref();
    let everywhere = sorted(scored.clone(), cores, |a, b| order.everywhere(a, b));
    let by_parent =
        sorted(scored, cores, |a, b| parent(a).cmp(&parent(b)).then_with(|| order.in_parent(a, b)));
    let ranks = competition_ranks(&everywhere, |a, b| order.everywhere(a, b));
    let mut ranks_in_parent = Vec::with_capacity(by_parent.len());
    for group in by_parent.chunk_by(|a, b| parent(*a) == parent(*b)) {
        ranks_in_parent.extend(competition_ranks(group, |a, b| order.in_parent(a, b)));
    }
    for (index, rank) in ranks {
        results.standings[index].rank = rank;
    }
    for (index, rank) in ranks_in_parent {
        results.standings[index].rank_in_parent = rank;
    }
}

fn sorted(
    mut bodies: Vec<usize>,
    cores: Cores,
    order: impl Fn(usize, usize) -> Ordering + Sync,
) -> Vec<usize> {
    match cores {
        Cores::One => bodies.sort_by(|a, b| order(*a, *b)),
        Cores::All => bodies.par_sort_by(|a, b| order(*a, *b)),
    }
    bodies
}

/// Standard competition ranks (1, 2, 2, 4) of bodies that stand in order.
fn competition_ranks(bodies: &[usize], order: impl Fn(usize, usize) -> Ordering) -> Vec<(usize, u32)> {
    let mut ranks = Vec::with_capacity(bodies.len());
    let mut before: Option<(usize, u32)> = None;
    for (place, body) in (1..).zip(bodies) {
        let rank = match before {
            Some((other, rank)) if order(other, *body) == Ordering::Equal => rank,
            _ => place,
        };
        before = Some((*body, rank));
        ranks.push((*body, rank));
    }
    ranks
}
