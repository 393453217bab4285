//! From the scores of the components to the total (contract section 2).

use crate::{
    exact::Exact,
    scheme::{Missing, Role, Scheme},
};

/// How the weight of 100 is spread at one body.
struct Spread {
    /// Sum of the weights of the components that have a score.
    present: Exact,
    /// Sum of the weights that are handed to those.
    handed_on: Exact,
}

/// `None` where a component is missing that the body cannot be assessed without.
fn spread(scheme: &Scheme, scores: &[Option<Exact>], expected: impl Fn(usize) -> bool) -> Option<Spread> {
    let mut spread = Spread { present: Exact::ZERO, handed_on: Exact::ZERO };
    for (index, component) in scheme.components.iter().enumerate() {
        let Role::Weight { weight, missing } = &component.role else { continue };
        match (expected(index), &scores[index], missing) {
            (true, Some(_), _) => spread.present += weight,
            // Bodies that did not pass a gate are totalled without its component, whatever `missing` says.
            (false, _, _) | (true, None, Missing::Reweigh) => spread.handed_on += weight,
            (true, None, Missing::Zero) => {}
            (true, None, Missing::NotAssessed) => return None,
        }
    }
    Some(spread)
}

impl Spread {
    /// What each weight is multiplied by; weights that are handed on go to the present components alone, in proportion.
    fn growth(&self) -> Exact {
        (&self.present + &self.handed_on).checked_div(&self.present).unwrap_or_default()
    }
}

/// The total, 0 to 100, or `None` where the body is not assessed.
pub(super) fn total(
    scheme: &Scheme,
    scores: &[Option<Exact>],
    expected: impl Fn(usize) -> bool,
) -> Option<Exact> {
    let spread = spread(scheme, scores, &expected)?;
    let mut weighted = Exact::ZERO;
    let mut bonus = Exact::ZERO;
    for (index, component) in scheme.components.iter().enumerate() {
        let Some(score) = scores[index].as_ref().filter(|_| expected(index)) else { continue };
        match &component.role {
            Role::Weight { weight, .. } => weighted += &(score * weight),
            Role::Bonus { weight } => bonus += &(score * weight),
            Role::Rerank => {}
        }
    }
    if !spread.handed_on.is_zero() {
        weighted = &weighted * &spread.growth();
    }
    let total = (&weighted + &bonus).checked_div(&Exact::HUNDRED)?;
    Some(total.min(Exact::HUNDRED))
}

/// For each component, its weight in the total of this body (see [`super::ComponentResult::weight`]).
pub(super) fn weights(
    scheme: &Scheme,
    scores: &[Option<Exact>],
    expected: impl Fn(usize) -> bool,
) -> Vec<Option<Exact>> {
    let growth = spread(scheme, scores, expected).map_or(Exact::ONE, |spread| spread.growth());
    scheme
        .components
        .iter()
        .map(|component| match &component.role {
            Role::Weight { weight, .. } => Some(weight * &growth),
            Role::Bonus { weight } => Some(weight.clone()),
            Role::Rerank => None,
        })
        .collect()
}
