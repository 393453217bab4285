//! *Penghitaman*: boxes on the pages of a document under which nothing is to remain.
//!
//! Places are fractions of the page as its reader sees it, upright and cut to its visible part, counted from the upper left
//! corner in ten-thousandths: the same box fits the small picture on which it was drawn and the large one that is painted.

use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};

/// The whole width or height of a page.
pub const WHOLE: u16 = 10_000;
/// Most boxes of one redaction.
pub const BOXES_MAX: usize = 150;
/// Most pages of a document that is redacted: each becomes a picture.
pub const PAGES_MAX: u32 = 150;
/// Least width and height of a box. A thinner one is a slip of the hand.
const LEAST: u16 = 20;

/// What became of a wish to black something out. It is one of those of a look inside a file: waiting, done, or given up.
pub use crate::facts::Progress;

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The page, from 1.
    pub page: u32,
    /// Its left side, in ten-thousandths of the width.
    pub left: u16,
    /// Its upper side, in ten-thousandths of the height.
    pub top: u16,
    /// Its right side.
    pub right: u16,
    /// Its lower side.
    pub bottom: u16,
}

impl Area {
    /// What is wrong with a box on a document of so many pages.
    fn problem(self, pages: u32) -> Option<&'static str> {
        if !(1..=pages).contains(&self.page) {
            return Some("redaction-page-wrong");
        }
        let fits = |from: u16, to: u16| to <= WHOLE && from < to && to - from >= LEAST;
        (!fits(self.left, self.right) || !fits(self.top, self.bottom)).then_some("redaction-box-wrong")
    }
}

/// What is wrong with the boxes of a redaction of a document with so many pages. The fields are `boxes` and `box-1`,
/// `box-2`, … in the order given.
#[must_use]
pub fn problems(areas: &[Area], pages: u32) -> Vec<FieldProblem> {
    let wrong = |field: String, why: &str| FieldProblem::new(&field, Problem::NotNow { why: why.to_owned() });
    if areas.is_empty() {
        return vec![wrong("boxes".into(), "redaction-none")];
    }
    if areas.len() > BOXES_MAX {
        return vec![wrong("boxes".into(), "redaction-many")];
    }
    if pages > PAGES_MAX {
        return vec![wrong("boxes".into(), "redaction-long")];
    }
    let numbered = (1..).zip(areas);
    numbered
        .filter_map(|(number, area): (u32, _)| Some(wrong(format!("box-{number}"), area.problem(pages)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, BOXES_MAX, PAGES_MAX, problems};

    fn area(page: u32, left: u16, top: u16, right: u16, bottom: u16) -> Area {
        Area { page, left, top, right, bottom }
    }

    fn wrong(areas: &[Area], pages: u32) -> Vec<String> {
        problems(areas, pages).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn boxes_lie_on_their_pages() {
        let good = area(2, 0, 100, 10_000, 120);
        assert_eq!(wrong(&[good], 2), [] as [&str; 0]);
        let bad = [
            good,
            area(0, 0, 0, 100, 100),
            area(3, 0, 0, 100, 100),
            area(1, 100, 0, 100, 100),
            area(1, 100, 0, 50, 100),
            area(1, 0, 0, 19, 100),
            area(1, 0, 0, 100, 10_001),
            area(1, 0, u16::MAX, 100, u16::MAX),
        ];
        let fields: Vec<String> = (2..=8).map(|number| format!("box-{number}")).collect();
        assert_eq!(wrong(&bad, 2), fields);
    }

    #[test]
    fn redactions_are_bounded() {
        assert_eq!(wrong(&[], 1), ["boxes"]);
        assert_eq!(wrong(&[area(1, 0, 0, 100, 100); BOXES_MAX + 1], 1), ["boxes"]);
        assert_eq!(wrong(&[area(1, 0, 0, 100, 100)], PAGES_MAX + 1), ["boxes"]);
        assert_eq!(wrong(&[area(1, 0, 0, 100, 100); BOXES_MAX], PAGES_MAX), [] as [&str; 0]);
    }
}
