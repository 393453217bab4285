//! Levels of headings, as the page needs them.

/// The lowest heading that there is.
const LOWEST: u8 = 6;

/// Gives each heading a level of the page: the first ones that of the page's own order, each deeper one a level below the one
/// that it belongs to, none skipped.
#[derive(Debug)]
pub(crate) struct Headings {
    first: u8,
    /// Levels as they were written of the headings that the next one can belong to.
    open: Vec<u8>,
}

impl Headings {
    /// Headings that begin at a level.
    pub(crate) const fn from(first: u8) -> Self {
        Self { first, open: Vec::new() }
    }

    /// The level of the next heading, written at `level`.
    pub(crate) fn next(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        let below = u8::try_from(self.open.len()).unwrap_or(LOWEST);
        self.open.push(level);
        self.first.saturating_add(below).min(LOWEST)
    }
}

#[cfg(test)]
mod tests {
    use super::Headings;
    use proptest::prelude::*;

    #[test]
    fn levels_follow_what_belongs_to_what() {
        for (written, shown) in [
            (vec![1, 1, 2, 3, 1], vec![2, 2, 3, 4, 2]),
            (vec![3, 3, 5, 4, 1, 6], vec![2, 2, 3, 3, 2, 3]),
            (vec![1, 2, 3, 4, 5, 6], vec![2, 3, 4, 5, 6, 6]),
        ] {
            let mut headings = Headings::from(2);
            assert_eq!(
                written.iter().map(|level| headings.next(*level)).collect::<Vec<_>>(),
                shown,
                "{written:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_level_is_skipped(written in proptest::collection::vec(1_u8..=6, 0..40), first in 2_u8..=4) {
            let mut headings = Headings::from(first);
            let mut before = first - 1;
            for level in written {
                let shown = headings.next(level);
                prop_assert!((first..=6).contains(&shown) && shown <= before + 1);
                before = shown;
            }
        }
    }
}
