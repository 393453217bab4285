//! What may be found of an answer, from best to worst, and what is right.

use domain::assessments::{Answer, Review};
use domain::exact::Exact;
use domain::review::{Judged, judge};

use crate::nation::Asked;
use crate::words;

/// The judgements that an answer allows, best first, each share once.
pub(super) struct Scale {
    steps: Vec<(Review, Exact)>,
    right: usize,
}

impl Scale {
    /// The judgements of a question that went this way; `None` where the system scores.
    pub(super) fn of(asked: &Asked<'_>, went: usize) -> Option<Self> {
        let rung = asked.rungs.get(went)?;
        let truth = &rung.found.as_ref()?.share;
        let mut steps = all(asked, Some(&rung.answer));
        steps.sort_by(|(_, a), (_, b)| b.cmp(a));
        steps.dedup_by(|(_, a), (_, b)| a == b);
        let right = steps.iter().position(|(_, share)| share == truth)?;
        Some(Self { steps, right })
    }

    /// What somebody finds who looks well.
    pub(super) fn right(&self) -> Option<&(Review, Exact)> {
        self.steps.get(self.right)
    }

    /// What somebody finds who is stricter by a step, or milder; the right thing at the end of the scale.
    pub(super) fn beside(&self, stricter: bool) -> Option<&(Review, Exact)> {
        let at = if stricter { self.right + 1 } else { self.right.saturating_sub(1) };
        self.steps.get(at).or_else(|| self.right())
    }
}

/// Every judgement of a question that an answer allows, with its share.
pub(super) fn all(asked: &Asked<'_>, answer: Option<&Answer>) -> Vec<(Review, Exact)> {
    let judged = |review: &Review| match judge(asked.question, answer, review, "alasan") {
        Ok(Judged::Share(share)) => Some((review.clone(), share)),
        _ => None,
    };
    let found = asked.rungs.iter().filter_map(|rung| rung.found.as_ref());
    found.filter_map(|found| judged(&found.review)).collect()
}

/// The reason that a share needs.
pub(super) fn reason(share: &Exact) -> String {
    if *share >= Exact::ONE { String::new() } else { words::reason(share.is_zero()).to_owned() }
}
